"""資料一式 of a meeting: the 次第, then each 配付資料 with its parts, in order. Records → what is to be laid out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.written_day import write_day
from zaitaku_desktop.forms.meeting_documents import document_for
from zaitaku_desktop.forms.meeting_printer import digit_style
from zaitaku_desktop.forms.missing import summary
from zaitaku_desktop.forms.papers import Paper, paper_of, read_paper
from zaitaku_desktop.model.handout import HandoutKind, PartKind
from zaitaku_desktop.model.meeting_names import meeting_name
from zaitaku_desktop.model.meeting_rows import HandoutPartRow, HandoutRow, MeetingSnapshot, PacketRow
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.storage.reading_meetings import (
    load_content,
    load_meeting,
    load_meetings,
    load_packet,
    load_roster,
    load_rows,
)
from zaitaku_desktop.typeset.blocks import PrintJob
from zaitaku_desktop.typeset.digits import set_digits, set_era_letters

AGENDA = "次第"


@dataclass(frozen=True)
class Part:
    """A run of pages from one source. `kind` = where from; `made` = what prints it; `content`, `digest` = of an
    attached PDF. With neither, and no `trouble`, it is printed elsewhere (a title alone). `trouble` = why it cannot be
    printed, `blanks` = what is 未入力 in it, in words. `document_id` = of the 資料 behind it, `meeting_id` = whose.
    """

    title: str
    kind: PartKind
    made: Callable[[], PrintJob] | None = None
    content: bytes | None = None
    digest: str = ""
    trouble: str = ""
    blanks: str = ""
    document_id: int | None = None
    meeting_id: int | None = None

    @property
    def prints(self) -> bool:
        """Whether pages come of it, be it one in place of what cannot be printed."""
        return self.made is not None or self.content is not None or bool(self.trouble)


@dataclass(frozen=True)
class Item:
    """The 次第 (`handout` None), or a 配付資料. `mark` = 資料１－２ as printed, `title` = without it, `correction` =
    （訂正版　…） or "". `replaced` = another one is handed out in its place: it is not printed. `gone` ≥ 1 = it
    stands so in a fixed 資料一式 (the so many-th), and is no longer handed out."""

    handout: HandoutRow | None
    mark: str
    title: str
    parts: tuple[Part, ...]
    correction: str = ""
    replaced: bool = False
    gone: int = 0

    @property
    def key(self) -> int:
        """The id of the 配付資料, 0 = the 次第, below 0 = it is no longer handed out."""
        return -self.gone if self.handout is None else self.handout.id

    @property
    def name(self) -> str:
        """資料１　実施実績: in the outline of the PDF."""
        return f"{self.mark}　{self.title}".strip("　")

    @property
    def file_title(self) -> str:
        """資料1_実施実績: what a file of it alone is called."""
        return file_title(self.mark, self.title, "訂正版" if self.correction else "")


@dataclass(frozen=True)
class Packet:
    """Everything that is printed for a meeting, and how. Safe to hand to another thread."""

    meeting: MeetingSnapshot
    options: PacketRow
    items: tuple[Item, ...]

    @property
    def title(self) -> str:
        """令和6年度第1回…会議　資料一式."""
        return packet_title(self.meeting.name)


def file_title(mark: str, title: str, note: str = "") -> str:
    """資料1-2_R6実績, of 資料１－２ and Ｒ６実績: digits and signs are half-width in the names of files."""
    half = [set_era_letters(set_digits(word, "half"), "half") for word in (mark.replace("－", "-"), title, note)]
    return "_".join(word for word in half if word)


def packet_titles(connection: Connection) -> list[tuple[int, str]]:
    """(id of the meeting, title) of every 資料一式: of the meetings at which something is handed out."""
    committees = load_roster(connection).committees
    handing = {row.meeting_id for row in load_rows(connection, HandoutRow)}
    return [
        (row.id, packet_title(meeting_name(committees[row.committee_id], row)))
        for row in load_meetings(connection)
        if row.id in handing
    ]


def packet_title(meeting: str) -> str:
    """What the 資料一式 of a meeting is called."""
    return f"{meeting}　資料一式"


def read_packet(connection: Connection, meeting_id: int, options: PacketRow | None = None) -> Packet:
    """The 資料一式 of a meeting as the records are now. What cannot be read of it is told in its place.

    `options` None = as they are stored. KnownError if the meeting is gone.
    """
    meeting = load_meeting(connection, meeting_id)
    chosen = load_packet(connection, meeting_id) if options is None else options
    reader = _Reader(connection, meeting, chosen)
    replaced = {row.replaces_id for row in meeting.handouts.values() if row.kind is HandoutKind.REPLACEMENT}
    items = [reader.agenda(), *(reader.item(row, row.id in replaced) for row in meeting.handouts.values())]
    return Packet(meeting, chosen, tuple(items))


class _Reader:
    def __init__(self, connection: Connection, meeting: MeetingSnapshot, options: PacketRow) -> None:
        self._connection = connection
        self._meeting = meeting
        self._options = options
        self._digits = digit_style(meeting.municipality)

    def agenda(self) -> Item:
        """The 次第 itself."""
        return Item(None, "", AGENDA, (self._tried(AGENDA, PartKind.DOCUMENT, self._agenda, None),))

    def item(self, row: HandoutRow, replaced: bool) -> Item:
        """A 配付資料 with its parts."""
        parts = tuple(self._part(part) for part in self._meeting.parts_of(row.id))
        title = set_era_letters(set_digits(self._meeting.handout_title(row), self._digits), self._digits)
        mark = set_digits(row.mark, self._digits) if row.number is not None or row.label != "資料" else ""
        correction = ""
        if row.kind is HandoutKind.REPLACEMENT:
            day = "" if row.replaced_on is None else f"　{write_day(row.replaced_on)}"
            correction = set_digits(f"（訂正版{day}）", self._digits)
        return Item(row, mark, title, parts, correction, replaced)

    def _part(self, row: HandoutPartRow) -> Part:
        title = self._meeting.part_title(row)
        readers: dict[PartKind, Callable[[HandoutPartRow], Paper]] = {
            PartKind.DOCUMENT: self._document,
            PartKind.MINUTES: self._minutes,
        }
        if row.kind in readers:
            return self._tried(title, row.kind, readers[row.kind], row)
        if row.kind is PartKind.FILE:
            return self._file(title, row)
        return Part(title, row.kind)

    def _tried(self, title: str, kind: PartKind, read: Callable[..., Paper], row: HandoutPartRow | None) -> Part:
        document = None if row is None else row.document_id
        meeting = self._meeting.meeting.id if row is None else row.meeting_id
        try:
            paper = read() if row is None else read(row)
            words = "、".join(f"{heading} {count}件" for heading, count in summary(paper.missing()))
        except KnownError as error:
            return Part(title, kind, trouble=error.what, document_id=document, meeting_id=meeting)
        own = paper.document.id or None
        return Part(title, kind, paper.job, blanks=words, document_id=own, meeting_id=meeting)

    def _agenda(self) -> Paper:
        return self._of_meeting(self._meeting, "agenda", "m1")

    def _document(self, row: HandoutPartRow) -> Paper:
        return read_paper(self._connection, row.document_id or 0, self._edited)

    def _minutes(self, row: HandoutPartRow) -> Paper:
        return self._of_meeting(load_meeting(self._connection, row.meeting_id or 0), "minutes", "m2")

    def _of_meeting(self, meeting: MeetingSnapshot, layout: str, standard: str) -> Paper:
        document, form = document_for(self._connection, meeting, layout, standard)
        return paper_of(self._connection, self._edited(document), form)

    def _edited(self, document: DocumentRow) -> DocumentRow:
        """Its number is that of the 配付資料, in the box of the first page alone."""
        return replace(document, number="", draft=document.draft and self._options.draft_mark)

    def _file(self, title: str, row: HandoutPartRow) -> Part:
        file = self._meeting.files.get(row.file_id or 0)
        digest = "" if file is None else file.digest
        try:
            content = load_content(self._connection, digest)
        except KnownError as error:
            return Part(title, row.kind, trouble=error.what)
        return Part(title, row.kind, content=content, digest=digest)
