"""What a form says about 研修: 研修実施状況 (T1), participants by 職種 (T2), 事業概要 of the 支援室 (T4).

Lengths in mm, type sizes in points.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zaitaku_desktop.forms.layouts import TypeSettings
from zaitaku_desktop.typeset.blocks import Align

TrainingField = Literal[
    "number",
    "day",
    "name",
    "content",
    "lecturer",
    "participants",
    "place",
    "audience",
    "capacity",
    "cumulative",
    "satisfaction",
]


@dataclass(frozen=True, slots=True)
class TrainingColumn:
    """A column of 研修実施状況. Width before all are scaled to the paper; `note` = under the heading."""

    key: TrainingField
    heading: str
    width: float
    align: Align = "left"
    note: str = ""


TRAINING_COLUMNS = (
    TrainingColumn("number", "No.", 9.0, "center"),
    TrainingColumn("day", "開催日", 31.0),
    TrainingColumn("name", "名称", 33.0),
    TrainingColumn("content", "内容", 42.0),
    TrainingColumn("lecturer", "講師", 39.0, note="（敬称、所属等省略）"),
    TrainingColumn("participants", "参加\n人数", 13.0, "right"),
)


@dataclass(frozen=True, slots=True)
class TrainingListSettings:
    """研修実施状況, a table for each 事業. `heading` over it, with {number} (from 1) and {programme}; `other` = what
    those in no 事業 are called. `affiliation` = 所属 and 職種 of 講師 are printed; the note under the heading is that
    of the 事業, else of the column. `unit` = behind a number of people, `weekday` = behind a day, `empty` = where
    nothing was held, "" = the table is left out. `total` = what the line of the sum is called, "" = there is none."""

    columns: tuple[TrainingColumn, ...] = TRAINING_COLUMNS
    heading: str = "{number}　{programme}"
    other: str = "その他"
    head: TypeSettings = TypeSettings(11.0, 16.0, before=6.0)
    text: TypeSettings = TypeSettings(9.5, 14.0)
    row: float = 7.5
    affiliation: bool = True
    weekday: bool = False
    unit: str = "人"
    empty: str = "（開催なし）"
    total: str = ""


@dataclass(frozen=True, slots=True)
class TrainingMatrixSettings:
    """Participants by 職種, a table for each heading of シリーズ. `heading` over it, with {number} (from
    `first_number`) and {heading}; `other` = what stands there for those in no シリーズ. Widths before they are scaled
    to the paper; a 職種 is at most `kind` wide. `times` = the hours stand behind the day. `lone` = in the cells of a
    研修 of which only the total is known; `lone_tables` = a table without any 研修 counted by 職種 is printed too."""

    heading: str = "{number}　{heading}の実施状況"
    first_number: int = 1
    other: str = "その他の研修"
    head: TypeSettings = TypeSettings(11.0, 16.0, before=6.0)
    labels: tuple[str, ...] = ("回", "開催日時", "内容", "参加者（人）", "合計")
    nth: float = 16.0
    when: float = 42.0
    content: float = 88.0
    kind: float = 10.8
    total: float = 15.0
    least_content: float = 50.0
    text: TypeSettings = TypeSettings(9.5, 14.0)
    count_size: float = 10.0
    row: float = 7.5
    times: bool = False
    sum: str = "合　計"
    lone: str = "―"
    lone_tables: bool = False


@dataclass(frozen=True, slots=True)
class OfficeReportSettings:
    """事業概要 of the 支援室: 相談件数, the tables of participants, then a list. `consultations` and `others` = the
    headings, with {number}; the list itself is the notes of the 資料, `none` = what stands there without any."""

    consultations: str = "{number}　在宅医療・介護連携に関する相談件数"
    others: str = "{number}　その他"
    item: TypeSettings = TypeSettings(10.0, 16.0, indent=1.0)
    none: str = "（特になし）"
