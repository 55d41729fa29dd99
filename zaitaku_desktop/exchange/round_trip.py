"""An exported workbook that comes back: which rows are which, which cells were edited, what is ours and no content.

Written by `stamp.py`. The stamp's own sheet and column, and words that print but are no field's (廃止, legends), are
taken out before anything else reads the sheets.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from zaitaku_desktop.exchange.labels import similarity
from zaitaku_desktop.exchange.proposal import CellPlace, cell_name
from zaitaku_desktop.exchange.sheet import SheetCell, SheetTable, Slot
from zaitaku_desktop.exchange.stamp import (
    CAPTION_COLUMN,
    HEADING,
    MAGIC,
    MARK_COLUMN,
    PREFIX,
    SHEET,
    VERSION,
    BaseKey,
    Kind,
    text_hash,
)
from zaitaku_desktop.forms.cells import MARK_WORDS, NOTES

_ABOUT = ("title", "number", "tags", *NOTES)
_COMMON = 30  # words that more rows than this were written with tell nothing about which one it is
_NEARLY = 0.5  # how alike an edited name is to what it was
_MARK = re.compile(rf"{PREFIX}(?:(\d*)/(\d*)/([\d+]*)|([a-z]+)\.\d+)")


@dataclass(frozen=True, slots=True)
class RowIds:
    """The records a row of the sheet was written from; None = it had none of that kind."""

    group: int | None
    initiative: int | None
    lines: tuple[int, ...] = ()


@dataclass
class Stamp:
    """What the export knew. `tables` = the sheets without what it added; places as `シート!A1`."""

    kind: Kind
    plan_id: int
    document_id: int
    origin: str
    tables: list[SheetTable] = field(default_factory=list)
    bases: dict[BaseKey, str] = field(default_factory=dict)
    rows: dict[tuple[str, int], RowIds] = field(default_factory=dict)
    emptied: list[CellPlace] = field(default_factory=list)
    """Cells that said something when written and are blank now."""
    captions: list[CellPlace] = field(default_factory=list)
    """Cells whose text has the 取組's name above it, and that name was edited."""
    _same: set[str] = field(default_factory=set)
    _edited: dict[str, RowIds | None] = field(default_factory=dict)
    _renamed: set[tuple[str, int]] = field(default_factory=set)
    _numbers: dict[tuple[str, int], str] = field(default_factory=dict)
    _furniture: dict[str, list[bool]] = field(default_factory=dict)
    gone: dict[str, list[RowIds]] = field(default_factory=dict)
    """Rows that were written and stand nowhere any more: "" = of the table, "notes" … = above and below it."""

    def row(self, sheet: str, row: int) -> RowIds | None:
        """The records of a row, None for a row that was not there when it was written."""
        return self.rows.get((sheet, row))

    def initiative_id(self, sheet: str, row: int) -> int | None:
        """The 取組 of a row."""
        ids = self.rows.get((sheet, row))
        return None if ids is None else ids.initiative

    def item_id(self, sheet: str, row: int) -> int | None:
        """The 実施行 (or the 取組 that carries its row itself, or the 項目 alone) of a row."""
        ids = self.rows.get((sheet, row))
        if ids is None:
            return None
        return ids.lines[0] if ids.lines else ids.initiative or ids.group

    def unchanged(self, where: str) -> bool:
        """Whether the cell still says what was written."""
        return where in self._same

    def renamed(self, sheet: str, row: int) -> bool:
        """Whether name, mark, No., tags or 項目 were edited in a row."""
        return (sheet, row) in self._renamed

    def number_cell(self, sheet: str, row: int) -> str:
        """The No. of that row, if it was edited."""
        return self._numbers.get((sheet, row), "")

    def theirs_alone(self, where: str, key: BaseKey, mine: str, *, part: bool = False) -> bool:
        """Whether a cell was edited and the present value `mine` is still the one it was written from.

        Never for a cell in which several 実施行 stood together: its text belongs to no one record, unless it is
        known which `part` of it does.
        """
        if where not in self._edited or self.bases.get(key) != text_hash(mine):
            return False
        ids = self._edited[where]
        return part or ids is None or len(ids.lines) <= 1

    def _edit(self, where: str, ids: RowIds | None) -> None:
        self._same.discard(where)
        self._edited[where] = ids

    def furniture_unchanged(self, name: str, lines: int) -> bool:
        """Whether title, number, lead or notes of the 資料 still stand as written, with none among the `lines` read
        that was not; or never stood in the sheet, as in a list."""
        rows = self._furniture.get(name, [])
        return all(rows) and (lines <= len(rows) or self.kind == "data")

    def furniture_alone(self, document_id: int, name: str, mine: str) -> bool:
        """Whether the present title, number, lead or notes are still what was written."""
        return self.bases.get((document_id, name, None)) == text_hash(mine)


