"""The focus ring of buttons is seen only when one came by keyboard (LOOK 7)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractButton

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
