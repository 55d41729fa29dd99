"""What the sheet of a plan does to rows: add, delete, move, indent, end — each one undo step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from sqlalchemy.orm import Session

from zaitaku_desktop.forms.grid import GridRow
from zaitaku_desktop.forms.references import Follow
from zaitaku_desktop.model.plan import ItemKind
from zaitaku_desktop.model.snapshot import ItemRow, PlanSnapshot
from zaitaku_desktop.operations import plan_moves, plan_numbers, plan_rows, plan_tags
from zaitaku_desktop.operations.plan_rows import Successor
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.editors.plan_places import AT_EDGE, next_place, why_not_by_step, why_not_together
from zaitaku_ui.editors.plan_target import Target

T = TypeVar("T")
NOT_ABOVE = "計画で上にある取組が、この様式ではすぐ上にありません。並びが計画のとおりの資料で字下げしてください。"
HIDDEN = "この項目には、絞り込みで隠れている取組があります。すべてを表示してから、削除してください。"
NO_INITIATIVE = "この項目にはまだ取組がありません。先に取組を追加してください。"


def _own_tags(snapshot: PlanSnapshot, line: GridRow) -> tuple[int, ...]:
    """The tags that a new 取組 needs to stand under the heading of this row: none where the 項目 itself is that."""
    inherited = line.group_id is not None and snapshot.items[line.group_id].axis_value_id == line.heading_id
    return () if line.heading_id is None or inherited else (line.heading_id,)


def nothing_hinders() -> str:
    """The rows stand as the plan has them."""
    return ""


class RowCommands(QObject):
    """Changes rows through the bridge. `refused` says why nothing was done; `made` says where to go on."""

    refused = Signal(str)
    copied = Signal(object)
    """(list of items): what a copy was made of, to be chosen."""
    made = Signal(int, str, str)
    """(item, role, column): what is new, and where to write in it: that column, or the first one of that role."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.hindrance: Callable[[], str] = nothing_hinders
        """Why rows cannot be carried to another place now (the sheet is sorted, or shows some of them only)."""

    def add_initiative(self, target: Target | None, snapshot: PlanSnapshot) -> None:
        """A new 取組 below that of the cursor; at the end of an empty plan's only place otherwise."""
        plan_id = snapshot.plan.id
        group_id, position = None, None
        tags: tuple[int, ...] = ()
        if target is not None:
            group_id = target.line.group_id
            if target.line.initiative_id is not None:
                position = self._place(snapshot, target.line.initiative_id) + 1
            tags = _own_tags(snapshot, target.line)

        def change(session: Session) -> int:
            made = plan_rows.add_initiative(session, plan_id, group_id, position)
            if tags:  # it stays under the heading from which it was added
                plan_tags.set_tags(session, made, tags)
            return made

        self._make("取組の追加", change, "title", target)

    def add_line(self, target: Target) -> None:
        """A new 実施行 below the cursor's, in the same 取組."""
        line = target.line
        if line.initiative_id is None:
            self.refused.emit(NO_INITIATIVE)
            return
        initiative = target.snapshot.items[line.initiative_id]
        lines = target.snapshot.row_items(initiative)
        last = target.role in ("title", "number", "tags")
        here = len(lines) - 1 if last else [item.id for item in lines].index(line.item_id)

        def change(session: Session) -> int:
            return plan_rows.add_line(session, initiative.id, here + 1)

        self._make("実施行の追加", change, "fields", target)

    def add_group(self, target: Target | None, snapshot: PlanSnapshot) -> None:
        """A new 項目 below that of the cursor."""
        position = None
        if target is not None:
            top = target.line.group_id if target.line.group_id is not None else target.line.initiative_id
            position = None if top is None else self._place(snapshot, top) + 1

        def change(session: Session) -> int:
            return plan_rows.add_group(session, snapshot.plan.id, position)

        self._make("項目の追加", change, "group", target)

    def insert(self, target: Target, *, above: bool) -> None:
        """As many rows as are chosen, of the same kind, above the first or below the last of them."""
        if why := target.why_not_heading():
            self.refused.emit(why)
            return
        items, line = target.items(), target.lines()[0 if above else -1]
        beside = items[0 if above else -1]
        role = {ItemKind.GROUP: "group", ItemKind.INITIATIVE: "title", ItemKind.LINE: "fields"}[beside.kind]
        tags = _own_tags(target.snapshot, line) if beside.kind is ItemKind.INITIATIVE else ()

        def change(session: Session) -> int:
            made = plan_moves.insert_beside(session, beside.id, above=above, count=len(items), tags=tags)
            return made[0]

        self._make(f"{'上' if above else '下'}への挿入", change, role, target)

    def duplicate(self, target: Target) -> None:
        """Copies of the chosen rows below them; they are chosen then."""
        if why := target.why_not_heading():
            self.refused.emit(why)
            return
        items = [item.id for item in target.items()]
        made = self._perform("行の複製", lambda session: plan_rows.duplicate(session, items))
        if made:
            self.copied.emit(made)

    def delete(self, target: Target) -> None:
        """Delete the chosen rows: 取組 whose rows are all chosen go whole."""
        if why := target.why_not_heading():
            self.refused.emit(why)
            return
        doomed = target.doomed()
        if target.hides_part_of(doomed):
            self.refused.emit(HIDDEN)
            return
        items = [item.id for item in doomed]

        def change(session: Session) -> None:
            plan_rows.delete(session, items)

        self._perform("行の削除" if len(items) == 1 else f"{len(items)}か所の行の削除", change)

    def move(self, target: Target, step: int) -> None:
        """Move the chosen rows by one place among their like; 取組 go on into the next 項目.

        Where the form has an order of its own, only as far as that order leaves it to the plan.
        """
        items = target.moved()
        if why := self.hindrance() or why_not_together(items) or why_not_by_step(target, items, step):
            self.refused.emit(why)
            return
        place = next_place(target.snapshot, items, step)
        if place is None:
            self.refused.emit(AT_EDGE)
        else:
            self.carry(items, *place)

    def carry(self, items: Sequence[ItemRow], parent_id: int | None, before_id: int | None) -> None:
        """Put the items before a child of `parent_id` (None = after its last)."""
        ids = [item.id for item in items]

        def change(session: Session) -> None:
            plan_moves.move_items(session, ids, parent_id, before_id)

        self._perform("行の移動" if len(ids) == 1 else f"{len(ids)}か所の行の移動", change)

    def move_to_group(self, target: Target, group_id: int) -> None:
        """The 取組 of the chosen rows go to the end of a 項目."""
        self.carry(target.initiatives(), group_id, None)

    def indent(self, target: Target) -> None:
        """取組 → 実施行 of the 取組 above."""
        items = target.items()
        if any(item.kind is ItemKind.GROUP for item in items):
            self.refused.emit(NO_INITIATIVE)
            return
        if any(item.kind is ItemKind.LINE for item in items):
            self.refused.emit("この行はもう実施行です。")
            return
        siblings = [row for row in target.snapshot.children(items[0].parent_id) if row.kind is ItemKind.INITIATIVE]
        above = siblings.index(items[0]) - 1
        shown = target.neighbour(-1)
        if above >= 0 and (shown is None or siblings[above].id != shown.initiative_id):
            self.refused.emit(NOT_ABOVE)
            return

        def change(session: Session) -> None:
            plan_moves.indent_items(session, [item.id for item in items])

        self._perform("字下げ", change)

    def outdent(self, target: Target) -> None:
        """実施行 → 取組 of its own."""
        items = [target.snapshot.items[item] for line in target.lines() for item in line.items]
        if any(item.kind is not ItemKind.LINE for item in items):
            self.refused.emit("この行は取組です。字上げできるのは実施行です。")
            return

        def change(session: Session) -> None:
            plan_moves.outdent_items(session, [item.id for item in items])

        self._perform("字上げ", change)

    def end(self, target: Target, year: int | None, note: str | None, successor: Successor) -> None:
        """End the 取組 of the chosen rows after `year` (None = they go on after all); `note` None = theirs stay."""
        ids = [item.id for item in target.initiatives()]

        def change(session: Session) -> None:
            plan_moves.end_items(session, ids, year, note, successor)

        self._perform("廃止の取りやめ" if year is None else "廃止", change)

    def renumber(self, numbers: Mapping[int, str], following: Iterable[Follow] = ()) -> None:
        """Write the numbers of these 取組, and what references to them say then."""

        def change(session: Session) -> None:
            plan_numbers.renumber(session, numbers, following)

        self._perform("番号の振り直し", change)

    @staticmethod
    def _place(snapshot: PlanSnapshot, item_id: int) -> int:
        parent = snapshot.items[item_id].parent_id
        return [row.id for row in snapshot.children(parent)].index(item_id)

    def _make(self, name: str, change: Callable[[Session], int], role: str, target: Target | None) -> None:
        done = self._perform(name, change)
        if done is None:
            return
        stay = target is not None and target.role == role
        key = target.view.columns[target.column].key if stay and target is not None else ""
        self.made.emit(done, role, key)

    def _perform(self, name: str, change: Callable[[Session], T]) -> T | None:
        done = self._bridge.perform(name, change, self)
        return None if done is None else done.result
