"""Whatever a sheet holds: every non-empty cell is taken or listed, and what is taken is in the proposal."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.exchange.account import FORMULA, HIDDEN_COLUMN, HIDDEN_ROW, UNREAD
from zaitaku_desktop.exchange.plan_import import propose
from zaitaku_desktop.exchange.proposal import Fate, ImportProposal, cell_name
from zaitaku_desktop.exchange.sheet import Loose, Merge, SheetCell, SheetTable

HEADINGS = ("項目", "取組名", "目的・概要", "対象者", "リーダー", "R3", "R3実績", "R4", "事業実施量", "メモ", "No.")
YEARLY = ("事業項目", "目的", "国が示す具体的取組例", "R3", "R4", "R5", "メモ", "事業項目の別名", "No.")
RESULTS = ("No.", "取組", "事業概要", "事業区分", "R3実施予定", "評価", "実施実績", "対象者", "メモ")
# words that stay as they are when they are read; the last ones become a state, a mark, a 年度 or a share
PLAIN = ("・配る", "看取り", "実施計画", "※注", "資料1", "長い文。" * 40, "3", "事業成果", "・配る\n・集める")
READ = (
    "継続",
    "→",
    "〃",
    "―",
    "目的：知る\n概要：配る",
    "令和3年度 東\n令和9年度 西",
    "新規 訪ねる",
    "R3",
    "（続き）",
    "目的：",
    "・配る　→",
    "―→",
    "凡例　→：続く",
    "Ａ：できた",
    "夜の電話（廃止）",
)


def junk(dice: random.Random, columns_of_form: Sequence[str] = HEADINGS) -> SheetTable:
    rows, columns = dice.randint(1, 22), dice.randint(1, 13)
    cells = {}
    for row in range(1, rows + 1):
        for col in range(1, columns + 1):
            if dice.random() < 0.5:
                problem = "セルの値が #N/A です。" if dice.random() < 0.03 else ""
                cells[row, col] = SheetCell(dice.choice(PLAIN + READ), dice.random() < 0.05, problem)
    headings = list(columns_of_form)
    for top in dice.sample(range(1, 20), dice.randint(1, 2)):
        dice.shuffle(headings)
        cells |= {(top, col): SheetCell(text) for col, text in enumerate(headings[:9], start=1)}
    merges = []
    for _ in range(dice.randint(0, 12)):
        row, col = dice.randint(1, rows), dice.randint(1, columns)
        merges.append(Merge(row, col, row + dice.choice((0, 1, 2)), col + dice.choice((0, 0, 1, 3))))
    return SheetTable("表", cells, tuple(merges), hidden_rows=frozenset({3}))


def words(proposal: ImportProposal) -> str:
    found = []
    for plan in proposal.plans:
        found += [f"{item.number}\n{item.title}\n{item.end_note}" for item in plan.items]
        found += [entry.text for entry in plan.entries]
    return "\n".join(found)


@pytest.mark.parametrize(
    ("headings", "seed"),
    [(headings, seed) for headings, count in ((HEADINGS, 60), (YEARLY, 40), (RESULTS, 40)) for seed in range(count)],
)
def test_that_no_cell_is_lost_silently(headings: Sequence[str], seed: int) -> None:
    table = junk(random.Random(seed), headings)
    try:
        proposal = propose([table])
    except KnownError:
        return
    assert set(proposal.account) == {(table.name, *slot) for slot in table.cells}
    listed = {row.where: row for row in proposal.not_taken}
    assert UNREAD not in {row.why for row in proposal.not_taken}
    everything = words(proposal)
    for place, fate in proposal.account.items():
        text = table.cells[place[1:]].text
        if fate is Fate.NOT_TAKEN:
            assert cell_name(place) in listed
        elif fate is Fate.VALUE and text in PLAIN:
            assert text in everything, cell_name(place)


@pytest.mark.parametrize("headings", [HEADINGS, YEARLY, RESULTS])
@pytest.mark.soak
def test_that_most_of_these_sheets_are_read(headings: Sequence[str]) -> None:
    read = 0
    for seed in range(60):
        try:
            propose([junk(random.Random(seed), headings)])
            read += 1
        except KnownError:
            pass
    assert read > 30


def sheet_with(more: dict[tuple[int, int], SheetCell], **build: object) -> SheetTable:
    """A small plan: title, header in row 3, two 取組, a note in row 7; `more` cells over it."""
    rows = ("看取り", "手引き", "知る人を増やす", "・配る。"), ("看取り", "語る会", "話す場をつくる", "・開く。")
    cells = {(1, 1): SheetCell("取組計画（R3-R3）"), (7, 1): SheetCell("※年度末に見直す")}
    for offset, row in enumerate((("項目", "取組名", "目的・概要", "R3"), *rows)):
        cells |= {(3 + offset, col): SheetCell(text) for col, text in enumerate(row, start=1)}
    return SheetTable("表", cells | more, **build)  # type: ignore[arg-type]


def remarks(table: SheetTable) -> list[tuple[str, str]]:
    return [(row.where, row.why) for row in propose([table]).remarks if row.why in (FORMULA, HIDDEN_ROW, HIDDEN_COLUMN)]


def test_that_every_formula_is_remarked_wherever_it_stands() -> None:
    places = {(1, 1): "取組計画（R3-R3）", (3, 2): "取組名", (4, 4): "・配る。", (7, 1): "※年度末に見直す"}
    table = sheet_with({slot: SheetCell(text, formula=True) for slot, text in places.items()})
    assert sorted(remarks(table)) == [("表!A1", FORMULA), ("表!A7", FORMULA), ("表!B3", FORMULA), ("表!D4", FORMULA)]


def test_that_every_hidden_row_and_column_with_words_is_remarked() -> None:
    table = sheet_with({}, hidden_rows=frozenset({1, 2, 5, 7, 90}), hidden_columns=frozenset({3, 9}))
    found = remarks(table)
    assert [where for where, why in found if why == HIDDEN_ROW] == ["表!A1", "表!A5", "表!A7"]
    assert {where[2] for where, why in found if why == HIDDEN_COLUMN} == {"C"}


def test_that_what_is_not_taken_is_listed_and_not_remarked() -> None:
    hidden = SheetTable("旧", {(1, 1): SheetCell("古い", formula=True)}, hidden=True, hidden_rows=frozenset({1}))
    proposal = propose(
        [sheet_with({(4, 4): SheetCell("#REF!", formula=True, problem="セルの値が #REF! です。")}), hidden]
    )
    assert [(row.where, row.text) for row in proposal.not_taken] == [("表!D4", "#REF!"), ("旧!A1", "古い")]
    assert not [row for row in proposal.remarks if row.where in ("表!D4", "旧!A1")]


def test_that_macros_and_links_are_remarked_once_for_the_workbook() -> None:
    told = (
        Loose("マクロ", "", "", "マクロの入ったブックです。"),
        Loose("リンク", "", "昨年度.xlsx", "リンクがあります。"),
    )
    proposal = propose([sheet_with({}, told=told), SheetTable("余白", {})])
    assert [(row.where, row.text, row.why) for row in proposal.remarks if "!" not in row.where] == [
        ("ブック全体", "", "マクロの入ったブックです。"),
        ("ブック全体", "昨年度.xlsx", "リンクがあります。"),
    ]
