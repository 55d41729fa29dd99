"""Figures that were read → records: blanks are filled, a differing value stays and is told, none is written twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from zaitaku_desktop.exchange.areas import Area
from zaitaku_desktop.exchange.counts.consultations import Path, ReadCount, find_consultations
from zaitaku_desktop.exchange.counts.indicators import ReadAmount, find_indicators
from zaitaku_desktop.exchange.counts.sheets import Account, bare
from zaitaku_desktop.exchange.figure_rows import Decided, FigureRow
from zaitaku_desktop.exchange.proposal import Conflict, Created, ImportReport, Listed, cell_name
from zaitaku_desktop.exchange.sheet import SheetTable
from zaitaku_desktop.model.consultation_table import CategoryRow, Consultations, CountRow, month_words
from zaitaku_desktop.model.indicator_table import FIELD_NAMES, VALUE_FIELDS, IndicatorRow, Indicators, amount_words
from zaitaku_desktop.operations.consultation import CountValue, add_category, write_counts
from zaitaku_desktop.operations.indicator import AmountValue, add_indicator, write_amounts
from zaitaku_desktop.storage.reading_counts import load_consultations, load_indicators


@dataclass
class Part:
    """What a reader makes of its tables (`figures.FigurePart`). New records have ids below 0 until they are written."""

    name: str
    sheets: Sequence[SheetTable]
    source: str
    account: Account = field(default_factory=Account)
    rows: list[FigureRow] = field(default_factory=list)

    @property
    def conflicts(self) -> Sequence[Conflict]:
        """What differs from what is there."""
        return self.account.conflicts

    @property
    def remarks(self) -> Sequence[Listed]:
        """What to know besides."""
        return self.account.remarks

    def report(self) -> ImportReport:
        """What `apply` would report; what would be created has id 0."""
        created = [replace(one, id=0) for one in self.account.created]
        return replace(self.account.report(), created=tuple(created))

    def told(self, place: tuple[str, int, int], text: str) -> None:
        """A value that is new."""
        self.rows.append(FigureRow("追加", cell_name(place), text))


# ── 相談件数


def propose_consultations(connection: Connection, areas: Sequence[Area]) -> CountPart | None:
    """What would be done with the tables of 相談件数, None = there is none."""
    sheets = list({area.sheet.name: area.sheet for area in areas if area.kind == "consultation"}.values())
    return propose_counts(connection, sheets) if sheets else None


def propose_counts(connection: Connection, sheets: Sequence[SheetTable], source: str = "") -> CountPart:
    """What would be done with these sheets; `source` = name of the file, which may say the 年度."""
    part = CountPart("相談件数", sheets, source, table=load_consultations(connection))
    for sheet in sheets:
        part.take(list(find_consultations(sheet, part.table, source, part.account)))
    return part


@dataclass
class CountPart(Part):
    """`table` = the records as they would be."""

    table: Consultations = field(default_factory=lambda: Consultations({}, {}))
    values: list[CountValue] = field(default_factory=list)
    theirs: dict[tuple[int, str, int | None], CountValue] = field(default_factory=dict)

    def take(self, found: Sequence[ReadCount]) -> None:
        """Months, then figures of a 年度 that they do not give, then totals that neither gives."""
        self._write(one for one in found if one.path[1] and one.month is not None)
        self._write(one for one in found if one.path[1] and one.month is None)
        self._write(one for one in found if not one.path[1] and not self._agrees(one))

    def apply(self, session: Session, decided: Decided) -> ImportReport:
        """Write it, as the records are now."""
        session.flush()
        part = propose_counts(session.connection(), self.sheets, self.source)
        ids: dict[int, int] = {}
        for row in part.table.categories.values():
            if row.id < 0:
                ids[row.id] = add_category(session, row.name, ids.get(row.parent_id or 0, row.parent_id))
        chosen = [value for key, value in part.theirs.items() if decided.get(key) == "theirs"]
        values = [replace(one, category_id=ids.get(one.category_id or 0, one.category_id)) for one in part.values]
        changed = write_counts(session, [*values, *chosen])
        created = tuple(replace(one, id=ids.get(one.id, one.id)) for one in part.account.created)
        return replace(part.account.report(), created=created, changed=changed)

    def _agrees(self, one: ReadCount) -> bool:
        """Whether a total is what the counts give; it is taken then without being stored."""
        category = self._category(one.path)
        if one.month is None and self.table.by_month(one.year, category):
            now = self.table.sum_of_months(one.year, category)
        else:
            now = self.table.computed(one.year, one.month, category)
        if now == one.count:
            self.account.taken += 1
            return True
        if now is not None:
            words = f"内訳を足すと{now:,}件です。どちらも残します。"
            self.account.remarks.append(Listed(cell_name(one.place), f"{one.count:,}", words))
        return False

    def _category(self, path: Path) -> int | None:
        """The category of that name; made if it is not there."""
        head, name = path
        if not head and not name:
            return None
        parent = self._named(head, None) if head else None
        return self._named(name, parent) if name else parent

    def _named(self, name: str, parent: int | None) -> int:
        found = next((row.id for row in self.table.children(parent) if row.name == name), None)
        if found is not None:
            return found
        made = CategoryRow(-len(self.table.categories) - 1, parent, name, position=len(self.table.categories))
        self.table = Consultations({**self.table.categories, made.id: made}, self.table.counts)
        self.account.created.append(Created(made.id, "consultation_category", self.table.name(made.id)))
        return made.id

    def _write(self, found: Iterable[ReadCount]) -> None:
        made: dict[int, CountRow] = {}
        slots: dict[tuple[int, int | None, int | None], int] = {}
        for one in found:
            category = self._category(one.path)
            if one.month is None and one.path[1] and self.table.sum_of_months(one.year, category) == one.count:
                self.account.taken += 1  # what its months give is no figure of its own
                continue
            stored = self.table.stored(one.year, one.month, category)
            slot = (one.year.start, one.month, category)
            mine = slots.get(slot, None if stored is None else stored.count)
            if mine is not None and mine != one.count:
                self._conflict(one, category, mine)
                continue
            self.account.taken += 1
            if mine is None:
                slots[slot] = one.count
                row = CountRow(-len(self.table.counts) - len(made) - 1, one.year, one.month, category, one.count)
                made[row.id] = row
                self.values.append(CountValue(*slot, one.count))
                self.account.changed += 1
                self.told(one.place, f"{self._where(one, category)}　{one.count:,}件")
        self.table = Consultations(self.table.categories, {**self.table.counts, **made})

    def _where(self, one: ReadCount, category: int | None) -> str:
        return f"{one.year.long} {month_words(one.month)} {self.table.name(category)}"

    def _conflict(self, one: ReadCount, category: int | None, mine: int) -> None:
        found = Conflict(
            cell_name(one.place), category or 0, f"consultation:{one.month or ''}", one.year.start, f"{mine:,}",
            f"{one.count:,}", self._where(one, category), name="相談件数",
        )  # fmt: skip
        self.account.conflicts.append(found)
        self.theirs[found.key] = CountValue(one.year.start, one.month, category, one.count)


# ── 指標


def propose_indicators(connection: Connection, sheets: Sequence[SheetTable]) -> AmountPart | None:
    """What would be done with the tables of 指標 on these sheets, None = there is none."""
    part = AmountPart("指標", sheets, "", table=load_indicators(connection))
    for sheet in sheets:
        for one in find_indicators(sheet, part.account):
            part.take(one)
    return part if part.account.taken or part.account.conflicts or part.account.not_taken else None


@dataclass
class AmountPart(Part):
    """`table` = the records as they are, `new` = the indicators that would be made, by id below 0."""

    table: Indicators = field(default_factory=lambda: Indicators({}, {}))
    new: dict[int, IndicatorRow] = field(default_factory=dict)
    values: list[AmountValue] = field(default_factory=list)
    theirs: dict[tuple[int, str, int | None], AmountValue] = field(default_factory=dict)

    def take(self, one: ReadAmount) -> None:
        """A value where there is none; one that differs stays."""
        rows = (*self.table.rows.values(), *self.new.values())
        row = next((row for row in rows if bare(row.name) == bare(one.name)), None)
        if row is None:
            row = IndicatorRow(-len(self.new) - 1, one.name, one.unit, one.direction)
            self.new[row.id] = row
            self.account.created.append(Created(row.id, "indicator", one.name))
        stored = self.table.value(row.id, one.year)
        mine = None if stored is None else getattr(stored, one.field)
        value = AmountValue(row.id, one.year.start, one.field, one.amount)
        words = f"{one.name} {one.year.long} {next(FIELD_NAMES[key] for key in VALUE_FIELDS if key == one.field)}"
        if mine is not None and mine != one.amount:
            found = Conflict(
                cell_name(one.place), row.id, one.field, one.year.start, amount_words(mine), amount_words(one.amount),
                words, name="指標",
            )  # fmt: skip
            self.account.conflicts.append(found)
            self.theirs[found.key] = value
            return
        self.account.taken += 1
        if mine is None:
            self.values.append(value)
            self.account.changed += 1
            self.told(one.place, f"{words}　{amount_words(one.amount)}")

    def apply(self, session: Session, decided: Decided) -> ImportReport:
        """Write it, as the records are now."""
        session.flush()
        part = propose_indicators(session.connection(), self.sheets) or self
        ids = {
            row.id: add_indicator(session, row.name, unit=row.unit, direction=row.direction)
            for row in part.new.values()
        }
        chosen = [value for key, value in part.theirs.items() if decided.get(key) == "theirs"]
        values = [replace(one, indicator_id=ids.get(one.indicator_id, one.indicator_id)) for one in part.values]
        changed = write_amounts(session, [*values, *chosen])
        created = tuple(replace(one, id=ids.get(one.id, one.id)) for one in part.account.created)
        return replace(part.account.report(), created=created, changed=changed)
