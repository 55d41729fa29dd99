"""Keys that mean the sheet are not for it while words are typed beside it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence

from zaitaku_ui.action_table import ActionSpec


class HeldKeys:
    """The shortcuts of commands that write into the sheet (Ctrl+U, Alt+↑). An editor's keys work wherever the keyboard
    is within it; in a field of its own they would change cells that nobody looks at."""

    def __init__(self, specs: Iterable[ActionSpec]) -> None:
        """`specs` = the commands that must not be carried out from there."""
        keys = (QKeySequence(spec.shortcut).toString() for spec in specs if spec.shortcut)
        self._keys = frozenset(keys)

    def hold(self, event: QEvent) -> None:
        """Called with every event of the field: what is held comes to it as a key press like any other."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return
        if QKeySequence(event.keyCombination()).toString() in self._keys:
            event.accept()
