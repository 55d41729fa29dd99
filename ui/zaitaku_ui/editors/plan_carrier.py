"""Where rows of a plan can be put down with the mouse, and what that does to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from zaitaku_desktop.forms.grid import GridRow
from zaitaku_desktop.forms.grid_rows import item_title
from zaitaku_desktop.model.plan import ItemKind
from zaitaku_desktop.model.snapshot import ItemRow
from zaitaku_ui.editors.names import one_line
from zaitaku_ui.editors.plan_places import BY_NUMBER, BY_TAGS, Place, why_not_together
from zaitaku_ui.editors.plan_rows import RowCommands
from zaitaku_ui.editors.plan_target import Target
from zaitaku_ui.tables.row_drag import Landing

READ_ONLY = "閲覧専用で開いているため、移せません。"
LINES_ONLY = "実施行は、取組の中にだけ置けます。"
LONGEST = 18
"""So many characters of a name are shown beside the pointer."""


class PlanCarrier:
    """Carries the chosen rows of a plan: 項目 among 項目, 取組 into 項目, 実施行 into 取組."""

    def __init__(self, rows: RowCommands, target: Callable[[], Target | None], *, read_only: bool) -> None:
        """`target` = what is chosen now."""
        self._rows = rows
        self._target = target
        self._read_only = read_only

    def why_not(self, _rows: Sequence[int]) -> str:
        """Read only, sorted, an order of the form's own, or rows of several kinds."""
        target = self._target()
        if target is None or self._read_only:
            return READ_ONLY
        items = target.moved()
        if target.view.form.order == "number" and items[0].kind is not ItemKind.LINE:
            return BY_NUMBER
        return self._rows.hindrance() or why_not_together(items)

    def around(self, _rows: Sequence[int], row: int) -> tuple[Landing, Landing]:
        """The places above and below the 実施行, 取組 or 項目 in this row, whichever is carried."""
        target = self._target()
        assert target is not None
        items = target.moved()
        line = target.view.rows[row]
        if items[0].kind is ItemKind.LINE:
            return self._beside_line(target, items, row)
        first, last = _stretch(target, row, _initiative)
        above, below = self._beside_initiative(target, items, row, first, last)
        if items[0].kind is ItemKind.INITIATIVE:
            return above, below
        top, bottom = _stretch(target, row, _group)
        return (
            self._beside_group(target, items, line, top, before=True) if first == top else above,
            self._beside_group(target, items, line, bottom, before=False) if last == bottom else below,
        )

    def _beside_group(self, target: Target, items: list[ItemRow], line: GridRow, at: int, *, before: bool) -> Landing:
        mine = line.item_id if line.initiative_id is None else line.group_id or line.initiative_id
        boundary = at if before else at + 1
        return self._landing(target, items, boundary, 0, _place(target, mine, before=before), "項目を移す")

    def _beside_initiative(
        self, target: Target, items: list[ItemRow], row: int, first: int, last: int
    ) -> tuple[Landing, Landing]:
        line, column = target.view.rows[row], _column(target, "title", "number")
        words = self._words(target, items, line.group_id)
        if any(item.kind is ItemKind.GROUP for item in items):  # their 取組 go, the 項目 stay behind
            items = [child for item in items for child in target.snapshot.children(item.id)]
        if not items:
            return Landing(first), Landing(last + 1)
        if line.initiative_id is None:  # an empty 項目: above or below its row, it goes inside
            inside = self._landing(target, items, last + 1, column, (line.group_id, None), words)
            return inside, inside
        return (
            self._landing(target, items, first, column, _place(target, line.initiative_id, before=True), words),
            self._landing(target, items, last + 1, column, _place(target, line.initiative_id, before=False), words),
        )

    def _beside_line(self, target: Target, items: list[ItemRow], row: int) -> tuple[Landing, Landing]:
        line, column = target.view.rows[row], _column(target, "fields")
        if line.initiative_id is None:
            return Landing(row, column, LINES_ONLY), Landing(row + 1, column, LINES_ONLY)
        initiative = target.snapshot.items[line.initiative_id]
        away = any(item.parent_id != initiative.id for item in items)
        words = f"「{one_line(initiative.title, LONGEST)}」の実施行にする" if away else _count(items)
        if line.item_id == initiative.id:  # not split so far: its own row comes first
            inside = self._landing(target, items, row + 1, column, (initiative.id, None), words)
            return inside, inside
        return (
            self._landing(target, items, row, column, _place(target, line.item_id, before=True), words),
            self._landing(target, items, row + 1, column, _place(target, line.item_id, before=False), words),
        )

    def _landing(
        self, target: Target, items: list[ItemRow], boundary: int, column: int, place: Place, words: str
    ) -> Landing:
        if why := self._why_not_there(target, items, boundary, place):
            return Landing(boundary, column, why)
        if not _changes(target, items, place):
            return Landing(boundary, column)
        return Landing(boundary, column, words, partial(self._rows.carry, items, *place))

    @staticmethod
    def _why_not_there(target: Target, items: list[ItemRow], boundary: int, place: Place) -> str:
        """Under computed headings a row stays among those of its heading and its 項目."""
        rows = target.view.rows
        if items[0].kind is ItemKind.LINE or all(line.heading_id is None for line in rows):
            return ""
        beside = [line for line in rows[max(boundary - 1, 0) : boundary + 1] if line.group_id == place[0]]
        headings = {line.heading for line in target.lines()}
        stays = len(headings) == 1 and any(line.heading in headings for line in beside)
        return "" if stays and all(item.parent_id == place[0] for item in items) else BY_TAGS

    @staticmethod
    def _words(target: Target, items: list[ItemRow], group_id: int | None) -> str:
        if group_id is None or all(group_id in (item.parent_id, item.id) for item in items):
            return _count(items)
        group = item_title(target.snapshot, target.snapshot.items[group_id])
        return f"「{one_line(group, LONGEST)}」へ移す"


