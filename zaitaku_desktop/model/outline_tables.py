"""A table as the text of one block: a line a row, its cells parted by tabs; a line break within a cell is a vertical
tab, so that the text of every block is made of lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

CELL, BREAK = "\t", "\v"


def cells_of(text: str) -> list[list[str]]:
    """The cells, row by row, every row as long as the longest; [] for a blank text."""
    if not text:
        return []
    rows = [[cell.replace(BREAK, "\n") for cell in line.split(CELL)] for line in text.split("\n")]
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]


def table_text(rows: Iterable[Sequence[str]]) -> str:
    """The text of these cells."""
    return "\n".join(CELL.join(_cell(cell) for cell in row) for row in rows)


def _cell(words: str) -> str:
    return words.replace(CELL, " ").replace("\r\n", "\n").replace("\n", BREAK)
