"""Made-up grids for tests. Same seed, same grid.

Merges of any shape, within and across each other, blank and struck-out cells, labels, chips, arrows, legends, cells
and rows taller than a page.
"""

from __future__ import annotations

import random

from zaitaku_desktop.typeset.blocks import (
    Align,
    Block,
    Cell,
    CellBlock,
    Chip,
    ChipKind,
    Grid,
    Legend,
    Paragraph,
    PrintJob,
    Run,
    Sheet,
    TextBlock,
    TextStyle,
)

WORDS = (
    "在宅医療・介護連携",
    "（28か所）",
    "令和７年度",
    "「支援が前に進んだ」と答える。",
    "みなと野市",
    "延べ312人、",
    "21.4％",
    "ＡＣＰ",
    "LINE WORKS",
    "……",
    "𠮷田",
    "葛\U000e0100城",
    "髙﨑濵",
    "https://example.invalid/a/b",
    "か゚",
    "訪問看護、薬局及び居宅介護支援事業所に、",
    "※方法は要検討",
    "3,000部",
)
CHIPS: tuple[tuple[str, ChipKind], ...] = (("新規", "filled"), ("既存", "outline"), ("廃止", "dashed"))


def random_text(dice: random.Random, length: int) -> str:
    """Text of about `length` characters, with a typed line break now and then."""
    pieces: list[str] = []
    while sum(map(len, pieces)) < length:
        pieces.append(dice.choice(WORDS))
        if dice.random() < 0.04:
            pieces.append("\n")
    return "".join(pieces).strip("\n") or "市"


