from __future__ import annotations

import time
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot
from zaitaku_ui.dialogs.conflict_words import group_ids
from zaitaku_ui.dialogs.import_conflicts import ConflictPage
from zaitaku_ui.theme import Theme

from zaitaku_desktop.exchange.matching import END_NOTE
from zaitaku_desktop.exchange.proposal import Choice, Conflict, ImportProposal, ItemDraft
from zaitaku_desktop.model.plan import ItemKind, Mark

GROUP = 90


def conflict(number: int, field: str = "plan", default: Choice = "mine", mine: str = "", theirs: str = "") -> Conflict:
    year = 2024 if field == "plan" else None
    mine, theirs = mine or f"・{number}回開催した。", theirs or f"・{number + 500}回開催した。"
    return Conflict(f"計画!F{number}", number, field, year, mine, theirs, f"取組{number}", default)


def proposal(*conflicts: Conflict) -> ImportProposal:
    group = ItemDraft(1, None, ItemKind.GROUP, "項目", Mark.NONE, "計画!A1", matched_id=GROUP)
    return cast(
        ImportProposal, SimpleNamespace(conflicts=conflicts, plans=(SimpleNamespace(items=(group,), entries=()),))
    )


def show(page: ConflictPage, proposal: ImportProposal) -> None:
    page.show_conflicts(proposal.conflicts, group_ids(proposal))


@pytest.fixture
def page(qtbot: QtBot) -> ConflictPage:
    page = ConflictPage(Theme())
    qtbot.addWidget(page)
    page.resize(1100, 560)
    page.show()
    return page


def cell(page: ConflictPage, row: int, column: int = 4) -> str:
    item = page.table.item(row, column)
    assert item is not None
    return item.text()


def test_that_each_difference_says_where_it_is_and_what_is_proposed(page: ConflictPage) -> None:
    show(page, proposal(conflict(1), conflict(2, default="theirs")))
    assert [cell(page, 0, column) for column in range(4)] == ["取組1", "計画", "令和6年度", "計画!F1"]
    assert cell(page, 0) == "今の内容を残す（提案）" and cell(page, 1) == "Excelの内容にする（提案）"
    assert list(page.decided().values()) == ["mine", "theirs"]
    assert page.count.text() == "2件　うち 2件は提案のまま"


@pytest.mark.parametrize(
    ("field", "name"),
    [("grade", "評価"), ("#tags:program_item", "事業項目"), (END_NOTE, "廃止の注記"), ("document.notes", "表の下の注")],
)
def test_that_every_difference_has_a_name_of_its_own(page: ConflictPage, field: str, name: str) -> None:
    show(page, proposal(conflict(1, field)))
    assert cell(page, 0, 1) == name


def test_that_a_number_decides_and_goes_on(qtbot: QtBot, page: ConflictPage) -> None:
    show(page, proposal(*(conflict(n) for n in range(1, 4))))
    qtbot.keyClicks(page.table, "23")
    assert list(page.decided().values()) == ["theirs", "both", "mine"] and page.table.currentRow() == 2
    assert cell(page, 0) == "Excelの内容にする"
    qtbot.keyClicks(page.table, "1")
    assert page.count.text() == "3件　すべて決めました"


def test_that_all_selected_are_decided_at_once(qtbot: QtBot, page: ConflictPage) -> None:
    show(page, proposal(*(conflict(n) for n in range(1, 4))))
    qtbot.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    page.buttons.button(1).click()
    assert set(page.decided().values()) == {"theirs"} and page.untouched == 0


@pytest.mark.parametrize(("field", "number"), [("plan.due", 1), ("document.title", 1), ("#title", GROUP)])
def test_that_both_is_offered_only_where_there_is_room_for_both(
    qtbot: QtBot, page: ConflictPage, field: str, number: int
) -> None:
    show(page, proposal(conflict(number, field), conflict(2, "#title")))
    assert not page.buttons.button(2).isEnabled()
    qtbot.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(page.table, "3")
    assert list(page.decided().values()) == ["mine", "both"]
    assert "1件は、両方を残す所がない" in page.count.text()


def test_that_differing_words_are_underlined_not_only_coloured(page: ConflictPage) -> None:
    show(page, proposal(conflict(1, mine="・2回、61人。", theirs="・2回、96人。")))

    def font_at(text: str) -> QFont:
        field = page.theirs if text == "96" else page.mine
        cursor = field.document().find(text)
        return cursor.charFormat().font()

    assert font_at("61").underline() and font_at("96").underline() and font_at("96").bold()
    assert not font_at("2回").underline()
    assert page.mine.toPlainText() == "・2回、61人。"


def test_that_what_was_decided_stays_when_a_column_is_read_otherwise(qtbot: QtBot, page: ConflictPage) -> None:
    first, second = conflict(1), conflict(2)
    show(page, proposal(first, second))
    qtbot.keyClicks(page.table, "2")
    show(page, proposal(second, first))
    assert page.decided() == {second.key: "mine", first.key: "theirs"} and page.untouched == 1


def test_that_three_hundred_long_differences_do_not_stop_the_window(qtbot: QtBot, page: ConflictPage) -> None:
    text = "・関係者と話し合い、次の年度の計画に書き足す。\n" * 80
    began = time.thread_time()
    show(page, proposal(*(conflict(n, mine=text, theirs=text.replace("次", "翌")) for n in range(1, 301))))
    assert time.thread_time() - began < 2
    began = time.thread_time()
    qtbot.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(page.table, "2")
    assert time.thread_time() - began < 2 and page.untouched == 0
