from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection
from zaitaku_ui.editors import plan as plan_editor
from zaitaku_ui.file_page import FilePage
from zaitaku_ui.main_window import MainWindow
from zaitaku_ui.recent import sample_path

import zaitaku_desktop
from zaitaku_desktop import preferences
from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.printable import Printable
from zaitaku_desktop.operations.municipality import edit_municipality
from zaitaku_desktop.preferences import Preferences
from zaitaku_desktop.storage.reading import load_documents, load_municipality
from zaitaku_desktop.storage.workspace import Workspace

WindowMaker = Callable[..., MainWindow]
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def page_of(window: MainWindow) -> FilePage:
    assert window.page is not None
    return window.page


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_that_an_opened_file_is_shown_and_remembered(window: MainWindow, sample: Path) -> None:
    page = page_of(window)
    assert window.stack.currentWidget() is page and page.stack.currentWidget() is page.editor
    assert window.windowTitle().startswith("みなと野市")
    assert window.settings.recent == (str(sample),)
    assert preferences.load().recent == (str(sample),)
    assert page.top.documents.currentText().startswith("資料1")
    assert page.top.form.text() and "行" in window.status._counts.text()


def test_that_typing_is_saved_at_once_and_ctrl_z_takes_it_back(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(window)
    qtbot.waitUntil(lambda: page.editor.isAncestorOf(focused()) or focused() is page.editor)
    before = window.status.saved()
    qtbot.keyClicks(focused(), "abc")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert page.workspace.undo_name is not None
    qtbot.waitUntil(lambda: window.status.saved() != before)
    assert window.status.saved().startswith("保存済み ")
    assert window.actions_table["undo"].text() == f"元に戻す：{page.workspace.undo_name}"
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert page.workspace.undo_name is None and page.workspace.redo_name is not None
    qtbot.keyClick(window, Qt.Key.Key_Y, CTRL)
    assert page.workspace.undo_name is not None


def test_that_the_year_rules_the_view_and_never_the_document(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(window)
    before = page.document()
    assert before is not None and page.year == before.fiscal_year
    qtbot.keyClick(window, Qt.Key.Key_PageDown, CTRL)
    assert page.year == before.fiscal_year + 1
    assert page.top.years.year == page.year
    with page.workspace.read() as connection:
        assert load_documents(connection)[0].fiscal_year == before.fiscal_year
    assert page.workspace.undo_name is None


def test_that_the_last_year_has_no_next_one(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(window)
    plan = page.plan()
    assert plan is not None
    for _ in range(5):
        qtbot.keyClick(window, Qt.Key.Key_PageDown, CTRL)
    assert page.year == plan.last_year


@contextlib.contextmanager
def held_elsewhere(path: Path) -> Iterator[None]:
    """Another process has the file open."""
    code = (
        "import sys, pathlib; from zaitaku_desktop.storage.workspace import Workspace;"
        "one = Workspace.open(pathlib.Path(sys.argv[1])); print('open', flush=True); sys.stdin.read(); one.close()"
    )
    root = str(Path(zaitaku_desktop.__file__).parent.parent)
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": root},
    )
    assert other.stdout is not None and other.stdout.readline().strip() == b"open"
    yield
    other.communicate(timeout=30)


def test_that_a_file_in_use_is_offered_for_reading(qtbot: QtBot, make_window: WindowMaker, sample: Path) -> None:
    window = make_window()
    with held_elsewhere(sample):
        window.open_path(str(sample))
        assert window.page is None
        strip = window.start.messages._strips[0]
        qtbot.waitUntil(strip.isVisible)
        button = next(one for one in strip.findChildren(QAbstractButton) if one.text() == "閲覧専用で開く")
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert page_of(window).bridge.read_only
        assert window.status.saved() == "閲覧専用"
        for key in ("import", "municipality", "document_settings", "back_up"):
            assert not window.actions_table[key].isEnabled()
        assert window.actions_table["print"].isEnabled()


def test_that_what_is_no_data_file_is_refused_in_the_page(make_window: WindowMaker, tmp_path: Path) -> None:
    window = make_window()
    for name, content in (("a.zaitaku", b"not ours"), ("b.zaitaku", b"")):
        (tmp_path / name).write_bytes(content)
        window.open_path(str(tmp_path / name))
        assert window.page is None and len(window.start.messages.texts()) == 1
        assert (tmp_path / name).read_bytes() == content
    window.open_path(str(tmp_path / "ない.zaitaku"))
    assert "見つかりません" in window.start.messages.texts()[0]
    assert window.settings.recent == ()


def test_that_the_sample_is_made_once_and_opened_again(make_window: WindowMaker, own_settings: Path) -> None:
    window = make_window()
    window.start.sample_button.click()
    page = page_of(window)
    assert page.workspace.path == sample_path() and page.document() is not None
    assert own_settings in sample_path().parents
    window.actions_table["close"].trigger()
    assert window.page is None
    window.start.sample_button.click()
    assert page_of(window).workspace.path == sample_path()


def test_that_closing_gives_the_file_back(qtbot: QtBot, window: MainWindow, sample: Path) -> None:
    qtbot.keyClick(window, Qt.Key.Key_W, CTRL)
    assert window.page is None and window.stack.currentWidget() is window.start
    assert window.start.recent.current_path() == str(sample)
    with Workspace.open(sample) as again:
        assert not again.read_only


def test_that_another_text_size_keeps_what_is_shown(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(window)
    page.year = FiscalYear(2026)
    document, workspace = page.document_id, page.workspace
    cell = page.editor.sheet.cursor_cell()
    window._change_size("largest")
    after = page_of(window)
    assert after is not page and after.workspace is workspace and after.document_id == document
    assert after.year == FiscalYear(2026) and window.theme.factor == 1.3
    now = after.editor.sheet.cursor_cell()
    assert cell is not None and now is not None and now.address == cell.address
    assert preferences.load().text_size == "largest"
    qtbot.keyClick(window, Qt.Key.Key_PageUp, CTRL)
    assert after.year == FiscalYear(2025)


def test_that_high_contrast_can_be_chosen_and_is_kept(window: MainWindow) -> None:
    window.actions_table["contrast"].trigger()
    assert window.theme.high_contrast and preferences.load().theme == "high-contrast"
    window.actions_table["contrast"].trigger()
    assert not window.theme.high_contrast


@pytest.mark.parametrize("size", ["standard", "largest"])
@pytest.mark.soak
def test_that_everything_fits_a_small_screen(make_window: WindowMaker, sample: Path, size: str) -> None:
    window = make_window(width=1366, height=690)
    window.theme.choose(text_size=size)
    window.open_path(str(sample))
    QApplication.processEvents()
    needed = window.minimumSizeHint()
    assert (needed.width() <= 1366) and (needed.height() <= 690)
    assert (window.width(), window.height()) == (1366, 690)


def test_that_the_left_side_is_folded_where_room_is_short(make_window: WindowMaker, sample: Path) -> None:
    window = make_window(width=1093, height=614)
    window.open_path(str(sample))
    assert page_of(window).navigation.is_folded
    window.resize(1366, 738)
    QApplication.processEvents()
    assert not page_of(window).navigation.is_folded


def test_that_f6_goes_through_the_panes(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(window)
    seen = []
    for _ in range(4):
        qtbot.keyClick(window, Qt.Key.Key_F6)
        seen.append(focused())
    assert page.top.documents in seen and page.navigation.button() in seen
    assert page.editor.isAncestorOf(seen[-1]) or seen[-1] is page.editor
    qtbot.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert focused() is page.navigation.button()


def test_that_the_foot_tells_of_the_page_that_is_shown(window: MainWindow) -> None:
    page = page_of(window)
    before = window.status.place()
    assert "1行目" in before
    page.go("print")
    assert "印刷する資料" in window.status.place() and "行目" not in window.status.place()
    page.go("plan")
    assert window.status.place() == before


def test_that_all_documents_can_be_saved_from_the_list(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(window)
    qtbot.keyClick(window, Qt.Key.Key_9, ALT)
    assert page.stack.currentWidget() is page.print_page
    target = tmp_path / "資料"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    assert len(page.print_page.list.rows.lines) > len(page.documents)  # the 資料一式 of the meetings too
    page.print_page.search.setText("進捗")
    assert [row.number for row in page.print_page.chosen()] == ["資料1"]
    page.print_page.search.clear()
    qtbot.waitUntil(lambda: page.print_page.list.rows.lines[0].page is not None, timeout=20_000)
    page.print_page.pdf.click()
    written = tmp_path / "資料.pdf"
    qtbot.waitUntil(lambda: not page.printing.busy, timeout=60_000)
    assert page.messages.texts() == ["保存しました：資料.pdf"]
    assert written.read_bytes().startswith(b"%PDF")
    qtbot.keyClick(window, Qt.Key.Key_2, ALT)
    assert page.stack.currentWidget() is page.editor


@pytest.mark.parametrize("reason", ["folder", "in use"])
def test_that_a_pdf_that_cannot_be_written_leaves_the_old_one(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, reason: str
) -> None:
    page = page_of(window)
    document = page.document()
    assert document is not None
    target = tmp_path / "資料.pdf"
    target.write_bytes(b"old")
    if reason == "folder":
        target = tmp_path / "ない" / "資料.pdf"
    else:
        (tmp_path / ".~lock.資料.pdf#").touch()
    page.printing.save([document], target)
    qtbot.waitUntil(lambda: not page.printing.busy, timeout=60_000)
    assert ("見つかりません" if reason == "folder" else "開いています") in page.messages.texts()[0]
    assert (tmp_path / "資料.pdf").read_bytes() == b"old"


def test_that_a_pdf_can_be_stopped(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    page = page_of(window)
    document = page.document()
    assert document is not None
    page.printing.save([document] * 20, tmp_path / "資料.pdf")
    assert page.printing._strip is not None
    page.printing._strip.stop.click()
    qtbot.waitUntil(lambda: not page.printing.busy, timeout=60_000)
    assert not list(tmp_path.glob("*.pdf"))
    assert page.messages.texts()[0].startswith("途中でやめました")


def test_that_a_new_file_without_a_plan_says_what_to_do(make_window: WindowMaker, tmp_path: Path) -> None:
    Workspace.create(tmp_path / "a.zaitaku", name="かわべ町").close()
    window = make_window()
    window.open_path(str(tmp_path / "a.zaitaku"))
    page = page_of(window)
    assert page.stack.currentWidget() is page.empty
    for key in ("print", "pdf", "next_year"):
        assert not window.actions_table[key].isEnabled()
    assert window.actions_table["import"].isEnabled()


def test_that_a_file_moved_away_is_noticed_on_return(
    qtbot: QtBot, window: MainWindow, sample: Path, tmp_path: Path
) -> None:
    page = page_of(window)
    sample.rename(tmp_path / "別の場所.zaitaku")
    window.commands.check_file()
    qtbot.waitUntil(lambda: window.status.saved() == "保存できません")
    assert "移動または削除" in page.saving.words()
    (tmp_path / "別の場所.zaitaku").rename(sample)
    page.workspace.retry()
    qtbot.waitUntil(lambda: page.saving.words() == "" and window.status.saved().startswith("保存済み"))


def test_that_dropped_files_are_told_apart(window: MainWindow, tmp_path: Path) -> None:
    def dropped(name: str) -> Path | None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(tmp_path / name))])
        event = QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        return window._dropped(event)

    assert dropped("計画.XLSX") == tmp_path / "計画.XLSX"
    assert dropped("a.zaitaku") == tmp_path / "a.zaitaku"
    assert dropped("写真.jpg") is None


def test_that_no_two_commands_share_a_key(window: MainWindow) -> None:
    keys = [
        sequence.toString()
        for action in [*window.actions_table._actions.values(), *page_of(window).editor.commands._actions.values()]
        for sequence in action.shortcuts()
    ]
    assert len(keys) == len(set(keys)), sorted(key for key in keys if keys.count(key) > 1)


def test_that_every_button_has_a_name(window: MainWindow) -> None:
    nameless = [
        button
        for button in window.findChildren(QAbstractButton)
        if button.isVisible()
        and button.objectName() != "qt_tableview_cornerbutton"  # Qt's own; neither drawn nor reached here
        and not (button.text() or button.accessibleName() or button.toolTip())
    ]
    assert not nameless


def test_that_a_name_changed_elsewhere_in_the_file_is_one_step(window: MainWindow) -> None:
    page = page_of(window)
    page.bridge.perform("名前の変更", lambda session: edit_municipality(session, name="かわべ町"))
    QApplication.processEvents()
    with page.workspace.read() as connection:
        assert load_municipality(connection).name == "かわべ町"
    assert window.actions_table["undo"].text() == "元に戻す：名前の変更"


def test_that_broken_preferences_of_the_place_are_no_obstacle(make_window: WindowMaker) -> None:
    window = make_window(Preferences(geometry="それは場所ではない"))
    assert window.isVisible()


@pytest.mark.parametrize("key", ["F1", "Ctrl+F1"])
def test_that_help_is_one_key_away(qtbot: QtBot, window: MainWindow, key: str) -> None:
    assert key in {action.shortcut().toString() for action in window.actions_table._actions.values()}
    window.help_desk.show_help()
    viewer = window.help_desk.viewer
    assert viewer is not None and viewer.isVisible()
    assert viewer.list.currentItem().text() == "計画の入力"
    viewer.close()


def test_that_escape_takes_messages_away(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(window)
    page.say("知らせです。")
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert page.messages.texts() == []


def test_that_undoing_an_import_leaves_no_word_of_it(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(window)
    page.bridge.perform("名前の変更", lambda session: edit_municipality(session, name="かわべ町"), page)
    page.say("名前を変えました。Ctrl+Zで元に戻せます。")
    page.say("直してください。", level="warn")
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    assert page.messages.texts() == ["直してください。"]


def test_that_a_document_chosen_in_the_open_list_gives_the_keyboard_to_the_sheet(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QComboBox, "showPopup", QComboBox.update)  # a popup grabs a keyboard that is not there
    page = page_of(window)
    chosen = page.top.documents
    chosen.setFocus()
    qtbot.keyClick(chosen, Qt.Key.Key_Down)  # on the closed list: the next key may go on to the one after it
    assert page.document_id == chosen.itemData(1) and focused() is chosen
    chosen.showPopup()
    chosen.activated.emit(2)
    assert page.document_id == chosen.itemData(2)
    assert page.editor.isAncestorOf(focused())


def test_that_a_new_success_replaces_the_last_one(window: MainWindow) -> None:
    page = page_of(window)
    page.say("気になること", level="warn")
    page.say("保存しました：1")
    page.say("保存しました：2")
    assert page.messages.texts() == ["保存しました：2", "気になること"]


def test_that_a_file_without_a_plan_names_both_ways_on(make_window: WindowMaker, tmp_path: Path) -> None:
    path = tmp_path / "空.zaitaku"
    Workspace.create(path, name="みなと野市").close()
    window = make_window()
    window.open_path(str(path))
    empty = page_of(window).empty
    words = " ".join(label.text() for label in empty.findChildren(QLabel))
    assert page_of(window).stack.currentWidget() is empty and "Ctrl+I" in words and "Ctrl+N" in words


def test_that_opening_reads_the_plan_once_and_measures_few_rows(
    make_window: WindowMaker, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[int] = []
    read = plan_editor.read_printable

    def counted(connection: Connection, document_id: int) -> Printable:
        reads.append(document_id)
        return read(connection, document_id)

    monkeypatch.setattr(plan_editor, "read_printable", counted)
    window = make_window()
    window.open_path(str(sample))
    page = page_of(window)
    assert reads == [page.document_id]
    assert len(page.editor.sheet.heights._exact) < len(page.editor.sheet.model.view.rows) / 2
    assert window.status._counts.text() == "全 35行"
