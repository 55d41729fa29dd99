"""Find and replace in the plan with real keys: what is found, where the cursor goes, what is written."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest
from plans import text
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session
from zaitaku_ui import waiting
from zaitaku_ui.find import finder
from zaitaku_ui.find.bar import RANGE, WHOLE, FindBar

from zaitaku_desktop.model.inline import marked
from zaitaku_desktop.operations import plan_cells, plan_rows
from zaitaku_desktop.operations.replacing import replace_hits

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
PLAN, PURPOSE = "plan:2024", "purpose_summary"


def bar(desk: Any) -> FindBar:
    found = desk.editor.finding.bar
    assert isinstance(found, FindBar)
    return found


def look_for(desk: Any, words: str) -> None:
    """Ctrl+F and words, as a user does."""
    desk.press(Qt.Key.Key_F, CONTROL)
    desk.type(words)


def replace(desk: Any, words: str, by: str) -> None:
    """Ctrl+H, the words, Tab, what comes in their place."""
    desk.press(Qt.Key.Key_H, CONTROL)
    desk.type(words)
    desk.press(Qt.Key.Key_Tab)
    desk.type(by)


def here(desk: Any) -> tuple[int, str]:
    """The cell of the cursor: item and column."""
    cell = desk.sheet.cursor_cell()
    return cell.address.item_id, cell.address.column


def write(desk: Any, item: int, field: str, words: str, year: int | None) -> None:
    desk.bridge.perform("書く", lambda session: plan_cells.write_values(session, item, [text(field, words, year)]))


def test_that_ctrl_f_opens_the_bar_and_typing_goes_to_the_first_hit(desk: Any) -> None:
    assert not bar(desk).isVisible()
    look_for(desk, "照会")
    assert bar(desk).isVisible()
    assert bar(desk).count.text() == "1 / 1 件"
    assert here(desk) == (desk.plan.b1, PLAN)
    assert bar(desk).field.hasFocus()


def test_that_enter_and_f3_go_round_and_shift_goes_back(desk: Any) -> None:
    look_for(desk, "ル")  # 早く知る。 ・訪ねる。 ・照会する。
    places = [here(desk)]
    for key, modifier in ((Qt.Key.Key_Return, None), (Qt.Key.Key_F3, None), (Qt.Key.Key_Return, None)):
        desk.press(key, modifier or Qt.KeyboardModifier.NoModifier)
        places.append(here(desk))
    a, b1 = desk.plan.a, desk.plan.b1
    assert places == [(a, PURPOSE), (a, PLAN), (b1, PLAN), (a, PURPOSE)]
    assert "最初に戻りました" in desk.positions[-1][1]
    desk.press(Qt.Key.Key_Return, SHIFT)
    assert here(desk) == (b1, PLAN)
    desk.press(Qt.Key.Key_F3, SHIFT)
    assert here(desk) == (a, PLAN)
    assert bar(desk).count.text() == "2 / 3 件"


def test_that_escape_gives_the_keyboard_back_to_the_sheet_where_the_hit_is(desk: Any) -> None:
    look_for(desk, "照会")
    desk.press(Qt.Key.Key_Escape)
    assert not bar(desk).isVisible()
    assert desk.has_keyboard()
    assert here(desk) == (desk.plan.b1, PLAN)
    assert not desk.sheet._delegate.found.cells


def test_that_f3_in_the_sheet_goes_on_from_the_cursor(desk: Any) -> None:
    look_for(desk, "ル")
    desk.sheet.setFocus()
    desk.go(desk.plan.b1, PLAN)
    desk.press(Qt.Key.Key_F3)
    assert here(desk) == (desk.plan.b1, PLAN)
    desk.press(Qt.Key.Key_F3, SHIFT)
    assert here(desk) == (desk.plan.a, PLAN)


def test_that_nothing_found_is_said_and_the_cursor_stays(desk: Any) -> None:
    desk.go(desk.plan.b1, PLAN)
    look_for(desk, "ありません")
    assert bar(desk).count.text() == "見つかりません"
    assert here(desk) == (desk.plan.b1, PLAN)
    assert not bar(desk).next.isEnabled()


def test_that_width_and_kana_fold_unless_they_are_told_apart(desk: Any) -> None:
    look_for(desk, "ﾋｶﾞｼ包括")
    assert bar(desk).count.text() == "1 / 1 件"
    bar(desk).exact.click()
    assert bar(desk).count.text() == "見つかりません"


def test_that_hits_are_marked_and_the_one_in_hand_stronger(desk: Any) -> None:
    look_for(desk, "る")
    marks = desk.sheet._delegate.found
    assert len(marks.cells) == 3
    assert marks.current == (0, 2)
    model = desk.sheet.model
    found = []
    for row, col in sorted(marks.cells):
        content = model.content(model.view.cell_at(row, col))
        found += [held for part in content.paragraphs for _, held in marks.of_paragraph((row, col), part)]
    assert found == [True, False, False]


def test_that_words_of_the_program_itself_are_not_marked(desk: Any) -> None:
    """目的 before a text and 継続 are no words of the plan."""
    look_for(desk, "目的")
    assert bar(desk).count.text() == "見つかりません"
    assert not desk.sheet._delegate.found.cells


def test_that_words_partly_bold_are_found_and_marked_as_one(desk: Any) -> None:
    write(desk, desk.plan.a, "plan", marked([("・毎", False), ("週訪", True), ("ねる。", False)]), 2024)
    look_for(desk, "週訪ねる")
    assert bar(desk).count.text() == "1 / 1 件"
    place, view = desk.sheet._delegate.found.current, desk.sheet.model.view
    (paragraph,) = desk.sheet.model.content(view.cell_at(*place)).paragraphs
    assert list(desk.sheet._delegate.found.of_paragraph(place, paragraph)) == [((2, 6), True)]
    desk.press(Qt.Key.Key_H, CONTROL)
    desk.press(Qt.Key.Key_Tab)
    desk.type("月行く")
    desk.press(Qt.Key.Key_Return)
    assert desk.text(desk.plan.a, PLAN) == "・毎月行く。"


def test_that_several_chosen_cells_are_where_it_searches(desk: Any) -> None:
    desk.go(desk.plan.a, PLAN)
    desk.press(Qt.Key.Key_Down, SHIFT)
    look_for(desk, "る")
    assert bar(desk).scope.currentIndex() == RANGE
    assert "2セル" in bar(desk).scope.currentText()
    assert bar(desk).count.text() == "1 / 2 件"
    bar(desk).scope.setCurrentIndex(WHOLE)
    bar(desk).scope.activated.emit(WHOLE)
    assert bar(desk).count.text().endswith("/ 3 件")


def test_that_a_folded_year_opens_when_a_hit_is_in_it(desk: Any) -> None:
    desk.go(desk.plan.a, PLAN)
    desk.act("fold_year")
    assert not desk.sheet.is_shown(desk.sheet.model.column_of(PLAN))
    look_for(desk, "照会")
    assert here(desk) == (desk.plan.b1, PLAN)
    assert desk.sheet.is_shown(desk.sheet.model.column_of(PLAN))


def test_that_what_the_form_does_not_show_is_counted_and_told(desk: Any) -> None:
    """国の取組例 has no column in the 取組進捗管理表."""
    write(desk, desk.plan.a, "national_examples", "訪ねる人を増やす", None)
    look_for(desk, "訪ねる")
    assert bar(desk).count.text() == "1 / 2 件"
    desk.press(Qt.Key.Key_Return)
    assert bar(desk).count.text() == "2 / 2 件"
    assert "表に出ていない所" in desk.positions[-1][1]
    assert "訪ねる人を増やす" in desk.positions[-1][1]


def test_that_replace_writes_one_and_goes_to_the_next(desk: Any) -> None:
    replace(desk, "る", "った")
    assert here(desk) == (desk.plan.a, PURPOSE)
    desk.press(Qt.Key.Key_Return)  # in the field of the new words
    assert desk.text(desk.plan.a, PURPOSE).endswith("早く知った。")
    assert here(desk) == (desk.plan.a, PLAN)
    assert bar(desk).count.text() == "1 / 2 件"
    assert bar(desk).words.hasFocus()
    bar(desk).one.click()
    assert desk.text(desk.plan.a, PLAN) == "・訪ねった。"
    assert here(desk) == (desk.plan.b1, PLAN)
    assert desk.workspace.undo_name == "置き換え"


def test_that_what_was_put_in_is_not_found_again_on_the_way(desk: Any) -> None:
    replace(desk, "る", "るる")
    places = []
    for _ in range(3):
        desk.press(Qt.Key.Key_Return)
        places.append(here(desk))
    assert places == [(desk.plan.a, PLAN), (desk.plan.b1, PLAN), (desk.plan.a, PURPOSE)]
    assert desk.text(desk.plan.a, PLAN) == "・訪ねるる。"
    assert desk.text(desk.plan.b1, PLAN) == "・照会するる。"


def test_that_replace_all_is_one_step_with_its_count_and_ctrl_z_takes_it_back(desk: Any) -> None:
    before = [desk.text(desk.plan.a, PURPOSE), desk.text(desk.plan.a, PLAN), desk.text(desk.plan.b1, PLAN)]
    replace(desk, "ル", "った")
    bar(desk).every.click()
    after = [desk.text(desk.plan.a, PURPOSE), desk.text(desk.plan.a, PLAN), desk.text(desk.plan.b1, PLAN)]
    assert after == [words.replace("る", "った") for words in before]
    assert desk.workspace.undo_name == "3か所の置き換え"
    assert bar(desk).note.text().startswith("3か所を置き換えました。")
    assert desk.has_keyboard()
    desk.act("undo")
    assert [
        desk.text(desk.plan.a, PURPOSE),
        desk.text(desk.plan.a, PLAN),
        desk.text(desk.plan.b1, PLAN),
    ] == before
    assert bar(desk).count.text().endswith("3 件")


def test_that_a_shared_text_is_replaced_once_and_stays_shared(desk: Any) -> None:
    replace(desk, "早く", "すぐ")
    bar(desk).every.click()
    assert desk.text(desk.plan.a, PURPOSE) == desk.text(desk.plan.b, PURPOSE)
    assert bar(desk).note.text().startswith("1か所")


def test_that_years_after_an_end_are_left_and_told(desk: Any) -> None:
    def change(session: Session) -> None:
        plan_cells.write_values(session, desk.plan.a, [text("plan", "・訪ねる。", 2025)])
        plan_rows.end_item(session, desk.plan.a, 2024)

    desk.bridge.perform("廃止", change)
    replace(desk, "訪ねる", "行く")
    bar(desk).every.click()
    assert "廃止された後の年度の1か所は、そのままです" in bar(desk).note.text()
    assert desk.text(desk.plan.a, PLAN) == "・行く。"
    assert desk.text(desk.plan.a, "plan:2025") == "・訪ねる。"
    bar(desk).field.setFocus()
    desk.press(Qt.Key.Key_Return)
    bar(desk).one.click()
    assert "廃止" in bar(desk).note.text()


def test_that_an_edit_in_the_sheet_counts_at_once_and_leaves_the_cursor(desk: Any) -> None:
    look_for(desk, "る")
    desk.sheet.setFocus()
    desk.go(desk.plan.b2, "actual:2024")
    desk.type("るる")
    desk.press(Qt.Key.Key_Return)
    assert bar(desk).count.text().endswith("5 件")
    assert desk.sheet.place() == (3, desk.sheet.model.column_of("actual:2024"))


def test_that_what_is_being_typed_is_written_first(desk: Any) -> None:
    desk.go(desk.plan.a, "actual:2024")
    desk.type("abc")
    desk.press(Qt.Key.Key_F, CONTROL)
    assert desk.text(desk.plan.a, "actual:2024") == "abc"
    assert bar(desk).field.hasFocus()


@pytest.mark.parametrize(
    ("key", "modifier"),
    [(Qt.Key.Key_U, CONTROL), (Qt.Key.Key_K, CONTROL), (Qt.Key.Key_Up, ALT), (Qt.Key.Key_D, CONTROL)],
)
def test_that_keys_of_the_sheet_do_nothing_to_it_while_words_are_typed(
    desk: Any, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    look_for(desk, "照会")
    name, rows = desk.workspace.undo_name, desk.rows()
    desk.press(key, modifier)
    desk.press(Qt.Key.Key_Delete, CONTROL)
    assert (desk.workspace.undo_name, desk.rows()) == (name, rows)


def test_that_ctrl_h_in_the_bar_adds_the_line_to_replace_and_ctrl_f_takes_it_away(desk: Any) -> None:
    look_for(desk, "照会")
    desk.press(Qt.Key.Key_H, CONTROL)
    assert bar(desk).replacing
    assert bar(desk).field.text() == "照会"
    desk.press(Qt.Key.Key_F, CONTROL)
    assert not bar(desk).replacing


def test_that_nothing_is_replaced_in_a_file_that_is_only_looked_at(read_only_desk: Any) -> None:
    look_for(read_only_desk, "る")
    assert bar(read_only_desk).count.text() == "1 / 3 件"
    assert not bar(read_only_desk).one.isEnabled()
    read_only_desk.press(Qt.Key.Key_H, CONTROL)
    assert not bar(read_only_desk).replacing


def test_that_a_big_search_leaves_the_window_free(desk: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """With slices of no length every step of the search is one turn of the event loop, and all is found in the end."""
    monkeypatch.setattr("zaitaku_ui.find.slices.SLICE", 0.0)
    turns = []
    look_for(desk, "る")
    finder = desk.editor.finding.finder
    assert finder._slices.busy
    desk.press(Qt.Key.Key_Return)  # asked for while it still searches
    while finder._slices.busy:
        turns.append(time.perf_counter())
        qtbot.wait(1)
    assert bar(desk).count.text().endswith("3 件")
    assert here(desk) == (desk.plan.a, PURPOSE)
    assert turns


@pytest.mark.parametrize("stop", [False, True])
def test_that_a_long_replacement_shows_how_far_it_is_and_can_be_stopped(
    desk: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, stop: bool
) -> None:
    slow = threading.Event()

    def write(session: Session, hits: Any, words: str, progress: Any) -> Any:
        progress(0.5)
        slow.wait(10)
        progress(0.6)  # where it hears that it is stopped
        return replace_hits(session, hits, words, progress)

    monkeypatch.setattr(finder, "MANY", 0)
    monkeypatch.setattr(finder, "replace_hits", write)
    monkeypatch.setattr(waiting, "QUIET", 0)
    seen: list[int] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, waiting.StoppableDialog)
        seen.append(dialog.bar.value())
        if stop:
            dialog.leave.click()
        slow.set()

    replace(desk, "照会", "問合せ")
    before = desk.workspace.undo_name
    QTimer.singleShot(100, look)
    bar(desk).every.click()
    assert seen == [500]
    if stop:
        assert desk.workspace.undo_name == before and "途中でやめました" in bar(desk).note.text()
    else:
        assert desk.workspace.undo_name == "1か所の置き換え" and "1か所を置き換えました" in bar(desk).note.text()
