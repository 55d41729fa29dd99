"""指標 as a table: each with its values of four 年度, what is counted, and the 取組 that serve it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.model.indicator import Direction
from zaitaku_desktop.model.indicator_table import (
    DIRECTION_NAMES,
    FIELD_NAMES,
    RATES,
    VALUE_FIELDS,
    IndicatorRow,
    Indicators,
    IndicatorValueRow,
    achievement,
    amount_words,
    reached,
    read_amount,
)
from zaitaku_desktop.operations import indicator as operations
from zaitaku_desktop.operations.indicator import AmountValue
from zaitaku_ui.meeting_desk import MeetingDesk
from zaitaku_ui.records.fields import FieldSource, RecordField
from zaitaku_ui.tables.cell_text import CellText, Paragraph, Piece, Tone
from zaitaku_ui.tables.plain import PlainColumn

SHOWN = 4
"""年度 beside each other as in print, the chosen one last."""
_YEARLY = re.compile(r"y(\d{4}):(\w+)")
NAME = (PlainColumn("name", ("指標",), 250), PlainColumn("unit", ("単位",), 62))
REST = (
    PlainColumn("direction", ("良い向き",), 116),
    PlainColumn("numerator_name", ("分子とするもの",), 190),
    PlainColumn("denominator_name", ("分母とするもの",), 190),
    PlainColumn("definition", ("数え方",), 240),
    PlainColumn("items", ("取組",), 220),
)
WIDTHS = {"target": 70, "actual": 70, "numerator": 66, "denominator": 66, "note": 120}


def _read_direction(text: str) -> object:
    for direction, name in DIRECTION_NAMES.items():
        if text.strip() in (name, name[:2], name[:3]):
            return direction
    raise KnownError(
        f"「{text.strip()}」は、良い向きにできません。",
        safe="何も変えていません。",
        todo="「多いほど良い」か「少ないほど良い」を選んでください。",
    )


def _show_direction(value: Any) -> str:
    return DIRECTION_NAMES[Direction(value)]


def year_of(key: str) -> tuple[FiscalYear, str] | None:
    """年度 and field of a column, None = it has none."""
    found = _YEARLY.fullmatch(key)
    return None if found is None else (FiscalYear(int(found[1])), found[2])


class IndicatorSource(FieldSource):
    """In the order in which they print."""

    name = "指標の表"
    word = "指標"
    empty = "まだ指標がありません。1行目に、指標の名前と単位を入力してください。"
    frozen = 2
    fields: Mapping[str, RecordField] = {"direction": RecordField(_show_direction, _read_direction)}

    def __init__(self, desk: MeetingDesk) -> None:
        super().__init__(desk)

    @property
    def now(self) -> Indicators:
        """All of them as they are now."""
        return self.desk.indicators

    @property
    def years(self) -> tuple[FiscalYear, ...]:
        """The 年度 that have columns."""
        return tuple(self.desk.year - back for back in range(SHOWN - 1, -1, -1))

    @property
    def columns(self) -> tuple[PlainColumn, ...]:  # type: ignore[override]
        """Name and unit, four values a 年度, the rest."""
        yearly = [
            PlainColumn(f"y{year.start}:{field}", (year.long, FIELD_NAMES[field]), WIDTHS[field])
            for year in self.years
            for field in VALUE_FIELDS
        ]
        note = PlainColumn(f"y{self.desk.year.start}:note", (f"{self.desk.year.short}の注",), WIDTHS["note"])
        return (*NAME, *yearly, note, *REST)

    def records(self) -> Sequence[int]:
        """In order."""
        return list(self.now.rows)

    def row(self, record: int) -> IndicatorRow:
        """The indicator."""
        return self.now.rows[record]

    def text(self, record: int, key: str) -> str:
        """Values as they were typed; 取組 by their No."""
        yearly = year_of(key)
        if yearly is None:
            return self._items(record) if key == "items" else super().text(record, key)
        value = self.now.value(record, yearly[0])
        if value is None:
            return ""
        return value.note if yearly[1] == "note" else amount_words(getattr(value, yearly[1]))

    def _items(self, record: int) -> str:
        names = self.desk.item_titles
        return "、".join(names[item].partition("\u3000")[0] for item in self.now.items_of(record) if item in names)

    def look(self, record: int, key: str, text: str) -> CellText | None:
        """Numbers in the middle; a target that was reached bold, a rate that does not add up marked."""
        yearly = year_of(key)
        if yearly is None or yearly[1] == "note":
            return None
        value, row = self.now.value(record, yearly[0]), self.row(record)
        tone: Tone = "plain"
        if yearly[1] == "actual" and value is not None:
            tone = "bold" if reached(row.direction, value.target, value.actual) else "plain"
            tone = "warn" if self._differs(record, yearly[0]) else tone
        return CellText((Paragraph((Piece(text, tone),), centred=True),)) if text else CellText()

    def _differs(self, record: int, year: FiscalYear) -> bool:
        value = self.now.value(record, year)
        if value is None or value.actual is None or not self.row(record).is_rate or value.rate is None:
            return False
        return value.rate_differs

    def tip(self, record: int, key: str) -> str:
        """達成率, and what numerator and denominator give."""
        yearly = year_of(key)
        if key == "items":
            names = self.desk.item_titles
            return "\n".join(names[item] for item in self.now.items_of(record) if item in names)
        value = None if yearly is None else self.now.value(record, yearly[0])
        if value is None:
            return ""
        rate = achievement(self.row(record).direction, value.target, value.actual)
        words = [] if rate is None else [f"達成率 {rate}％"]
        if value.rate is not None:
            words.append(f"分子÷分母 {value.rate}％")
        return "　".join(words)

    def choices(self, key: str) -> Sequence[str]:
        """Directions, and the 取組 of all plans."""
        if key == "direction":
            return list(DIRECTION_NAMES.values())
        return list(self.desk.item_titles.values()) if key == "items" else ()

    def only_choices(self, key: str) -> bool:
        """There are two directions."""
        return key == "direction"

    def add(self, session: Session, values: Mapping[str, Any]) -> int:
        """At the end."""
        made = operations.add_indicator(session, str(values["name"]))
        self.edit(session, made, {key: value for key, value in values.items() if key != "name"})
        return made

    def edit(self, session: Session, record: int, values: Mapping[str, Any]) -> None:
        """Columns, values and 取組; what numerator and denominator give becomes the 実績 of a rate that has none."""
        own, amounts = {}, []
        for key, value in values.items():
            yearly = year_of(key)
            if yearly is not None:
                amounts.append(AmountValue(record, yearly[0].start, yearly[1], value))
            elif key == "items":
                operations.set_items(session, record, value)
            else:
                own[key] = value
        row = self.now.rows.get(record)
        unit = own.get("unit", row.unit if row is not None else "")
        amounts += self._rates(record, amounts) if unit in RATES else ()
        if own:
            operations.edit_indicator(session, record, **own)
        if amounts:
            operations.write_amounts(session, amounts)

    def _rates(self, record: int, typed: Sequence[AmountValue]) -> list[AmountValue]:
        """The 実績 that follow from typed parts: where there is none yet, or the one that the parts gave before."""
        found = []
        for start in dict.fromkeys(one.fiscal_year for one in typed):
            new = {one.field: one.amount for one in typed if one.fiscal_year == start}
            year = FiscalYear(start)
            before = self.now.value(record, year) or IndicatorValueRow(0, record, year)
            after = replace(before, **new)  # type: ignore[arg-type]
            follows = before.actual is None or (before.rate is not None and not before.rate_differs)
            if "actual" in new or not new.keys() & {"numerator", "denominator"} or after.exact is None or not follows:
                continue
            places = 1 if before.actual is None else max(-int(before.actual.as_tuple().exponent), 0)
            found.append(AmountValue(record, start, "actual", round(after.exact, places)))
        return found

    def _read(self, key: str, text: str) -> object:
        yearly = year_of(key)
        if yearly is not None and yearly[1] != "note":
            try:
                return read_amount(text)
            except ValueError as error:
                raise KnownError(
                    f"「{text.strip()}」を数として読み取れませんでした。",
                    safe="何も変えていません。",
                    todo="数字だけを入力してください（例：1,234.5）。",
                ) from error
        return self._read_items(text) if key == "items" else super()._read(key, text)

    def _read_items(self, text: str) -> list[int]:
        """取組 by No. or name, parted by 、."""
        found = []
        for part in re.split(r"[、,，\n]", text):
            words = part.strip()
            if not words:
                continue
            same = [item for item, name in self.desk.item_titles.items() if words in (name, *name.split("\u3000", 1))]
            if not same:
                raise KnownError(
                    f"取組「{words}」が見つかりませんでした。",
                    safe="何も変えていません。",
                    todo="No. を「、」で区切って入力するか、一覧から選んでください（Alt+↓）。",
                )
            found.append(same[0])
        return found

    def delete(self, session: Session, record: int) -> None:
        """With its values."""
        operations.delete_indicators(session, [record])

    def why_not_move(self) -> str:
        """By hand."""
        return ""

    def move(self, records: Sequence[int], before: int | None) -> bool:
        """In one step, in their order."""

        def change(session: Session) -> bool:
            operations.move_indicators(session, records, before)
            return True

        return bool(self.desk.perform("指標の移動", change, self))

    def summary(self) -> str:
        """指標 5件　R7 目標に届いたもの 3件."""
        rows = self.now.rows.values()
        values = [(row, self.now.value(row.id, self.desk.year)) for row in rows]
        told = [reached(row.direction, value.target, value.actual) for row, value in values if value is not None]
        known = [one for one in told if one is not None]
        words = f"指標 {len(self.now.rows)}件"
        return f"{words}　{self.desk.year.short} 目標に届いたもの {sum(known)}／{len(known)}件" if known else words
