from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QPushButton, QToolButton, QVBoxLayout
from pytestqt.qtbot import QtBot
from zaitaku_ui.theme import Theme


class Asking(QDialog):
    """A dialog with a default button, another one, a tool button and a choice. `pressed` = what was clicked."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        self.pressed: list[str] = []
        self.go, self.leave, self.tool, self.choice = (
            QPushButton("go"),
            QPushButton("leave"),
            QToolButton(),
            QCheckBox(),
        )
        for widget in (self.choice, self.leave, self.tool, self.go):
            column.addWidget(widget)
        self.leave.setAutoDefault(False)
        self.tool.setText("tool")
        self.go.setDefault(True)
        for button in (self.go, self.leave, self.tool):
            button.clicked.connect(self._note)

    def _note(self) -> None:
        sender = self.sender()
        assert isinstance(sender, QPushButton | QToolButton)
        self.pressed.append(sender.text())


@pytest.fixture
def asking(qtbot: QtBot, dressed: Theme) -> Iterator[Asking]:
    dialog = Asking()
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    yield dialog


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
@pytest.mark.parametrize("name", ["leave", "tool", "go"])
def test_that_enter_presses_the_button_that_has_the_keyboard(
    qtbot: QtBot, asking: Asking, name: str, key: Qt.Key
) -> None:
    button = getattr(asking, name)
    button.setFocus()
    qtbot.keyClick(button, key)
    assert asking.pressed == [name]


def test_that_enter_on_a_choice_confirms_the_dialog(qtbot: QtBot, asking: Asking) -> None:
    asking.choice.setFocus()
    qtbot.keyClick(asking.choice, Qt.Key.Key_Return)
    assert asking.pressed == ["go"] and not asking.choice.isChecked()
