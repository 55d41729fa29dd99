"""Lists in the sheet of a plan: 評価, リーダー by 年度, 分類 — opened, chosen and left by keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from plans import SmallPlan, fill_small, text
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from sqlalchemy.orm import Session
from zaitaku_ui.editors.grade_picker import GradePicker
from zaitaku_ui.editors.tag_picker import TagPicker
from zaitaku_ui.editors.years_picker import YearsPicker

from zaitaku_desktop.forms.cells import tags_field
from zaitaku_desktop.forms.grid import CellAddress
from zaitaku_desktop.operations import plan_cells, plan_rows
from zaitaku_desktop.operations.document import edit_document
from zaitaku_desktop.storage.workspace import Workspace

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
GRADE, TAGS = "grade:2024", "program_item"


@pytest.fixture
def graded(tmp_path: Path, make_desk: Callable[[Workspace, SmallPlan], Any]) -> Any:
    """The small plan as 実施実績・評価."""
    plans: list[SmallPlan] = []

    def contents(session: Session) -> None:
        plans.append(fill_small(session))
        plan_cells.write_values(session, plans[0].a, [text(tags_field(TAGS), "ア")])
        edit_document(session, plans[0].document, form="p4")

    return make_desk(Workspace.create(tmp_path / "b.zaitaku", name="みなと野市", fill=contents), plans[0])


def stored(desk: Any, item: int, column: str) -> str:
    cell = desk.sheet.model.view.find(CellAddress(item, column))
    return str(cell.text)


def tags_of(desk: Any, item: int, axis: str = TAGS) -> list[str]:
    snapshot = desk.editor.snapshot
    return [value.number or value.heading for value in snapshot.tagged(snapshot.items[item], axis)]


def open_list(desk: Any, kind: type[Any], key: Qt.Key = Qt.Key.Key_Down, modifier: Any = ALT) -> Any:
    """The list that opens, with the keyboard."""
    desk.press(key, modifier)
    popup = desk.editor.pickers.popup
    assert isinstance(popup, kind)
    assert popup.isAncestorOf(QApplication.focusWidget())
    return popup


def test_that_f2_opens_the_grades_with_what_the_legend_says_of_them(graded: Any) -> None:
    desk = graded
    desk.go(desk.plan.b1, GRADE)
    popup = open_list(desk, GradePicker, Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier)
    words = [popup.list.item(row).text() for row in range(popup.list.count())]
    assert "おおむね実施" in words[0] and words[4:] == ["該当なし（―）", "空にする"]
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    assert stored(desk, desk.plan.b1, GRADE) == "B"
    assert desk.has_keyboard() and desk.editor.pickers.popup is None
    assert desk.sheet.cursor_cell().address.item_id == desk.plan.b1


def test_that_a_letter_chooses_at_once_for_all_grades_of_the_range_and_only_those(graded: Any) -> None:
    desk = graded
    desk.go(desk.plan.b1, GRADE)
    row, col = desk.sheet.place()
    desk.sheet.extend_to(row + 1, col + 1)
    desk.sheet.selection.setCurrentIndex(desk.sheet.model.index(row, col), desk.sheet.selection.SelectionFlag.NoUpdate)
    open_list(desk, GradePicker)
    desk.press(Qt.Key.Key_C)
    assert [stored(desk, item, GRADE) for item in (desk.plan.b1, desk.plan.b2)] == ["C", "C"]
    assert stored(desk, desk.plan.b1, "actual:2024") == ""
    open_list(desk, GradePicker)
    desk.press(Qt.Key.Key_Delete)
    assert [stored(desk, item, GRADE) for item in (desk.plan.b1, desk.plan.b2)] == ["", ""]


def test_that_escape_and_a_click_elsewhere_choose_nothing(graded: Any) -> None:
    desk = graded
    before = desk.workspace.undo_name
    desk.go(desk.plan.b1, GRADE)
    open_list(desk, GradePicker)
    desk.press(Qt.Key.Key_Escape)
    assert desk.has_keyboard() and desk.editor.pickers.popup is None
    open_list(desk, GradePicker)
    desk.sheet.main.setFocus()
    desk.qtbot.waitUntil(lambda: desk.editor.pickers.popup is None)
    assert desk.workspace.undo_name == before


def test_that_other_words_in_a_grade_are_edited_as_text_and_alt_down_moves_rows_elsewhere(graded: Any) -> None:
    desk = graded
    desk.go(desk.plan.b1, GRADE)
    desk.type("x")
    desk.press(Qt.Key.Key_Return)
    desk.go(desk.plan.b1, GRADE)
    desk.press(Qt.Key.Key_F2)
    assert desk.sheet.editing.editor.text() == "x"
    desk.press(Qt.Key.Key_Escape)
    desk.go(desk.plan.b1, "actual:2024")
    desk.press(Qt.Key.Key_Down, ALT)
    assert desk.editor.pickers.popup is None


def test_that_a_leader_changes_from_a_year_on(desk: Any) -> None:
    desk.go(desk.plan.a, "leader")
    popup = open_list(desk, YearsPicker)
    assert [field.text() for field in popup.fields] == ["ひがし包括", "", ""]
    assert popup.fields[1].hasFocus(), "the 年度 of the window"
    desk.type("x")
    assert [field.text() for field in popup.fields] == ["ひがし包括", "x", "x"]
    desk.press(Qt.Key.Key_Down)
    desk.type("y")
    desk.press(Qt.Key.Key_Return)
    assert desk.text(desk.plan.a, "leader") == "令和6年度\nひがし包括\n令和7年度\nx\n令和8年度\ny"
    assert desk.workspace.undo_name == "リーダーの入力"
    assert desk.has_keyboard()


def test_that_what_is_typed_on_the_way_draws_no_other_year_in(desk: Any) -> None:
    desk.go(desk.plan.a, "leader")
    popup = open_list(desk, YearsPicker)
    popup.fields[2].setFocus()
    desk.type("x")
    popup.fields[1].setFocus()
    desk.type("xy")
    assert [field.text() for field in popup.fields] == ["ひがし包括", "xy", "x"]


def test_that_a_shared_leader_changes_for_all_who_share_it(desk: Any) -> None:
    desk.go(desk.plan.b1, "leader")
    popup = open_list(desk, YearsPicker)
    popup.fields[0].setFocus()
    popup.fields[0].selectAll()
    desk.type("z")
    desk.press(Qt.Key.Key_Return)
    assert desk.text(desk.plan.b1, "leader") == desk.text(desk.plan.b2, "leader") == "令和6年度\nz"


def test_that_leaving_the_years_keeps_what_was_typed_and_escape_does_not(desk: Any) -> None:
    desk.go(desk.plan.a, "leader")
    popup = open_list(desk, YearsPicker)
    desk.type("x")
    desk.press(Qt.Key.Key_Escape)
    assert "x" not in desk.text(desk.plan.a, "leader")
    popup = open_list(desk, YearsPicker)
    assert popup.fields[1].text() == ""
    desk.type("x")
    desk.sheet.main.setFocus()
    desk.qtbot.waitUntil(lambda: desk.editor.pickers.popup is None)
    assert desk.text(desk.plan.a, "leader") == "令和6年度\nひがし包括\n令和7年度\n令和8年度\nx"


def test_that_years_after_the_end_cannot_be_written(desk: Any) -> None:
    desk.bridge.perform("廃止", lambda session: plan_rows.end_item(session, desk.plan.a, 2024), desk)
    desk.go(desk.plan.a, "leader")
    popup = open_list(desk, YearsPicker)
    assert [field.isEnabled() for field in popup.fields] == [True, False, False]
    assert popup.fields[0].hasFocus()
    desk.press(Qt.Key.Key_Escape)


def test_that_tags_are_checked_in_their_cell_and_drawn_as_chips(graded: Any) -> None:
    desk = graded
    desk.go(desk.plan.a, TAGS)
    popup = open_list(desk, TagPicker, Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier)
    assert [box.text()[0] for box in popup.boxes.values()] == list("アイウエオカキク")
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Space)
    desk.press(Qt.Key.Key_Return)
    assert tags_of(desk, desk.plan.a) == ["ア", "イ"]
    assert desk.workspace.undo_name == "分類の変更"
    content = desk.sheet.model.content(desk.sheet.model.view.find(CellAddress(desk.plan.a, TAGS)))
    assert [paragraph.chip for paragraph in content.paragraphs] == ["ア", "イ"]


def test_that_the_tags_of_several_are_set_together_and_what_some_have_stays(desk: Any) -> None:
    desk.bridge.perform("分類", lambda s: plan_cells.write_values(s, desk.plan.a, [text(tags_field(TAGS), "ア")]), desk)
    desk.go(desk.plan.a, "plan:2024")
    row, col = desk.sheet.place()
    desk.sheet.extend_to(row + 1, col)
    popup = open_list(desk, TagPicker, Qt.Key.Key_T, CONTROL)
    names = {box.text(): box for box in popup.boxes.values()}
    first = next(box for name, box in names.items() if name.startswith("ア"))
    assert first.checkState() == Qt.CheckState.PartiallyChecked
    assert names["日常の療養支援"].isChecked(), "what their 項目 is"
    names["看取り"].setChecked(True)
    desk.press(Qt.Key.Key_Return)
    assert [tags_of(desk, item) for item in (desk.plan.a, desk.plan.b)] == [["ア"], []]
    both = [tags_of(desk, item, "care_scene") for item in (desk.plan.a, desk.plan.b)]
    assert both == [["日常の療養支援", "看取り"]] * 2
    desk.act("undo")
    assert tags_of(desk, desk.plan.b, "care_scene") == ["日常の療養支援"]


def test_that_unchanged_lists_are_no_step_and_cells_without_a_list_say_so(desk: Any) -> None:
    before = desk.workspace.undo_name
    desk.go(desk.plan.a, "leader")
    open_list(desk, YearsPicker)
    desk.press(Qt.Key.Key_Return)
    desk.go(desk.plan.a, "plan:2024")
    open_list(desk, TagPicker, Qt.Key.Key_T, CONTROL)
    desk.press(Qt.Key.Key_Return)
    desk.act("pick")
    assert "一覧から選べるのは" in desk.positions[-1][1]
    assert desk.workspace.undo_name == before


def test_that_a_list_stands_within_the_editor_whatever_its_size(desk: Any) -> None:
    for size in ((1200, 640), (700, 420)):
        desk.editor.resize(*size)
        for item in (desk.plan.a, desk.plan.b2):
            desk.go(item, "leader")
            popup = open_list(desk, YearsPicker)
            assert desk.editor.rect().contains(popup.geometry())
            desk.press(Qt.Key.Key_Escape)


def test_that_nothing_opens_in_a_file_for_reading(read_only_desk: Any) -> None:
    desk = read_only_desk
    desk.go(desk.plan.a, "leader")
    desk.press(Qt.Key.Key_Down, ALT)
    assert desk.editor.pickers.popup is None
    assert "閲覧専用" in desk.positions[-1][1]


def test_that_keys_of_a_composition_close_no_list(desk: Any) -> None:
    desk.go(desk.plan.a, "leader")
    popup = open_list(desk, YearsPicker)
    field = QApplication.focusWidget()
    QApplication.sendEvent(field, QInputMethodEvent("しえん", []))
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Escape)
    assert desk.editor.pickers.popup is popup
    done = QInputMethodEvent("", [])
    done.setCommitString("支援室")
    QApplication.sendEvent(field, done)
    desk.press(Qt.Key.Key_Return)
    assert desk.editor.pickers.popup is None
    assert desk.text(desk.plan.a, "leader").endswith("支援室")


def test_that_every_tag_can_be_reached_where_there_is_little_room(desk: Any) -> None:
    desk.editor.resize(700, 300)
    desk.go(desk.plan.a, "plan:2024")
    popup = open_list(desk, TagPicker, Qt.Key.Key_T, CONTROL)
    assert desk.editor.rect().contains(popup.geometry())
    for _ in popup.boxes:
        box = QApplication.focusWidget()
        assert popup.rect().contains(box.mapTo(popup, box.rect().center()))
        desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Escape)