def _blocks(dice: random.Random, length: int, label: bool) -> tuple[CellBlock, ...]:
    style = TextStyle(
        dice.choice(("gothic", "mincho")),
        9.0,
        13.5,
        bold=label and dice.random() < 0.5,
        align=dice.choice(("left", "left", "center", "right", "justify")),
    )
    blocks: list[CellBlock] = []
    if label and dice.random() < 0.5:
        blocks += [Chip(*dice.choice(CHIPS)) for _ in range(dice.choice((1, 1, 2)))]
    for index in range(dice.choice((1, 1, 2, 4))):
        run = Run(random_text(dice, max(1, length // 2)))
        runs = (Run("目的：", bold=True), run) if dice.random() < 0.2 else (run,)
        hang = dice.choice((0.0, 1.0, 3.0))
        blocks.append(Paragraph(runs, style, 0.0, hang, space_before=1.0 if index else 0.0))
    return tuple(blocks)


def _length(dice: random.Random, label: bool, slots: int) -> int:
    if label:
        return dice.choice((2, 5, 12, 24))
    if slots > 6 and dice.random() < 0.1:
        return dice.choice((600, 4000))
    return dice.choice((3, 10, 30, 60, 120)) if dice.random() < 0.97 else dice.choice((900, 3000))


class _Body:
    """Fills the slots of a grid with cells, from the top row down and from the left."""

    def __init__(self, dice: random.Random, rows: int, columns: int, table: int) -> None:
        self.dice, self.rows, self.columns, self.table = dice, rows, columns, table
        self.merges = dice.choice((0.0, 0.1, 0.4))
        self.wide = dice.choice((0.05, 0.3))
        self.labels = dice.choice((1, 2, 2, 3))
        self.nested = dice.random() < 0.5
        """Labels of one column end where those of the column before end, or anywhere."""
        self.taken = [[False] * columns for _ in range(rows)]
        self.ends = [[row + 1] * columns for row in range(rows)]
        self.cells: list[Cell] = []

    def fill(self) -> tuple[Cell, ...]:
        for row in range(self.rows):
            for column in range(self.columns):
                if not self.taken[row][column]:
                    self._add(row, column)
        self.dice.shuffle(self.cells)
        return tuple(self.cells)

    def _span(self, row: int, column: int, label: bool) -> tuple[int, int]:
        dice, taken = self.dice, self.taken
        rowspan = colspan = 1
        if dice.random() < (0.7 if label else self.merges):
            rowspan = min(dice.choice((2, 3, 5, 9, 9, 60)), self.rows - row)
        if label and self.nested and column:
            rowspan = min(rowspan, self.ends[row][column - 1] - row)
        if not label and dice.random() < self.wide:
            colspan = min(dice.choice((2, 2, 3, 5)), self.columns - column)
        colspan = next((n for n in range(1, colspan) if taken[row][column + n]), colspan)
        rowspan = next((n for n in range(1, rowspan) if any(taken[row + n][column : column + colspan])), rowspan)
        return rowspan, colspan

    def _add(self, row: int, column: int) -> None:
        dice = self.dice
        label = column == 0 or (column < self.labels and dice.random() < 0.7)
        rowspan, colspan = self._span(row, column, label)
        for r in range(row, row + rowspan):
            self.taken[r][column : column + colspan] = [True] * colspan
            self.ends[r][column : column + colspan] = [row + rowspan] * colspan
        blank = dice.random() < (0.05 if label else 0.15)
        arrow = colspan > 1 and dice.random() < 0.6
        text_columns = dice.randint(1, colspan - 1) if arrow else dice.choice((0, 0, colspan))
        self.cells.append(
            Cell(
                row,
                column,
                () if blank else _blocks(dice, _length(dice, label, rowspan * colspan), label),
                rowspan,
                colspan,
                valign="middle" if dice.random() < 0.2 else "top",
                label=label,
                fill=label and dice.random() < 0.2,
                slashed=blank and dice.random() < 0.3,
                ident=("cell", self.table, row, column),
                text_columns=text_columns,
                arrow=arrow,
            )
        )


def _header(dice: random.Random, columns: int, table: int) -> tuple[tuple[Cell, ...], int]:
    style = TextStyle(leading=12.0, align="center")

    def cell(row: int, col: int, rowspan: int, colspan: int) -> Cell:
        text = (Paragraph((Run(dice.choice(WORDS)),), style),)
        return Cell(row, col, text, rowspan, colspan, "middle", fill=True, ident=("head", table, row, col))

    if columns < 4 or dice.random() < 0.3:
        return tuple(cell(0, column, 1, 1) for column in range(columns)), 1
    merged = [cell(0, 0, 2, 1), cell(0, 1, 1, columns - 1)]
    return (*merged, *(cell(1, column, 1, 1) for column in range(1, columns))), 2


def _grid(dice: random.Random, sheet: Sheet, rows: int, table: int) -> Grid:
    columns = dice.randint(2, 13 if sheet.width > sheet.height else 6)
    measure = sheet.width - sheet.left - sheet.right
    shares = [dice.uniform(0.6, 1.6) for _ in range(columns)]
    header, header_rows = _header(dice, columns, table)
    return Grid(
        tuple(measure * share / sum(shares) for share in shares),
        header,
        header_rows,
        _Body(dice, rows, columns, table).fill(),
        rows,
        min_row=dice.choice((0.0, 7.5)),
        min_header_row=6.2,
        group_starts=frozenset(row for row in range(rows) if dice.random() < 0.2),
        continued=dice.choice(("（続き）", "")),
    )


NOTE = TextStyle("mincho", 9.5, 14.5)


def _note(text: str, align: Align = "left") -> Paragraph:
    return Paragraph((Run(text),), TextStyle(NOTE.family, NOTE.size, NOTE.leading, align=align))


def _legend(dice: random.Random, table: int) -> Legend:
    rows = tuple(
        tuple(_note(random_text(dice, dice.choice((4, 12, 30)))) for _ in range(dice.choice((1, 2, 2, 3))))
        for _ in range(dice.choice((1, 2, 4)))
    )
    return Legend(dice.choice((None, _note("※　評価基準"))), rows, dice.choice((0.0, 5.0)), ident=("legend", table))


def _above(dice: random.Random, table: int) -> tuple[TextBlock | Legend, ...]:
    heading = TextBlock((_note("【基本理念】"),), 5.0, ident=("heading", table), space_after=2.5)
    unit = TextBlock((_note("凡例　■：該当", "right"),), 0.0, ident=("unit", table), space_after=1.5)
    choices = ((unit,), (heading,), (heading, unit), (_legend(dice, table),), (heading, _legend(dice, table)))
    return dice.choice(choices)


def random_job(seed: int, *, rows: int | None = None) -> PrintJob:
    """A 資料 with a grid, sometimes two; something above and notes below."""
    dice = random.Random(seed)
    landscape = dice.random() < 0.7
    sheet = Sheet(
        *((420.0, 297.0) if landscape else (210.0, 297.0)),
        top=20.0 if landscape else 25.0,
        tag_top=20.0 if landscape else 12.0,
        tag=dice.choice(("", "資料１", "資料１－２（参考）")),
        title=dice.choice(("", "取組進捗管理表（案）", "在宅医療・介護連携推進の取組進捗管理表" * 3)),
        title_ident="title",
        tag_ident="tag",
    )
    blocks: list[Block] = []
    for table in range(dice.choice((1, 1, 1, 2))):
        count = rows if rows is not None else dice.choice((1, 2, 6, 20, 45, 90))
        blocks += [*_above(dice, table), _grid(dice, sheet, count, table)]
    notes = tuple(_note(random_text(dice, 40)) for _ in range(3))
    return PrintJob(sheet, (*blocks, TextBlock(notes, 4.0, ident="notes")), bookmark="資料１")
