"""A 次第 written with keys, its 配付資料 in a table below it: marks, boxes and references move together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from meetings import Desk
from minutes_desk import ALT, CTRL, MinutesDesk
from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.editors.agenda import AgendaEditor
from zaitaku_ui.editors.agenda_carry import CarryDialog
from zaitaku_ui.editors.agenda_handouts import read_number
from zaitaku_ui.editors.agenda_parts import PartsDialog
from zaitaku_ui.meeting_desk import MeetingDesk
from zaitaku_ui.records.source import NEW, Change
from zaitaku_ui.theme import Theme

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.handout import PartKind
from zaitaku_desktop.model.outline import BlockKind
from zaitaku_desktop.model.references import Kind, Reference
from zaitaku_desktop.operations import agenda, committee, meeting, outline
from zaitaku_desktop.operations.outline import NewBlock


class AgendaDesk(MinutesDesk):
    """1 開会 2 議題 3 その他 4 閉会, as a new meeting has it."""

    editor: Any

    def show(self, theme: Theme) -> Any:
        self.owner = QObject()
        self.bridge = Bridge(self.workspace)
        self.desk = MeetingDesk(self.bridge, self.owner)
        self.desk.open()
        self.desk.choose_meeting(self.circle.meeting)
        self.editor = AgendaEditor(self.desk, theme)
        self.editor.resize(900, 700)
        self.editor.position_changed.connect(self._hear)
        self.editor.show_meeting(self.circle.meeting)
        self.editor.show()
        self.editor.activateWindow()
        self.editor.setFocus()
        QCoreApplication.processEvents()
        return self.editor

    def item(self, title: str) -> int:
        """The item of that title."""
        return next(row.id for row in self.now().agenda.values() if row.title == title)

    def add(self, *titles: str) -> None:
        """配付資料, as they are typed under the table."""
        for title in titles:
            assert self.editor.handouts.source.write([Change(NEW, {"list_title": title})], "配付資料の入力")

    def papers(self) -> list[str]:
        """The 配付資料 by number and title."""
        source = self.editor.handouts.source
        return [f"{source.text(one, 'number')} {source.text(one, 'list_title')}" for one in source.records()]

    def tags(self, title: str) -> list[str]:
        """The marks at an item."""
        line = next(line for line in self.editor.view.lines if line.text.startswith(title))
        return [tag.words for tag in line.tags]


@pytest.fixture
def desk(qtbot: QtBot, dressed: Theme, tmp_path: Path) -> Iterator[AgendaDesk]:
    """The 次第 on the screen."""
    made = AgendaDesk(tmp_path / "a.zaitaku")
    made.show(dressed)
    yield made
    made.close()


def write_items(desk: AgendaDesk) -> None:
    """Two items below 議題, with keys."""
    desk.go(desk.item("議題"))
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Tab)
    desk.type("連絡票について")
    desk.key(Qt.Key.Key_Return)
    desk.type("説明会について")
    desk.editor.finish_editing()


def test_that_an_agenda_is_written_with_keys_alone(desk: AgendaDesk) -> None:
    write_items(desk)
    assert desk.shown() == [
        "0 1 開会",
        "0 2 議題",
        "1 (1) 連絡票について",
        "1 (2) 説明会について",
        "0 3 その他",
        "0 4 閉会",
    ]
    desk.key(Qt.Key.Key_Up, ALT)
    assert desk.shown()[2:4] == ["1 (1) 説明会について", "1 (2) 連絡票について"]
    desk.key(Qt.Key.Key_Backtab)
    assert desk.shown()[1:4] == ["0 2 議題", "1 (1) 連絡票について", "0 3 説明会について"]
    for _ in range(2):
        desk.editor.hands.undo()
    assert desk.shown()[2] == "1 (1) 連絡票について"


def test_that_further_lines_of_an_item_are_its_notes(desk: AgendaDesk) -> None:
    desk.go(desk.item("その他"))
    desk.key(Qt.Key.Key_Return, ALT)
    desk.type("次回は9月")
    desk.editor.finish_editing()
    row = desk.now().agenda[desk.item("その他")]
    assert (row.title, row.note) == ("その他", "次回は9月")


def test_that_enter_and_backspace_part_and_join_items(desk: AgendaDesk) -> None:
    desk.go(desk.item("その他"), 2)
    desk.key(Qt.Key.Key_Return)
    assert desk.shown()[2:4] == ["0 3 その", "0 4 他"]
    desk.key(Qt.Key.Key_Backspace)
    assert desk.shown()[2] == "0 3 その他"
    assert desk.editor.view.editor.textCursor().position() == 2


def test_that_a_mark_is_put_and_taken_after_an_at_and_follows_the_order_of_the_papers(desk: AgendaDesk) -> None:
    write_items(desk)
    desk.add("連絡票の案", "説明会の案")
    papers = list(desk.now().handouts)
    desk.do(outline.append_blocks, desk.circle.meeting, [NewBlock(Reference(Kind.HANDOUT, papers[1]).token)])
    desk.go(desk.item("説明会について"))
    desk.type("@")
    desk.type("説明会の")
    desk.key(Qt.Key.Key_Return)
    desk.go(desk.item("連絡票について"))
    desk.key(Qt.Key.Key_K, CTRL)
    desk.key(Qt.Key.Key_Return)
    assert (desk.tags("説明会"), desk.tags("連絡票")) == (["資料2"], ["資料1"])
    assert desk.shown()[3] == "1 (2) 説明会について", "the @ is gone"
    desk.editor.handouts.source.move([papers[1]], papers[0])
    assert desk.papers() == ["資料1 説明会の案", "資料2 連絡票の案"]
    assert (desk.tags("説明会"), desk.tags("連絡票")) == (["資料1"], ["資料2"])
    assert Desk.lines(desk)[-1].endswith("資料1"), "what the 会議録 says of it too"
    desk.go(desk.item("連絡票について"))
    desk.type("@")
    desk.type("2")
    desk.key(Qt.Key.Key_Tab)
    assert desk.tags("連絡票") == []


def test_that_papers_have_kinds_copies_and_branches(desk: AgendaDesk) -> None:
    desk.add("甲", "乙", "丙")
    source = desk.editor.handouts.source
    first, second, third = source.records()
    source.write([Change(first, {"kind": "当日", "copies": "３０部", "listed": "載せない"})], "入力")
    row = desk.now().handouts[first]
    assert (row.kind.value, row.copies, row.listed) == ("on_day", 30, False)
    desk.editor.handouts.sheet.set_cursor(1, 0)
    desk.editor.handouts.sheet.extend_to(2, 0)
    desk.editor.handout_commands["branch_handouts"].trigger()
    assert desk.papers() == ["資料1 甲", "資料2－1 乙", "資料2－2 丙"]
    source.write([Change(second, {"number": "参考資料1"})], "入力")
    assert desk.papers()[1] == "参考資料1 乙"
    desk.editor.handouts.sheet.set_cursor(0, 0)
    desk.editor.handout_commands["replace_handout"].trigger()
    assert desk.papers()[:2] == ["資料1 甲", "資料1 甲"]
    assert third in source.records()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("資料３", ("資料", 3, None)),
        ("1-2", ("資料", 1, 2)),
        ("資料1－2", ("資料", 1, 2)),
        ("参考資料 4", ("参考資料", 4, None)),
        ("なし", ("資料", None, None)),
        ("", ("資料", None, None)),
    ],
)
def test_that_a_number_is_read_in_any_way_of_writing(text: str, found: tuple[str, int | None, int | None]) -> None:
    assert read_number(text, "資料") == found


def test_that_what_is_no_number_is_told() -> None:
    with pytest.raises(KnownError):
        read_number("いろは", "資料")


def test_that_a_paper_is_made_of_parts_from_anywhere(desk: AgendaDesk, tmp_path: Path) -> None:
    desk.add("束")
    paper = desk.editor.handouts.source.records()[0]
    other = desk.do(meeting.add_meeting, desk.circle.committee)
    desk.editor.show_meeting(desk.circle.meeting)
    dialog = PartsDialog(desk.editor, paper)
    dialog.add(PartKind.TITLE, None, "別に配る図")
    dialog.add(PartKind.MINUTES, other)
    pdf = tmp_path / "図面.pdf"
    pdf.write_bytes(b"%PDF-1.4\n%%EOF\n")
    dialog.take_file(pdf)
    words = [dialog.list.item(row).text() for row in range(3)]
    assert words[0] == "題名のみ　別に配る図" and words[1].startswith("会議録　令和") and words[2].endswith("図面.pdf")
    dialog.list.setCurrentRow(2)
    dialog._move(-1)
    assert [part.kind for part in desk.now().parts_of(paper)] == [PartKind.TITLE, PartKind.FILE, PartKind.MINUTES]
    (tmp_path / "図面.pdf").write_bytes(b"not one")
    dialog.take_file(tmp_path / "図面.pdf")
    assert "PDF" in dialog.messages.texts()[0]
    dialog.list.setCurrentRow(0)
    dialog.remove()
    assert len(dialog.parts()) == 2
    dialog.deleteLater()


def test_that_items_go_on_from_the_last_meeting_and_open_tasks_are_counted(desk: AgendaDesk) -> None:
    desk.do(outline.append_blocks, desk.circle.meeting, [NewBlock("記入例を作る。", 0, BlockKind.TASK)])
    new = desk.do(meeting.add_meeting, desk.circle.committee)
    desk.editor.show_meeting(new)
    dialog = CarryDialog(desk.editor, None)
    with pytest.raises(KnownError):
        dialog.take()
    dialog.items.item(1).setCheckState(Qt.CheckState.Checked)
    assert dialog.take()
    dialog.deleteLater()
    assert [line.text for line in desk.editor.view.lines if any(tag.words == "継続" for tag in line.tags)] == ["議題"]
    desk.editor.hands.tasks_item()
    assert desk.tags("前回までの宿題") == ["1件"]


def test_that_every_committee_below_reports_once(desk: AgendaDesk) -> None:
    for name in ("入退院部会", "研修部会"):
        desk.do(committee.add_committee, name, parent_id=desk.circle.committee)
    desk.editor.show_meeting(desk.circle.meeting)
    desk.go(desk.item("議題"))
    desk.editor.hands.report_items()
    assert desk.shown()[2:4] == ["1 (1) 入退院部会からの報告", "1 (2) 研修部会からの報告"]
    assert desk.kinds()[2:4] == ["部会報告", "部会報告"]
    desk.editor.hands.report_items()
    assert "すべて次第にあります" in desk.said[-1][1]


def test_that_who_speaks_and_how_long_is_one_field(desk: AgendaDesk) -> None:
    desk.go(desk.item("その他"))
    desk.key(Qt.Key.Key_F4)
    desk.type("高齢福祉課　１０分")
    desk.key(Qt.Key.Key_Return)
    row = desk.now().agenda[desk.item("その他")]
    assert (row.presenter, row.minutes) == ("高齢福祉課", 10)
    assert desk.line().aside == "高齢福祉課　10分"


def test_that_lines_of_an_agenda_are_pasted_as_items(desk: AgendaDesk) -> None:
    desk.do(agenda.remove_items, list(desk.now().agenda))
    desk.editor.show_meeting(desk.circle.meeting)
    QGuiApplication.clipboard().setText("１　開会\n２　議題\n（１）連絡票について\n（２）説明会について\n３　閉会\n")
    desk.key(Qt.Key.Key_V, CTRL)
    assert desk.shown() == ["0 1 開会", "0 2 議題", "1 (1) 連絡票について", "1 (2) 説明会について", "0 3 閉会"]


def test_that_a_settled_agenda_cannot_be_changed(desk: AgendaDesk) -> None:
    desk.add("甲")
    desk.bridge.perform("確定", lambda session: meeting.lock_meeting(session, desk.circle.meeting))
    before = desk.shown()
    desk.key(Qt.Key.Key_Return)
    assert "確定しています" in desk.said[-1][1]
    assert desk.shown() == before
    assert not desk.editor.commands["item_tasks"].isEnabled()
    source = desk.editor.handouts.source
    assert "確定" in source.why_not(source.records()[0], "list_title")