def _initiative(line: GridRow) -> int:
    return line.item_id if line.initiative_id is None else line.initiative_id


def _group(line: GridRow) -> int:
    return _initiative(line) if line.group_id is None else line.group_id


def _stretch(target: Target, row: int, part: Callable[[GridRow], int]) -> tuple[int, int]:
    """The first and the last row of the 取組 or 項目 in this row."""
    rows = target.view.rows
    first = last = row
    while first and part(rows[first - 1]) == part(rows[row]):
        first -= 1
    while last + 1 < len(rows) and part(rows[last + 1]) == part(rows[row]):
        last += 1
    return first, last


def _place(target: Target, item_id: int, *, before: bool) -> Place:
    """The place just before or after an item."""
    parent_id = target.snapshot.items[item_id].parent_id
    if before:
        return parent_id, item_id
    siblings = [item.id for item in target.snapshot.children(parent_id)]
    after = siblings.index(item_id) + 1
    return parent_id, siblings[after] if after < len(siblings) else None


def _changes(target: Target, items: list[ItemRow], place: Place) -> bool:
    """Whether anything would stand elsewhere than now."""
    parent_id, before_id = place
    siblings = [item.id for item in target.snapshot.children(parent_id)]
    moving = [item.id for item in items]
    start = len(siblings) if before_id is None else siblings.index(before_id)
    head = [one for one in siblings[:start] if one not in moving]
    return [*head, *moving, *(one for one in siblings[start:] if one not in moving)] != siblings


def _column(target: Target, *roles: str) -> int:
    """The first column of one of these roles."""
    columns = target.view.columns
    return next((place for place, column in enumerate(columns) if column.definition.role in roles), 0)


def _count(items: list[ItemRow]) -> str:
    word = {ItemKind.GROUP: "項目", ItemKind.INITIATIVE: "取組", ItemKind.LINE: "実施行"}[items[0].kind]
    return f"{word}を移す" if len(items) == 1 else f"{word}{len(items)}件を移す"
