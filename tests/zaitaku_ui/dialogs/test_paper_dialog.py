"""会議録・次第・名簿を取り込む: the window over a small 会議体."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from meetings import Desk
from minutes_texts.facts import text_of
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.dialogs.paper_dialog import PaperDialog, paper_words
from zaitaku_ui.dialogs.paper_source import PaperSource, PaperSourceDialog
from zaitaku_ui.theme import Theme

from zaitaku_desktop.exchange.proposal import ImportReport
from zaitaku_desktop.operations import person
from zaitaku_desktop.storage import backup

SHORT = """会議録
令和7年度第1回 推進会議
日時　令和7年6月18日（水）午後7時～午後8時
場所　公民館
出席者　会長 浜田 一郎（みなと野医院）
議事内容
1 開会

ア 一つ目の意見である。
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "a.zaitaku")
    yield desk
    desk.workspace.close()


def opened(qtbot: QtBot, desk: Desk, text: str) -> PaperDialog:
    """The dialog, once the text has been read."""
    dialog = PaperDialog(Bridge(desk.workspace), Theme(), PaperSource("貼り付けた文", None, text))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.go.isEnabled() or bool(dialog.messages.texts()), timeout=20_000)
    return dialog


def finish(qtbot: QtBot, dialog: PaperDialog) -> ImportReport:
    """Press the filled button until the import is written."""
    with qtbot.waitSignal(dialog.imported, timeout=20_000) as waited:
        for _ in range(3):
            if dialog.go.isEnabled():
                qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert waited.args is not None
    report: ImportReport = waited.args[0]
    return report


def test_that_a_pasted_text_is_written_in_one_step_after_a_copy(qtbot: QtBot, desk: Desk) -> None:
    dialog = opened(qtbot, desk, text_of("form_range"))
    assert dialog.go.text() == "取り込む"
    assert "暮らしの支え・学び合い部会" in dialog.committee.currentText()
    kinds = [dialog.changes.item(row, 0).text() for row in range(dialog.changes.rowCount())]
    assert kinds[:2] == ["直した番号", "知らせ"]
    report = finish(qtbot, dialog)
    assert desk.workspace.undo_name == "会議録の取り込み"
    assert any("取り込み前" in entry.reason for entry in backup.list_backups(desk.workspace.path))
    assert paper_words(report)[1].startswith("「令和6年度第1回暮らしの支え・学び合い部会」を作りました。")
    assert paper_words(finish(qtbot, opened(qtbot, desk, text_of("form_range"))))[0] == "info"


def test_that_similar_people_are_asked_about_and_a_key_decides(qtbot: QtBot, desk: Desk) -> None:
    old = desk.do(person.add_person, "濵田 一郎")
    dialog = opened(qtbot, desk, SHORT)
    assert dialog.go.text() == "次へ：人を確かめる（1人）"
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert dialog.people.count.text() == "1人　うち 新しい人 1人"
    qtbot.keyClick(dialog.people.table, Qt.Key.Key_2)
    assert list(dialog.people.choices().values()) == [old]
    finish(qtbot, dialog)
    assert any(row.person_id == old for row in desk.now().attendance)


def test_that_differences_are_decided_before_anything_is_written(qtbot: QtBot, desk: Desk) -> None:
    dialog = opened(qtbot, desk, SHORT.replace("浜田 一郎", "甲野 一郎"))
    assert dialog.go.text() == "次へ：違いを決める（1件）"
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert dialog.conflicts.table.item(0, 1).text() == "場所"
    assert desk.now().meeting.place == "市役所"
    qtbot.keyClick(dialog.conflicts.table, Qt.Key.Key_2)
    assert dialog.conflicts.table.item(0, 4).text() == "取り込む内容にする"
    finish(qtbot, dialog)
    assert desk.now().meeting.place == "公民館"


def test_that_a_line_of_the_list_shows_the_line_of_the_text(qtbot: QtBot, desk: Desk) -> None:
    dialog = opened(qtbot, desk, SHORT)
    places = [dialog.changes.item(row, 1).text() for row in range(dialog.changes.rowCount())]
    dialog.changes.setCurrentCell(places.index("4行目"), 0)
    assert dialog.lines.currentRow() == 3


def test_that_another_committee_may_be_chosen(qtbot: QtBot, desk: Desk) -> None:
    dialog = opened(qtbot, desk, text_of("own_points"))
    index = dialog.committee.findText("推進会議")
    dialog.committee.setCurrentIndex(index)
    dialog.committee.activated.emit(index)
    qtbot.waitUntil(dialog.go.isEnabled, timeout=20_000)
    assert dialog.committee.currentText() == "推進会議"
    assert "推進会議" in dialog.changes.item(dialog.changes.rowCount() - 1, 2).text()


def test_that_a_text_that_is_none_is_told_and_can_only_be_closed(qtbot: QtBot, desk: Desk) -> None:
    dialog = opened(qtbot, desk, "牛乳\n卵\n")
    assert "読み取れませんでした" in dialog.messages.texts()[0]
    assert not dialog.go.isVisible()
    assert dialog.leave.text() == "閉じる"


def test_that_a_paper_is_chosen_or_pasted(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = PaperSourceDialog(Theme(), tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert "まだありません" in dialog.messages.texts()[0]
    assert dialog.source is None
    dialog.text.setPlainText(SHORT)
    qtbot.mouseClick(dialog.kinds.button(1), Qt.MouseButton.LeftButton)
    dialog.activateWindow()
    dialog.text.setFocus()
    qtbot.waitUntil(dialog.text.hasFocus)
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.source == PaperSource("貼り付けた文", None, SHORT, "roster")
    dialog.take_file(tmp_path / "会議録.docx")
    assert dialog.source is not None
    assert dialog.source.path == tmp_path / "会議録.docx"
