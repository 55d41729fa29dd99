"""Where the keyboard is: rings of buttons seen only when one came by keyboard (LOOK 7), panes by F6."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class KeyboardFocus(QObject):
    """Event filter of the application: sets the property `kbd` on buttons."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut) and isinstance(watched, QAbstractButton):
            by_key = (
                event.type() == QEvent.Type.FocusIn and isinstance(event, QFocusEvent) and event.reason() in _BY_KEY
            )
            if bool(watched.property("kbd")) != by_key:
                watched.setProperty("kbd", by_key)
                watched.style().unpolish(watched)
                watched.style().polish(watched)
        return False


def turn(panes: Sequence[QWidget], step: int) -> None:
    """Give the keyboard to the pane `step` further on, round and round; those not seen are left out."""
    seen = [pane for pane in panes if pane.isVisible() and pane.isEnabled()]
    now = QApplication.focusWidget()
    here = next((i for i, pane in enumerate(seen) if now and (pane is now or pane.isAncestorOf(now))), 0)
    if seen:
        seen[(here + step) % len(seen)].setFocus(Qt.FocusReason.TabFocusReason)
