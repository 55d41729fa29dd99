"""The account of a reading: every non-empty cell has one fate, and what is not taken has a reason."""

from __future__ import annotations

from collections.abc import Iterable

from zaitaku_desktop.exchange.proposal import CellPlace, Fate, Listed, cell_name
from zaitaku_desktop.exchange.sheet import SheetTable, Slot

UNREAD = "読み方が分からなかったため、取り込みません。"
FORMULA = "式の結果を、文字として取り込みます。"
HIDDEN_ROW = "隠れた行ですが、取り込みます。"
HIDDEN_COLUMN = "隠れた列ですが、取り込みます。"
WHOLE_BOOK = "ブック全体"
_NOTHING_NEW = frozenset({Fate.NOT_TAKEN, Fate.REPEAT})


class Account:
    """Fates, reasons and remarks of all sheets of a workbook."""

    def __init__(self) -> None:
        self.fates: dict[CellPlace, Fate] = {}
        self._reasons: dict[CellPlace, list[Listed]] = {}
        self.loose: list[Listed] = []
        self.remarks: list[Listed] = []

    def take(self, place: CellPlace, fate: Fate) -> None:
        """The cell is used for this. A cell once refused stays refused."""
        self.fates.setdefault(place, fate)

    def refuse(self, place: CellPlace, text: str, why: str) -> None:
        """The cell, or the part `text` of it, is not taken."""
        self.fates[place] = Fate.NOT_TAKEN
        listed = Listed(cell_name(place), text, why)
        if listed not in self._reasons.setdefault(place, []):
            self._reasons[place].append(listed)

    def leave_out(self, place: CellPlace, text: str, why: str) -> None:
        """Part of a cell is not taken, the rest is."""
        listed = Listed(cell_name(place), text, why)
        if listed not in self._reasons.setdefault(place, []):
            self._reasons[place].append(listed)

    def remark(self, place: CellPlace, text: str, why: str) -> None:
        """Something to know of a cell that is taken."""
        listed = Listed(cell_name(place), text, why)
        if listed not in self.remarks:
            self.remarks.append(listed)

    def refuse_all(self, table: SheetTable, why: str) -> None:
        """A whole sheet is not read."""
        for slot, cell in sorted(table.cells.items()):
            self.refuse((table.name, *slot), cell.text, why)

    def close(self, tables: Iterable[SheetTable]) -> None:
        """List whatever has no fate yet: nothing may be lost without a word. Remark on what was not seen or typed."""
        for table in tables:
            self.remarks += [Listed(WHOLE_BOOK, one.text, one.why) for one in table.told]
            for slot, cell in sorted(table.cells.items()):
                if (table.name, *slot) not in self.fates:
                    self.refuse((table.name, *slot), cell.text, UNREAD)
            for loose in table.loose:
                where = f"{table.name}!{loose.place}" if loose.place else table.name
                self.loose.append(Listed(where, loose.text, f"{loose.kind}の中の文字は取り込みません。"))
            self._remark_unseen(table)

    def _remark_unseen(self, table: SheetTable) -> None:
        """Formulas each, hidden rows and columns once: with their first cell that is taken, wherever it stands."""
        groups: dict[tuple[str, int], list[Slot]] = {}
        for slot in sorted(table.cells):
            if self.fates[(table.name, *slot)] in _NOTHING_NEW:
                continue
            if table.cells[slot].formula:
                groups.setdefault((FORMULA, len(groups)), []).append(slot)
            if slot[0] in table.hidden_rows:
                groups.setdefault((HIDDEN_ROW, slot[0]), []).append(slot)
            if slot[1] in table.hidden_columns:
                groups.setdefault((HIDDEN_COLUMN, slot[1]), []).append(slot)
        for (why, _), slots in groups.items():
            self.remark((table.name, *slots[0]), table.cells[slots[0]].text, why)

    @property
    def not_taken(self) -> tuple[Listed, ...]:
        """In the order of sheets, rows and columns."""
        order = {sheet: index for index, sheet in enumerate(dict.fromkeys(place[0] for place in self.fates))}
        places = sorted(self._reasons, key=lambda place: (order.get(place[0], 0), *place[1:]))
        return (*(listed for place in places for listed in self._reasons[place]), *self.loose)
