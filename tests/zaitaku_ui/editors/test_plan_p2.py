"""P2 in the sheet: each 実施行 in its row, texts of two 年度, 場面 typed, notes of headings told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from plans import SmallPlan, fill_small, text
from PySide6.QtCore import Qt
from sqlalchemy.orm import Session

from zaitaku_desktop.forms.cells import tags_field
from zaitaku_desktop.forms.grid import CellAddress, GridCell
from zaitaku_desktop.model.plan import EntryState
from zaitaku_desktop.operations import plan_cells
from zaitaku_desktop.operations.document import edit_document
from zaitaku_desktop.storage.workspace import Workspace


def fill(session: Session) -> SmallPlan:
    """a: ア, b: イ; a note under the heading of the 計画."""
    plan = fill_small(session)
    for item, sign in ((plan.a, "ア"), (plan.b, "イ")):
        plan_cells.write_values(session, item, [text(tags_field("program_item"), sign)])
    edit_document(session, plan.document, form="p2", header_notes={"plan": "*資料4を参照"})
    return plan


@pytest.fixture
def desk(tmp_path: Path, make_desk: Callable[[Workspace, SmallPlan], Any]) -> Any:
    plans: list[SmallPlan] = []

    def contents(session: Session) -> None:
        plans.append(fill(session))

    workspace = Workspace.create(tmp_path / "a.zaitaku", name="みなと野市", fill=contents)
    return make_desk(workspace, plans[0])


def cell(desk: Any, item: int, column: str) -> GridCell:
    view = desk.sheet.model.view
    assert view is not None
    found = view.find(CellAddress(item, column))
    assert found is not None
    return found


def test_that_each_field_is_typed_in_the_year_it_belongs_to(desk: Any) -> None:
    for column, words in (("actual:2024", "a"), ("assessment:2024", "b"), ("goal:2025", "c"), ("plan:2025", "d")):
        desk.go(desk.plan.b1, column)
        desk.type(words)
        desk.press(Qt.Key.Key_Return)
        assert cell(desk, desk.plan.b1, column).text == words
    snapshot = desk.editor.snapshot
    found = {(e.field, e.year): e.text for e in snapshot.entries.values() if e.item_id == desk.plan.b1}
    assert found["actual", 2024] == "a" and found["goal", 2025] == "c"
    assert ("plan", 2024) in found  # what this form does not show is as it was


def test_that_going_on_is_a_key_away(desk: Any) -> None:
    desk.go(desk.plan.a, "plan:2025")
    desk.act("continues")
    assert cell(desk, desk.plan.a, "plan:2025").state is EntryState.CONTINUES
    assert cell(desk, desk.plan.a, "plan:2025").meaning == "・訪ねる。"


def test_that_scenes_are_checked_in_their_cell_and_a_row_without_any_has_those_of_its_group(desk: Any) -> None:
    assert cell(desk, desk.plan.a, "scenes").text == "日常の療養支援"
    desk.go(desk.plan.a, "scenes")
    desk.press(Qt.Key.Key_F2)
    names = {box.text(): box for box in desk.editor.pickers.popup.boxes.values()}
    assert [name for name, box in names.items() if box.isChecked()] == ["日常の療養支援"]
    names["日常の療養支援"].setChecked(False)
    for name in ("入退院支援", "看取り"):
        names[name].setChecked(True)
    desk.press(Qt.Key.Key_Return)
    assert cell(desk, desk.plan.a, "scenes").text == "入退院支援\n看取り"


def test_that_the_names_and_scenes_stay_in_sight_and_the_note_is_told_over_its_heading(desk: Any) -> None:
    view = desk.sheet.model.view
    assert view is not None
    assert desk.sheet.model.frozen_count() == 3
    role = Qt.ItemDataRole.ToolTipRole
    tips = [desk.sheet.model.headerData(col, Qt.Orientation.Horizontal, role) for col in range(len(view.columns))]
    assert tips == [None] * 6 + ["*資料4を参照"]


def test_that_the_year_of_the_document_moves_the_pair(desk: Any) -> None:
    step = desk.workspace.perform("年度", lambda s: edit_document(s, desk.plan.document, fiscal_year=2026)).step
    assert step is not None
    desk.bridge.tell(step)
    keys = [column.key for column in desk.sheet.model.view.columns]
    assert keys[3:] == ["actual:2025", "assessment:2025", "goal:2026", "plan:2026"]


def test_that_the_preview_follows_from_every_column_of_the_sheet(desk: Any) -> None:
    pane = desk.editor.preview
    desk.qtbot.waitUntil(lambda: pane.layout_of_now() is not None, timeout=10_000)
    desk.go(desk.plan.b2, "plan:2025")
    assert pane._on_paper() == CellAddress(desk.plan.b1, "plan:2025")
    desk.go(desk.plan.b, "title")  # not printed: the row it is rolled up in
    on_paper = pane._on_paper()
    assert on_paper is not None and on_paper.item_id == desk.plan.b1
