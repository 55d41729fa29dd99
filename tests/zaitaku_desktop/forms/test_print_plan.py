from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from plans import SmallPlan, small_file, snapshot_of, text
from shapes import Shapes, read

from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.forms.print_plan import plan_job
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.operations import plan_cells, plan_rows
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_desktop.typeset.blocks import Cell, Chip, Grid, Legend, Paragraph, PrintJob, TextBlock

Opened = tuple[Workspace, SmallPlan]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    workspace, plan = small_file(tmp_path / "a.zaitaku")
    yield workspace, plan
    workspace.close()


def job(opened: Opened, **changes: object) -> PrintJob:
    snapshot, document = snapshot_of(*opened)
    changed: DocumentRow = replace(document, **changes)  # type: ignore[arg-type]
    return plan_job(load_form("p1"), changed, snapshot)


def body(opened: Opened) -> dict[tuple[int, str], Cell]:
    """The printed cells by row and column key."""
    (grid,) = [block for block in job(opened).blocks if isinstance(block, Grid)]
    return {(cell.row, cell.ident.column): cell for cell in grid.body if cell.ident is not None}  # type: ignore[attr-defined]


def lines(cell: Cell) -> list[str]:
    """The paragraphs of a cell, chips in brackets."""
    return [f"[{one.text}]" if isinstance(one, Chip) else one.text for one in cell.blocks]


def test_that_blank_years_after_the_end_are_struck_through_and_texts_are_not(opened: Opened) -> None:
    workspace, plan = opened
    workspace.perform("入力", lambda s: plan_cells.write_values(s, plan.a, [text("plan", "・続けた。", 2026)]))
    assert not any(cell.slashed for cell in body(opened).values())
    workspace.perform("廃止", lambda s: plan_rows.end_item(s, plan.a, 2024, "（終了）"))
    cells = body(opened)
    assert {key for key, cell in cells.items() if cell.slashed} == {(0, "plan:2025")}
    assert lines(cells[0, "plan:2026"]) == ["・続けた。"]
    assert lines(cells[0, "title"]) == ["[新規]", "[廃止]", "顔合わせ", "（終了）"]


def test_that_leaders_stand_under_their_years_once(opened: Opened) -> None:
    workspace, plan = opened
    same = [text("leader", "ひがし包括", year) for year in (2024, 2025)]
    workspace.perform("入力", lambda s: plan_cells.write_values(s, plan.a, [*same, text("leader", "市役所", 2026)]))
    assert lines(body(opened)[0, "leader"]) == [
        *("令和６年度", "令和７年度", "ひがし包括"),
        *("令和８年度", "市役所"),
    ]


def test_that_the_draft_mark_and_the_notes_are_printed(opened: Opened) -> None:
    notes = ("市役所：とりまとめる。", "※数は年度末のもの")
    printed = job(opened, draft=True, notes=notes)
    assert printed.sheet.title == "進捗管理表（案）"
    (block,) = [block for block in printed.blocks if isinstance(block, TextBlock)]
    assert [paragraph.text for paragraph in block.paragraphs] == list(notes)
    assert [run.text for run in block.paragraphs[0].runs if run.bold] == ["市役所"]
    assert job(opened, draft=False).sheet.title == "進捗管理表"


def test_that_a_state_without_words_stands_in_the_middle(opened: Opened) -> None:
    cell = body(opened)[2, "plan:2024"]
    (paragraph,) = cell.blocks
    assert isinstance(paragraph, Paragraph)
    assert (paragraph.text, paragraph.style.align) == ("継続", "center")


def p4_rows(opened_shapes: tuple[Workspace, Shapes], **changes: object) -> list[list[list[str]]]:
    """The paragraphs of every cell of P4, row by row."""
    workspace, shapes = opened_shapes
    snapshot, document = read(workspace, shapes.plan, shapes.p4)
    printed = plan_job(load_form("p4"), replace(document, **changes), snapshot)  # type: ignore[arg-type]
    (grid,) = [block for block in printed.blocks if isinstance(block, Grid)]
    return [[lines(cell) for cell in grid.body if cell.row == row] for row in range(grid.body_rows)]


