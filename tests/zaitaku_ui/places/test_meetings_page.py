"""会議: the meetings of a year, and the page of one meeting."""

from __future__ import annotations

import datetime as dt

import pytest
from meeting_desks import ALT, CTRL, SHIFT, Desk, DeskMaker, with_meetings
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytest import MonkeyPatch
from sqlalchemy.orm import Session
from zaitaku_ui.dialogs.meeting_steps import AskDialog, PostponeDialog, ReasonDialog
from zaitaku_ui.editors.meeting import MeetingForm
from zaitaku_ui.fields.basic import LineField
from zaitaku_ui.fields.day import DayField
from zaitaku_ui.places.meetings_page import MeetingsPage

from zaitaku_desktop.model.meeting import MeetingStatus, Method
from zaitaku_desktop.model.outline import BlockKind
from zaitaku_desktop.operations import meeting
from zaitaku_desktop.operations.outline import NewBlock, append_blocks


@pytest.fixture
def desk(make_desk: DeskMaker) -> Desk:
    return make_desk(MeetingsPage, with_meetings)


def form_of(desk: Desk) -> MeetingForm:
    view = desk.page.view()
    assert isinstance(view, MeetingForm)
    return view


def open_second(desk: Desk) -> MeetingForm:
    desk.go(1, "name")
    desk.press(Qt.Key.Key_O, CTRL | SHIFT)
    return form_of(desk)


def line_of(form: MeetingForm, key: str) -> LineField:
    field = form.fields[key]
    found = field.line if isinstance(field, DayField) else field
    assert isinstance(found, LineField)
    return found


def retype(desk: Desk, form: MeetingForm, key: str, text: str) -> None:
    """Type over what stands in a field and leave it."""
    line = line_of(form, key)
    line.setFocus()
    line.selectAll()
    desk.type(text)
    desk.press(Qt.Key.Key_Return)


def test_that_the_lists_in_the_top_bar_are_filled_also_where_another_page_was_seen_before(desk: Desk) -> None:
    assert isinstance(desk.page, MeetingsPage)  # made over a desk that is open and has its 年度
    bar = desk.page.meeting_bar
    assert bar.committees.currentData() == desk.desk.committee_id is not None
    assert bar.meetings.currentText() and bar.meetings.count() == 1 + len(desk.texts("day"))


def test_that_a_day_typed_below_the_list_makes_a_meeting_like_the_last_one(desk: Desk) -> None:
    desk.write(-1, "day", "2/6")
    assert desk.texts("day") == ["R6.6.13", "R6.10.24", "R7.2.6"]
    assert desk.texts("nth") == ["1", "2", "3"] and desk.texts("place")[2] == "会議室201"
    made = desk.desk.meetings_here()[2]
    assert made.start_time == dt.time(19) and len(desk.desk.attendance_of(made.id)) == 3


def test_that_numbers_are_proposed_and_never_forced(desk: Desk) -> None:
    desk.write(1, "nth", "1")
    assert desk.texts("nth") == ["1", "1"]
    form = open_second(desk)
    assert form.position()[1].startswith("第1回は、ほかにもあります（R6.6.13）。")


def test_that_f2_on_its_name_opens_a_meeting_and_alt_home_leads_back_to_it(desk: Desk) -> None:
    desk.go(1, "name")
    desk.press(Qt.Key.Key_F2)
    assert desk.desk.meeting_id == desk.desk.meetings_here()[1].id and desk.page.view_key() == "overview"
    desk.press(Qt.Key.Key_PageUp, ALT)
    assert desk.desk.meeting_id == desk.desk.meetings_here()[0].id
    desk.press(Qt.Key.Key_Home, ALT)
    assert desk.page.view_key() == "list" and desk.table.record() == desk.desk.meetings_here()[0].id


def test_that_each_field_is_written_as_it_is_left_and_undone_alone(desk: Desk) -> None:
    form = open_second(desk)
    retype(desk, form, "day", "11/4")
    retype(desk, form, "start_time", "1930")
    now = desk.desk.meeting
    assert now is not None and now.day == dt.date(2024, 11, 4) and now.start_time == dt.time(19, 30)
    assert line_of(form, "day").text() == "令和6年11月4日（月）"
    assert "振替休日" in form.fields["day"]._closed.text()  # type: ignore[attr-defined]
    assert desk.workspace.undo_name == "開始の変更"
    desk.bridge.undo()
    now = desk.desk.meeting
    assert now is not None and now.start_time == dt.time(19) and line_of(form, "start_time").text() == "午後7時"
    assert line_of(form, "start_time").hasFocus()


