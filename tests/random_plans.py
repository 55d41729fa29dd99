"""Made-up plans of every shape for property tests, and what they say without their ids."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from hypothesis import strategies as st
from sqlalchemy import create_engine
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from zaitaku_desktop.forms.cells import NONE_SIGNS, POINT_MARKS
from zaitaku_desktop.model.base import Record
from zaitaku_desktop.model.document import Document
from zaitaku_desktop.model.municipality import Municipality
from zaitaku_desktop.model.plan import Entry, EntryState, ItemKind, Mark, Plan, PlanItem
from zaitaku_desktop.model.records import ALL
from zaitaku_desktop.model.snapshot import PlanSnapshot
from zaitaku_desktop.operations.new_file import fill_new
from zaitaku_desktop.storage.tables import LOG

YEARS = (2021, 2022, 2023)
MARKS = (Mark.NEW, Mark.EXISTING, Mark.NONE)
"""Those that a table prints; 太字 is one of lists of points."""
GROUPS = ("日常の療養支援", "入退院支援", "看取り", "全てに関わること", "その他の取組")
NAMES = ("みなと東", "髙﨑 濵子", "𠮷田", "葛\U000e0100西")
Slot = tuple[str, int | None]
Value = tuple[EntryState, str]
Cell = dict[Slot, Value]
"""What stands in one cell of the form: one field, or several."""


def _plain(text: str) -> bool:
    bare = text.strip()
    return (
        bool(bare)
        and text == text.strip("\n \u3000")
        and not (len(bare) == 1 and (bare in NONE_SIGNS or bare in POINT_MARKS))
        and not any(bare.startswith(word) for word in ("継続", "→"))
    )


texts = (
    st.lists(st.text(alphabet="あ漢𠮷髙ー・○1２aＢ（）。、 \u3000", min_size=1, max_size=8), min_size=1, max_size=3)
    .map("\n".join)
    .filter(_plain)
)
plain_values = texts.map(lambda text: (EntryState.TEXT, text))
yearly_values = st.one_of(
    plain_values,
    st.just((EntryState.CONTINUES, "")),
    texts.map(lambda text: (EntryState.CONTINUES, f"・{text}")),
    st.just((EntryState.NONE, "")),
)


def one(key: str, year: int | None, values: st.SearchStrategy[Value]) -> st.SearchStrategy[Cell]:
    return values.map(lambda value: {(key, year): value})


leaders = st.one_of(
    st.sampled_from(NAMES).map(lambda name: {("leader", None): (EntryState.TEXT, name)}),
    st.dictionaries(st.sampled_from(YEARS), st.sampled_from(NAMES), min_size=1).map(
        lambda found: {("leader", year): (EntryState.TEXT, name) for year, name in sorted(found.items())}
    ),
)
purposes = st.tuples(texts, st.none() | texts).map(
    lambda pair: (
        {("purpose", None): (EntryState.TEXT, pair[0])}
        | ({} if pair[1] is None else {("summary", None): (EntryState.TEXT, pair[1])})
    )
)
LINE_COLUMNS: dict[str, st.SearchStrategy[Cell]] = {
    "leader": leaders,
    **{f"plan{year}": one("plan", year, yearly_values) for year in YEARS},
    "actual2021": one("actual", 2021, yearly_values),
    "output_goal": one("output_goal", None, plain_values),
    "outcome_goal": one("outcome_goal", None, plain_values),
}
INITIATIVE_COLUMNS: dict[str, st.SearchStrategy[Cell]] = {
    "purpose": purposes,
    "target_group": one("target_group", None, plain_values),
}


@dataclass
class Row:
    """A row's cells; `shared` = columns that share the text of the row above (in the same 項目)."""

    cells: dict[str, Cell] = field(default_factory=dict)
    shared: set[str] = field(default_factory=set)


@dataclass
class Initiative:
    title: str
    mark: Mark
    own: Row
    rows: list[Row]


