"""Cells of the rows of a plan → entries and tags: states, spans over years, and merges as sharing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.exchange.account import Account
from zaitaku_desktop.exchange.axis_words import AxisWords
from zaitaku_desktop.exchange.headers import NUMBER, import_columns
from zaitaku_desktop.exchange.labels import plain
from zaitaku_desktop.exchange.proposal import CellPlace, EntryDraft, Fate, SlotKey, TagsDraft, cell_name
from zaitaku_desktop.exchange.regions import DataRow
from zaitaku_desktop.exchange.sheet import SheetTable, Slot
from zaitaku_desktop.forms.cells import CONTINUES_WORD, NOTES, Column, FieldValue, read_cell, show_state
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.grid import column_level
from zaitaku_desktop.model.inline import has_bold
from zaitaku_desktop.model.plan import EntryState, Mark

DITTO = frozenset({"〃", "同上", "″", "々", "仝"})
_SIGN = re.compile(r"[\s・○◆■●]*[-－ー―─━〜～=＝]*[→⇒➡⟶▶►]+(?:\s*継続)?\s*")
_WORD = re.compile(r"[（(]継続[)）]|継続[→⇒➡]")
_ENDS_IN_SIGN = re.compile(r"(.*\S)[-\s－ー―─━]*[→⇒➡⟶▶►]+\s*", re.DOTALL)


@dataclass
class ReadInitiative:
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
    end_note: str = ""
    line_keys: dict[int, int] = field(default_factory=dict)
    """Index in `rows` → key of the item that carries that row's line-level fields."""


