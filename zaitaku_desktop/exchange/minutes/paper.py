"""What the import of a 会議録, a 次第 or a 名簿 proposes: plain data that the window shows and `applying.py` writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from zaitaku_desktop.base.written_day import write_day
from zaitaku_desktop.exchange.minutes.outline_blocks import BlockDraft
from zaitaku_desktop.exchange.minutes.tree import AgendaText, Repair, Spot
from zaitaku_desktop.exchange.proposal import Conflict, Created, ImportReport, Listed
from zaitaku_desktop.model.attendance import Presence, Side
from zaitaku_desktop.model.handout import HandoutKind

PaperKind = Literal["minutes", "agenda", "roster", "document"]
"""What a paper is imported as; 自由文書 (`exchange.documents`) have a proposal of their own."""
Likeness = Literal["same", "variant", "near", "family"]
NEW = 0
"""In place of an id: somebody or something that is not there yet."""

PeopleChoices = Mapping[int, int]
"""PersonDraft.key → id of the person it is, NEW = somebody else."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who is there and may be meant. `about` = where he is known from (ICT部会 部会長、灯台薬局)."""

    id: int
    name: str
    likeness: Likeness
    about: str = ""


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """Somebody of the paper. `person` = id of who it is, NEW = somebody new; `about` = what the paper says of him;
    `reading` = ふりがな to be entered.

    `asked` = a clerk should look: somebody with a similar name is there, or several of the same.
    """

    key: int
    name: str
    at: Spot
    person: int = NEW
    candidates: tuple[Candidate, ...] = ()
    about: str = ""
    reading: str = ""
    asked: bool = False


@dataclass(frozen=True, slots=True)
class AttendanceDraft:
    """Somebody at the meeting: words as printed. `row` = the present row it is, None = none yet; `fill` = columns of
    that row that are blank now and will be filled."""

    key: int
    side: Side
    state: Presence
    name: str
    role: str = ""
    organization: str = ""
    proxy: str = ""
    note: str = ""
    row: int | None = None
    fill: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MemberDraft:
    """A 委員 of the 任期 (`key` = who). `row` = the present one, None = to be added."""

    key: int
    organization: str = ""
    role: str = ""
    profession: str = ""
    selection: str = ""
    note: str = ""
    from_day: dt.date | None = None
    to_day: dt.date | None = None
    row: int | None = None
    fill: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OfficeDraft:
    """Somebody of the 事務局 of the 会議体 who is not in its roster on that day."""

    key: int
    role: str


@dataclass(frozen=True, slots=True)
class HandoutDraft:
    """A 資料. `mark` = as it prints (資料1－2), `row` = the present one, None = to be added; `fill` as above."""

    mark: str
    label: str
    number: int | None
    branch: int | None
    title: str
    listed: bool
    kind: HandoutKind
    row: int | None = None
    fill: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CommitteeDraft:
    """The 会議体. `id` NEW = to be made with `values`, below the one called `above` ("" = below none); `guessed` = the
    paper does not name it."""

    name: str
    id: int = NEW
    values: Mapping[str, Any] = field(default_factory=dict)
    guessed: bool = False
    above: str = ""


@dataclass(frozen=True, slots=True)
class TermDraft:
    """The 任期. `id` NEW = to be made."""

    first_day: dt.date
    last_day: dt.date
    id: int = NEW

    @property
    def words(self) -> str:
        """令和7年4月1日～令和9年3月31日."""
        return f"{write_day(self.first_day)}～{write_day(self.last_day)}"


@dataclass(frozen=True, slots=True)
class PrintDraft:
    """The 資料 that prints it. `kind` = agenda or minutes, `draft` = the paper says （案）."""

    kind: str
    form: str
    title: str
    draft: bool


@dataclass(frozen=True, slots=True)
class MeetingDraft:
    """The meeting. `id` NEW = to be made; `values` = columns to be written (only blank ones of a present meeting)."""

    title: str
    id: int = NEW
    fiscal_year: int = 0
    values: Mapping[str, Any] = field(default_factory=dict)
    agenda: tuple[AgendaText, ...] = ()
    replaced: tuple[int, ...] = ()
    """Items of an empty 次第 that give way to it."""
    blocks: tuple[BlockDraft, ...] = ()
    handouts: tuple[HandoutDraft, ...] = ()
    attendance: tuple[AttendanceDraft, ...] = ()
    read: int = 0
    """So many blocks the paper's body has, whether they are to be written or there already."""
    titles: tuple[str, ...] = ()
    """The titles of the paper's 次第: a heading names one of them by its index."""
    document: PrintDraft | None = None
    """The 資料 to be made, None = there is one."""
    theirs: Mapping[str, Any] = field(default_factory=dict)
    """What each conflict about it would write: column, `agenda` or `outline`."""


@dataclass(frozen=True)
class PaperProposal:
    """All that would be done. Nothing is written before `applying.apply_paper`.

    `lines` = the text, for showing; `taken` = how many of its lines are in the records afterwards; `not_taken` = what
    was not understood (it stays as text) or is left out; `remarks` = what to know besides.
    """

    kind: PaperKind
    source: str
    lines: tuple[str, ...]
    committee: CommitteeDraft
    people: tuple[PersonDraft, ...] = ()
    term: TermDraft | None = None
    members: tuple[MemberDraft, ...] = ()
    office: tuple[OfficeDraft, ...] = ()
    meeting: MeetingDraft | None = None
    conflicts: tuple[Conflict, ...] = ()
    not_taken: tuple[Listed, ...] = ()
    remarks: tuple[Listed, ...] = ()
    repairs: tuple[Repair, ...] = ()
    written: str = ""
    """The 会議体 as the paper calls it, whichever was chosen."""
    taken: int = 0
    changes: int = 0
    """Records that would be made or filled; 0 = everything is there already."""

    @property
    def questions(self) -> tuple[PersonDraft, ...]:
        """The people a clerk should decide about."""
        return tuple(person for person in self.people if person.asked)

    @property
    def created(self) -> tuple[Created, ...]:
        """What will be new; its id is not known yet (0)."""
        found = [] if self.committee.id else [Created(NEW, "committee", self.committee.name)]
        if self.term is not None and not self.term.id:
            found.append(Created(NEW, "term", f"{self.committee.name} {self.term.words}"))
        found += [Created(NEW, "person", person.name) for person in self.people if not person.person]
        if self.meeting is not None and not self.meeting.id:
            found.append(Created(NEW, "meeting", self.meeting.title))
        if self.meeting is not None and self.meeting.document is not None:
            found.append(Created(NEW, "document", self.meeting.document.title))
        return tuple(found)

    def report(self, created: tuple[Created, ...] | None = None, changed: int = 0) -> ImportReport:
        """What came of it, as every import tells it."""
        asked = tuple(Listed(place(one.at), one.name, question_of(one)) for one in self.questions)
        made = self.created if created is None else created
        return ImportReport(self.taken, self.not_taken, self.conflicts, made, changed, asked)


def place(at: Spot) -> str:
    """`12行目`."""
    return f"{at[0]}行目"


def question_of(person: PersonDraft) -> str:
    """What a clerk should look at, in a sentence."""
    names = "、".join(f"「{one.name}」" + (f"（{one.about}）" if one.about else "") for one in person.candidates[:3])
    taken = next((one for one in person.candidates if one.id == person.person), None)
    if taken is not None:
        return f"{names}がいます。「{taken.name}」と同じ人として取り込みます。"
    return f"よく似た氏名の{names}がいます。別の人として取り込みます。"
