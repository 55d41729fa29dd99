"""The widths of a form while it is shaped by hand: they always fill the text area.

A form says widths for definitions, a page has columns: one definition may stand there once for each 年度. So every
change looks at the columns of a page (`See`) and says in the form what they are to be.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from zaitaku_desktop.forms.cells import Column
from zaitaku_desktop.forms.definition import ColumnDef, Form

See = Callable[[Form], Sequence[Column]]
"""The columns that a form has on paper, with the widths they have there: of one 資料 over one plan."""
Part = Literal["width", "width_next", "width_last"]
LEAST = 5.0
"""mm: a column is never made narrower than this."""
FINEST = 0.01
"""mm: what a form says is a multiple of this."""


@dataclass(slots=True)
class _Slot:
    """One width that a form says: how wide it is on the page, and how many columns have it."""

    key: str
    part: Part
    width: float
    count: int = 1

    @property
    def room(self) -> float:
        """What it can give, of all its columns together."""
        return max(0.0, self.width - LEAST) * self.count

    def grow(self, total: float) -> None:
        """Take (or with less than 0 give) so much, shared among its columns."""
        self.width += total / self.count


def _slots(columns: Sequence[Column]) -> tuple[list[_Slot], list[int]]:
    """The widths behind these columns, and for each column which of them it has (see `widths.settle_widths`)."""
    plans = [index for index, column in enumerate(columns) if column.definition.years == "plan"]
    found: dict[tuple[str, Part], int] = {}
    slots: list[_Slot] = []
    behind: list[int] = []
    for index, column in enumerate(columns):
        part: Part = "width"
        if index in plans[1:]:
            part = "width_last" if index == plans[-1] else "width_next"
        at = found.get((column.definition.key, part))
        if at is None:
            at = found[column.definition.key, part] = len(slots)
            slots.append(_Slot(column.definition.key, part, column.width))
        else:
            slots[at].count += 1
        behind.append(at)
    return slots, behind


def _floor(width: float) -> float:
    # A width that is as fine as it may be stays, though 36.2 is a little less than 36.2 in binary.
    return math.floor(width / FINEST + 1e-6) * FINEST


def _written(form: Form, slots: Sequence[_Slot]) -> Form:
    """The form with these widths: rounded down, so that all of them never exceed the paper."""
    said: dict[str, dict[str, float]] = {}
    for slot in slots:
        said.setdefault(slot.key, {})[slot.part] = round(_floor(slot.width), 2)
    columns = tuple(_with_widths(column, said.get(column.key, {})) for column in form.columns)
    return replace(form, columns=columns)


def _with_widths(column: ColumnDef, said: dict[str, float]) -> ColumnDef:
    if not said:
        return column
    return replace(
        column,
        width=said.get("width", column.width),
        width_next=said.get("width_next", column.width_next),
        width_last=said.get("width_last", column.width_last),
    )


def refit(form: Form, see: See) -> Form:
    """The form with the widths that its columns have on the page anyway. Only a grid has any there."""
    if form.layout != "grid":
        return form
    return _written(form, _slots(see(form))[0])


def scaled(form: Form, before: float, see: See) -> Form:
    """The form after its text area has changed from `before` mm: every column is as much of it as it was."""
    if form.layout != "grid" or before <= 0:
        return form
    ratio = form.paper.measure / before
    columns = tuple(
        replace(
            column,
            width=column.width * ratio,
            width_next=column.width_next * ratio,
            width_last=column.width_last * ratio,
        )
        if column.printed
        else column
        for column in form.columns
    )
    return refit(replace(form, columns=columns), see)


def resize(form: Form, see: See, index: int, width: float) -> Form:
    """Make the column `index` of the page `width` mm wide; with it those that have their width from the same place of
    the form (the further 年度).

    What it needs is given by the columns to its right, the nearest first, then by those to its left; what it gives up
    goes to the nearest to its right, else to its left. Nothing becomes narrower than `LEAST`.
    """
    slots, behind = _slots(see(form))
    own = slots[behind[index]]
    after = list(dict.fromkeys(at for at in behind[index + 1 :] if at != behind[index]))
    before = [at for at in dict.fromkeys(reversed(behind[:index])) if at != behind[index] and at not in after]
    others = [slots[at] for at in (*after, *before)]
    if not others:
        return form
    wanted = (max(LEAST, width) - own.width) * own.count
    if wanted <= 0:
        own.grow(wanted)
        others[0].grow(-wanted)
        return _written(form, slots)
    got = 0.0
    for other in others:
        given = min(other.room, wanted - got)
        other.grow(-given)
        got += given
    own.grow(got)
    return _written(form, slots)
