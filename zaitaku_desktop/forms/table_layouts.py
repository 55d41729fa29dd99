"""What a form says about the tables of 会議体: 部会検討状況 (M3), 出欠表 (M4), 委員名簿 and 出席簿 (M5), and 開催通知.
Lengths in mm, type sizes in points.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zaitaku_desktop.forms.layouts import TypeSettings
from zaitaku_desktop.typeset.blocks import Family

PersonField = Literal[
    "number", "selection", "organization", "role", "profession", "name", "kana", "term", "note", "blank"
]


@dataclass(frozen=True, slots=True)
class PersonColumn:
    """A column of 委員名簿 or 出席簿. `merge` = equal cells below each other are one; `size` 0 = as the table."""

    key: PersonField
    heading: str
    width: float
    size: float = 0.0
    family: Family = "mincho"
    center: bool = False
    merge: bool = False


ROSTER = (
    PersonColumn("number", "No.", 9.0, center=True, family="gothic"),
    PersonColumn("selection", "選出区分", 24.5, merge=True),
    PersonColumn("organization", "所属", 46.5),
    PersonColumn("role", "役職", 17.0, center=True),
    PersonColumn("name", "氏名", 26.0, center=True),
    PersonColumn("kana", "ふりがな", 23.0, 8.5, center=True),
    PersonColumn("term", "任期", 21.0, 8.5, center=True),
)


@dataclass(frozen=True, slots=True)
class RosterSettings:
    """委員名簿, and 出席簿 of a meeting: their columns, type of cells and headings, least height of a row.

    `date` = over the table at the left, with {day}; `polite` = at the right (敬称略). `secretariat` = the 事務局 stands
    below, under that heading; "" = not. `blank_rows` = empty rows at the end, `groups` = other sides sign too.
    """

    columns: tuple[PersonColumn, ...] = ROSTER
    text: TypeSettings = TypeSettings(10.0, 14.5)
    header_size: float = 9.5
    row: float = 8.0
    date: str = "（{day}現在）"
    polite: str = "（敬称略）"
    secretariat: str = ""
    blank_rows: int = 0
    groups: bool = False


@dataclass(frozen=True, slots=True)
class AttendanceSettings:
    """出欠表. Widths of the columns before they are scaled to the paper; from `narrow_from` meetings on each has
    `narrow_meeting` and 所属 yields, down to `least_organization`. `proxy_names` = they stand under 代. `date` with
    {day}; `rate_notes` are always printed: which of the two says whether proxies count depends on the 会議体."""

    number: float = 9.0
    profession: float = 42.0
    organization: float = 59.0
    name: float = 34.0
    meeting: float = 17.0
    narrow_from: int = 9
    narrow_meeting: float = 12.0
    least_organization: float = 26.0
    count: float = 13.0
    rate: float = 21.0
    row: float = 7.0
    mark_size: float = 10.5
    proxy_names: bool = True
    proxy: TypeSettings = TypeSettings(7.0, 8.5)
    date: str = "{day}現在"
    legend: str = "凡例　○：出席　Ｗ：オンライン出席　代：代理出席（下段は代理者）　×：欠席　―：任期外"
    rate_note: str = "※出席率：出席÷任期内の開催回数"
    proxies_out: str = "※代理出席は出席率に含めない。"
    proxies_in: str = "※代理出席は出席率に含める。"
    professions: str = "職種別の出席率"


@dataclass(frozen=True, slots=True)
class StatusSettings:
    """部会検討状況: rows and their labels, "" = the row is left out. From `large_from` 部会 on it is printed on A3 with
    the margins `large` (top, right, bottom, left). `years` = the 年度 of a meeting is written where a column has
    meetings of two of them ("spanning") or always; `alone` = a single meeting has its 【…】 too.
    `undecided`, `no_meeting` = what stands where no next meeting is known, and where there was none."""

    days: str = "開催日"
    desired: str = "目指す姿"
    summary: str = "検討状況\nの概要"
    decisions: str = "決定\n事項等"
    next: str = "次回"
    label: float = 17.0
    large_from: int = 5
    large: tuple[float, ...] = (20.0, 15.0, 16.0, 15.0)
    years: Literal["spanning", "always"] = "spanning"
    alone: bool = False
    undecided: str = "未定"
    no_meeting: str = "（開催なし）"


@dataclass(frozen=True, slots=True)
class NoticeSettings:
    """開催通知, a page for each recipient. The words may be others in a 資料: {meeting}, {city}, {department},
    {committee}, {office}. `call` stands behind a name."""

    number: str = ""
    sender: str = "{city}長"
    call: str = "様"
    subject: str = "{meeting}の開催について（通知）"
    body: str = (
        "日頃から、本市の在宅医療・介護連携の推進に御協力いただき、厚くお礼申し上げます。\n"
        "さて、標記の会議を下記のとおり開催しますので、御出席くださいますようお願いします。\n"
        "なお、御都合により出席できない場合は、事前に下記の担当まで御連絡ください。"
    )
    contact: str = "{office}"
    subject_size: float = 12.0
    agenda: bool = True
