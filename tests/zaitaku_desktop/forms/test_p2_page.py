"""P2 on paper (PAGES 2): where things stand, in millimetres, and the whole page as it was looked at."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from golden import check_golden
from workbooks_p2 import items_book

from zaitaku_desktop.exchange.apply import apply
from zaitaku_desktop.exchange.plan_import import load_known, propose
from zaitaku_desktop.forms.printable import read_printable
from zaitaku_desktop.operations.new_file import fill_new
from zaitaku_desktop.storage.reading import load_documents
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_desktop.typeset.boxes import Layout, Page, TextBox
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out
from zaitaku_desktop.typeset.pdf import write_pdf

MM = 72 / 25.4
WIDTHS = (46, 67, 54, 48, 52)
HOLDING = ((0, 1), (0, 1, 2, 3), (1, 2, 3), (0, 1, 2, 3), (0, 1))
"""Which of the four 場面 each row has."""


@pytest.fixture(scope="module")
def faces() -> Faces:
    return Faces.load()


@pytest.fixture(scope="module")
def layout(tmp_path_factory: pytest.TempPathFactory, faces: Faces) -> Iterator[Layout]:
    """The made-up paper, imported with its 場面 answered, with a row too long for its page."""
    folder = tmp_path_factory.mktemp("p2")
    book = items_book()
    sheet = book["取組状況"]
    points = "\n".join(f"○{n}回目の研修で、参加した人の声を集めて次の回に生かした。" for n in range(1, 26))
    sheet["B9"] = f"{points}\n*会場：市民交流センター"
    book.save(folder / "a.xlsx")
    with Workspace.create(folder / "a.zaitaku", name="みなと野市", fill=fill_new) as workspace:
        with workspace.read() as connection:
            known = load_known(connection)
        proposal = propose(folder / "a.xlsx", known)
        scenes = [value.id for value in known.axis_values.values() if value.axis == "care_scene"]
        answers = {
            question.key: tuple(scenes[at] for at in holding)
            for question, holding in zip(proposal.questions, HOLDING, strict=True)
        }
        workspace.perform("取り込み", lambda s: apply(s, proposal, None, answers))
        with workspace.read() as connection:
            (document,) = load_documents(connection)
            printable = read_printable(connection, document.id)
        yield lay_out(printable.job(), faces)


def box_of(page: Page, words: str) -> TextBox:
    return next(box for box in page.texts if words in box.text)


def left(box: TextBox) -> float:
    return (box.origin + box.span.left) / MM


def test_that_columns_have_their_widths_scaled_to_the_text_area(layout: Layout) -> None:
    upright = {round(rule.x0 / MM, 2) for rule in layout.pages[0].rules if rule.x0 == rule.x1}
    edges = [14.0]
    for width in WIDTHS:
        edges.append(edges[-1] + width * 269 / sum(WIDTHS))
    assert sorted(upright) == pytest.approx(edges, abs=0.01)


def test_that_title_box_and_legend_stand_where_they_belong(layout: Layout) -> None:
    page = layout.pages[0]
    title, legend = box_of(page, "取組状況・評価"), box_of(page, "凡例")
    assert title.size == 14.0
    middle = left(title) + title.span.width / MM / 2
    assert middle == pytest.approx(14 + 269 / 2, abs=0.1)
    assert (legend.size, legend.face) == (9.0, "mincho")
    last = [box for box in page.texts if box.baseline == legend.baseline][-1]
    assert left(last) + last.span.width / MM == pytest.approx(283, abs=0.5)
    (frame,) = page.frames
    assert (frame.y / MM, frame.height / MM) == (pytest.approx(20, abs=0.3), pytest.approx(7.5, abs=0.3))


def test_that_a_heading_has_its_note_under_it_in_small_mincho(layout: Layout) -> None:
    page = layout.pages[0]
    heading, note = box_of(page, "年度の計画"), box_of(page, "重点取組内容")
    assert (heading.face, heading.size) == ("gothic", 9.0)
    assert (note.face, note.size) == ("mincho", 7.5)
    # from baseline to baseline: half of what each line has beside its type, and the type itself
    step = (12.5 - 9) / 2 + 0.12 * 9 + (10 - 7.5) / 2 + 0.88 * 7.5
    assert note.baseline - heading.baseline == pytest.approx(step, abs=0.01)


def test_that_scenes_stand_under_the_name_one_em_in_and_the_marked_are_bold(layout: Layout) -> None:
    page = layout.pages[0]
    name, first, third = box_of(page, "(ア)"), box_of(page, "■"), box_of(page, "□")
    marked = [box for box in page.texts if box.text.startswith("■ 日常")]
    first, third = marked[0], next(box for box in page.texts if box.text.startswith("□ 急変"))
    assert left(first) - left(name) == pytest.approx(8.5 / MM, abs=0.01)
    assert (first.face, third.face) == ("gothic-bold", "gothic")
    assert third.baseline - first.baseline == pytest.approx(2 * 13.0)
    lines = [box.baseline for box in page.texts if box.source == name.source and box.baseline < first.baseline]
    gap = first.baseline - max(lines) - ((13.5 - 9) / 2 + 0.12 * 9 + (13 - 8.5) / 2 + 0.88 * 8.5)
    assert gap / MM == pytest.approx(1.5, abs=0.01)


def test_that_points_have_a_gap_and_what_stands_under_them_is_smaller_and_further_in(layout: Layout) -> None:
    page = layout.pages[0]
    first, note, second = box_of(page, "資源の一覧"), box_of(page, "*掲載"), box_of(page, "地図を電子版")
    assert (first.size, note.size, second.size) == (9.0, 8.5, 9.0)
    assert left(note) - left(first) == pytest.approx(9 / MM, abs=0.01)
    step = (12.5 - 8.5) / 2 + 0.12 * 8.5 + (13.5 - 9) / 2 + 0.88 * 9
    assert (second.baseline - note.baseline - step) / MM == pytest.approx(1.0, abs=0.01)


def test_that_a_row_that_goes_on_repeats_name_continued_and_scenes(layout: Layout) -> None:
    for page in layout.pages[2:]:
        again = [box.text for box in page.texts if box.artifact and box.source is not None and box.face != "mincho"]
        words = "".join(again)
        assert "(オ)" in words and words.index("（続き）") > words.index("(オ)")
        assert words.index("■ 日常") > words.index("（続き）")
    assert len(layout.pages) >= 3


def test_that_every_word_is_printed(layout: Layout) -> None:
    words = "".join(box.text for page in layout.pages for box in page.texts if not box.artifact)
    for said in ("問合せの多い窓口", "①R6/7/9", "（カ）参照", "配布先は資料２を参照", "継続", "―", "25回目の研修"):
        assert said in words, said


@pytest.mark.parametrize("page", [0, 1])
def test_that_the_page_looks_as_it_was_found_right(layout: Layout, faces: Faces, page: int) -> None:
    file = io.BytesIO()
    write_pdf([layout], faces, file, title="P2")
    check_golden(file.getvalue(), page, f"p2-{page + 1}")
