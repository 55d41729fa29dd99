"""Made-up grids for tests: any merges, blank cells, labels, chips, cells taller than a page. Same seed, same grid."""

from __future__ import annotations

import random

from zaitaku_desktop.typeset.blocks import (
    Cell,
    CellBlock,
    Chip,
    ChipKind,
    Grid,
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


def _length(dice: random.Random, label: bool) -> int:
    if label:
        return dice.choice((2, 5, 12, 24))
    return dice.choice((3, 10, 30, 60, 120)) if dice.random() < 0.97 else dice.choice((900, 3000))


def _body(dice: random.Random, rows: int, columns: int, merges: float) -> tuple[Cell, ...]:
    taken = [[False] * columns for _ in range(rows)]
    cells: list[Cell] = []
    for row in range(rows):
        for column in range(columns):
            if taken[row][column]:
                continue
            label = column == 0 or (column == 1 and dice.random() < 0.7)
            rowspan = colspan = 1
            if dice.random() < (0.7 if label else merges):
                rowspan = min(dice.choice((2, 3, 5, 9)), rows - row)
            if not label and dice.random() < 0.1:
                colspan = 2
            while any(column + colspan > columns or any(taken[row][column : column + colspan]) for _ in "x"):
                colspan -= 1
            rowspan = next((n for n in range(1, rowspan) if any(taken[row + n][column : column + colspan])), rowspan)
            for r in range(row, row + rowspan):
                taken[r][column : column + colspan] = [True] * colspan
            blank = dice.random() < (0.05 if label else 0.15)
            blocks = () if blank else _blocks(dice, _length(dice, label), label)
            cells.append(
                Cell(
                    row,
                    column,
                    blocks,
                    rowspan,
                    colspan,
                    valign="middle" if dice.random() < 0.2 else "top",
                    label=label,
                    fill=label and dice.random() < 0.2,
                    slashed=blank and dice.random() < 0.3,
                    ident=("cell", row, column),
                )
            )
    dice.shuffle(cells)
    return tuple(cells)


def _header(dice: random.Random, columns: int) -> tuple[tuple[Cell, ...], int]:
    style = TextStyle(leading=12.0, align="center")

    def cell(row: int, col: int, rowspan: int, colspan: int) -> Cell:
        text = (Paragraph((Run(dice.choice(WORDS)),), style),)
        return Cell(row, col, text, rowspan, colspan, "middle", fill=True, ident=("head", row, col))

    if columns < 4 or dice.random() < 0.3:
        return tuple(cell(0, column, 1, 1) for column in range(columns)), 1
    merged = [cell(0, 0, 2, 1), cell(0, 1, 1, columns - 1)]
    return (*merged, *(cell(1, column, 1, 1) for column in range(1, columns))), 2


def random_job(seed: int, *, rows: int | None = None) -> PrintJob:
    """A 資料 with one grid."""
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
    columns = dice.randint(2, 13 if landscape else 6)
    rows = rows if rows is not None else dice.choice((1, 2, 6, 20, 45))
    width = sheet.width - sheet.left - sheet.right
    shares = [dice.uniform(0.6, 1.6) for _ in range(columns)]
    widths = tuple(width * share / sum(shares) for share in shares)
    header, header_rows = _header(dice, columns)
    grid = Grid(
        widths,
        header,
        header_rows,
        _body(dice, rows, columns, dice.choice((0.0, 0.1, 0.4))),
        rows,
        min_row=dice.choice((0.0, 7.5)),
        min_header_row=6.2,
        group_starts=frozenset(row for row in range(rows) if dice.random() < 0.2),
        continued=dice.choice(("（続き）", "")),
    )
    note = TextStyle("mincho", 9.5, 14.5)
    above = TextBlock((Paragraph((Run("凡例　■：該当"),), note),), 0.0, ident="legend")
    below = TextBlock(tuple(Paragraph((Run(random_text(dice, 40)),), note) for _ in range(3)), 4.0, ident="notes")
    return PrintJob(sheet, (above, grid, below), bookmark="資料１")
