"""What is drawn in a cell of the sheet, as plain values (LOOK 2): chips, paragraphs, marks. No Qt here."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace
from typing import Literal

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.cells import (
    CONTINUES_WORD,
    GRADES,
    MARK,
    NONE_SIGN,
    NOTES,
    POINT_MARKS,
    TITLE,
    Column,
    show_state,
)
from zaitaku_desktop.forms.grid import GridCell, GridView
from zaitaku_desktop.model.inline import pieces, plain
from zaitaku_desktop.model.plan import EntryState, Mark
from zaitaku_desktop.model.snapshot import PlanSnapshot
from zaitaku_ui.tables.columns import runs_down
from zaitaku_ui.tables.marks import CellMark, Picture

Tone = Literal["plain", "bold", "quiet", "label", "warn", "err", "accent"]
ChipKind = Literal["filled", "outline", "dashed", "axis"]
Run = Literal["", "through", "end"]

MARK_CHIPS: dict[str, tuple[str, ChipKind]] = {
    Mark.NEW.value: ("新規", "filled"),
    Mark.EXISTING.value: ("既存", "outline"),
    Mark.BOLD.value: ("太字", "outline"),
}
ENDED = ("廃止", "dashed")
_CIRCLED = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in one tone: plain, bold (取組名), quiet (継続, ―), label (目的, 概要), or in a colour of their own."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words up to a line end. `hang` = characters at its start under which the next lines do not go.

    `chip` = the sign of an axis value before them, under which the next lines do not go either.
    """

    pieces: tuple[Piece, ...]
    hang: int = 0
    centred: bool = False
    arrow: bool = False
    chip: str = ""

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class CellText:
    """Everything drawn in a cell. `vertical` = 項目, written from top to bottom. `link` = the shared mark.

    `heading` = its words stay in the part of the cell that is seen. `grade` = a 評価 in its box. `run` = a text of
    a 年度 before goes on through this cell, or ends in it, with an arrow. `mark` = a picture in the corner.
    `fill` = the token of the colour behind the words, "" = that of the sheet. `boxed` = words in a box in the middle.
    """

    paragraphs: tuple[Paragraph, ...] = ()
    chips: tuple[tuple[str, ChipKind], ...] = ()
    vertical: str = ""
    hatched: bool = False
    middle_chip: str = ""
    link: bool = False
    heading: bool = False
    grade: str = ""
    run: Run = ""
    mark: Picture | None = None
    fill: str = ""
    boxed: str = ""

    @property
    def corner(self) -> int:
        """How many small pictures stand in the upper right corner."""
        return int(self.link) + int(self.mark is not None)


def number_look(text: str, tone: Tone = "plain", fill: str = "") -> CellText:
    """A count in the middle of its cell."""
    words = (Paragraph((Piece(text, tone),), centred=True),) if text else ()
    return CellText(words, fill=fill)


def hang_of(line: str) -> int:
    """How many characters stand out of the paragraph: `・`, `○`, `①` and spaces before them."""
    bare = line.lstrip(" \u3000")
    if bare[:1] and (bare[0] in POINT_MARKS or bare[0] in _CIRCLED):
        return len(line) - len(bare) + 1
    return 0


def _lines(text: str, tone: Tone = "plain") -> list[Paragraph]:
    return [Paragraph(_pieces(line, tone), hang_of(plain(line))) for line in text.split("\n")] if text else []


def _pieces(line: str, tone: Tone = "plain") -> tuple[Piece, ...]:
    """A line of a stored text, what is bold in bold."""
    found = tuple(Piece(words, "bold" if bold else tone) for words, bold in pieces(line))
    return found or (Piece("", tone),)


def plain_text(text: str) -> CellText:
    """Words that are nothing but words."""
    return CellText(tuple(_lines(text)))


def marked(content: CellText, mark: CellMark) -> CellText:
    """The same with a mark; a blank cell says what is lacking."""
    blank = mark.blank and content == CellText(hatched=content.hatched)
    paragraphs = (Paragraph((Piece(mark.blank, "quiet"),)),) if blank else content.paragraphs
    return replace(content, paragraphs=paragraphs, mark=mark.picture)


def _state(state: EntryState | None, text: str) -> list[Paragraph]:
    if state is None:
        return []
    if state is EntryState.NONE:
        return [Paragraph((Piece("—", "quiet"),), centred=True)]
    if state is EntryState.CONTINUES:
        return [Paragraph((Piece(CONTINUES_WORD, "quiet"),), arrow=True), *_lines(text)]
    return _lines(text)


