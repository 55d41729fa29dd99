from __future__ import annotations

from dataclasses import replace

import pytest

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.exchange.headers import HeaderFinder
from zaitaku_desktop.exchange.labels import due_in, label, period_in, split_draft, without_period, year_in
from zaitaku_desktop.exchange.sheet import Merge, SheetCell, SheetTable
from zaitaku_desktop.forms.library import load_form


def sheet(rows: list[list[str]], *merges: Merge) -> SheetTable:
    cells = {
        (row, col): SheetCell(text)
        for row, texts in enumerate(rows, start=1)
        for col, text in enumerate(texts, start=1)
        if text
    }
    return SheetTable("表", cells, merges)


@pytest.mark.parametrize(
    ("text", "start", "rest"),
    [
        ("R3", 2021, ""),
        ("Ｒ３実績", 2021, "実績"),
        ("令和３年度\n計画", 2021, "計画"),
        ("令和元年度", 2019, ""),
        ("平成30年度 実施", 2018, "実施"),
        ("2024年度", 2024, ""),
        ("6年度結果", 2024, "結果"),
    ],
)
def test_that_a_year_is_read_in_every_usual_writing(text: str, start: int, rest: str) -> None:
    assert year_in(text) == (FiscalYear(start), rest)


@pytest.mark.parametrize("text", ["実施計画", "R3-R5", "令和3~5年度", "PR3", "第3回", "3", "1900", "S0", "2100年度"])
def test_that_what_is_no_single_year_is_not_read_as_one(text: str) -> None:
    assert year_in(text) is None


def test_that_titles_give_their_period_and_draft_mark() -> None:
    assert period_in("管理表（R3－R5）") == (FiscalYear(2021), FiscalYear(2023))
    assert period_in("計画 令和6~8年度") == (FiscalYear(2024), FiscalYear(2026))
    assert without_period("管理表（R3-R5）") == "管理表"
    assert split_draft("管理表（R3-R5）（案）") == ("管理表（R3-R5）", True)
    assert split_draft("管理表(案)") == ("管理表", True)
    assert split_draft("提案の一覧") == ("提案の一覧", False)
    assert due_in("目標（達成時期：令和5年度末）") == "令和5年度末"
    assert label("ターゲット\n（対象者）") == "ターゲット"


def test_that_a_heading_in_two_rows_is_one_column() -> None:
    table = sheet(
        [
            ["項目", "取組名", "ターゲット", "実施計画", "", "目標（達成時期：令和5年度末）", ""],
            ["", "", "対象者", "R3", "R3実績", "事業実施量", "事業成果"],
            ["看取り", "手引き", "市民", "・配る", "", "", ""],
        ],
        Merge(1, 1, 2, 1),
        Merge(1, 2, 2, 2),
        Merge(1, 4, 1, 5),
        Merge(1, 6, 1, 7),
    )
    (header,) = HeaderFinder(load_form("p1")).find(table)
    assert (header.first, header.last, header.due) == (1, 2, "令和5年度末")
    assert header.columns == {
        1: "group",
        2: "title",
        3: "target_group",
        4: "plan:2021",
        5: "actual:2021",
        6: "output_goal",
        7: "outcome_goal",
    }


def test_that_a_heading_with_a_long_note_is_known_and_the_note_kept() -> None:
    note = "※前の年度までの様子は資料4を参照のうえ、年度末に各担当が書き入れること"
    table = sheet(
        [
            ["項目", "取組名", f"R3実績 {note}", "R4計画", "担当課"],
            ["看取り", "手引き", "・配った", "・配る", "高齢福祉課"],
        ]
    )
    (header,) = HeaderFinder(load_form("p1")).find(table)
    assert header.columns[3] == "actual:2021"
    assert header.guesses[3].confidence == 1
    assert header.notes == {3: note}
    assert header.columns[5] == "leader"


def test_that_every_repeated_header_is_found() -> None:
    head, row = ["項目", "取組名", "対象者", "R3"], ["看取り", "手引き", "市民", "・配る"]
    headers = HeaderFinder(load_form("p1")).find(sheet([head, row, row, head, row, [], head, row]))
    assert [(header.first, header.last) for header in headers] == [(1, 1), (4, 4), (7, 7)]


def test_that_one_target_goes_to_one_column() -> None:
    table = sheet([["項目", "取組名", "取組", "対象者", "R3"], ["看取り", "手引き", "x", "市民", "・配る"]])
    (header,) = HeaderFinder(load_form("p1")).find(table)
    assert list(header.columns.values()).count("title") == 1


def test_that_a_choice_by_hand_wins_over_a_guess() -> None:
    table = sheet([["項目", "取組名", "対象者", "R3", "備え"], ["看取り", "手引き", "市民", "・配る", "x"]])
    (header,) = HeaderFinder(load_form("p1"), {5: "target_group", 4: ""}).find(table)
    assert header.columns == {1: "group", 2: "title", 5: "target_group"}


def test_that_a_year_over_several_columns_leaves_each_its_own_words() -> None:
    form = load_form("p2")
    columns = tuple(
        replace(column, heading=("{long}の結果", column.heading[0].removeprefix("{long}\n")))
        if column.key in ("actual", "assessment")
        else column
        for column in form.columns
    )
    table = sheet(
        [
            ["事業項目", "令和6年度の結果", "", "令和7年度\n目標", "令和7年度の計画"],
            ["", "取組状況及び結果", "評価", "", ""],
            ["(ア) 資源の把握", "○配った", "○足りない", "○増やす", "○配る"],
        ],
        Merge(1, 2, 1, 3),
    )
    (header,) = HeaderFinder(replace(form, columns=columns)).find(table)
    assert header.columns == {1: "group", 2: "actual:2024", 3: "assessment:2024", 4: "goal:2025", 5: "plan:2025"}
