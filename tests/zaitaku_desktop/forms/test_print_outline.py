"""自由文書: cover, headings, boxes, tables, cards and figures on paper (LAYOUTS D1)."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from documents import KINDS
from golden import check_golden
from sample_files import sample_file

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.exchange.word_export import docx_bytes
from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.forms.outline_cover import CITY, COVER, DATE, EDITION
from zaitaku_desktop.forms.plan_figures import period_rows
from zaitaku_desktop.forms.print_outline import body_items, outline_job
from zaitaku_desktop.forms.system_figure import branches
from zaitaku_desktop.model.document_rows import DocumentOutline
from zaitaku_desktop.model.meeting_rows import BlockRow
from zaitaku_desktop.model.outline import BlockKind
from zaitaku_desktop.model.outline_tables import cells_of, table_text
from zaitaku_desktop.model.snapshot import DocumentRow, MunicipalityRow, PlanSnapshot, RelatedPlanRow
from zaitaku_desktop.storage.reading import load_plan
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_desktop.typeset.blocks import Grid, PrintJob, TextBlock
from zaitaku_desktop.typeset.boxes import Layout
from zaitaku_desktop.typeset.figures import Drawing, Framed, Tree
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out
from zaitaku_desktop.typeset.pdf import write_pdf

DEFINITIONS = ("0d ア　把握\n資源の把握を行う。", "0d イ　検討\n会議で検討する。")
CITY_ROW = MunicipalityRow("みなと野市")
RELATED = (
    RelatedPlanRow(1, "総合計画　第6次", 2021, 2030, "上位計画"),
    RelatedPlanRow(2, "介護保険計画　第9期", 2024, 2026, "整合"),
    RelatedPlanRow(3, "介護保険計画　第10期", 2027, 2029, "整合"),
)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> PlanSnapshot:
    path = sample_file(tmp_path_factory.mktemp("outline") / "s.zaitaku")
    with Workspace.open(path, read_only=True) as workspace, workspace.read() as connection:
        return replace(load_plan(connection, 1), related=RELATED)


def row(at: int, line: str) -> BlockRow:
    head, _, text = line.partition(" ")
    kind = KINDS[head[1]]
    options = {"figure": text} if kind is BlockKind.FIGURE else {}
    return BlockRow(at, None, at, int(head[0]), kind, "" if options else text, document_id=1, options=options)


def job_of(*lines: str, plan: PlanSnapshot | None = None, **options: str) -> PrintJob:
    document = DocumentRow(1, "document", "d1", "基本方針", None, FiscalYear(2025), draft=False, options=options)
    blocks = [row(at, line) for at, line in enumerate(lines, 1)]
    return outline_job(load_form("d1"), DocumentOutline(CITY_ROW, document, blocks, plan), load_form("p5"))


def words(layout: Layout) -> list[str]:
    return ["".join(box.text for box in page.texts) for page in layout.pages]


def test_that_headings_are_numbered_and_paragraphs_stand_below_them() -> None:
    job = job_of("0# 背景", "1p 本文", "1# 経緯", "2p ・点", "0# 目的")
    assert [item.text.text for item in body_items(job)] == ["１　背景", "本文", "(1)　経緯", "・点", "２　目的"]
    assert [item.heading for item in body_items(job)] == [2, 0, 3, 0, 2]
    texts = [item.text for item in body_items(job)]
    assert [text.indent for text in texts] == [0.0, 1.0, 1.0, 2.0, 0.0]
    assert texts[0].sticks is False and texts[1].sticks


def test_that_a_cover_has_a_page_of_its_own_that_is_not_counted() -> None:
    options = {COVER: "yes", DATE: "令和8年3月", EDITION: "改訂案", "cover_title": "みなと野市\n基本方針"}
    layout = lay_out(job_of("0# 背景", "1p 本文", **options), Faces.load())
    front, body = words(layout)
    assert "みなと野市基本方針（改訂案）令和８年３月みなと野市" in front and "－" not in front
    assert "背景" in body
    two = lay_out(job_of("0# 背景", *["1p 本文"] * 60, **options, **{CITY: "港市"}), Faces.load())
    assert "－ １ －" in words(two)[1] and "－ ２ －" in words(two)[2] and words(two)[0].endswith("港市")


def test_that_boxes_are_framed_and_definitions_stand_in_one_ruled_table() -> None:
    job = job_of(
        "0s 目指す姿\n\n住み慣れた\nまち",
        "0k いつもの私で",
        "0d ア　把握\n資源の把握を行う。",
        "0d イ　検討\n会議で検討する。",
    )
    caption, statement, slogan, _, table, _ = job.blocks
    assert isinstance(caption, TextBlock) and caption.paragraphs[0].text == "目指す姿"
    assert isinstance(statement, Framed) and [one.text for one in statement.paragraphs] == ["住み慣れた", "まち"]
    assert isinstance(slogan, Framed) and slogan.frame == "rules" and slogan.paragraphs[0].spread > 6
    assert isinstance(table, Grid) and table.body_rows == 2


def test_that_a_table_is_made_of_the_lines_of_its_block() -> None:
    cells = [["区分", "内容"], ["甲", "一行目\n二行目"]]
    assert cells_of(table_text(cells)) == cells
    (table,) = [block for block in job_of(f"0t {table_text(cells)}").blocks if isinstance(block, Grid)]
    assert (table.header_rows, table.body_rows, sum(table.widths)) == (1, 1, pytest.approx(163.0))
    assert [len(cell.blocks) for cell in table.body] == [1, 2]


def test_that_the_system_figure_shows_every_initiative_under_its_philosophy(plan: PlanSnapshot) -> None:
    name, found = branches(plan)
    assert name == "基本理念" and [one.sign for one in found] == [f"基本理念{sign}" for sign in "①②③④⑤"]
    job = job_of("0# 体系図", "0f system", plan=plan)
    layout = lay_out(job, Faces.load())
    said = "".join(words(layout))
    for branch in found:
        assert all(item.rpartition("\u3000")[2][:4] in said for item in branch.items)
    assert not layout.missing


def test_that_the_system_figure_begins_where_there_is_room_and_goes_on_under_its_head(plan: PlanSnapshot) -> None:
    said = words(lay_out(job_of(*["0p 本文"] * 18, "0# 体系図", "0f system", plan=plan), Faces.load()))
    assert len(said) == 2
    assert all(one.count("理想像") == 1 for one in said)
    assert [f"基本理念{sign}" in said[0] for sign in "①②③④⑤"] == [True] * 2 + [False] * 3


def test_that_figures_and_boxes_look_as_they_were_found_right(plan: PlanSnapshot) -> None:
    """位置付け, 計画期間 and a 体系図 that goes on over the page, then the boxes and tables of a text."""
    lines = [
        "0# 位置付け",
        "0f place",
        "0# 計画期間",
        "0p 期間は、次のとおりとします。",
        "0f periods",
        "0# 体系図",
        "0f system",
    ]
    lines += ["0# 理想像", "0s 目指す姿\n\nどこで療養していても、\n自分らしく", "0k 合言葉\n\nつながる手", *DEFINITIONS]
    lines += [f"0t {table_text([['区分', '内容'], ['甲', '一行目']])}", "1p ・案の検討", "1v 修正", "1p ・案の確認"]
    faces, content = Faces.load(), io.BytesIO()
    write_pdf([lay_out(job_of(*lines, plan=plan), faces)], faces, content, title="基本方針")
    check_golden(content.getvalue(), 0, "d1-1")
    check_golden(content.getvalue(), 1, "d1-2")


def test_that_a_group_higher_than_a_page_is_divided_and_every_initiative_stands_on_one(plan: PlanSnapshot) -> None:
    initiatives = [item for item in plan.walk() if item.kind == "initiative"]
    more = {10_000 + at: replace(initiatives[0], id=10_000 + at, title=f"取組の名前{at}") for at in range(60)}
    whole = replace(plan, items={**plan.items, **more})
    layout = lay_out(job_of("0f system", plan=whole), Faces.load())
    said = "".join(words(layout))
    assert said.count("名前") == 60 and "（続き）" in said
    assert all(frame.y + frame.height < page.height for page in layout.pages for frame in page.frames)


def test_that_every_word_of_a_figure_stands_within_its_box(plan: PlanSnapshot) -> None:
    long = {key: replace(item, title=item.title * 3) for key, item in plan.items.items()}
    wide = replace(plan, items=long, plan=replace(plan.plan, vision="長い理想像の文" * 12, title="計画の名称" * 9))
    job = job_of("0f system", "0f place", "0f periods", plan=wide)
    assert [type(block) for block in job.blocks] == [Tree, Drawing, Drawing]
    for page in lay_out(job, Faces.load()).pages:
        boxes = [(f.x, f.y, f.x + f.width, f.y + f.height) for f in page.frames]
        for text in page.texts:
            if text.role != "note" or not boxes:
                continue
            around = [box for box in boxes if box[0] <= text.left and text.left + text.width <= box[2] + 1]
            inside = [box for box in around if box[1] < text.baseline < box[3]]
            assert inside or text.size <= 9.0, text.text


def test_that_related_plans_of_one_name_share_a_row_of_bars(plan: PlanSnapshot) -> None:
    assert [(label, [bar.words for bar in bars]) for label, bars in period_rows(plan)] == [
        ("総合計画", ["第6次"]),
        ("介護保険計画", ["第9期", "第10期"]),
    ]
    (drawing,) = [block for block in job_of("0f periods", plan=plan).blocks if isinstance(block, Drawing)]
    assert "本方針" in drawing.words and "第10期" in drawing.words


def test_that_cards_are_those_of_the_plan_or_say_that_there_is_none(plan: PlanSnapshot) -> None:
    said = "".join(words(lay_out(job_of("0c ", plan=plan), Faces.load())))
    titles = [item.title for item in plan.items.values() if item.kind == "initiative" and item.relisted_from_id is None]
    assert titles and all(title in said for title in titles)
    assert "計画が選ばれていない" in "".join(words(lay_out(job_of("0c ", "0f system"), Faces.load())))


def test_that_word_gets_texts_as_texts_and_figures_as_pictures(plan: PlanSnapshot) -> None:
    job = job_of("0# 背景", "0s まち", "0v 作成", "0f place", plan=plan, **{COVER: "yes", DATE: "令和8年3月"})
    made = docx_bytes(job)
    assert made == docx_bytes(job)
    document = docx.Document(io.BytesIO(made))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert "基本方針" in texts and "⇓　作成" in texts and "令和８年３月" in texts
    assert document.tables[0].cell(0, 0).text == "まち"
    (picture,) = document.inline_shapes
    assert "総合計画" in picture._inline.docPr.get("descr")
