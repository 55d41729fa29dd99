"""部会検討状況: what the 部会 of a 会議体 did since its last meeting (LAYOUTS M3; measures: PAGES 3)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zaitaku_desktop.base.written_day import DayStyle, write_day
from zaitaku_desktop.forms.definition import Form, Margins
from zaitaku_desktop.forms.meeting_printer import MM, MeetingPrinter
from zaitaku_desktop.forms.meeting_words import SPACE, clusters
from zaitaku_desktop.model import inline
from zaitaku_desktop.model.meeting_rows import MeetingRow
from zaitaku_desktop.model.roster import CommitteeRow
from zaitaku_desktop.model.snapshot import DocumentRow, MunicipalityRow
from zaitaku_desktop.typeset.blocks import Cell, CellBlock, Grid, Paragraph, PrintJob, Run, TextStyle

PADDING = (1.35, 1.5)
NONE = "―"
BETWEEN = 1.0  # mm above a 【…】
_DAY = DayStyle(brackets="（）")
_LABELLED = re.compile(r"[一-龥]{2}：")
"""日時： and the like at the head of a line: what follows hangs under itself."""


@dataclass(frozen=True, slots=True)
class Group:
    """A 部会 with its meetings since the last one of the 会議体 above. `next` = when it meets next, its number and a
    note, as far as they are known."""

    committee: CommitteeRow
    meetings: tuple[MeetingRow, ...]
    next_day: dt.date | None = None
    next_number: int | None = None
    next_note: str = ""


def status_job(form: Form, document: DocumentRow, municipality: MunicipalityRow, groups: Sequence[Group]) -> PrintJob:
    """部会検討状況. Idents: ("committee", id, column), ("report", id of the meeting, column), "title", "number"."""
    settings = form.status
    if len(groups) >= settings.large_from and len(settings.large) == 4:
        paper = replace(form.paper, size="A3", landscape=True, margins=Margins(*settings.large))
        form = replace(form, paper=paper)
    return _StatusPrinter(form, document, municipality, groups).job()


class _StatusPrinter:
    def __init__(
        self, form: Form, document: DocumentRow, municipality: MunicipalityRow, groups: Sequence[Group]
    ) -> None:
        self._form = form
        self._settings = form.status
        self._groups = groups
        self._print = MeetingPrinter(form, document, municipality)
        text = form.text
        self._style = text.prose(text.family, text.size, text.leading)
        self._column = (form.paper.measure - self._settings.label) / max(len(groups), 1)

    def job(self) -> PrintJob:
        settings = self._settings
        rows = (
            (settings.days, self._days), (settings.desired, self._desired), (settings.summary, self._summary),
            (settings.decisions, self._decisions), (settings.next, self._next),
        )  # fmt: skip
        shown = [(label, make) for label, make in rows if label]
        body = []
        for row, (label, make) in enumerate(shown):
            body.append(Cell(row, 0, tuple(self._label(label)), valign="middle", label=True, fill=True))
            for at, group in enumerate(self._groups):
                blocks, name = make(group)
                ident = ("committee", group.committee.id, name)
                body.append(Cell(row, at + 1, tuple(blocks), ident=ident))
        if not self._groups:
            return self._print.job(self._print.sheet())
        widths = (settings.label, *(self._column,) * len(self._groups))
        grid = Grid(
            widths, tuple(self._header()), 1, tuple(body), len(shown), padding_v=PADDING[0], padding_h=PADDING[1],
            min_header_row=self._form.header.row_height,
        )  # fmt: skip
        return self._print.job(self._print.sheet(), grid)

    # ── headings

    def _header(self) -> Iterator[Cell]:
        header = self._form.header
        style = TextStyle(header.family, header.size, header.leading, align="center")
        yield Cell(0, 0, fill=True)
        for at, group in enumerate(self._groups, 1):
            words = Paragraph((Run(group.committee.name),), style, phrases=True)
            yield Cell(0, at, (words,), valign="middle", fill=True, ident=("committee", group.committee.id, "name"))

    def _label(self, text: str) -> Iterator[Paragraph]:
        style = TextStyle("gothic", 9.0, 13.5, align="center")
        lines = text.split("\n")
        for line in lines:
            several = 3.0 if clusters(line) == 2 else 0.0
            yield Paragraph((Run(line),), style, spread=several if len(lines) > 1 else 4.0)

    # ── cells

    def _numbered(self, meeting: MeetingRow, group: Group) -> str:
        """令和7年度第1回; the 年度 where the column has meetings of two."""
        years = {one.fiscal_year for one in group.meetings}
        if self._settings.years == "always" or len(years) > 1 or meeting.nth is None:
            year = meeting.fiscal_year.long
        else:
            year = ""
        return meeting.name or year + ("" if meeting.nth is None else f"第{meeting.nth}回")

    def _days(self, group: Group) -> tuple[list[CellBlock], str]:
        found: list[CellBlock] = []
        for meeting in group.meetings:
            day = "" if meeting.day is None else write_day(meeting.day, _DAY)
            head = f"{self._numbered(meeting, group)}："
            if self._fits(head + day):
                found.append(self._line(head + day))
            else:
                found += [self._line(head), self._line(day, 1.0)]
        return found or [self._line(self._settings.no_meeting)], "days"

    def _fits(self, words: str) -> bool:
        room = (self._column - 2 * PADDING[1]) * MM / self._style.size
        return sum(0.5 if char.isascii() else 1.0 for char in self._print.digit_words(words)) <= room

    def _line(self, text: str, indent: float = 0.0) -> Paragraph:
        labelled = _LABELLED.match(inline.plain(text))
        if labelled:
            return self._print.line(text, self._style, indent, indent + clusters(labelled.group()))
        return self._print.line(text, self._style, indent)

    def _desired(self, group: Group) -> tuple[list[CellBlock], str]:
        return [self._line(line) for line in group.committee.desired_state.split("\n") if line], "desired_state"

    def _summary(self, group: Group) -> tuple[list[CellBlock], str]:
        return self._reports(group, "report_summary"), "report_summary"

    def _decisions(self, group: Group) -> tuple[list[CellBlock], str]:
        return self._reports(group, "report_decisions"), "report_decisions"

    def _reports(self, group: Group, column: str) -> list[CellBlock]:
        """The texts of each meeting; 【第1回】 over each of several."""
        told = [(meeting, str(getattr(meeting, column)).strip("\n")) for meeting in group.meetings]
        told = [(meeting, text) for meeting, text in told if text]
        headed = column == "report_summary" and (len(group.meetings) > 1 or self._settings.alone)
        gothic = replace(self._style, family="gothic")
        found: list[CellBlock] = []
        for meeting, text in told:
            if headed:
                words = f"【{self._numbered(meeting, group)}】"
                before = BETWEEN if found else 0.0
                found.append(self._print.line(words, gothic, -0.5, 0.0, before))
            found += [self._line(line) for line in text.split("\n")]
        return found if group.meetings else [self._line(NONE)]

    def _next(self, group: Group) -> tuple[list[CellBlock], str]:
        number = "" if group.next_number is None else f"第{group.next_number}回："
        day = "" if group.next_day is None else number + write_day(group.next_day, _DAY)
        words = SPACE.join(part for part in (day, group.next_note) if part)
        return [self._line(words or self._settings.undecided)], "next_day"
