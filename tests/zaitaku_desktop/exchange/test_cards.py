"""Cards become a grid, and no word of them is lost on the way."""

from __future__ import annotations

import random

import pytest

from zaitaku_desktop.exchange.cards import card_grid
from zaitaku_desktop.exchange.sheet import SheetCell, SheetTable
from zaitaku_desktop.forms.library import load_form

P5 = load_form("p5")


def table(*lines: str) -> SheetTable:
    cells = {
        (row, col): SheetCell(text)
        for row, line in enumerate(lines, 1)
        for col, text in enumerate(line.split("|"), 1)
        if text
    }
    return SheetTable("紙", cells)


def grid(*lines: str) -> list[dict[str, str]]:
    """Each row of the grid by its headings."""
    found = card_grid(table(*lines), P5)
    assert found is not None
    head = next(row for row in range(1, 50) if found.text(row, 1) == "No.")
    words = {col: found.text(head, col) for col in found.columns_of(head)}
    rows = [row for row in range(head + 1, found.last_row + 1) if found.columns_of(row)]
    return [{words[col]: found.text(row, col) for col in found.columns_of(row) if col in words} for row in rows]


def test_that_a_label_the_form_does_not_have_is_a_column_of_its_own() -> None:
    (row,) = grid("取組|①-1 地図", "事業概要|まとめる。", "担当課|高齢福祉課")
    assert row == {"No.": "①-1", "取組": "地図", "事業概要": "まとめる。", "担当課": "高齢福祉課"}


def test_that_a_year_that_nobody_fills_is_a_column_too() -> None:
    found = card_grid(table("取組|地図", "事業概要|まとめる。", "成果指標|令和5年度 作る|令和6年度"), P5)
    assert found is not None
    assert [found.text(1, col) for col in found.columns_of(1)][-2:] == ["成果指標 令和5年度", "成果指標 令和6年度"]


def test_that_headings_without_a_philosophy_are_groups_of_the_plan() -> None:
    found = card_grid(table("【入退院支援】", "取組|①-1 地図", "事業概要|まとめる。"), P5)
    assert found is not None
    assert found.text(1, 1) == "入退院支援"
    assert "基本理念" not in {cell.text for cell in found.cells.values()}


def test_that_a_card_stands_in_the_row_in_which_it_begins() -> None:
    found = card_grid(table("題", "", "", "", "取組|①-1 地図", "事業概要|まとめる。"), P5)
    assert found is not None
    assert (found.text(5, 1), found.text(2, 1), found.text(1, 1)) == ("①-1", "No.", "題")


@pytest.mark.parametrize(
    "lines",
    [
        ("No.|取組|事業概要", "①-1|地図|まとめる。"),
        ("取組|事業概要|事業区分", "地図|まとめる。|ア"),
        ("取組名", "地図"),
        ("あいさつ",),
    ],
)
def test_that_a_grid_is_no_cards(lines: tuple[str, ...]) -> None:
    assert card_grid(table(*lines), P5) is None


@pytest.mark.parametrize("seed", range(40))
def test_that_every_word_of_the_cards_stands_in_the_grid(seed: int) -> None:
    dice = random.Random(seed)
    lines, words = ["題名"], ["題名"]

    def word(kind: str) -> str:
        words.append(f"{kind}{len(words)}号")
        return words[-1]

    for _ in range(dice.randint(1, 6)):
        if dice.random() < 0.4:
            lines.append(f"【基本理念{dice.choice('①②③')}】{word('理念')}")
        lines += [f"取組|{dice.choice(('', '①-1 ', '②－３　'))}{word('取組')}", f"事業概要|{word('概要')}"]
        if dice.random() < 0.3:
            lines.append(f"{dice.choice(('担当', '備考欄'))}|{word('課')}")
        values = [word("値") for _ in range(3)]
        if dice.random() < 0.5:
            lines.append("成果指標|" + "|".join(f"令和{n + 3}年度　{v}" for n, v in enumerate(values)))
        else:
            lines += ["成果指標|令和3年度|令和4年度|令和5年度", "|" + "|".join(values)]
        kind = dice.choice(("", "gap", "note", "loose"))
        lines += [""] * (kind in ("gap", "note"))
        lines += [f"※{word('注')}", word("続き")] if kind == "note" else [word("余り")] if kind == "loose" else []
    found = card_grid(table(*lines), P5)
    assert found is not None
    text = "\n".join(cell.text for cell in found.cells.values())
    assert [one for one in words if one not in text] == []