def test_that_what_is_no_day_stays_and_holds_the_page(desk: Desk) -> None:
    form = open_second(desk)
    retype(desk, form, "day", "13/45")
    assert "日付として読み取れません" in desk.troubles[-1]
    assert line_of(form, "day").text() == "13/45" and not desk.page.finish()
    desk.press(Qt.Key.Key_A, CTRL)
    desk.type("10/25")
    assert desk.page.finish() and desk.desk.meeting is not None and desk.desk.meeting.day == dt.date(2024, 10, 25)


def test_that_a_day_is_chosen_from_the_month_by_keys(desk: Desk) -> None:
    form = open_second(desk)
    field = form.fields["day"]
    assert isinstance(field, DayField)
    field.line.setFocus()
    desk.press(Qt.Key.Key_Down, ALT)
    assert field.popup is not None and field.popup._title.text() == "令和6年（2024年）10月"
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_PageDown)
    assert field.popup.grid.accessibleName() == "令和6年11月30日（土） 土曜日"
    desk.press(Qt.Key.Key_Left)
    desk.press(Qt.Key.Key_Return)
    assert field.popup is None and field.line.text() == "令和6年11月29日（金）" and field.line.hasFocus()


def test_that_a_meeting_in_writing_is_one_and_an_end_before_the_start_is_told(desk: Desk) -> None:
    form = open_second(desk)
    form.fields["method"]._group.button(3).click()  # type: ignore[attr-defined]
    assert desk.desk.meeting is not None and desk.desk.meeting.method is Method.WRITTEN
    retype(desk, form, "end_time", "18:00")
    assert form.position()[1] == "終了が開始より前です。このままでも使えます。"


def test_that_a_locked_meeting_is_unlocked_with_a_reason_only(desk: Desk, monkeypatch: MonkeyPatch) -> None:
    form = open_second(desk)
    reasons = ["", "誤字の訂正"]

    def run(dialog: ReasonDialog) -> QDialog.DialogCode:
        dialog.reason.setText(reasons.pop(0))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(ReasonDialog, "exec", run)
    page = desk.page
    assert isinstance(page, MeetingsPage)
    page.hands.lock_meeting()
    assert line_of(form, "place").isReadOnly() and "確定しています" in form._notes.text()
    page.hands.unlock_meeting()
    assert not line_of(form, "place").isReadOnly() and "取消し（誤字の訂正）" in form._notes.text()
    assert desk.desk.meeting is not None and desk.desk.meeting.status is MeetingStatus.CHECKING


def test_that_a_meeting_put_off_leads_to_the_new_one_of_the_same_number(desk: Desk, monkeypatch: MonkeyPatch) -> None:
    open_second(desk)

    def run(dialog: PostponeDialog) -> QDialog.DialogCode:
        dialog.day.line.take(dt.date(2024, 11, 7))
        dialog.reason.setText("台風のため")
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(PostponeDialog, "exec", run)
    page = desk.page
    assert isinstance(page, MeetingsPage)
    page.hands.postpone_meeting()
    now = desk.desk.meeting
    assert now is not None and now.day == dt.date(2024, 11, 7) and now.nth == 2
    desk.press(Qt.Key.Key_PageUp, ALT)
    assert "延期になりました。台風のため" in form_of(desk)._notes.text()
    assert not page.steps._off.isHidden()
    assert desk.page.view_key() == "overview"


def test_that_a_new_year_without_meetings_says_what_to_do(desk: Desk) -> None:
    desk.desk.choose_year(desk.desk.year + 1)
    assert not desk.table._empty.isHidden() and "開催日を入力してください" in desk.table._empty.text()
    desk.press(Qt.Key.Key_N, CTRL | SHIFT)
    now = desk.desk.meeting
    assert now is not None and (now.nth, now.cumulative) == (1, 3) and now.fiscal_year == desk.desk.year


