"""会議録・次第・名簿を取り込む from the menu: the window shows the meeting that was imported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from meetings import Desk
from minutes_texts.facts import text_of
from paper_desks import take
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from zaitaku_ui.dialogs.paper_dialog import PaperDialog
from zaitaku_ui.main_window import MainWindow

from zaitaku_desktop.exchange.proposal import ImportReport

WindowMaker = Callable[..., MainWindow]


def over(make_window: WindowMaker, path: Path) -> MainWindow:
    """A window over the file of a desk."""
    window = make_window()
    window.commands.open_path(path)
    assert window.page is not None
    return window


def test_that_a_file_with_papers_only_opens_without_a_word_of_trouble(make_window: WindowMaker, tmp_path: Path) -> None:
    desk = Desk(tmp_path / "a.zaitaku")
    report: ImportReport = take(desk, text_of("form_range"))
    desk.workspace.close()
    window = over(make_window, tmp_path / "a.zaitaku")
    page = window.page
    assert page is not None
    assert page.messages.texts() == []
    assert page.top.documents.count() == 0
    page.open_document(next(row.id for row in report.created if row.kind == "document"))
    assert page.place() == "meetings"
    assert page.desk.meeting is not None
    assert page.desk.meeting.id == next(row.id for row in report.created if row.kind == "meeting")


def test_that_a_file_given_to_the_window_is_imported_and_its_meeting_shown(
    qtbot: QtBot, make_window: WindowMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Desk(tmp_path / "a.zaitaku").workspace.close()
    source = tmp_path / "会議録.txt"
    source.write_text(text_of("form_range"), encoding="utf-8")
    window = over(make_window, tmp_path / "a.zaitaku")

    def accept(dialog: PaperDialog) -> int:
        dialog.show()
        qtbot.waitUntil(dialog.go.isEnabled, timeout=20_000)
        with qtbot.waitSignal(dialog.imported, timeout=20_000):
            qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
        return 1

    monkeypatch.setattr(PaperDialog, "exec", accept)
    window.commands.open_path(source)
    page = window.page
    assert page is not None
    QApplication.processEvents()
    assert page.place() == "meetings"
    assert page.desk.meeting is not None
    assert page.desk.meeting.place == "市民会館本館 302会議室"
    seen = page.tabbed()
    assert seen is not None and seen.view_key() == "minutes"
    assert page.messages.texts()[0].startswith("「令和6年度第1回暮らしの支え・学び合い部会」を作りました。")
