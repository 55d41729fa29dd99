"""What a form says about a layout that is no grid: cards (P5), points under banners (P6). mm, type sizes in points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zaitaku_desktop.typeset.blocks import Align, Family

Layout = Literal[
    "grid", "cards", "pdca", "agenda", "minutes", "status", "attendance", "roster", "sign_in", "notice", "outline",
    "training_list", "training_matrix", "office_report", "consultation", "indicator",
]  # fmt: skip
"""How a 資料 of the form stands on paper. On the screen its records are a grid in every case."""


@dataclass(frozen=True, slots=True)
class LeadSettings:
    """Type of the lines above everything; those that begin with 【…】 are half a point smaller. `indent` of the first
    line of each, in 字. `lines` = what is printed there unless the 資料 has its own."""

    family: Family = "gothic"
    size: float = 10.0
    leading: float = 15.0
    align: Align = "left"
    space_after: float = 0.0
    indent: float = 0.0
    lines: tuple[str, ...] = ()


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


BELOW, DESIRED, KEY = "#below", "#desired_state", "#key"
PLACES = {BELOW: "題名の下の行", DESIRED: "ありたい姿の見出し", KEY: "太字の説明"}
"""Places at which a 資料 can have words in place of those of its form, and what they are called."""


@dataclass(frozen=True, slots=True)
class TypeSettings:
    """Type of one kind of line; `indent` in 字, `before` = space above it."""

    size: float
    leading: float
    indent: float = 0.0
    before: float = 0.0


@dataclass(frozen=True, slots=True)
class PdcaSettings:
    """Points under banners, one banner for each value of the form's `banner_axis`.

    `over`, `below` = lines above and below the title; `desired_heading` over the table of ありたい姿, whose rows are
    called `desired_label`; `key` = what bold means, printed where something is bold: 取組 with one of `bold_marks`.
    {long} = 令和8年度, {city} = the municipality, {number} and {text} of a value.
    """

    over: str = "{long}"
    below: str = ""
    over_size: float = 11.0
    below_size: float = 10.0
    desired_heading: str = "{city}の医療と介護のありたい姿"
    desired_label: str = "ありたい姿{number}"
    desired_label_width: float = 27.0
    desired_heading_size: float = 12.0
    desired_name: TypeSettings = TypeSettings(10.5, 14.5)
    desired_text: TypeSettings = TypeSettings(10.0, 14.5)
    key: str = "太字：{long}の新規又は拡充"
    bold_marks: tuple[str, ...] = ("new", "bold")
    banner_size: float = 12.0
    heading: TypeSettings = TypeSettings(11.0, 17.0, before=2.2)
    point: TypeSettings = TypeSettings(10.5, 16.5, 1.0)
    sub: TypeSettings = TypeSettings(10.5, 16.5, 2.0)
    note: TypeSettings = TypeSettings(9.0, 13.5, 3.0)


def own_words(settings: PdcaSettings, long: str, city: str) -> dict[str, str]:
    """What the form prints by itself at each of `PLACES`."""
    words = {BELOW: settings.below, DESIRED: settings.desired_heading, KEY: settings.key}
    return {place: text.format(long=long, city=city) for place, text in words.items()}
