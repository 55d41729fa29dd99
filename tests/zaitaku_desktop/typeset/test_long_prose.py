"""A text of many paragraphs over pages."""

from __future__ import annotations

import pytest

from zaitaku_desktop.typeset.blocks import NewPage, Paragraph, PrintJob, Prose, ProseItem, Run, Sheet, TextStyle
from zaitaku_desktop.typeset.boxes import Layout
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out

MM = 72 / 25.4
STYLE = TextStyle("mincho", 10.0, 15.0)
LINES = 8  # on a page
PAPER = Sheet(100.0, 20.0 + LINES * 15 / MM, 10.0, 10.0, 10.0, 10.0, page_number="none")


@pytest.fixture(scope="module")
def faces() -> Faces:
    return Faces.load()


def item(ident: str, lines: int = 1, *, sticks: bool = False, heading: int = 0) -> ProseItem:
    words = "\n".join([ident] * lines)
    return ProseItem(Paragraph((Run(words),), STYLE, sticks=sticks), ident, heading)


def pages(layout: Layout) -> list[list[str]]:
    return [[box.text for box in page.texts] for page in layout.pages]


def test_that_a_heading_does_not_end_a_page(faces: Faces) -> None:
    items = (item("上", 6), item("見出し", heading=2), item("下", 3, sticks=True))
    layout = lay_out(PrintJob(PAPER, (Prose(items),)), faces)
    assert pages(layout) == [["上"] * 6, ["見出し", "下", "下", "下"]]
    assert [part.tag for part in layout.parts] == ["P", "H2", "P"]


def test_that_an_answer_stands_with_the_last_two_lines_of_its_question(faces: Faces) -> None:
    items = (item("上", 2), item("問", 6), item("答", 2, sticks=True))
    layout = lay_out(PrintJob(PAPER, (Prose(items),)), faces)
    assert pages(layout) == [["上"] * 2 + ["問"] * 4, ["問"] * 2 + ["答"] * 2]


def test_that_each_paragraph_is_found_on_the_page_where_it_stands(faces: Faces) -> None:
    layout = lay_out(PrintJob(PAPER, (Prose((item("一", 6), item("二", 6))),)), faces)
    assert [[region.ident for region in page.regions] for page in layout.pages] == [["一", "二"], ["二"]]
    first, second = layout.pages[0].regions
    assert second.y == pytest.approx(first.y + first.height)


def test_that_a_new_page_may_have_other_margins(faces: Faces) -> None:
    blocks = (Prose((item("表"),)), NewPage(20.0, 15.0), Prose((item("文", 12),)))
    layout = lay_out(PrintJob(PAPER, blocks), faces)
    assert pages(layout)[0] == ["表"]
    assert [page.regions[0].y for page in layout.pages[1:]] == [pytest.approx(20 * MM)] * (len(layout.pages) - 1)
    assert len(pages(layout)[1]) == LINES - 3


def test_that_a_running_line_stands_over_all_pages_but_the_first_and_is_no_content(faces: Faces) -> None:
    running = Paragraph((Run("第1回"),), STYLE, artifact=True)
    sheet = Sheet(100.0, PAPER.height, 10.0, 10.0, 10.0, 10.0, page_number="none", running=running)
    layout = lay_out(PrintJob(sheet, (Prose((item("文", 20),)),)), faces)
    heads = [[box for box in page.texts if box.role == "running"] for page in layout.pages]
    assert [len(found) for found in heads] == [0, 1, 1]
    assert all(box.artifact and box.baseline < 10 * MM for found in heads for box in found)


def test_that_blocks_are_set_closer_only_where_that_saves_a_second_page(faces: Faces) -> None:
    def prose(leading: float, lines: int) -> tuple[Prose, ...]:
        style = TextStyle("mincho", 10.0, leading)
        return (Prose((ProseItem(Paragraph((Run("\n".join("行" * lines)),), style)),)),)

    for lines, wanted, count in ((8, 15.0, 1), (9, 13.0, 1), (10, 12.0, 1), (30, 15.0, 4)):
        closer = (prose(13.0, lines), prose(12.0, lines))
        layout = lay_out(PrintJob(PAPER, prose(15.0, lines), closer=closer), faces)
        first, second = layout.pages[0].texts[:2]
        assert (second.baseline - first.baseline, len(layout.pages)) == (pytest.approx(wanted), count)
