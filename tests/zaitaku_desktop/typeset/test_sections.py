"""Blocks that stand together and headings that go on: rules that hold for every 資料 of cards, on made-up ones."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence

import pytest
from grids import random_text

from zaitaku_desktop.typeset.blocks import (
    Banner,
    Block,
    Cell,
    Grid,
    Paragraph,
    PrintJob,
    Run,
    Section,
    Sheet,
    TextBlock,
    TextStyle,
    Together,
    flat,
)
from zaitaku_desktop.typeset.boxes import Layout, TextBox
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out

MM = 72 / 25.4
NEAR = 0.01
PAPER = Sheet(210.0, 297.0, 25.0, 18.0, 20.0, 25.0, tag="資料２", tag_top=12.0, title="実施予定", page_number="dashes")
HEAD = TextStyle("gothic", 11.0, 16.0, bold=True)
CONTINUED = "（続き）"


@pytest.fixture(scope="module")
def faces() -> Faces:
    return Faces.load()


def paragraph(text: str, style: TextStyle = TextStyle("mincho", 10.0, 15.0)) -> Paragraph:  # noqa: B008 - a constant
    return Paragraph((Run(text),), style)


def card(name: object, lengths: Sequence[int], dice: random.Random) -> Grid:
    cells = []
    for row, length in enumerate(lengths):
        cells.append(Cell(row, 0, (paragraph("取組"),), label=True, fill=True, ident=(name, row, "label")))
        cells.append(Cell(row, 1, (paragraph(random_text(dice, length)),), ident=(name, row)))
    return Grid((27.0, 140.0), (), 0, tuple(cells), len(lengths), padding_v=1.1, min_row=7.5)


def random_cards(seed: int, most: int = 300) -> PrintJob:
    """Sections with cards of every height up to half a page, some with a note; some cards under no heading."""
    dice = random.Random(seed)
    blocks: list[Block] = []
    for section in range(dice.randint(1, 4)):
        cards = []
        for at in range(dice.randint(1, 6)):
            name = (section, at)
            grid = card(name, [dice.choice((4, 30, 80, most)) for _ in range(dice.randint(2, 4))], dice)
            note = TextBlock((paragraph(random_text(dice, 40)),), 1.0, ident=(name, "note"))
            cards.append(Together((grid, note) if dice.random() < 0.4 else (grid,), 4.0 if at else 0.0))
        head = TextBlock(
            (paragraph(random_text(dice, dice.choice((5, 70))), HEAD),), 5.0, ident=section, space_after=2.5, heading=2
        )
        blocks += cards if dice.random() < 0.2 else [Section(head, tuple(cards), CONTINUED)]
    return PrintJob(PAPER, tuple(blocks))


def words_of(block: Grid | TextBlock) -> dict[object, str]:
    if isinstance(block, TextBlock):
        return {block.ident: "".join(one.text for one in block.paragraphs)}
    return {cell.ident: "".join(one.text for one in cell.blocks) for cell in block.body}


def shown(boxes: Sequence[TextBox], *, artifacts: bool = False) -> dict[object, str]:
    found: dict[object, str] = defaultdict(str)
    for box in boxes:
        if artifacts or not box.artifact:
            found[box.source] += box.text
    return found


def pages_of(layout: Layout, ident: object) -> list[int]:
    return [number for number, page in enumerate(layout.pages) for region in page.regions if region.ident == ident]


@pytest.mark.parametrize("seed", range(60))
def test_that_no_line_is_lost_nothing_sticks_out_and_no_card_is_divided(seed: int, faces: Faces) -> None:
    job = random_cards(seed)
    layout = lay_out(job, faces)
    texts = shown([box for page in layout.pages for box in page.texts])
    for block in flat(job.blocks):
        assert isinstance(block, Grid | TextBlock)
        for ident, words in words_of(block).items():
            assert texts.get(ident, "") == words.replace("\n", "")
    for page in layout.pages:
        for region in page.regions:
            assert region.y >= PAPER.top * MM - NEAR
            assert region.y + region.height <= (PAPER.height - PAPER.bottom) * MM + NEAR
        for box in page.texts:
            assert box.left >= PAPER.left * MM - NEAR
            assert box.left + box.width <= (PAPER.width - PAPER.right) * MM + NEAR
    for block in job.blocks:
        for together in block.blocks if isinstance(block, Section) else (block,):
            assert isinstance(together, Together)
            idents = [ident for inner in flat((together,)) for ident in words_of(inner)]  # type: ignore[arg-type]
            (only,) = {number for ident in idents for number in pages_of(layout, ident)}
            assert only >= 0


@pytest.mark.parametrize("seed", range(60))
def test_that_a_heading_stands_over_its_first_card_and_again_on_each_page_it_goes_on(seed: int, faces: Faces) -> None:
    job = random_cards(seed)
    layout = lay_out(job, faces)
    for section in (block for block in job.blocks if isinstance(block, Section)):
        cards = [next(iter(words_of(one.blocks[0]))) for one in section.blocks]  # type: ignore[union-attr, arg-type]
        pages = sorted({number for ident in cards for number in pages_of(layout, ident)})
        assert pages_of(layout, section.head.ident) == pages
        for number in pages:
            again = number != pages[0]
            boxes = [box for box in layout.pages[number].texts if box.source == section.head.ident]
            assert all(box.artifact == again for box in boxes)
            words = shown(boxes, artifacts=True)[section.head.ident]
            assert words.endswith(CONTINUED) == again


def test_that_a_card_higher_than_a_page_is_divided_and_keeps_every_line(faces: Faces) -> None:
    dice = random.Random(1)
    grid = card("big", [5000, 20], dice)
    head = TextBlock((paragraph("見出し", HEAD),), 5.0, ident="head", heading=2)
    layout = lay_out(PrintJob(PAPER, (Section(head, (Together((grid,)),)),)), faces)
    assert len(layout.pages) > 1
    texts = shown([box for page in layout.pages for box in page.texts])
    assert texts["big", 0] == words_of(grid)["big", 0].replace("\n", "")


def test_that_a_label_is_spread_over_the_width_of_its_longest_fellow(faces: Faces) -> None:
    label = Paragraph((Run("取組"),), TextStyle("gothic", 10.0, 15.0, align="center"), spread=4.0)
    layout = lay_out(PrintJob(PAPER, (TextBlock((label,), ident="label"),)), faces)
    (box,) = [box for box in layout.pages[0].texts if box.source == "label"]
    assert (box.text, round(box.width, 3), round(box.xs[1] - box.xs[0], 3)) == ("取組", 40.0, 30.0)
    middle = (PAPER.left + (PAPER.width - PAPER.left - PAPER.right) / 2) * MM
    assert box.left + box.width / 2 == pytest.approx(middle)


@pytest.mark.parametrize("rows", [*range(14, 20), *range(34, 41)])
def test_that_what_sticks_never_stands_alone_on_a_page(rows: int, faces: Faces) -> None:
    head = TextBlock((paragraph("見出し", HEAD),), 5.0, ident="head", heading=2)
    table = Grid(
        (167.0,), (), 0, tuple(Cell(row, 0, (paragraph("行"),), ident=row) for row in range(rows)), rows, min_row=14.0
    )
    end = TextBlock((paragraph("（特になし）"),), ident="end")
    layout = lay_out(PrintJob(PAPER, (Section(head, (table,)), Section(head, (end,), sticks=True))), faces)
    (last,) = pages_of(layout, "end")
    assert pages_of(layout, rows - 1) == [last]
    assert sorted(row for row in range(rows) for _ in pages_of(layout, row)) == list(range(rows))


def random_points(seed: int) -> PrintJob:
    """Banners with headings under them and points under these, of every length."""
    dice = random.Random(seed)
    banners: list[Block] = []
    for at in range(dice.randint(1, 4)):
        items: list[Block] = []
        for item in range(dice.randint(1, 5)):
            points = tuple(
                TextBlock((paragraph(random_text(dice, dice.choice((6, 40, 120)))),), ident=(at, item, number))
                for number in range(dice.randint(1, 14))
            )
            head = TextBlock((paragraph(random_text(dice, 20), HEAD),), 2.2, ident=(at, item), heading=3)
            items.append(Section(head, points, CONTINUED))
        banner = Banner(paragraph("Plan", HEAD), paragraph(random_text(dice, 25), HEAD), ident=("banner", at))
        banners.append(Section(banner, tuple(items), CONTINUED))
    return PrintJob(PAPER, tuple(banners))


@pytest.mark.parametrize("seed", range(60))
def test_that_points_are_all_there_and_their_banner_and_heading_stand_over_them_on_each_page(
    seed: int, faces: Faces
) -> None:
    job = random_points(seed)
    layout = lay_out(job, faces)
    texts = shown([box for page in layout.pages for box in page.texts])
    for banner in job.blocks:
        assert isinstance(banner, Section)
        assert texts[banner.head.ident].startswith("Plan")
        for item in banner.blocks:
            assert isinstance(item, Section)
            pages = set()
            for point in item.blocks:
                assert isinstance(point, TextBlock)
                assert texts[point.ident] == point.paragraphs[0].text.replace("\n", "")
                pages.update(pages_of(layout, point.ident))
            assert pages_of(layout, item.head.ident) == sorted(pages)
            assert pages <= set(pages_of(layout, banner.head.ident))
    for page in layout.pages:
        for region in page.regions:
            assert region.y + region.height <= (PAPER.height - PAPER.bottom) * MM + NEAR
        lowest = max((r for r in page.regions if r.ident != "tag"), key=lambda r: r.y + r.height)
        assert isinstance(lowest.ident, tuple) and len(lowest.ident) == 3, "a heading stands alone at the foot"
