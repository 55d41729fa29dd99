"""A meeting → its 次第 (LAYOUTS M1; measures: PAGES 3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from zaitaku_desktop.forms import meeting_words as said
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.layouts import TypeSettings
from zaitaku_desktop.forms.meeting_printer import MM, MeetingPrinter
from zaitaku_desktop.model.agenda import AgendaKind
from zaitaku_desktop.model.meeting_rows import AgendaItemRow, MeetingSnapshot
from zaitaku_desktop.model.reference_words import MeetingWords
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.model.tasks import Task
from zaitaku_desktop.typeset.blocks import (
    NATURAL,
    REST,
    Abreast,
    Block,
    Cell,
    CellBlock,
    Grid,
    Paragraph,
    PrintJob,
    Prose,
    ProseItem,
    Rules,
    TextStyle,
    Together,
)

PADDING = (3.0, 5.0)  # mm inside the box of 【配付資料】
LABELS = (("日時", "day"), ("場所", "place"))
_SERIAL = "({number})"


def agenda_job(form: Form, document: DocumentRow, meeting: MeetingSnapshot, tasks: Sequence[Task] = ()) -> PrintJob:
    """The 次第 of a meeting. `tasks` = the open 宿題 of earlier ones.

    Idents: ("meeting", column), ("agenda", id), ("task", id of the block), "handouts", "title", "number".
    """
    return _AgendaPrinter(form, document, meeting, tasks).job()


class _AgendaPrinter:
    def __init__(self, form: Form, document: DocumentRow, meeting: MeetingSnapshot, tasks: Sequence[Task]) -> None:
        self._settings = form.agenda
        self._meeting = meeting
        self._tasks = tasks
        self._words = MeetingWords(meeting)
        self._print = MeetingPrinter(form, document, meeting.municipality)

    def job(self) -> PrintJob:
        settings, printer = self._settings, self._print
        name = TextStyle("mincho", settings.name.size, settings.name.leading, align="center")
        sheet = replace(
            printer.sheet(),
            over=Paragraph(printer.runs(said.parted_name(self._meeting)), name),
            over_ident=("meeting", "name"),
            title=printer.heading(settings.title),
            title_spread=settings.title_spread,
        )
        plain = self._blocks(settings.item.leading, settings.list.before)
        closer = tuple(self._blocks(settings.closer, gap) for gap in (settings.list.before, 0.0))
        return replace(printer.job(sheet, *plain), closer=closer)

    def _blocks(self, leading: float, gap: float) -> tuple[Block, ...]:
        box = self._handouts()
        below = (Together((box,), gap),) if box is not None else ()
        return (self._when(), Prose(tuple(self._items(leading)), self._settings.after_when), *below)

    # ── 日時, 場所

    def _when(self) -> Prose:
        settings, printer = self._settings, self._print
        style = printer.style(settings.when, cell=False)
        meeting = self._meeting.meeting
        values = (said.when_words(meeting, prose=True), said.place_words(meeting, settings.online))
        items = []
        for (label, column), value in zip(LABELS, values, strict=True):
            texts = (printer.label(label, style, settings.when_spread), printer.line(value, style))
            widths = (settings.when_spread, REST)
            items.append(ProseItem(Abreast(texts, widths, 2.0, settings.when.indent), ("meeting", column)))
        return Prose(tuple(items), settings.when.before)

    # ── items

    def _items(self, leading: float) -> Iterator[ProseItem]:
        other = said.other_item(self._meeting)
        for at, item in enumerate(self._meeting.agenda_below()):
            yield from self._item(item, 0, leading, first=not at)
            if item is other and self._settings.next and not said.speaks_of_next(self._meeting):
                yield from self._next(leading)

    def _item(self, item: AgendaItemRow, level: int, leading: float, *, first: bool = False) -> Iterator[ProseItem]:
        settings = self._settings.sub if level else self._settings.item
        style = self._style(settings, leading)
        indent = settings.indent + max(level - 1, 0)
        sign = self._print.digit_words(self._words.agenda.get(item.id, ""))
        words = f"{sign}{said.SPACE}{self._title(item)}" if sign else self._title(item)
        start = indent if sign else indent + 1 + bool(level)
        hang = start + (sign_width(sign) + 1 if sign else 0)
        before = 0.0 if first else settings.before
        paragraph = self._print.line(words, style, start, hang)
        marks = self._marks(item, leading)
        text: Paragraph | Abreast = replace(paragraph, space_before=before)
        if marks is not None:
            text = Abreast((paragraph, marks), (REST, NATURAL), space_before=before)
        yield ProseItem(text, ("agenda", item.id))
        for line in self._print.lines(item.note, style, start + 2):
            yield ProseItem(line, ("agenda", item.id))
        if item.kind is AgendaKind.TASKS:
            yield from self._open_tasks(style, start + 2)
        for inner in self._meeting.agenda_below(item.id):
            yield from self._item(inner, level + 1, leading)

    def _style(self, settings: TypeSettings, leading: float) -> TextStyle:
        return self._print.style(replace(settings, leading=leading), cell=False)

    def _title(self, item: AgendaItemRow) -> str:
        settings = self._settings
        title = item.title
        if item.carried_from_id is not None:
            title += settings.carried
        if item.presenter and settings.presenter:
            title += settings.presenter.format(presenter=item.presenter)
        if item.minutes is not None and settings.minutes:
            title += settings.minutes.format(minutes=item.minutes)
        return title

    def _marks(self, item: AgendaItemRow, leading: float) -> Paragraph | None:
        """【資料１】 at the right of an item; several stand in one bracket."""
        marks = [handout.mark for handout in self._meeting.handouts_of(item.id) if handout.mark]
        if not marks:
            return None
        style = TextStyle("gothic", self._settings.mark_size, leading, align="right")
        return self._print.line(f"【{'、'.join(marks)}】", style, hang=0.0)

    def _open_tasks(self, style: TextStyle, indent: float) -> Iterator[ProseItem]:
        for task in self._tasks:
            text = self._words.block_text(task.block) + said.task_words(task.block, self._meeting)
            for at, line in enumerate(self._print.lines(f"・{text}", style, indent)):
                yield ProseItem(line if not at else replace(line, indent=indent + 1), ("task", task.block.id))

    def _next(self, leading: float) -> Iterator[ProseItem]:
        words = said.next_words(self._meeting.meeting)
        if words:
            style = self._style(self._settings.item, leading)
            line = self._print.line(f"{self._settings.next}{said.SPACE}{words}", style, 2.0, 2.0)
            yield ProseItem(line, ("meeting", "next_day"))

    # ── 【配付資料】

    def _handouts(self) -> Grid | None:
        settings, printer, meeting = self._settings, self._print, self._meeting
        listed = [row for row in meeting.handouts.values() if row.listed]
        if not listed:
            return None
        marks = TextStyle("gothic", settings.list.size, settings.list.leading)
        words = TextStyle("mincho", settings.list.size, settings.list.leading)
        measure = printer.form.paper.measure
        lines: list[CellBlock] = [printer.line(settings.list_title, marks, hang=0.0)]
        for row, handout in enumerate(sorted(listed, key=lambda one: (one.position, one.id)), 1):
            mark = _SERIAL.format(number=row) if settings.list_numbers == "serial" else handout.mark
            title = meeting.handout_title(handout) + (said.handed_words(handout) if settings.kinds else "")
            texts = (printer.line(mark, marks, hang=0.0), printer.line(title, words, hang=0.0))
            widest = measure - 2 * PADDING[1]
            width = min(settings.list_width, widest * MM / settings.list.size / 2)
            lines.append(Abreast(texts, (width, REST), 0.0))
        whole = Cell(0, 0, tuple(lines), ident="handouts")
        return Grid((measure,), (), 0, (whole,), 1, Rules(outer=settings.list_rule), *PADDING)


def sign_width(sign: str) -> float:
    """字 of a number: half-width signs take half."""
    return sum(0.5 if char.isascii() else 1.0 for char in sign)
