"""Where the cursor is in a plan, and which rows a command is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zaitaku_desktop.forms.grid import GridRow, GridView
from zaitaku_desktop.model.plan import ItemKind
from zaitaku_desktop.model.snapshot import ItemRow, PlanSnapshot
from zaitaku_ui.tables.columns import computed
from zaitaku_ui.tables.navigation import Area


@dataclass(frozen=True, slots=True)
class Target:
    """Where the cursor is: the grid as it is shown, its records, the slot, and the range.

    `rows` = those chosen by their numbers, () while cells are chosen.
    """

    view: GridView
    snapshot: PlanSnapshot
    row: int
    column: int
    area: Area
    rows: tuple[int, ...] = ()

    @property
    def line(self) -> GridRow:
        """The grid row of the cursor."""
        return self.view.rows[self.row]

    @property
    def role(self) -> str:
        """group, title, number, tags or fields."""
        return self.view.columns[self.column].definition.role

    @property
    def computed(self) -> bool:
        """Whether the row stands under a heading that follows from the tags of its 取組."""
        return self.line.heading_id is not None

    @property
    def torn(self) -> bool:
        """Whether rows are chosen that stand apart: no rectangle of cells."""
        return bool(self.rows) and len(self.rows) != self.rows[-1] - self.rows[0] + 1

    def _only_cursor(self) -> bool:
        """Whether one cell is chosen, merged or not."""
        cell = self.view.cell_at(self.row, self.column)
        one = Area(cell.row, self.column, cell.row + cell.rowspan - 1, self.column)
        return not self.rows and self.area == one

    def item(self) -> ItemRow:
        """What the cell of the cursor stands for: the 項目, the 取組, or the 実施行."""
        line = self.line
        if line.initiative_id is None or (self.role == "group" and line.group_id is not None and not self.computed):
            return self.snapshot.items[line.group_id if line.group_id is not None else line.item_id]
        return self.snapshot.items[line.item_id if self.role == "fields" else line.initiative_id]

    def lines(self) -> list[GridRow]:
        """The grid rows chosen, from the top; of one cell that of the cursor."""
        if self.rows:
            return [self.view.rows[row] for row in self.rows]
        if self._only_cursor():
            return [self.line]
        return list(self.view.rows[self.area.top : self.area.bottom + 1])

    def items(self) -> list[ItemRow]:
        """What a command on rows is about, from the top: of one cell what it stands for; of cells in the column of
        the 項目 those; else 取組 whose rows are all chosen, and single 実施行 of others."""
        if self._only_cursor():
            return [self.item()]
        found: dict[int, None] = {}
        if not self.rows and self._in_headings():
            for line in self.lines():
                found[line.item_id if line.group_id is None else line.group_id] = None
            return [self.snapshot.items[item] for item in found]
        chosen = {item for line in self.lines() for item in line.items}
        for line in self.lines():
            if line.initiative_id is None:
                found[line.item_id] = None
                continue
            rows = self.snapshot.row_items(self.snapshot.items[line.initiative_id])
            whole = all(item.id in chosen for item in rows)
            found[line.initiative_id if whole else line.item_id] = None
        return [self.snapshot.items[item] for item in found]

    def _in_headings(self) -> bool:
        columns = self.view.columns[self.area.left : self.area.right + 1]
        return not self.computed and all(column.definition.role == "group" for column in columns)

    def initiatives(self) -> list[ItemRow]:
        """The 取組 that the chosen rows belong to, from the top, each once."""
        found = dict.fromkeys(line.initiative_id for line in self.lines() if line.initiative_id is not None)
        return [self.snapshot.items[item] for item in found]

    def doomed(self) -> list[ItemRow]:
        """What goes when the chosen rows are deleted: as `items`, but 項目 whose rows are all chosen by their numbers
        go too, as they do with the rows of a sheet of Excel."""
        whole = {group.id: group for group in self._whole_groups()}
        found = [whole.get(self._group_of(item) or 0, item) for item in self.items()]
        return list({item.id: item for item in found}.values())

    def moved(self) -> list[ItemRow]:
        """What moves with the chosen rows: the 項目 where nothing but whole ones is chosen, else as `items`."""
        doomed = self.doomed()
        return doomed if all(item.kind is ItemKind.GROUP for item in doomed) else self.items()

    def _whole_groups(self) -> list[ItemRow]:
        """The 項目 all of whose rows are chosen, those that are not shown included."""
        lines = [self.view.rows[row] for row in self.rows]
        if any(line.heading_id is not None for line in lines):
            return []
        chosen = {item for line in lines for item in line.items}
        groups = dict.fromkeys(line.group_id for line in lines if line.group_id is not None)
        return [self.snapshot.items[group] for group in groups if set(self._rows_of(group)) <= chosen]

    def _rows_of(self, group_id: int) -> list[int]:
        """What the rows of a 項目 show, in a form that leaves none out."""
        inside = self.snapshot.children(group_id)
        return [row.id for item in inside for row in self.snapshot.row_items(item)] or [group_id]

    def hides_part_of(self, items: Iterable[ItemRow]) -> bool:
        """Whether one of these is a 項目 with rows that are not shown."""
        shown = {item for line in self.view.rows for item in line.items}
        groups = (item.id for item in items if item.kind is ItemKind.GROUP)
        return any(not set(self._rows_of(group)) <= shown for group in groups)

    def _group_of(self, item: ItemRow) -> int | None:
        group = self.snapshot.ancestor(item, ItemKind.GROUP)
        return None if group is None else group.id

    def neighbour(self, step: int) -> GridRow | None:
        """The row of another 取組 shown next above (-1) or below (1) those chosen, None at the edge."""
        rows, lines = self.view.rows, self.lines()
        mine = {line.initiative_id for line in lines}
        row = rows.index(lines[0 if step < 0 else -1])
        while 0 <= row < len(rows) and rows[row].initiative_id in mine:
            row += step
        return rows[row] if 0 <= row < len(rows) else None

    def why_not_heading(self) -> str:
        """Why nothing is done with the row from here, "" if it can be: a computed heading is no row of the plan."""
        if self.rows or self.role != "group" or not self.computed:
            return ""
        return computed(self.view, self.column)
