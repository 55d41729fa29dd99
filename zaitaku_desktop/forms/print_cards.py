"""A plan as cards, one for each 取組, under headings (LAYOUTS P5; measures: PAGES 2)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from zaitaku_desktop.forms.cells import TITLE, Column
from zaitaku_desktop.forms.grid_rows import item_title
from zaitaku_desktop.forms.grid_view import CellAddress, GridCell, GridRow, GridView, Heading
from zaitaku_desktop.forms.paragraphs import text_paragraphs
from zaitaku_desktop.forms.print_cells import CellPrinter, full_width
from zaitaku_desktop.model.snapshot import PlanSnapshot
from zaitaku_desktop.typeset.blocks import (
    Block,
    Cell,
    CellBlock,
    Grid,
    Paragraph,
    Run,
    Section,
    TextBlock,
    TextStyle,
    Together,
)

POINTS = 72 / 25.4
"""Points in a millimetre."""
AFTER_NAME = " "
"""Between the name and the note after it: half a 字."""


class CardPrinter:
    """Makes the blocks of a plan's cards. `printer` sets the words of a single cell."""

    def __init__(self, printer: CellPrinter) -> None:
        self._cells = printer
        self._view = printer.view
        self._form = printer.view.form
        self._snapshot: PlanSnapshot = printer.snapshot
        text = self._form.text
        self._label_style = TextStyle("gothic", text.size, text.leading, align="center")
        self._columns = {column.definition.role: column for column in self._view.columns}
        self._labels = [self._label_of(column) for column in self._view.columns if self._has_label(column)]

    def blocks(self) -> list[Block]:
        """Every card, those under one heading as one section."""
        found: list[Block] = []
        rows = [(place, row) for place, row in enumerate(self._view.rows) if row.initiative_id is not None]
        for _, under in groupby(rows, key=_heading):
            members = list(under)
            cards = [self._card(place, row, first=place == members[0][0]) for place, row in members]
            head = self._heading(members[0][1])
            found += cards if head is None else [Section(head, tuple(cards), self._form.continued)]
        return found

    # ── headings

    def _heading(self, row: GridRow) -> TextBlock | None:
        """None for cards under no heading."""
        settings = self._form.heading
        ident: object | None
        value_id = _value_of(self._view, self._snapshot, row)
        if value_id is not None:
            value = self._snapshot.axis_values[value_id]
            words = settings.words.format(number=value.number, text=value.sentence or value.heading)
            ident = _heading_address(self._view, row)
        elif row.group_id is not None:
            item = self._snapshot.items[row.group_id]
            words = settings.own_words.format(text=item_title(self._snapshot, item).replace("\n", ""))
            ident = f"group:{row.group_id}"
        else:
            return None
        style = TextStyle("gothic", settings.size, settings.leading, bold=True)
        hang = float(words.find("】") + 1)
        hang = hang if hang + 1 < len(words) else 0.0
        paragraph = Paragraph((Run(self._cells.words(words)),), style, 0.0, hang)
        return TextBlock((paragraph,), settings.space_before, ident=ident, space_after=settings.space_after, heading=2)

    # ── cards

    def _card(self, place: int, row: GridRow, *, first: bool) -> Together:
        notes = self._below(place)
        return Together((self._grid(place), *notes), 0.0 if first else self._form.card.between)

    def _below(self, place: int) -> Iterator[TextBlock]:
        """The note under the card."""
        settings = self._form.card
        column = self._columns.get("below_note")
        if column is None or not (cell := self._at(place, column)).text:
            return
        style = TextStyle("mincho", settings.note_size, settings.note_leading)
        paragraphs = text_paragraphs(cell.text, style, self._cells.words)
        yield TextBlock(tuple(paragraphs), settings.note_space, ident=cell.address)

    def _grid(self, place: int) -> Grid:
        form, settings = self._form, self._form.card
        cells: list[Cell] = []
        yearly = [column for column in self._view.columns if column.year is not None]
        strips = [list(found) for _, found in groupby(yearly, key=_definition_key)]
        count = max(map(len, strips), default=1)
        row = 0
        for column in self._view.columns:
            if column.year is None and self._has_label(column):
                cells += self._line(place, row, column, count)
                row += 1
        for strip in strips:
            cells += self._strip(place, row, strip, count)
            row += 2
        measure = form.paper.measure - settings.label_width
        pad = form.text.padding_vertical
        return Grid(
            (settings.label_width, *([measure / count] * count)),
            (),
            0,
            tuple(cells),
            row,
            padding_v=pad,
            padding_h=form.text.padding_horizontal,
            min_row=settings.year_height,
            continued=form.continued,
        )

    def _at(self, place: int, column: Column) -> GridCell:
        return self._view.cell_at(place, self._view.columns.index(column))

    def _has_label(self, column: Column) -> bool:
        """Whether a column has a row of its own in a card, not only a part in that of the name or the heading."""
        if _says_heading(self._view, column):
            return False
        return column.definition.role in ("title", "tags", "fields")

    @staticmethod
    def _label_of(column: Column) -> str:
        return column.heading[0].replace("\n", "")

    def _label(self, row: int, column: Column, rows: int = 1) -> Cell:
        words = self._label_of(column)
        longest = max(map(len, self._labels))
        spread = float(longest) if 1 < len(words) < longest else 0.0
        paragraph = Paragraph((Run(self._cells.heading(words)),), self._label_style, spread=spread)
        ident = f"header:{column.definition.key}"
        return Cell(row, 0, (paragraph,), rows, valign="middle", label=True, fill=True, ident=ident)

    def _line(self, place: int, row: int, column: Column, count: int) -> Iterator[Cell]:
        """A label and its text over the whole width."""
        cell = self._at(place, column)
        is_name = column.definition.role == "title"
        blocks = self._name(place, cell) if is_name else self._cells.blocks(cell)
        yield self._label(row, column)
        yield Cell(row, 1, self._high(blocks), colspan=count, valign="middle", ident=cell.address)

    def _high(self, blocks: list[CellBlock]) -> tuple[CellBlock, ...]:
        """At least as high as a row: a blank cell too."""
        text = self._form.text
        return tuple(blocks) or (Paragraph((Run(""),), TextStyle(text.family, text.size, text.leading)),)

    def _name(self, place: int, cell: GridCell) -> list[CellBlock]:
        """No. and name in bold, and what is printed after the name of one that ended."""
        settings = self._form.card
        parts = [self._number(place), next((v.text for v in cell.values if v.field == TITLE), "")]
        words = self._cells.words("\u3000".join(part for part in parts if part))
        runs = [Run(words, bold=True, size=settings.name_size)]
        column = self._columns.get("end_note")
        if column is not None and (note := self._at(place, column).text):
            runs.append(Run(AFTER_NAME + self._cells.words(note), size=settings.note_size))
        style = TextStyle("gothic", settings.name_size, self._form.text.leading)
        hang = full_width(parts[0]) + 1.0 if parts[0] else 0.0
        return [Paragraph(tuple(runs), style, 0.0, hang, phrases=True)]

    def _number(self, place: int) -> str:
        column = self._columns.get("number")
        return "" if column is None else self._at(place, column).text.replace("-", "－")

    def _strip(self, place: int, row: int, strip: list[Column], count: int) -> Iterator[Cell]:
        """The 年度 side by side, what is said for each below it; the label over both rows."""
        settings, text = self._form.card, self._form.text
        leading = max(settings.year_height * POINTS - 2 * text.padding_vertical * POINTS, settings.year_size)
        style = TextStyle("mincho", settings.year_size, leading, align="center")
        yield self._label(row, strip[0], 2)
        for at, column in enumerate(strip, 1):
            wide = count - len(strip) + 1 if at == len(strip) else 1
            words = column.year.long if column.year else ""
            heading = Paragraph((Run(self._cells.words(words)),), style)
            ident = f"header:{column.key}"
            yield Cell(row, at, (heading,), colspan=wide, valign="middle", ident=ident, heads_column=True)
            cell = self._at(place, column)
            blocks = self._high(self._cells.blocks(cell))
            slashed = cell.closed and not cell.text and self._form.closed == "slash"
            yield Cell(row + 1, at, blocks, colspan=wide, valign="middle", slashed=slashed, ident=cell.address)