@st.composite
def rows(draw: st.DrawFn, columns: dict[str, st.SearchStrategy[Cell]]) -> Row:
    made = Row()
    for name, cells in columns.items():
        kind = draw(st.sampled_from(("blank", "own", "own", "own", "shared")))
        if kind == "own":
            made.cells[name] = draw(cells)
        elif kind == "shared" and name != "actual2021":  # a row with nothing of its own is no row
            made.shared.add(name)
    return made


@st.composite
def plans(draw: st.DrawFn) -> list[tuple[str, list[Initiative]]]:
    made = []
    for name in draw(st.lists(st.sampled_from(GROUPS), min_size=1, max_size=3, unique=True)):
        initiatives = []
        for index in range(draw(st.integers(1, 3))):
            title = f"{name[0]}の取組{index}"
            own = draw(rows(INITIATIVE_COLUMNS))
            lines = [draw(rows(LINE_COLUMNS)) for _ in range(draw(st.integers(1, 3)))]
            initiatives.append(Initiative(title, draw(st.sampled_from(MARKS)), own, lines))
        made.append((name, initiatives))
    return made


class Writer:
    """Writes a generated plan as records."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def write(self, plan: list[tuple[str, list[Initiative]]]) -> int:
        record = Plan(title="みなと野の計画", first_year=YEARS[0], last_year=YEARS[-1], due="令和5年度末")
        self.session.add(record)
        self.session.flush()
        for place, (name, initiatives) in enumerate(plan):
            group = self._item(record.id, None, ItemKind.GROUP, place, name)
            above: dict[str, list[Entry]] = {}
            for index, initiative in enumerate(initiatives):
                item = self._item(record.id, group, ItemKind.INITIATIVE, index, initiative.title, initiative.mark)
                self._row(item, initiative.own, above, INITIATIVE_COLUMNS)
                if len(initiative.rows) == 1:
                    self._row(item, initiative.rows[0], above)
                else:
                    for at, row in enumerate(initiative.rows):
                        self._row(self._item(record.id, item, ItemKind.LINE, at, ""), row, above)
        document = Document(
            form="p1",
            title="みなと野の計画",
            plan_id=record.id,
            fiscal_year=2022,
            actual_years=[2021],
            notes=["市：見直す。", "※残る注"],
            draft=False,
        )
        self.session.add(document)
        self.session.flush()
        return document.id

    def _item(
        self, plan_id: int, parent: int | None, kind: ItemKind, position: int, title: str, mark: Mark = Mark.NONE
    ) -> int:
        item = PlanItem(
            plan_id=plan_id, parent_id=parent, kind=kind.value, position=position, title=title, mark=mark.value
        )
        self.session.add(item)
        self.session.flush()
        return item.id

    def _row(self, item: int, row: Row, above: dict[str, list[Entry]], columns: Iterable[str] = LINE_COLUMNS) -> None:
        for name in columns:
            if name in row.shared and above.get(name):
                for holder in above[name]:
                    self.session.add(
                        Entry(item_id=item, field=holder.field, year=holder.year, shared_from_id=holder.id)
                    )
            elif name in row.cells:
                above[name] = [
                    Entry(item_id=item, field=key, year=year, state=state.value, text=text)
                    for (key, year), (state, text) in row.cells[name].items()
                ]
                self.session.add_all(above[name])
                self.session.flush()
            else:
                above[name] = []


def facts(view: PlanSnapshot) -> list[object]:
    """The plan without ids: items in order with their entries; a sharer names the place of its holder."""
    order = {item.id: index for index, item in enumerate(view.walk())}
    found: list[object] = []
    for item in view.walk():
        entries = {
            (key, year): (
                view.holder(entry).state,
                view.holder(entry).text,
                None if entry.shared_from_id is None else order[view.holder(entry).item_id],
            )
            for (item_id, key, year), entry in view.entries.items()
            if item_id == item.id
        }
        found.append((item.kind, item.title, item.mark, sorted(entries.items(), key=str)))
    return found


def new_file() -> Engine:
    engine = create_engine("sqlite://")
    assert ALL
    Record.metadata.create_all(engine)
    LOG.create_all(engine)
    with Session(engine) as session, session.begin():
        session.add(Municipality(id=1, name="みなと野市"))
        fill_new(session)
    return engine
