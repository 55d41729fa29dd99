"""Rules that hold for every grid, shown on made-up ones."""

from __future__ import annotations

from collections import defaultdict

import pytest
from grids import random_job

from zaitaku_desktop.typeset.blocks import Cell, Chip, Grid, Paragraph, PrintJob, TextBlock
from zaitaku_desktop.typeset.boxes import Layout, Page, Region, RuleBox
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out

SEEDS = range(60)
NEAR = 0.01


@pytest.fixture(scope="module")
def faces() -> Faces:
    return Faces.load()


def grid_of(job: PrintJob) -> Grid:
    return next(block for block in job.blocks if isinstance(block, Grid))


def entered(cell: Cell) -> str:
    return "".join(block.text for block in cell.blocks).replace("\n", "")


def printed(layout: Layout) -> dict[object, str]:
    texts: dict[object, list[str]] = defaultdict(list)
    for page in layout.pages:
        for box in page.texts:
            if not box.artifact:
                texts[box.source].append(box.text)
    return {source: "".join(pieces) for source, pieces in texts.items()}


def regions(page: Page) -> dict[object, Region]:
    found: dict[object, Region] = {}
    for region in page.regions:
        assert region.ident not in found, "a cell stands twice on a page"
        found[region.ident] = region
    return found


def check_texts(job: PrintJob, layout: Layout) -> None:
    texts = printed(layout)
    grid = grid_of(job)
    for cell in (*grid.header, *grid.body):
        assert texts.get(cell.ident, "") == entered(cell)
    for block in job.blocks:
        if isinstance(block, TextBlock):
            assert texts[block.ident] == "".join(p.text for p in block.paragraphs).replace("\n", "")
    assert texts.get("title", "") == job.sheet.title
    assert texts.get("tag", "") == job.sheet.tag


def check_places(job: PrintJob, layout: Layout) -> None:
    sheet = job.sheet
    for page in layout.pages:
        places = regions(page)
        for box in page.texts:
            x0, x1 = box.xs[0], box.xs[0] + box.width
            y0, y1 = box.baseline - 0.88 * box.size, box.baseline + 0.12 * box.size
            assert x0 >= 0 and y0 >= 0 and x1 <= page.width and y1 <= page.height
            if box.role == "page-number":
                continue
            place = places[box.source]
            assert x0 >= place.x - NEAR and x1 <= place.x + place.width + NEAR, box
            assert y0 >= place.y - NEAR and y1 <= place.y + place.height + NEAR, box
        for place in places.values():
            if place.ident == "tag":
                continue
            assert place.y >= sheet.top * 72 / 25.4 - NEAR
            assert place.y + place.height <= (sheet.height - sheet.bottom) * 72 / 25.4 + NEAR


def check_fragments(job: PrintJob, layout: Layout) -> None:
    """No fragment of a cell with text is empty, and a repeated label is whole."""
    grid = grid_of(job)
    started: set[object] = set()
    for page in layout.pages:
        shown: dict[object, str] = defaultdict(str)
        for box in page.texts:
            shown[box.source] += box.text
        places = regions(page)
        for cell in grid.body:
            if cell.ident not in places or not entered(cell):
                continue
            assert shown[cell.ident], "a cell with text looks forgotten"
            short = len(entered(cell)) < 24 and places[cell.ident].width > 60
            if cell.label and cell.ident in started and short:
                assert shown[cell.ident] == entered(cell) + grid.continued
            started.add(cell.ident)


def check_order(layout: Layout) -> None:
    """Row by row, in a row from left to right: as the page is read."""
    for page in layout.pages:
        places = regions(page)
        cells = [places[box.source] for box in page.texts if isinstance(box.source, tuple)]
        assert cells == sorted(cells, key=_row_and_left)


def _row_and_left(place: Region) -> tuple[float, float]:
    return round(place.y, 2), place.x


def overlap(one: RuleBox, other: RuleBox) -> bool:
    if abs(one.y0 - other.y0) < NEAR and one.y0 == one.y1 and other.y0 == other.y1:
        return min(one.x1, other.x1) - max(one.x0, other.x0) > NEAR
    if abs(one.x0 - other.x0) < NEAR and one.x0 == one.x1 and other.x0 == other.x1:
        return min(one.y1, other.y1) - max(one.y0, other.y0) > NEAR
    return False


def check_rules(layout: Layout) -> None:
    for page in layout.pages:
        for index, rule in enumerate(page.rules):
            assert not any(overlap(rule, other) for other in page.rules[index + 1 :])


def check(seed: int, faces: Faces) -> None:
    job = random_job(seed)
    layout = lay_out(job, faces)
    check_texts(job, layout)
    check_places(job, layout)
    check_fragments(job, layout)
    check_order(layout)
    check_rules(layout)


@pytest.mark.parametrize("seed", SEEDS)
def test_that_a_made_up_grid_loses_nothing_and_stays_in_its_cells(seed: int, faces: Faces) -> None:
    check(seed, faces)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(60, 1000))
def test_that_many_more_grids_lose_nothing(seed: int, faces: Faces) -> None:
    check(seed, faces)


def test_that_a_layout_made_again_is_the_same(faces: Faces) -> None:
    for seed in (5, 6, 7):
        again = [lay_out(random_job(seed), known) for known in (faces, faces, Faces.load())]
        assert again[0] == again[1] == again[2]


def test_that_the_made_up_grids_are_hard_enough(faces: Faces) -> None:
    jobs = [random_job(seed) for seed in SEEDS]
    cells = [cell for job in jobs for cell in grid_of(job).body]
    assert sum(cell.rowspan > 1 for cell in cells) > 200
    assert sum(not cell.blocks for cell in cells) > 200
    assert any(len(entered(cell)) > 1500 for cell in cells)
    assert any(isinstance(block, Chip) for cell in cells for block in cell.blocks)
    assert all(isinstance(block, Chip | Paragraph) for cell in cells for block in cell.blocks)
