"""The cells of a plan's grid as blocks of type (measures: PAGES 2)."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.cells import CONTINUES_WORD, MARK, NONE_SIGN, TITLE, Column, FieldValue, show_state
from zaitaku_desktop.forms.definition import Continues
from zaitaku_desktop.forms.grid_view import GridCell, GridView, HeaderCell
from zaitaku_desktop.forms.last_printed import LastPrinted
from zaitaku_desktop.forms.paragraphs import hang_of, point_paragraphs, run_in, text_paragraphs, text_runs
from zaitaku_desktop.forms.spans import find_runs
from zaitaku_desktop.model import inline
from zaitaku_desktop.model.plan import EntryState, Mark
from zaitaku_desktop.model.snapshot import DocumentRow, PlanSnapshot
from zaitaku_desktop.typeset.blocks import Cell, CellBlock, Chip, Paragraph, Run, TextStyle
from zaitaku_desktop.typeset.digits import DigitStyle, set_digits, set_era_letters

LABEL_GAP = 1.0  # mm between 目的 and 概要, and between points of two fields
LEADER_GAP = 1.5  # mm between two leaders
FLAG_SIZE, FLAG_LEADING, FLAG_GAP = 8.5, 13.0, 1.5  # pt, pt, mm above the first (PAGES 2 P2)
MM = 72 / 25.4  # points in a millimetre
ARROW_SIGN = "→"
MARK_CHIPS = {Mark.NEW.value: ("新規", "filled"), Mark.EXISTING.value: ("既存", "outline")}
_DIGITS: dict[str, DigitStyle] = {"mixed": "mixed", "half": "half", "full": "full", "typed": "typed"}


class CellPrinter:
    """Turns the cells of one grid into blocks of type. `continues` = how 継続 is printed."""

    def __init__(
        self, view: GridView, document: DocumentRow, snapshot: PlanSnapshot, continues: Continues = "word"
    ) -> None:
        self.view = view
        self.snapshot = snapshot
        self.continues = continues
        own = document.digit_style or view.form.digit_style
        self.digits = _DIGITS.get(own or snapshot.municipality.digit_style, "mixed")
        text = view.form.text
        size = view.text_size
        self.style = text.prose(text.family, size, round(text.leading * size / text.size, 2))

    def _style(self, column: Column) -> TextStyle:
        """The type of a column: the form's, with what the column has of its own."""
        definition = column.definition
        align = self.style.align if definition.align in {"left", "short"} else definition.align
        return replace(
            self.style,
            family=definition.family or self.style.family,
            size=definition.size or self.style.size,
            align=align,  # type: ignore[arg-type]  # "short" is gone
            bold=definition.bold,
        )

    def words(self, text: str) -> str:
        """Stored text as it is set: only its digits change width."""
        return set_digits(text, self.digits)

    def heading(self, text: str) -> str:
        """A heading: digits, and the era letters of years (Ｒ６)."""
        return set_era_letters(self.words(text), self.digits)

    def header(self) -> tuple[Cell, ...]:
        """The heading cells, as the form says."""
        settings = self.view.form.header
        style = TextStyle(settings.family, settings.size, settings.leading, align="center")
        return tuple(
            Cell(
                cell.row,
                cell.col,
                (Paragraph((Run(self.heading(cell.text)),), style, spread=settings.spread), *self._header_note(cell)),
                cell.rowspan,
                cell.colspan,
                valign="middle",
                fill=True,
                ident=f"header:{self.view.columns[cell.col].key}",
                vertical=self._is_upright(cell),
                one_line=settings.one_line,
            )
            for cell in self.view.header
        )

    def _is_upright(self, cell: HeaderCell) -> bool:
        """Whether a heading runs from top to bottom: its column says so, or is too narrow for it."""
        if cell.colspan > 1 or cell.note:
            return False
        column, settings = self.view.columns[cell.col], self.view.form.header
        if column.definition.vertical in ("heading", "both"):
            return True
        room = (column.width - 2 * self.view.form.text.padding_horizontal) * MM / (settings.one_line or settings.size)
        longest = max(map(full_width, self.heading(cell.text).split("\n")))
        return column.width < settings.vertical_below and longest > room

    def _header_note(self, cell: HeaderCell) -> list[Paragraph]:
        """The note under a heading, a line each; one too long for two lines begins at the left."""
        settings, columns = self.view.form.header, self.view.columns[cell.col : cell.col + cell.colspan]
        style = TextStyle("mincho", settings.note_size, settings.note_leading)
        width = sum(column.width for column in columns) - 2 * self.view.form.text.padding_horizontal
        lines = cell.note.split("\n") if cell.note else []
        short = all(full_width(self.words(line)) * style.size <= 2 * width * MM for line in lines)
        style = replace(style, align="center" if short else "left")
        return [p for line in lines for p in text_paragraphs(line, style, self.words)]

    def body(self, last: LastPrinted | None = None) -> tuple[Cell, ...]:
        """The cells under the header; those that `last` knows are taken over."""
        if self.continues in ("arrow", "merge"):
            runs = list(find_runs(self.view))
            cells: Sequence[GridCell] = [run.cell for run in runs]
            columns = [run.columns for run in runs]
        else:
            cells, columns = self.view.cells, [1] * len(self.view.cells)
        return (last or LastPrinted()).printed(cells, columns, self._cell)

    def _cell(self, cell: GridCell, columns: int) -> Cell:
        arrow = self.continues == "arrow" and columns > 1
        closed = cell.closed and not cell.text
        return Cell(
            cell.row,
            cell.col,
            tuple(self.blocks(cell)),
            rowspan=cell.rowspan,
            colspan=columns,
            text_columns=1 if arrow else 0,
            arrow=arrow,
            label=self.view.columns[cell.col].definition.label,
            continued_after=cell.text.count("\n") + 1 if cell.flags else 0,
            slashed=closed and self.view.form.closed == "slash",
            ident=cell.address,
            vertical=self.view.columns[cell.col].definition.vertical in ("text", "both"),
            one_line=self.view.columns[cell.col].definition.one_line,
        )

    def blocks(self, cell: GridCell) -> list[CellBlock]:
        """What stands in one cell."""
        column = self.view.columns[cell.col]
        role = column.definition.role
        if role == "group":
            name = self._plain(column, FieldValue(TITLE, None, EntryState.TEXT, cell.text))
            return [*name, *self._flags(cell)]
        if cell.address is None:
            return []
        if role == "title":
            return self._title(cell, column)
        blocks: list[Paragraph] = self._caption(cell)
        if column.definition.years == "collapsed":
            blocks += self._leaders(cell.values)
        elif column.definition.labelled:
            blocks += self._labelled(column, cell.values)
        else:
            for value in self._shown(cell):
                blocks += self._plain(column, value, begun=bool(blocks))
        return list(blocks)

    def _flags(self, cell: GridCell) -> list[Paragraph]:
        """Every value of the axis on a line, those that the row has in bold after ■."""
        size = self.view.text_size / self.view.form.text.size
        style = TextStyle("gothic", FLAG_SIZE * size, FLAG_LEADING * size)
        found: list[Paragraph] = []
        for heading, active in cell.flags:
            run = Run(f"{'■' if active else '□'} {self.words(heading)}")
            gap = 0.0 if found else FLAG_GAP
            found.append(Paragraph((run,), replace(style, bold=active), 1.0, 2.5, space_before=gap))
        return found

    def _shown(self, cell: GridCell) -> tuple[FieldValue, ...]:
        """The values, a ― for a blank after the end where the form says so."""
        if cell.closed and not cell.text and self.view.form.closed == "none":
            return (FieldValue(cell.values[0].field, cell.values[0].year, EntryState.NONE),)
        return cell.values

    def _caption(self, cell: GridCell) -> list[Paragraph]:
        lines = cell.caption.split("\n") if cell.caption else []
        bold = replace(self.style, family="gothic", bold=True)
        return [Paragraph((Run(self.words(line)),), bold, phrases=True) for line in lines]

    def _plain(self, column: Column, value: FieldValue, *, begun: bool = False) -> list[Paragraph]:
        if value.state is None or (value.state is EntryState.TEXT and not value.text):
            return []
        style = self._style(column)
        alone = value.state is EntryState.NONE or (value.state is EntryState.CONTINUES and not value.text)
        if alone:
            word = NONE_SIGN if value.state is EntryState.NONE else self._continues_word()
            return [Paragraph((Run(word),), replace(style, align="center"))]
        definition = column.definition
        text = show_state(value.state, value.text)
        if definition.role == "number":
            text = text.replace("-", "－")  # ①－１: as wide as the signs beside it
        if definition.wide:
            return [Paragraph((Run(wide(inline.plain(line))),), style) for line in text.split("\n")]
        if definition.align == "short" and self._is_short(column, inline.plain(text)):
            style = replace(style, align="center")
        settings = self.view.form.text
        if settings.sub_size and definition.role == "fields":
            ratio = style.size / settings.size
            sub = replace(style, size=settings.sub_size * ratio, leading=settings.sub_leading * ratio)
            return point_paragraphs(text, style, self.words, sub=sub, gap=settings.point_gap, begun=begun)
        paragraphs = text_paragraphs(text, style, self.words)
        return [replace(p, phrases=definition.phrases or definition.label) for p in paragraphs]

    def _is_short(self, column: Column, text: str) -> bool:
        room = (column.width - 2 * self.view.form.text.padding_horizontal) * MM / self.style.size
        return all(full_width(self.words(line)) <= room and not hang_of(line) for line in text.split("\n"))

    def _continues_word(self) -> str:
        return ARROW_SIGN if self.continues == "sign" else CONTINUES_WORD

    def _title(self, cell: GridCell, column: Column) -> list[CellBlock]:
        by_field = {value.field: value.text for value in cell.values}
        item = self.snapshot.items[cell.address.item_id] if cell.address else None
        blocks: list[CellBlock] = []
        marked = column.definition.marks
        if marked and (chip := MARK_CHIPS.get(by_field.get(MARK, ""))):
            blocks.append(Chip(chip[0], "filled" if chip[1] == "filled" else "outline"))
        if marked and item and item.ended_year is not None:
            blocks.append(Chip("廃止", "dashed"))
        style = self._style(column)
        for line in by_field.get(TITLE, "").split("\n"):
            blocks.append(Paragraph((Run(self.words(line)),), style, phrases=True))
        for note in (item.end_note, item.below_note) if item and marked else ():
            if note:
                blocks += [replace(p, phrases=True) for p in text_paragraphs(note, self.style, self.words)]
        return blocks

    def _labelled(self, column: Column, values: tuple[FieldValue, ...]) -> list[Paragraph]:
        blocks: list[Paragraph] = []
        for value in values:
            if value.state is None:
                continue
            gap = LABEL_GAP if blocks else 0.0
            text = show_state(value.state, value.text)
            label = f"{column.definition.field_name(value.field)}："
            blocks += run_in(label, text, self.style, self.words, space_before=gap)
        return blocks

    def _leaders(self, values: tuple[FieldValue, ...]) -> list[Paragraph]:
        """Year line(s), then the name; equal consecutive years collapse (LAYOUTS P1)."""
        blocks: list[Paragraph] = []
        for years, name in _leader_runs(values):
            gap = LEADER_GAP if blocks else 0.0
            lines = [*(FiscalYear(year).long for year in years), *name.split("\n")]
            for line in lines:
                blocks.append(Paragraph(text_runs(line, self.words), self.style, space_before=gap, phrases=True))
                gap = 0.0
        return blocks


def _leader_runs(values: tuple[FieldValue, ...]) -> list[tuple[list[int], str]]:
    runs: list[tuple[list[int], str]] = []
    present = [value for value in values if value.state is not None]
    for value in sorted(present, key=lambda v: (v.year is not None, v.year or 0)):
        name = show_state(value.state, value.text)
        if value.year is None:
            runs.append(([], name))
        elif runs and runs[-1][1] == name and runs[-1][0] and runs[-1][0][-1] + 1 == value.year:
            runs[-1][0].append(value.year)
        else:
            runs.append(([value.year], name))
    return runs


def wide(text: str) -> str:
    """ASCII letters, digits and signs in full width (A → Ａ)."""
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


def full_width(line: str) -> float:
    """字 that a line takes, about: half-width characters count half."""
    return sum(0.5 if unicodedata.east_asian_width(char) in ("Na", "H", "N") else 1.0 for char in line)
