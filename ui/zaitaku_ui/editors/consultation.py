"""相談件数 as tables: a 年度 by month, every 年度, and the categories."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.fiscal_year import FiscalYear, years_between
from zaitaku_desktop.forms.completing import KnownLines
from zaitaku_desktop.model.consultation_table import MONTHS, CategoryRow, Consultations, month_words, read_count
from zaitaku_desktop.operations import consultation as operations
from zaitaku_desktop.operations.consultation import CountValue, write_counts
from zaitaku_ui.meeting_desk import MeetingDesk
from zaitaku_ui.records.fields import FieldSource, RecordField
from zaitaku_ui.records.source import Change, RecordSource
from zaitaku_ui.tables.cell_text import CellText, Paragraph, Piece, number_look
from zaitaku_ui.tables.plain import PlainColumn

SUM, YEAR, BEFORE, MORE = 101, 102, 103, 104
"""Rows below the months."""
_ROWS = {SUM: "月の合計", YEAR: "年度の数", BEFORE: "前年度", MORE: "前年度との差"}
_TIPS = {
    SUM: "月ごとの数を足した数です。",
    YEAR: "月ごとの数がないときに、年度の数を入れます。月の数とは足し合わせません。",
    BEFORE: "前年度の数です。",
    MORE: "この年度の数から、前年度の数を引いた数です。",
}
_FIXED = "計算した数なので、書けません。"
LETTER, LEAST = 13, 68
"""px of a letter of a heading, and of a column."""
TOTAL = "total"
LABEL = "label"
NO_CATEGORIES = "相談の区分がまだありません。「区分」の表に入力してください（Ctrl+Tab）。"


def count_columns(table: Consultations, years: Sequence[FiscalYear], label: str) -> tuple[PlainColumn, ...]:
    """A column for each category that is counted, and 合計."""
    found = [PlainColumn(LABEL, (label,), 104)]
    for section in table.sections(years):
        for row in section.members:
            heading = (row.name,) if section.alone else (section.head.name, row.name)
            found.append(PlainColumn(f"c{row.id}", heading, max(len(row.name) * LETTER + 14, LEAST)))
    return (*found, PlainColumn(TOTAL, ("合計",), 84))


def category_of(key: str) -> int | None:
    """The category of a column, None = 合計."""
    return int(key[1:]) if key.startswith("c") else None


def number_words(count: int | None) -> str:
    """`1,203`, "" = nothing."""
    return "" if count is None else f"{count:,}"


class CountSource(RecordSource):
    """What both tables of counts have in common. A record is a row: a month, or a 年度."""

    adds = False
    unit = "行"

    def __init__(self, desk: MeetingDesk) -> None:
        super().__init__()
        self.desk = desk

    @property
    def now(self) -> Consultations:
        """All counts as they are now."""
        return self.desk.consultations

    def slot(self, _record: int) -> tuple[FiscalYear, int | None] | None:
        """年度 and month of a row that can be typed in, None = it is worked out."""
        raise NotImplementedError

    def computed(self, record: int, key: str) -> int | None:
        """What a cell adds up to."""
        raise NotImplementedError

    def typed(self, record: int, key: str) -> int | None:
        """What was typed into a cell."""
        slot = self.slot(record)
        row = None if slot is None or key == LABEL else self.now.stored(*slot, category_of(key))
        return None if row is None else row.count

    def differs(self, record: int, key: str) -> bool:
        """Whether a number was typed that is not what the others add up to."""
        typed, computed = self.typed(record, key), self.computed(record, key)
        return typed is not None and computed is not None and typed != computed

    def text(self, record: int, key: str) -> str:
        """What was typed, else what it adds up to."""
        typed = self.typed(record, key)
        return number_words(self.computed(record, key) if typed is None else typed)

    def look(self, record: int, key: str, text: str) -> CellText | None:
        """Counts in the middle; what is worked out on its own ground, what does not add up marked."""
        if key == LABEL:
            return None
        own = self.typed(record, key)
        fixed = bool(self.why_not(record, key)) or (key == TOTAL and own is None)
        if self.differs(record, key):
            text = f"{text}（計 {number_words(self.computed(record, key))}）"
            return number_look(text, "warn")
        return number_look(text, "bold" if key == TOTAL else "plain", "panel" if fixed else "")

    def tip(self, record: int, key: str) -> str:
        """What does not add up."""
        if not self.differs(record, key):
            return ""
        typed, computed = self.typed(record, key), self.computed(record, key)
        return f"入力した数は{number_words(typed)}件、足した数は{number_words(computed)}件です。どちらも残しています。"

    def known(self, _record: int, _key: str, _above: Any) -> KnownLines:
        """Nothing: numbers are typed as they are."""
        return KnownLines(())

    def write(self, changes: Sequence[Change], what: str) -> Sequence[int] | None:
        """Every number in one step."""
        try:
            values = list(self._values(changes))
        except KnownError as trouble:
            self.say(f"{trouble.what}{trouble.todo}")
            return None
        done = self.desk.perform(what, lambda session: write_counts(session, values), self)
        return None if done is None else [one.record for one in changes]

    def _values(self, changes: Sequence[Change]) -> Iterator[CountValue]:
        for one in changes:
            slot = self.slot(one.record)
            if slot is None:
                continue
            year, month = slot
            for key, text in one.texts.items():
                yield CountValue(year.start, month, category_of(key), read_count(text))


class MonthsSource(CountSource):
    """The 年度 that is chosen: its months, what they add up to, and the year before."""

    name = "月別の相談件数"
    empty = ""

    @property
    def columns(self) -> tuple[PlainColumn, ...]:  # type: ignore[override]
        """The categories of the 年度."""
        return count_columns(self.now, (self.desk.year, self.desk.year - 1), "月")

    def records(self) -> Sequence[int]:
        """Twelve months and what stands below them; nothing without categories."""
        return (*MONTHS, SUM, YEAR, BEFORE, MORE) if self.now.categories else ()

    def slot(self, record: int) -> tuple[FiscalYear, int | None] | None:
        """Months, and the figure of the 年度."""
        if record == YEAR:
            return self.desk.year, None
        return (self.desk.year, record) if record <= 12 else None

    def computed(self, record: int, key: str) -> int | None:
        """合計 of a row, sums of the months, the year before."""
        table, year, category = self.now, self.desk.year, category_of(key)
        if record <= 12:
            return table.computed(year, record, category) if key == TOTAL else None
        if record == SUM:
            return table.sum_of_months(year, category)
        if record == YEAR:
            months = table.sum_of_months(year, category)
            return table.computed(year, None, category) if months is None and key == TOTAL else months
        before, now = table.figure(year - 1, category), table.figure(year, category)
        if record == BEFORE:
            return before
        return None if before is None or now is None else now - before

    def text(self, record: int, key: str) -> str:
        """The months by their names; what the year adds up to is no figure of its own."""
        if key == LABEL:
            return _ROWS.get(record) or month_words(record)
        if record == MORE:
            more = self.computed(record, key)
            return "" if more is None else f"{more:+,}" if more else "0"
        if record == YEAR and self.typed(record, key) is None and self.now.by_month(self.desk.year):
            return ""
        return super().text(record, key)

    def why_not(self, record: int, key: str) -> str:
        """Names and sums."""
        return _FIXED if key == LABEL or self.slot(record) is None else ""

    def tip(self, record: int, key: str) -> str:
        """What a row below the months is."""
        return super().tip(record, key) or (_TIPS.get(record, "") if key == LABEL else "")

    def ends_group(self, record: int) -> bool:
        """March, and the figure of the 年度."""
        return record in (MONTHS[-1], YEAR)

    def summary(self) -> str:
        """令和7年度 231件　前年度 214件（+17）."""
        year, table = self.desk.year, self.now
        now, before = table.figure(year), table.figure(year - 1)
        if now is None:
            return f"{year.long} まだ入力がありません"
        words = f"{year.long} {now:,}件"
        if before is not None:
            words += f"　前年度 {before:,}件（{now - before:+,}）"
        wrong = [one for one in (*table.differences(), *table.against_months()) if one.row.fiscal_year == year]
        return f"{words}　合わない数 {len(wrong)}か所" if wrong else words


class YearsSource(CountSource):
    """Every 年度; those that are entered by month show what their months add up to."""

    name = "年度別の相談件数"
    word = "年度"

    @property
    def columns(self) -> tuple[PlainColumn, ...]:  # type: ignore[override]
        """The categories of all 年度."""
        return count_columns(self.now, self._years(), "年度")

    def _years(self) -> Sequence[FiscalYear]:
        known = (*self.now.years, self.desk.year)
        return years_between(min(known) - 1, max(known))

    def records(self) -> Sequence[int]:
        """The 年度 with counts, and one before them; nothing without categories."""
        return [year.start for year in self._years()] if self.now.categories else ()

    def slot(self, record: int) -> tuple[FiscalYear, int | None] | None:
        """The figure of the 年度."""
        return FiscalYear(record), None

    def computed(self, record: int, key: str) -> int | None:
        """What its months add up to, and 合計."""
        year, category = FiscalYear(record), category_of(key)
        if key == TOTAL:
            return self.now.figure(year) if self._has_counts(year) else None
        return self.now.sum_of_months(year, category)

    def _has_counts(self, year: FiscalYear) -> bool:
        return self.now.by_month(year) or self.now.computed(year, None, None) is not None

    def text(self, record: int, key: str) -> str:
        """The 年度 by its name."""
        return FiscalYear(record).long if key == LABEL else super().text(record, key)

    def why_not(self, record: int, key: str) -> str:
        """Names, and what is entered by month."""
        if key == LABEL:
            return _FIXED
        by_month = self.now.by_month(FiscalYear(record), category_of(key))
        return "月ごとに入力した年度です。「月別」の表で直してください。" if by_month else ""


CATEGORIES = (
    PlainColumn("name", ("区分",), 200),
    PlainColumn("head", ("上の区分",), 180),
    PlainColumn("last_year", ("最後に使う年度",), 140),
    PlainColumn("places", ("件数のある所",), 120),
)


def _show_year(value: Any) -> str:
    return FiscalYear(value).long


def _read_year(text: str) -> object:
    if not text.strip():
        return None
    try:
        return FiscalYear.parse(text.strip()).start
    except ValueError as error:
        raise KnownError(
            f"「{text.strip()}」を年度として読み取れませんでした。",
            safe="何も変えていません。",
            todo="R7、令和7年度 のように入力してください。",
        ) from error


class CategoriesSource(FieldSource):
    """The two levels, each category below the one it belongs to."""

    name = "相談の区分"
    word = "区分"
    columns = CATEGORIES
    empty = "相談の区分がまだありません。区分と、その上の区分（医療機関など）を入力してください。"
    fields: Mapping[str, RecordField] = {
        "last_year": RecordField(_show_year, _read_year),
        "places": RecordField(str, None, "件数のある所の数です。"),
    }

    def records(self) -> Sequence[int]:
        """Each of the upper level with those below it."""
        table = self.desk.consultations
        return [row.id for head in table.children() for row in (head, *table.children(head.id))]

    def row(self, record: int) -> CategoryRow:
        """The category."""
        return self.desk.consultations.categories[record]

    def text(self, record: int, key: str) -> str:
        """The upper category by its name; how many counts there are."""
        table = self.desk.consultations
        if key == "head":
            head = table.categories.get(self.row(record).parent_id or 0)
            return "" if head is None else head.name
        if key == "places":
            count = sum(row.category_id == record for row in table.counts.values())
            return str(count) if count else ""
        return super().text(record, key)

    def look(self, record: int, key: str, text: str) -> CellText | None:
        """Those of the lower level stand in."""
        if key != "name" or self.row(record).parent_id is None:
            return CellText((Paragraph((Piece(text, "bold"),)),)) if key == "name" else None
        return CellText((Paragraph((Piece(f"　{text}"),)),))

    def choices(self, key: str) -> Sequence[str]:
        """The categories of the upper level."""
        return [row.name for row in self.desk.consultations.children()] if key == "head" else ()

    def why_not(self, record: int, key: str) -> str:
        """A category stays where it was made."""
        if key == "head" and record:
            return "上の区分は、追加するときだけ選べます。"
        return super().why_not(record, key)

    def add(self, session: Session, values: Mapping[str, Any]) -> int:
        """Below the upper category that is named."""
        name = str(values.get("head", "")).strip()
        head = next((row for row in self.desk.consultations.children() if row.name == name), None)
        if name and head is None:
            raise KnownError(
                f"上の区分「{name}」がありません。",
                safe="何も変えていません。",
                todo="先に、上の区分を追加してください。",
            )
        made = operations.add_category(session, str(values["name"]), None if head is None else head.id)
        if values.get("last_year") is not None:
            operations.edit_category(session, made, last_year=values["last_year"])
        return made

    def edit(self, session: Session, record: int, values: Mapping[str, Any]) -> None:
        """Name or last 年度."""
        operations.edit_category(session, record, **values)

    def delete(self, session: Session, record: int) -> None:
        """One that has no counts."""
        if record in self.desk.consultations.categories and self._is_there(session, record):
            operations.delete_category(session, record)

    @staticmethod
    def _is_there(session: Session, record: int) -> bool:
        """It may have gone with the one above it."""
        return operations.category_exists(session, record)

    def why_not_move(self) -> str:
        """By hand."""
        return ""

    def move(self, records: Sequence[int], before: int | None) -> bool:
        """Among those below the same one."""
        table = self.desk.consultations
        parents = {table.categories[one].parent_id for one in records}
        target = None if before is None else table.categories[before]
        if len(parents) > 1:
            self.say("同じ段の区分だけを、一緒に移せます。")
            return False
        (parent,) = parents
        if target is not None and target.parent_id != parent:
            # Before the first below another head: behind the last of its own.
            target = table.categories.get(target.parent_id or 0) if parent is None else None
        goal = None if target is None else target.id

        def change(session: Session) -> bool:
            operations.move_categories(session, records, goal)
            return True

        return bool(self.desk.perform("区分の移動", change, self))

    def summary(self) -> str:
        """How many there are."""
        leaves = [row for row in self.desk.consultations.categories.values() if row.parent_id is not None]
        return f"区分 {len(leaves)}"
