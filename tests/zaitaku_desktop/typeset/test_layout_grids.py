"""Rules that hold for every grid, shown on made-up ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import accumulate, pairwise

import pytest
from grids import random_job

from zaitaku_desktop.typeset.blocks import Cell, Chip, Grid, Legend, Paragraph, PrintJob, TextBlock
from zaitaku_desktop.typeset.boxes import Layout, Page, Region, RuleBox
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out

SEEDS = range(60)
NEAR = 0.01
MM = 72 / 25.4

Lines = dict[tuple[str, float], list[tuple[float, float]]]
"""("level" or "upright", where) → from and to, sorted."""


@pytest.fixture(scope="module")
def faces() -> Faces:
    return Faces.load()


def grids_of(job: PrintJob) -> list[Grid]:
    return [block for block in job.blocks if isinstance(block, Grid)]


def entered(cell: Cell) -> str:
    return "".join(block.text for block in cell.blocks).replace("\n", "")


def words_of(block: TextBlock | Legend) -> str:
    paragraphs = list(block.paragraphs) if isinstance(block, TextBlock) else []
    if isinstance(block, Legend):
        paragraphs = [*([block.title] if block.title else []), *(entry for row in block.rows for entry in row)]
    return "".join(paragraph.text for paragraph in paragraphs).replace("\n", "")


def printed(layout: Layout) -> dict[object, str]:
    texts: dict[object, list[str]] = defaultdict(list)
    for page in layout.pages:
        for box in page.texts:
            if not box.artifact and not box.invisible:
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
    for block in job.blocks:
        if isinstance(block, Grid):
            for cell in (*block.header, *block.body):
                assert texts.get(cell.ident, "") == entered(cell)
        else:
            assert texts[block.ident] == words_of(block)
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
            assert place.y >= sheet.top * MM - NEAR
            assert place.y + place.height <= (sheet.height - sheet.bottom) * MM + NEAR


def check_fragments(job: PrintJob, layout: Layout) -> None:
    """No fragment of a cell with text is empty, and a repeated label is whole."""
    started: set[object] = set()
    for page in layout.pages:
        shown: dict[object, str] = defaultdict(str)
        for box in page.texts:
            shown[box.source] += box.text
        places = regions(page)
        for grid in grids_of(job):
            for cell in grid.body:
                if cell.ident not in places or not entered(cell):
                    continue
                assert shown[cell.ident], "a cell with text looks forgotten"
                short = len(entered(cell)) < 24 and places[cell.ident].width > 60
                if cell.label and cell.ident in started and short:
                    assert shown[cell.ident] == entered(cell) + grid.continued
                started.add(cell.ident)


def check_company(job: PrintJob, layout: Layout) -> None:
    """What stands above a grid stands on the page where the grid begins."""
    begins = {
        region.ident: number for number, page in reversed(list(enumerate(layout.pages))) for region in page.regions
    }
    table = 0
    for block in job.blocks:
        if isinstance(block, Grid):
            table += 1
        elif block.ident != "notes":
            assert begins[block.ident] == begins["head", table, 0, 0] == begins["cell", table, 0, 0]


def check_arrows(job: PrintJob, layout: Layout) -> None:
    """An arrow in every fragment of its cell, right of its text; the sign that is copied once, behind the text."""
    signs: dict[object, int] = defaultdict(int)
    for page in layout.pages:
        places = regions(page)
        arrows = list(page.arrows)
        dots = lines_of(rule for rule in page.rules if rule.dash is not None)
        ended: set[object] = set()
        for box in page.texts:
            assert box.source is None or box.source not in ended, "text behind the sign of its arrow"
            if box.invisible:
                assert box.text == "→" and not box.artifact
                signs[box.source] += 1
                ended.add(box.source)
        for grid in grids_of(job):
            edges = list(accumulate((width * MM for width in grid.widths), initial=job.sheet.left * MM))
            for cell in (*grid.header, *grid.body):
                place = places.get(cell.ident)
                if place is None or not cell.arrow:
                    continue
                after = edges[cell.col + cell.text_columns]
                (arrow,) = (
                    a for a in arrows if place.y < a.y < place.y + place.height and after < a.x0 < a.x1 < right(place)
                )
                arrows.remove(arrow)
                assert arrow.y - arrow.head_width / 2 > place.y and arrow.y + arrow.head_width / 2 < foot(place)
                for x in edges[cell.col + cell.text_columns : cell.col + cell.colspan]:
                    spans = dots["upright", round(x, 3)]
                    assert any(top <= place.y + NEAR and bottom >= foot(place) - NEAR for top, bottom in spans)
        assert not arrows
    for grid in grids_of(job):
        for cell in grid.body:
            assert signs[cell.ident] == cell.arrow


def right(place: Region) -> float:
    return place.x + place.width


def foot(place: Region) -> float:
    return place.y + place.height


def check_order(layout: Layout) -> None:
    """Row by row, in a row from left to right: as the page is read."""
    for page in layout.pages:
        places = regions(page)
        cells = [places[box.source] for box in page.texts if isinstance(box.source, tuple) and len(box.source) == 4]
        assert cells == sorted(cells, key=_row_and_left)


def _row_and_left(place: Region) -> tuple[float, float]:
    return round(place.y, 2), place.x


def lines_of(rules: Iterable[RuleBox]) -> Lines:
    lines: Lines = defaultdict(list)
    for rule in rules:
        if rule.x0 == rule.x1:
            lines["upright", round(rule.x0, 3)].append((rule.y0, rule.y1))
        elif rule.y0 == rule.y1:
            lines["level", round(rule.y0, 3)].append((rule.x0, rule.x1))
    for spans in lines.values():
        spans.sort()
    return lines


def covered(lines: Lines, axis: str, at: float, start: float, stop: float) -> bool:
    """Do the rules on one axis leave no gap between two places?"""
    for low, high in lines.get((axis, round(at, 3)), []):
        if low <= start + NEAR:
            start = max(start, high)
    return start >= stop - NEAR


def check_rules(layout: Layout) -> None:
    """Each rule is drawn once, each fragment is closed, the grid by its outer rule, and no rule runs through a cell."""
    for page in layout.pages:
        for spans in lines_of(page.rules).values():
            assert all(later[0] >= former[1] - NEAR for former, later in pairwise(spans)), "rules overlap"
        solid = lines_of(rule for rule in page.rules if rule.dash is None)
        heavy = lines_of(rule for rule in page.rules if rule.weight == 1.0)
        tables: dict[object, list[Region]] = defaultdict(list)
        for place in page.regions:
            if isinstance(place.ident, tuple) and len(place.ident) == 4:
                tables[place.ident[1]].append(place)
        for places in tables.values():
            for place in places:
                check_closed(solid, place.x, place.y, right(place), foot(place))
                check_inside(solid, place)
            check_closed(
                heavy,
                min(place.x for place in places),
                min(place.y for place in places),
                max(map(right, places)),
                max(map(foot, places)),
            )


def check_closed(lines: Lines, left: float, top: float, right_edge: float, bottom: float) -> None:
    assert covered(lines, "level", top, left, right_edge) and covered(lines, "level", bottom, left, right_edge)
    assert covered(lines, "upright", left, top, bottom) and covered(lines, "upright", right_edge, top, bottom)


def check_inside(lines: Lines, place: Region) -> None:
    for (axis, at), spans in lines.items():
        low, high = (place.x, right(place)) if axis == "upright" else (place.y, foot(place))
        start, stop = (place.y, foot(place)) if axis == "upright" else (place.x, right(place))
        if low + NEAR < at < high - NEAR:
            assert not any(min(stop, to) - max(start, since) > NEAR for since, to in spans), "a rule through a cell"


def check(seed: int, faces: Faces) -> None:
    job = random_job(seed)
    layout = lay_out(job, faces)
    check_texts(job, layout)
    check_places(job, layout)
    check_fragments(job, layout)
    check_company(job, layout)
    check_arrows(job, layout)
    check_order(layout)
    check_rules(layout)


@pytest.mark.parametrize("seed", SEEDS)
def test_that_a_made_up_grid_loses_nothing_and_stays_in_its_cells(seed: int, faces: Faces) -> None:
    check(seed, faces)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(60, 2000))
def test_that_many_more_grids_lose_nothing(seed: int, faces: Faces) -> None:
    check(seed, faces)


def test_that_a_layout_made_again_is_the_same(faces: Faces) -> None:
    for seed in (5, 6, 7):
        again = [lay_out(random_job(seed), known) for known in (faces, faces, Faces.load())]
        assert again[0] == again[1] == again[2]


def test_that_the_made_up_grids_are_hard_enough(faces: Faces) -> None:
    jobs = [random_job(seed) for seed in SEEDS]
    cells = [cell for job in jobs for grid in grids_of(job) for cell in grid.body]
    assert sum(cell.rowspan > 1 for cell in cells) > 200
    assert sum(not cell.blocks for cell in cells) > 200
    assert any(len(entered(cell)) > 1500 for cell in cells)
    assert sum(cell.arrow for cell in cells) > 200
    assert any(cell.rowspan > 40 and cell.colspan > 2 for cell in cells)
    assert sum(isinstance(block, Legend) for job in jobs for block in job.blocks) > 15
    assert sum(len(grids_of(job)) > 1 for job in jobs) > 5
    assert any(isinstance(block, Chip) for cell in cells for block in cell.blocks)
    assert all(isinstance(block, Chip | Paragraph) for cell in cells for block in cell.blocks)
