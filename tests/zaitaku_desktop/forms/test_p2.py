"""取組状況・評価・目標・計画 (LAYOUTS P2): one row for each 事業項目, years that follow from the 資料's, 場面."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from plans import text
from shapes import Shapes, go_on, read

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.grid import CellAddress, GridCell, GridView, build_grid
from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.forms.missing import missing_cells
from zaitaku_desktop.forms.print_plan import plan_job
from zaitaku_desktop.forms.printable import Printable
from zaitaku_desktop.model.plan import EntryState
from zaitaku_desktop.model.snapshot import DocumentRow, PlanSnapshot
from zaitaku_desktop.operations import plan_cells, plan_rows, plan_tags
from zaitaku_desktop.operations.new_file import axis_value_id
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_desktop.typeset.blocks import Cell, Grid, Paragraph, PrintJob

Opened = tuple[Workspace, Shapes]
FORM = load_form("p2")
NONE = EntryState.NONE


def parts(opened: Opened, year: int = 2025) -> tuple[PlanSnapshot, DocumentRow]:
    workspace, shapes = opened
    snapshot, document = read(workspace, shapes.plan, shapes.p4)
    return snapshot, replace(document, form="p2", fiscal_year=FiscalYear(year), actual_years=())


def grid(opened: Opened, year: int = 2025, *, printed: bool = True) -> GridView:
    snapshot, document = parts(opened, year)
    return build_grid(FORM, document, snapshot, printed=printed)


def cell_at(view: GridView, row: int, key: str) -> GridCell:
    return view.cell_at(row, [column.key for column in view.columns].index(key))


def printed(opened: Opened, **changes: object) -> PrintJob:
    snapshot, document = parts(opened)
    return plan_job(FORM, replace(document, **changes), snapshot)  # type: ignore[arg-type]


def body(opened: Opened) -> Sequence[Cell]:
    return next(block.body for block in printed(opened).blocks if isinstance(block, Grid))


def write(opened: Opened, item_id: int, *values: object) -> None:
    opened[0].perform("入力", lambda s: plan_cells.write_values(s, item_id, values))  # type: ignore[arg-type]


def tag(opened: Opened, item_id: int, *scenes: str) -> None:
    def change(session: object) -> None:
        words = "\n".join(scenes)
        plan_tags.set_axis_tags(session, plan_cells.entries.item_of(session, item_id), "care_scene", words)  # type: ignore[arg-type]

    opened[0].perform("分類", change)


@pytest.mark.parametrize("year", [2025, 2026])
def test_that_the_pair_of_years_moves_with_that_of_the_document(opened_shapes: Opened, year: int) -> None:
    view = grid(opened_shapes, year)
    assert [column.key for column in view.columns] == [
        *("group", f"actual:{year - 1}", f"assessment:{year - 1}", f"goal:{year}", f"plan:{year}")
    ]
    before, own = FiscalYear(year - 1).long, FiscalYear(year).long
    assert [cell.text for cell in view.header[1:]] == [
        *(f"{before}\n取組状況及び結果", f"{before}\n評価", f"{own}\n目標", f"{own}の計画")
    ]


def test_that_each_item_has_one_row_with_the_texts_of_all_as_points(opened_shapes: Opened) -> None:
    _, shapes = opened_shapes
    write(opened_shapes, shapes.lines[0], text("actual", "・見本を作った\n*三種類\n・試した", 2024))
    view = grid(opened_shapes)
    names = [cell.text for cell in view.cells if cell.col == 0]
    assert names == [
        "(ア) 地域の医療・介護の資源の把握",
        "(ウ) 切れ目のない在宅医療と介護の提供体制の構築推進",
        "(キ) 地域住民への普及啓発",
    ]
    assert cell_at(view, 1, "actual:2024").text == "○見本を作った\n*三種類\n○試した\n○千枚"
    assert view.group_starts == frozenset()


def test_that_what_goes_on_among_others_is_printed_as_what_it_means(opened_shapes: Opened) -> None:
    _, shapes = opened_shapes
    assert cell_at(grid(opened_shapes), 1, "plan:2025").text == "○作る（継続）\n○配る"
    write(opened_shapes, shapes.lines[0], go_on("plan", 2025, "・直す"))
    assert cell_at(grid(opened_shapes), 1, "plan:2025").text == "○作る（継続）\n○直す\n○配る"
    assert cell_at(grid(opened_shapes), 0, "plan:2025").text == "・継続\n・配布"  # alone it stands as it is stored


def test_that_equal_texts_are_printed_once_and_a_dash_only_without_others(opened_shapes: Opened) -> None:
    workspace, shapes = opened_shapes
    for line in shapes.lines:
        write(opened_shapes, line, text("assessment", "良かった。", 2024))
    assert cell_at(grid(opened_shapes), 1, "assessment:2024").text == "○良かった。"
    workspace.perform("―", lambda s: plan_cells.set_state(s, shapes.lines[0], "assessment", 2024, NONE))
    assert cell_at(grid(opened_shapes), 1, "assessment:2024").text == "○良かった。"
    workspace.perform("―", lambda s: plan_cells.set_state(s, shapes.lines[1], "assessment", 2024, NONE))
    assert cell_at(grid(opened_shapes), 1, "assessment:2024").text == "―"


def test_that_all_scenes_are_printed_and_those_of_any_initiative_marked(opened_shapes: Opened) -> None:
    workspace, shapes = opened_shapes

    def flags(row: int) -> str:
        return "".join("■" if active else "□" for _, active in cell_at(grid(opened_shapes), row, "group").flags)

    assert [flags(row) for row in range(3)] == ["■□□□", "■□□□", "□□□■"]
    tag(opened_shapes, shapes.cards, "看取り", "入退院支援")
    assert flags(1) == "□■□■"
    tag(opened_shapes, shapes.map, "全てに関わること")
    assert flags(0) == "■■■■"

    def ungroup(session: object) -> None:
        plan_rows.move(session, shapes.map, None, 0)  # type: ignore[arg-type]
        ids = [axis_value_id(session, "program_item", "a")]  # type: ignore[arg-type]
        plan_tags.set_tags(session, shapes.map, ids)  # type: ignore[arg-type]

    workspace.perform("移す", ungroup)
    assert flags(0) == "□□□□"


def test_that_the_marked_scenes_are_bold_under_the_name(opened_shapes: Opened) -> None:
    name, *scenes = body(opened_shapes)[0].blocks
    assert isinstance(name, Paragraph)
    assert (name.text, name.hang, name.style.bold) == ("(ア) 地域の医療・介護の資源の把握", 2.5, True)
    assert [(p.text, p.style.bold, p.indent) for p in scenes if isinstance(p, Paragraph)] == [
        ("■ 日常の療養支援", True, 1.0),
        ("□ 入退院支援", False, 1.0),
        ("□ 急変時の対応", False, 1.0),
        ("□ 看取り", False, 1.0),
    ]
    assert [p.space_before for p in scenes if isinstance(p, Paragraph)] == [1.5, 0.0, 0.0, 0.0]
    assert body(opened_shapes)[0].continued_after == 1


def test_that_what_stands_under_a_point_is_smaller_and_points_have_a_gap(opened_shapes: Opened) -> None:
    _, shapes = opened_shapes
    write(opened_shapes, shapes.map, text("actual", "○一覧を直した。\n*214か所\n　①電話\n続きの文\n○配った。", 2024))
    paragraphs = [block for block in body(opened_shapes)[1].blocks if isinstance(block, Paragraph)]
    assert [p.style.size for p in paragraphs] == [9.0, 8.5, 8.5, 9.0, 9.0]
    assert [p.space_before for p in paragraphs] == [0.0, 0.0, 0.0, 0.0, 1.0]
    # all of it begins where the words of the point do
    assert [round(p.indent * p.style.size, 3) for p in paragraphs] == [0.0, 9.0, 9.0, 9.0, 0.0]


def test_that_a_note_stands_under_its_heading_the_documents_own_before_the_forms(opened_shapes: Opened) -> None:
    form = replace(FORM, columns=tuple(replace(c, note="*様式の注") if c.key == "plan" else c for c in FORM.columns))
    snapshot, document = parts(opened_shapes)

    def notes(row: DocumentRow) -> list[list[str]]:
        job = plan_job(form, row, snapshot)
        (header,) = [block.header for block in job.blocks if isinstance(block, Grid)]
        return [[p.text for p in cell.blocks[1:] if isinstance(p, Paragraph)] for cell in header]

    assert notes(document) == [[], [], [], [], ["*様式の注"]]
    own = {"group": "*長い注\n*もう一つ", "plan": ""}
    assert notes(replace(document, header_notes=own)) == [["*長い注", "*もう一つ"], [], [], [], []]


def test_that_a_note_too_long_for_two_lines_begins_at_the_left(opened_shapes: Opened) -> None:
    def style(words: str) -> object:
        job = printed(opened_shapes, header_notes={"plan": words})
        (header,) = [block.header for block in job.blocks if isinstance(block, Grid)]
        note = header[-1].blocks[1]
        assert isinstance(note, Paragraph)
        return note.style.family, note.style.size, note.style.leading, note.style.align

    assert style("*資料4を参照") == ("mincho", 7.5, 10.0, "center")
    assert style("*" + "重点取組の内容については、" * 6) == ("mincho", 7.5, 10.0, "left")


def test_that_on_the_screen_each_line_has_its_row_and_the_names_are_there(opened_shapes: Opened) -> None:
    view = grid(opened_shapes, printed=False)
    assert [column.key for column in view.columns[:3]] == ["group", "title", "scenes"]
    assert [row.item_id for row in view.rows] == [
        *(opened_shapes[1].map, *opened_shapes[1].lines, opened_shapes[1].ended)
    ]
    assert cell_at(view, 0, "group").text == "ア\u3000地域の医療・介護の資源の把握"
    assert cell_at(view, 0, "scenes").text == "日常の療養支援"
    assert view.header[0].text == "事業項目"
    widths = [column.width for column in grid(opened_shapes).columns]
    assert sum(widths) == pytest.approx(FORM.paper.measure)
    shown = [column.width for column in view.columns if column.definition.printed]
    assert shown == widths


def test_that_a_blank_is_told_once_for_each_item_and_not_for_a_year_before_the_plan(opened_shapes: Opened) -> None:
    _, shapes = opened_shapes
    snapshot, document = parts(opened_shapes)
    view = build_grid(FORM, document, snapshot)

    def told(view: GridView, word: str) -> list[int]:
        return [one.row for one in missing_cells(view, snapshot) if word in one.column]

    assert told(view, "評価") == [0, 1, 3]
    write(opened_shapes, shapes.lines[1], text("assessment", "良かった。", 2024))
    snapshot, document = parts(opened_shapes)
    assert told(build_grid(FORM, document, snapshot), "評価") == [0, 3]
    first = replace(document, fiscal_year=FiscalYear(2024))
    assert told(build_grid(FORM, first, snapshot), "評価") == []
    assert told(build_grid(FORM, first, snapshot), "目標") == [0, 1, 3]


def test_that_every_cell_of_the_screen_is_found_on_the_page_it_is_rolled_up_in(opened_shapes: Opened) -> None:
    snapshot, document = parts(opened_shapes)
    printable = Printable(document, FORM, snapshot)
    paper = grid(opened_shapes)
    for cell in grid(opened_shapes, printed=False).cells:
        if cell.address is None or cell.address.column in ("title", "scenes", "group"):
            continue
        at = printable.printed_at(cell.address)
        assert at is not None
        found = paper.find(at)
        assert found is not None
        assert all(word.strip("・○") in found.text for word in cell.text.split("\n") if "継続" not in word)


def test_that_what_is_typed_into_p1_is_printed_in_p2_and_what_p2_lacks_stays(opened_shapes: Opened) -> None:
    """One data set: nothing is typed twice, and what one form does not show is as it was."""
    workspace, shapes = opened_shapes
    snapshot, document = read(workspace, shapes.plan, shapes.p4)
    p1 = build_grid(load_form("p1"), replace(document, form="p1"), snapshot)
    typed = {
        "plan:2025": "・本を読む。",
        "actual:2024": "・三冊読んだ。",
        "leader": "令和6年度\nひがし包括",
        "output_goal": "十冊",
    }

    def type_all(session: object) -> None:
        for column, words in typed.items():
            cell = p1.find(CellAddress(shapes.map, column))
            assert cell is not None
            plan_cells.write_values(session, shapes.map, p1.read(cell, words))  # type: ignore[arg-type]

    workspace.perform("入力", type_all)
    view = grid(opened_shapes)
    assert cell_at(view, 0, "plan:2025").text == "○本を読む。"
    assert cell_at(view, 0, "actual:2024").text == "○三冊読んだ。"
    write(opened_shapes, shapes.map, text("assessment", "よく読めた。", 2024), text("actual", "・四冊読んだ。", 2024))
    after = parts(opened_shapes)[0]
    assert after.entry(shapes.map, "output_goal") is not None
    leader = after.entry(shapes.map, "leader", 2024)
    assert leader is not None and leader.text == "ひがし包括"
    again = build_grid(load_form("p1"), replace(document, form="p1"), after).find(
        CellAddress(shapes.map, "actual:2024")
    )
    assert again is not None and again.text == "・四冊読んだ。"
    told = {(one.column, one.item) for one in missing_cells(build_grid(FORM, parts(opened_shapes)[1], after), after)}
    assert ("令和7年度目標", "地図") in told and ("令和6年度評価", "地図") not in told
