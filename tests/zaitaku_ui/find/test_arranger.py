"""A sheet sorted and filtered with real keys and the mouse: the plan stays as it is, and everything goes on working."""

from __future__ import annotations

from typing import Any

import pytest
from plans import text
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session
from zaitaku_ui.action_table import PLAN_SPECS
from zaitaku_ui.find.column_box import ColumnBox
from zaitaku_ui.find.refusing import ARRANGED, ROW_MOVERS

from zaitaku_desktop.forms.arranging import AXIS, BLANK
from zaitaku_desktop.forms.grid import CellAddress
from zaitaku_desktop.operations import plan_cells, plan_rows

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PLAN, LEADER, PURPOSE = "plan:2024", "leader", "purpose_summary"


@pytest.fixture
def c(desk: Any) -> int:
    """A third 取組 between a and b, called はがき; a and b share their 目的 still."""

    def change(session: Session) -> int:
        made = plan_rows.add_initiative(session, desk.plan.plan, desk.plan.group, 1, title="はがき")
        plan_cells.write_values(session, made, [text("plan", "・あさ出す。", 2024), text("leader", "市役所", 2024)])
        return made

    made: int = desk.bridge.perform("間に", change).result
    return made


def box(desk: Any) -> ColumnBox:
    found = desk.editor.finding.box
    assert isinstance(found, ColumnBox)
    return found


def order(desk: Any) -> list[int]:
    """The 取組 shown, from the top."""
    return list(dict.fromkeys(row.initiative_id for row in desk.editor.view.rows if row.initiative_id is not None))


def here(desk: Any) -> tuple[int, str]:
    cell = desk.sheet.cursor_cell()
    return cell.address.item_id, cell.address.column


def open_box(desk: Any, item: int, column: str) -> None:
    """Ctrl+Shift+L on a cell of that column."""
    desk.go(item, column)
    desk.press(Qt.Key.Key_L, CONTROL | SHIFT)
    assert box(desk).isVisible()


def sort(desk: Any, item: int, column: str, *, down: bool = False) -> None:
    """As a user does by keyboard: Ctrl+Shift+L, and Space on 昇順 or 降順."""
    open_box(desk, item, column)
    if down:
        desk.press(Qt.Key.Key_Tab)
    desk.press(Qt.Key.Key_Space)


def choose(desk: Any, item: int, column: str, *values: str) -> None:
    """Ctrl+Shift+L, everything unchecked, these checked, Enter."""
    open_box(desk, item, column)
    values_of = box(desk).list
    values_of.setFocus()
    values_of.setCurrentRow(0)
    desk.press(Qt.Key.Key_Space)
    for value in values:
        found = (row for row in range(1, values_of.count()) if values_of.item(row).text() == value)
        row = next(found)
        values_of.setCurrentRow(row)
        desk.press(Qt.Key.Key_Space)
    desk.press(Qt.Key.Key_Return)


def test_that_ctrl_shift_l_sorts_by_the_column_and_the_plan_stays_as_it_is(desk: Any, c: int) -> None:
    a, b = desk.plan.a, desk.plan.b
    name = desk.workspace.undo_name
    assert order(desk) == [a, c, b]
    sort(desk, a, PLAN)  # ・あさ出す。 ・照会する。 ・訪ねる。
    assert order(desk) == [c, b, a]
    assert desk.sheet.place()[0] == 0
    assert desk.has_keyboard()
    assert desk.workspace.undo_name == name
    assert desk.editor.finding.strip.isVisible()
    sort(desk, a, PLAN, down=True)
    assert order(desk) == [a, b, c]
    sort(desk, a, PLAN, down=True)  # once more: no longer
    assert order(desk) == [a, c, b]
    assert not desk.editor.finding.strip.isVisible()


def test_that_a_click_on_the_mark_in_the_heading_opens_the_box_and_escape_closes_it(desk: Any, qtbot: QtBot) -> None:
    column = desk.sheet.model.column_of(PLAN)
    header = desk.sheet.main.horizontalHeader()
    at = header._menu_box(column).center()
    qtbot.mouseMove(header.viewport(), at)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert box(desk).isVisible()
    assert box(desk).title.text() == "R6計画"
    desk.press(Qt.Key.Key_Escape)
    assert not box(desk).isVisible()
    assert desk.has_keyboard()


def test_that_the_right_button_on_a_heading_opens_the_box_too(desk: Any) -> None:
    header = desk.sheet.frozen.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(1) + 5, 5)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, header.viewport().mapToGlobal(at))
    QApplication.sendEvent(header.viewport(), event)
    assert box(desk).isVisible()
    assert box(desk).title.text() == "取組名"


