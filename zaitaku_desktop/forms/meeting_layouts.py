"""What a form says about the 資料 of a meeting: 次第 (M1), 会議録 (M2). Those of its tables: table_layouts.py.

Lengths in mm, type sizes in points, indents in 字; the space `before` a line is in mm.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zaitaku_desktop.forms.layouts import TypeSettings
from zaitaku_desktop.model.minutes_rules import POLICIES

Head = Literal["form", "sections"]
Body = Literal["outline", "speakers"]
Edition = Literal["full", "summary"]
Weekday = Literal["short", "long"]
HEADS = {"form": "様式（枠の表）", "sections": "番号の付いた項目"}
BODIES = {"outline": "番号の付いた意見", "speakers": "発言者ごと"}
EDITIONS = POLICIES


@dataclass(frozen=True, slots=True)
class AgendaSettings:
    """次第. `name` = the line over the title, `when` = 日時 and 場所, `item` and `sub` = the items at the left and
    those below them (`mark_size` of the 【資料１】 at the right), `list` = 【配付資料】.

    `title` is spread over `title_spread` 字. `online` stands behind the place of a meeting that is held both ways;
    `next` = what the line of the next meeting is called, "" = it is not made; `presenter`, `minutes`, `carried` are
    put behind an item ("" = not), with {presenter} and {minutes}. `list_numbers` "marks" = 資料１, "serial" = (1),
    whatever the marks are; `kinds` = （当日配付） and the like are said there. `closer` = the leading of the items
    where that saves a second page.
    """

    name: TypeSettings = TypeSettings(14.0, 24.0)
    title: str = "次第"
    title_spread: float = 5.0
    when: TypeSettings = TypeSettings(11.0, 21.0, indent=4.0, before=4.0)
    when_spread: float = 4.0
    item: TypeSettings = TypeSettings(11.0, 22.0, before=2.2)
    sub: TypeSettings = TypeSettings(11.0, 22.0, indent=1.0)
    after_when: float = 9.0
    mark_size: float = 10.5
    list: TypeSettings = TypeSettings(10.5, 18.5, before=10.0)
    list_title: str = "【配付資料】"
    list_width: float = 6.5
    list_numbers: Literal["marks", "serial"] = "marks"
    list_rule: float = 0.75
    kinds: bool = True
    closer: float = 19.0
    online: str = "（オンライン併用）"
    next: str = "次回開催予定"
    presenter: str = ""
    minutes: str = ""
    carried: str = ""


@dataclass(frozen=True, slots=True)
class SectionSettings:
    """A numbered section at the head of a 会議録: its heading, and which words stand below it."""

    key: Literal[
        "name", "when", "place", "office", "members", "present", "absent", "observing", "handouts", "agenda", "body"
    ]
    heading: str


SECTIONS = (
    SectionSettings("when", "開催日時"),
    SectionSettings("place", "開催場所"),
    SectionSettings("present", "出席者"),
    SectionSettings("absent", "欠席者"),
    SectionSettings("observing", "傍聴"),
    SectionSettings("handouts", "資料"),
    SectionSettings("agenda", "議題"),
    SectionSettings("body", "議事"),
)


@dataclass(frozen=True, slots=True)
class MinutesSettings:
    """会議録. `head` = a ruled form or numbered `sections`; `body` = an outline or the talk of speakers; `edition` =
    the whole text or the 要点 (without what is marked *full text only*); `public` = 公開用, without names.

    `new_page` = the body begins on a page of its own, with `body_top` and `body_bottom` to the edges of the paper.
    `cell` = type of the form's cells, `label_size` of its labels. `speaker` = how a speaker is printed, with {speaker};
    `speaker_above` = on a line of his own. `people` "lines" = one a line, "runs" = one after the other. `mask` = what
    stands for a name in 公開用, `public_people` = what the head says of those who were there: "roles", "names" (the
    names of the head are not masked then) or "counts". `proxy`, `online`, `came`, `left` = behind who was there, with
    {name} and {time}. `signers` = lines of a 署名欄 below the
    body, under `signing`, each with a `signature`. `running` = a line over the pages after the first, with {name}.
    """

    head: Head = "form"
    body: Body = "outline"
    edition: Edition = "full"
    public: bool = False
    new_page: bool = True
    body_top: float = 25.0
    body_bottom: float = 25.0
    title: str = "会議録"
    title_size: float = 16.0
    title_row: float = 12.0
    cell: TypeSettings = TypeSettings(10.5, 16.0)
    label_size: float = 10.0
    name_size: float = 11.0
    organization_size: float = 10.0
    weekday: Weekday = "short"
    people: Literal["lines", "runs"] = "lines"
    sections: tuple[SectionSettings, ...] = SECTIONS
    speaker: str = "（{speaker}）"
    speaker_above: bool = True
    mask: str = "○○"
    public_people: Literal["roles", "names", "counts"] = "roles"
    proxy: str = "（代理出席　{name}）"
    online: str = "（オンライン）"
    came: str = "（{time}から出席）"
    left: str = "（{time}まで出席）"
    signers: int = 0
    signing: str = "上記の会議の経過は、この会議録のとおりであることを確認する。"
    signature: str = "会議録署名人"
    running: str = ""
