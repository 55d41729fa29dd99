"""点検 of meetings: beside the meeting, and on the page of the whole file."""

from __future__ import annotations

import datetime as dt

from meeting_desks import SHIFT, Desk, DeskMaker, with_meetings
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytest import MonkeyPatch
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session
from zaitaku_ui.places.checks_page import ChecksPage, ChecksView
from zaitaku_ui.places.meetings_page import MeetingsPage
from zaitaku_ui.side.leave_dialog import LeaveDialog

from zaitaku_desktop.checks.finding import Place
from zaitaku_desktop.operations import meeting


def with_trouble(session: Session) -> None:
    """The second meeting has the number of the first, and ends before it starts."""
    with_meetings(session)
    meeting.edit_meeting(session, 2, nth=1, start_time=dt.time(19), end_time=dt.time(18))


def test_that_what_is_found_in_a_meeting_stands_beside_it_and_leads_to_its_field(
    make_desk: DeskMaker, qtbot: QtBot
) -> None:
    desk = make_desk(MeetingsPage, with_trouble)
    page = desk.page
    assert isinstance(page, MeetingsPage)
    page.desk.place_asked.connect(page.go_to_place)  # as the window does
    desk.desk.checking.begin()
    qtbot.waitUntil(lambda: page.findings.button.text() == "点検 3件", timeout=20_000)
    page.open_meeting(2)
    assert page.findings.button.text() == "点検 2件" and page.findings.isHidden()
    desk.press(Qt.Key.Key_F8, SHIFT)
    assert page.findings.isVisible() and page.findings.view.list.hasFocus()
    desk.press(Qt.Key.Key_Return)
    field = page.views["overview"].fields["end_time"]  # type: ignore[attr-defined]
    assert field.hasFocus()
    desk.press(Qt.Key.Key_F7)
    desk.press(Qt.Key.Key_F7)
    assert page.views["overview"].fields["nth"].hasFocus() and "2つあります" in desk.said[-1]  # type: ignore[attr-defined]
    desk.perform(lambda session: meeting.edit_meeting(session, 2, nth=2, end_time=dt.time(20)))
    qtbot.waitUntil(lambda: not page.findings.open_findings(), timeout=20_000)
    assert page.findings.button.isHidden()


def test_that_the_page_lists_all_with_what_can_be_done(
    make_desk: DeskMaker, qtbot: QtBot, monkeypatch: MonkeyPatch
) -> None:
    desk: Desk = make_desk(ChecksPage, with_trouble)
    view = desk.page.view()
    assert isinstance(view, ChecksView)
    asked: list[Place] = []
    desk.desk.place_asked.connect(asked.append)
    qtbot.waitUntil(lambda: view.filters.tabText(0) == "すべて 3", timeout=20_000)
    assert "終わりの時刻" in view.detail.words.text() and not view.detail.repair.isVisible()
    desk.press(Qt.Key.Key_Return)
    assert [(place.meeting_id, place.field) for place in asked] == [(2, "end_time")]

    def answer(dialog: LeaveDialog) -> int:
        dialog.field.setText("原文のまま")
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(LeaveDialog, "exec", answer)
    view.detail.leave.click()
    qtbot.waitUntil(lambda: view.filters.tabText(0) == "すべて 2", timeout=20_000)
    assert "承知済み" in [line.first for line in view.list.lines]
    desk.bridge.undo()
    qtbot.waitUntil(lambda: view.filters.tabText(0) == "すべて 3", timeout=20_000)
