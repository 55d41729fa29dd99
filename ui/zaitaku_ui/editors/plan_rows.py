"""What the sheet of a plan does to rows: add, delete, move, indent, end — each one undo step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from sqlalchemy.orm import Session

from zaitaku_desktop.forms.grid import GridRow, GridView
from zaitaku_desktop.model.plan import ItemKind
from zaitaku_desktop.model.snapshot import ItemRow, PlanSnapshot
from zaitaku_desktop.operations import plan_rows, plan_tags
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.tables.columns import computed
from zaitaku_ui.tables.navigation import Area

T = TypeVar("T")
AT_EDGE = "これより先には移せません。"
BY_NUMBER = "この様式は No. の順に並びます。No. を直すと、行が移ります。"
BY_TAGS = "この様式は取組の分類の順に並ぶため、ここより先には移せません。"
NOT_ABOVE = "計画で上にある取組が、この様式ではすぐ上にありません。並びが計画のとおりの資料で字下げしてください。"
NO_INITIATIVE = "この項目にはまだ取組がありません。先に取組を追加してください。"


@dataclass(frozen=True, slots=True)
class Target:
    """Where the cursor is: the grid as it is shown, its records, the slot, and the range."""

    view: GridView
    snapshot: PlanSnapshot
    row: int
    column: int
    area: Area

    @property
    def line(self) -> GridRow:
        """The grid row of the cursor."""
        return self.view.rows[self.row]

    @property
    def role(self) -> str:
        """group, title, number, tags or fields."""
        return self.view.columns[self.column].definition.role

    def item(self) -> ItemRow:
        """What a command on the row means: the 項目, the 取組, or the 実施行 under the cursor."""
        line = self.line
        if line.initiative_id is None or (self.role == "group" and line.group_id is not None and not self.computed):
            return self.snapshot.items[line.group_id if line.group_id is not None else line.item_id]
        return self.snapshot.items[line.item_id if self.role == "fields" else line.initiative_id]

    @property
    def computed(self) -> bool:
        """Whether the row stands under a heading that follows from the tags of its 取組."""
        return self.line.heading_id is not None

    def neighbour(self, step: int) -> GridRow | None:
        """The row of another 取組 shown next above (-1) or below (1) that of the cursor, None at the edge."""
        rows = self.view.rows
        row = self.row
        while 0 <= row < len(rows) and rows[row].initiative_id == self.line.initiative_id:
            row += step
        return rows[row] if 0 <= row < len(rows) else None

    def why_not_heading(self) -> str:
        """Why nothing is done with the row from here, "" if it can be: a computed heading is no row of the plan."""
        return computed(self.view, self.column) if self.role == "group" and self.computed else ""


def _is_inherited(snapshot: PlanSnapshot, line: GridRow) -> bool:
    """Whether the heading is what the 項目 itself is, so that a new 取組 under it needs no tag."""
    return line.group_id is not None and snapshot.items[line.group_id].axis_value_id == line.heading_id


class RowCommands(QObject):
    """Changes rows through the bridge. `refused` says why nothing was done; `made` says where to go on."""

    refused = Signal(str)
    made = Signal(int, str, str)
    """(item, role, column): what is new, and where to write in it: that column, or the first one of that role."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge

    def add_initiative(self, target: Target | None, snapshot: PlanSnapshot) -> None:
        """A new 取組 below that of the cursor; at the end of an empty plan's only place otherwise."""
        plan_id = snapshot.plan.id
        group_id, position, value = None, None, None
        if target is not None:
            group_id = target.line.group_id
            if target.line.initiative_id is not None:
                position = self._place(snapshot, target.line.initiative_id) + 1
            if target.computed and not _is_inherited(snapshot, target.line):
                value = target.line.heading_id

        def change(session: Session) -> int:
            made = plan_rows.add_initiative(session, plan_id, group_id, position)
            if value is not None:  # it stays under the heading from which it was added
                plan_tags.set_tags(session, made, [value])
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

    def delete(self, target: Target) -> None:
        """Delete the rows of the range: 取組 whose rows are all in it go whole."""
        if why := target.why_not_heading():
            self.refused.emit(why)
            return
        items = self._doomed(target)
        if not items:
            return

        def change(session: Session) -> None:
            plan_rows.delete(session, items)

        self._perform("行の削除" if len(items) == 1 else f"{len(items)}か所の行の削除", change)

    @staticmethod
    def _doomed(target: Target) -> list[int]:
        view, snapshot, area = target.view, target.snapshot, target.area
        cursor_cell = view.cell_at(target.row, target.column)
        only_cursor = area == Area(
            cursor_cell.row, target.column, cursor_cell.row + cursor_cell.rowspan - 1, target.column
        )
        if only_cursor:  # one cell: what it stands for, also inside a merge of shared texts
            return [target.item().id]
        rows = view.rows[area.top : area.bottom + 1]
        chosen = {row.item_id for row in rows}
        doomed: dict[int, None] = {}
        for row in rows:
            if row.initiative_id is None:
                doomed[row.item_id] = None
                continue
            whole = {item.id for item in snapshot.row_items(snapshot.items[row.initiative_id])} <= chosen
            doomed[row.initiative_id if whole else row.item_id] = None
        return list(doomed)

    def move(self, target: Target, step: int) -> None:
        """Move the row by one place among its like; a 取組 goes on into the next 項目.

        Where the form has an order of its own, only as far as that order leaves it to the plan.
        """
        snapshot, item = target.snapshot, target.item()
        if why := target.why_not_heading() or self._ordered(target, item, step):
            self.refused.emit(why)
            return
        like = [row for row in snapshot.children(item.parent_id) if row.kind is item.kind or item.parent_id is None]
        index = [row.id for row in like].index(item.id) + step
        parent_id, position = item.parent_id, index
        if not 0 <= index < len(like):
            neighbour = self._neighbour_group(snapshot, item, step)
            if neighbour is None:
                self.refused.emit(AT_EDGE)
                return
            parent_id = neighbour.id
            position = 0 if step > 0 else len(snapshot.children(neighbour.id))

        def change(session: Session) -> None:
            plan_rows.move(session, item.id, parent_id, position)

        self._perform("行の移動", change)

    @staticmethod
    def _ordered(target: Target, item: ItemRow, step: int) -> str:
        """Why a 取組 cannot move in a form with an order of its own, "" if it can."""
        form, snapshot = target.view.form, target.snapshot
        if item.kind is not ItemKind.INITIATIVE or not (form.order or target.computed):
            return ""
        beside = target.neighbour(step)
        if beside is None:
            return AT_EDGE
        if beside.initiative_id is None or beside.heading != target.line.heading:
            return BY_TAGS
        if form.order == "number" and snapshot.items[beside.initiative_id].number != item.number:
            return BY_NUMBER
        siblings = [row.id for row in snapshot.children(item.parent_id)]
        place = siblings.index(item.id) + step
        return "" if 0 <= place < len(siblings) and siblings[place] == beside.initiative_id else BY_TAGS

    @staticmethod
    def _neighbour_group(snapshot: PlanSnapshot, item: ItemRow, step: int) -> ItemRow | None:
        if item.kind is not ItemKind.INITIATIVE or item.parent_id is None:
            return None
        groups = [row for row in snapshot.children(None) if row.kind is ItemKind.GROUP]
        index = [row.id for row in groups].index(item.parent_id) + step
        return groups[index] if 0 <= index < len(groups) else None

    def indent(self, target: Target) -> None:
        """取組 → 実施行 of the 取組 above."""
        if target.line.initiative_id is None:
            self.refused.emit(NO_INITIATIVE)
            return
        initiative = target.snapshot.items[target.line.initiative_id]
        if target.line.item_id != initiative.id:
            self.refused.emit("この行はもう実施行です。")
            return
        siblings = [row for row in target.snapshot.children(initiative.parent_id) if row.kind is initiative.kind]
        above = siblings.index(initiative) - 1
        shown = target.neighbour(-1)
        if above >= 0 and (shown is None or siblings[above].id != shown.initiative_id):
            self.refused.emit(NOT_ABOVE)
            return

        def change(session: Session) -> None:
            plan_rows.indent(session, initiative.id)

        self._perform("字下げ", change)

    def outdent(self, target: Target) -> None:
        """実施行 → 取組 of its own."""
        item = target.snapshot.items[target.line.item_id]
        if item.kind is not ItemKind.LINE:
            self.refused.emit("この行は取組です。字上げできるのは実施行です。")
            return

        def change(session: Session) -> None:
            plan_rows.outdent(session, item.id)

        self._perform("字上げ", change)

    def end(self, target: Target, year: int | None, note: str) -> None:
        """End the cursor's 取組 after `year`; None = it goes on after all."""
        initiative_id = target.line.initiative_id
        if initiative_id is None:
            self.refused.emit(NO_INITIATIVE)
            return

        def change(session: Session) -> None:
            plan_rows.end_item(session, initiative_id, year, note)

        self._perform("廃止の取りやめ" if year is None else "廃止", change)

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
