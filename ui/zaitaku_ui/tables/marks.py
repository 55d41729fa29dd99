"""Small pictures in the corners of cells: something is to be seen to there (LOOK 2). No Qt here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Picture = tuple[str, str]
"""An icon and the token of its colour."""


@dataclass(frozen=True, slots=True)
class CellMark:
    """`picture` in the upper right corner and under the number of the row; `words` = what it says when the mouse
    rests on it. `blank` = what stands in the cell instead of nothing. `weight` = of several in a row the heaviest is
    shown at its number."""

    picture: Picture
    words: str
    blank: str = ""
    weight: int = 0


Marks = Mapping[tuple[int, int], CellMark]
"""By the first row and the column of the cell."""


def pictures_of_rows(marks: Marks) -> dict[int, Picture]:
    """What stands under the number of each row."""
    heaviest: dict[int, CellMark] = {}
    for (row, _), mark in marks.items():
        if row not in heaviest or mark.weight > heaviest[row].weight:
            heaviest[row] = mark
    return {row: mark.picture for row, mark in heaviest.items()}
