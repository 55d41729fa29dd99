"""Rows of values → items and entries: the tree 項目 / 取組 / 実施行, states, and merges as sharing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.exchange.account import Account
from zaitaku_desktop.exchange.headers import NUMBER, import_columns
from zaitaku_desktop.exchange.labels import name_key, plain
from zaitaku_desktop.exchange.proposal import CellPlace, EntryDraft, Fate, ItemDraft, SlotKey, cell_name
from zaitaku_desktop.exchange.regions import DataRow, Regions
from zaitaku_desktop.exchange.sheet import SheetTable, Slot
from zaitaku_desktop.forms.cells import MARK, Column, FieldValue, read_cell, show_state
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.grid import column_level
from zaitaku_desktop.model.plan import EntryState, ItemKind, Mark

DITTO = frozenset({"〃", "同上", "″", "々", "仝"})
_CONTINUED = re.compile(r"[ \u3000\n]*[（(]続き[)）]\s*$")


@dataclass
class _Initiative:
    """A 取組 being read: `rows` = its sheet rows, `title_owner` = the cell of its name."""

    key: int
    group_key: int | None
    title: str
    mark: Mark
    where: str
    table: SheetTable
    title_owner: Slot | None
    rows: list[DataRow] = field(default_factory=list)
    number: str = ""
    line_keys: dict[int, int] = field(default_factory=dict)
    """Index in `rows` → key of the item that carries that row's line-level fields."""