def test_that_what_is_chosen_is_shown_alone_and_counted(desk: Any, c: int) -> None:
    counts: list[str] = []
    desk.editor.counts_changed.connect(counts.append)
    choose(desk, desk.plan.a, LEADER, "市役所")
    assert order(desk) == [c, desk.plan.b]
    assert desk.editor.finding.strip.count.text() == "3件の取組のうち 2件"
    assert counts[-1] == "5行のうち 3行"
    assert [chip.text() for chip in desk.editor.finding.strip.chips()] == ["リーダー：市役所"]
    desk.editor.finding.strip.chips()[0].click()
    assert order(desk) == [desk.plan.a, c, desk.plan.b]
    assert counts[-1] == "全 5行"


def test_that_blank_ones_are_shown_alone_by_one_button(desk: Any, c: int) -> None:
    open_box(desk, desk.plan.a, PURPOSE)
    box(desk).blank.click()
    assert order(desk) == [c]
    open_box(desk, c, PURPOSE)
    assert box(desk).chosen() == {BLANK}
    box(desk).filled.click()
    assert order(desk) == [desk.plan.a, desk.plan.b]


def test_that_tags_are_chosen_from_any_column(desk: Any) -> None:
    open_box(desk, desk.plan.a, PLAN)
    keys = [box(desk).what.itemData(place) for place in range(box(desk).what.count())]
    assert keys == [PLAN, f"{AXIS}care_scene"]
    box(desk).what.setCurrentIndex(1)
    words = [box(desk).list.item(row).text() for row in range(box(desk).list.count())]
    assert words[1] == "日常の療養支援"


