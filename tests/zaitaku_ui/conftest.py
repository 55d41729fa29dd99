"""The window over the sample, without a screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sample_files import sample_file
from zaitaku_ui.focus import KeyboardFocus
from zaitaku_ui.main_window import MainWindow
from zaitaku_ui.theme import Theme, load_ui_fonts

from zaitaku_desktop.preferences import Preferences

WindowMaker = Callable[..., MainWindow]


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[Theme]:
    """The application in the light theme; plain again afterwards."""
    theme = Theme(family=load_ui_fonts())
    theme.apply(qapp)
    ring = KeyboardFocus()
    qapp.installEventFilter(ring)
    yield theme
    qapp.removeEventFilter(ring)
    qapp.setStyleSheet("")


@pytest.fixture
def make_window(qtbot: QtBot, dressed: Theme, monkeypatch: pytest.MonkeyPatch) -> Iterator[WindowMaker]:
    """Makes windows; whatever they hold open is closed afterwards."""
    # Looking through all that a run of tests has made takes longer than opening the file.
    monkeypatch.setattr("zaitaku_ui.commands.set_aside", lambda: None)
    made: list[MainWindow] = []

    def make(settings: Preferences | None = None, width: int = 1366, height: int = 738) -> MainWindow:
        window = MainWindow(dressed, settings or Preferences())
        window.resize(width, height)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        made.append(window)
        return window

    yield make
    for window in made:
        window.close()
        window.deleteLater()


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A data file of the sample municipality."""
    path = tmp_path / "みなと野市.zaitaku"
    sample_file(path)
    return path


@pytest.fixture
def window(make_window: WindowMaker, sample: Path) -> MainWindow:
    """A window in which the sample is open."""
    made = make_window()
    made.open_path(str(sample))
    assert made.page is not None
    return made
