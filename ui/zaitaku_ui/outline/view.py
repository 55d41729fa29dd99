"""The list of blocks: painted, but for the line of the cursor, which is a live field (LOOK 7)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from zaitaku_ui.outline.keys import END, START, OutlineKeys
from zaitaku_ui.outline.line_editor import LineEditor
from zaitaku_ui.outline.lines import OutlineLine
from zaitaku_ui.outline.painting import RowPainter
from zaitaku_ui.outline.rows import LEAST, Rows
from zaitaku_ui.outline.texts import LineTexts
from zaitaku_ui.theme import Theme

EDGE = 8
"""Above the first line and below the last."""


def _yes() -> bool:
    return True


class OutlineView(QAbstractScrollArea):
    """Shows lines and moves among them. What a key asks beyond that (`asked`) is done by whoever has the records, who
    then calls `set_lines` again. `may_leave` is called before the cursor goes to another line: False keeps it there.
    """

    asked = Signal(str)
    """split, join_above, join_below, deeper, shallower, remove, aside, escape."""
    edited = Signal()
    """The text of the current line is another one."""
    current_changed = Signal()
    """The cursor is on another line, or others are chosen."""
    refused = Signal()
    """Something was typed where nothing can be written."""
    left = Signal()
    """The keyboard went elsewhere."""
    margin_pressed = Signal(QPoint)
    """The kind of the current line was pressed (where, on the screen)."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.texts = LineTexts(theme)
        self.rows = Rows(self.texts)
        self.may_leave: Callable[[], bool] = _yes
        self._painter = RowPainter(theme, self.rows, self.texts)
        self._current = -1
        self._anchor: int | None = None
        self._read_only = False
        self._placing = False
        self.setObjectName("outline")
        self.setAccessibleName(name)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(theme.pixels(LEAST))
        self.viewport().setStyleSheet(f"background: {theme.tokens['surface']};")
        self.editor = LineEditor(self.texts, self.viewport())
        self.editor.hide()
        self.editor.asked.connect(self._asked)
        self.editor.edited.connect(self.edited)
        self.editor.refused.connect(self.refused)
        self.editor.left.connect(self.left)
        self.editor.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.setFocusProxy(self.editor)
        self._keys = OutlineKeys(self)

    # -- lines ---------------------------------------------------------------------------------------------

    @property
    def lines(self) -> Sequence[OutlineLine]:
        """What is shown."""
        return self.rows.lines

    def set_lines(self, lines: Sequence[OutlineLine], current: int | None = None, place: int | None = None) -> None:
        """Show other lines. `current` = the id of the one with the cursor (None = the same as before, the one in its
        place if it is gone), `place` of the cursor in its document (None = as it was, -1 = the end)."""
        before = self.line()
        chosen = [line.id for line in self.chosen()] if self._anchor is not None else []
        wanted = current if current is not None else None if before is None else before.id
        other = min(max(self._current, 0), len(lines) - 1)
        self.rows.set_lines(lines)
        self._current = next((i for i, line in enumerate(lines) if line.id == wanted), other)
        self._choose_again(chosen)
        now = self.line()
        moved = None if now is None or before is None else now.id != before.id
        if now is None:
            self.editor.hide()
        elif moved is not False or self._is_stale(now):
            self.editor.show_line(now, place if place is not None or not moved else START)
        else:
            self.editor.dress(now)
            if place is not None:
                self.editor.put_cursor(place)
        self._settle()
        if moved is not False:
            self.reveal()
            self.current_changed.emit()

    def _is_stale(self, now: OutlineLine) -> bool:
        """Whether the field shows something else than the line says."""
        before = self.editor.shown
        if self.editor.composing or before is None:
            return before is None
        return (before.said, before.tone) != (now.said, now.tone) or now.text != self.editor.text()

    def _index(self, line_id: int | None) -> int:
        return next((i for i, line in enumerate(self.rows.lines) if line.id == line_id), -1)

    def _choose_again(self, ids: Sequence[int]) -> None:
        found = [i for i, line in enumerate(self.rows.lines) if line.id in ids]
        self._anchor = None
        if len(found) > 1:
            self._anchor = found[0] if self._current == found[-1] else found[-1]
        self._tell_several()

    def line(self) -> OutlineLine | None:
        """The one with the cursor."""
        return self.rows.lines[self._current] if 0 <= self._current < len(self.rows.lines) else None

    @property
    def current_row(self) -> int:
        """Which row the cursor is in, -1 = there is none."""
        return self._current

    def chosen(self) -> list[OutlineLine]:
        """The lines chosen, at least the one with the cursor."""
        if self._anchor is None:
            line = self.line()
            return [] if line is None else [line]
        first, last = sorted((self._anchor, self._current))
        return self.rows.lines[first : last + 1]

    @property
    def has_several(self) -> bool:
        """Whether more than one line is chosen."""
        return self._anchor is not None and self._anchor != self._current

    def set_read_only(self, read_only: bool) -> None:
        """Whether nothing can be written."""
        self._read_only = read_only
        self.editor.setReadOnly(read_only)
        self.editor.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            if read_only
            else Qt.TextInteractionFlag.TextEditorInteraction
        )

    # -- the cursor ----------------------------------------------------------------------------------------

    def go_to(self, line_id: int, place: int = START) -> bool:
        """The cursor to a line, at a place of its document (-1 = the end). False = it is not there, or must stay."""
        return self.go_to_row(self._index(line_id), place)

    def go_to_row(self, index: int, place: int = START) -> bool:
        """The same for the row of that number."""
        if not 0 <= index < len(self.rows.lines):
            return False
        wanted = self.rows.lines[index].id
        if index != self._current and not self.may_leave():
            return False
        index = self._index(wanted)  # what was written may have moved it
        if index < 0:
            return False
        moved, self._current = index != self._current, index
        self.choose_one()
        if moved:
            self.editor.show_line(self.rows.lines[index], place)
        else:
            self.editor.put_cursor(place)
        self._settle()
        self.reveal()
        if moved:
            self.current_changed.emit()
        return True

    # -- several lines -------------------------------------------------------------------------------------

    def choose_one(self) -> None:
        """Only the line with the cursor is chosen."""
        if self._anchor is not None:
            self._anchor = None
            self._tell_several()
            self.viewport().update()
            self.current_changed.emit()

    def choose_all(self) -> None:
        """Every line."""
        self.choose(0, len(self.rows.lines) - 1)

    def choose(self, first: int, last: int) -> None:
        """The rows from `first` to `last`, on which the cursor goes."""
        if self._current != last and not self.go_to_row(last, END):
            return
        self._anchor = first
        cursor = self.editor.textCursor()
        cursor.clearSelection()
        self.editor.setTextCursor(cursor)
        self._tell_several()
        self.viewport().update()
        self.current_changed.emit()

    def extend(self, step: int) -> None:
        """One line more at the end where the cursor is, or one less."""
        first = self._current if self._anchor is None else self._anchor
        last = self._current + step
        if 0 <= last < len(self.rows.lines):
            self.choose(first, last)

    def _tell_several(self) -> None:
        self.editor.several = self.has_several

    # -- keys and mouse ------------------------------------------------------------------------------------

    def _asked(self, what: str) -> None:
        if self._keys.take(what):
            return
        if what == "escape" and self._anchor is not None:
            self.choose_one()
        else:
            self.asked.emit(what)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        index = self.rows.at(point.y() + self._top())
        if index < 0 or event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            return
        inside = self.has_several and index in range(*self._range())
        if event.button() == Qt.MouseButton.RightButton and inside:
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.choose(self._current if self._anchor is None else self._anchor, index)
            return
        if not self.go_to_row(index):
            return
        self.editor.setFocus(Qt.FocusReason.MouseFocusReason)
        self._put_cursor_at(point)
        if event.button() == Qt.MouseButton.LeftButton:
            self._press_beside(point, index, event.globalPosition().toPoint())

    def _range(self) -> tuple[int, int]:
        first, last = sorted((self._current if self._anchor is None else self._anchor, self._current))
        return first, last + 1

    def _press_beside(self, point: QPoint, index: int, globally: QPoint) -> None:
        if point.x() < self.rows.margin:
            self.margin_pressed.emit(globally)
        elif self.rows.with_aside and point.x() >= self.rows.aside_rect(index).left():
            self.asked.emit("aside")

    def _put_cursor_at(self, point: QPoint) -> None:
        inside = point - self.editor.pos()
        inside.setY(min(max(inside.y(), 0), self.editor.height() - 1))
        self.editor.setTextCursor(self.editor.cursorForPosition(inside))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons() & Qt.MouseButton.LeftButton or self._current < 0:
            return
        index = self.rows.at(event.position().toPoint().y() + self._top())
        first = self._current if self._anchor is None else self._anchor
        if index != self._current:
            self.choose(first, index)

    # -- places --------------------------------------------------------------------------------------------

    def _top(self) -> int:
        """What of the rows stands at the upper edge, in px."""
        return self.verticalScrollBar().value() - self.theme.pixels(EDGE)

    def rect_of(self, rect: QRect) -> QRect:
        """A place of the rows, on the viewport."""
        return rect.translated(0, -self._top())

    def aside_rect(self) -> QRect:
        """Where the speaker of the current line stands, on the viewport."""
        return self.rect_of(self.rows.aside_rect(self._current))

    def _settle(self) -> None:
        """Everything to its place."""
        self.rows.set_width(self.viewport().width())
        self._place_editor()
        self._set_range()
        self.viewport().update()

    def _set_range(self) -> None:
        bar, seen = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(seen)
        bar.setRange(0, max(self.rows.height + 2 * self.theme.pixels(EDGE) - seen, 0))

    def _place_editor(self) -> None:
        line = self.line()
        if line is None or self._placing:
            return
        self._placing = True
        try:
            width = self.rows.text_width(line)
            height = self.editor.needed_height(width)
            self.rows.set_height(self._current, self.rows.outer(height))
            place = self.rect_of(self.rows.text_rect(self._current))
            self.editor.setGeometry(QRect(place.left(), place.top(), width, max(height, place.height())))
            self.editor.verticalScrollBar().setValue(0)
            self.editor.setVisible(True)
        finally:
            self._placing = False

    def _grow(self) -> None:
        """The text of the line has another height."""
        if self._placing or self.line() is None:
            return
        height = self.rows.rect(self._current).height()
        self._place_editor()
        if self.rows.rect(self._current).height() != height:
            self._set_range()
            self.viewport().update()
            QTimer.singleShot(0, self, self.reveal)

    def reveal(self) -> None:
        """Scroll until the cursor is seen."""
        if self.line() is None:
            return
        row, bar = self.rows.rect(self._current), self.verticalScrollBar()
        if row.height() > self.viewport().height() // 2:
            cursor = self.editor.cursorRect()
            row = QRect(0, row.top() + self.rows.above + cursor.top(), row.width(), cursor.height())
        edge = self.theme.pixels(EDGE)
        top, bottom = row.top(), row.bottom() + 2 * edge
        if self._current == 0 and bottom <= self.viewport().height():
            top = 0
        if bar.value() > top or self._current == 0:
            bar.setValue(top)
        elif bar.value() + self.viewport().height() < bottom:
            bar.setValue(bottom - self.viewport().height())

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self._place_editor()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()
        if event.oldSize().height() != event.size().height():
            self.reveal()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.rows.lines:
            return
        seen = event.rect().translated(0, self._top())
        if self._measure_seen():
            return
        painter = QPainter(self.viewport())
        painter.translate(0, -self._top())
        chosen = range(*self._range()) if self.has_several else range(0)
        for index in range(max(self.rows.at(seen.top()), 0), self.rows.at(seen.bottom()) + 1):
            here = index == self._current
            self._painter.paint(painter, index, current=here, chosen=index in chosen, live=here)
        painter.end()

    def _measure_seen(self) -> bool:
        """Measure what is seen for the first time. True = it moves, and is painted in a moment."""
        top = self._top()
        first, last = self.rows.at(top), self.rows.at(top + self.viewport().height())
        anchor = self.rows.rect(first).top()
        before = self.rows.rect(self._current).height() if self._current >= 0 else 0
        if not self.rows.settle(first, last):
            return False
        if self._current >= 0:
            self.rows.set_height(self._current, before)
        moved = self.rows.rect(first).top() - anchor
        QTimer.singleShot(0, self, self._settle)
        if moved:
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + moved)
        return True

    def cursor_place(self) -> QTextCursor:
        """The cursor in the text of the current line."""
        return self.editor.textCursor()