def read_stamp(tables: Sequence[SheetTable]) -> Stamp | None:
    """The stamp of a workbook that this program wrote, None if it has none or one of a later format."""
    for table in tables:
        if table.name.startswith(SHEET) and table.text(1, 1) == MAGIC and table.text(1, 2) == VERSION:
            return _Reader(table, [other for other in tables if other is not table]).read()
    return None


class _Reader:
    def __init__(self, table: SheetTable, sheets: Sequence[SheetTable]) -> None:
        self.sheets = sheets
        lines = [
            [table.text(row, col) for col in range(1, table.last_column + 1)] for row in range(1, table.last_row + 1)
        ]
        kind: Kind = "data" if lines[0][2] == "data" else "print"
        self.stamp = Stamp(kind, _number(lines[0][3]), _number(lines[0][4]), lines[0][5] if len(lines[0]) > 5 else "")
        self.columns: list[str] = []
        self.headings: list[str] = []
        self.kinds: list[str] = []
        self.hashes: dict[str, list[str]] = {}
        self.extras: dict[tuple[str, str], list[str]] = {}
        self._seen: set[str] = set()
        for line in lines[1:]:
            self._line(line)

    def _line(self, line: Sequence[str]) -> None:
        match line:
            case ["columns", *keys]:
                self.columns = [key for key in keys if key]
            case ["headings", *hashes]:
                self.headings = list(hashes)
            case ["levels", *kinds]:
                self.kinds = list(kinds)
            case ["row", mark, *hashes]:
                self.hashes[mark] = list(hashes)
            case ["extra", mark, key, words, *_]:
                self.extras[mark, key] = _words(words)
            case ["base", item, name, year, value, *_] if item.isdecimal():
                self.stamp.bases[int(item), name, int(year) if year.isdecimal() else None] = value

    def read(self) -> Stamp:
        self.stamp.tables = [self._sheet(table) for table in self.sheets]
        for mark in self.hashes:
            if mark not in self._seen:
                name, dot, _ = mark.partition(".")
                self.stamp.gone.setdefault(name if dot else "", []).append(_NOBODY if dot else _row_ids(mark))
        return self.stamp

    def _sheet(self, table: SheetTable) -> SheetTable:
        column = _mark_column(table)
        if column is None:
            return table
        keys = self._columns(table, column)
        cells = {
            slot: cell
            for slot, cell in table.cells.items()
            if slot[1] != column or not (cell.text == HEADING or _MARK.fullmatch(cell.text))
        }
        marked: dict[int, str] = {}
        for row in range(1, table.last_row + 1):
            match = _MARK.fullmatch(table.text(row, column))
            if match is None:
                continue
            mark = match.group()[len(PREFIX) :]
            self._seen.add(mark)
            if match.group(4):
                self._furniture(table, row, column, match.group(4), mark, cells)
            else:
                marked[row] = mark
        for row, mark in self._settled_marks(table, marked, keys).items():
            self._row(table, row, mark, keys, cells)
        if self.stamp.kind == "data":
            self._join_marks(table, keys, cells)
            self._drop_captions(table, keys, cells)
            self._settle_repeats(table, keys, cells)
        return replace(table, cells=cells)

    def _columns(self, table: SheetTable, column: int) -> dict[int, str]:
        """Sheet column → column key, by the headings that stand above; by place where they are as many as written."""
        rows = [row for row in range(1, table.last_row + 1) if table.text(row, column) == HEADING]
        known = dict(zip(self.headings, self.columns, strict=False))
        found: dict[int, str] = {}
        for col in range(1, table.last_column + 1):
            owners = dict.fromkeys(table.owner(row, col) for row in rows)
            key = known.get(text_hash("\n".join(table.text(*owner) for owner in owners if table.text(*owner))))
            if key is not None and key not in found.values():
                found[col] = key
        return found

    def _settled_marks(self, table: SheetTable, marked: Mapping[int, str], keys: Mapping[int, str]) -> dict[int, str]:
        """Sheet row → its mark, each mark once: a copied row is a new one.

        Rows sorted without the hidden column carry the marks of others: the words decide where more of them were
        written with another mark than with their own.
        """
        index: dict[tuple[str, str], list[str]] = {}
        for mark in dict.fromkeys(marked.values()):
            for pair in self._written(mark):
                index.setdefault(pair, []).append(mark)
        wishes: list[tuple[int, bool, int, str]] = []
        for row, own in marked.items():
            said = {
                (key, text_hash(table.text(row, col)))
                for col, key in keys.items()
                if table.owner(row, col) == (row, col) and table.text(row, col)
            }
            same = len(said & self._written(own))
            wishes.append((-same, False, row, own))
            if same < len(said):
                rare = (found for pair in said if len(found := index.get(pair, [])) <= _COMMON)
                others = Counter(mark for found in rare for mark in found if mark != own)
                wishes += [(-n, True, row, mark) for mark, n in others.items() if n > same and 2 * n >= len(said)]
        settled: dict[int, str] = {}
        taken: set[str] = set()
        for _, _, row, mark in sorted(wishes):
            if row not in settled and mark not in taken:
                settled[row] = mark
                taken.add(mark)
        return dict(sorted(settled.items()))

    def _written(self, mark: str) -> set[tuple[str, str]]:
        """(column key, hash) of what was written in a row."""
        pairs = zip(self.columns, self.hashes.get(mark, ()), strict=False)
        return {(key, said) for key, said in pairs if said != "-"}

    def _furniture(
        self, table: SheetTable, row: int, column: int, name: str, mark: str, cells: dict[Slot, SheetCell]
    ) -> None:
        own = [col for col in table.columns_of(row) if col != column]
        same = len(own) == 1 and text_hash(table.text(row, own[0])) in self.hashes.get(mark, ())
        self.stamp._furniture.setdefault(name, []).append(same)
        for col in own:
            where = cell_name((table.name, row, col))
            if same and name == "legend":
                del cells[row, col]
            elif same:
                self.stamp._same.add(where)
            else:
                self.stamp._edited[where] = None

    def _row(
        self, table: SheetTable, row: int, mark: str, keys: Mapping[int, str], cells: dict[Slot, SheetCell]
    ) -> None:
        ids = _row_ids(mark)
        self.stamp.rows[table.name, row] = ids
        hashes = dict(zip(self.columns, self.hashes.get(mark, ()), strict=False))
        kinds = dict(zip(self.columns, self.kinds, strict=False))
        for col, key in keys.items():
            if table.owner(row, col) != (row, col):
                continue
            text = table.text(row, col)
            where = cell_name((table.name, row, col))
            if text and hashes.get(key) == text_hash(text):
                self.stamp._same.add(where)
            elif text:
                self.stamp._edited[where] = ids
                if kinds.get(key) in (*_ABOUT, "group"):
                    self.stamp._renamed.add((table.name, row))
                if kinds.get(key) == "number":
                    self.stamp._numbers[table.name, row] = where
            if not text and hashes.get(key, "-") != "-":
                self.stamp.emptied.append((table.name, row, col))
            if text and (extras := self.extras.get((mark, key))):
                if kinds.get(key) == "initiative" and _renamed_above(text, extras):
                    self.stamp.captions.append((table.name, row, col))
                    extras = text.split("\n")[: len(extras)]
                cells[row, col] = replace(cells[row, col], text=_without(text, extras))

    # ── データ用: what was taken apart is joined again

    def _join_marks(self, table: SheetTable, keys: Mapping[int, str], cells: dict[Slot, SheetCell]) -> None:
        """新規・既存 goes back before the name; the column of its own is no column of a form."""
        at = {key: col for col, key in keys.items()}
        if MARK_COLUMN not in at:
            return
        column, title = at[MARK_COLUMN], at.get(self.columns[self.columns.index(MARK_COLUMN) + 1])
        for row in range(2, table.last_row + 1):
            word, name = cells.get((row, column)), cells.get((row, title or 0))
            if word is None or name is None or word.text.strip() not in MARK_WORDS:
                continue
            del cells[row, column]
            cells[row, title or 0] = replace(name, text=f"{word.text.strip()} {name.text}")
            where = cell_name((table.name, row, column))
            if where in self.stamp._edited:
                self.stamp._edit(cell_name((table.name, row, title or 0)), self.stamp._edited[where])
        if not any(at_column == column for row, at_column in cells if row > 1):
            cells.pop((1, column), None)

    def _drop_captions(self, table: SheetTable, keys: Mapping[int, str], cells: dict[Slot, SheetCell]) -> None:
        """Names for which the form has no column are only there to be read; an edited one is listed."""
        for col in [col for col, key in keys.items() if key == CAPTION_COLUMN]:
            rows = [row for row, at in cells if at == col and row > 1]
            same = [row for row in rows if self.stamp.unchanged(cell_name((table.name, row, col)))]
            for row in same if len(same) < len(rows) else [1, *same]:
                del cells[row, col]

    def _settle_repeats(self, table: SheetTable, keys: Mapping[int, str], cells: dict[Slot, SheetCell]) -> None:
        """A value of a 取組 stands on each of its rows: edited on one, it is meant for all."""
        rows: dict[int, list[int]] = {}
        for (sheet, row), ids in self.stamp.rows.items():
            if sheet == table.name and ids.initiative is not None:
                rows.setdefault(ids.initiative, []).append(row)
        kinds = dict(zip(self.columns, self.kinds, strict=False))
        repeated = [key for key in self.columns if kinds.get(key) in ("initiative", *_ABOUT) and key != MARK_COLUMN]
        for col in (col for col, key in keys.items() if key in repeated):
            for together in rows.values():
                self._settle(table.name, col, together, cells)

    def _settle(self, sheet: str, col: int, rows: Sequence[int], cells: dict[Slot, SheetCell]) -> None:
        places = {row: cell_name((sheet, row, col)) for row in rows}
        edited = next((row for row in rows if places[row] in self.stamp._edited), None)
        if edited is None:
            return
        self.stamp._renamed.update((sheet, row) for row in rows if (sheet, edited) in self.stamp._renamed)
        for row in rows:
            if self.stamp.unchanged(places[row]):
                cells[row, col] = cells[edited, col]
                self.stamp._edit(places[row], self.stamp.rows[sheet, row])


