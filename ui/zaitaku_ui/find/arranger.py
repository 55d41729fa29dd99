"""Sorts and filters what the sheet of a plan shows. The plan stays as it is, and nothing here is an undo step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from zaitaku_desktop.forms.arranging import (
    AXIS,
    BLANK,
    Arrangement,
    Parts,
    Settled,
    Sorting,
    arrange,
    counts,
    options,
    settle,
)
from zaitaku_desktop.forms.grid import GridCell, GridView
from zaitaku_desktop.model.fields import standard_axes
from zaitaku_desktop.model.snapshot import PlanSnapshot
from zaitaku_ui.find.refusing import refusal
from zaitaku_ui.tables.columns import heading

EMPTY_WORD = "（空欄）"
MOST_NAMED = 3
"""So many of the values chosen are named in the strip."""


class Arranger(QObject):
    """What is asked for, and what came of it. Whoever shows the grid passes it through `show`."""

    changed = Signal()
    """The grid is to be shown anew."""
    sorted = Signal(str)
    """(column): the rows stand in another order now; what stands first is of interest."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.wanted = Arrangement()
        self._settled: Settled | None = None
        self._parts = Parts()
        self._whole: GridView | None = None
        self._snapshot: PlanSnapshot | None = None

    # What the editor asks

    def show(self, whole: GridView, snapshot: PlanSnapshot) -> GridView:
        """The grid as it is to be shown: `whole` = as the form has it."""
        self._whole, self._snapshot = whole, snapshot
        if not self.wanted:
            return whole
        if self._settled is None:
            self._settled = settle(whole, snapshot, self.wanted)
        return arrange(whole, snapshot, self._settled, self._parts)

    @property
    def whole(self) -> GridView | None:
        """The grid as the form has it."""
        return self._whole

    def begin_anew(self) -> None:
        """Another 資料 will be shown: in the order of its form. Nobody is told."""
        self.wanted, self._settled, self._parts = Arrangement(), None, Parts()

    def refusal(self, key: str) -> str | None:
        """Why the command is not carried out now, None if it is."""
        return refusal(key, arranged=bool(self.wanted))

    def hindrance(self) -> str:
        """Why rows are not carried with the mouse now, "" if they are."""
        return self.refusal("drag") or ""

    def uncover(self, find: Callable[[GridView], GridCell | None]) -> bool:
        """If what `find` looks for is only left out by a filter, take the filters away. False = nothing was done."""
        if not self.wanted.choices or self._whole is None or find(self._whole) is None:
            return False
        self._take(replace(self.wanted, choices=()))
        return True

    # What the user asks for

    def sort(self, column: str, *, descending: bool) -> None:
        """By this column; asked for what already is: no longer."""
        asked = Sorting(column, descending)
        if self.wanted.sorting == asked:
            self.unsort()
        else:
            self._take(replace(self.wanted, sorting=asked))
            self.sorted.emit(column)

    def unsort(self) -> None:
        """In the order of the form again; what is filtered stays so."""
        self._take(replace(self.wanted, sorting=None))

    def choose(self, column: str, values: frozenset[str] | None) -> None:
        """Only the 取組 with one of these values; None = with any."""
        self._take(self.wanted.with_choice(column, values))

    def clear(self) -> None:
        """Everything, in the order of the form."""
        self._take(Arrangement())

    def settle_again(self) -> None:
        """Work it out on the plan as it is now."""
        self._take(self.wanted)
        if self.wanted.sorting is not None:
            self.sorted.emit(self.wanted.sorting.column)

    def _take(self, wanted: Arrangement) -> None:
        self.wanted, self._settled, self._parts = wanted, None, Parts()
        self.changed.emit()

    # What is said of it

    def options(self, column: str) -> list[tuple[str, int]]:
        """(value, how many 取組 have it) to choose from; BLANK last."""
        if self._whole is None or self._snapshot is None:
            return []
        return options(self._whole, self._snapshot, column)

    def axes(self) -> list[tuple[str, str]]:
        """(key of its choice, name) of each axis on which some 取組 has a value."""
        found = []
        for axis in standard_axes():
            if any(value != BLANK for value, _ in self.options(f"{AXIS}{axis.key}")):
                found.append((f"{AXIS}{axis.key}", axis.name))
        return found

    def name_of(self, column: str) -> str:
        """`R6実績`, `事業項目`: what a choice or sorting is about."""
        if column.startswith(AXIS):
            return next((name for key, name in self.axes() if key == column), column.removeprefix(AXIS))
        columns = () if self._whole is None else self._whole.columns
        place = next((place for place, one in enumerate(columns) if one.key == column), None)
        return "" if place is None or self._whole is None else heading(self._whole, place)

    def sorting_words(self) -> str:
        """`R6実績の昇順`, "" while nothing is sorted."""
        sorting = self.wanted.sorting
        return "" if sorting is None else f"{self.name_of(sorting.column)}の{'降順' if sorting.descending else '昇順'}"

    def choice_words(self, column: str) -> str:
        """`R6評価：A、B`, `R6評価：A、B など5つ`."""
        values = self.wanted.choice(column) or frozenset()
        known = [shown(value) for value, _ in self.options(column) if value in values]
        more = f" など{len(values)}つ" if len(values) > MOST_NAMED else ""
        return f"{self.name_of(column)}：{'、'.join(known[:MOST_NAMED])}{more}"

    def counts(self) -> tuple[int, int]:
        """(取組 shown, all 取組)."""
        if self._whole is None:
            return 0, 0
        return counts(self._whole, self._settled or Settled(None, frozenset()))


def shown(value: str) -> str:
    """A value as it is named: on one line, a blank one too."""
    return value.replace("\n", " ") if value != BLANK else EMPTY_WORD
