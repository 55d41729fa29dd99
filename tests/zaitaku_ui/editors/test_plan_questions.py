"""Commands on rows that ask first, answered with real keys: 別の項目へ移す…, 廃止…, 番号を振り直す…."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication
from sqlalchemy.orm import Session
from zaitaku_ui.dialogs.frame import FormDialog

from zaitaku_desktop.forms.cells import FieldValue
from zaitaku_desktop.forms.grid import CellAddress
from zaitaku_desktop.model.plan import EntryState
from zaitaku_desktop.operations import plan_cells, plan_moves, plan_rows

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
NO, LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
Dialog = Any


class Answer:
    """What is done in the dialog that a command opens, once it is open."""

    def __init__(self, desk: Any, act: Callable[[Dialog], None]) -> None:
        self.desk, self.act = desk, act
        self.said: list[str] = []

    def __call__(self) -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, FormDialog)
        try:
            self.act(dialog)
        finally:
            self.said = dialog.messages.texts()
            if dialog.isVisible():
                dialog.reject()


def ask(desk: Any, command: str, act: Callable[[Dialog], None]) -> Answer:
    """Choose a command and answer its question."""
    answer = Answer(desk, act)
    QTimer.singleShot(0, desk.editor, answer)
    desk.act(command)
    return answer


def choose(desk: Any, *rows: int) -> None:
    numbers = desk.sheet.row_numbers()
    for place, row in enumerate(rows):
        at = QPoint(10, numbers.sectionViewportPosition(row) + numbers.sectionSize(row) // 2)
        desk.qtbot.mouseClick(numbers.viewport(), LEFT, CONTROL if place else NO, at)


def items(desk: Any) -> Any:
    return desk.editor.snapshot.items


# 別の項目へ移す…


def test_that_the_initiatives_of_chosen_rows_go_to_another_group_by_keyboard(desk: Any) -> None:
    def act(dialog: Dialog) -> None:
        desk.qtbot.keyClick(dialog.list, Qt.Key.Key_Return)

    choose(desk, 0, 1)
    ask(desk, "move_to_group", act)
    assert {items(desk)[item].parent_id for item in (desk.plan.a, desk.plan.b)} == {desk.plan.empty_group}
    desk.act("undo")
    assert desk.rows()[0] == desk.plan.a


def test_that_the_keyboard_is_in_the_list_and_escape_moves_nothing(desk: Any) -> None:
    focused: list[bool] = []

    def act(dialog: Dialog) -> None:
        focused.append(dialog.focusWidget() is dialog.list)
        desk.qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    desk.go(desk.plan.a, "title")
    before = desk.rows()
    ask(desk, "move_to_group", act)
    assert focused == [True]
    assert desk.rows() == before and desk.workspace.undo_name is None


def test_that_the_present_group_cannot_be_picked(desk: Any) -> None:
    seen: list[str] = []

    def act(dialog: Dialog) -> None:
        rows = [dialog.list.item(row) for row in range(dialog.list.count())]
        seen.extend(row.text() for row in rows if row.flags() & Qt.ItemFlag.ItemIsEnabled)

    desk.go(desk.plan.a, "title")
    ask(desk, "move_to_group", act)
    assert seen == ["そのほか"]


def test_that_a_group_without_initiatives_says_so(desk: Any) -> None:
    desk.go(desk.plan.empty_group, "group")
    for command in ("move_to_group", "end", "renumber"):
        desk.act(command)
        assert "取組がありません" in desk.positions[-1][1]


# 廃止…


def test_that_several_end_with_year_words_and_successor(desk: Any) -> None:
    def change(session: Session) -> int:
        return plan_rows.add_initiative(session, desk.plan.plan, desk.plan.group, title="新しい窓口")

    heir = desk.bridge.perform("追加", change).result

    def act(dialog: Dialog) -> None:
        desk.qtbot.keyClick(dialog.years, Qt.Key.Key_Home)
        desk.qtbot.keyClicks(dialog.words, "(R6)")
        dialog.takers.setEditText("窓口")  # a part of the name
        desk.qtbot.keyClick(dialog.words, Qt.Key.Key_Return)

    choose(desk, 0, 1)
    ask(desk, "end", act)
    ended = [(items(desk)[i].ended_year, items(desk)[i].end_note, items(desk)[i].successor_id) for i in _both(desk)]
    assert ended == [(2024, "(R6)", heir)] * 2
    name = desk.sheet.model.index_at(CellAddress(desk.plan.a, "title"))
    tip = desk.sheet.model.data(name, Qt.ItemDataRole.ToolTipRole)
    assert tip == "この取組は令和6年度で廃止されています。\n後継：新しい窓口"
    desk.act("undo")
    assert [items(desk)[i].ended_year for i in _both(desk)] == [None, None]


def _both(desk: Any) -> tuple[int, int]:
    return desk.plan.a, desk.plan.b


def test_that_a_successor_that_is_not_there_keeps_the_dialog_open(desk: Any) -> None:
    open_still: list[bool] = []

    def act(dialog: Dialog) -> None:
        dialog.takers.lineEdit().selectAll()
        desk.qtbot.keyClicks(dialog.takers.lineEdit(), "xyz")
        dialog.go.click()
        open_still.append(dialog.isVisible())

    desk.go(desk.plan.a, "title")
    answer = ask(desk, "end", act)
    assert open_still == [True]
    assert "一覧から選んでください" in answer.said[0]
    assert items(desk)[desk.plan.a].ended_year is None


def test_that_words_and_successors_that_differ_stay_as_they_are(desk: Any) -> None:
    def change(session: Session) -> int:
        heir = plan_rows.add_initiative(session, desk.plan.plan, desk.plan.group, title="c")
        plan_moves.end_items(session, [desk.plan.a], 2025, "（終了）", heir)
        return heir

    heir = desk.bridge.perform("追加", change).result

    def act(dialog: Dialog) -> None:
        desk.qtbot.keyClick(dialog.years, Qt.Key.Key_Home)
        dialog.go.click()

    choose(desk, 0, 1)
    ask(desk, "end", act)
    a, b = (items(desk)[i] for i in _both(desk))
    assert [(a.ended_year, a.end_note, a.successor_id), (b.ended_year, b.end_note, b.successor_id)] == [
        (2024, "（終了）", heir),
        (2024, "", None),
    ]


def test_that_what_goes_on_after_all_has_neither_words_nor_successor(desk: Any) -> None:
    def change(session: Session) -> None:
        plan_moves.end_items(session, [desk.plan.a], 2025, "（終了）", desk.plan.b)

    desk.bridge.perform("廃止", change)
    states: list[bool] = []

    def act(dialog: Dialog) -> None:
        states.extend([dialog.words.isEnabled(), dialog.takers.isEnabled()])
        desk.qtbot.keyClick(dialog.years, Qt.Key.Key_End)
        states.extend([dialog.words.isEnabled(), dialog.takers.isEnabled()])
        dialog.go.click()

    desk.go(desk.plan.a, "title")
    ask(desk, "end", act)
    a = items(desk)[desk.plan.a]
    assert states == [True, True, False, False]
    assert (a.ended_year, a.end_note, a.successor_id) == (None, "", None)


# 番号を振り直す…


def test_that_numbers_are_shown_before_they_are_written_in_one_step(desk: Any) -> None:
    seen: list[str] = []

    def act(dialog: Dialog) -> None:
        table = dialog.table
        seen.extend(table.item(row, 2).text() for row in range(table.rowCount()))
        seen.append(dialog.go.text())
        dialog.go.click()

    desk.go(desk.plan.a, "title")
    ask(desk, "renumber", act)
    assert seen == ["1", "2", "2件の番号を変える"]
    assert [items(desk)[i].number for i in _both(desk)] == ["1", "2"]
    assert desk.workspace.undo_name == "番号の振り直し"
    desk.act("undo")
    assert [items(desk)[i].number for i in _both(desk)] == ["", ""]


@pytest.mark.parametrize(("down", "expected"), [(1, "1-(1)"), (2, "①-1"), (4, "ア")])
def test_that_another_rule_is_chosen_by_keyboard(desk: Any, down: int, expected: str) -> None:
    def act(dialog: Dialog) -> None:
        for _ in range(down):
            desk.qtbot.keyClick(dialog.rule, Qt.Key.Key_Down)
        dialog.go.click()

    desk.go(desk.plan.a, "title")
    ask(desk, "renumber", act)
    assert items(desk)[desk.plan.a].number == expected


def test_that_only_chosen_initiatives_are_numbered_and_the_others_left(desk: Any) -> None:
    def change(session: Session) -> int:
        return plan_rows.add_initiative(session, desk.plan.plan, desk.plan.group, title="c")

    c = desk.bridge.perform("追加", change).result

    def act(dialog: Dialog) -> None:
        assert dialog.which.count() == 2
        dialog.go.click()

    choose(desk, 1, 3)
    ask(desk, "renumber", act)
    assert [items(desk)[i].number for i in (*_both(desk), c)] == ["", "1", "2"]


def test_that_numbers_that_stand_can_be_kept_and_then_nothing_is_left_to_do(desk: Any) -> None:
    states: list[tuple[str, bool]] = []

    def act(dialog: Dialog) -> None:
        dialog.go.click()

    def again(dialog: Dialog) -> None:
        for _ in range(4):
            desk.qtbot.keyClick(dialog.rule, Qt.Key.Key_Down)
        desk.qtbot.keyClick(dialog.keep, Qt.Key.Key_Space)
        states.append((dialog.go.text(), dialog.go.isEnabled()))
        states.append((dialog.table.item(0, 3).text(), True))

    desk.go(desk.plan.a, "title")
    ask(desk, "renumber", act)
    ask(desk, "renumber", again)
    assert states == [("変わる番号はありません", False), ("今の番号を残します", True)]


@pytest.mark.parametrize("follows", [True, False])
def test_that_references_follow_the_new_numbers_in_the_same_step_unless_declined(desk: Any, follows: bool) -> None:
    def write(session: Session) -> None:
        for item, number in ((desk.plan.a, "①-7"), (desk.plan.b, "①-8")):
            plan_cells.write_values(session, item, [FieldValue("#number", None, EntryState.TEXT, number)])
        goes = FieldValue("plan", 2024, EntryState.TEXT, "・①-8を参照")
        plan_cells.write_values(session, desk.plan.a, [goes])

    desk.bridge.perform("準備", write, desk)
    said: list[str] = []

    def act(dialog: Dialog) -> None:
        desk.qtbot.keyClick(dialog.rule, Qt.Key.Key_Down)  # 1-(1)
        said.append(dialog.follow.text())
        if not follows:
            desk.qtbot.keyClick(dialog.follow, Qt.Key.Key_Space)
        dialog.go.click()

    desk.go(desk.plan.a, "title")
    ask(desk, "renumber", act)
    assert said == ["文の中の参照（1か所）も、新しい記号に直す(&R)"]
    assert items(desk)[desk.plan.b].number == "1-(2)"
    assert desk.text(desk.plan.a, "plan:2024") == ("・1-(2)を参照" if follows else "・①-8を参照")
    desk.act("undo")
    assert desk.text(desk.plan.a, "plan:2024") == "・①-8を参照"
