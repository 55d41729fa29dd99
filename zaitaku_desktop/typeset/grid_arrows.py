"""Arrows through the cells of a grid (PAGES 2 P3). Points."""

from __future__ import annotations

from collections.abc import Sequence

from zaitaku_desktop.typeset.blocks import Cell
from zaitaku_desktop.typeset.boxes import ArrowBox, Mark, TextBox
from zaitaku_desktop.typeset.flow import Flow
from zaitaku_desktop.typeset.grid_cells import NOTE_SIZE, SetCell
from zaitaku_desktop.typeset.pieces import MM, baseline_of
from zaitaku_desktop.typeset.spans import Span

SHAFT, HEAD = 0.85, (2.6, 2.0)  # pt; mm, length and width
GAPS = (0.7, 1.0)  # mm free behind the boundary where it starts, and before the cell's right edge
SIGN = "→"


def arrow_from(cell: Cell) -> int:
    """The first boundary the cell's arrow crosses, 0 = it has no arrow."""
    return cell.col + cell.text_columns if cell.arrow else 0


def place_arrow(flow: Flow, cell: SetCell, edges: Sequence[float], axis: float, mark: Mark) -> None:
    """Draw the arrow of a cell; where the cell begins, an invisible sign stands for it in the text."""
    page = flow.page
    start = edges[arrow_from(cell.cell)] + GAPS[0] * MM
    end = cell.x + cell.width - GAPS[1] * MM
    length, width = (size * MM for size in HEAD)
    if end - start < length:  # a column narrower than the head
        width *= max(end - start, 0.0) / length
        length = max(end - start, 0.0)
    page.arrows.append(ArrowBox(min(start, end), axis, end, SHAFT, length, width))
    if cell.started or mark.artifact:
        return
    face, size = flow.faces.face_for("gothic", False), NOTE_SIZE
    baseline = baseline_of(axis - size / 2, size, size)
    left = max(min(start, cell.x + cell.width - size), cell.x)
    sign = Span(face, size, SIGN, 0.0, size, flow.faces.advances(face))
    page.texts.add(TextBox(sign, left, baseline, mark._replace(role="arrow", invisible=True)))