def test_that_a_guest_typed_below_the_list_sits_at_the_meeting(desk: Desk) -> None:
    open_second(desk)
    desk.press(Qt.Key.Key_Tab, CTRL)  # 次第
    desk.press(Qt.Key.Key_Tab, CTRL)
    assert desk.page.view_key() == "attendees" and desk.texts("name") == ["見本 太郎", "例示 一郎", "浜野 進"]
    desk.write(-1, "name", "講師 学")
    desk.go(3, "side")
    desk.press(Qt.Key.Key_Down, ALT)
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    assert desk.texts("side")[3] == "オブザーバー"
    desk.go(0, "state")
    desk.type("123")
    assert desk.texts("state")[:3] == ["○", "×", "代"]
    desk.write(2, "proxy", "代わり 花")
    desk.write(2, "state", "1")
    assert desk.texts("proxy")[2] == "" and desk.page.view().counts().startswith("委員 出席 2名　欠席 1名")  # type: ignore[union-attr]


def test_that_a_draft_is_sent_to_those_who_were_there_and_answers_are_kept(
    desk: Desk, monkeypatch: MonkeyPatch
) -> None:
    open_second(desk)
    page = desk.page
    assert isinstance(page, MeetingsPage)
    page.show_tabs(("overview", "attendees", "minutes", "confirmations"), "confirmations")
    monkeypatch.setattr(AskDialog, "exec", lambda dialog: QDialog.DialogCode(int(dialog.take())))
    page.hands.ask_confirmation()
    assert desk.texts("name") == ["見本 太郎", "例示 一郎", "浜野 進"]
    assert desk.desk.meeting is not None and desk.desk.meeting.status is MeetingStatus.CHECKING
    desk.write(1, "corrections", "2の(1)の人数を直す")
    assert desk.texts("answer")[1] == "修正あり" and desk.texts("answered_on")[1]
    assert desk.page.view().counts() == "回答 1 / 3名　修正あり 1名（未反映 1名）"  # type: ignore[union-attr]
    desk.bridge.undo()
    assert desk.texts("answer")[1] == "未回答"


def test_that_open_tasks_of_all_meetings_are_listed_and_done_with_a_date(desk: Desk) -> None:
    first = desk.desk.meetings_here()[0].id
    new = [
        NewBlock("記入例を作る", 0, BlockKind.TASK, assignee="事務局", due_on=dt.date(2024, 9, 12)),
        NewBlock("連絡票を一枚にする", 0, BlockKind.DECISION),
    ]
    desk.perform(lambda session: append_blocks(session, first, new))
    desk.page.show_tabs(("list", "table", "tasks"), "tasks")
    assert desk.texts("text") == ["記入例を作る"] and desk.texts("meeting") == ["R6第1回　6/13"]
    assert desk.page.view().counts() == "宿題 1件　期限を過ぎたもの 1件"  # type: ignore[union-attr]
    desk.write(0, "done_on", "R6.9.10")
    assert desk.texts("text") == []
    desk.bridge.undo()
    assert desk.texts("text") == ["記入例を作る"]
    desk.go(0, "meeting")
    desk.press(Qt.Key.Key_F2)
    assert desk.desk.meeting_id == first and desk.page.view_key() == "minutes"


def test_that_a_report_that_was_made_stays_unchecked_until_it_is_written_or_said_to_be_right(desk: Desk) -> None:
    def of_part(session: Session) -> int:
        made = meeting.add_meeting(session, 2, dt.date(2024, 7, 1))
        append_blocks(session, made, [NewBlock("様式を1枚にまとめる。", kind=BlockKind.DECISION)])
        return made

    page = desk.page
    assert isinstance(page, MeetingsPage)
    page.open_meeting(desk.perform(of_part))
    form = form_of(desk)
    form._prefill.click()
    now = desk.desk.meeting
    assert now is not None and "様式を1枚にまとめる。" in now.report_decisions and not now.report_decisions_checked
    button = form.confirm["report_decisions"]
    assert button.isVisible()
    button.click()
    now = desk.desk.meeting
    assert now is not None and now.report_decisions_checked and not button.isVisible()
    desk.bridge.undo()
    assert button.isVisible()


def test_that_a_view_is_made_when_it_is_first_shown(make_desk: DeskMaker) -> None:
    desk = make_desk(MeetingsPage, with_meetings)
    page = desk.page
    assert set(page.views) == {"list"}
    desk.desk.choose_meeting(1)
    assert set(page.views) == {"list", "overview"}
    page.turn_to("confirmations")
    desk.desk.choose_meeting(2)  # the list it leaves and the tab it shows hear of it before the tabs settle
    desk.desk.choose_meeting(None)
    assert page.view_key() == "list" and set(page.views) == {"list", "overview", "confirmations"}
