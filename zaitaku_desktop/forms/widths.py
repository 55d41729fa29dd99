"""Column widths of a grid form on its paper (PAGES 2 P1): the year columns give way first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zaitaku_desktop.forms.cells import Column
from zaitaku_desktop.forms.definition import Form


def settle_widths(form: Form, columns: Sequence[Column]) -> tuple[list[Column], float]:
    """Columns with widths that fill the text area exactly, and the type size in points.

    Too wide: year columns shrink to `years.minimum`, then the last to `years.last_minimum`; if that is not
    enough the type becomes `years.smaller_size` and all columns shrink alike. Too narrow: year columns (or,
    without any, all columns) grow alike. Where the columns do not stand on paper they stay as they are.
    """
    if form.layout != "grid":
        return list(columns), form.text.size
    widths = [column.width for column in columns]
    plans = [index for index, column in enumerate(columns) if column.definition.years == "plan"]
    for place, index in enumerate(plans):
        definition = columns[index].definition
        if place and definition.width_next:
            widths[index] = definition.width_next
        if place and place == len(plans) - 1 and definition.width_last:
            widths[index] = definition.width_last
    yearly = [index for index, column in enumerate(columns) if column.definition.repeats]
    last = plans[-1] if plans else -1
    size = form.text.size
    excess = sum(widths) - form.paper.measure
    if excess > 0:
        inner = [index for index in yearly if index != last and widths[index] > form.years.minimum]
        excess -= _shrink(widths, inner, form.years.minimum, excess)
    if excess > 1e-6 and last >= 0:
        excess -= _shrink(widths, [last], form.years.last_minimum, excess)
    if excess > 1e-6:
        size = min(size, form.years.smaller_size)
        factor = form.paper.measure / sum(widths)
        widths = [width * factor for width in widths]
    elif excess < -1e-6:
        growing = yearly or list(range(len(columns)))
        share = sum(widths[index] for index in growing)
        for index in growing:
            widths[index] += -excess * widths[index] / share
    return [replace(column, width=width) for column, width in zip(columns, widths, strict=True)], size


def _shrink(widths: list[float], indexes: Sequence[int], minimum: float, excess: float) -> float:
    """Take up to `excess` mm from these columns, in proportion to what each can give. Returns what was taken."""
    room = sum(widths[index] - minimum for index in indexes)
    if room <= 0:
        return 0.0
    taken = min(room, excess)
    for index in indexes:
        widths[index] -= (widths[index] - minimum) * taken / room
    return taken
