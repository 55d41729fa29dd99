from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.cells import MARK, TITLE, Column, FieldValue, read_cell, show_cell
from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.model.plan import EntryState

YEARS = (FiscalYear(2021), FiscalYear(2022), FiscalYear(2023))
FORM = load_form("p1")


def column(key: str, year: int | None = None) -> Column:
    definition = FORM.column(key)
    return Column(f"{key}:{year}" if year else key, definition, FiscalYear(year) if year else None)


def values(key: str, text: str, year: int | None = None) -> dict[tuple[str, int | None], tuple[str, str]]:
    found = read_cell(column(key, year), text, YEARS)
    return {(v.field, v.year): (v.state.value, v.text) for v in found if v.state is not None}


@pytest.mark.parametrize("word", ["継続", "→", "・継続", "⇒", " 継続 "])
def test_that_a_lone_word_for_continuing_is_a_state(word: str) -> None:
    assert values("plan", word, 2022) == {("plan", 2022): ("continues", "")}


def test_that_what_follows_the_word_continues_with_its_marks() -> None:
    assert values("plan", "・継続\n・冊子を配る。", 2022) == {("plan", 2022): ("continues", "・冊子を配る。")}


def test_that_a_sentence_that_begins_with_continuing_is_a_text() -> None:
    assert values("plan", "継続して訪ねる。", 2022) == {("plan", 2022): ("text", "継続して訪ねる。")}


def test_that_continuing_is_a_state_in_yearly_cells_only() -> None:
    assert values("output_goal", "継続") == {("output_goal", None): ("text", "継続")}


@pytest.mark.parametrize("sign", "—―ー－-─")
def test_that_every_lone_dash_is_the_state_none(sign: str) -> None:
    assert values("plan", sign, 2022) == {("plan", 2022): ("none", "")}


def test_that_a_blank_cell_blanks_every_field_in_it() -> None:
    assert [v.state for v in read_cell(column("purpose_summary"), " \n")] == [None, None]
    assert {v.year for v in read_cell(column("leader"), "", YEARS)} == {None, 2021, 2022, 2023}


@pytest.mark.parametrize("colon", [":", "：", " : "])
def test_that_labels_part_purpose_and_summary(colon: str) -> None:
    read = values("purpose_summary", f"目的{colon}早く知る。\n続き\n概要{colon}訪ねる。")
    assert read == {("purpose", None): ("text", "早く知る。\n続き"), ("summary", None): ("text", "訪ねる。")}


def test_that_a_text_without_labels_is_the_purpose() -> None:
    assert values("purpose_summary", "早く知る。") == {("purpose", None): ("text", "早く知る。")}


def test_that_years_in_a_row_share_the_name_that_follows() -> None:
    read = values("leader", "令和3年度\n令和4年度\n市役所\n令和5年度 ひがし包括 (新規)")
    assert read == {
        ("leader", 2021): ("text", "市役所"),
        ("leader", 2022): ("text", "市役所"),
        ("leader", 2023): ("text", "ひがし包括 (新規)"),
    }


def test_that_a_leader_may_have_no_year() -> None:
    assert values("leader", "市役所") == {("leader", None): ("text", "市役所")}


def test_that_equal_years_in_a_row_are_shown_once() -> None:
    shown = show_cell(column("leader"), read_cell(column("leader"), "R3 市役所\nR4 市役所\nR5 支援室", YEARS))
    assert shown == "令和3年度\n令和4年度\n市役所\n令和5年度\n支援室"


def test_that_years_without_a_name_are_not_lost() -> None:
    assert "令和5年度" in show_cell(column("leader"), read_cell(column("leader"), "市役所\n令和5年度", YEARS))


@pytest.mark.parametrize(
    ("text", "mark", "title"),
    [
        ("新規 顔合わせ", "new", "顔合わせ"),
        ("既存　便利帳の\n更新", "existing", "便利帳の\n更新"),
        ("【新規】顔合わせ", "new", "顔合わせ"),
        ("新規事業の検討", "", "新規事業の検討"),
        ("急変時", "", "急変時"),
        ("新規", "new", ""),
    ],
)
def test_that_a_mark_word_before_the_name_is_its_mark(text: str, mark: str, title: str) -> None:
    found = {value.field: value.text for value in read_cell(column("title"), text)}
    assert found == {MARK: mark, TITLE: title}


LINE = st.text(alphabet="・○目的概要：継続新規令和4年度市役所ＡaＲR3\u3000 (（―→𠮷", min_size=1, max_size=12)
TEXTS = st.lists(LINE, min_size=0, max_size=5).map("\n".join)
STATES = st.one_of(
    st.just((None, "")),
    st.just((EntryState.NONE, "")),
    st.just((EntryState.CONTINUES, "")),
    st.sampled_from(["・冊子を配る。", "手順を改める。\n※時期は未定", "①一つ\n②二つ"]).map(
        lambda t: (EntryState.CONTINUES, t)
    ),
    st.sampled_from(["市役所", "・訪ねる。\n・配る。", "にし包括（新規）"]).map(lambda t: (EntryState.TEXT, t)),
)


@given(STATES)
def test_that_a_shown_cell_reads_back_as_it_was(value: tuple[EntryState | None, str]) -> None:
    shown = (FieldValue("plan", 2022, *value),)
    assert read_cell(column("plan", 2022), show_cell(column("plan", 2022), shown)) == shown


@given(st.lists(st.sampled_from(["", "市役所", "にし包括（新規）"]), min_size=4, max_size=4))
def test_that_shown_leaders_read_back_as_they_were(names: list[str]) -> None:
    years = (None, 2021, 2022, 2023)
    was = {FieldValue("leader", y, EntryState.TEXT if n else None, n) for y, n in zip(years, names, strict=True)}
    shown = show_cell(column("leader"), sorted(was, key=lambda v: v.year or 0))
    assert set(read_cell(column("leader"), shown, YEARS)) == was


@given(TEXTS, st.sampled_from(["plan", "purpose_summary", "leader", "title", "target_group"]))
def test_that_showing_and_reading_settle_at_once(text: str, key: str) -> None:
    """Whatever is typed: what is shown after it was read reads the same, and no word of it is gone."""
    place = column(key, 2022 if key == "plan" else None)
    first = read_cell(place, text, YEARS)
    shown = show_cell(place, first)
    assert read_cell(place, shown, YEARS) == first
    for sign in "𠮷所a":
        assert (sign in shown) == (sign in text)
    if key in ("plan", "target_group"):
        assert shown.count("𠮷") == text.count("𠮷")


@pytest.mark.parametrize(("typed", "kept"), [("Ａ", "A"), (" b ", "B"), ("Ｄ", "D"), ("Ｅ", "Ｅ"), ("未定", "未定")])
def test_that_a_grade_is_one_letter_whatever_its_width(typed: str, kept: str) -> None:
    column = Column("grade:2024", load_form("p4").column("grade"), FiscalYear(2024))
    (value,) = read_cell(column, typed)
    assert (value.field, value.year, value.text) == ("grade", 2024, kept)


def test_that_a_column_of_the_first_filled_field_is_written_where_it_was_read() -> None:
    column = Column("planned:2024", load_form("p4").column("planned"), FiscalYear(2024))
    assert read_cell(column, "年3回")[0].field == "indicator_text"
    assert read_cell(column, "年3回", field="plan")[0].field == "plan"
    assert read_cell(column, "年3回", field="actual")[0].field == "indicator_text"