def test_that_words_narrow_what_can_be_chosen(desk: Any, c: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zaitaku_ui.find.column_box.LEAST_SEARCHED", 1)
    open_box(desk, desk.plan.a, LEADER)
    box(desk).search.setText("ﾋｶﾞｼ")
    assert box(desk).chosen() == {"ひがし包括"}
    box(desk).search.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert order(desk) == [desk.plan.a]


def test_that_keys_of_the_sheet_do_nothing_to_it_while_the_box_is_open(desk: Any) -> None:
    open_box(desk, desk.plan.a, LEADER)
    name = desk.workspace.undo_name
    for key, modifier in ((Qt.Key.Key_U, CONTROL), (Qt.Key.Key_D, CONTROL), (Qt.Key.Key_Delete, CONTROL)):
        desk.press(key, modifier)
    assert desk.workspace.undo_name == name
    assert box(desk).isVisible()


def test_that_nothing_chosen_cannot_be_asked_for(desk: Any) -> None:
    open_box(desk, desk.plan.a, LEADER)
    box(desk).list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert box(desk).chosen() == frozenset()
    assert not box(desk).apply.isEnabled()


def test_that_typing_in_a_sorted_sheet_writes_where_it_is_typed_and_the_row_stays(desk: Any, c: int) -> None:
    sort(desk, desk.plan.a, PLAN)
    before = order(desk)
    desk.go(desk.plan.b1, PLAN)
    desk.type("zzz")
    desk.press(Qt.Key.Key_Return)
    assert desk.text(desk.plan.b1, PLAN) == "zzz"
    assert order(desk) == before  # ・訪ねる。 would come before it by now
    desk.editor.finding.strip.again.click()
    assert order(desk) == [c, desk.plan.a, desk.plan.b] or order(desk)[0] == desk.plan.b
    assert order(desk) != before


def test_that_undo_in_a_sorted_sheet_goes_to_what_it_brings_back(desk: Any, c: int) -> None:
    sort(desk, desk.plan.a, PLAN)
    desk.go(desk.plan.a, PLAN)
    desk.press(Qt.Key.Key_Delete)
    assert desk.text(desk.plan.a, PLAN) == ""
    desk.sheet.set_cursor(0, 0)
    desk.act("undo")
    assert desk.text(desk.plan.a, PLAN) == "・訪ねる。"
    assert here(desk) == (desk.plan.a, PLAN)


def test_that_the_cursor_stays_with_its_row_when_the_order_of_the_form_returns(desk: Any, c: int) -> None:
    sort(desk, desk.plan.a, PLAN)
    desk.go(desk.plan.b2, PLAN)
    desk.editor.finding.strip.back.click()
    assert here(desk) == (desk.plan.b2, PLAN)
    assert desk.has_keyboard()


def test_that_a_range_in_a_sorted_sheet_is_what_is_seen(desk: Any, c: int) -> None:
    sort(desk, desk.plan.a, PLAN)
    desk.go(c, PLAN)
    desk.press(Qt.Key.Key_Down, SHIFT)
    desk.press(Qt.Key.Key_Delete)
    assert [desk.text(item, PLAN) for item in (c, desk.plan.b1, desk.plan.a)] == ["", "", "・訪ねる。"]


def test_that_the_preview_follows_the_cursor_in_a_sorted_sheet(desk: Any, c: int) -> None:
    sort(desk, desk.plan.a, PLAN)
    desk.go(desk.plan.a, PLAN)
    assert desk.editor._ident() == CellAddress(desk.plan.a, PLAN)
    desk.editor._go_to_clicked(CellAddress(desk.plan.b1, PLAN))
    assert here(desk) == (desk.plan.b1, PLAN)


def test_that_sharing_survives_sorting_and_a_shared_text_is_one_text_in_both_places(desk: Any, c: int) -> None:
    a, b = desk.plan.a, desk.plan.b
    sort(desk, a, PLAN, down=True)  # a, b, c: those that share stand together now
    cell = desk.sheet.model.view.find(CellAddress(a, PURPOSE))
    assert cell.shared
    sort(desk, a, "title")  # はがき, 便利帳, 顔合わせ
    desk.go(b, PURPOSE)
    desk.press(Qt.Key.Key_F2)
    desk.type("!")
    desk.press(Qt.Key.Key_Return)
    assert desk.text(a, PURPOSE) == desk.text(b, PURPOSE)
    assert desk.text(a, PURPOSE).endswith("!")
    desk.act("arrange_off")
    assert order(desk) == [a, c, b]
    for item in (a, b):
        assert desk.sheet.model.view.find(CellAddress(item, PURPOSE)).shared


def test_that_same_as_above_means_the_cell_seen_above(desk: Any, c: int) -> None:
    sort(desk, desk.plan.a, PLAN)  # c, b, a
    desk.go(desk.plan.b1, PLAN)
    desk.press(Qt.Key.Key_U, CONTROL)
    assert desk.text(desk.plan.b1, PLAN) == "・あさ出す。"
    assert desk.sheet.model.view.find(CellAddress(desk.plan.b1, PLAN)).shared
    desk.act("arrange_off")
    assert desk.text(desk.plan.b1, PLAN) == "・あさ出す。"


def test_that_commands_that_move_rows_are_refused_with_a_reason_while_it_is_arranged(desk: Any, c: int) -> None:
    movers = {spec.key for spec in PLAN_SPECS} & ROW_MOVERS
    assert movers == ROW_MOVERS - {"drag"}
    sort(desk, desk.plan.a, PLAN)
    name, rows = desk.workspace.undo_name, desk.rows()
    desk.go(desk.plan.b1, PLAN)
    for key in sorted(movers):
        desk.act(key)
        assert desk.positions[-1][1] == ARRANGED, key
    assert (desk.workspace.undo_name, desk.rows()) == (name, rows)
    assert desk.editor.rows.hindrance() == ARRANGED
    desk.act("arrange_off")
    assert desk.editor.rows.hindrance() == ""
    desk.go(desk.plan.b, "title")
    desk.act("move_up")
    assert desk.workspace.undo_name != name


def test_that_a_new_initiative_is_seen_below_the_one_it_was_added_to(desk: Any, c: int) -> None:
    choose(desk, desk.plan.a, LEADER, "市役所")
    desk.go(c, PLAN)
    desk.act("add_initiative")
    shown = order(desk)
    assert shown[0] == c
    assert len(shown) == 3
    assert desk.sheet.place()[0] == 1


def test_that_what_a_filter_leaves_out_is_shown_when_something_leads_there(desk: Any, c: int) -> None:
    choose(desk, desk.plan.a, LEADER, "市役所")
    assert desk.plan.a not in order(desk)
    assert desk.editor.go_to(CellAddress(desk.plan.a, PLAN))
    assert here(desk) == (desk.plan.a, PLAN)
    assert not desk.editor.finding.arranger.wanted


def test_that_words_in_rows_left_out_are_found_and_told_apart(desk: Any, c: int) -> None:
    choose(desk, desk.plan.a, LEADER, "市役所")
    desk.press(Qt.Key.Key_F, CONTROL)
    desk.type("訪ねる")
    assert desk.editor.finding.bar.count.text() == "1 / 1 件"
    assert "表に出ていない所" in desk.positions[-1][1]


def test_that_another_document_begins_in_the_order_of_its_form(desk: Any, c: int) -> None:
    sort(desk, desk.plan.a, PLAN)
    desk.editor.show_document(desk.plan.document)  # the same once more: nothing is lost
    assert desk.editor.finding.arranger.wanted
    desk.editor.finding.arranger.begin_anew()
    desk.editor.show_document(desk.plan.document)
    assert order(desk) == [desk.plan.a, c, desk.plan.b]


def test_that_a_text_that_cannot_be_written_keeps_the_sheet_as_it_is(desk: Any) -> None:
    desk.go(desk.plan.a, "actual:2024")
    desk.type("abc")
    desk.press(Qt.Key.Key_L, CONTROL | SHIFT)
    assert desk.text(desk.plan.a, "actual:2024") == "abc"
    assert box(desk).isVisible()
