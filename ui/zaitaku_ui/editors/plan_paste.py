"""What a paste would do to the cells of a plan, before anything is written. Plain functions on a GridView."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from zaitaku_desktop.forms.grid import GridCell, GridView
from zaitaku_desktop.model.snapshot import PlanSnapshot
from zaitaku_ui.editors.plan_cells import items_under, keys_of, refusal
from zaitaku_ui.tables.clipboard import Clip, CopiedCell
from zaitaku_ui.tables.clipboard_html import Row
from zaitaku_ui.tables.columns import heading
from zaitaku_ui.tables.navigation import Area, cells_in

MERGED = "結合したセルには、初めの文だけが入ります。"
RIGHT = "表の右の外です。"
BELOW = "表の下の外です。"


@dataclass(frozen=True, slots=True)
class Write:
    """A text that is going to stand in a cell. `reason` = why a 評価 was given."""

    place: str
    cell: GridCell
    text: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A text that cannot be written, and why."""

    place: str
    text: str
    why: str


@dataclass(slots=True)
class PastePlan:
    """`area` = what the rectangle covers of the table. `added` = texts of the rows below its end, by column.

    `shares` = cells of one column that are to show one text.
    """

    area: Area
    writes: list[Write] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    added: list[dict[int, str]] = field(default_factory=list)
    shares: list[list[GridCell]] = field(default_factory=list)

    @property
    def overwritten(self) -> list[Write]:
        """What replaces words that stand there now."""
        return [write for write in self.writes if write.cell.text.strip()]


def copied(view: GridView, snapshot: PlanSnapshot, area: Area) -> list[list[CopiedCell | None]]:
    """The area as a rectangle for the clipboard."""
    rows: list[list[CopiedCell | None]] = []
    for row in range(area.top, area.bottom + 1):
        line: list[CopiedCell | None] = []
        for col in range(area.left, area.right + 1):
            cell = view.cell_at(row, col)
            first = row == max(cell.row, area.top)
            height = min(cell.row + cell.rowspan, area.bottom + 1) - row
            mark, reason = _behind(view, snapshot, cell)
            line.append(CopiedCell(cell.marked, height, mark, reason) if first else None)
        rows.append(line)
    return rows


def _behind(view: GridView, snapshot: PlanSnapshot, cell: GridCell) -> tuple[str, str]:
    """What cells that share a text have in common ("" of others), and why the 評価 was given."""
    if cell.address is None or view.columns[cell.col].definition.role != "fields":
        return "", ""
    found = [snapshot.entry(cell.address.item_id, *key) for key in keys_of(cell)]
    mark = "-".join(str(entry.id) if entry else "" for entry in found) if cell.shared else ""
    return mark, next((entry.reason for entry in found if entry and entry.reason), "")


def plan_paste(view: GridView, area: Area, clip: Clip) -> PastePlan:
    """What pasting `clip` on the range `area` does, as in Excel.

    One text fills the range; a rectangle is repeated where the range is a multiple of it; else it goes from the
    upper left on, whatever the size of the range. A merged cell takes the first text that falls on it.
    """
    clip = _filling(clip, view, area)
    bottom = min(area.top + len(clip.rows), len(view.rows)) - 1
    right = min(area.left + max(map(len, clip.rows)), len(view.columns)) - 1
    plan = PastePlan(Area(area.top, area.left, bottom, right))
    targets: dict[tuple[int, int], Write] = {}
    marks: dict[tuple[str, int], list[GridCell]] = {}
    for down, row in enumerate(clip.rows):
        if area.top + down >= len(view.rows):
            _below(view, plan, area, down, row)
            continue
        for right_by, text in enumerate(row):
            if text is None:
                continue
            cell = _one(
                view,
                plan,
                targets,
                (area.top + down, area.left + right_by),
                text,
                clip.reasons.get((down, right_by), ""),
            )
            mark = clip.shared.get((down, right_by))
            if cell is not None and mark:
                marks.setdefault((mark, cell.col), []).append(cell)
    plan.writes = [write for write in targets.values() if write.text != write.cell.marked or write.reason]
    plan.shares = [cells for cells in map(_sharing, marks.values()) if len(cells) > 1]
    while plan.added and not any(text.strip() for text in plan.added[-1].values()):
        plan.added.pop()
    return plan


