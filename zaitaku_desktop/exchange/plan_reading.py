"""Rows of values → items and entries: the tree 項目 / 取組 / 実施行, states, and merges as sharing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.exchange.account import Account
from zaitaku_desktop.exchange.axis_words import AxisWords
from zaitaku_desktop.exchange.cell_values import DITTO, ReadInitiative, ValueReader
from zaitaku_desktop.exchange.flag_lines import FlagReader, signs_that_hold
from zaitaku_desktop.exchange.headers import NUMBER, import_columns
from zaitaku_desktop.exchange.labels import name_key, plain
from zaitaku_desktop.exchange.proposal import (
    AskedTags,
    CellPlace,
    EntryDraft,
    Fate,
    ItemDraft,
    TagsDraft,
    cell_name,
)
from zaitaku_desktop.exchange.regions import DataRow, Regions
from zaitaku_desktop.exchange.sheet import SheetTable, Slot
from zaitaku_desktop.forms.cells import MARK, Column, read_cell
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.grid import column_level
from zaitaku_desktop.model.plan import EntryState, ItemKind, Mark

_CONTINUED = re.compile(r"[ \u3000\n]*[（(]続き[)）]\s*$")
_ENDED = re.compile(
    r"(.*?\S)\s*((?:[※＊*]\s*)?[(（【〔][^()（）【】〔〕]*廃止[^()（）【】〔〕]*[)）】〕])\s*", re.DOTALL
)


class PlanReader:
    """Reads the rows of one plan, from one sheet or several."""

    def __init__(
        self,
        form: Form,
        years: Sequence[FiscalYear],
        account: Account,
        words: AxisWords,
        known: Callable[[str, int], int | None] | None = None,
    ) -> None:
        """`years` = the plan's 年度; `words` = what names of 項目 and 事業区分 mean. `known` = of a sheet and row the
        取組 it was written from, None where nobody knows."""
        self.form = form
        self.account = account
        self.words = words
        self.values = ValueReader(form, years, account, words)
        self.items: list[ItemDraft] = []
        self._groups: dict[str, int] = {}
        self._initiatives: list[ReadInitiative] = []
        self._known = known
        self._by_id: dict[tuple[str, int], ReadInitiative] = {}
        self._definitions = {column.key: column for column in import_columns(form)}
        self._named = any(column.role == "title" and column.printed for column in form.columns)
        self._next = 0
        flagged = next((column.flags for column in form.columns if column.role == "group" and column.flags), "")
        self._flags = FlagReader(words, flagged) if flagged else None
        self._holding: frozenset[str] = frozenset()

    def read(self, regions: Regions) -> None:
        """Add the rows of one sheet."""
        began = len(self._initiatives)
        table = regions.table
        self._holding = self._signs(regions)
        current: ReadInitiative | None = None
        group: int | None = None
        group_owner: Slot | None = None
        left: list[DataRow] = []
        for row in regions.rows:
            if row.banner:
                group, current, group_owner = self._group(row.banner, cell_name((table.name, row.row, 1))), None, None
                continue
            new_group, group_owner = self._group_at(table, row, group, group_owner)
            current = self._initiative_at(table, row, new_group, current if new_group == group else None)
            group = new_group
            if current is not None:
                current.rows.append(row)
            else:
                left.append(row)
        for initiative in self._initiatives[began:]:
            self._settle_lines(initiative)
        self.values.read(table, self._initiatives[began:])
        self._refuse_left(table, left)

    def _signs(self, regions: Regions) -> frozenset[str]:
        """The signs by which a sheet marks the values that hold, where it prints all of them in its headings."""
        if self._flags is None:
            return frozenset()
        places = [(row.row, self._column_of(row, "group")) for row in regions.rows]
        owners = {regions.table.owner(row, col) for row, col in places if col is not None}
        cells = [self._flags.read(regions.table.text(*owner)) for owner in owners]
        return signs_that_hold(cells, regions.legend)

    def _refuse_left(self, table: SheetTable, rows: Sequence[DataRow]) -> None:
        """A No. or 事業区分 alone in its row, without name and contents, is no 取組."""
        for row in rows:
            for col in row.header.columns:
                owner = table.owner(row.row, col)
                text = table.text(*owner)
                if text and (table.name, *owner) not in self.account.fates:
                    self.account.refuse((table.name, *owner), text, "取組名も内容もない行なので、取り込みません。")

    def finish(self) -> tuple[tuple[ItemDraft, ...], tuple[EntryDraft, ...]]:
        """Items (parents before children) and entries (holders before sharers)."""
        entries = self.values.finish()
        tags: dict[int, list[TagsDraft]] = {}
        for (item, _), found in self.values.tags.items():
            tags.setdefault(item, []).append(found)
        notes = self.values.notes
        items = (
            replace(
                item,
                tags=(*item.tags, *tags.get(item.key, ())),
                end_note=item.end_note or notes.get((item.key, "end_note"), ""),
                below_note=notes.get((item.key, "below_note"), ""),
            )
            for item in self.items
        )
        return tuple(self._with_end(item, entries) for item in items), entries

    def _with_end(self, item: ItemDraft, entries: Sequence[EntryDraft]) -> ItemDraft:
        """Its last 年度, where a note says that it ended and its later cells say ―; on cards they are blank."""
        if not item.end_note:
            return item
        said = [entry.year for entry in entries if entry.item_key == item.key and entry.year]
        if self.form.layout == "cards" and said and max(said) < self.values.years[-1].start:
            return replace(item, ended_year=max(said))
        found = sorted((entry.year, entry.state) for entry in entries if entry.item_key == item.key and entry.year)
        runs = [year for year, state in found if state is not EntryState.NONE]
        closed = [year for year, _ in found if not runs or year > max(runs)]
        return replace(item, ended_year=min(closed) - 1) if closed else item

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

    def _group(self, text: str, where: str) -> int:
        """The 項目 of that name. What says no more than a value of an axis has no title of its own."""
        title = _CONTINUED.sub("", (self._flags.read(text).words if self._flags else text).strip())
        meaning = self.words.group(re.sub(r"\s*\n\s*", "", title))
        same = meaning is not None and meaning.exact
        name = f"#{meaning.value.id}" if same and meaning else name_key(title)
        key = self._groups.get(name)
        if key is None:
            key = self._groups[name] = self._key()
            value_id = meaning.value.id if meaning else None
            own = "" if same else title
            named = re.sub(r"\s*\n\s*", "", title)
            draft = ItemDraft(key, None, ItemKind.GROUP, own, Mark.NONE, where, axis_value_id=value_id)
            self.items.append(replace(draft, named=named))
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
        self, table: SheetTable, row: DataRow, group: int | None, current: ReadInitiative | None
    ) -> ReadInitiative | None:
        """The 取組 of a row: the one above while the name is blank, merged or said again, else a new one."""
        told = None if self._known is None else self._known(table.name, row.row)
        if told is None and self._column_of(row, "title") is None:
            return self._nameless_at(table, row, group, current)
        col = self._column_of(row, "title")
        owner = None if col is None else table.owner(row.row, col)
        text = "" if owner is None else _CONTINUED.sub("", table.text(*owner))
        if owner is not None and table.text(*owner).strip():
            self._take(table, owner)
        group_col = self._column_of(row, "group")
        if plain(text) in DITTO or (group_col is not None and owner == table.owner(row.row, group_col)):
            text = ""  # said above; or the 項目's own cell reaches over the name's column
        if told is not None:
            return self._told_at(table, row, owner, text, group, told)
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

    def _told_at(
        self, table: SheetTable, row: DataRow, owner: Slot | None, text: str, group: int | None, told: int
    ) -> ReadInitiative | None:
        """The 取組 of a row that was written from a known one: rows of one 取組 may stand apart after sorting."""
        one = self._by_id.get((table.name, told))
        if one is None and (text.strip() or self._has_values(table, row)):
            one = self._by_id[table.name, told] = self._new_initiative(table, row, owner, text, group)
        return one

    def _nameless_at(
        self, table: SheetTable, row: DataRow, group: int | None, current: ReadInitiative | None
    ) -> ReadInitiative | None:
        """A form without names: one 取組 below each 項目, and another where a row has a 目的 of its own."""
        there = [one for one in self._initiatives if one.group_key == group and one.table is table]
        before = current or (there[-1] if there else None)
        if before is not None and not self._differs(table, row, before):
            return before
        if not self._has_values(table, row):
            return None
        return self._new_initiative(table, row, None, "", group)

    def _differs(self, table: SheetTable, row: DataRow, before: ReadInitiative) -> bool:
        """Whether what belongs to the 取組 (目的 …) is written anew in this row, in other words."""
        for col, target in row.header.columns.items():
            definition = self._definitions.get(target.partition(":")[0])
            if definition is None or definition.role != "fields" or column_level(definition) != "initiative":
                continue
            here = table.text(row.row, col).strip()
            said = {table.text(other.row, col).strip() for other in before.rows} - {""}
            if here and said and here not in said and plain(here) not in DITTO:
                return True
        return False

    def _has_values(self, table: SheetTable, row: DataRow) -> bool:
        return any(
            table.text(row.row, col)
            for col, target in row.header.columns.items()
            if target != NUMBER and self._definitions[target.partition(":")[0]].role == "fields"
        )

    def _says_again(self, table: SheetTable, row: DataRow, text: str, before: ReadInitiative) -> bool:
        """A sheet without merges repeats the name on each line; then what belongs to the 取組 is equal or blank."""
        mark, title, _ = self._split_title(text)
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

    def _split_title(self, text: str) -> tuple[Mark, str, str]:
        """(mark, name, note that it has ended)."""
        ended = _ENDED.fullmatch(text)
        values = read_cell(self._title_column(self.form), ended.group(1) if ended else text)
        mark = next(value.text for value in values if value.field == MARK)
        name = next(value.text for value in values if value.field != MARK)
        return Mark(mark), name, ended.group(2) if ended else ""

    def _new_initiative(
        self, table: SheetTable, row: DataRow, owner: Slot | None, text: str, group: int | None
    ) -> ReadInitiative:
        mark, title, end_note = self._split_title(text) if text.strip() else (Mark.NONE, "", "")
        place: CellPlace = (table.name, *(owner or (row.row, 1)))
        number = ""
        for col, target in row.header.columns.items():
            if target == NUMBER and (number := table.text(row.row, col).strip()):
                self._take(table, table.owner(row.row, col))
        made = ReadInitiative(self._key(), group, title, mark, cell_name(place), table, owner, number=number)
        self._initiatives.append(made)
        draft = ItemDraft(made.key, group, ItemKind.INITIATIVE, title, mark, made.where, number=number)
        self.items.append(self._flagged(table, row, replace(draft, end_note=end_note)))
        if self._named and not title.strip():
            self.account.remark(place, text, "取組名のない行を、名前のない取組として取り込みます。")
        return made

    def _flagged(self, table: SheetTable, row: DataRow, draft: ItemDraft) -> ItemDraft:
        """The draft with the values marked in the cell of its 項目, or the question which they are."""
        col = self._column_of(row, "group")
        if self._flags is None or col is None:
            return draft
        owner = table.owner(row.row, col)
        cell = self._flags.read(table.text(*owner))
        if not cell.flags:
            return draft
        axis, where = self._flags.axis, cell_name((table.name, *owner))
        if self._holding:
            values = cell.marked(self._holding)
            return replace(draft, tags=(TagsDraft(axis, values, where),)) if values else draft
        some = len(cell.flags) < len(self._flags.values)
        likely = tuple(value.id for value, _ in cell.flags) if some else ()
        return replace(draft, asked=AskedTags(axis, likely, where))

    def _settle_lines(self, initiative: ReadInitiative) -> None:
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
