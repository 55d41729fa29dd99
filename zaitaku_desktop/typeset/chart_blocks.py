"""What a chart shows, before anyone has decided where. Lengths in mm, type sizes in points.

A chart is read in black and white (PAGES 4 T3): bars differ by white, dark and hatched, lines by signs and dashes, and
every value and every line is named where it stands. Its words are no part of the content of a tagged PDF: whoever
prints a chart prints the table of its numbers beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Look = Literal["dark", "white", "hatched"]
"""How a series is told from the others. Of lines: ● and solid, ○ and dashed, △ and dotted."""


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one kind, one for each label, None = there is none. `texts` = how they are written, where the number
    alone does not say it. `line` = joined by a line, else bars."""

    name: str
    values: tuple[float | None, ...]
    look: Look = "dark"
    line: bool = False
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars side by side, lines, or both, over one axis; it begins at 0, but for lines far above it.

    `labels` stand below the axis, `groups` (name, how many labels) below them. `title` stands over it at the left.
    `bar` = the widest a bar gets. Raises ValueError where a series has not a value for each label.
    """

    labels: tuple[str, ...]
    series: tuple[Series, ...]
    groups: tuple[tuple[str, int], ...] = ()
    title: str = ""
    height: float = 62.5
    bar: float = 5.0
    size: float = 8.5
    ident: object | None = None

    def __post_init__(self) -> None:
        if any(len(one.values) != len(self.labels) for one in self.series):
            raise ValueError("a series needs a value for each label")
        if self.groups and sum(count for _, count in self.groups) != len(self.labels):
            raise ValueError("each label stands in one group")


@dataclass(frozen=True, slots=True)
class Charts:
    """Charts, so many of them side by side; none is parted by the end of a page."""

    charts: tuple[Chart, ...]
    columns: int = 1
    gap: float = 7.0
    row_gap: float = 4.0
    space_before: float = 0.0
