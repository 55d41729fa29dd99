"""Speakers by completion, and references after an @."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from minutes_desk import CTRL, SHIFT, MinutesDesk
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from zaitaku_ui.editors.minutes_due import read_due
from zaitaku_ui.theme import Theme

from zaitaku_desktop.model.attendance import Presence
from zaitaku_desktop.operations import attendance, handout, outline, person


@pytest.fixture
def desk(qtbot: QtBot, dressed: Theme, tmp_path: Path) -> Iterator[MinutesDesk]:
    """With the opinions of `put_opinions`; 乙川 was absent."""
    made = MinutesDesk(tmp_path / "a.zaitaku")
    made.opinions = made.put_opinions()[1:]
    first, second, third, _ = made.circle.people
    for one, state in ((first, Presence.PRESENT), (second, Presence.ABSENT), (third, Presence.ONLINE)):
        made.do(attendance.set_state, made.circle.meeting, one, state)
    made.do(person.edit_person, first, kana="こうの いちろう")
    made.do(handout.add_handout, made.circle.meeting, "連絡票の案")
    made.show(dressed)
    yield made
    made.close()


def offered(desk: MinutesDesk) -> list[str]:
    """The names offered."""
    return [choice.words for choice in desk.editor.speaker.field.popup.choices()]


def asides(desk: MinutesDesk) -> list[str]:
    return [line.aside for line in desk.editor.view.lines[1:]]


def test_that_a_speaker_is_completed_from_those_present(desk: MinutesDesk) -> None:
    desk.go(desk.opinions[0])
    desk.key(Qt.Key.Key_Return, CTRL)
    assert offered(desk) == ["甲野 一郎", "丙田 三郎", "事務局", "丁村 四葉"]
    desk.type("丙")
    assert offered(desk) == ["丙田 三郎"]
    desk.key(Qt.Key.Key_Return)
    assert asides(desk) == ["丙田 三郎", "", ""]
    assert desk.now().blocks[1].speaker_id == desk.circle.people[2] and desk.now().blocks[1].speaker == ""
    assert desk.editor.view.editor.hasFocus()


def test_that_the_reading_is_enough_and_even_while_it_is_composed(desk: MinutesDesk) -> None:
    desk.go(desk.opinions[1])
    desk.key(Qt.Key.Key_Return, CTRL)
    desk.compose("こう")
    assert offered(desk) == ["甲野 一郎"]
    desk.type("こう")
    desk.key(Qt.Key.Key_Tab)
    assert asides(desk) == ["", "甲野 一郎", ""]


def test_that_a_name_nobody_offered_can_be_written_and_one_that_is_there_kept(desk: MinutesDesk) -> None:
    desk.go(desk.opinions[0])
    desk.key(Qt.Key.Key_F4)
    desk.type("来賓")
    desk.key(Qt.Key.Key_Return)
    assert asides(desk)[0] == "来賓"
    desk.key(Qt.Key.Key_F4)
    desk.key(Qt.Key.Key_Return)
    assert asides(desk)[0] == "来賓", "Enter alone changes nothing"
    desk.key(Qt.Key.Key_F4)
    desk.type("乙川花")
    desk.key(Qt.Key.Key_Return)
    assert desk.now().blocks[1].speaker_id == desk.circle.people[1], "known by name, though absent"
    desk.key(Qt.Key.Key_F4)
    desk.key(Qt.Key.Key_Delete)
    desk.key(Qt.Key.Key_Escape)
    desk.key(Qt.Key.Key_Escape)
    assert asides(desk)[0] == "乙川 花", "given up"
    desk.key(Qt.Key.Key_F4)
    desk.key(Qt.Key.Key_Delete)
    desk.key(Qt.Key.Key_Escape)
    desk.key(Qt.Key.Key_Return)
    assert asides(desk)[0] == ""


def test_that_leaving_the_field_keeps_what_was_typed(desk: MinutesDesk) -> None:
    desk.go(desk.opinions[0])
    desk.key(Qt.Key.Key_F4)
    desk.type("来賓")
    desk.editor.tools.setFocus()
    assert asides(desk)[0] == "来賓"
    assert not desk.editor.view.editor.hasFocus()


def test_that_an_at_offers_what_can_be_referred_to_and_the_reference_follows_it(desk: MinutesDesk) -> None:
    desk.go(desk.opinions[2])
    desk.type("。")
    desk.type("＠")
    popup = desk.editor.reference.popup
    assert [choice.words for choice in popup.choices()][:4] == [
        "(2)　乙の意見",
        "(1)　甲の意見",
        "1　議題",
        "資料1　連絡票の案",
    ]
    desk.type("甲の")
    assert [choice.words for choice in popup.choices()] == ["(1)　甲の意見"]
    desk.key(Qt.Key.Key_Return)
    desk.type("に同じ")
    assert desk.editor.finish_editing()
    assert desk.shown()[3] == "1 (3) 丙の意見。(1)に同じ"
    desk.go(desk.opinions[0], 0)
    desk.key(Qt.Key.Key_Return)
    assert desk.shown()[4] == "1 (4) 丙の意見。(2)に同じ"
    desk.editor.hands.undo()
    assert desk.shown()[3] == "1 (3) 丙の意見。(1)に同じ"


def test_that_an_at_that_means_itself_stays(desk: MinutesDesk) -> None:
    desk.go(desk.opinions[0])
    desk.type("連絡先は a@")
    desk.key(Qt.Key.Key_Escape)
    desk.type("b")
    assert desk.editor.reference.popup.isHidden()
    desk.key(Qt.Key.Key_Return)
    assert desk.shown()[1] == "1 (1) 甲の意見連絡先は a@b"


def test_that_a_reference_is_one_sign_to_the_keys_and_says_when_its_target_went(desk: MinutesDesk) -> None:
    desk.go(desk.opinions[2])
    desk.key(Qt.Key.Key_K, CTRL)
    desk.type("資料")
    desk.key(Qt.Key.Key_Tab)
    desk.key(Qt.Key.Key_Backspace)
    assert desk.editor.view.editor.toPlainText() == "丙の意見"
    desk.key(Qt.Key.Key_K, CTRL)
    desk.key(Qt.Key.Key_Down)
    desk.key(Qt.Key.Key_Return)
    desk.editor.finish_editing()
    assert desk.shown()[3] == "1 (3) 丙の意見(1)"
    desk.bridge.perform("項目の削除", lambda session: outline.remove_blocks(session, [desk.opinions[0]]))
    assert desk.shown()[2] == "1 (2) 丙の意見(1)", "its words are kept"


def test_that_a_task_says_who_does_it_until_when(desk: MinutesDesk) -> None:
    desk.go(desk.opinions[1])
    desk.key(Qt.Key.Key_5, CTRL)
    desk.key(Qt.Key.Key_D, CTRL | SHIFT)
    desk.type("こう")
    desk.key(Qt.Key.Key_Return)
    desk.type("9/12")
    desk.key(Qt.Key.Key_Return)
    assert [tag.words for tag in desk.editor.view.lines[2].tags] == ["担当 甲野 一郎", "期限 9月12日"]
    block = desk.now().blocks[2]
    assert (block.assignee_id, block.due_on) == (desk.circle.people[0], dt.date(2025, 9, 12))
    assert desk.editor.view.editor.hasFocus()
    desk.key(Qt.Key.Key_D, CTRL | SHIFT)
    desk.key(Qt.Key.Key_Escape)
    desk.editor.hands.undo()
    assert desk.editor.view.lines[2].tags == ()


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("9月12日", dt.date(2025, 9, 12), ""),
        ("１／３１", dt.date(2026, 1, 31), ""),
        ("令和7年12月1日", dt.date(2025, 12, 1), ""),
        ("次回まで", None, "次回まで"),
        ("2月30日", None, "2月30日"),
        ("", None, ""),
    ],
)
def test_that_a_day_without_a_year_is_the_next_one_after_the_meeting(text: str, day: dt.date, words: str) -> None:
    assert read_due(text, dt.date(2025, 6, 18)) == (day, words)
