"""A page that comes out as before is not drawn anew, and nobody can tell."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from tests.grids import random_job, random_text
from zaitaku_desktop.typeset.blocks import Cell, Grid, Paragraph, PrintJob, Run, Sheet
from zaitaku_desktop.typeset.boxes import Layout
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.grid_again import Drawing
from zaitaku_desktop.typeset.layout import lay_out


def everything(layout: Layout) -> object:
    """All that is on the pages."""
    pages = [
        (page.fills, page.frames, page.rules, page.arrows, page.regions, [(*_text(box),) for box in page.texts])
        for page in layout.pages
    ]
    return pages, layout.parts, layout.missing


def _text(box: object) -> tuple[object, ...]:
    names = ("text", "left", "baseline", "xs", "face", "size", "role", "source", "part", "artifact", "white")
    return tuple(getattr(box, name) for name in names)


def edited(job: PrintJob, dice: random.Random) -> PrintJob:
    """Another text, fill or stroke in one cell of one grid."""
    place = dice.choice([at for at, block in enumerate(job.blocks) if isinstance(block, Grid)])
    grid = job.blocks[place]
    assert isinstance(grid, Grid)
    cells = list(grid.body)
    if not cells:
        return job
    at = dice.randrange(len(cells))
    cell: Cell = cells[at]
    cells[at] = dice.choice(
        (
            replace(cell, blocks=(Paragraph((Run(random_text(dice, dice.choice((3, 60, 900)))),)),)),
            replace(cell, fill=not cell.fill),
            replace(cell, slashed=not cell.slashed),
            replace(cell, valign="top" if cell.valign == "middle" else "middle"),
            replace(cell, ident=("other", at)),
            replace(cell, label=not cell.label),
        )
    )
    blocks = list(job.blocks)
    blocks[place] = replace(grid, body=tuple(cells))
    return replace(job, blocks=tuple(blocks))


@pytest.mark.parametrize("seed", range(12))
def test_that_a_layout_after_edits_is_that_of_the_edited_plan(seed: int) -> None:
    dice = random.Random(seed)
    job, faces = random_job(seed), Faces.load()
    lay_out(job, faces)
    for _ in range(6):
        job = edited(job, dice)
        again = everything(lay_out(job, faces))
        assert again == everything(lay_out(job, Faces.load()))


def test_that_pages_without_the_edit_are_not_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    repeated: list[float] = []
    real = Drawing.repeat

    def counted(self: Drawing, *arguments: object) -> None:
        repeated.append(self.y)
        real(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Drawing, "repeat", counted)
    cells = tuple(Cell(row, 0, (Paragraph((Run(f"第{row}回の記録"),)),)) for row in range(200))
    job = PrintJob(Sheet(), (Grid((100.0,), (), 0, cells, 200),))
    faces = Faces.load()
    pages = len(lay_out(job, faces).pages)
    assert pages > 3
    assert not repeated
    last = replace(cells[-1], blocks=(Paragraph((Run("書き直した記録"),)),))
    lay_out(replace(job, blocks=(Grid((100.0,), (), 0, (*cells[:-1], last), 200),)), faces)
    assert len(repeated) == pages - 1
