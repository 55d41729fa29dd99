"""The ruled form at the head of a 会議録 (LAYOUTS M2; measures: PAGES 3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from zaitaku_desktop.forms import meeting_words as said
from zaitaku_desktop.forms.layouts import TypeSettings
from zaitaku_desktop.forms.meeting_layouts import MinutesSettings
from zaitaku_desktop.forms.meeting_printer import MM, MeetingPrinter
from zaitaku_desktop.forms.minutes_people import PeoplePrinter, groups
from zaitaku_desktop.forms.print_agenda import sign_width
from zaitaku_desktop.forms.sheets import DRAFT
from zaitaku_desktop.model.attendance import Side
from zaitaku_desktop.model.meeting import Observing
from zaitaku_desktop.model.meeting_rows import MeetingSnapshot
from zaitaku_desktop.model.meeting_vocabulary import called
from zaitaku_desktop.model.reference_words import MeetingWords
from zaitaku_desktop.typeset.blocks import Cell, CellBlock, Grid, Paragraph, Run, TextStyle

EDGES = (9.0, 21.0, 20.0, 13.0, 45.0, 13.0, 12.0, 30.0)
"""mm of the columns: the form's rules stand at 9, 30, 50, 63, 108, 121, 133 and 163."""
PADDING = (1.6, 2.0)
LIST_GAP = 1.5  # mm under the word 次第
NONE = "―"
_WIDE, _NARROW, _PAIR = 4.0, 3.0, 3.0  # 字 over which labels are spread
_TITLE_SPREAD = 7.0
_GROUPS = {Side.MEMBER: "委員", Side.SECRETARIAT: "事務局", Side.PRESENTER: "説明者", Side.OBSERVER: "オブザーバー"}
_CHOICES = (Observing.OPEN, Observing.PARTLY, Observing.CLOSED)


