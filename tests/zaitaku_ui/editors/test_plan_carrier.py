"""Rows of a plan carried with the mouse to another place, another 取組, another 項目."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from plans import SmallPlan, fill_small, text
from PySide6.QtCore import QPoint, Qt
from sqlalchemy.orm import Session

from zaitaku_desktop.forms.cells import tags_field
from zaitaku_desktop.forms.grid import CellAddress
from zaitaku_desktop.operations import plan_cells, plan_rows
from zaitaku_desktop.operations.document import edit_document
from zaitaku_desktop.storage.workspace import Workspace

NO, LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
PURPOSE = "purpose_summary"


def point(desk: Any, row: int, part: float) -> QPoint:
    numbers = desk.sheet.row_numbers()
    return QPoint(10, numbers.sectionViewportPosition(row) + round(part * (numbers.sectionSize(row) - 1)))


def carry(desk: Any, rows: tuple[int, ...], to: int, part: float) -> tuple[str, bool]:
    """Choose rows, take the first and let go over `to`. Returns the words shown there, and whether a line was."""
    viewport = desk.sheet.row_numbers().viewport()
    for place, row in enumerate(rows):
        desk.qtbot.mouseClick(viewport, LEFT, CONTROL if place else NO, point(desk, row, 0.5))
    desk.qtbot.mousePress(viewport, LEFT, NO, point(desk, rows[0], 0.5))
    desk.qtbot.mouseMove(viewport, point(desk, to, part))
    drag = desk.sheet.row_numbers().hand.drag
    seen = drag.words.text() if drag.words.isVisible() else "", drag.line.isVisible()
    desk.qtbot.mouseRelease(viewport, LEFT, NO, point(desk, to, part))
    return seen


def groups(desk: Any) -> list[list[int]]:
    """The 取組 of every 項目, as the plan has them."""
    snapshot = desk.editor.snapshot
    return [[item.id for item in snapshot.children(group.id)] for group in snapshot.children(None)]


def test_that_an_initiative_goes_below_one_of_two_rows_when_its_lower_half_is_pointed_at(desk: Any) -> None:
    assert carry(desk, (0,), 2, 0.9) == ("取組を移す", True)
    assert groups(desk) == [[desk.plan.b, desk.plan.a], []]
    assert desk.sheet.row_choice.records == (desk.plan.a,)
    assert desk.workspace.undo_name == "行の移動"
    desk.act("undo")
    assert groups(desk)[0] == [desk.plan.a, desk.plan.b]


def test_that_no_line_is_shown_where_the_row_stands_already(desk: Any) -> None:
    assert carry(desk, (0,), 1, 0.2) == ("", False)
    assert desk.workspace.undo_name is None


def test_that_an_initiative_dropped_on_another_group_goes_there(desk: Any) -> None:
    assert carry(desk, (0,), 3, 0.2) == ("「そのほか」へ移す", True)
    assert groups(desk) == [[desk.plan.b], [desk.plan.a]]


def test_that_shared_texts_stay_when_rows_are_carried_and_deleted(desk: Any) -> None:
    carry(desk, (0,), 3, 0.9)
    view = desk.sheet.model.view
    a, b = (view.find(CellAddress(item, PURPOSE)) for item in (desk.plan.a, desk.plan.b))
    assert a.text == b.text and a.shared and b.shared and b.linked
    desk.go(desk.plan.a, PURPOSE)  # the text is one still: written here, read there
    desk.press(Qt.Key.Key_F2)
    desk.press(Qt.Key.Key_End, CONTROL)
    desk.type("x")
    desk.press(Qt.Key.Key_Return)
    assert desk.text(desk.plan.b, PURPOSE).endswith("x")
    desk.qtbot.mouseClick(desk.sheet.row_numbers().viewport(), LEFT, NO, point(desk, 2, 0.5))
    desk.press(Qt.Key.Key_Delete, CONTROL)
    assert desk.text(desk.plan.b, PURPOSE).endswith("x")
    for _ in range(3):
        desk.act("undo")
    assert groups(desk) == [[desk.plan.a, desk.plan.b], []]
    assert desk.sheet.model.view.find(CellAddress(desk.plan.b, PURPOSE)).shared


def test_that_a_line_goes_into_another_initiative_and_back(desk: Any) -> None:
    assert carry(desk, (2,), 0, 0.3) == ("「顔合わせ」の実施行にする", True)
    view = desk.sheet.model.view
    assert [row.initiative_id for row in view.rows[:3]] == [desk.plan.a, desk.plan.a, desk.plan.b]
    assert view.rows[1].item_id == desk.plan.b2
    assert desk.text(desk.plan.b, "title").endswith("便利帳")
    assert carry(desk, (1,), 2, 0.2) == ("「便利帳」の実施行にする", True)
    assert desk.rows()[1:3] == [desk.plan.b2, desk.plan.b1]


def test_that_lines_change_places_under_the_line(desk: Any) -> None:
    assert carry(desk, (2,), 1, 0.2) == ("実施行を移す", True)
    assert desk.rows()[1:3] == [desk.plan.b2, desk.plan.b1]


def test_that_a_line_cannot_stand_without_an_initiative(desk: Any) -> None:
    assert carry(desk, (2,), 3, 0.5) == ("実施行は、取組の中にだけ置けます。", False)
    assert "一緒には移せません" in carry(desk, (0, 2), 3, 0.5)[0]
    assert desk.workspace.undo_name is None


def test_that_a_whole_group_is_put_between_groups_and_its_initiatives_into_one(desk: Any) -> None:
    def change(session: Session) -> None:
        other = desk.plan.empty_group
        for title in ("x", "y"):
            plan_rows.add_initiative(session, desk.plan.plan, other, title=title)

    desk.bridge.perform("追加", change)
    assert carry(desk, (0, 1, 2), 4, 0.9) == ("項目を移す", True)
    tops = [item.id for item in desk.editor.snapshot.children(None)]
    assert tops == [desk.plan.empty_group, desk.plan.group]
    assert carry(desk, (2, 3, 4), 0, 0.9) == ("「そのほか」へ移す", True)
    assert [len(group) for group in groups(desk)] == [4, 0]
    assert [row.item_id for row in desk.sheet.model.view.rows[1:4]] == [desk.plan.a, desk.plan.b1, desk.plan.b2]


def test_that_nothing_is_carried_while_something_hinders(desk: Any) -> None:
    desk.editor.rows.hindrance = partial(str, "並べ替えています。")
    assert carry(desk, (0,), 3, 0.5) == ("並べ替えています。", False)
    assert desk.workspace.undo_name is None


def test_that_nothing_is_carried_read_only(read_only_desk: Any) -> None:
    words, line = carry(read_only_desk, (0,), 3, 0.5)
    assert "閲覧専用" in words and not line


@pytest.mark.parametrize(("form", "word"), [("p3", "分類の順"), ("p4", "No. の順")])
def test_that_a_form_with_an_order_of_its_own_says_so(
    tmp_path: Path, make_desk: Callable[[Workspace, SmallPlan], Any], form: str, word: str
) -> None:
    plans: list[SmallPlan] = []

    def contents(session: Session) -> None:
        plans.append(fill_small(session))
        edit_document(session, plans[0].document, form=form)
        plan_cells.write_values(session, plans[0].a, [text(tags_field("program_item"), "ア")])

    desk = make_desk(Workspace.create(tmp_path / "a.zaitaku", name="みなと野市", fill=contents), plans[0])
    row = desk.rows().index(desk.plan.a)
    words, line = carry(desk, (row,), len(desk.rows()) - 1, 0.9)
    assert word in words and not line
    assert desk.workspace.undo_name is None
