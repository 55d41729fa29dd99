"""A 会議録 on the screen, written with keys: the made-up circle of tests/meetings.py under a MinutesEditor."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from meetings import Desk
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.editors.minutes import MinutesEditor
from zaitaku_ui.outline.lines import OutlineLine
from zaitaku_ui.theme import Theme

from zaitaku_desktop.model.outline import BlockKind
from zaitaku_desktop.operations import outline
from zaitaku_desktop.operations.outline import NewBlock

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
OPINIONS = ("甲の意見", "乙の意見", "丙の意見")


class MinutesDesk(Desk):
    """`editor` shows the meeting of the circle; `key` and `type` press keys where the keyboard is."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.said: list[tuple[str, str]] = []
        self.opinions: list[int] = []

    def show(self, theme: Theme) -> MinutesEditor:
        """Open the editor; everything put in before is on it."""
        self.bridge = Bridge(self.workspace)
        self.editor = MinutesEditor(self.workspace, self.bridge, theme)
        self.editor.resize(900, 600)
        self.editor.position_changed.connect(self._hear)
        self.editor.show_meeting(self.circle.meeting)
        self.editor.show()
        self.editor.activateWindow()
        self.editor.setFocus()
        QCoreApplication.processEvents()
        return self.editor

    def _hear(self, where: str, what: str) -> None:
        self.said.append((where, what))

    def close(self) -> None:
        """Let everything go."""
        self.editor.shut_down()
        self.bridge.release()
        self.workspace.close()
        self.editor.deleteLater()

    def put(self, *new: NewBlock) -> list[int]:
        """Blocks at the end of the 会議録."""
        made: list[int] = self.do(outline.append_blocks, self.circle.meeting, new)
        return made

    def put_opinions(self) -> list[int]:
        """A 見出し with three opinions below it."""
        below = (NewBlock(words, 1, BlockKind.OPINION) for words in OPINIONS)
        return self.put(NewBlock("議題", 0, BlockKind.HEADING), *below)

    @staticmethod
    def focused() -> QWidget:
        """What has the keyboard; a real window gets it a moment after it is shown."""
        for _ in range(500):
            if QApplication.focusWidget() is not None:
                break
            QTest.qWait(10)
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def key(self, key: Qt.Key, held: Any = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key."""
        QTest.keyClick(self.focused(), key, held)

    def type(self, words: str) -> None:
        """What an IME sends word by word."""
        event = QInputMethodEvent()
        event.setCommitString(words)
        QCoreApplication.sendEvent(self.focused(), event)

    def compose(self, words: str) -> None:
        """A word in the middle of its composition."""
        QCoreApplication.sendEvent(self.focused(), QInputMethodEvent(words, []))

    def go(self, block_id: int, place: int = -1) -> None:
        """The cursor to an item."""
        assert self.editor.view.go_to(block_id, place)

    def shown(self) -> list[str]:
        """Every line on the screen: level, number, text with what its references say."""
        found = []
        for line in self.editor.view.lines:
            text = line.text
            for token, words in line.said:
                text = text.replace(token, words)
            found.append(f"{line.level} {line.sign} {text}")
        return found

    def line(self) -> OutlineLine:
        """The line of the cursor."""
        found = self.editor.view.line()
        assert found is not None
        return found

    def kinds(self) -> list[str]:
        """The kinds in the margin."""
        return [line.margin for line in self.editor.view.lines]