def _labelled(column: Column, cell: GridCell) -> list[Paragraph]:
    found: list[Paragraph] = []
    for value in cell.values:
        if value.state is None:
            continue
        first, *rest = _lines(show_state(value.state, value.text)) or [Paragraph((Piece(NONE_SIGN),))]
        found += [Paragraph((Piece(f"{column.definition.field_name(value.field)} ", "label"), *first.pieces)), *rest]
    return found


def _leaders(cell: GridCell) -> list[Paragraph]:
    years = {FiscalYear(value.year).long for value in cell.values if value.year is not None}
    lines = (line for line in cell.marked.split("\n") if line)
    return [Paragraph(_pieces(line, "label" if line in years else "plain")) for line in lines]


def _title(cell: GridCell, snapshot: PlanSnapshot, roles: Set[str]) -> CellText:
    """Chips, name and notes; a note that has a column of its own (among `roles`) is not said twice."""
    assert cell.address is not None
    item = snapshot.items[cell.address.item_id]
    by_field = {value.field: value.text for value in cell.values}
    chips: list[tuple[str, ChipKind]] = []
    if chip := MARK_CHIPS.get(by_field.get(MARK, "")):
        chips.append(chip)
    if item.ended_year is not None:
        chips.append((ENDED[0], "dashed"))
    for tag in item.tags:
        value = snapshot.axis_values.get(tag)
        if value is not None:
            chips.append((value.number or value.heading[:1], "axis"))
    paragraphs = _lines(by_field.get(TITLE, ""), "bold")
    for role, note in (("end_note", item.end_note), ("below_note", item.below_note)):
        paragraphs += _lines(note) if role not in roles else []
    return CellText(tuple(paragraphs), tuple(chips))


def _tags(cell: GridCell, snapshot: PlanSnapshot, axis: str) -> CellText:
    """For each value the chip of its sign, if it has one, and its name."""
    assert cell.address is not None
    values = snapshot.tagged(snapshot.items[cell.address.item_id], axis)
    return CellText(tuple(Paragraph((Piece(value.heading),), chip=value.number) for value in values))


def _first_closed(view: GridView, cell: GridCell) -> bool:
    """Whether the year before this column was still open: there the chip 廃止 stands."""
    year = view.columns[cell.col].year
    before = view.columns[cell.col - 1].year if cell.col else None
    if year is None or before == year:
        return False
    return before is None or not view.cell_at(cell.row, cell.col - 1).closed


def _goes_on(cell: GridCell) -> bool:
    """Whether it says 継続 and nothing else."""
    return bool(cell.values) and all(v.state is EntryState.CONTINUES and not v.text for v in cell.values)


def _run(view: GridView, cell: GridCell) -> Run:
    """Whether the cell only goes on with the 年度 before, in a form that shows this by an arrow and not in words."""
    if view.form.continues not in ("arrow", "merge", "sign") or not _goes_on(cell):
        return ""
    if view.form.continues == "sign" or cell.col + 1 == len(view.columns):
        return "end"
    same = view.columns[cell.col + 1].definition is view.columns[cell.col].definition
    return "through" if same and _goes_on(view.cell_at(cell.row, cell.col + 1)) else "end"


def cell_text(view: GridView, snapshot: PlanSnapshot, cell: GridCell) -> CellText:
    """What to draw for a cell of the grid."""
    column: Column = view.columns[cell.col]
    role = column.definition.role
    if role == "group":
        if runs_down(view, column):
            return CellText(vertical=cell.text.replace("\n", ""))
        return CellText(tuple(_lines(cell.text, "bold")), heading=True)
    if cell.address is None:
        return CellText()
    if role == "title":
        return _title(cell, snapshot, {known.definition.role for known in view.columns})
    if role == "tags":
        return _tags(cell, snapshot, column.definition.axis)
    if role in ("number", *NOTES):
        return CellText(tuple(_lines(cell.text)))
    if column.fields == ("grade",) and cell.text in GRADES:
        return CellText(hatched=cell.closed, grade=cell.text)
    if run := _run(view, cell):
        return CellText(hatched=cell.closed, run=run)
    if column.definition.years == "collapsed":
        paragraphs = _leaders(cell)
    elif column.definition.labelled and len(cell.values) > 1:
        paragraphs = _labelled(column, cell)
    else:
        paragraphs = [p for value in cell.values for p in _state(value.state, value.text)]
    if cell.caption:
        paragraphs = [*_lines(cell.caption, "bold"), *paragraphs]
    chip = ENDED[0] if cell.closed and not paragraphs and _first_closed(view, cell) else ""
    return CellText(tuple(paragraphs), hatched=cell.closed, middle_chip=chip, link=cell.linked)
