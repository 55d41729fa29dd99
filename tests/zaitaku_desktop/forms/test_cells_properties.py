"""Any text that can be typed or pasted into a cell: reading settles at once, and no character of it is lost."""

from __future__ import annotations

import unicodedata
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.cells import Column, FieldValue, read_cell, show_cell
from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.model.inline import tidy
from zaitaku_desktop.model.plan import EntryState

YEARS = (FiscalYear(2024), FiscalYear(2025), FiscalYear(2026))
FORM = load_form("p1")
PIECES = st.sampled_from(
    [
        *("令和6年度", "令和７年度", "Ｒ８", "R6", "R99", "H31", "平成元年度", "令和6年度から", "令和6年度～", "R6\t"),
        *("目的：", "概要:", "目的 ： ", "新規", "既存", "【新規】", "【新規", "(既存）", "継続", "・継続", "→", "⇒"),
        *("―", "—", "-", "・", "○", "※", "市役所", "にし包括（新規）", "𠮷﨑", "葛\U000e0100城", "か゚", "ﾃｽﾄ", "①", "'"),
        *(" ", "\u3000", "\t", "\n", "\n\n", "\r\n", "\r", "\u2028", "\x0b", "\x85"),
        *("\ufdd0", "\ufdd1", "\ufdd0継続\ufdd1", "\ufdd0目的：\ufdd1"),
    ]
)
TYPED = st.lists(PIECES | st.text(max_size=3), max_size=12).map("".join)
PLACES = [("plan", 2025), *((key, None) for key in ("purpose_summary", "leader", "title", "target_group", "group"))]


def place(key: str, year: int | None) -> Column:
    return Column(key, FORM.column(key), FiscalYear(year) if year else None)


@pytest.mark.parametrize(("key", "year"), PLACES)
@given(typed=TYPED)
@example(typed="令和6年度\n令和6年度\n市役所")
@example(typed="令和6年度\n\n市役所\n令和8年度\n令和7年度\n支援室\n令和8年度")
@example(typed="新規  a ")
@example(typed="R6\t市役所")
@example(typed="令和6年度\n\ufdd0目的：\ufdd1\ufdd0目的：\ufdd1")
@example(typed="令和6年度\n目的：目的：概要：講演")
@example(typed="\ufdd0 令和6年度")
def test_that_what_is_shown_reads_as_it_was_read(key: str, year: int | None, typed: str) -> None:
    read = read_cell(place(key, year), typed, YEARS)
    shown = show_cell(place(key, year), read)
    again = read_cell(place(key, year), shown, YEARS)
    assert show_cell(place(key, year), again) == shown
    assert {v for v in again if v.state} == {v for v in read if v.state}


def signs(text: str) -> Counter[str]:
    """What makes up a text, without spaces, years and the words the program sets itself."""
    plain = unicodedata.normalize("NFKC", text)
    return Counter(sign for sign in plain if sign in "市役所包括𠮷葛城支援室か゚テスト①'")


@pytest.mark.parametrize(("key", "year"), PLACES)
@given(typed=TYPED)
def test_that_every_character_typed_is_still_there(key: str, year: int | None, typed: str) -> None:
    shown = show_cell(place(key, year), read_cell(place(key, year), typed, YEARS))
    missing = signs(typed) - signs(shown)
    assert not missing


@given(typed=TYPED)
@example(typed="令和6年度\ufdd0\r\n令和6年度")
def test_that_a_plain_text_is_kept_to_the_letter(typed: str) -> None:
    """Line ends become one kind, blank lines at both ends go, 太字 is made tidy; nothing else is touched."""
    (value,) = read_cell(place("target_group", None), typed)
    lines = tidy(typed.replace("\r\n", "\n").replace("\r", "\n")).strip("\n")
    assert value.text == (lines if value.state is EntryState.TEXT else "")


@given(typed=TYPED)
def test_that_every_year_of_the_plan_has_a_value_in_a_cell_of_all_years(typed: str) -> None:
    read = read_cell(place("leader", None), typed, YEARS)
    years = [value.year for value in read]
    assert len(years) == len(set(years))
    assert {None, 2024, 2025, 2026} <= set(years)


@pytest.mark.parametrize("name", ["令和6年度から市役所", "令和6年度～令和7年度 市役所", "R6年 市役所"])
def test_that_words_that_only_begin_like_a_year_are_a_name(name: str) -> None:
    read = {v for v in read_cell(place("leader", None), name, YEARS) if v.state}
    assert read == {FieldValue("leader", None, EntryState.TEXT, name)}


def test_that_a_year_without_a_name_is_kept_as_words() -> None:
    read = {v for v in read_cell(place("leader", None), "令和6年度\n市役所\nR7", YEARS) if v.state}
    assert read == {FieldValue("leader", 2024, EntryState.TEXT, "市役所\n（令和7年度）")}


@pytest.mark.parametrize("typed", ["令和6年度\n令和6年度\n市役所", "R6 R6\n市役所", "令和6年度 市役所"])
def test_that_a_year_typed_twice_names_its_leader_once(typed: str) -> None:
    read = {v for v in read_cell(place("leader", None), typed, YEARS) if v.state}
    assert read == {FieldValue("leader", 2024, EntryState.TEXT, "市役所")}
