"""Keys that move the cursor from line to line of an outline, as if all of it were one text."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from zaitaku_ui.outline.rows import LEAST

if TYPE_CHECKING:
    from zaitaku_ui.outline.view import OutlineView

START, END = 0, -1
"""Places of the cursor in a line."""


class OutlineKeys:
    """Does what a key of the live field asks that is about where the cursor is."""

    def __init__(self, view: OutlineView) -> None:
        self._view = view
        self._acts: dict[str, Callable[[], object]] = {
            "above": partial(self._go_beside, -1),
            "below": partial(self._go_beside, 1),
            "above_end": partial(self._go_beside, -1, END),
            "below_start": partial(self._go_beside, 1, START),
            "extend_above": partial(view.extend, -1),
            "extend_below": partial(view.extend, 1),
            "first": partial(view.go_to_row, 0),
            "last": self._go_last,
            "page_up": partial(self._turn_page, -1),
            "page_down": partial(self._turn_page, 1),
            "all": view.choose_all,
            "pressed": view.choose_one,
            "nothing": bool,
        }

    def take(self, what: str) -> bool:
        """Do it. False = it is about something else."""
        act = self._acts.get(what)
        if act is None:
            return False
        act()
        return True

    def _go_beside(self, step: int, place: int | None = None) -> None:
        """To the line above or below; without a place to the same height of the page, on its nearest line of text."""
        view, field = self._view, self._view.editor
        x = field.mapTo(view.viewport(), field.cursorRect().center()).x()
        if not view.go_to_row(view.current_row + step, END if step < 0 else START):
            if place is None:
                field.put_cursor(START if step < 0 else END)
        elif place is not None:
            field.put_cursor(place)
        else:
            field.setTextCursor(field.cursorForPosition(QPoint(x - field.x(), field.cursorRect().center().y())))

    def _go_last(self) -> None:
        self._view.go_to_row(len(self._view.lines) - 1, END)

    def _turn_page(self, way: int) -> None:
        view = self._view
        if view.current_row >= 0:
            step = view.viewport().height() - view.theme.pixels(LEAST)
            view.go_to_row(view.rows.at(view.rows.rect(view.current_row).center().y() + way * step))
