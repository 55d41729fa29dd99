"""The keyboard: rings of buttons seen only when one came by keyboard (LOOK 7), Enter presses them, panes by F6."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QRadioButton, QWidget

_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class KeyboardFocus(QObject):
    """Event filter of the application: sets the property `kbd` on buttons, and lets Enter press the focused one.

    Qt alone takes Space for that; in a window Enter would do nothing, in a dialog it would press the default button
    although another one, やめる say, has the ring.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, QAbstractButton):  # first: every event of the program comes by here
            return False
        kind = event.type()
        if kind == QEvent.Type.KeyPress:
            return _pressed_by_enter(watched, event)
        if kind in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            by_key = kind == QEvent.Type.FocusIn and isinstance(event, QFocusEvent) and event.reason() in _BY_KEY
            if bool(watched.property("kbd")) != by_key:
                watched.setProperty("kbd", by_key)
                watched.style().unpolish(watched)
                watched.style().polish(watched)
        return False


def _pressed_by_enter(button: QAbstractButton, event: QEvent) -> bool:
    """Press `button` if the event is Enter. Choices are left alone: there Enter confirms the dialog."""
    if not isinstance(event, QKeyEvent) or event.key() not in _ENTER or isinstance(button, QCheckBox | QRadioButton):
        return False
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return False
    if not event.isAutoRepeat():
        button.click()
    return True


def turn(panes: Sequence[QWidget], step: int) -> None:
    """Give the keyboard to the pane `step` further on, round and round; those not seen are left out."""
    seen = [pane for pane in panes if pane.isVisible() and pane.isEnabled()]
    now = QApplication.focusWidget()
    here = next((i for i, pane in enumerate(seen) if now and (pane is now or pane.isAncestorOf(now))), 0)
    if seen:
        seen[(here + step) % len(seen)].setFocus(Qt.FocusReason.TabFocusReason)