class PlanReader:
    """Reads the rows of one plan, from one sheet or several."""

    def __init__(
        self, form: Form, years: Sequence[FiscalYear], account: Account, axis_of: Callable[[str], int | None]
    ) -> None:
        """`years` = the plan's 年度; `axis_of` = the axis value a 項目's name means."""
        self.form = form
        self.years = years
        self.account = account
        self.axis_of = axis_of
        self.items: list[ItemDraft] = []
        self.entries: dict[SlotKey, EntryDraft] = {}
        self._groups: dict[str, int] = {}
        self._initiatives: list[_Initiative] = []
        self._definitions = {column.key: column for column in import_columns(form)}
        self._next = 0

    def read(self, regions: Regions) -> None:
        """Add the rows of one sheet."""
        began = len(self._initiatives)
        table = regions.table
        current: _Initiative | None = None
        group: int | None = None
        group_owner: Slot | None = None
        for row in regions.rows:
            if row.banner:
                group, current, group_owner = self._group(row.banner, cell_name((table.name, row.row, 1))), None, None
                continue
            new_group, group_owner = self._group_at(table, row, group, group_owner)
            current = self._initiative_at(table, row, new_group, current if new_group == group else None)
            group = new_group
            if current is not None:
                current.rows.append(row)
        for initiative in self._initiatives[began:]:
            self._settle_lines(initiative)
        self._read_values(table, self._initiatives[began:])

    def finish(self) -> tuple[tuple[ItemDraft, ...], tuple[EntryDraft, ...]]:
        """Items (parents before children) and entries (holders before sharers)."""
        holders = [entry for entry in self.entries.values() if entry.shared_with is None]
        sharers = []
        for entry in self.entries.values():
            if entry.shared_with is not None:
                held = self.entries[entry.shared_with]  # its text may have grown since
                sharers.append(replace(entry, state=held.state, text=held.text))
        return tuple(self.items), (*holders, *sharers)

    def _key(self) -> int:
        self._next += 1
        return self._next

    # --- the tree

    def _column_of(self, row: DataRow, role: str) -> int | None:
        for col, target in row.header.columns.items():
            definition = self._definitions.get(target.partition(":")[0])
            if definition is not None and definition.role == role:
                return col
        return None

    def _group(self, text: str, where: str) -> int | None:
        title = _CONTINUED.sub("", text.strip())
        key = self._groups.get(name_key(title))
        if key is None:
            key = self._groups[name_key(title)] = self._key()
            flat = re.sub(r"\s*\n\s*", "", title)
            self.items.append(
                ItemDraft(key, None, ItemKind.GROUP, title, Mark.NONE, where, axis_value_id=self.axis_of(flat))
            )
        return key

    def _group_at(
        self, table: SheetTable, row: DataRow, group: int | None, before: Slot | None
    ) -> tuple[int | None, Slot | None]:
        col = self._column_of(row, "group")
        if col is None:
            return group, before
        owner = table.owner(row.row, col)
        text = table.text(*owner)
        if not text.strip() or plain(text) in DITTO:
            if text:
                self._take(table, owner)
            return group, before
        self._take(table, owner)
        return self._group(text, cell_name((table.name, *owner))), owner

    def _take(self, table: SheetTable, slot: Slot) -> None:
        self.account.take((table.name, *slot), Fate.VALUE)

    def _initiative_at(
        self, table: SheetTable, row: DataRow, group: int | None, current: _Initiative | None
    ) -> _Initiative | None:
        """The 取組 of a row: the one above while the name is blank, merged or said again, else a new one."""
        col = self._column_of(row, "title")
        owner = None if col is None else table.owner(row.row, col)
        text = "" if owner is None else _CONTINUED.sub("", table.text(*owner))
        if owner is not None and table.text(*owner).strip():
            self._take(table, owner)
        group_col = self._column_of(row, "group")
        if plain(text) in DITTO or (group_col is not None and owner == table.owner(row.row, group_col)):
            text = ""  # said above; or the 項目's own cell reaches over the name's column
        before = current
        if before is None and self._initiatives and self._initiatives[-1].group_key == group:
            before = self._initiatives[-1] if text.strip() else None  # the same 取組 after a repeated header
        if current is not None and owner is not None and owner == current.title_owner and table is current.table:
            return current
        if not text.strip() and current is not None:
            return current
        if before is not None and text.strip() and self._says_again(table, row, text, before):
            return before
        if not text.strip() and not self._has_values(table, row):
            return None
        return self._new_initiative(table, row, owner, text, group)

    def _has_values(self, table: SheetTable, row: DataRow) -> bool:
        return any(
            table.text(row.row, col)
            for col, target in row.header.columns.items()
            if target != NUMBER and self._definitions[target.partition(":")[0]].role == "fields"
        )

    def _says_again(self, table: SheetTable, row: DataRow, text: str, before: _Initiative) -> bool:
        """A sheet without merges repeats the name on each line; then what belongs to the 取組 is equal or blank."""
        mark, title = self._split_title(text)
        same = (name_key(title), mark) == (name_key(before.title), before.mark)
        if not same or not before.rows or before.table is not table:
            return False
        first = before.rows[0]
        there = {target: before.table.text(first.row, col) for col, target in first.header.columns.items()}
        for col, target in row.header.columns.items():
            if target == NUMBER:
                if table.text(row.row, col) not in ("", before.number):
                    return False
                continue
            definition = self._definitions[target.partition(":")[0]]
            if definition.role == "fields" and column_level(definition) == "initiative":
                here = table.text(row.row, col)
                if here and here != there.get(target, ""):
                    return False
        return True

    @staticmethod
    def _title_column(form: Form) -> Column:
        definition = next(column for column in form.columns if column.role == "title")
        return Column(definition.key, definition)

    def _split_title(self, text: str) -> tuple[Mark, str]:
        values = read_cell(self._title_column(self.form), text)
        mark = next(value.text for value in values if value.field == MARK)
        return Mark(mark), next(value.text for value in values if value.field != MARK)

    def _new_initiative(
        self, table: SheetTable, row: DataRow, owner: Slot | None, text: str, group: int | None
    ) -> _Initiative:
        mark, title = self._split_title(text) if text.strip() else (Mark.NONE, "")
        place: CellPlace = (table.name, *(owner or (row.row, 1)))
        number = ""
        for col, target in row.header.columns.items():
            if target == NUMBER and (number := table.text(row.row, col).strip()):
                self._take(table, table.owner(row.row, col))
        made = _Initiative(self._key(), group, title, mark, cell_name(place), table, owner, number=number)
        self._initiatives.append(made)
        self.items.append(ItemDraft(made.key, group, ItemKind.INITIATIVE, title, mark, made.where, number=number))
        if not title.strip():
            self.account.remark(place, text, "取組名のない行を、名前のない取組として取り込みます。")
        return made

    def _settle_lines(self, initiative: _Initiative) -> None:
        """Which rows are lines: those with something of their own. One row = the 取組 carries it itself."""
        kept = [
            index
            for index, row in enumerate(initiative.rows)
            if index == 0 or self._own_line(initiative.table, row, initiative.rows[0].row)
        ]
        if len(kept) <= 1:
            initiative.line_keys = dict.fromkeys(range(len(initiative.rows)), initiative.key)
            return
        line = initiative.key
        for index, row in enumerate(initiative.rows):
            if index in kept:
                line = self._key()
                where = cell_name((initiative.table.name, row.row, 1))
                self.items.append(ItemDraft(line, initiative.key, ItemKind.LINE, "", Mark.NONE, where))
            initiative.line_keys[index] = line

    def _own_line(self, table: SheetTable, row: DataRow, first_row: int) -> bool:
        for col, target in row.header.columns.items():
            definition = self._definitions.get(target.partition(":")[0])
            if definition is None or definition.role != "fields" or column_level(definition) != "line":
                continue
            merge = table.merge_at(row.row, col)
            if merge is None or merge.top >= row.row or merge.top < first_row:
                return True
        return False

    # --- the values

    def _read_values(self, table: SheetTable, initiatives: Sequence[_Initiative]) -> None:
        """Column by column: each cell once, for all the items it covers."""
        covered: dict[Slot, list[tuple[int, str]]] = {}
        above: dict[Slot, int] = {}
        order: list[Slot] = []
        last: dict[str, int] = {}
        for initiative in initiatives:
            for index, row in enumerate(initiative.rows):
                for col, target in sorted(row.header.columns.items()):
                    if target == NUMBER:
                        self._read_number(table, table.owner(row.row, col), initiative)
                        continue
                    definition = self._definitions[target.partition(":")[0]]
                    if definition.role != "fields" or not self._leads(table, row, col):
                        continue
                    level = column_level(definition)
                    item = initiative.key if level == "initiative" else initiative.line_keys[index]
                    owner = table.owner(row.row, col)
                    if owner not in covered:
                        order.append(owner)
                        if target in last:
                            above[owner] = last[target]
                    if (item, target) not in covered.setdefault(owner, []):
                        covered[owner].append((item, target))
                    last[target] = item
        for owner in order:
            self._read_cell(table, owner, covered[owner], above.get(owner))

    def _leads(self, table: SheetTable, row: DataRow, col: int) -> bool:
        """Whether what is seen in that column is a field's: not the name or 項目 reaching over from the left."""
        merge = table.merge_at(row.row, col)
        if merge is None or merge.left == merge.right:
            return True
        first = min(at for at in row.header.columns if merge.left <= at <= merge.right)
        definition = self._definitions.get(row.header.columns[first].partition(":")[0])
        return definition is not None and definition.role == "fields"

    def _read_number(self, table: SheetTable, owner: Slot, initiative: _Initiative) -> None:
        text = table.text(*owner).strip()
        if not text:
            return
        if text == initiative.number:
            self._take(table, owner)
        else:
            self.account.refuse((table.name, *owner), text, "取組の番号が2つあります。初めのものを使います。")

    def _read_cell(self, table: SheetTable, owner: Slot, covers: Sequence[tuple[int, str]], above: int | None) -> None:
        text = table.text(*owner)
        place = (table.name, *owner)
        if not text.strip():
            return
        first_target = covers[0][1]
        column = self._column(first_target)
        items = list(dict.fromkeys(item for item, target in covers if target == first_target))
        if plain(text) in DITTO and above is not None and self._share_above(column, items, above, place):
            self.account.take(place, Fate.VALUE)
            self.account.remark(place, text, "「上と同じ」と読み、上の行と共有にします。")
            return
        values = self._in_period(read_cell(column, text, self.years), place)
        if not values and self.account.fates.get(place) is Fate.NOT_TAKEN:
            return
        if not values:
            self.account.refuse(place, text, "欄の名前のほかに書かれていることがありません。")
            return
        self.account.take(place, Fate.VALUE)
        self._note_formula(table, owner, text)
        for value in values:
            self._put(value, items, place)
        self._spread(column, covers, items, place)

    def _note_formula(self, table: SheetTable, owner: Slot, text: str) -> None:
        place = (table.name, *owner)
        if table.cells[owner].formula:
            self.account.remark(place, text, "式の結果を、文字として取り込みます。")
        if owner[1] in table.hidden_columns:
            self.account.remark(place, text, "隠れた列ですが、取り込みます。")

    def _column(self, target: str) -> Column:
        key, _, year = target.partition(":")
        return Column(target, self._definitions[key], FiscalYear(int(year)) if year else None)

    def _in_period(self, values: Sequence[FieldValue], place: CellPlace) -> list[FieldValue]:
        """Without blanks, and without 年度 outside the plan, which no form of it would show."""
        known = {year.start for year in self.years}
        kept: list[FieldValue] = []
        left_out = False
        for value in values:
            if value.state is None:
                continue
            if value.year is not None and value.year not in known:
                self.account.leave_out(
                    place,
                    f"{FiscalYear(value.year).long} {show_state(value.state, value.text)}",
                    "計画の期間の外の年度です。期間を延ばすと取り込めます。",
                )
                left_out = True
            else:
                kept.append(value)
        if left_out and not kept:
            self.account.take(place, Fate.NOT_TAKEN)
        return kept

    def _put(self, value: FieldValue, items: Sequence[int], place: CellPlace) -> None:
        assert value.state is not None
        holder: SlotKey | None = None
        for item in items:
            slot: SlotKey = (item, value.field, value.year)
            if slot in self.entries:
                self._join(slot, value, place)
                continue
            draft = EntryDraft(*slot, value.state, value.text, cell_name(place), shared_with=holder)
            self.entries[slot] = draft
            holder = holder or slot

    def _join(self, slot: SlotKey, value: FieldValue, place: CellPlace) -> None:
        """A second text for one field of one 取組 (the sheet has it per line): both are kept, under each other."""
        there = self.entries[slot]
        assert value.state is not None
        if there.shared_with is not None:
            there = self.entries[there.shared_with]
        if (there.state, there.text) == (value.state, value.text):
            return
        shown = show_state(value.state, value.text)
        self.account.remark(place, shown, f"取組に1つの欄なので、{there.where} の文に続けて入れます。")
        joined = f"{show_state(there.state, there.text)}\n{shown}"
        self.entries[there.slot] = replace(there, state=EntryState.TEXT, text=joined)

    def _share_above(self, column: Column, items: Sequence[int], above: int, place: CellPlace) -> bool:
        """「〃」: the entries of the row above, shared."""
        year = column.year.start if column.year else None
        years = [None, *(y.start for y in self.years)] if column.definition.years == "collapsed" else [year]
        there = [
            self.entries[above, key, at] for key in column.fields for at in years if (above, key, at) in self.entries
        ]
        for entry in there:
            holder = entry.shared_with or entry.slot
            for item in items:
                slot: SlotKey = (item, entry.field, entry.year)
                if slot != holder and slot not in self.entries:
                    self.entries[slot] = replace(entry, item_key=item, where=cell_name(place), shared_with=holder)
        return bool(there)

    def _spread(
        self, column: Column, covers: Sequence[tuple[int, str]], items: Sequence[int], place: CellPlace
    ) -> None:
        """A cell merged across columns: the following 年度 of the same kind continue it; other fields stay blank."""
        others = list(dict.fromkeys(target for _, target in covers if target != column.key))
        for target in others:
            other = self._column(target)
            if column.year is None or other.definition.key != column.definition.key:
                if other.definition.key != "actual" and column.definition.key != "actual":
                    self.account.remark(place, "", "横に結合された欄の文を、左の欄に入れます。")
                continue
            for item in items:
                year = other.year.start if other.year else None
                self._put(FieldValue(other.fields[0], year, EntryState.CONTINUES), [item], place)
