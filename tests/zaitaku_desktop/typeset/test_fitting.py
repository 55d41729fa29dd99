"""A 資料 on at most so many pages: set closer, then smaller, as little as it takes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zaitaku_desktop.base.errors import Cancelled
from zaitaku_desktop.typeset.blocks import Cell, Fit, Grid, Paragraph, PrintJob, Run, Sheet, TextBlock, TextStyle
from zaitaku_desktop.typeset.boxes import Layout
from zaitaku_desktop.typeset.fitting import steps_of
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out, lay_out_fitted

STYLE = TextStyle("mincho", 9.0, 13.5)
SHEET = Sheet(width=210.0, height=148.0, top=20.0, right=15.0, bottom=20.0, left=15.0, title="題")
FACES = Faces.load()


def job(rows: int, fit: Fit | None) -> PrintJob:
    """A table of so many rows of two lines, a heading and a note."""
    text = Paragraph((Run("在宅医療と介護の連携"), Run("推進", size=9.0)), STYLE, space_before=1.0)
    body = tuple(Cell(row, 0, (text, text), ident=row) for row in range(rows))
    head = Cell(0, 0, (Paragraph((Run("取組"),), STYLE),))
    note = TextBlock((Paragraph((Run("注"),), STYLE),), 2.0, ident="notes")
    return PrintJob(SHEET, (Grid((180.0,), (head,), 1, body, rows), note), fit=fit)


def sizes(layout: Layout) -> set[float]:
    return {box.size for page in layout.pages for box in page.texts}


def test_that_what_fits_is_left_as_it_is() -> None:
    natural = lay_out(job(12, None), FACES)
    fitted = lay_out(job(12, Fit(len(natural.pages), 9.0, 6.0)), FACES)
    assert fitted.fitted is not None and (fitted.fitted.fits, fitted.fitted.closer) == (True, False)
    assert replace(fitted, fitted=None) == natural


def test_that_it_shrinks_as_little_as_it_takes() -> None:
    natural = len(lay_out(job(40, None), FACES).pages)
    before = 9.0
    for wish in range(natural - 1, 0, -1):
        layout = lay_out(job(40, Fit(wish, 9.0, 6.0)), FACES)
        assert layout.fitted is not None
        if not layout.fitted.fits:
            assert layout.fitted.at_smallest > wish and len(layout.pages) == natural
            break
        assert len(layout.pages) <= wish
        assert layout.fitted.size <= before
        larger = lay_out(job(40, Fit(wish, 9.0, layout.fitted.size + 0.25)), FACES)
        assert not layout.fitted.smaller or larger.fitted is None or not larger.fitted.fits
        before = layout.fitted.size
    else:
        pytest.fail("never too much")


def test_that_headings_and_notes_stay_as_large_as_they_are() -> None:
    wish = Fit(len(lay_out(job(40, None), FACES).pages) - 2, 9.0, 6.0)
    made, layout = lay_out_fitted(job(40, wish), FACES)
    assert layout.fitted is not None and layout.fitted.smaller
    (grid, note) = made.blocks
    assert isinstance(grid, Grid) and isinstance(note, TextBlock)
    assert grid.header == job(40, None).blocks[0].header  # type: ignore[union-attr]
    assert note.paragraphs[0].style == STYLE
    assert {block.style.size for cell in grid.body for block in cell.blocks} == {layout.fitted.size}  # type: ignore[union-attr]
    assert sizes(layout) == {15.0, 10.0, 9.0, layout.fitted.size}


def test_that_progress_never_goes_back_and_it_can_be_cancelled() -> None:
    told: list[float] = []
    lay_out(job(40, Fit(3, 9.0, 6.0)), FACES, progress=told.append)
    assert told == sorted(told) and told[-1] == 1.0

    def stop(done: float) -> None:
        if done > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        lay_out(job(40, Fit(3, 9.0, 6.0)), FACES, progress=stop)


@pytest.mark.parametrize(("size", "smallest", "sizes"), [(9.0, 8.0, 4), (9.0, 8.1, 4), (8.0, 8.0, 0), (9.0, 6.0, 12)])
def test_that_sizes_go_down_by_a_quarter_of_a_point_to_the_limit(size: float, smallest: float, sizes: int) -> None:
    steps = steps_of(size, smallest)
    assert len(steps) == 3 + sizes
    assert steps[-1].size * size == pytest.approx(smallest if sizes else size)
