"""What Qt says by itself is Japanese."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QGroupBox, QLabel, QTabBar, QWidget
from pytestqt.qtbot import QtBot
from zaitaku_ui.translation import install


@pytest.fixture
def japanese(qapp: QApplication) -> Iterator[None]:
    translators = install(qapp)
    yield
    for translator in translators:
        QCoreApplication.removeTranslator(translator)


def words(dialog: QWidget) -> set[str]:
    """Everything written on a dialog or said by its tooltips."""
    found: set[str] = set()
    for widget in dialog.findChildren(QWidget):
        found.add(widget.toolTip())
        if isinstance(widget, QLabel | QAbstractButton):
            found.add(widget.text())
        elif isinstance(widget, QGroupBox):
            found.add(widget.title())
        elif isinstance(widget, QTabBar):
            found |= {widget.tabText(tab) for tab in range(widget.count())}
    return found


def english(dialog: QWidget) -> list[str]:
    """What of it has an English word."""
    return sorted(text for text in words(dialog) if re.search("[A-Za-z]{3}", text.replace("PDF", "")))


def test_that_the_print_dialog_is_japanese(qtbot: QtBot, japanese: None) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog = QPrintDialog(printer)
    qtbot.addWidget(dialog)
    assert "ページの組：" in words(dialog)
    assert english(dialog) == []


def test_that_the_file_dialog_is_japanese(qtbot: QtBot, japanese: None) -> None:
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog, True)
    qtbot.addWidget(dialog)
    assert "場所：" in words(dialog)
    assert english(dialog) == []
