"""研修実施状況 (LAYOUTS T1): a table of 研修 for each 事業."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zaitaku_desktop.forms.count_cells import MM, count_words
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.meeting_printer import MeetingPrinter
from zaitaku_desktop.forms.print_cells import full_width
from zaitaku_desktop.forms.training_layouts import TrainingColumn
from zaitaku_desktop.forms.training_words import PROGRAMMES, field_words
from zaitaku_desktop.model.snapshot import DocumentRow, MunicipalityRow
from zaitaku_desktop.model.training_rows import SessionRow, TrainingBook
from zaitaku_desktop.typeset.blocks import (
    Align,
    Block,
    Cell,
    CellBlock,
    Family,
    Grid,
    Paragraph,
    PrintJob,
    Run,
    Section,
    TextBlock,
    TextStyle,
)

PADDING = (1.2, 1.5)
HEAD_AFTER = 2.0  # mm between a heading and its table
COUNT_INSET = 1.0  # mm between the padding of a cell and a count


def shown_programmes(document: DocumentRow, book: TrainingBook) -> list[int] | None:
    """The 事業 that were chosen for a 資料, None = all."""
    chosen = {part.strip() for part in document.options.get(PROGRAMMES, "").split(",")}
    found = [programme for programme in book.programmes if str(programme) in chosen]
    return found or None


def sessions_of(document: DocumentRow, book: TrainingBook) -> list[SessionRow]:
    """The 研修 a 資料 shows: those of its 年度 and its 事業."""
    return book.of_year(document.fiscal_year, shown_programmes(document, book))


def training_job(form: Form, document: DocumentRow, municipality: MunicipalityRow, book: TrainingBook) -> PrintJob:
    """研修実施状況. Idents: ("session", id, column), ("programme", id), "title", "number"."""
    printer = _ListPrinter(form, document, municipality, book)
    return printer.print.job(printer.print.sheet(), *printer.blocks())


class _ListPrinter:
    def __init__(self, form: Form, document: DocumentRow, municipality: MunicipalityRow, book: TrainingBook) -> None:
        self._form = form
        self._settings = form.trainings
        self._document = document
        self._book = book
        self.print = MeetingPrinter(form, document, municipality)

    def blocks(self) -> Iterator[Block]:
        """A heading and a table for each 事業."""
        sessions = sessions_of(self._document, self._book)
        wanted = shown_programmes(self._document, self._book)
        number = 0
        for programme in [*(self._book.programmes if wanted is None else wanted), None]:
            rows = [row for row in sessions if row.programme_id == programme]
            if not rows and (programme is None or not self._settings.empty):
                continue
            number += 1
            head = self._heading(number, programme)
            yield Section(head, (self._grid(programme, rows),), self._form.continued)

    def _heading(self, number: int, programme: int | None) -> TextBlock:
        settings = self._settings
        name = settings.other if programme is None else self._book.programmes[programme].name
        words = self.print.heading(settings.heading.format(number=number, programme=name))
        style = TextStyle("gothic", settings.head.size, settings.head.leading, bold=True)
        before = settings.head.before if number > 1 else 0.0
        return TextBlock(
            (Paragraph((Run(words),), style),),
            before,
            ident=("programme", programme),
            space_after=HEAD_AFTER,
            heading=2,
        )

    def _grid(self, programme: int | None, rows: Sequence[SessionRow]) -> Grid:
        columns = self._settings.columns
        measure = self._form.paper.measure
        whole = sum(column.width for column in columns)
        body = [cell for at, row in enumerate(rows) for cell in self._row(at, row)]
        count = max(len(rows), 1)
        if not rows:
            style = self._style("mincho", "center")
            body = [Cell(0, 0, (self.print.line(self._settings.empty, style),), 1, len(columns), "middle")]
        elif self._settings.total:
            body += self._sum(len(rows), rows)
            count += 1
        return Grid(
            tuple(column.width * measure / whole for column in columns),
            tuple(self._header(programme)),
            1,
            tuple(body),
            count,
            padding_v=PADDING[0],
            padding_h=PADDING[1],
            min_row=self._settings.row,
            min_header_row=self._form.header.row_height,
            continued=self._form.continued,
        )

    def _style(self, family: Family, align: Align = "left") -> TextStyle:
        return self.print.style(self._settings.text, family, align)

    def _header(self, programme: int | None) -> Iterator[Cell]:
        header = self._form.header
        style = TextStyle(header.family, header.size, header.leading, align="center")
        small = TextStyle("mincho", header.note_size, header.note_leading, align="center")
        own = "" if programme is None else self._book.programmes[programme].lecturer_note
        for col, column in enumerate(self._settings.columns):
            note = own if own and column.key == "lecturer" else column.note
            words = [self.print.line(line, style, hang=0.0) for line in column.heading.split("\n")]
            words += [self.print.line(line, small, hang=0.0) for line in note.split("\n") if line]
            yield Cell(0, col, tuple(words), valign="middle", fill=True, ident=f"header:{column.key}")

    def _row(self, at: int, row: SessionRow) -> Iterator[Cell]:
        for col, column in enumerate(self._settings.columns):
            blocks = tuple(self._words(at, row, column))
            yield Cell(at, col, blocks, valign="middle", ident=("session", row.id, column.key))

    def _words(self, at: int, row: SessionRow, column: TrainingColumn) -> Iterator[CellBlock]:
        settings = self._settings
        if column.key == "number":
            words = str(at + 1 if row.number is None else row.number)
        else:
            shown = {"affiliation": settings.affiliation, "weekday": settings.weekday}
            words = field_words(self._book, row, column.key, **shown)
        if column.key in ("participants", "capacity"):
            if words:
                yield count_words(words + settings.unit, self._style("gothic", "right"), COUNT_INSET)
            return
        if column.key == "lecturer":
            words = "\n".join(self._parted(line) for line in words.split("\n"))
        family: Family = "gothic" if column.key in ("number", "cumulative") else "mincho"
        yield from self.print.lines(words, self._style(family, column.align))

    def _parted(self, line: str) -> str:
        """A 講師 on two lines, 所属 and name, where one would be broken somewhere."""
        column = next(one for one in self._settings.columns if one.key == "lecturer")
        whole = sum(one.width for one in self._settings.columns)
        room = column.width * self._form.paper.measure / whole - 2 * PADDING[1]
        fits = full_width(line) * self._settings.text.size / MM <= room
        return line if fits else line.replace("\u3000", "\n", 1)

    def _sum(self, at: int, rows: Sequence[SessionRow]) -> Iterator[Cell]:
        keys = [column.key for column in self._settings.columns]
        if "participants" not in keys:
            return
        place = keys.index("participants")
        total = sum(self._book.total(row) or 0 for row in rows)
        style = self._style("gothic", "right")
        if place:
            label = self._style("gothic", "center")
            yield Cell(at, 0, (self.print.line(self._settings.total, label),), 1, place, "middle", fill=True)
        yield Cell(at, place, (count_words(f"{total:,}{self._settings.unit}", style, COUNT_INSET),), valign="middle")
        if place + 1 < len(keys):
            yield Cell(at, place + 1, (), 1, len(keys) - place - 1)
