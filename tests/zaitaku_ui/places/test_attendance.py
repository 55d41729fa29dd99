"""出欠表: one key for each state, totals at once, answers before the meeting, nobody outside the term is lost."""

from __future__ import annotations

import datetime as dt

import pytest
from made_meetings import document
from meeting_desks import ALT, CTRL, SHIFT, Desk, DeskMaker, fill
from PySide6.QtCore import Qt
from sqlalchemy.orm import Session
from zaitaku_ui.editors.attendance import AttendanceView
from zaitaku_ui.places.meetings_page import MeetingsPage

from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.forms.print_minutes import minutes_job
from zaitaku_desktop.model.attendance import Presence
from zaitaku_desktop.model.meeting import MeetingStatus
from zaitaku_desktop.operations import committee, meeting, membership, person
from zaitaku_desktop.storage.reading_meetings import load_meeting
from zaitaku_desktop.typeset.blocks import Cell, Grid


def with_meetings(session: Session) -> None:
    """Three meetings: 確定, 開催, 予定; 例示 is replaced before the second."""
    fill(session)
    committee.edit_committee(session, 1, quorum="majority")
    days = (dt.date(2024, 6, 13), dt.date(2024, 10, 24), dt.date(2025, 2, 6))
    membership.replace_member(session, 2, dt.date(2024, 9, 1), person.add_person(session, "後任 渚"))
    first, second, _third = [meeting.add_meeting(session, 1, day) for day in days]
    meeting.lock_meeting(session, first)
    meeting.set_status(session, second, MeetingStatus.HELD)


@pytest.fixture
def desk(make_desk: DeskMaker) -> Desk:
    made = make_desk(MeetingsPage, with_meetings)
    made.press(Qt.Key.Key_Tab, CTRL)
    return made


def view_of(desk: Desk) -> AttendanceView:
    view = desk.page.view()
    assert isinstance(view, AttendanceView)
    return view


def go(desk: Desk, row: int, nth: int) -> AttendanceView:
    """Put the cursor on somebody at the nth meeting."""
    view = view_of(desk)
    view.sheet.set_cursor(row, 2 + nth)
    view.setFocus()
    return view


def signs(view: AttendanceView, nth: int) -> list[str]:
    grid = view.model.grid
    assert grid is not None
    return [grid.text_at(row, 2 + nth) for row in range(len(grid.rows))]


def test_that_a_key_writes_a_state_and_goes_down(desk: Desk) -> None:
    view = go(desk, 0, 2)
    desk.type("1")
    assert signs(view, 2)[0] == "○" and view.sheet.place() == (1, 4)
    view.sheet.set_cursor(2, 4)
    desk.type("3")
    desk.type("2")
    assert signs(view, 2) == ["○", "―", "代", "×"]  # 例示 had left by then
    assert desk.workspace.undo_name == "出欠の入力"
    desk.bridge.undo()
    assert signs(view, 2) == ["○", "―", "代", ""] and view.sheet.place() == (3, 4)


def test_that_an_ime_digit_is_a_key_too_and_a_word_is_read(desk: Desk) -> None:
    view = go(desk, 0, 2)
    desk.type("４")
    desk.press(Qt.Key.Key_Return)
    view.sheet.set_cursor(2, 4)
    desk.type("代（見本 花）")
    desk.press(Qt.Key.Key_Return)
    assert signs(view, 2)[0] == "Ｗ" and signs(view, 2)[2] == "代（見本 花）"


def test_that_totals_rates_and_quorum_follow_every_key(desk: Desk) -> None:
    view = go(desk, 0, 2)
    desk.type("1")
    view.sheet.set_cursor(2, 4)
    desk.type("2")
    assert [row.figures.get(4) and row.figures[4].words for row in view.foot._rows] == ["1名", "50%", "不成立"]
    desk.type("4")
    assert [row.figures[4].words for row in view.foot._rows] == ["2名", "67%", "成立"]
    assert view.right.words(0) == "出席 1/1 100%"
    assert view.counts() == "委員 4名　平均出席率 67%"
    assert "出席率（代理を除く） 第2回 67%" in view.foot.accessibleName()


def test_that_before_the_meeting_an_answer_is_written_that_becomes_the_state_at_it(desk: Desk) -> None:
    view = go(desk, 0, 3)
    desk.type("1")
    view.sheet.set_cursor(2, 5)
    desk.type("2")
    planned = desk.desk.meetings_here()[2]
    replies = {row.person_id: (row.reply, row.state) for row in desk.desk.attendance_of(planned.id)}
    assert (Presence.PRESENT, Presence.UNKNOWN) in replies.values()
    assert desk.workspace.undo_name == "出欠回答の入力" and signs(view, 3)[0] == "○"
    desk.perform(lambda session: meeting.set_status(session, planned.id, MeetingStatus.HELD))
    states = [row.state for row in desk.desk.attendance_of(planned.id)]
    assert states.count(Presence.PRESENT) == 1 and states.count(Presence.ABSENT) == 1


def test_that_a_locked_meeting_says_why_nothing_is_written(desk: Desk) -> None:
    view = go(desk, 0, 1)
    desk.type("1")
    assert signs(view, 1)[0] == "" and "確定しています" in desk.said[-1]