class ValueReader:
    """Reads the cells of one plan's rows. `drawn` counts how 継続 stands in the sheets: merge, sign, word."""

    def __init__(self, form: Form, years: Sequence[FiscalYear], account: Account, words: AxisWords) -> None:
        self.form = form
        self.years = years
        self.account = account
        self.words = words
        self.entries: dict[SlotKey, EntryDraft] = {}
        self.tags: dict[tuple[int, str], TagsDraft] = {}
        self.drawn: Counter[str] = Counter()
        self._definitions = {column.key: column for column in import_columns(form)}
        self._alternatives = {
            column.fields[0]: column.fields for column in form.columns if column.first_of and column.role == "fields"
        }
        self.notes: dict[tuple[int, str], str] = {}
        """(取組, role of the column) → what is printed with its name."""
        self.differing: dict[int, tuple[str, CellPlace]] = {}
        """Value of a city's own axis → other words that a sheet has for it, and where."""
        self._tag_cells: set[tuple[int, CellPlace]] = set()
        self._signed: set[SlotKey] = set()
        self._arrowed: dict[SlotKey, CellPlace] = {}

    def finish(self) -> tuple[EntryDraft, ...]:
        """The entries, holders before sharers."""
        holders = [entry for entry in self.entries.values() if entry.shared_with is None]
        sharers = []
        for entry in self.entries.values():
            if entry.shared_with is not None:
                held = self.entries[entry.shared_with]  # its text may have grown since
                sharers.append(replace(entry, state=held.state, text=held.text))
        return (*holders, *sharers)

    def read(self, table: SheetTable, initiatives: Sequence[ReadInitiative]) -> None:
        """Row by row: each cell once, for all the items it covers."""
        covered: dict[Slot, dict[tuple[int, str], None]] = {}
        above: dict[Slot, int] = {}
        last: dict[str, int] = {}
        for initiative in initiatives:
            for row, line, col, target in self._cells(initiative):
                owner = table.owner(row.row, col)
                if target == NUMBER:
                    self._read_number(table, owner, initiative)
                    continue
                definition = self._definitions[target.partition(":")[0]]
                if definition.role == "tags":
                    self._read_tags(table, owner, definition.axis, initiative)
                elif definition.role in NOTES:
                    self._read_note(table, owner, definition.role, initiative)
                if definition.role != "fields" or not self._leads(table, row, col):
                    continue
                item = initiative.key if column_level(definition) == "initiative" else line
                if owner not in covered and target in last:
                    above[owner] = last[target]
                covered.setdefault(owner, {})[item, target] = None
                last[target] = item
        for owner, covers in covered.items():
            self._read_cell(table, owner, list(covers), above.get(owner))
        if self.form.continues in ("arrow", "merge", "sign"):
            self._go_on_after_signs({target for i in initiatives for *_, target in self._cells(i)})

    @staticmethod
    def _cells(initiative: ReadInitiative) -> Iterator[tuple[DataRow, int, int, str]]:
        """(row, item that carries the line's fields, sheet column, target)."""
        for index, row in enumerate(initiative.rows):
            for col, target in sorted(row.header.columns.items()):
                yield row, initiative.line_keys[index], col, target

    def _leads(self, table: SheetTable, row: DataRow, col: int) -> bool:
        """Whether what is seen in that column is a field's: not the name or 項目 reaching over from the left."""
        merge = table.merge_at(row.row, col)
        if merge is None or merge.left == merge.right:
            return True
        first = min(at for at in row.header.columns if merge.left <= at <= merge.right)
        definition = self._definitions.get(row.header.columns[first].partition(":")[0])
        return definition is not None and definition.role == "fields"

    def _read_number(self, table: SheetTable, owner: Slot, initiative: ReadInitiative) -> None:
        text = table.text(*owner).strip()
        if not text:
            return
        if text == initiative.number:
            self.account.take((table.name, *owner), Fate.VALUE)
        else:
            self.account.refuse((table.name, *owner), text, "取組の番号が2つあります。初めのものを使います。")

    def _read_note(self, table: SheetTable, owner: Slot, role: str, initiative: ReadInitiative) -> None:
        text = table.text(*owner).strip()
        if text:
            self.account.take((table.name, *owner), Fate.VALUE)
            self.notes.setdefault((initiative.key, role), text)

    def _read_tags(self, table: SheetTable, owner: Slot, axis: str, initiative: ReadInitiative) -> None:
        """事業区分: its values by sign or name; words that are none are listed, never guessed."""
        text = table.text(*owner)
        place = (table.name, *owner)
        if not text.strip() or (initiative.key, place) in self._tag_cells:
            return
        self._tag_cells.add((initiative.key, place))
        found, unknown = self.words.tags(axis, text)
        for words in unknown:
            self.account.leave_out(place, words.strip(), "この言葉の区分がないため、取り込みません。")
        if not found:
            self.account.take(place, Fate.NOT_TAKEN)
            return
        self.account.take(place, Fate.VALUE)
        for meaning in found:
            if meaning.differs:
                self.differing.setdefault(meaning.value.id, (meaning.differs, place))
            if meaning.exact:
                continue
            if len(found) == 1 and self.words.rename(meaning.value, text):
                self.account.remark(place, text, f"「{meaning.value.label}」の名前を、取り込む文のとおりにします。")
            else:
                self.account.remark(place, text, f"「{meaning.value.label}」と読みました。")
        before = self.tags.get((initiative.key, axis))
        values = dict.fromkeys((*(before.values if before else ()), *(meaning.value.id for meaning in found)))
        where = before.where if before else cell_name(place)
        self.tags[initiative.key, axis] = TagsDraft(axis, tuple(values), where)

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
        values = self._in_period(read_cell(column, self._said(column, text), self.years), place)
        if not values and self.account.fates.get(place) is Fate.NOT_TAKEN:
            return
        if not values:
            self.account.refuse(place, text, "欄の名前のほかに書かれていることがありません。")
            return
        self.account.take(place, Fate.VALUE)
        bold = {(one.field, one.year): one.text for one in read_cell(column, table.rich(*owner), self.years)}
        for value in values:
            self._put(value, items, place, bold.get((value.field, value.year), ""))
            self._note_drawing(value, items, text, place)
        self._spread(column, covers, items, place)

    @staticmethod
    def _said(column: Column, text: str) -> str:
        """The text, or 継続 where it is an arrow drawn with signs (－→) or says so in brackets."""
        goes_on = column.year is not None and (_SIGN.fullmatch(text) or _WORD.fullmatch(text.strip()))
        return CONTINUES_WORD if goes_on else text

    def _note_drawing(self, value: FieldValue, items: Sequence[int], text: str, place: CellPlace) -> None:
        """Remember how 継続 is drawn (a run of signs is one span), and texts that end in an arrow."""
        if value.year is None:
            return
        slots: list[SlotKey] = [(item, value.field, value.year) for item in items]
        if value.state is EntryState.CONTINUES and not value.text:
            if _SIGN.fullmatch(text):
                self.drawn["sign"] += (slots[0][0], value.field, value.year - 1) not in self._signed
                self._signed.update(slots)
            else:
                self.drawn["word"] += 1
        elif value.state is EntryState.TEXT and _ENDS_IN_SIGN.fullmatch(value.text):
            self._arrowed.update(dict.fromkeys(slots, place))

    def _go_on_after_signs(self, targets: set[str]) -> None:
        """A text that ends in an arrow goes on in the blank 年度 after it."""
        for (item, name, year), place in self._arrowed.items():
            assert year is not None
            shown = {int(at) for key, _, at in (target.partition(":") for target in targets) if at and key == name}
            after = [later.start for later in self.years if later.start > year and later.start in shown]
            blank = []
            for later in after:
                if (item, name, later) in self.entries:
                    break
                blank.append(later)
            goes_on = after and self.entries.get((item, name, after[0]))
            if not blank and not (goes_on and goes_on.state is EntryState.CONTINUES):
                continue
            entry = self.entries[item, name, year]
            match = _ENDS_IN_SIGN.fullmatch(entry.text)
            if match is not None and entry.shared_with is None:
                self.entries[entry.slot] = replace(entry, text=match.group(1))
            for later in blank:
                self._put(FieldValue(name, later, EntryState.CONTINUES), [item], place)
            self.drawn["sign"] += 1
            self.account.remark(place, entry.text, "文の終わりの矢印を、翌年度以降も続くと読みました。")
        self._arrowed.clear()

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

    def _put(self, value: FieldValue, items: Sequence[int], place: CellPlace, bold: str = "") -> None:
        """`bold` = the same words with what is bold in the sheet."""
        assert value.state is not None
        holder: SlotKey | None = None
        for item in items:
            slot: SlotKey = (item, value.field, value.year)
            if slot in self.entries:
                self._join(slot, value, place)
                continue
            others = self._alternatives.get(value.field, ())
            where, rich = cell_name(place), bold if has_bold(bold) else ""
            draft = EntryDraft(*slot, value.state, value.text, where, holder, alternatives=others, rich=rich)
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
        if column.year is not None and any(self._column(to).definition is column.definition for to in others):
            self.drawn["merge"] += 1
        for target in others:
            other = self._column(target)
            if column.year is None or other.definition.key != column.definition.key:
                if other.definition.key != "actual" and column.definition.key != "actual":
                    self.account.remark(place, "", "横に結合された欄の文を、左の欄に入れます。")
                continue
            for item in items:
                year = other.year.start if other.year else None
                self._put(FieldValue(other.fields[0], year, EntryState.CONTINUES), [item], place)