def test_that_p4_has_one_row_for_each_initiative_with_grades_full_width(
    opened_shapes: tuple[Workspace, Shapes],
) -> None:
    tags = [
        "ウ\u3000切れ目のない在宅医療と介護の提供体制の構築推進",
        "ア\u3000地域の医療・介護の資源の把握",
        "キ\u3000地域住民への普及啓発",
    ]
    results = ["見本を作った", "千枚"]
    assert p4_rows(opened_shapes) == [
        [["①－２"], ["カード"], [], [tags[0]], ["○作る"], ["Ａ", "Ｂ"], results],
        [["①－10"], ["地図"], [], [tags[1]], ["年１回"], [], []],
        [["①－１"], ["講座"], [], [tags[2]], ["○開く"], ["Ｃ"], []],
    ]


def test_that_p4_prints_what_is_meant_by_going_on_and_a_dash_after_the_end(
    opened_shapes: tuple[Workspace, Shapes],
) -> None:
    rows = p4_rows(opened_shapes, actual_years=(2025,))
    assert [row[4] for row in rows] == [["○作る", "○配る"], ["年１回"], ["―"]]
    assert [row[5] for row in rows] == [[], [], ["―"]]


def test_that_p4_shows_its_own_year_while_none_is_chosen(opened_shapes: tuple[Workspace, Shapes]) -> None:
    assert p4_rows(opened_shapes, actual_years=()) == p4_rows(opened_shapes, actual_years=(2025,))


def test_that_a_short_plan_is_centred_and_a_longer_one_is_not(opened_shapes: tuple[Workspace, Shapes]) -> None:
    workspace, shapes = opened_shapes
    long = text("indicator_text", "関係者の意見を聞いて、年度の内に改める。", 2024)
    counted = text("indicator_text", "配布　12,500部", 2024)  # 10 characters, but only 7.5 字 wide
    for words, align in ((text("indicator_text", "年1回", 2024), "center"), (counted, "center"), (long, "justify")):
        workspace.perform("入力", lambda s, words=words: plan_cells.write_values(s, shapes.map, [words]))
        snapshot, document = read(workspace, shapes.plan, shapes.p4)
        (grid,) = [b for b in plan_job(load_form("p4"), document, snapshot).blocks if isinstance(b, Grid)]
        (cell,) = [cell for cell in grid.body if (cell.row, cell.col) == (1, 4)]
        assert cell.blocks[0].style.align == align  # type: ignore[union-attr]


def test_that_the_legend_is_the_forms_until_the_document_has_its_own(opened_shapes: tuple[Workspace, Shapes]) -> None:
    workspace, shapes = opened_shapes
    snapshot, document = read(workspace, shapes.plan, shapes.p4)

    def legend(row: DocumentRow) -> list[list[str]]:
        (block,) = [b for b in plan_job(load_form("p4"), row, snapshot).blocks if isinstance(b, Legend)]
        return [[cell.text for cell in cells] for cells in block.rows]

    assert [len(cells) for cells in legend(document)] == [2, 2]
    assert legend(replace(document, legend="Ａ：良い\nＢ：悪い\nＣ：ない")) == [["Ａ：良い", "Ｂ：悪い"], ["Ｃ：ない"]]


def test_that_a_bracketed_line_over_the_grid_hangs_after_its_bracket(opened_shapes: tuple[Workspace, Shapes]) -> None:
    workspace, shapes = opened_shapes
    snapshot, document = read(workspace, shapes.plan, shapes.p3)
    lead = ("■令和8年4月から実施", "【4部会設置】資源部会、研修部会")
    printed = plan_job(load_form("p3"), replace(document, lead=lead), snapshot)
    block = printed.blocks[0]
    assert isinstance(block, TextBlock)
    assert [(p.text, p.hang) for p in block.paragraphs] == [
        ("■令和８年４月から実施", 1.0),
        ("【４部会設置】\u3000資源部会、研修部会", 8.0),
    ]