def _mark_column(table: SheetTable) -> int | None:
    """The column that holds the marks."""
    found: dict[int, int] = {}
    for (_, col), cell in table.cells.items():
        if _MARK.fullmatch(cell.text):
            found[col] = found.get(col, 0) + 1
    return max(found, key=found.__getitem__, default=None)


_NOBODY = RowIds(None, None)


def _row_ids(mark: str) -> RowIds:
    """The records of a mark `項目/取組/実施行`; none for a mark of another shape."""
    match = _MARK.fullmatch(PREFIX + mark)
    if match is None or match.group(4):
        return _NOBODY
    group, initiative, lines = match.group(1), match.group(2), match.group(3)
    return RowIds(
        int(group) if group else None,
        int(initiative) if initiative else None,
        tuple(int(one) for one in lines.split("+") if one),
    )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _words(text: str) -> list[str]:
    try:
        found = json.loads(text)
    except ValueError:
        return []
    return [str(one) for one in found] if isinstance(found, list) else []


def _renamed_above(text: str, name: Sequence[str]) -> bool:
    """Whether the lines above a text are another name now, not what the text itself begins with."""
    lines = text.split("\n")
    first = lines[: len(name)]
    changed = len(lines) > len(name) and first != list(name) and not set(name) <= set(lines)
    return changed and similarity("".join(first), "".join(name)) >= _NEARLY


def _without(text: str, extras: Iterable[str]) -> str:
    """A text without words that are no field's: whole lines, or at least once within one."""
    lines = text.split("\n")
    for words in extras:
        if words in lines:
            lines.remove(words)
        else:
            at = next((index for index, line in enumerate(lines) if words in line), None)
            if at is not None:
                lines[at] = lines[at].replace(words, "", 1)
    return "\n".join(lines).strip("\n")
