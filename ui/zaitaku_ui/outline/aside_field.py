"""The field over the speaker of a line: what is typed is completed from those who are offered (LOOK 4.2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from zaitaku_ui.outline.choice_popup import Choice, ChoicePopup
from zaitaku_ui.theme import Theme

Offer = Callable[[str], Sequence[Choice]]
"""Who is offered for what was typed."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AsideField(QLineEdit):
    """Opened over a place; a choice or Enter ends it, Esc gives it up."""

    taken = Signal(object, bool)
    """(Choice, whether the keyboard is still here): this one; without a value = the words that were typed."""
    given_up = Signal()

    def __init__(self, theme: Theme, parent: QWidget, name: str, foot: str) -> None:
        super().__init__(parent)
        self._preedit = ""
        self._offer: Offer | None = None
        self.setObjectName("asidefield")
        self.setAccessibleName(name)
        self.setFont(theme.font(13))
        self.popup = ChoicePopup(theme, self, name, foot)
        self.popup.chosen.connect(self._chosen)
        self.textEdited.connect(self._look)
        self.hide()

    def open(self, place: QRect, words: str, offer: Offer) -> None:
        """Stand over `place`, with these words chosen, and offer everybody."""
        self._offer = offer
        self.setText(words)
        self.selectAll()
        self.setGeometry(place)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.popup.show_choices(offer(""), self.rect(), choose=False)

    def _look(self) -> None:
        """Something was typed, or is being composed."""
        if self._offer is not None and self.isVisible():
            typed = self.text()[: self.cursorPosition()] + self._preedit
            self.popup.show_choices(self._offer(typed), self.rect(), choose=bool(typed))

    def close_field(self) -> None:
        """Away with it; who opened it takes the keyboard."""
        self._offer = None
        self.popup.hide()
        self.hide()

    def _take(self, choice: Choice, *, here: bool = True) -> None:
        self.close_field()
        self.taken.emit(choice, here)

    def _chosen(self, choice: Choice) -> None:
        self._take(choice)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.key() in (*_ENTER, Qt.Key.Key_Tab, Qt.Key.Key_Escape) or (control and event.key() == Qt.Key.Key_Z):
                event.accept()
                return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._take_key(event):
            return True
        return super().event(event)

    def _take_key(self, event: QKeyEvent) -> bool:
        return not self._preedit and (self.popup.take_key(event) or self._own_key(event))

    def _own_key(self, event: QKeyEvent) -> bool:
        if event.key() in (*_ENTER, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._take(Choice(self.text()))
        elif event.key() == Qt.Key.Key_Escape:
            self.close_field()
            self.given_up.emit()
        else:
            return False
        return True

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._preedit = event.preeditString()
        super().inputMethodEvent(event)
        self._look()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.isVisible() and event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.MenuBarFocusReason,
        ):
            self._take(Choice(self.text()), here=False)
