"""What a form says about a layout that is no grid: cards (P5). Lengths in mm, type sizes in points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zaitaku_desktop.typeset.blocks import Align, Family

Layout = Literal["grid", "cards"]
"""How a 資料 of the form stands on paper. On the screen its records are a grid in every case."""


@dataclass(frozen=True, slots=True)
class LeadSettings:
    """Type of the lines above everything; those that begin with 【…】 are half a point smaller."""

    family: Family = "gothic"
    size: float = 10.0
    leading: float = 15.0
    align: Align = "left"
    space_after: float = 0.0


@dataclass(frozen=True, slots=True)
class HeadingSettings:
    """The headings between the cards. `words` over those under a value of the form's axis, with {number} and {text}
    (its sentence, else its name); `own_words` over those under a 項目 of the plan."""

    words: str = "【{number}】{text}"
    own_words: str = "【{text}】"
    size: float = 11.0
    leading: float = 16.0
    space_before: float = 5.0
    space_after: float = 2.5


@dataclass(frozen=True, slots=True)
class CardSettings:
    """A card: labels at the left, `label_width` wide; the yearly fields side by side under their 年度.

    `row_height`, `year_height` = least heights. `between` = space between two cards. `name_size` = of the 取組's
    name, `year_size` of the 年度, `note_size` of what is printed after the name and under the card.
    """

    label_width: float = 27.0
    row_height: float = 7.5
    year_height: float = 6.0
    between: float = 4.0
    name_size: float = 10.5
    year_size: float = 9.5
    note_size: float = 9.5
    note_leading: float = 14.0
    note_space: float = 1.0
