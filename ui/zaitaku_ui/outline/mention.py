"""What may be meant after an @ in a line of an outline, offered under it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor

from zaitaku_ui.outline.choice_popup import Choice, ChoicePopup
from zaitaku_ui.outline.line_editor import AT
from zaitaku_ui.outline.view import OutlineView

WIDTH = 420
Offer = Callable[[str], Sequence[Choice]]
"""What is offered for the words behind the @."""


class Mention(QObject):
    """`chosen(Choice, start)`: it was taken for what stands from `start` of the document up to the cursor."""

    chosen = Signal(object, int)

    def __init__(self, view: OutlineView, name: str, foot: str, offer: Offer) -> None:
        super().__init__(view)
        self._view = view
        self._offer = offer
        self._start: int | None = None
        field = view.editor
        self.popup = field.popup = ChoicePopup(view.theme, field, name, foot)
        self.popup.chosen.connect(self._taken)
        field.reference_asked.connect(self._begin)
        field.edited.connect(self._look)
        field.left.connect(self._end)
        view.current_changed.connect(self._end)

    def ask(self) -> None:
        """As if an @ were typed where the cursor is."""
        self._view.setFocus()
        self._view.editor.insertPlainText(AT[0])
        self._begin()

    def _begin(self) -> None:
        if not self._view.editor.isReadOnly():
            self._start = self._view.editor.textCursor().position() - 1
            self._look()

    def _typed(self) -> str | None:
        """What stands behind the @, None = nothing is asked any more."""
        field, start = self._view.editor, self._start
        cursor = field.textCursor()
        if start is None or cursor.position() <= start:
            return None
        cursor.setPosition(start, QTextCursor.MoveMode.KeepAnchor)
        words = cursor.selectedText()
        return words[1:] + field.preedit if words[:1] in AT and not set(words) & set(" \u3000\u2028\u2029") else None

    def _look(self) -> None:
        if self._start is None:
            return
        typed = self._typed()
        if typed is None or self._view.line() is None:
            self._end()
        else:
            self.popup.show_choices(self._offer(typed), self._view.editor.cursorRect(), width=WIDTH)

    def _end(self) -> None:
        self._start = None
        self.popup.hide()

    def _taken(self, choice: Choice) -> None:
        start = self._start
        self._end()
        if start is not None:
            self.chosen.emit(choice, start)
            self._view.setFocus()