def test_that_a_block_from_excel_goes_in_and_what_is_no_state_is_told(desk: Desk) -> None:
    view = go(desk, 0, 2)
    desk.paste("○\t×\r\n\t\r\n欠席\t出席\r\nたぶん\tＷ\r\n")
    assert signs(view, 2) == ["○", "―", "×", ""] and signs(view, 3)[0] == "×"
    assert "1か所は、貼り付けていません" in desk.said[-1]
    assert desk.workspace.undo_name == "貼り付け"


def test_that_a_range_takes_one_key_and_everybody_is_present_at_once(desk: Desk) -> None:
    view = go(desk, 2, 2)
    desk.press(Qt.Key.Key_Down, SHIFT)
    view._actions["mark_online"].trigger()
    assert signs(view, 2)[2:] == ["Ｗ", "Ｗ"]
    desk.press(Qt.Key.Key_A, CTRL | SHIFT)
    assert signs(view, 2) == ["○", "―", "Ｗ", "Ｗ"]  # not the one outside his term


def printed_heads(desk: Desk) -> list[tuple[str, str]]:
    """Of each 会議録 of the year, as it is printed: who is named as 出席者, who as 欠席者."""
    found = []
    for row in desk.desk.meetings_here():
        with desk.workspace.read() as connection:
            job = minutes_job(load_form("m2"), document("m2"), load_meeting(connection, row.id)).job
        cells = {cell.ident: cell for block in job.blocks if isinstance(block, Grid) for cell in block.body}
        found.append((names_in(cells["meeting", "present:member"]), names_in(cells["meeting", "absent:member"])))
    return found


def names_in(cell: Cell) -> str:
    """見本例示 …: the family names of those in a cell."""
    words = repr(cell.blocks)
    return "".join(name for name in ("見本", "例示", "後任", "浜野") if name in words)


def test_that_what_is_typed_once_stands_in_every_minutes(desk: Desk) -> None:
    desk.perform(lambda session: meeting.unlock_meeting(session, 1, "出欠の入力"))
    desk.perform(lambda session: meeting.set_status(session, 3, MeetingStatus.HELD))
    for nth, keys in enumerate((("1", "2", "", "1"), ("1", "", "2", "1"), ("4", "", "1", "3")), 1):
        for row, key in enumerate(keys):
            go(desk, row, nth)
            desk.type(key)
    assert printed_heads(desk) == [("見本浜野", "例示"), ("見本浜野", "後任"), ("見本後任浜野", "")]


def test_that_f2_leads_to_the_proxy_and_enter_back(desk: Desk) -> None:
    view = go(desk, 0, 2)
    desk.type("3")
    view.sheet.set_cursor(0, 4)
    desk.press(Qt.Key.Key_F2)
    assert view.side.fields["proxy"].hasFocus()
    desk.type("代理 花")
    desk.press(Qt.Key.Key_Return)
    assert signs(view, 2)[0] == "代（代理 花）" and view.sheet.place() == (1, 4)
    assert view.sheet.main.hasFocus()


def test_that_late_and_early_and_the_words_as_printed_are_kept(desk: Desk) -> None:
    view = go(desk, 0, 2)
    desk.type("1")
    view.sheet.set_cursor(0, 4)
    field = view.side.fields["came_at"]
    field.setFocus()
    desk.type("1915")
    desk.press(Qt.Key.Key_Return)
    record = next(row for row in desk.desk.attendance_of(desk.desk.meetings_here()[1].id) if row.came_at)
    assert record.came_at == dt.time(19, 15) and record.state is Presence.PRESENT
    assert field.text() == "午後7時15分" and desk.workspace.undo_name == "遅参の入力"


def test_that_the_list_of_states_is_chosen_from_by_keys(desk: Desk) -> None:
    view = go(desk, 0, 2)
    desk.press(Qt.Key.Key_Down, ALT)
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    assert signs(view, 2)[0] == "×"


def test_that_predecessor_and_successor_stand_together_under_their_group(desk: Desk) -> None:
    desk.perform(lambda session: membership.edit_membership(session, 1, profession="医師"))
    view = view_of(desk)
    view._order.setCurrentIndex(2)
    view._ordered(2)
    grid = view.model.grid
    assert grid is not None
    names = [person.name if (person := grid.person(row)) else grid.rows[row].heading for row in range(len(grid.rows))]
    assert names == ["医師　1名", "見本 太郎", "（区分なし）　3名", "例示 一郎", "後任 渚", "浜野 進"]
    assert view.model.spoken(grid.cell_at(1, 3)) == "見本 太郎 第1回 6/13（木） 未入力"


def test_that_the_pages_follow_the_keys_and_lead_back_to_the_cell(desk: Desk) -> None:
    view = go(desk, 0, 2)
    desk.press(Qt.Key.Key_F9)
    pane = view.pages.pane
    desk.qtbot.waitUntil(lambda: pane.layout_of_now() is not None)
    desk.type("1")
    desk.qtbot.waitUntil(lambda: pane.layout_of_now() is not None)
    person, second = 1, desk.desk.meetings_here()[1].id
    assert pane.pages_of(("cell", person, second)) == [0]
    pane.ident_clicked.emit(("cell", person, second))
    assert view.sheet.place() == (0, 4) and view.sheet.main.hasFocus()
    assert desk.page.paper() is not None and desk.workspace.undo_name == "資料の追加"