class MinutesForm:
    """Makes the form, one row after the other."""

    def __init__(
        self, settings: MinutesSettings, meeting: MeetingSnapshot, words: MeetingWords, printer: MeetingPrinter
    ) -> None:
        self._settings = settings
        self._meeting = meeting
        self._words = words
        self._print = printer
        self._people = PeoplePrinter(settings, meeting, printer)
        self._style = TextStyle("mincho", settings.cell.size, settings.cell.leading)
        self._label = TextStyle("gothic", settings.label_size, settings.cell.leading, align="center")
        self._cells: list[Cell] = []
        self._row = 0

    def grid(self) -> Grid:
        """The whole form."""
        self._title()
        self._name()
        self._labelled("事務局", self._print.lines(self._office(), self._style), "office")
        self._present()
        self._absent()
        self._observing()
        self._agenda()
        scale = self._print.form.paper.measure / sum(EDGES)
        widths = tuple(width * scale for width in EDGES)
        row = self._settings.cell.leading / MM + 2 * PADDING[0]
        return Grid(
            widths, (), 0, tuple(self._cells), self._row, padding_v=PADDING[0], padding_h=PADDING[1], min_row=row
        )

    def _office(self) -> str:
        return self._meeting.meeting.office or self._meeting.committee.office

    # ── rows

    def _put(self, start: int, stop: int, blocks: Sequence[CellBlock], name: str = "", *, top: bool = False) -> None:
        """A cell of the row over columns start…stop; `name` = the column of the meeting that it shows."""
        ident = ("meeting", name) if name else None
        valign = "top" if top else "middle"
        self._cells.append(Cell(self._row, start, tuple(blocks), 1, stop - start, valign, ident=ident))  # type: ignore[arg-type]

    def _put_label(self, start: int, stop: int, text: str, spread: float, rows: int = 1) -> None:
        label = self._print.label(text, self._label, spread)
        self._cells.append(Cell(self._row, start, (label,), rows, stop - start, "middle", label=True))

    def _labelled(self, label: str, blocks: Sequence[CellBlock], name: str) -> None:
        self._put_label(0, 2, label, _WIDE)
        self._put(2, 8, blocks, name)
        self._row += 1

    def _title(self) -> None:
        settings = self._settings
        leading = max(settings.title_row * MM - 2 * PADDING[0] * MM, settings.title_size)
        style = TextStyle("mincho", settings.title_size, leading, align="center")
        title = Paragraph((Run(settings.title),), style, spread=_TITLE_SPREAD if len(settings.title) == 3 else 0.0)
        draft = self._print.document.draft and self._print.form.draft_mark
        if draft:
            title = Paragraph((Run(f"{said.SPACE * 2}".join(settings.title) + DRAFT),), style)
        self._put(0, 8, (title,))
        self._row += 1

    def _name(self) -> None:
        settings, meeting = self._settings, self._meeting.meeting
        gothic = TextStyle("gothic", settings.name_size, settings.cell.leading, align="center")
        centred = TextStyle("mincho", settings.cell.size, settings.cell.leading, align="center")
        names = [self._print.line(line, gothic, hang=0.0) for line in said.title_lines(self._meeting) if line]
        day = "" if meeting.day is None else said.day_words(meeting.day, settings.weekday)
        when = [self._print.line(line, centred) for line in (day, *self._hours(centred)) if line]
        place = self._print.lines(said.place_words(meeting), centred)
        self._put(0, 3, names, "name")
        self._put_label(3, 4, "日時", _PAIR)
        self._put(4, 5, when, "day")
        self._put_label(5, 6, "場所", _PAIR)
        self._put(6, 8, place, "place")
        self._row += 1

    def _hours(self, style: TextStyle) -> list[str]:
        """The hours on one line, or on two where they are too long for their cell."""
        hours = said.hours_words(self._meeting.meeting)
        room = (EDGES[4] - 2 * PADDING[1]) * MM / style.size
        first, to, last = hours.partition("～")
        if not to or sign_width(self._print.digit_words(hours)) <= room:
            return [hours]
        return [first, f"{to}{last}"]

    def _present(self) -> None:
        found = groups(self._meeting, came=True)
        upright = Paragraph((Run("出席者"),), self._label, spread=5.0)
        self._cells.append(Cell(self._row, 0, (upright,), len(found), 1, "middle", label=True, vertical=True))
        for group in found:
            self._put_label(1, 2, _GROUPS[group.side], _NARROW)
            self._put(2, 8, self._people.lines(group.rows, self._style), f"present:{group.side.value}")
            self._row += 1

    def _absent(self) -> None:
        rows = [row for group in groups(self._meeting, came=False) for row in group.rows]
        blocks = self._people.lines(rows, self._style) or [Paragraph((Run(NONE),), self._style)]
        self._labelled("欠席者", blocks, "absent:member")

    def _observing(self) -> None:
        meeting = self._meeting.meeting
        runs: list[Run] = []
        for choice in _CHOICES:
            chosen = meeting.observing is choice
            runs += [Run(f"{said.SPACE}・{said.SPACE}")] if runs else []
            runs.append(Run("◎" * chosen + called(choice), bold=True if chosen else None))
        style = TextStyle("mincho", self._settings.cell.size, self._settings.cell.leading, align="center")
        count = "" if meeting.observers is None else f"{meeting.observers}人"
        self._put_label(0, 2, "傍聴の可否", _WIDE)
        self._put(2, 5, (Paragraph(tuple(runs), style),), "observing")
        self._put_label(5, 7, "傍聴者数", _WIDE)
        self._put(7, 8, (self._print.line(count, style),), "observers")
        self._row += 1
        reason = self._print.lines(meeting.observing_reason, self._style)
        self._put_label(0, 4, "傍聴不可・一部不可の場合の理由", 0.0)
        self._put(4, 8, reason or (Paragraph((Run(NONE),), style),), "observing_reason")
        self._row += 1

    def _agenda(self) -> None:
        centred = TextStyle("mincho", self._settings.cell.size, self._settings.cell.leading, align="center")
        title = Paragraph((Run("次第"),), centred, spread=4.0)
        lines = list(agenda_lines(self._meeting, self._words.agenda, self._print, self._settings.cell, 1.0))
        blocks = (title, *(replace(line, space_before=0.0 if at else LIST_GAP) for at, line in enumerate(lines)))
        self._put(0, 8, blocks, "agenda", top=True)
        self._row += 1


def agenda_lines(
    meeting: MeetingSnapshot, signs: Mapping[int, str], printer: MeetingPrinter, settings: TypeSettings, indent: float
) -> Iterator[Paragraph]:
    """The items of the 次第, a line each with its sign, `indent` 字 in."""
    style = TextStyle("mincho", settings.size, settings.leading)

    def below(parent_id: int | None, level: int) -> Iterator[Paragraph]:
        for item in meeting.agenda_below(parent_id):
            sign = printer.digit_words(signs.get(item.id, ""))
            start = indent + level if sign else indent + level + 1
            text = f"{sign}{said.SPACE}{item.title}" if sign else item.title
            yield printer.line(text, style, start, start + (sign_width(sign) + 1 if sign else 0))
            yield from printer.lines(item.note, style, start + 2)
            yield from below(item.id, level + 1)

    return below(None, 0)
