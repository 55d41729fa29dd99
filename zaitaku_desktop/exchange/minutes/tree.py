"""What was read from a 会議録, a 次第 or a 名簿: plain data, nothing of it is in the records yet.

Whatever holds words of the source says where they stood (`Spot`). `MinutesText.words` gives all of them back in the
order of the source: nothing is lost between the text and the tree.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from zaitaku_desktop.model.attendance import Presence, Side
from zaitaku_desktop.model.meeting import Method, Observing
from zaitaku_desktop.model.outline import BlockKind

Spot = tuple[int, int]
"""(line from 1, character from 0) of the source at which words begin."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the source as they stand there; only white space is set right."""

    text: str
    at: Spot


@dataclass(frozen=True, slots=True)
class Unread:
    """Words that were not understood (wholly); they stand as text in their place. `why` = a Japanese sentence."""

    text: str
    at: Spot
    why: str

    @property
    def line(self) -> int:
        """Number of the line, from 1."""
        return self.at[0]


@dataclass(frozen=True, slots=True)
class Debris:
    """What a tool left in the text (a page number, a bullet of Markdown): set aside, never printed."""

    text: str
    at: Spot
    why: str


@dataclass(frozen=True, slots=True)
class Repair:
    """A number that is read as another sign than is written. `before`, `after` = as they print."""

    line: int
    before: str
    after: str
    why: str


@dataclass(frozen=True, slots=True)
class When:
    """日時. `open_end` = 「から」 without an end; `weekday` = the sign written, "" = none."""

    day: dt.date | None = None
    start: dt.time | None = None
    end: dt.time | None = None
    open_end: bool = False
    weekday: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """会議名 taken apart: `committee` without 年度 and 回; None = not written."""

    text: str = ""
    committee: str = ""
    fiscal_year: int | None = None
    number: int | None = None
    total_number: int | None = None
    guessed: bool = False
    """The source names no meeting: the name was found in its other words."""


@dataclass(frozen=True, slots=True)
class PersonText:
    """Somebody as printed. `name` = the exact signs, one blank between family and given name where there is one.

    `post` = 所属 and 役職 in one word of somebody of the 事務局 (介護福祉課主査); `proxy` = who came instead.
    `sure` = False: the words leave it open which of them is the name.
    """

    name: str
    side: Side
    presence: Presence
    at: Spot
    role: str = ""
    organization: str = ""
    profession: str = ""
    post: str = ""
    reading: str = ""
    group: str = ""
    proxy: str = ""
    note: str = ""
    number: int | None = None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class AgendaText:
    """A line of the 次第. `number` as printed (`2`, `(1)`), `level` from 1, `marks` = 資料 named at it."""

    level: int
    number: str
    title: str
    at: Spot
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HandoutText:
    """A 資料. `number` = 資料番号 as an identity (`1`, `1-2`, `参考1`), "" = only in a list; `list_number` = its place
    in the list; `kind` = 当日, 差替, 参考, 事前 or ""; `listed` = False: it is only spoken of."""

    number: str
    title: str
    at: Spot
    list_number: int | None = None
    kind: str = ""
    listed: bool = True


@dataclass(frozen=True, slots=True)
class BlockRef:
    """Characters start…stop of a block's text are the number of another block (`イ`の…)."""

    start: int
    stop: int
    words: str
    block: int | None = None
    """Index of the block that is meant."""


@dataclass(frozen=True, slots=True)
class BlockText:
    """A block of the body. `level` = index into the scheme; `number` = as it prints after repairs, `sign` = as it
    stands in the source, "" = none.

    `restarts` = its series begins anew where it would go on, with `start`; `continues` = it goes on over a heading.
    `series` = indexes (first, last) of a range that the text names: `【ア～キ…】`.
    """

    level: int
    kind: BlockKind
    text: str
    at: Spot
    number: str = ""
    sign: str = ""
    mark: str = ""
    speaker: str = ""
    restarts: bool = False
    continues: bool = False
    start: int = 1
    agenda: int | None = None
    """Index of the line of the 次第 that this heads."""
    refs: tuple[BlockRef, ...] = ()
    series: tuple[int, int] | None = None
    understood: bool = True


@dataclass(frozen=True, slots=True)
class FieldText:
    """A labelled place of the header: what it is called there and all its words in order."""

    key: str
    label: Words
    values: tuple[Words, ...] = ()

    @property
    def text(self) -> str:
        """The values, a line each."""
        return "\n".join(value.text for value in self.values)


@dataclass(frozen=True)
class RosterText:
    """A 委員名簿. `above` = the lines over its rows, `kept` = those that hold nobody."""

    committee: str = ""
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    people: tuple[PersonText, ...] = ()
    above: tuple[Words, ...] = ()
    kept: tuple[Words, ...] = ()
    unread: tuple[Unread, ...] = ()
    debris: tuple[Debris, ...] = ()


@dataclass(frozen=True)
class MinutesText:
    """A whole 会議録. `scheme` = the signs of the levels used, the outermost first (`1`, `(1)`, `ア`)."""

    title: Title = Title()
    when: When = When()
    place: str = ""
    method: Method | None = None
    office: str = ""
    observing: Observing = Observing.UNSET
    observers: int | None = None
    closed_reason: str = ""
    next_meeting: When | None = None
    next_text: str = ""
    people: tuple[PersonText, ...] = ()
    agenda: tuple[AgendaText, ...] = ()
    handouts: tuple[HandoutText, ...] = ()
    blocks: tuple[BlockText, ...] = ()
    scheme: tuple[str, ...] = ()
    style: str = "form"
    """`form` = the ruled header, `sections` = labels or numbered sections."""
    talk: bool = False
    """The body is the talk of speakers."""
    fields: tuple[FieldText, ...] = ()
    kept: tuple[Words, ...] = ()
    """Words of the header that belong to no field: text in its place."""
    left: tuple[Words, ...] = ()
    """Parts of fields that went into no record (出席者 … 委員13人); they are in `fields` too."""
    unread: tuple[Unread, ...] = ()
    debris: tuple[Debris, ...] = ()
    repairs: tuple[Repair, ...] = field(default=())

    def words(self) -> Iterator[str]:
        """Every word of the source but debris, in the order of the source."""
        found: list[tuple[Spot, str]] = [(one.at, one.text) for one in self.kept]
        for part in self.fields:
            found += [(one.at, one.text) for one in (part.label, *part.values)]
        found += [(block.at, block.sign + block.mark + block.text) for block in self.blocks]
        return (text for _, text in sorted(found))
