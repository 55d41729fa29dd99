"""Opens the cell editor over the sheet and brings its text back. Nothing typed is lost on the way."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QWidget

from zaitaku_desktop.forms.completing import KnownLines
from zaitaku_desktop.forms.grid import GridCell
from zaitaku_ui.tables.cell_editor import CellEditor
from zaitaku_ui.tables.model import Slot
from zaitaku_ui.tables.suggestions import Suggestions
from zaitaku_ui.theme import Theme

Writer = Callable[[GridCell, Slot, str], bool]
Filler = Callable[[str], bool]
Knower = Callable[[GridCell], KnownLines]
NARROWEST = 150


class EditingPlace(Protocol):
    """Where the editor stands and where the cursor goes afterwards."""

    def editor_home(self, slot: Slot) -> tuple[QWidget, QRect] | None:
        """The viewport and the rectangle of the cell, None if it is not shown any more."""
        ...

    def go_on(self, down: int, right: int) -> None:
        """Move the cursor and give it the keyboard."""
        ...


class CellEditing(QObject):
    """At most one open editor. `writer` writes the text and says whether that went well.

    `filler` writes it into every cell of the range (Ctrl+Enter), `knows` says which lines the column has already.
    """

    opened = Signal()
    closed = Signal()

    def __init__(self, place: EditingPlace, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place
        self.theme = theme
        self._cell: GridCell | None = None
        self._slot: Slot | None = None
        self._finishing = False
        self._begun_empty = False
        self.editor: CellEditor | None = None
        self.writer: Writer | None = None
        self.filler: Filler | None = None
        self.knows: Knower | None = None
        self._enter_breaks = False

    def let_enter_break(self, breaks: bool) -> None:
        """Whether Enter makes a new line in the editor, so that Ctrl+Enter keeps the text."""
        self._enter_breaks = breaks
        if self.editor is not None:
            self.editor.enter_breaks = breaks

    def open(self, cell: GridCell, slot: Slot, *, keep: bool, focus: bool = True) -> CellEditor | None:
        """Open the editor over a cell; `keep` = with its text, else empty. None if another one cannot close."""
        if not self.finish():
            return None
        home = self._place.editor_home(slot)
        if home is None:
            return None
        viewport, rect = home
        editor = CellEditor(self.theme, cell.marked if keep else "", viewport)
        self.editor, self._cell, self._slot, self._begun_empty = editor, cell, slot, not keep
        editor.finished.connect(self._finish_and_go)
        editor.cancelled.connect(self.cancel)
        editor.left.connect(self._leave)
        editor.fill_asked.connect(self._fill)
        editor.enter_breaks = self._enter_breaks
        if self.knows is not None:
            editor.suggestions = Suggestions(self.theme, editor, partial(self.knows, cell))
        self._set_home(editor, rect)
        editor.show()
        editor.raise_()
        if focus:
            editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit()
        return editor

    def place_again(self) -> None:
        """The sheet scrolled or rows changed their height: follow."""
        if self.editor is None or self._slot is None:
            return
        home = self._place.editor_home(self._slot)
        if home is not None:
            self._set_home(self.editor, home[1])

    def _set_home(self, editor: CellEditor, rect: QRect) -> None:
        room = self._room(editor)
        wide = QRect(rect)
        wide.setWidth(min(max(rect.width(), self.theme.pixels(NARROWEST)), room))
        wide.moveLeft(max(min(wide.left(), room - wide.width()), 0))  # nothing typed is cut off at the edge
        editor.place(wide)

    @staticmethod
    def _room(editor: CellEditor) -> int:
        """How wide the part of the sheet is that the editor stands in."""
        parent = editor.parentWidget()
        return parent.width() if parent is not None else editor.width()

    def finish(self) -> bool:
        """Write what was typed and close. False = it could not be written, the editor stays with its text."""
        return self._finish(self._write)

    def _write(self, cell: GridCell, slot: Slot, text: str) -> bool:
        return text == cell.marked or (self.writer is not None and self.writer(cell, slot, text))

    def _write_everywhere(self, cell: GridCell, slot: Slot, text: str) -> bool:
        return self._write(cell, slot, text) if self.filler is None else self.filler(text)

    def _finish(self, write: Writer) -> bool:
        editor, cell, slot = self.editor, self._cell, self._slot
        if editor is None or cell is None or slot is None:
            return True
        if self._finishing:
            return False
        if editor.composing:
            QGuiApplication.inputMethod().commit()
        self._finishing = True
        try:
            written = write(cell, slot, editor.text())
        finally:
            self._finishing = False
        if not written:
            editor.mark_refused(True)
            return False
        self._close()
        return True

    def cancel(self) -> None:
        """Close; the cell stays as it was."""
        self._close()
        self._place.go_on(0, 0)

    def compose(self, event: QInputMethodEvent) -> None:
        """The editor gets what the IME sends while the sheet still has the keyboard (GUI 5)."""
        editor = self.editor
        if editor is None:
            return
        editor.inputMethodEvent(event)
        if editor.composing:
            return
        if editor.toPlainText() or not self._begun_empty:
            editor.setFocus(Qt.FocusReason.OtherFocusReason)
        else:  # its first word was given up: the cell keeps what it says
            self.cancel()

    def answer(self, query: Qt.InputMethodQuery) -> Any:
        """What the editor tells the IME, None without one."""
        if self.editor is None:
            return None
        answer = self.editor.inputMethodQuery(query)
        viewport = self.editor.parentWidget()
        pane = viewport.parentWidget() if viewport is not None else None  # which asks
        if query in (Qt.InputMethodQuery.ImCursorRectangle, Qt.InputMethodQuery.ImAnchorRectangle) and pane is not None:
            return answer.translated(self.editor.mapTo(pane, QPoint(0, 0)))
        return answer

    def _finish_and_go(self, down: int, right: int) -> None:
        if self.finish():
            self._place.go_on(down, right)

    def _fill(self) -> None:
        """Ctrl+Enter: the cursor stays, as in Excel; where Enter makes lines it goes down as Enter would."""
        if self._finish(self._write_everywhere):
            self._place.go_on(1 if self._enter_breaks else 0, 0)

    def _leave(self) -> None:
        if not self._finishing:
            self.finish()

    def _close(self) -> None:
        editor = self.editor
        if editor is None:
            return
        self.editor = self._cell = self._slot = None
        editor.left.disconnect(self._leave)
        editor.take_away()
        self.closed.emit()
