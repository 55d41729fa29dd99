"""The head of a 会議録, edited as it prints, and its pages beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from minutes_desk import CTRL, SHIFT, MinutesDesk
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from zaitaku_ui.theme import Theme

from zaitaku_desktop.model.attendance import Presence
from zaitaku_desktop.model.meeting import Observing
from zaitaku_desktop.operations import attendance, meeting
from zaitaku_desktop.storage.reading import load_documents


@pytest.fixture
def desk(qtbot: QtBot, dressed: Theme, tmp_path: Path) -> Iterator[MinutesDesk]:
    """With the opinions of `put_opinions`; 乙川 was absent."""
    made = MinutesDesk(tmp_path / "a.zaitaku")
    made.opinions = made.put_opinions()[1:]
    first, second, third, _ = made.circle.people
    for one, state in ((first, Presence.PRESENT), (second, Presence.ABSENT), (third, Presence.ONLINE)):
        made.do(attendance.set_state, made.circle.meeting, one, state)
    made.show(dressed)
    yield made
    made.close()


def write(field: QLineEdit, words: str) -> None:
    """Type into a field in place of what stands there, and leave it."""
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    field.insert(words)
    field.setModified(True)
    QTest.keyClick(field, Qt.Key.Key_Return)


def names(desk: MinutesDesk) -> tuple[list[str], list[str]]:
    head = desk.editor.head
    return [c.someone.name for c in head.came.chips], [c.someone.name for c in head.missed.chips]


def test_that_the_head_says_what_prints(desk: MinutesDesk) -> None:
    head = desk.editor.head
    assert head.name.placeholderText() == "令和7年度第1回推進会議"
    assert head.when.text() == "令和7年6月18日（水）午後7時から"
    assert (head.place.text(), head.office.text()) == ("市役所", "みなと野市高齢福祉課")
    assert names(desk) == (["甲野 一郎", "丙田 三郎"], ["乙川 花"])
    assert [chip.someone.after for chip in head.came.chips] == ["会長", "Ｗ"]


def test_that_day_and_hours_are_typed_in_any_way_into_one_field(desk: MinutesDesk) -> None:
    write(desk.editor.head.when, "R7.6.19 19:30～21:00")
    row = desk.now().meeting
    assert (row.day, row.start_time, row.end_time) == (dt.date(2025, 6, 19), dt.time(19, 30), dt.time(21))
    assert desk.editor.head.when.text() == "令和7年6月19日（木）午後7時30分～午後9時"
    write(desk.editor.head.when, "6月20日 午後6時から")
    assert desk.now().meeting.day == dt.date(2025, 6, 20)
    write(desk.editor.head.when, "そのうち")
    assert "読み取れません" in desk.said[-1][1] and desk.editor.head.when.text() == "そのうち"
    assert desk.now().meeting.day == dt.date(2025, 6, 20)


def test_that_each_field_is_a_step_of_its_own(desk: MinutesDesk) -> None:
    steps = len(desk.workspace.edits())
    head = desk.editor.head
    write(head.place, "本庁舎2階")
    write(head.observers, "２")
    head.observing.edited.emit(Observing.OPEN)
    row = desk.now().meeting
    assert (row.place, row.observers, row.observing) == ("本庁舎2階", 2, Observing.OPEN)
    assert len(desk.workspace.edits()) == steps + 3
    desk.editor.hands.undo()
    assert desk.now().meeting.observing is Observing.UNSET


def test_that_a_key_on_a_name_says_who_came(desk: MinutesDesk) -> None:
    head = desk.editor.head
    head.came.chips[1].setFocus()
    QTest.keyClick(head.came.chips[1], Qt.Key.Key_Delete)
    assert names(desk) == (["甲野 一郎"], ["乙川 花", "丙田 三郎"])
    head.missed.chips[0].setFocus()
    QTest.keyClick(head.missed.chips[0], Qt.Key.Key_3)
    assert names(desk)[0] == ["甲野 一郎", "乙川 花"]
    assert head.came.chips[1].someone.after == "代"
    desk.editor.hands.undo()
    desk.editor.hands.undo()
    assert names(desk) == (["甲野 一郎", "丙田 三郎"], ["乙川 花"])


def test_that_somebody_more_is_added_in_the_head_and_a_proxy_is_named_there(desk: MinutesDesk) -> None:
    head = desk.editor.head
    assert head.came.more is not None
    head.came.more.click()
    head.newcomer.field.setText("新谷 四郎")
    QTest.keyClick(head.newcomer.field, Qt.Key.Key_Return)
    assert names(desk)[0] == ["甲野 一郎", "丙田 三郎", "新谷 四郎"]
    assert desk.now().attendance[-1].state is Presence.PRESENT
    chip = head.missed.chips[0]
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_F2)
    head.proxy.field.setText("代田 五郎")
    QTest.keyClick(head.proxy.field, Qt.Key.Key_Return)
    proxied = next(chip for chip in head.came.chips if chip.someone.name == "乙川 花")
    assert proxied.someone.after == "代 代田 五郎" and names(desk)[1] == []
    desk.editor.hands.undo()
    desk.editor.hands.undo()
    assert names(desk) == (["甲野 一郎", "丙田 三郎"], ["乙川 花"])


def test_that_the_head_folds_and_gives_the_keyboard_back(desk: MinutesDesk) -> None:
    desk.editor.head.place.setFocus()
    desk.key(Qt.Key.Key_H, CTRL | SHIFT)
    assert not desk.editor.head.isVisible()
    assert desk.editor.view.editor.hasFocus()
    desk.key(Qt.Key.Key_H, CTRL | SHIFT)
    assert desk.editor.head.isVisible()


def test_that_a_settled_head_cannot_be_changed(desk: MinutesDesk) -> None:
    desk.bridge.perform("確定", lambda session: meeting.lock_meeting(session, desk.circle.meeting))
    head = desk.editor.head
    assert head.place.isReadOnly() and not head.observing.isEnabled()
    assert not any(chip.isEnabled() for chip in head.came.chips)
    assert not desk.editor.commands["kind_opinion"].isEnabled()


def test_that_the_pages_follow_the_cursor_and_a_click_on_them_goes_there(desk: MinutesDesk, qtbot: QtBot) -> None:
    preview = desk.editor.preview
    desk.editor.resize(1300, 700)
    qtbot.waitUntil(lambda: preview.layout_of_now() is not None, timeout=20000)
    desk.go(desk.opinions[1])
    assert preview.pages_of(("block", desk.opinions[1]))
    desk.type("と書く")
    desk.editor.finish_editing()
    qtbot.waitUntil(lambda: preview.layout_of_now() is not None, timeout=20000)
    preview.ident_clicked.emit(("block", desk.opinions[2]))
    assert desk.line().id == desk.opinions[2]
    preview.ident_clicked.emit(("meeting", "place"))
    assert desk.editor.head.place.hasFocus()
    desk.key(Qt.Key.Key_F9)
    assert not desk.editor.beside.is_seen


def test_that_printing_makes_the_paper_of_the_meeting_once(desk: MinutesDesk) -> None:
    first = desk.editor.paper()
    assert first is not None and first.meeting_id == desk.circle.meeting
    assert first.title == "令和7年度第1回推進会議　会議録"
    again = desk.editor.paper()
    assert again is not None and again.id == first.id
    with desk.workspace.read() as connection:
        assert [row.id for row in load_documents(connection)] == [first.id]
