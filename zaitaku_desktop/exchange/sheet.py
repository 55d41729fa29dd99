"""A sheet as plain text: what an import reads, whatever program wrote the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from zaitaku_desktop.model.inline import plain

Slot = tuple[int, int]
"""(row, column), both from 1."""


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A non-empty cell. `text` as shown in the sheet (line ends `\\n`), `formula` = a result, not typed.

    `problem` = why its contents cannot be used (an Excel error value, a formula without result), "" = fine. `rich` =
    the text with what is bold (`model.inline`) where some of it is, "" elsewhere.
    """

    text: str
    formula: bool = False
    problem: str = ""
    rich: str = ""


@dataclass(frozen=True, slots=True)
class Merge:
    """Merged cells, all sides included."""

    top: int
    left: int
    bottom: int
    right: int

    def slots(self) -> Iterable[Slot]:
        """Every slot it covers, row by row."""
        return ((row, col) for row in range(self.top, self.bottom + 1) for col in range(self.left, self.right + 1))


@dataclass(frozen=True, slots=True)
class Loose:
    """Words that stand in no cell: a text box, a comment. `place` = a cell name or "".

    `why` = what is said of them, "" = the usual words for what is not taken.
    """

    kind: str
    place: str
    text: str
    why: str = ""


@dataclass(frozen=True)
class SheetTable:
    """One sheet. `cells` holds every non-empty cell, also those hidden under a merge.

    `told` = what a clerk should know of the workbook as a whole (macros, links); in its first sheet only.
    """

    name: str
    cells: Mapping[Slot, SheetCell]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    loose: tuple[Loose, ...] = ()
    told: tuple[Loose, ...] = ()

    @cached_property
    def last_row(self) -> int:
        """The last row with a non-empty cell; 0 = an empty sheet."""
        return max((row for row, _ in self.cells), default=0)

    @cached_property
    def last_column(self) -> int:
        """The last column with a non-empty cell; 0 = an empty sheet."""
        return max((col for _, col in self.cells), default=0)

    @cached_property
    def _merged(self) -> dict[Slot, Merge]:
        found: dict[Slot, Merge] = {}
        for merge in self.merges:
            slots = list(merge.slots())
            if not any(slot in found for slot in slots):  # overlapping merges are a fault of the file: the first rules
                found.update(dict.fromkeys(slots, merge))
        return found

    @cached_property
    def _by_row(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for row, col in sorted(self.cells):
            found.setdefault(row, []).append(col)
        return found

    def merge_at(self, row: int, col: int) -> Merge | None:
        """The merge that covers the slot."""
        return self._merged.get((row, col))

    def owner(self, row: int, col: int) -> Slot:
        """The slot whose contents are seen there: the first of its merge, or itself."""
        merge = self._merged.get((row, col))
        return (row, col) if merge is None else (merge.top, merge.left)

    def text(self, row: int, col: int) -> str:
        """What is seen there; "" where blank or unusable."""
        cell = self.cells.get(self.owner(row, col))
        return "" if cell is None or cell.problem else cell.text

    def rich(self, row: int, col: int) -> str:
        """What is seen there with what is bold, "" where nothing is or only the words are left of it."""
        cell = self.cells.get(self.owner(row, col))
        return cell.rich if cell is not None and not cell.problem and plain(cell.rich) == cell.text else ""

    def columns_of(self, row: int) -> list[int]:
        """The columns with a cell of their own in the row (not hidden under a merge)."""
        return [col for col in self._by_row.get(row, ()) if self.owner(row, col) == (row, col)]

    def buried(self) -> list[Slot]:
        """Non-empty cells under a merge: nobody sees them in the sheet."""
        return [slot for slot in sorted(self.cells) if self.owner(*slot) != slot]