def _value_of(view: GridView, snapshot: PlanSnapshot, row: GridRow) -> int | None:
    """The value of the form's axis that a row stands under: as its tag, or as the 項目 it is in."""
    if row.heading_id is not None or row.group_id is None:
        return row.heading_id
    value_id = snapshot.items[row.group_id].axis_value_id
    value = None if value_id is None else snapshot.axis_values.get(value_id)
    return value_id if value is not None and value.axis == view.form.group_axis else None


def place_on_card(view: GridView, snapshot: PlanSnapshot, cell: GridCell) -> CellAddress | None:
    """Under which address the words of a cell stand on paper: No. and the note after the name are part of the name,
    what a card is grouped by stands in the heading."""
    column = view.columns[cell.col]
    if cell.address is not None and column.definition.role in ("number", "end_note"):
        name = next((one.key for one in view.columns if one.definition.role == "title"), column.key)
        return CellAddress(cell.address.item_id, name)
    row = view.rows[cell.row]
    if _says_heading(view, column) and _value_of(view, snapshot, row) is not None:
        first = next(one for one in view.rows if one.heading == row.heading)
        return _heading_address(view, first)
    return cell.address


def _says_heading(view: GridView, column: Column) -> bool:
    """Whether a column says under which heading the card stands."""
    return column.definition.role == "tags" and column.definition.axis == view.form.group_axis


def _heading_address(view: GridView, first: GridRow) -> CellAddress | None:
    """The cell that stands for a heading: that of the first card under it."""
    key = next((column.key for column in view.columns if _says_heading(view, column)), None)
    return None if key is None or first.initiative_id is None else CellAddress(first.initiative_id, key)


def _heading(numbered: tuple[int, GridRow]) -> Heading:
    return numbered[1].heading


def _definition_key(column: Column) -> str:
    return column.definition.key
