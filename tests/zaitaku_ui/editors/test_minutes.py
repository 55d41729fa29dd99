"""A 会議録 written with keys alone: items, kinds, levels, numbers that follow, and everything undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from minutes_desk import ALT, CTRL, OPINIONS, SHIFT, MinutesDesk
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from zaitaku_ui.theme import Theme

from zaitaku_desktop.model.outline import BlockKind
from zaitaku_desktop.model.references import RANGE, Kind, Reference
from zaitaku_desktop.operations import agenda, handout, meeting, outline
from zaitaku_desktop.operations.outline import NewBlock


@pytest.fixture
def empty(qtbot: QtBot, dressed: Theme, tmp_path: Path) -> Iterator[MinutesDesk]:
    """A 会議録 in which nothing stands."""
    made = MinutesDesk(tmp_path / "a.zaitaku")
    made.show(dressed)
    yield made
    made.close()


@pytest.fixture
def desk(qtbot: QtBot, dressed: Theme, tmp_path: Path) -> Iterator[MinutesDesk]:
    """With the opinions of `put_opinions`; `desk.opinions` are their ids."""
    made = MinutesDesk(tmp_path / "a.zaitaku")
    made.opinions = made.put_opinions()[1:]
    made.show(dressed)
    yield made
    made.close()


def say(desk: MinutesDesk, *words: str) -> None:
    """Type items one after the other."""
    for one in words:
        desk.type(one)
        desk.key(Qt.Key.Key_Return)


def test_that_a_meeting_is_written_down_with_keys_alone(empty: MinutesDesk) -> None:
    say(empty, "議題")
    empty.key(Qt.Key.Key_7, CTRL)
    say(empty, "連絡票の見直し", "事務局から説明した。")
    assert empty.shown() == ["0 1 議題", "1 (1) 連絡票の見直し", "2  事務局から説明した。", "2  "]
    empty.key(Qt.Key.Key_1, CTRL)
    say(empty, "欄が多い。")
    empty.key(Qt.Key.Key_2, CTRL)
    say(empty, "だれが書くのか。", "病院が書く。")
    empty.type("写しがあればよい。")
    assert empty.editor.finish_editing()
    assert empty.shown()[3:] == [
        "2 ア 欄が多い。",
        "2 イ だれが書くのか。",
        "2 → 病院が書く。",
        "2 ウ 写しがあればよい。",
    ]
    assert empty.kinds()[3:] == ["意見", "質問", "回答", "意見"]
    assert empty.lines()[:3] == empty.shown()[:3]


def test_that_enter_in_an_empty_item_goes_one_level_up(empty: MinutesDesk) -> None:
    say(empty, "議題", "説明した。")
    empty.key(Qt.Key.Key_Return)
    assert empty.shown()[-1] == "0  "
    empty.key(Qt.Key.Key_Return)
    assert len(empty.shown()) == 3


def test_that_enter_parts_a_text_and_backspace_and_delete_join_it(desk: MinutesDesk) -> None:
    desk.go(desk.opinions[1], 2)
    desk.key(Qt.Key.Key_Return)
    assert desk.shown()[2:4] == ["1 (2) 乙の", "1 (3) 意見"]
    assert desk.editor.view.editor.textCursor().position() == 0
    desk.key(Qt.Key.Key_Backspace)
    assert desk.shown()[2] == "1 (2) 乙の意見"
    assert desk.editor.view.editor.textCursor().position() == 2
    desk.key(Qt.Key.Key_End)
    desk.key(Qt.Key.Key_Delete)
    assert desk.shown()[2:] == ["1 (2) 乙の意見丙の意見"]
    for _ in range(3):
        desk.editor.hands.undo()
    assert desk.shown()[1:] == [f"1 ({number}) {words}" for number, words in enumerate(OPINIONS, 1)]


def test_that_enter_before_a_text_makes_room_above_it(desk: MinutesDesk) -> None:
    desk.go(desk.opinions[1], 0)
    desk.key(Qt.Key.Key_Return)
    assert desk.shown()[2:4] == ["1 (2) ", "1 (3) 乙の意見"]
    assert desk.line().text == "乙の意見"


def test_that_tab_moves_an_item_in_no_further_than_below_the_one_above(desk: MinutesDesk) -> None:
    desk.go(desk.opinions[1])
    desk.key(Qt.Key.Key_Tab)
    assert desk.shown()[1:] == ["1 (1) 甲の意見", "2 ア 乙の意見", "1 (2) 丙の意見"]
    desk.key(Qt.Key.Key_Tab)
    assert desk.shown()[2] == "2 ア 乙の意見" and "下げられません" in desk.said[-1][1]
    desk.key(Qt.Key.Key_Backtab)
    assert desk.shown()[2] == "1 (2) 乙の意見"


def test_that_items_move_and_their_numbers_follow(desk: MinutesDesk) -> None:
    desk.go(desk.opinions[2])
    desk.key(Qt.Key.Key_Up, ALT)
    desk.key(Qt.Key.Key_Up, ALT)
    assert desk.shown()[1:] == ["1 (1) 丙の意見", "1 (2) 甲の意見", "1 (3) 乙の意見"]
    desk.key(Qt.Key.Key_Down, ALT)
    assert desk.shown()[1] == "1 (1) 甲の意見"
    assert desk.line().id == desk.opinions[2]


def test_that_several_items_change_at_once(desk: MinutesDesk) -> None:
    desk.go(desk.opinions[0])
    desk.key(Qt.Key.Key_Down, SHIFT)
    desk.key(Qt.Key.Key_4, CTRL)
    assert desk.kinds() == ["", "決定", "決定", "意見"]
    desk.key(Qt.Key.Key_Delete)
    assert desk.shown() == ["0 1 議題", "1 (1) 丙の意見"]
    desk.editor.hands.undo()
    desk.editor.hands.undo()
    assert desk.kinds() == ["", "意見", "意見", "意見"]


def test_that_escape_gives_up_the_choice_and_else_is_for_the_window(desk: MinutesDesk) -> None:
    desk.go(desk.opinions[0])
    desk.key(Qt.Key.Key_Down, SHIFT)
    for taken in (True, False):
        escape = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(desk.focused(), escape)
        assert escape.isAccepted() is taken and not desk.editor.view.has_several


def test_that_an_opinion_put_in_anywhere_moves_numbers_ranges_and_references(desk: MinutesDesk) -> None:
    second = Reference(Kind.BLOCK, desk.opinions[1]).token
    desk.put(
        NewBlock(f"【{RANGE}の意見を踏まえて、以下のとおり決定】", 1, BlockKind.BOX),
        NewBlock(f"{second}のとおりとする。", 1, BlockKind.DECISION),
    )
    desk.editor.show_meeting(desk.circle.meeting)
    assert desk.shown()[4:] == ["1  【(1)～(3)の意見を踏まえて、以下のとおり決定】", "1 (4) (2)のとおりとする。"]
    desk.go(desk.opinions[1], 0)
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Up)
    desk.type("前に入れた意見")
    desk.go(desk.opinions[2])
    desk.key(Qt.Key.Key_Return)
    desk.type("後に入れた意見")
    assert desk.editor.finish_editing()
    assert desk.shown()[1:] == [
        "1 (1) 甲の意見",
        "1 (2) 前に入れた意見",
        "1 (3) 乙の意見",
        "1 (4) 丙の意見",
        "1 (5) 後に入れた意見",
        "1  【(1)～(5)の意見を踏まえて、以下のとおり決定】",
        "1 (6) (3)のとおりとする。",
    ]


def test_that_a_series_begins_anew_where_it_is_told_to(desk: MinutesDesk) -> None:
    desk.go(desk.opinions[2])
    desk.key(Qt.Key.Key_4, CTRL)
    assert desk.shown()[3] == "1 (3) 丙の意見"
    desk.key(Qt.Key.Key_R, CTRL | SHIFT)
    assert desk.shown()[3] == "1 (1) 丙の意見"
    assert [tag.words for tag in desk.editor.view.lines[3].tags] == ["番号を始め直す"]
    desk.key(Qt.Key.Key_R, CTRL | SHIFT)
    assert desk.shown()[3] == "1 (3) 丙の意見"


def test_that_the_items_of_the_agenda_come_in_as_headings_in_one_step(empty: MinutesDesk) -> None:
    second = next(item.id for item in empty.now().agenda_below() if item.title == "議題")
    below = empty.do(agenda.add_item, empty.circle.meeting, "連絡票", second)
    paper = empty.do(handout.add_handout, empty.circle.meeting, "案")
    empty.do(agenda.mark_handouts, below, [paper])
    empty.editor.show_meeting(empty.circle.meeting)
    empty.key(Qt.Key.Key_I, CTRL | SHIFT)
    assert empty.shown()[:3] == ["0 1 開会", "0 2 議題", "1 (1) 連絡票"]
    assert [tag.words for tag in empty.editor.view.lines[2].tags] == ["資料1"]
    empty.do(agenda.edit_item, below, title="連絡票について")
    empty.editor.show_meeting(empty.circle.meeting)
    assert empty.shown()[2] == "1 (1) 連絡票について"
    empty.do(agenda.edit_item, below, title="連絡票")
    for _ in range(3):
        empty.editor.hands.undo()
    assert len(empty.shown()) == 1


def test_that_a_heading_keeps_its_own_words_once_it_has_some(empty: MinutesDesk) -> None:
    empty.do(outline.insert_agenda, empty.circle.meeting)
    empty.editor.show_meeting(empty.circle.meeting)
    empty.key(Qt.Key.Key_A, CTRL)
    empty.key(Qt.Key.Key_Delete)
    empty.editor.finish_editing()
    assert empty.editor.view.editor.text() == "", "the title does not come back under the hands"
    empty.type("自分の言葉")
    empty.editor.finish_editing()
    assert empty.shown()[:2] == ["0 1 自分の言葉", "0 2 議題"]


def test_that_nothing_is_written_once_it_is_settled_and_that_is_said(desk: MinutesDesk) -> None:
    desk.bridge.perform("確定", lambda session: meeting.lock_meeting(session, desk.circle.meeting))
    before = desk.lines()
    desk.go(desk.opinions[0])
    for key, held in ((Qt.Key.Key_A, None), (Qt.Key.Key_Return, None), (Qt.Key.Key_4, CTRL)):
        desk.key(key, held or Qt.KeyboardModifier.NoModifier)
        assert "確定しています" in desk.said[-1][1]
    assert desk.lines() == before == desk.shown()
    desk.bridge.perform("取り消し", lambda session: meeting.unlock_meeting(session, desk.circle.meeting, "字の直し"))
    desk.type("追記")
    desk.editor.finish_editing()
    assert desk.lines()[1].endswith("追記")


def test_that_undo_goes_to_what_it_changed(desk: MinutesDesk) -> None:
    desk.go(desk.opinions[0])
    desk.type("と少し")
    desk.go(desk.opinions[2])
    desk.editor.hands.undo()
    assert desk.line().id == desk.opinions[0]
    assert desk.shown()[1] == "1 (1) 甲の意見"


def test_that_undoing_an_item_goes_back_to_where_it_was_begun(desk: MinutesDesk) -> None:
    desk.go(desk.opinions[0])
    say(desk, "", "と少し")
    desk.editor.hands.undo()
    desk.editor.hands.undo()
    desk.editor.hands.undo()
    assert desk.shown()[1:3] == ["1 (1) 甲の意見", "1 (2) 乙の意見"]
    assert desk.line().id == desk.opinions[0] and desk.editor.view.editor.textCursor().atEnd()
    desk.go(desk.opinions[2])
    desk.editor.hands.redo()
    desk.editor.hands.undo()
    assert desk.line().id == desk.opinions[0]


def test_that_an_editor_that_nobody_sees_follows_when_it_is_seen(desk: MinutesDesk) -> None:
    before = desk.shown()
    desk.editor.hide()
    desk.bridge.perform("直し", lambda session: outline.write_text(session, desk.opinions[0], "直した"))
    assert desk.shown() == before
    desk.editor.show()
    QApplication.processEvents()
    assert desk.shown()[1] == "1 (1) 直した"


def test_that_a_meeting_that_is_gone_is_told(desk: MinutesDesk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.editor.gone):
        desk.bridge.perform("会議の削除", lambda session: meeting.delete_meeting(session, desk.circle.meeting))
