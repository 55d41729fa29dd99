"""Whatever is done to a plan, in any order: no text is lost but by deleting or overwriting it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import create_engine, event, select
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.forms.cells import FieldValue
from zaitaku_desktop.model.base import Record
from zaitaku_desktop.model.municipality import Municipality
from zaitaku_desktop.model.plan import Entry, EntryState, ItemKind, PlanItem
from zaitaku_desktop.operations import entries, plan_cells, plan_moves, plan_rows
from zaitaku_desktop.operations.plan import create_plan

FIELDS: tuple[tuple[str, int | None], ...] = (
    ("purpose", None),
    ("target_group", None),
    ("leader", None),
    ("leader", 2024),
    ("plan", 2024),
    ("plan", 2025),
    ("outcome_goal", None),
)
INDEX = st.integers(0, 40)
ROWS = st.lists(INDEX, min_size=1, max_size=3)
KEY = st.sampled_from(FIELDS)
Shown = dict[int, tuple[str, int | None, str, str]]


def in_memory() -> Session:
    """A session on an empty data base of all records."""
    engine = create_engine("sqlite://")
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys=ON"))
    Record.metadata.create_all(engine)
    session = Session(engine)
    session.add(Municipality(id=1, name="みなと野市"))
    session.flush()
    return session


class AnyOrder(RuleBasedStateMachine):
    """Rows are chosen by an index into those there are; what is refused must have changed nothing that shows."""

    def __init__(self) -> None:
        super().__init__()
        self.session = in_memory()
        self.words = 0

    def teardown(self) -> None:
        engine = self.session.get_bind()
        self.session.close()
        engine.dispose()  # type: ignore[union-attr]

    @initialize()
    def begin(self) -> None:
        self.plan = create_plan(self.session, "計画", 2024, 2026)
        for _ in range(2):
            group = plan_rows.add_group(self.session, self.plan)
            for _ in range(2):
                plan_rows.add_initiative(self.session, self.plan, group)
        first, second, third, fourth = self.items(ItemKind.INITIATIVE)
        for each in (first, second, third):
            self.fill(each.id, FIELDS)
        self.fill(fourth.id, FIELDS[2:])  # nothing that stands on the 取組 itself: it can be indented
        self.fill(plan_rows.add_line(self.session, second.id), FIELDS)
        for sharer in (second, third):
            plan_cells.share_with(self.session, sharer.id, FIELDS[:4], first.id)

    def fill(self, item_id: int, keys: Sequence[tuple[str, int | None]]) -> None:
        """Write a text of its own into these fields of a row."""
        for key in keys:
            self.words += 1
            text = FieldValue(*key, EntryState.TEXT, f"文{self.words}")
            owner = entries.carrier(self.session, self.session.get_one(PlanItem, item_id), key[0])
            if owner.id == item_id:
                plan_cells.write_values(self.session, item_id, [text])

    # -- what is looked at ---------------------------------------------------------------------------------

    def items(self, *kinds: ItemKind) -> list[PlanItem]:
        found = [self.session.get_one(PlanItem, item_id) for item_id in entries.walk(self.session, self.plan)]
        return [item for item in found if not kinds or item.kind in kinds]

    def pick(self, index: int, *kinds: ItemKind) -> PlanItem | None:
        found = self.items(*kinds)
        return found[index % len(found)] if found else None

    def shown(self) -> Shown:
        found: Shown = {}
        for entry in self.session.scalars(select(Entry)):
            holder = entries.holder_of(self.session, entry)
            found[entry.id] = (entry.field, entry.year, holder.state, holder.text)
        return found

    def keeps(self, change: Callable[[], object], *, may_go: frozenset[int] = frozenset()) -> None:
        """Do it: every entry but those that may go shows what it showed."""
        before = self.shown()
        try:
            change()
        except KnownError:
            assert self.shown() == before
            return
        after = self.shown()
        for entry_id, value in before.items():
            if entry_id in may_go and entry_id not in after:
                continue
            assert after.get(entry_id) == value

    def below(self, item: PlanItem) -> set[int]:
        return {item.id, *entries.walk(self.session, self.plan, item.id)}

    def entries_of(self, items: set[int]) -> frozenset[int]:
        return frozenset(self.session.scalars(select(Entry.id).where(Entry.item_id.in_(items))))

    # -- cells ---------------------------------------------------------------------------------------------

    @rule(row=INDEX, key=KEY, state=st.sampled_from([*EntryState, None]))
    def write(self, row: int, key: tuple[str, int | None], state: EntryState | None) -> None:
        item = self.pick(row, ItemKind.INITIATIVE, ItemKind.LINE)
        if item is None:
            return
        self.words += 1
        text = f"文{self.words}" if state is EntryState.TEXT else ""
        owner = entries.carrier(self.session, item, key[0])
        present = entries.find(self.session, owner.id, *key)
        touched: set[int] = set()
        if present is not None:
            holder = entries.holder_of(self.session, present)
            touched = {holder.id, *(sharer.id for sharer in entries.sharers_of(self.session, holder))}
        before = self.shown()
        plan_cells.write_values(self.session, item.id, [FieldValue(*key, state, text)])
        after = self.shown()
        assert {i: v for i, v in before.items() if i not in touched} == {
            i: v for i, v in after.items() if i in before and i not in touched
        }
        written = [value for i, value in after.items() if i in touched or i not in before]
        assert set(written) == ({(*key, state.value, text)} if state else set())

    @rule(row=INDEX, other=INDEX, key=KEY)
    def share(self, row: int, other: int, key: tuple[str, int | None]) -> None:
        item = self.pick(row, ItemKind.INITIATIVE, ItemKind.LINE)
        source = self.pick(other, ItemKind.INITIATIVE, ItemKind.LINE)
        if item is None or source is None:
            return
        owner = entries.carrier(self.session, item, key[0])
        own = entries.find(self.session, owner.id, *key)
        before = self.shown()
        plan_cells.share_with(self.session, item.id, [key], source.id)
        after = self.shown()
        changed = {i for i, value in before.items() if after.get(i) != value}
        assert changed <= ({own.id} if own is not None else set())
        theirs = entries.find(self.session, entries.carrier(self.session, source, key[0]).id, *key)
        mine = entries.find(self.session, owner.id, *key)
        assert (mine and after[mine.id]) == (theirs and after[theirs.id])

    @rule(row=INDEX, key=KEY)
    def unshare(self, row: int, key: tuple[str, int | None]) -> None:
        item = self.pick(row, ItemKind.INITIATIVE, ItemKind.LINE)
        if item is not None:
            self.keeps(lambda: plan_cells.unshare(self.session, item.id, [key]))

    @rule(row=INDEX, key=KEY, state=st.sampled_from([EntryState.CONTINUES, EntryState.TEXT]))
    def set_state(self, row: int, key: tuple[str, int | None], state: EntryState) -> None:
        item = self.pick(row, ItemKind.INITIATIVE, ItemKind.LINE)
        if item is None:
            return
        texts = sorted(value[3] for value in self.shown().values() if value[3])
        plan_cells.set_state(self.session, item.id, *key, state)
        assert sorted(value[3] for value in self.shown().values() if value[3]) == texts

    # -- rows ----------------------------------------------------------------------------------------------

    @rule(row=INDEX)
    def add_line(self, row: int) -> None:
        item = self.pick(row)
        if item is not None:
            self.keeps(lambda: plan_rows.add_line(self.session, item.id))

    @rule(row=INDEX, parent=INDEX, position=st.none() | st.integers(0, 5))
    def move(self, row: int, parent: int, position: int | None) -> None:
        item, target = self.pick(row), self.pick(parent)
        if item is not None and target is not None:
            to = None if position == 0 else target.id
            self.keeps(lambda: plan_rows.move(self.session, item.id, to, position))

    @rule(row=INDEX)
    def indent(self, row: int) -> None:
        item = self.pick(row)
        if item is None:
            return
        own = self.entries_of({item.id})
        before = self.shown()
        self.keeps(lambda: plan_rows.indent(self.session, item.id), may_go=own)
        gone = {before[entry_id] for entry_id in own} - set(self.shown().values())
        assert not gone  # what went stands word for word in the 取組 above

    @rule(row=INDEX)
    def outdent(self, row: int) -> None:
        item = self.pick(row)
        if item is not None:
            self.keeps(lambda: plan_rows.outdent(self.session, item.id))

    def several(self, rows: list[int], *kinds: ItemKind) -> list[int]:
        """The ids of these rows, each once."""
        return list(dict.fromkeys(item.id for row in rows if (item := self.pick(row, *kinds)) is not None))

    @rule(rows=ROWS)
    def duplicate(self, rows: list[int]) -> None:
        if len(self.items()) >= 25:
            return
        chosen = plan_rows.outermost(self.session, self.several(rows))
        made: list[int] = []
        self.keeps(lambda: made.extend(plan_rows.duplicate(self.session, [item.id for item in chosen])))
        shown = self.shown()
        copied: set[int] = set()
        for item, copy in zip(chosen, made, strict=True):
            ids = self.below(self.session.get_one(PlanItem, copy))
            copied |= ids
            assert sorted((shown[i] for i in self.entries_of(self.below(item))), key=repr) == sorted(
                (shown[i] for i in self.entries_of(ids)), key=repr
            )
        for entry in self.session.scalars(select(Entry).where(Entry.item_id.in_(copied))):
            assert entries.holder_of(self.session, entry).item_id in copied  # nothing is shared with the originals

    @rule(rows=ROWS, parent=INDEX, before=st.none() | INDEX)
    def move_several(self, rows: list[int], parent: int, before: int | None) -> None:
        kind = self.session.get_one(PlanItem, self.several(rows)[0]).kind if self.several(rows) else None
        target = self.pick(parent)
        if kind is None or target is None:
            return
        chosen = [item.id for item in plan_rows.outermost(self.session, self.several(rows, ItemKind(kind)))]
        to = None if kind == ItemKind.GROUP.value else target.id
        staying = [row.id for row in entries.children(self.session, self.plan, to)]
        next_one = staying[before % len(staying)] if before is not None and staying else None
        self.keeps(lambda: plan_moves.move_items(self.session, chosen, to, next_one))
        there = [row.id for row in entries.children(self.session, self.plan, to)]
        if set(chosen) <= set(there):
            first = there.index(chosen[0])
            assert there[first : first + len(chosen)] == chosen or set(chosen) <= set(staying)

    @rule(rows=ROWS)
    def indent_several(self, rows: list[int]) -> None:
        chosen = self.several(rows, ItemKind.INITIATIVE)
        own = self.entries_of(set(chosen))
        before = self.shown()
        with self.session.begin_nested() as step:
            try:
                plan_moves.indent_items(self.session, chosen)
            except KnownError:
                step.rollback()
        self.session.expire_all()
        after = self.shown()
        assert {i: v for i, v in before.items() if i not in own or i in after} == after
        assert {before[i] for i in own} <= set(after.values())

    @rule(rows=ROWS)
    def outdent_several(self, rows: list[int]) -> None:
        self.keeps(lambda: plan_moves.outdent_items(self.session, self.several(rows, ItemKind.LINE)))

    @rule(row=INDEX, above=st.booleans(), count=st.integers(1, 2))
    def insert(self, row: int, above: bool, count: int) -> None:
        item = self.pick(row)
        if item is None or len(self.items()) >= 25:
            return
        kind, parent = item.kind, item.parent_id
        made: list[int] = []
        self.keeps(
            lambda: made.extend(plan_moves.insert_beside(self.session, item.id, above=above, count=count)),
        )
        there = [child.id for child in entries.children(self.session, self.plan, parent)]
        first = there.index(item.id)
        assert made == (there[first - count : first] if above else there[first + 1 : first + 1 + count])
        assert {self.session.get_one(PlanItem, one).kind for one in made} == {kind}

    @rule(rows=ROWS, year=st.none() | st.just(2025), successor=INDEX)
    def end(self, rows: list[int], year: int | None, successor: int) -> None:
        chosen, after = self.several(rows, ItemKind.INITIATIVE), self.pick(successor, ItemKind.INITIATIVE)
        self.keeps(lambda: plan_moves.end_items(self.session, chosen, year, "（終了）", after and after.id))
        for item in self.items(ItemKind.INITIATIVE):  # nobody hands over in a ring
            seen, current = {item.id}, item
            while current.successor_id is not None:
                current = self.session.get_one(PlanItem, current.successor_id)
                assert current.id not in seen
                seen.add(current.id)

    @rule(rows=st.lists(INDEX, min_size=1, max_size=3))
    def delete(self, rows: list[int]) -> None:
        chosen = [item for row in rows if (item := self.pick(row)) is not None]
        doomed: set[int] = set()
        for item in chosen:
            doomed |= self.below(item)
        going = self.entries_of(doomed)
        self.keeps(lambda: plan_rows.delete(self.session, [item.id for item in chosen]), may_go=going)
        assert not going & set(self.shown())

    # -- what always holds ---------------------------------------------------------------------------------

    @invariant()
    def shares_point_to_holders(self) -> None:
        for entry in self.session.scalars(select(Entry).where(Entry.shared_from_id.is_not(None))):
            holder = self.session.get_one(Entry, entry.shared_from_id)
            assert holder.shared_from_id is None
            assert (holder.field, holder.year, entry.text) == (entry.field, entry.year, "")

    @invariant()
    def positions_are_dense_and_fields_stand_where_they_belong(self) -> None:
        by_parent: dict[Any, list[int]] = {}
        for item in self.items():
            by_parent.setdefault(item.parent_id, []).append(item.position)
            for entry in self.session.scalars(select(Entry).where(Entry.item_id == item.id)):
                assert entries.carrier(self.session, item, entry.field).id == item.id
        assert all(positions == list(range(len(positions))) for positions in by_parent.values())


# Without shrinking: it takes minutes, and the steps that failed are printed all the same.
AnyOrder.TestCase.settings = settings(
    max_examples=6, stateful_step_count=15, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate)
)
TestAnyOrder = AnyOrder.TestCase


@pytest.mark.soak
@pytest.mark.timeout(1800)
class TestAnyOrderForLong(AnyOrder.TestCase):
    """The same, with more of it."""

    settings = settings(
        max_examples=200, stateful_step_count=30, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate)
    )
