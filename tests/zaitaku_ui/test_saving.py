"""The window while the disk is slow, refuses, or is gone: typing goes on, it is said, and closing waits."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from zaitaku_ui import status as status_bar
from zaitaku_ui.dialogs.closing import ClosingDialog
from zaitaku_ui.file_page import FilePage
from zaitaku_ui.main_window import MainWindow
from zaitaku_ui.saving import RETRY, SAVE_AS

from zaitaku_desktop.operations.municipality import edit_municipality
from zaitaku_desktop.storage import disk
from zaitaku_desktop.storage.backup import list_backups, rescue_folder
from zaitaku_desktop.storage.history import Logged
from zaitaku_desktop.storage.reading import load_municipality
from zaitaku_desktop.storage.workspace import Workspace


class Disk:
    """A disk that can be held, and that can refuse."""

    def __init__(self) -> None:
        self.moves = threading.Event()
        self.moves.set()
        self.code = 0

    def repeat(self, connection: sqlite3.Connection, logged: Logged) -> None:
        """In place of the real one."""
        assert self.moves.wait(60)
        if self.code:
            error = sqlite3.OperationalError("disk")
            error.sqlite_errorcode = self.code
            raise error
        _REAL(connection, logged)


_REAL = disk.repeat


@pytest.fixture
def medium(monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    made = Disk()
    monkeypatch.setattr(disk, "repeat", made.repeat)
    yield made
    made.code = 0
    made.moves.set()


def page_of(window: MainWindow) -> FilePage:
    assert window.page is not None
    return window.page


def rename(window: MainWindow, name: str = "かわべ町") -> None:
    page_of(window).bridge.perform("名前の変更", lambda session: edit_municipality(session, name=name))


def name_in(path: Path) -> str:
    with Workspace.open(path, read_only=True) as workspace, workspace.read() as connection:
        return load_municipality(connection).name


def press(qtbot: QtBot, parent: QWidget, word: str) -> None:
    button = next(one for one in parent.findChildren(QAbstractButton) if one.text() == word)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def on_dialog(act: Callable[[ClosingDialog], None]) -> list[str]:
    """Do something in the closing dialog once it is up; returns what it said."""
    said: list[str] = []

    def look() -> None:
        found = QApplication.activeModalWidget()
        if isinstance(found, ClosingDialog):
            said.append(f"{found._head.text()} {found._words.text()}")
            act(found)
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(0, look)
    return said


def test_that_typing_goes_on_while_the_disk_is_held_and_the_bar_says_so(
    qtbot: QtBot, window: MainWindow, medium: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(status_bar, "SAVING_AFTER", 10)
    page = page_of(window)
    qtbot.waitUntil(lambda: window.status.saved().startswith("保存済み"))
    medium.moves.clear()
    width = window.status._saved.width()
    for word in ("abc", "def"):
        pane = QApplication.focusWidget()
        assert pane is not None
        qtbot.keyClicks(pane, word)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert page.workspace.disk.waiting == 2
    qtbot.waitUntil(lambda: window.status.saved() == "保存中…")
    assert window.status._saved.width() == width
    medium.moves.set()
    qtbot.waitUntil(lambda: window.status.saved().startswith("保存済み "))


def test_that_a_refusal_is_said_until_it_is_over(qtbot: QtBot, window: MainWindow, medium: Disk) -> None:
    page = page_of(window)
    medium.code = sqlite3.SQLITE_FULL
    rename(window)
    qtbot.waitUntil(lambda: "空き容量" in page.saving.words())
    assert window.status.saved() == "保存できません（1件）"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)  # no message that can be put away
    assert page.saving.isVisible() and "残っています" in page.saving.words()
    rename(window, "みなと野町")
    qtbot.waitUntil(lambda: window.status.saved() == "保存できません（2件）")
    medium.code = 0
    press(qtbot, page.saving, RETRY)
    qtbot.waitUntil(lambda: page.saving.words() == "" and window.status.saved().startswith("保存済み "))
    assert not page.saving.isVisible()
    assert "すべて保存しました" in page.messages.texts()[0]


def test_that_another_place_takes_everything_and_the_work_goes_on_there(
    qtbot: QtBot, window: MainWindow, medium: Disk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sample: Path
) -> None:
    page = page_of(window)
    cell = page.editor.sheet.cursor_cell()
    medium.code = sqlite3.SQLITE_IOERR
    rename(window)
    qtbot.waitUntil(lambda: page.saving.words() != "")
    target = tmp_path / "別"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    press(qtbot, page.saving, SAVE_AS)
    after = page_of(window)
    assert after is not page and after.workspace.path == target.with_suffix(".zaitaku")
    assert window.windowTitle().startswith("別 ") and after.saving.words() == ""
    now = after.editor.sheet.cursor_cell()
    assert cell is not None and now is not None and now.address == cell.address
    medium.code = 0
    rename(window, "みなと野町")
    qtbot.waitUntil(lambda: after.workspace.disk.saved)
    assert after.workspace.undo_name == "名前の変更"
    assert name_in(sample) == "みなと野市"
    window.close()
    assert name_in(target.with_suffix(".zaitaku")) == "みなと野町"


def test_that_a_file_only_to_look_at_can_be_saved_elsewhere_and_edited(
    make_window: Callable[[], MainWindow], sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make_window()
    window.commands.open_read_only(sample)
    target = sample.with_name("写し.zaitaku")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.actions_table["save_as"].trigger()
    assert page_of(window).workspace.path == target and not page_of(window).bridge.read_only
    rename(window)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.actions_table["save_as"].trigger()
    assert "同じ名前" in page_of(window).messages.texts()[0]  # nothing is overwritten


def test_that_closing_waits_for_the_disk(qtbot: QtBot, window: MainWindow, medium: Disk, sample: Path) -> None:
    medium.moves.clear()
    rename(window)
    said = on_dialog(lambda _: medium.moves.set())
    qtbot.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert said == ["1件の入力を保存しています… "]
    assert window.page is None and name_in(sample) == "かわべ町"
    assert len(list_backups(sample)) == 1  # the copy that closing takes


def test_that_closing_can_be_put_off(qtbot: QtBot, window: MainWindow, medium: Disk) -> None:
    medium.code = sqlite3.SQLITE_FULL
    rename(window)
    said = on_dialog(lambda dialog: qtbot.mouseClick(dialog.stay, Qt.MouseButton.LeftButton))
    assert not window.close()
    assert "まだ保存できません" in said[0] and "空き容量" in said[0]
    assert window.isVisible() and page_of(window).workspace.undo_name == "名前の変更"
    medium.code = 0
    page_of(window).workspace.retry()
    qtbot.waitUntil(lambda: page_of(window).workspace.disk.saved)


def test_that_closing_tries_again_when_asked(qtbot: QtBot, window: MainWindow, medium: Disk, sample: Path) -> None:
    medium.code = sqlite3.SQLITE_FULL
    rename(window)

    def again(dialog: ClosingDialog) -> None:
        medium.code = 0
        qtbot.mouseClick(dialog.retry, Qt.MouseButton.LeftButton)

    on_dialog(again)
    window.close()
    assert not window.isVisible() and name_in(sample) == "かわべ町"


def test_that_what_is_thrown_away_on_closing_was_counted_before(
    qtbot: QtBot, window: MainWindow, medium: Disk, sample: Path
) -> None:
    medium.code = sqlite3.SQLITE_FULL
    rename(window)
    words: list[str] = []

    def give_up(dialog: ClosingDialog) -> None:
        words.append(dialog.give_up.text())
        qtbot.mouseClick(dialog.give_up, Qt.MouseButton.LeftButton)

    on_dialog(give_up)
    window.close()
    assert words == ["1件を捨てて閉じる"]
    assert not window.isVisible() and name_in(sample) == "みなと野市"


def test_that_a_file_that_is_gone_can_be_closed_since_its_content_was_rescued(
    qtbot: QtBot, window: MainWindow, sample: Path
) -> None:
    page_of(window).workspace.flush()
    sample.rename(sample.with_name("動かした.zaitaku"))
    rename(window)
    words: list[str] = []

    def close(dialog: ClosingDialog) -> None:
        words.append(dialog.give_up.text())
        qtbot.mouseClick(dialog.give_up, Qt.MouseButton.LeftButton)

    said = on_dialog(close)
    window.close()
    assert words == ["このまま閉じる"] and not window.isVisible()
    (rescued,) = rescue_folder().iterdir()
    assert str(rescued) in said[0] and name_in(rescued) == "かわべ町"


def test_that_closing_into_another_file_keeps_everything(
    qtbot: QtBot, window: MainWindow, medium: Disk, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = sample.with_name("別.zaitaku")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    medium.code = sqlite3.SQLITE_FULL
    rename(window)
    on_dialog(lambda dialog: qtbot.mouseClick(dialog.elsewhere, Qt.MouseButton.LeftButton))
    window.close()
    assert not window.isVisible()
    assert (name_in(sample), name_in(target)) == ("みなと野市", "かわべ町")


def test_that_a_copy_by_hand_waits_beside_the_window(
    qtbot: QtBot, window: MainWindow, medium: Disk, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zaitaku_ui.waiting.QUIET", 10)
    medium.moves.clear()
    rename(window)
    QTimer.singleShot(100, medium.moves.set)
    window.actions_table["back_up"].trigger()
    assert "控えを取りました" in page_of(window).messages.texts()[0]
    assert list_backups(sample)[0].reason == "手動"
