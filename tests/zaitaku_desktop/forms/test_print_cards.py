"""A plan as cards (P5)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from plans import text
from shapes import Shapes, go_on, read

from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.grid import CellAddress
from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.forms.print_plan import plan_job
from zaitaku_desktop.forms.printable import Printable
from zaitaku_desktop.model.snapshot import DocumentRow, PlanSnapshot
from zaitaku_desktop.operations import plan_cells, plan_rows, plan_tags
from zaitaku_desktop.operations.axes import add_axis_value
from zaitaku_desktop.operations.document import create_document
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_desktop.typeset.blocks import Cell, Grid, PrintJob, Section, TextBlock, Together
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out

Opened = tuple[Workspace, Shapes]


@pytest.fixture
def cards(opened_shapes: Opened) -> tuple[Workspace, Shapes, int]:
    """The small plan with two 基本理念 and a 資料 of cards; its id is the third."""
    workspace, shapes = opened_shapes

    def fill(session: object) -> int:
        first = add_axis_value(session, "philosophy", "顔の見える関係", number="①", sentence="互いを知る。")  # type: ignore[arg-type]
        second = add_axis_value(session, "philosophy", "情報", number="②")  # type: ignore[arg-type]
        for item, value in ((shapes.map, second), (shapes.cards, first), (shapes.ended, first)):
            tags = read(workspace, shapes.plan, shapes.p3)[0].items[item].tags
            plan_tags.set_tags(session, item, [*tags, value])  # type: ignore[arg-type]
        plan_cells.write_values(session, shapes.map, [text("summary", "地図を配る。")])  # type: ignore[arg-type]
        plan_cells.write_values(session, shapes.map, [go_on("indicator_text", 2025)])  # type: ignore[arg-type]
        plan_rows.set_below_note(session, shapes.ended, "※　広場に引き継ぐ。")  # type: ignore[arg-type]
        return create_document(session, form="p5", title="予定", fiscal_year=2025, plan_id=shapes.plan)  # type: ignore[arg-type]

    return workspace, shapes, workspace.perform("用意", fill).result


def job(cards: tuple[Workspace, Shapes, int], **changes: object) -> PrintJob:
    workspace, shapes, document_id = cards
    snapshot, document = read(workspace, shapes.plan, document_id)
    form: Form = replace(load_form("p5"), **changes)  # type: ignore[arg-type]
    return plan_job(form, document, snapshot)


def words(cell: Cell) -> str:
    return "|".join(block.text for block in cell.blocks)


def table(block: Together) -> list[list[str]]:
    """The rows of a card: label and texts."""
    grid = block.blocks[0]
    assert isinstance(grid, Grid)
    rows: list[list[str]] = [[] for _ in range(grid.body_rows)]
    for cell in grid.body:
        rows[cell.row].append(words(cell))
    return rows


def sections(printed: PrintJob) -> dict[str, list[Together]]:
    found = {}
    for block in printed.blocks:
        assert isinstance(block, Section)
        members = [card for card in block.blocks if isinstance(card, Together)]
        found["".join(p.text for p in block.head.paragraphs)] = members
    return found


def test_that_cards_stand_under_their_philosophies_with_all_they_say(cards: tuple[Workspace, Shapes, int]) -> None:
    found = sections(job(cards))
    assert list(found) == ["【基本理念①】互いを知る。", "【基本理念②】情報"]
    (map_card,) = found["【基本理念②】情報"]
    assert table(map_card) == [
        ["取組", "①－10\u3000地図"],
        ["事業概要", "地図を配る。"],
        ["事業区分", "ア\u3000地域の医療・介護の資源の把握"],
        ["成果指標", "令和６年度", "令和７年度", "令和８年度"],
        ["年１回", "→", ""],
    ]


def test_that_an_ended_one_has_its_note_after_the_name_and_the_other_under_the_card(
    cards: tuple[Workspace, Shapes, int],
) -> None:
    workspace, shapes, _ = cards
    workspace.perform("廃止", lambda s: plan_rows.end_item(s, shapes.ended, 2024, "※（令和７年３月廃止決定）"))
    ended = next(c for c in sections(job(cards))["【基本理念①】互いを知る。"] if "講座" in table(c)[0][1])
    assert table(ended)[0] == ["取組", "①－１\u3000講座 ※（令和７年３月廃止決定）"]
    assert table(ended)[4][1:] == ["", ""]
    note = ended.blocks[1]
    assert isinstance(note, TextBlock)
    assert [p.text for p in note.paragraphs] == ["※　広場に引き継ぐ。"]
    dashed = next(
        c for c in sections(job(cards, closed="none"))["【基本理念①】互いを知る。"] if "講座" in table(c)[0][1]
    )
    assert table(dashed)[4][1:] == ["―", "―"]


def test_that_a_plan_without_philosophies_stands_under_its_own_headings(opened_shapes: Opened) -> None:
    workspace, shapes = opened_shapes
    snapshot, document = read(workspace, shapes.plan, shapes.p4)
    printed = plan_job(load_form("p5"), replace(document, form="p5"), snapshot)
    assert list(sections(printed)) == ["【日常の療養支援】", "【看取り】"]


def test_that_every_cell_of_the_sheet_is_found_on_paper(cards: tuple[Workspace, Shapes, int]) -> None:
    """A click on a part of a card leads to its cell, and the cursor to its part of a card."""
    workspace, shapes, document_id = cards
    snapshot, document = read(workspace, shapes.plan, document_id)
    printable = Printable(document, load_form("p5"), snapshot)
    layout = lay_out(printable.job(), Faces.load())
    on_paper = {region.ident for page in layout.pages for region in page.regions}
    for key in ("number", "title", "philosophy", "summary", "program_item", "end_note", "indicator:2024"):
        assert printable.printed_at(CellAddress(shapes.map, key)) in on_paper, key
    assert printable.printed_at(CellAddress(shapes.ended, "below_note")) in on_paper


def test_that_the_notes_are_written_and_read_like_any_cell(cards: tuple[Workspace, Shapes, int]) -> None:
    workspace, shapes, document_id = cards

    def note_of(snapshot: PlanSnapshot, document: DocumentRow) -> str:
        printable = Printable(document, load_form("p5"), snapshot)
        cell = printable._paper.find(CellAddress(shapes.map, "below_note"))
        assert cell is not None
        values = printable._paper.read(cell, "※改める\n検討中")
        workspace.perform("入力", lambda s: plan_cells.write_values(s, shapes.map, values))
        return cell.text

    assert note_of(*read(workspace, shapes.plan, document_id)) == ""
    assert note_of(*read(workspace, shapes.plan, document_id)) == "※改める\n検討中"


def millimetres(points: float) -> float:
    return points * 25.4 / 72


def test_that_a_card_has_the_measures_of_the_form(cards: tuple[Workspace, Shapes, int]) -> None:
    """PAGES 2 P5: label 27, rows about 7.5, 年度 6.0, 4 between cards, the note 1 below its card (mm)."""
    layout = lay_out(job(cards), Faces.load())
    places = {region.ident: region for region in reversed(layout.pages[0].regions)}
    label = places["header:program_item"]
    assert (millimetres(label.x), millimetres(label.width)) == (pytest.approx(25), pytest.approx(27))
    _, shapes, _ = cards
    name, summary = (places[CellAddress(shapes.cards, key)] for key in ("title", "summary"))
    assert millimetres(name.x + name.width) == pytest.approx(192)
    assert millimetres(name.height) == pytest.approx(7.5, abs=0.1)
    assert millimetres(summary.y - name.y) == pytest.approx(7.5, abs=0.1)
    years = [region for region in layout.pages[0].regions if region.ident == "header:indicator:2024"]
    assert {round(millimetres(region.height), 1) for region in years} == {6.0}
    note = places[CellAddress(shapes.ended, "below_note")]  # of ①-1, which stands over ①-2
    last = places[CellAddress(shapes.ended, "indicator:2024")]
    assert millimetres(note.y - last.y - last.height) == pytest.approx(1.0)
    assert millimetres(name.y - note.y - note.height) == pytest.approx(4.0)
