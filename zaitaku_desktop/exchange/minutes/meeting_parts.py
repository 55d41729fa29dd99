"""The parts of a meeting in a paper beside those of the meeting that is there: what is new, what differs.

Each method gives what has to be written; what stands there already is left out, what differs becomes a conflict with
both texts, and `theirs` keeps what taking the other side would write.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from zaitaku_desktop.base.written_day import write_day
from zaitaku_desktop.exchange.minutes.known import KnownMeetings
from zaitaku_desktop.exchange.minutes.lines import plain
from zaitaku_desktop.exchange.minutes.outline_blocks import BlockDraft, scheme_for
from zaitaku_desktop.exchange.minutes.paper import (
    NEW,
    AttendanceDraft,
    CommitteeDraft,
    HandoutDraft,
    PaperKind,
    PersonDraft,
    place,
)
from zaitaku_desktop.exchange.minutes.people_matching import key_of
from zaitaku_desktop.exchange.minutes.tree import AgendaText, HandoutText, MinutesText, PersonText
from zaitaku_desktop.exchange.proposal import Conflict
from zaitaku_desktop.model import inline
from zaitaku_desktop.model.agenda import AgendaKind
from zaitaku_desktop.model.attendance import Presence, Side
from zaitaku_desktop.model.committee import NumberPer, Speakers
from zaitaku_desktop.model.handout import HandoutKind
from zaitaku_desktop.model.meeting import MeetingStatus, Method, Observing
from zaitaku_desktop.model.meeting_names import meeting_name
from zaitaku_desktop.model.meeting_rows import AgendaItemRow, AttendanceRow, HandoutRow, MeetingSnapshot
from zaitaku_desktop.model.meeting_vocabulary import called
from zaitaku_desktop.model.number_signs import STANDARD
from zaitaku_desktop.model.outline import BlockKind
from zaitaku_desktop.model.people_names import name_key
from zaitaku_desktop.model.reference_words import MeetingWords
from zaitaku_desktop.model.roster import CommitteeRow
from zaitaku_desktop.operations.agenda_copy import STANDARD as FRAME

NAMES = {
    "day": "開催日",
    "start_time": "開始",
    "end_time": "終了",
    "place": "場所",
    "method": "開催方法",
    "observing": "傍聴の可否",
    "observing_reason": "傍聴できない理由",
    "observers": "傍聴者数",
    "office": "事務局",
    "nth": "回",
    "cumulative": "通しの回",
    "next_day": "次回の日",
    "next_start": "次回の開始",
    "next_note": "次回",
    "note": "備考",
    "scheme": "番号の付け方",
    "agenda": "次第",
    "outline": "会議録の本文",
    "state": "出欠",
    "role": "役職",
    "organization": "所属",
    "proxy": "代理者名",
    "list_title": "資料の題",
}
"""What fields are called in a list of what differs."""
_PLACES = {
    "day": ("when",),
    "start_time": ("when", "hours"),
    "end_time": ("when", "hours", "end"),
    "method": ("way", "place"),
    "observing": ("opening",),
    "observing_reason": ("reason",),
    "observers": ("listeners", "opening"),
    "nth": ("committee", "paper"),
    "cumulative": ("committee", "paper"),
    "next_day": ("next",),
    "next_start": ("next",),
    "note": ("signers", "recorder", "end_note"),
}
"""Column → the places of the paper that tell it."""
_QUIET = frozenset({"status", "scheme"})
"""Columns that are not asked about: what is there stays."""
_UNSAID = {"method": Method.IN_PERSON, "observing": Observing.UNSET}
"""Values that a new record has though nobody has said so."""
_NOTED = ("recorder", "signers", "end_note")
_KINDS = {
    "当日": HandoutKind.ON_DAY,
    "席上": HandoutKind.ON_DAY,
    "参考": HandoutKind.REFERENCE,
    "差替": HandoutKind.REPLACEMENT,
}


_PART = re.compile("(?:部会|分科会|ワーキング(?:グループ)?|作業班|小委員会)$")
"""How the name of a 会議体 ends that is a part of another."""


def committee_draft(found: MinutesText, known: KnownMeetings, chosen: int | None) -> CommitteeDraft:
    """The 会議体 of a paper: the one chosen, the one of its name (the city's before it or not), or a new one."""
    name = found.title.committee or "会議体"
    rows = known.committees()
    if chosen:
        there = next((row for row in rows if row.id == chosen), None)
    else:
        wanted = _names(name, known.municipality)
        there = next((row for row in rows if _names(row.name, known.municipality) & wanted), None)
    if there is not None and chosen != NEW:
        return CommitteeDraft(there.name, there.id)
    values = _committee_values(found)
    above = parent_of(name, rows)
    if above is not None:
        values["parent_id"] = above.id
    return CommitteeDraft(name, NEW, values, found.title.guessed, "" if above is None else above.name)


def parent_of(name: str, rows: Sequence[CommitteeRow]) -> CommitteeRow | None:
    """The 会議体 below which a new 部会 belongs by its name: the only one that has 部会, else the only one of all.

    None = it is no 部会, or the file does not say."""
    if not _PART.search(name):
        return None
    tops = [row for row in rows if row.parent_id is None and row.ended_on is None and not _PART.search(row.name)]
    above = {row.parent_id for row in rows}
    with_parts = [row for row in tops if row.id in above]
    found = with_parts or tops
    return found[0] if len(found) == 1 else None


def _names(name: str, municipality: str) -> set[str]:
    return {name_key(name), name_key(name.removeprefix(municipality) or name)}


def _committee_values(found: MinutesText) -> dict[str, Any]:
    words = [one.role for one in found.people if one.role in ("部会員", "構成員")]
    named = any(re.search(r".(?:委員|座長|会長)$", block.speaker) for block in found.blocks if block.speaker)
    values: dict[str, Any] = {"office": found.office}
    if words:
        values["member_word"] = words[0]
    if found.title.number is None and found.title.total_number is not None:
        values["number_per"] = NumberPer.CUMULATIVE
    scheme = scheme_for(found, ())
    if scheme != STANDARD:
        values["scheme"] = scheme
    if found.talk:
        values["speakers"] = Speakers.NAME if named else Speakers.ROLE
    return {key: value for key, value in values.items() if value}


def values_of(found: MinutesText, kind: PaperKind) -> dict[str, Any]:
    """The columns of a meeting that the paper tells."""
    when, after = found.when, found.next_meeting
    notes = [f"{part.label.text}：{part.text}" for part in found.fields if part.key in _NOTED and part.values]
    values: dict[str, Any] = {
        "day": when.day,
        "start_time": when.start,
        "end_time": when.end,
        "place": found.place,
        "method": found.method,
        "observing": found.observing,
        "observing_reason": found.closed_reason,
        "observers": found.observers,
        "office": found.office,
        "nth": found.title.number,
        "cumulative": found.title.total_number,
        "next_day": None if after is None else after.day,
        "next_start": None if after is None else after.start,
        "note": "\n".join(notes),
    }
    if kind == "minutes":
        values["status"] = MeetingStatus.DRAFT
    return {key: value for key, value in values.items() if value not in (None, "", Observing.UNSET)}


@dataclass
class MeetingParts:
    """A paper beside the meeting that is there (None = a new one)."""

    found: MinutesText
    there: MeetingSnapshot | None
    people: Mapping[int, PersonDraft]
    keys: Mapping[str, int]
    conflicts: list[Conflict] = field(default_factory=list)
    theirs: dict[str, Any] = field(default_factory=dict)
    replaced: tuple[int, ...] = ()
    """Items of the present 次第 that give way to those of the paper."""

    # ── columns

    def values(self, told: Mapping[str, Any]) -> dict[str, Any]:
        """Of the columns told, those to be written: all of a new meeting, else the blank ones."""
        if self.there is None:
            return dict(told)
        row, written = self.there.meeting, {}
        for name, value in told.items():
            mine = getattr(row, name)
            if name == "status":
                if row.status in (MeetingStatus.PLANNED, MeetingStatus.HELD):
                    written[name] = value
            elif _same(mine, value):
                continue
            elif mine in (None, "", ()) or (name in _UNSAID and mine == _UNSAID[name]):
                written[name] = value
            elif name not in _QUIET:
                self._differs(name, mine, value)
        return written

    def _differs(self, name: str, mine: Any, theirs: Any) -> None:
        assert self.there is not None
        self.theirs[name] = theirs
        self._note(self._where(name), self.there.meeting.id, f"meeting.{name}", shown(mine), shown(theirs))

    def _note(self, where: str, record: int, field_name: str, mine: str, theirs: str, item: str = "") -> None:
        """Put something that differs on the list."""
        name = NAMES.get(field_name.partition(".")[2], field_name)
        self.conflicts.append(Conflict(where, record, field_name, None, mine, theirs, item or self._title, name=name))

    @property
    def _title(self) -> str:
        assert self.there is not None
        return meeting_name(self.there.committee, self.there.meeting)

    def _where(self, name: str) -> str:
        """The line of the paper that tells a column."""
        keys = _PLACES.get(name, (name,))
        at = next((part.label.at for part in self.found.fields if part.key in keys), None)
        if at is None and name == "outline" and self.found.blocks:
            at = self.found.blocks[0].at
        return "" if at is None else place(at)

    # ── 出欠

    def attendance(self) -> tuple[AttendanceDraft, ...]:
        """Everybody of the paper, with what the present rows lack."""
        return tuple(self._attendance(one) for one in self.found.people)

    def _attendance(self, one: PersonText) -> AttendanceDraft:
        key = self.keys[key_of(one)]
        person = self.people[key].person
        organization = one.organization
        if one.side is Side.MEMBER and one.post:
            organization = f"{organization} {one.post}".strip()
        role = one.role if one.side is Side.MEMBER else one.post or one.role
        note = one.note
        rows = () if self.there is None else self.there.attendance
        row = next((r for r in rows if person and r.person_id == person and r.side is one.side), None)
        draft = AttendanceDraft(key, one.side, one.presence, one.name, role, organization, one.proxy, note)
        if row is None:
            return draft
        fill = self._filled(row, draft, one)
        return AttendanceDraft(key, one.side, one.presence, one.name, role, organization, one.proxy, note, row.id, fill)

    def _filled(self, row: AttendanceRow, draft: AttendanceDraft, one: PersonText) -> dict[str, Any]:
        fill: dict[str, Any] = {}
        told = {
            "state": draft.state,
            "role": draft.role,
            "organization": draft.organization,
            "proxy": draft.proxy,
            "note": draft.note,
        }
        for name, value in told.items():
            mine = getattr(row, name)
            if value in ("", Presence.UNKNOWN) or _same(mine, value):
                continue
            if mine in ("", Presence.UNKNOWN):
                fill[name] = value
                continue
            self.theirs[f"attendance.{row.id}.{name}"] = value
            self._note(place(one.at), row.id, f"attendance.{name}", shown(mine), shown(value), one.name)
        return fill

    # ── 次第, 資料, 本文

    def agenda(self) -> tuple[AgendaText, ...]:
        """The items, where there are none yet."""
        items = self.found.agenda
        if self.there is None or not items:
            return items
        there = list(self.there.walk_agenda())
        mine, theirs = [item.title for item in there], [item.title for item in items]
        if [plain(title) for title in mine] == [plain(title) for title in theirs]:
            return ()
        if not there or self._is_frame(there):
            self.replaced = tuple(item.id for item in there)
            return items
        self._whole("agenda", mine, [f"{item.number} {item.title}".strip() for item in items], items)
        return ()

    def _is_frame(self, there: Sequence[AgendaItemRow]) -> bool:
        """Whether the present 次第 is only what a new meeting begins with: nobody has worked on it."""
        assert self.there is not None
        known = {plain(title) for title in (*FRAME, *(item.title for item in self.found.agenda))}
        bare = not self.there.marks and not any(item.note or item.presenter for item in there)
        own = [item for item in there if item.kind is not AgendaKind.TASKS]
        return bare and all(item.parent_id is None and plain(item.title) in known for item in own)

    def outline(self, blocks: Sequence[BlockDraft]) -> tuple[BlockDraft, ...]:
        """The body, where there is none yet. What was not understood above it stands before it."""
        whole = (*self._kept(), *blocks)
        if self.there is None or not blocks or not self.there.blocks:
            return whole
        words = MeetingWords(self.there)
        mine = [
            f"{words.numbering.sign(row.id)} {inline.plain(words.block_text(row))}".strip() for row in self.there.blocks
        ]
        theirs = [f"{draft.number} {self._text(draft)}".strip() for draft in whole]
        if [plain(line) for line in mine] != [plain(line) for line in theirs]:
            self._whole("outline", mine, theirs, whole)
        return ()

    def _kept(self) -> list[BlockDraft]:
        words = [*self.found.kept]
        texts = [(one.at, one.text) for one in words]
        labels = {value.at[0]: part.label.text for part in self.found.fields for value in part.values}
        texts += [(one.at, f"{labels.get(one.at[0], '')}：{one.text}".lstrip("：")) for one in self.found.left]
        return [BlockDraft(text, 0, BlockKind.PLAIN, kept=True) for _, text in sorted(texts)]

    def _text(self, draft: BlockDraft) -> str:
        if draft.text or draft.agenda is None:
            return draft.text
        return self.found.agenda[draft.agenda].title

    def _whole(self, name: str, mine: Sequence[str], theirs: Sequence[str], value: Any) -> None:
        assert self.there is not None
        self.theirs[name] = value
        self._note(self._where(name), self.there.meeting.id, f"meeting.{name}", "\n".join(mine), "\n".join(theirs))

    def handouts(self) -> tuple[HandoutDraft, ...]:
        """The 資料 with those that are there already."""
        return tuple(self._handout(one) for one in self.found.handouts)

    def _handout(self, one: HandoutText) -> HandoutDraft:
        label, number, branch = handout_number(one.number)
        mark = HandoutRow(0, 0, label=label, number=number, branch=branch).mark
        title = one.title if one.listed else ""
        kind = _KINDS.get(one.kind, HandoutKind.ADVANCE)
        draft = HandoutDraft(mark, label, number, branch, title, one.listed, kind)
        rows = () if self.there is None else tuple(self.there.handouts.values())
        row = next((r for r in rows if _is_handout(r, draft)), None)
        if row is None:
            return draft
        fill: dict[str, Any] = {}
        if title and not row.list_title:
            fill = {"list_title": title, "listed": True}
        elif title and plain(title) != plain(row.list_title):
            self.theirs[f"handout.{row.id}.list_title"] = title
            self._note(place(one.at), row.id, "handout.list_title", row.list_title, title, row.mark)
        return HandoutDraft(mark, label, number, branch, title, one.listed, kind, row.id, fill)


def _is_handout(row: HandoutRow, draft: HandoutDraft) -> bool:
    if draft.number is None:
        return row.number is None and plain(row.list_title) == plain(draft.title) and row.label == draft.label
    return (row.label, row.number, row.branch) == (draft.label, draft.number, draft.branch)


def handout_number(identity: str) -> tuple[str, int | None, int | None]:
    """`1-2` → (資料, 1, 2), `参考1` → (参考資料, 1, None), `当日` → (当日資料, None, None)."""
    match = re.fullmatch(r"(?P<kind>\D*?)(?P<n>\d+)?(?:-(?P<b>\d+))?(?:-.*)?", identity)
    if match is None:
        return "資料", None, None
    number, branch = match["n"], match["b"]
    return f"{match['kind']}資料", int(number) if number else None, int(branch) if branch else None


def shown(value: Any) -> str:
    """A value as a clerk reads it."""
    if isinstance(value, Presence | Method | Observing):
        return called(value)
    if hasattr(value, "strftime"):
        return f"{value:%H:%M}" if hasattr(value, "hour") else write_day(value)
    return str(value)


def _same(mine: Any, theirs: Any) -> bool:
    if isinstance(mine, str) and isinstance(theirs, str):
        return plain(mine) == plain(theirs)
    return bool(mine == theirs) or (isinstance(mine, tuple) and mine == tuple(theirs or ()))
