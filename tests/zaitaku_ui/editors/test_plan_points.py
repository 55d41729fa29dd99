"""P5 and P6 in the sheet: a row for each card and point, 太字 on a name, 再掲 by typing, a click on the page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from plans import SmallPlan, fill_small, text
from PySide6.QtCore import Qt
from sqlalchemy.orm import Session

from zaitaku_desktop.forms.cells import tags_field
from zaitaku_desktop.forms.grid import CellAddress
from zaitaku_desktop.model.plan import Mark
from zaitaku_desktop.operations import plan_cells
from zaitaku_desktop.operations.document import edit_document
from zaitaku_desktop.storage.reading import load_plan
from zaitaku_desktop.storage.workspace import Workspace

Maker = Callable[[str], Any]
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def make(tmp_path: Path, make_desk: Callable[[Workspace, SmallPlan], Any]) -> Maker:
    """An editor over the small plan (a: Plan, ア) in a form."""

    def make(form: str) -> Any:
        plans: list[SmallPlan] = []

        def contents(session: Session) -> None:
            plans.append(fill_small(session))
            values = [text(tags_field("pdca"), "Plan"), text(tags_field("program_item"), "ア")]
            plan_cells.write_values(session, plans[0].a, values)
            edit_document(session, plans[0].document, form=form, fiscal_year=2024)

        return make_desk(Workspace.create(tmp_path / "a.zaitaku", name="みなと野市", fill=contents), plans[0])

    return make


def item(desk: Any, item_id: int) -> Any:
    with desk.workspace.read() as connection:
        return load_plan(connection, desk.plan.plan).items[item_id]


def test_that_control_b_on_a_point_marks_it_bold_and_back(make: Maker) -> None:
    desk = make("p6")
    desk.go(desk.plan.b, "title")
    desk.press(Qt.Key.Key_B, CONTROL)
    assert item(desk, desk.plan.b).mark is Mark.BOLD
    assert desk.workspace.undo_name == "太字"
    chips = desk.sheet.model.content(desk.sheet.model.view.find(CellAddress(desk.plan.b, "title"))).chips
    assert ("太字", "outline") in chips
    desk.press(Qt.Key.Key_B, CONTROL)
    assert item(desk, desk.plan.b).mark is Mark.NONE


def test_that_a_new_point_is_bold_as_it_is(make: Maker) -> None:
    """顔合わせ is 新規, which prints bold."""
    desk = make("p6")
    desk.go(desk.plan.a, "title")
    desk.press(Qt.Key.Key_B, CONTROL)
    assert item(desk, desk.plan.a).mark is Mark.NEW


def test_that_a_name_typed_as_listed_again_refers_to_the_other_point(make: Maker) -> None:
    desk = make("p6")
    desk.go(desk.plan.b, "title")
    desk.type("顔合わせ（再掲）")
    desk.press(Qt.Key.Key_Return)
    assert item(desk, desk.plan.b).relisted_from_id == desk.plan.a
    desk.go(desk.plan.a, "title")
    desk.type("顔つなぎ")
    desk.press(Qt.Key.Key_Return)
    assert desk.shown(desk.plan.b, "title").endswith("顔つなぎ（再掲）")


@pytest.mark.parametrize(("form", "column"), [("p5", "number"), ("p5", "below_note"), ("p6", "note"), ("p6", "pdca")])
def test_that_what_stands_around_a_card_or_a_point_is_typed_in_its_row(form: str, column: str, make: Maker) -> None:
    desk = make(form)
    desk.go(desk.plan.b, column)
    desk.type("Do" if column == "pdca" else "7")
    desk.press(Qt.Key.Key_Return)
    assert desk.shown(desk.plan.b, column).startswith("Do" if column == "pdca" else "7")


@pytest.mark.parametrize("form", ["p5", "p6"])
def test_that_a_click_on_a_text_of_the_page_leads_to_its_cell(form: str, make: Maker) -> None:
    desk = make(form)
    ident = CellAddress(desk.plan.b, "title")
    desk.editor.preview.ident_clicked.emit(ident)
    assert desk.sheet.cursor_cell().address == ident
