"""Made-up plans in the shapes of 年次計画 (P3) and 実施実績 (P4) for property tests."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st
from random_plans import YEARS, Cell, Initiative, Row, Writer, one, plain_values, yearly_values

from zaitaku_desktop.model.document import Document
from zaitaku_desktop.model.plan import Entry, EntryState, ItemKind, ItemTag, Mark, Plan, PlanItem
from zaitaku_desktop.operations.new_file import axis_value_id

PROGRAM_ITEMS = ("a", "i", "u", "e", "o", "ka", "ki", "ku")
RESULT = 2022
TITLE = "みなと野の計画"
Cells = dict[str, st.SearchStrategy[Cell]]
YEARLY_OWN: Cells = {key: one(key, None, plain_values) for key in ("purpose", "national_examples")}
YEARLY_LINE: Cells = {f"plan{year}": one("plan", year, yearly_values) for year in YEARS}
RESULT_OWN: Cells = {"summary": one("summary", None, plain_values)}
RESULT_LINE: Cells = {
    "indicator_text": one("indicator_text", RESULT, yearly_values),
    "grade": one("grade", RESULT, st.sampled_from([(EntryState.TEXT, letter) for letter in "ABCD"])),
    "actual": one("actual", RESULT, yearly_values),
}


@st.composite
def _lines(draw: st.DrawFn, columns: Cells, least: str) -> list[Row]:
    """Lines that share nothing; each has something in the column `least`, else it would be no line."""
    return [
        Row({name: draw(cells) for name, cells in columns.items() if name == least or draw(st.booleans())})
        for _ in range(draw(st.integers(1, 3)))
    ]


@st.composite
def yearly_plans(draw: st.DrawFn) -> list[tuple[str, Initiative]]:
    """(key of a 事業項目 or a name of its own, the nameless 取組 below it)."""
    names = draw(st.lists(st.sampled_from((*PROGRAM_ITEMS, "その他の支え", "新しい集い")), min_size=1, unique=True))
    made = []
    for name in names:
        own = Row({key: draw(cells) for key, cells in YEARLY_OWN.items() if draw(st.booleans())})
        made.append((name, Initiative("", Mark.NONE, own, draw(_lines(YEARLY_LINE, "plan2021")))))
    return made


@st.composite
def results(draw: st.DrawFn) -> list[tuple[str, list[str], Initiative]]:
    """(No., keys of 事業項目, 取組)."""
    made = []
    for index in range(draw(st.integers(1, 5))):
        own = Row({key: draw(cells) for key, cells in RESULT_OWN.items() if draw(st.booleans())})
        tags = draw(st.lists(st.sampled_from(PROGRAM_ITEMS), max_size=3, unique=True))
        initiative = Initiative(f"取組{index}", Mark.NONE, own, draw(_lines(RESULT_LINE, "actual")))
        made.append((f"{'①②③'[index // 2]}-{index % 2 + 1}", sorted(tags, key=PROGRAM_ITEMS.index), initiative))
    return made


class FormWriter(Writer):
    """Writes such a plan and its 資料 as records. Returns the id of the 資料."""

    def yearly(self, plan: list[tuple[str, Initiative]]) -> int:
        record = self._plan(YEARS[0], YEARS[-1])
        for place, (name, initiative) in enumerate(plan):
            value = axis_value_id(self.session, "program_item", name) if name in PROGRAM_ITEMS else None
            group = self._item(record, None, ItemKind.GROUP, place, "" if value else name)
            self.session.get_one(PlanItem, group).axis_value_id = value
            self._initiative(record, group, 0, initiative, YEARLY_OWN, YEARLY_LINE)
        return self._document(record, form="p3", fiscal_year=YEARS[0])

    def results(self, plan: list[tuple[str, list[str], Initiative]]) -> int:
        record = self._plan(RESULT, RESULT)
        for place, (number, tags, initiative) in enumerate(plan):
            item = self._initiative(record, None, place, initiative, RESULT_OWN, RESULT_LINE)
            self.session.get_one(PlanItem, item).number = number
            for key in tags:
                self.session.add(ItemTag(item_id=item, axis_value_id=axis_value_id(self.session, "program_item", key)))
        return self._document(record, form="p4", actual_years=[RESULT], fiscal_year=RESULT)

    def _plan(self, first: int, last: int) -> int:
        record = Plan(title=TITLE, first_year=first, last_year=last)
        self.session.add(record)
        self.session.flush()
        return record.id

    def _initiative(
        self, plan: int, group: int | None, place: int, initiative: Initiative, own: Iterable[str], lines: Iterable[str]
    ) -> int:
        above: dict[str, list[Entry]] = {}
        item = self._item(plan, group, ItemKind.INITIATIVE, place, initiative.title)
        self._row(item, initiative.own, above, own)
        if len(initiative.rows) == 1:
            self._row(item, initiative.rows[0], above, lines)
            return item
        for at, row in enumerate(initiative.rows):
            self._row(self._item(plan, item, ItemKind.LINE, at, ""), row, above, lines)
        return item

    def _document(self, plan: int, **more: Any) -> int:
        document = Document(title=TITLE, plan_id=plan, notes=["市：見直す。", "※残る注"], draft=False, **more)
        self.session.add(document)
        self.session.flush()
        return document.id
