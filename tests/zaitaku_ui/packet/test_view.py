"""資料一式 on the screen: order, numbers, PDFs, settings, fixing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from attached_pdfs import locked_pdf, plain_pdf
from meeting_desks import ALT, CTRL, SHIFT, Desk, DeskMaker, fill
from PySide6.QtCore import QMimeData, QModelIndex, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QDialog, QFileDialog
from pytest import MonkeyPatch
from sqlalchemy.orm import Session
from zaitaku_ui.dialogs.meeting_steps import ReasonDialog
from zaitaku_ui.messages import MessageArea
from zaitaku_ui.packet.adding import AddDialog
from zaitaku_ui.packet.printing import PacketPrinting
from zaitaku_ui.packet.view import PacketView
from zaitaku_ui.packet.wishes import Act, PacketWish
from zaitaku_ui.places.meetings_page import MeetingsPage

from zaitaku_desktop.model.handout import PartKind
from zaitaku_desktop.model.packet import Paging
from zaitaku_desktop.operations import handout, meeting
from zaitaku_desktop.storage.reading_meetings import load_meeting, load_packet

A4 = (595.3, 841.9)


def with_handouts(session: Session) -> None:
    """A meeting with 資料1 a PDF of two pages, 資料2 a 会議録, 資料3 a title alone."""
    fill(session)
    here = meeting.add_meeting(session, 1, dt.date(2024, 6, 13))
    other = meeting.add_meeting(session, 2, dt.date(2024, 5, 1))
    first = handout.add_handout(session, here, "県の手引き")
    kept = handout.keep_file(session, "手引き.pdf", plain_pdf(A4, A4))
    handout.add_part(session, first, PartKind.FILE, kept)
    second = handout.add_handout(session, here, "部会の会議録")
    handout.add_part(session, second, PartKind.MINUTES, other)
    third = handout.add_handout(session, here, "名簿")
    handout.add_part(session, third, PartKind.TITLE, title="名簿")


@pytest.fixture
def desk(make_desk: DeskMaker) -> Desk:
    desk = make_desk(MeetingsPage, with_handouts)
    assert isinstance(desk.page, MeetingsPage)
    desk.page.open_meeting(1)
    desk.page.turn_to("packet")
    desk.qtbot.waitUntil(lambda: view_of(desk).pages is not None)
    return desk


def view_of(desk: Desk) -> PacketView:
    view = desk.page.view()
    assert isinstance(view, PacketView)
    return view


def marks(desk: Desk) -> list[str]:
    return [f"{line.mark} {line.title} {line.state}" for line in view_of(desk).list.rows.lines]


def test_that_the_list_says_numbers_pages_and_what_is_ready_and_leads_to_the_page(desk: Desk) -> None:
    view = view_of(desk)
    assert marks(desk)[1:] == ["資料1 県の手引き 準備済み", "資料2 部会の会議録 準備済み", "資料3 名簿 別に用意"]
    assert view.list.rows.lines[1].caption == "2ページ　PDFファイル　2KB"
    assert len(view.sheets.pages()) == 4
    view.list.setFocus()
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Down)
    assert view.sheets.page_number == 3
    assert view.settings.print_chosen.isEnabled()
    desk.press(Qt.Key.Key_Down)
    assert not view.settings.print_chosen.isEnabled()


def test_that_alt_and_arrows_and_dragging_move_one_and_the_numbers_follow(desk: Desk) -> None:
    view = view_of(desk)
    view.list.go_to(2)
    view.list.setFocus()
    desk.press(Qt.Key.Key_Up, ALT)
    assert [line.split(" 準")[0].split(" 別")[0] for line in marks(desk)[1:]] == [
        "資料1 部会の会議録",
        "資料2 県の手引き",
        "資料3 名簿",
    ]
    assert view.list.current() == 2
    rows = view.list.rows
    rows.dropMimeData(rows.mimeData([rows.index(3, 0)]), Qt.DropAction.MoveAction, 1, 0, QModelIndex())
    assert [line.mark + line.title for line in rows.lines[1:]] == ["資料1名簿", "資料2部会の会議録", "資料3県の手引き"]
    desk.press(Qt.Key.Key_Z, CTRL)
    desk.bridge.undo()
    assert rows.lines[1].title in ("部会の会議録", "県の手引き")


def test_that_more_is_added_from_the_file_and_pdfs_with_a_word_on_those_that_cannot_be_printed(
    desk: Desk, tmp_path: Path, monkeypatch: MonkeyPatch
) -> None:
    def choose(dialog: AddDialog) -> int:
        dialog.list.item(0).setSelected(True)
        dialog.title.setText("当日の資料")
        return int(dialog.take())

    monkeypatch.setattr(AddDialog, "exec", choose)
    view_of(desk).list.setFocus()
    desk.press(Qt.Key.Key_A, CTRL | SHIFT)
    assert [line.mark + line.title for line in view_of(desk).list.rows.lines[4:]] == [
        "資料4令和6年度第1回入退院部会 会議録",
        "資料5当日の資料",
    ]
    path = tmp_path / "鍵の付いた手引き.pdf"
    path.write_bytes(locked_pdf())
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))
    desk.press(Qt.Key.Key_F, CTRL | SHIFT)
    _drop(view_of(desk), path)
    desk.qtbot.waitUntil(lambda: len(desk.troubles) == 2)
    said = desk.troubles[1]
    assert [line.title for line in view_of(desk).list.rows.lines[6:]] == [path.stem] * 2
    assert "鍵の付いた手引き.pdf：このPDFにはパスワードが付いているため、印刷できません。取り込みましたが" in said
    desk.qtbot.waitUntil(lambda: "印刷できません" in marks(desk)[-1])


def _drop(view: PacketView, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)), QUrl.fromLocalFile(str(path.with_suffix(".txt")))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    view.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, Qt.KeyboardModifier.NoModifier))


def test_that_settings_are_kept_and_a_fixed_packet_prints_the_same_until_that_is_taken_back(
    desk: Desk, tmp_path: Path, monkeypatch: MonkeyPatch
) -> None:
    view = view_of(desk)
    desk.qtbot.mouseClick(view.settings.paging.findChildren(type(view.settings.one))[1], Qt.MouseButton.LeftButton)
    desk.qtbot.mouseClick(view.settings.checks["dividers"], Qt.MouseButton.LeftButton)
    assert (view.packet.paging, view.packet.dividers) == (Paging.THROUGH, True)
    area = MessageArea(view.theme, desk.page)
    printing = PacketPrinting(desk.bridge, view.theme, area, desk.page, desk.desk.faces)
    kept, printing.confirm = printing.confirm, _not_so  # what 公開用 masks is not as the clerk wants it
    printing.do(PacketWish(Act.FIX, 1))
    assert not printing.busy
    printing.confirm = kept
    printing.do(PacketWish(Act.FIX, 1))
    desk.qtbot.waitUntil(lambda: bool(area.texts()) and "確定しました" in area.texts()[0])
    desk.qtbot.waitUntil(lambda: bool(view.packet.fixed_at))
    one, again = tmp_path / "一.pdf", tmp_path / "再.pdf"
    with desk.workspace.read() as connection:
        count = load_packet(connection, 1).fixed_pages
    desk.qtbot.waitUntil(lambda: len(view.sheets.pages()) == count)
    _save(desk, printing, one)
    desk.perform(lambda session: handout.edit_handout(session, 1, list_title="直した題名"))
    _save(desk, printing, again)
    desk.qtbot.waitUntil(lambda: marks(desk)[1] == "資料1 直した題名 確定済み")
    view.list.go_to(2)
    assert view.sheets.page_number == 4 and view.settings.print_chosen.isEnabled()
    assert one.read_bytes() == again.read_bytes()
    assert "一式の確定を取り消す" in view.settings.fix.text()
    view.hands.packet_up()
    assert "確定しています" in desk.said[-1]
    monkeypatch.setattr(ReasonDialog, "exec", lambda _: QDialog.DialogCode.Accepted)
    desk.qtbot.mouseClick(view.settings.fix, Qt.MouseButton.LeftButton)
    assert view.packet.fixed_at == ""
    printing.shut_down()


def _not_so(_documents: object) -> bool:
    return False


def _save(desk: Desk, printing: PacketPrinting, target: Path) -> None:
    with desk.workspace.read() as connection:
        assert load_meeting(connection, 1).meeting.id == 1
    monkey = MonkeyPatch()
    monkey.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    printing.do(PacketWish(Act.ONE, 1))
    monkey.undo()
    desk.qtbot.waitUntil(lambda: target.exists() and not printing.busy)
