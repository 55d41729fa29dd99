"""Pasting into the plan: how a rectangle fills a range, what is asked before, what comes back of our own copy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from plans import SmallPlan, fill_small, text
from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtWidgets import QApplication
from sqlalchemy.orm import Session
from zaitaku_ui.editors import plan_pasting
from zaitaku_ui.editors.paste_dialog import PasteDialog
from zaitaku_ui.tables.clipboard import put_on_clipboard

from zaitaku_desktop.forms.cells import tags_field
from zaitaku_desktop.forms.grid import CellAddress
from zaitaku_desktop.model.plan import EntryState
from zaitaku_desktop.operations import plan_cells, plan_rows
from zaitaku_desktop.operations.document import edit_document
from zaitaku_desktop.storage.workspace import Workspace

PLAN, ACTUAL = "plan:2024", "actual:2024"
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def offer(words: str = "", html: str = "") -> None:
    """Put it on the clipboard as another program does."""
    mime = QMimeData()
    if words:
        mime.setText(words)
    if html:
        mime.setHtml(html)
    put_on_clipboard(mime)


def paste(desk: Any, answer: Callable[[PasteDialog], None] | None = None) -> list[PasteDialog]:
    """Ctrl+V; `answer` works the dialog that comes up. Returns the dialogs seen."""
    seen: list[PasteDialog] = []

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, PasteDialog):
            seen.append(dialog)
            (answer or PasteDialog.reject)(dialog)

    QTimer.singleShot(50, act)
    desk.press(Qt.Key.Key_V, CONTROL)
    desk.qtbot.wait(80)
    desk.editor.activateWindow()
    desk.editor.setFocus()
    desk.qtbot.waitUntil(desk.has_keyboard)
    return seen


def press_go(dialog: PasteDialog) -> None:
    dialog.go.click()


def cell_of(desk: Any, item: int, column: str) -> Any:
    return desk.sheet.model.view.find(CellAddress(item, column))


def test_that_a_rectangle_is_repeated_over_a_range_that_is_a_multiple(desk: Any) -> None:
    offer("x\ty")
    desk.go(desk.plan.a, "plan:2025")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right):
        desk.press(key, SHIFT)
    assert paste(desk) == []
    items = (desk.plan.a, desk.plan.b1, desk.plan.b2)
    assert [desk.text(item, "plan:2025") for item in items] == ["x", "x", "x"]
    right = desk.sheet.model.view.columns[cell_of(desk, desk.plan.a, "plan:2025").col + 1].key
    assert [desk.text(item, right) for item in items] == ["y", "y", "y"]


def test_that_a_rectangle_on_one_cell_is_pasted_once_though_the_cell_is_merged(desk: Any) -> None:
    offer("新しい目的\tx")
    desk.go(desk.plan.a, "target_group")
    cell = cell_of(desk, desk.plan.a, "target_group")
    assert paste(desk) == []
    assert desk.text(desk.plan.a, "target_group") == "新しい目的"
    assert cell.rowspan >= 1


def test_that_rows_which_are_missing_are_offered_and_added_in_the_same_step(desk: Any) -> None:
    before = len(desk.rows())
    offer("a\nb\nc\nd\n")
    desk.go(desk.plan.b2, ACTUAL)
    seen = paste(desk, press_go)
    assert seen[0].add_rows.text() == "足りない2行を取組として追加する"
    assert desk.text(desk.plan.b2, ACTUAL) == "a"
    rows = desk.rows()
    assert len(rows) == before + 1  # the first goes into the empty 項目, the next below it
    assert desk.workspace.undo_name == "貼り付け"
    desk.bridge.undo()
    assert len(desk.rows()) == before
    assert desk.text(desk.plan.b2, ACTUAL) == ""


def test_that_without_adding_rows_every_text_left_out_is_listed_with_its_reason(desk: Any) -> None:
    offer("a\nb\nc\n")
    desk.go(desk.plan.b2, ACTUAL)
    reasons: list[str] = []

    def read(dialog: PasteDialog) -> None:
        dialog.add_rows.setChecked(False)
        table = dialog._left_out
        assert table is not None
        for row in range(table.rowCount()):
            item = table.item(row, 2)
            assert item is not None
            reasons.append(item.text())
        dialog.go.click()

    paste(desk, read)
    assert desk.text(desk.plan.b2, ACTUAL) == "a"
    assert len(reasons) == 2
    assert "表の下の外です。" in reasons
    assert any("取組がありません" in reason for reason in reasons)


def test_that_texts_for_one_merged_cell_are_explained_and_not_torn(desk: Any) -> None:
    offer("一つ目\n二つ目")
    desk.go(desk.plan.b1, "leader")
    assert cell_of(desk, desk.plan.b1, "leader").rowspan == 2
    whys: list[str] = []

    def read(dialog: PasteDialog) -> None:
        whys.extend(one.why for one in dialog._plan.left_out)
        dialog.go.click()

    paste(desk, read)
    assert whys == ["結合したセルには、初めの文だけが入ります。"]
    assert desk.text(desk.plan.b1, "leader") == "一つ目"
    assert cell_of(desk, desk.plan.b1, "leader").rowspan == 2


def test_that_overwriting_many_cells_is_asked_before_and_can_be_left(desk: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(plan_pasting, "MANY", 1)
    offer("x\ny")
    desk.go(desk.plan.a, PLAN)
    seen = paste(desk)
    assert seen[0].go.text() == "2か所を書き換える"
    assert desk.text(desk.plan.a, PLAN) == "・訪ねる。"
    desk.go(desk.plan.a, PLAN)
    paste(desk, press_go)
    assert [desk.text(desk.plan.a, PLAN), desk.text(desk.plan.b1, PLAN)] == ["x", "y"]


def test_that_only_blank_cells_are_filled_when_that_is_chosen(desk: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(plan_pasting, "MANY", 1)
    offer("x\t1\ny\t2")
    desk.go(desk.plan.a, PLAN)

    def only_blank(dialog: PasteDialog) -> None:
        dialog.only_blank.click()

    paste(desk, only_blank)
    assert [desk.text(desk.plan.a, PLAN), desk.text(desk.plan.b1, PLAN)] == ["・訪ねる。", "・照会する。"]
    assert [desk.text(desk.plan.a, ACTUAL), desk.text(desk.plan.b1, ACTUAL)] == ["1", "2"]


def test_that_a_shared_text_copied_here_is_shared_where_it_is_pasted(desk: Any) -> None:
    desk.go(desk.plan.b1, PLAN)
    desk.press(Qt.Key.Key_Down, SHIFT)
    desk.act("share")
    assert cell_of(desk, desk.plan.b1, PLAN).rowspan == 2
    desk.press(Qt.Key.Key_C, CONTROL)
    desk.go(desk.plan.b1, "plan:2026")
    assert paste(desk) == []
    pasted = cell_of(desk, desk.plan.b1, "plan:2026")
    assert (pasted.rowspan, pasted.text, pasted.shared) == (2, "・照会する。", True)
    desk.go(desk.plan.b1, PLAN)
    assert desk.text(desk.plan.b1, PLAN) == "・照会する。"
    desk.press(Qt.Key.Key_Delete)  # the copy is independent of where it came from
    assert desk.text(desk.plan.b1, "plan:2026") == "・照会する。"


def test_that_states_come_back_from_our_own_copy(desk: Any) -> None:
    desk.go(desk.plan.a, "plan:2025")
    desk.press(Qt.Key.Key_K, CONTROL)
    desk.press(Qt.Key.Key_C, CONTROL)
    desk.go(desk.plan.a, "plan:2026")
    paste(desk)
    assert cell_of(desk, desk.plan.a, "plan:2026").state is EntryState.CONTINUES
    desk.go(desk.plan.a, "plan:2025")
    desk.act("none")
    desk.press(Qt.Key.Key_C, CONTROL)
    desk.go(desk.plan.a, "plan:2026")
    paste(desk)
    assert cell_of(desk, desk.plan.a, "plan:2026").state is EntryState.NONE


def test_that_a_clipboard_larger_than_is_read_is_told(desk: Any) -> None:
    told: list[Any] = []
    desk.bridge.failed.connect(told.append)
    offer(html=f"<table>{'<tr><td rowspan=1000 colspan=1000>a</td></tr>' * 300}</table>")
    desk.go(desk.plan.a, PLAN)
    paste(desk)
    assert "大きすぎる" in told[0].what
    assert desk.text(desk.plan.a, PLAN) == "・訪ねる。"


def test_that_a_closed_year_is_left_out_with_its_reason(desk: Any) -> None:
    def end(session: Any) -> None:
        plan_rows.end_item(session, desk.plan.a, 2024)

    desk.bridge.perform("廃止", end)
    offer("x\ty")
    desk.go(desk.plan.a, ACTUAL)
    seen = paste(desk, press_go)
    assert [one.why for one in seen[0]._plan.left_out] == ["この取組は廃止されているため、この年度には書けません。"]
    assert desk.text(desk.plan.a, ACTUAL) == "x"


def test_that_the_reason_of_a_grade_is_copied_with_it(
    tmp_path: Path, make_desk: Callable[[Workspace, SmallPlan], Any]
) -> None:
    plans: list[SmallPlan] = []

    def fill(session: Session) -> None:
        plans.append(fill_small(session))
        plan_cells.write_values(session, plans[0].a, [text("grade", "B", 2024)])
        plan_cells.set_reason(session, plans[0].a, 2024, "会を2回開いたため")
        for item, sign in ((plans[0].a, "ア"), (plans[0].b, "イ")):  # what P4 groups by
            plan_cells.write_values(session, item, [text(tags_field("program_item"), sign)])
        edit_document(session, plans[0].document, form="p4")

    desk = make_desk(Workspace.create(tmp_path / "b.zaitaku", name="みなと野市", fill=fill), plans[0])
    desk.go(plans[0].a, "grade:2024")
    desk.press(Qt.Key.Key_C, CONTROL)
    desk.go(plans[0].b1, "grade:2024")
    assert paste(desk) == []
    entry = desk.editor.snapshot.entry(plans[0].b1, "grade", 2024)
    assert (entry.text, entry.reason) == ("B", "会を2回開いたため")
