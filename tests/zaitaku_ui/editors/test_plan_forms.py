"""P3 and P4 in the sheet: computed headings, nameless 取組, one key for a 評価, rows that keep their heading."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from plans import SmallPlan, fill_small, text
from PySide6.QtCore import Qt
from sqlalchemy.orm import Session

from zaitaku_desktop.forms.cells import NUMBER, FieldValue, tags_field
from zaitaku_desktop.forms.grid import CellAddress, GridCell
from zaitaku_desktop.model.plan import EntryState
from zaitaku_desktop.operations import plan_cells
from zaitaku_desktop.operations.document import edit_document
from zaitaku_desktop.storage.workspace import Workspace

Maker = Callable[[str], Any]


def fill(session: Session) -> SmallPlan:
    """a: ア, with a text that goes on; b: イ; both numbered in the other order than they stand in the plan."""
    plan = fill_small(session)
    for item, sign, number in ((plan.a, "ア", "①-2"), (plan.b, "イ", "①-1")):
        values = [text(tags_field("program_item"), sign), FieldValue(NUMBER, None, EntryState.TEXT, number)]
        plan_cells.write_values(session, item, values)
    for year in (2025, 2026):
        plan_cells.set_state(session, plan.a, "plan", year, EntryState.CONTINUES)
    return plan


@pytest.fixture
def make(tmp_path: Path, make_desk: Callable[[Workspace, SmallPlan], Any]) -> Maker:
    """An editor over the plan, in a form."""

    def make(form: str) -> Any:
        plans: list[SmallPlan] = []

        def contents(session: Session) -> None:
            plans.append(fill(session))
            edit_document(session, plans[0].document, form=form)

        return make_desk(Workspace.create(tmp_path / "a.zaitaku", name="みなと野市", fill=contents), plans[0])

    return make


def cell(desk: Any, item: int, column: str) -> GridCell:
    view = desk.sheet.model.view
    assert view is not None
    found = view.find(CellAddress(item, column))
    assert found is not None
    return found


def row_of(desk: Any, item: int) -> int:
    return cell(desk, item, "purpose").row


def test_that_a_computed_heading_says_why_it_is_not_typed(make: Maker) -> None:
    desk = make("p3")
    row = row_of(desk, desk.plan.a)
    desk.sheet.set_cursor(row, 0)
    assert desk.sheet.cursor_cell() is not None and desk.sheet.cursor_cell().text.startswith("ア")
    desk.press(Qt.Key.Key_F2)
    assert desk.sheet.editing.editor is None
    assert desk.positions[-1][1] == "事業項目は、取組の分類から決まります。「実施実績・評価」の事業区分で変えられます。"
    for command in ("delete_rows", "move_up"):
        before = desk.rows()
        desk.act(command)
        assert desk.rows() == before and "分類から決まります" in desk.positions[-1][1]


def test_that_typing_in_an_empty_group_of_a_form_without_names_makes_a_nameless_one(make: Maker) -> None:
    desk = make("p3")
    view = desk.sheet.model.view
    assert view is not None
    row = next(i for i, line in enumerate(view.rows) if line.group_id == desk.plan.empty_group)
    desk.sheet.set_cursor(row, [c.key for c in view.columns].index("national_examples"))
    desk.type("rei")
    desk.press(Qt.Key.Key_Return)
    view = desk.sheet.model.view
    made = next(line.initiative_id for line in view.rows if line.group_id == desk.plan.empty_group)
    assert made is not None and desk.editor.snapshot.items[made].title == ""
    assert cell(desk, made, "national_examples").text == "rei"


def test_that_what_goes_on_is_an_arrow_through_the_years(make: Maker) -> None:
    desk = make("p3")
    runs = [desk.sheet.model.content(cell(desk, desk.plan.a, f"plan:{year}")).run for year in (2024, 2025, 2026)]
    assert runs == ["", "through", "end"]


def test_that_the_name_of_the_initiative_stands_over_its_purpose(make: Maker) -> None:
    desk = make("p3")
    paragraphs = desk.sheet.model.content(cell(desk, desk.plan.a, "purpose")).paragraphs
    assert paragraphs[0].pieces[0].tone == "bold" and paragraphs[0].text == "顔合わせ"
    desk.go(desk.plan.a, "purpose")
    desk.press(Qt.Key.Key_F2)
    editor = desk.sheet.editing.editor
    assert editor is not None and "顔合わせ" not in editor.toPlainText()


def test_that_a_new_initiative_stays_under_the_heading_it_was_added_from(make: Maker) -> None:
    desk = make("p3")
    desk.go(desk.plan.b, "purpose")
    before = set(desk.rows())
    desk.act("add_initiative")
    made = next(iter(set(desk.rows()) - before))
    view = desk.sheet.model.view
    assert view is not None
    assert view.rows[row_of(desk, made)].heading == view.rows[row_of(desk, desk.plan.b)].heading
    assert desk.sheet.cursor_cell() == cell(desk, made, "purpose")
    assert desk.editor.snapshot.items[made].parent_id == desk.plan.group


@pytest.mark.parametrize(("form", "why"), [("p3", "分類の順"), ("p4", "No. の順")])
def test_that_rows_do_not_move_against_the_order_of_the_form(make: Maker, form: str, why: str) -> None:
    desk = make(form)
    desk.go(*((desk.plan.a, "purpose") if form == "p3" else (desk.plan.b, "title")))
    before = desk.rows()
    desk.act("move_down")
    assert desk.rows() == before and why in desk.positions[-1][1]


def test_that_one_key_writes_a_grade_and_goes_down(make: Maker) -> None:
    desk = make("p4")
    desk.go(desk.plan.b1, "grade:2024")
    desk.type("b")
    assert cell(desk, desk.plan.b1, "grade:2024").text == "B"
    assert desk.sheet.editing.editor is None
    assert desk.sheet.model.content(cell(desk, desk.plan.b1, "grade:2024")).grade == "B"
    assert desk.sheet.cursor_cell() == cell(desk, desk.plan.b2, "grade:2024")
    desk.editor.commands["undo"].trigger()
    assert cell(desk, desk.plan.b1, "grade:2024").text == ""


def _note(told: list[str], trouble: object) -> None:
    told.append(str(trouble))


def test_that_number_and_tags_are_typed_and_wrong_words_refused(make: Maker) -> None:
    desk = make("p4")
    desk.go(desk.plan.a, "program_item")
    told: list[str] = []
    desk.bridge.failed.connect(partial(_note, told))
    desk.type("x")
    editor = desk.sheet.editing.editor
    assert editor is not None
    editor.setPlainText("ほかの言葉")
    desk.press(Qt.Key.Key_Return)
    assert desk.sheet.editing.editor is editor and "ア、イ" in told[0]
    editor.setPlainText("ウ")
    desk.press(Qt.Key.Key_Return)
    assert desk.sheet.editing.editor is None and cell(desk, desk.plan.a, "program_item").text.startswith("ウ")
    desk.go(desk.plan.a, "number")
    desk.type("7")
    desk.press(Qt.Key.Key_Return)
    assert cell(desk, desk.plan.a, "number").text == "7"


@pytest.mark.parametrize(("form", "frozen"), [("p1", 2), ("p3", 2), ("p4", 2)])
def test_that_the_columns_that_name_the_row_stay_in_sight(make: Maker, form: str, frozen: int) -> None:
    desk = make(form)
    view = desk.sheet.model.view
    assert view is not None
    hidden = [desk.sheet.main.isColumnHidden(col) for col in range(len(view.columns))]
    assert hidden == [col < frozen for col in range(len(view.columns))]


def test_that_notes_have_a_place_at_the_end_and_are_edited_there(make: Maker) -> None:
    desk = make("p3")
    assert desk.sheet.model.view is not None and desk.sheet.model.view.columns[-1].key == "plan:2026"
    note = text("note", "電話で確かめる。")
    step = desk.workspace.perform("備考", lambda s: plan_cells.write_values(s, desk.plan.a, [note])).step
    assert step is not None
    desk.bridge.tell(step)
    desk.go(desk.plan.a, "note")
    desk.type("x")
    desk.press(Qt.Key.Key_Return)
    assert cell(desk, desk.plan.a, "note").text == "x"
    desk.act("undo")
    assert cell(desk, desk.plan.a, "note").text == "電話で確かめる。"
    assert desk.sheet.cursor_cell() == cell(desk, desk.plan.a, "note")
    desk.act("undo")
    assert desk.sheet.model.view.columns[-1].key == "plan:2026"


def test_that_the_preview_follows_into_rows_that_paper_rolls_up(make: Maker) -> None:
    desk = make("p4")
    pane = desk.editor.preview
    desk.qtbot.waitUntil(lambda: pane.layout_of_now() is not None, timeout=10_000)
    desk.go(desk.plan.b2, "actual:2024")
    assert pane._on_paper() == CellAddress(desk.plan.b1, "actual:2024")


def test_that_the_preview_follows_onto_what_is_not_on_paper_itself(make: Maker) -> None:
    desk = make("p3")
    note = text("note", "電話で確かめる。")
    step = desk.workspace.perform("備考", lambda s: plan_cells.write_values(s, desk.plan.a, [note])).step
    assert step is not None
    desk.bridge.tell(step)
    pane = desk.editor.preview
    desk.qtbot.waitUntil(lambda: pane.layout_of_now() is not None, timeout=10_000)
    desk.sheet.set_cursor(row_of(desk, desk.plan.b), 0)  # a computed heading
    assert pane._on_paper() == CellAddress(desk.plan.b, "purpose")
    desk.go(desk.plan.a, "note")  # 備考 is not printed in this form
    assert pane._on_paper() == CellAddress(desk.plan.a, "plan:2024")  # where the arrow through the years begins
