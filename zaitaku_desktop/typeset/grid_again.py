"""What a grid drew on its pages, kept from one layout to the next: after an edit nearly all pages are as they were."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from zaitaku_desktop.typeset.boxes import ArrowBox, Column, FillBox, FrameBox, Page, Part, Region, RuleBox, TextBox
from zaitaku_desktop.typeset.flow import Flow
from zaitaku_desktop.typeset.grid_cells import SetCell


class Reached(NamedTuple):
    """How much stood on a page, and in the 資料, before a grid went on there."""

    fills: int
    frames: int
    rules: int
    arrows: int
    texts: int
    regions: int
    parts: int
    missing: int

    @classmethod
    def of(cls, flow: Flow) -> Reached:
        """As it is now."""
        page = flow.page
        return cls(
            len(page.fills),
            len(page.frames),
            len(page.rules),
            len(page.arrows),
            len(page.texts.parts),
            len(page.regions),
            len(flow.parts),
            len(flow.missing),
        )


class Drawing(NamedTuple):
    """What was added to a page, where the flow stood then, and how far each cell had come: (used, part)."""

    fills: list[FillBox]
    frames: list[FrameBox]
    rules: list[RuleBox]
    arrows: list[ArrowBox]
    texts: list[TextBox | Column]
    regions: list[Region]
    parts: list[Part]
    y: float
    states: list[tuple[int, int]]

    @classmethod
    def since(cls, before: Reached, flow: Flow, cells: Sequence[SetCell]) -> Drawing:
        """What was added since `before`."""
        page: Page = flow.page
        return cls(
            page.fills[before.fills :],
            page.frames[before.frames :],
            page.rules[before.rules :],
            page.arrows[before.arrows :],
            page.texts.parts[before.texts :],
            page.regions[before.regions :],
            flow.parts[before.parts :],
            flow.y,
            [(cell.used, cell.part) for cell in cells],
        )

    def repeat(self, flow: Flow, cells: Sequence[SetCell]) -> None:
        """Add the same again."""
        page = flow.page
        page.fills += self.fills
        page.frames += self.frames
        page.rules += self.rules
        page.arrows += self.arrows
        page.texts.add(*self.texts)
        page.regions += self.regions
        flow.parts += self.parts
        flow.y = self.y
        for cell, (used, part) in zip(cells, self.states, strict=True):
            cell.used, cell.part, cell.started = used, part, True


class Drawings:
    """The drawings of one grid by all that they depend on; those the last layout did not use are forgotten."""

    def __init__(self) -> None:
        self._before: dict[object, Drawing] = {}
        self._now: dict[object, Drawing] = {}

    def begin(self) -> None:
        """The grid is laid anew."""
        self._before, self._now = self._now, {}

    def find(self, key: object) -> Drawing | None:
        """What was drawn under the same conditions."""
        found = self._before.get(key)
        if found is not None:
            self._now[key] = found
        return found

    def keep(self, key: object, drawing: Drawing) -> None:
        """Remember it for the next layout."""
        self._now[key] = drawing


def looks(cells: Sequence[SetCell]) -> tuple[object, ...]:
    """All that decides how these cells are drawn, but for the place and the height of their rows."""
    return tuple(
        [
            (
                each.row, each.col, each.rowspan, each.colspan, each.ident, each.fill, each.valign, each.slashed,
                each.arrow, each.text_columns, each.heads_column,
                cell.label, cell.used, cell.started, cell.part, cell.stack, cell.again if cell.started else None,
            )
            for cell in cells
            for each in (cell.cell,)
        ]
    )  # fmt: skip
