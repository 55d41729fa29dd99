"""One of the two halves of the sheet: the frozen columns, or the rest. Both show the same model."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

Index = QModelIndex | QPersistentModelIndex


class PaneOwner(Protocol):
    """What the panes ask of the sheet they belong to."""

    def begin_edit(self, index: Index, *, keep: bool) -> bool:
        """Open the editor over the cell, with its text or empty. False = nothing is typed there."""
        ...

    def handle_key(self, event: QKeyEvent) -> bool:
        """Act on a key that moves the cursor or begins to type. False = not meant for the sheet."""
        ...

    def wants_key(self, event: QKeyEvent) -> bool:
        """Whether a key is the sheet's here, although it is that of a command elsewhere."""
        ...

    def compose(self, event: QInputMethodEvent) -> None:
        """Hand what an IME sends to the editor."""
        ...

    def composition_place(self, query: Qt.InputMethodQuery) -> Any:
        """Answer the IME for the editor, None if none is open."""
        ...

    def zoom_by(self, steps: int) -> None:
        """Ctrl+wheel: larger (1) or smaller (-1)."""
        ...

    def pane_changed(self) -> None:
        """A pane has another size or place."""
        ...


class GridPane(QTableView):
    """A table without lines of its own (the delegate draws them), scrolling by pixels."""

    def __init__(self, owner: PaneOwner, parent: QWidget) -> None:
        super().__init__(parent)
        self._owner = owner
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setTabKeyNavigation(True)  # Tab is the next cell as in Excel; F6 leaves the sheet
        self.setAutoScroll(True)
        self.setMouseTracking(False)
        # Cells leave nothing open: scrolling moves what is painted, and only the strip that comes into sight is drawn.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._clear_beyond(event.rect())
        super().paintEvent(event)

    def _clear_beyond(self, asked: QRect) -> None:
        """Fill what lies right of the last column and below the last row, which no cell paints."""
        across, down = self.horizontalHeader(), self.verticalHeader()
        right, foot = across.length() - across.offset(), down.length() - down.offset()
        if asked.right() < right and asked.bottom() < foot:
            return
        room = self.viewport()
        painter = QPainter(room)
        brush = room.palette().brush(room.backgroundRole())
        painter.fillRect(asked.intersected(QRect(right, 0, room.width(), room.height())), brush)
        painter.fillRect(asked.intersected(QRect(0, foot, room.width(), room.height())), brush)
        painter.end()

    def paint_from(self, row: int) -> None:
        """Paint what is seen of this row and below it anew."""
        room = self.viewport()
        top = max(self.rowViewportPosition(row), 0)
        room.update(0, top, room.width(), room.height() - top)

    def show_again(self, column: int) -> None:
        """Paint what is seen of a column anew."""
        room = self.viewport()
        room.update(self.columnViewportPosition(column), 0, self.columnWidth(column), room.height())

    def edit(  # type: ignore[override]  # Qt has two of that name; both come here
        self, index: Index, trigger: QAbstractItemView.EditTrigger | None = None, event: QEvent | None = None
    ) -> bool:
        """Qt asks whether to edit; the sheet has an editor of its own for both panes."""
        asked = trigger in (
            QAbstractItemView.EditTrigger.DoubleClicked,
            QAbstractItemView.EditTrigger.EditKeyPressed,
            QAbstractItemView.EditTrigger.AnyKeyPressed,
        )
        if not asked:
            return False
        self._owner.begin_edit(index, keep=trigger != QAbstractItemView.EditTrigger.AnyKeyPressed)
        return False  # Qt opened none: its own state stays "no editing"

    def event(self, event: QEvent) -> bool:
        wanted = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if wanted and self._owner.wants_key(event):  # type: ignore[arg-type]  # a QKeyEvent, as `wanted` says
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._owner.handle_key(event):
            event.ignore()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._owner.compose(event)

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> Any:
        if query == Qt.InputMethodQuery.ImEnabled:
            return True
        answer = self._owner.composition_place(query)
        return super().inputMethodQuery(query) if answer is None else answer

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._owner.zoom_by((turned > 0) - (turned < 0))
            event.accept()
        else:
            super().wheelEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, True)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._owner.pane_changed()
