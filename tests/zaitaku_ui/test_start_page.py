from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from zaitaku_ui.recent import RecentFile, look, sample_path, unseen, when
from zaitaku_ui.start_page import StartPage
from zaitaku_ui.theme import Theme

from zaitaku_desktop.storage.workspace import Workspace

FILES = [
    RecentFile("/資料/みなと野市.zaitaku"),
    RecentFile("/資料/R5広域.zaitaku"),
    RecentFile("/資料/保管.zaitaku"),
]


@pytest.fixture
def page(qtbot: QtBot, dressed: Theme) -> StartPage:
    made = StartPage(dressed, FILES)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.recent.setFocus()
    return made


def test_that_the_filled_button_is_the_most_likely_one(qtbot: QtBot, dressed: Theme) -> None:
    first, later = StartPage(dressed, []), StartPage(dressed, FILES)
    for page, wanted in ((first, first.new_button), (later, later.open_button)):
        qtbot.addWidget(page)
        buttons = (page.open_button, page.new_button, page.import_button, page.sample_button)
        assert [button for button in buttons if button.filled] == [wanted]


def test_that_arrows_choose_and_enter_opens(qtbot: QtBot, page: StartPage) -> None:
    qtbot.keyClick(page.recent, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.file_chosen) as told:
        qtbot.keyClick(page.recent, Qt.Key.Key_Return)
    assert told.args == ["/資料/R5広域.zaitaku"]


def test_that_delete_takes_a_file_off_the_list(qtbot: QtBot, page: StartPage) -> None:
    with qtbot.waitSignal(page.file_removed) as told:
        qtbot.keyClick(page.recent, Qt.Key.Key_Delete)
    assert told.args == ["/資料/みなと野市.zaitaku"]


def test_that_words_narrow_the_list_and_enter_opens_what_is_left(qtbot: QtBot, page: StartPage) -> None:
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)  # on a real screen the window manager takes its time
    page.start_search()
    assert page.search.field.hasFocus()
    qtbot.keyClicks(page.search.field, "r5")
    assert page.recent.files.rowCount() == 1
    with qtbot.waitSignal(page.file_chosen) as told:
        qtbot.keyClick(page.search.field, Qt.Key.Key_Return)
    assert told.args == ["/資料/R5広域.zaitaku"]


def test_that_enter_on_a_way_in_is_enough(qtbot: QtBot, page: StartPage) -> None:
    page.sample_button.setFocus()
    with qtbot.waitSignal(page.sample_asked):
        qtbot.keyClick(page.sample_button, Qt.Key.Key_Space)


def test_that_an_empty_page_says_what_to_do(qtbot: QtBot, dressed: Theme) -> None:
    page = StartPage(dressed, [])
    qtbot.addWidget(page)
    page.show()
    assert page._empty.isVisible() and not page.search.isVisible()


def test_that_the_chosen_file_stays_chosen_when_the_disk_has_answered(page: StartPage) -> None:
    page.recent.setCurrentIndex(page.recent.files.index(2))
    page.show_recent([RecentFile(file.path, dt.datetime(2025, 9, 2, 10, 15)) for file in FILES])
    assert page.recent.current_path() == "/資料/保管.zaitaku"


def test_that_states_are_words(tmp_path: Path) -> None:
    assert look(str(tmp_path / "ない.zaitaku")).state == "見つかりません"
    path = tmp_path / "a.zaitaku"
    with Workspace.create(path, name="みなと野市"):
        seen = look(str(path))
        assert (seen.state, seen.level) == ("使用中", "warn")
    assert look(str(path)).state == ""
    assert look(str(path)).saved is not None


def test_that_the_sample_is_named_as_one(own_settings: Path) -> None:
    seen = unseen(str(sample_path()))
    assert seen.sample and seen.name == "見本　みなと野市" and seen.place == "この端末の見本"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (dt.datetime(2025, 10, 3, 14, 32), "きょう 14:32"),
        (dt.datetime(2025, 10, 2, 9, 5), "きのう 9:05"),
        (dt.datetime(2025, 9, 30, 17, 8), "9月30日 17:08"),
        (dt.datetime(2024, 9, 30, 17, 8), "2024年9月30日"),
        (None, ""),
    ],
)
def test_that_a_moment_is_said_as_people_say_it(moment: dt.datetime | None, words: str) -> None:
    assert when(moment, dt.date(2025, 10, 3)) == words


def test_that_a_row_says_everything_to_a_screen_reader(page: StartPage) -> None:
    page.show_recent([RecentFile("/資料/みなと野市.zaitaku", dt.datetime(2024, 9, 30), "使用中", "warn")])
    told = page.recent.files.data(page.recent.files.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert told == "みなと野市、/資料/みなと野市.zaitaku、2024年9月30日、使用中"