def _sharing(cells: Sequence[GridCell]) -> list[GridCell]:
    """Those that stand for a row of the plan each, once."""
    return list({(cell.row, cell.col): cell for cell in cells if cell.address is not None and cell.values}.values())


def _one(
    view: GridView,
    plan: PastePlan,
    targets: dict[tuple[int, int], Write],
    at: tuple[int, int],
    text: str,
    reason: str,
) -> GridCell | None:
    """Put a text on a slot. Returns its cell, None if it does not go there."""
    row, col = at
    if col >= len(view.columns):
        _leave(plan, f"{row + 1}行目 表の外", text, RIGHT)
        return None
    cell = view.cell_at(row, col)
    place = f"{row + 1}行目 {heading(view, col)}"
    if text != cell.marked and (why := refusal(view, cell)):
        _leave(plan, place, text, why)
        return None
    known = targets.get((cell.row, cell.col))
    if known is None:
        targets[cell.row, cell.col] = Write(f"{cell.row + 1}行目 {heading(view, col)}", cell, text, reason)
        return cell
    if text != known.text:
        _leave(plan, place, text, MERGED)
    return None


def _below(view: GridView, plan: PastePlan, area: Area, down: int, row: Row) -> None:
    """A row of the rectangle that has no row of the table."""
    texts: dict[int, str] = {}
    for right, text in enumerate(row):
        if text is None:
            continue
        col = area.left + right
        if col >= len(view.columns):
            _leave(plan, f"{area.top + down + 1}行目 表の外", text, RIGHT)
        elif view.columns[col].definition.role == "group":
            _leave(
                plan, f"{area.top + down + 1}行目 {heading(view, col)}", text, "新しい行は、すぐ上の項目に入ります。"
            )
        else:
            texts[col] = text
    plan.added.append(texts)


def _leave(plan: PastePlan, place: str, text: str, why: str) -> None:
    if text.strip():
        plan.left_out.append(LeftOut(place, text, why))


def without_added(plan: PastePlan, view: GridView) -> list[LeftOut]:
    """What else is left out when no row is added."""
    first = plan.area.bottom + 2
    return [
        LeftOut(f"{first + down}行目 {heading(view, col)}", text, BELOW)
        for down, texts in enumerate(plan.added)
        for col, text in texts.items()
        if text.strip()
    ]


def _filling(clip: Clip, view: GridView, area: Area) -> Clip:
    """The rectangle as often as it goes into the range."""
    height, width = area.bottom - area.top + 1, area.right - area.left + 1
    if len(cells_in(view, area)) == 1:  # one cell, merged or not, is a place and no range
        height, width = 1, 1
    texts = [text for row in clip.rows for text in row if text is not None]
    rows: list[Row] = [[texts[0]]] if len(texts) == 1 else clip.rows
    high, wide = len(rows), max(map(len, rows))
    fits = (height == 1 or height % high == 0) and (width == 1 or width % wide == 0)
    if not fits or (height <= high and width <= wide):
        return Clip(rows, clip.shared, clip.reasons)
    down, right = max(height // high, 1), max(width // wide, 1)
    padded = [[*row, *[None] * (wide - len(row))] for row in rows]
    again = Clip([row * right for _ in range(down) for row in padded])
    for tile in range(down):
        for beside in range(right):
            for (row, col), mark in clip.shared.items():
                again.shared[row + tile * high, col + beside * wide] = f"{mark}/{tile}/{beside}"
            for (row, col), words in clip.reasons.items():
                again.reasons[row + tile * high, col + beside * wide] = words
    return again


def sharers_in(view: GridView, cells: Sequence[GridCell]) -> list[int]:
    """The items whose cells these are, in order, each once."""
    return list(dict.fromkeys(item for cell in cells for item in items_under(view, cell)))
