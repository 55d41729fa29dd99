"""空欄へ移動: the next cell that this 年度 needs and lacks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.grid import GridView
from zaitaku_desktop.forms.missing import Missing
from zaitaku_ui.tables.found_words import Place


@dataclass(frozen=True, slots=True)
class Gap:
    """`place` = where to go, `number` = which of `count` it is from the top, `wrapped` = the way went round."""

    place: Place
    number: int
    count: int
    wrapped: bool


def gap_places(view: GridView, missing: Sequence[Missing], year: FiscalYear | None) -> list[Place]:
    """The cells that are missing in this 年度, or in none, in the order of reading. None = of every 年度."""
    found = set()
    for one in missing:
        if year is not None and one.year not in (None, year.start):
            continue
        cell = None if one.address is None else view.find(one.address)
        found.add((one.row, 0) if cell is None else (cell.row, cell.col))
    return sorted(found)


def next_gap(places: Sequence[Place], cursor: Place, step: int) -> Gap | None:
    """The one after (1) or before (-1) the cursor, round and round. None = there is none."""
    if not places:
        return None
    at = bisect_right(places, cursor) if step > 0 else bisect_left(places, cursor) - 1
    wrapped = not 0 <= at < len(places)
    at %= len(places)
    return Gap(places[at], at + 1, len(places), wrapped)
