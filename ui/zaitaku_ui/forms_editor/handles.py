"""Where the headings of a grid are on a page, and what can be taken hold of there. Points of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zaitaku_desktop.forms.cells import Column
from zaitaku_desktop.forms.grid import CellAddress
from zaitaku_desktop.forms.grid_columns import build_header
from zaitaku_desktop.forms.grid_view import HeaderCell
from zaitaku_desktop.typeset.boxes import Page, Region

HEADER = "header:"


@dataclass(frozen=True, slots=True)
class HeadingBox:
    """A heading cell: over the columns first … first + span − 1 of the page. `level` = its place in their paths, from
    0; `own` = it is the heading of the column itself."""

    region: Region
    first: int
    span: int
    level: int
    own: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """The headings on one page. `lefts` = left edge of each column, and the right edge of the last."""

    boxes: tuple[HeadingBox, ...]
    lefts: tuple[float, ...]
    top: float
    bottom: float
    foot: float
    """Lower edge of the grid on this page."""

    def box_at(self, x: float, y: float) -> HeadingBox | None:
        """The heading at a point."""
        for box in self.boxes:
            region = box.region
            if region.x <= x < region.x + region.width and region.y <= y < region.y + region.height:
                return box
        return None

    def edge_at(self, x: float, y: float, near: float) -> int | None:
        """The column whose right edge is within `near` of a point beside the headings (also a little over them). The
        last column has none: it ends with the paper. Of a narrow column the middle stays free to be chosen."""
        if not self.top - 4 * near <= y <= self.bottom:
            return None
        found = [(abs(x - edge), index) for index, edge in enumerate(self.lefts[1:-1])]
        distance, index = min(found, default=(near + 1, 0))
        if distance > near:
            return None
        left, edge, right = self.lefts[index : index + 3]
        beside = edge - left if x < edge else right - edge
        return index if distance <= max(beside / 4, 0.5) else None

    def gap_at(self, x: float) -> int:
        """The gap between columns that is nearest: 0 before the first … number of columns."""
        return min(range(len(self.lefts)), key=[abs(x - edge) for edge in self.lefts].__getitem__)


def frame_of(page: Page, columns: Sequence[Column]) -> Frame | None:
    """The headings of these columns on a page; None where there are none, or those of other columns."""
    regions: dict[str, list[Region]] = {}
    for region in page.regions:
        if isinstance(region.ident, str) and region.ident.startswith(HEADER):
            regions.setdefault(region.ident.removeprefix(HEADER), []).append(region)
    if not regions or not columns:
        return None
    cells, _ = build_header(columns)
    boxes: list[HeadingBox] = []
    for key, found in regions.items():
        over = sorted((cell for cell in cells if columns[cell.col].key == key), key=_row)
        if len(over) != len(found):
            return None
        for cell, region in zip(over, sorted(found, key=_top), strict=True):
            own = cell.row == len(columns[cell.col].heading) - 1
            boxes.append(HeadingBox(region, cell.col, cell.colspan, cell.row, own))
    below = {box.first: box.region for box in boxes if box.own}
    if len(below) != len(columns):
        return None
    lefts = [below[index].x for index in range(len(columns))]
    last = below[len(columns) - 1]
    bottom = max(box.region.y + box.region.height for box in boxes)
    body = [r.y + r.height for r in page.regions if isinstance(r.ident, CellAddress)]
    return Frame(
        boxes=tuple(boxes),
        lefts=(*lefts, last.x + last.width),
        top=min(box.region.y for box in boxes),
        bottom=bottom,
        foot=max(body, default=bottom),
    )


def _top(region: Region) -> float:
    return region.y


def _row(cell: HeaderCell) -> int:
    return cell.row
