"""太字 in stored texts: signs of our own, always tidy, never words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zaitaku_desktop.base.folding import find_all
from zaitaku_desktop.model import inline
from zaitaku_desktop.model.inline import OFF, ON

TEXTS = st.text(st.sampled_from(["あ", "b", "・", "\n", " ", ON, OFF, "\ufdd5"]), max_size=24)


def test_that_bold_words_are_found_again_and_the_words_are_as_before() -> None:
    text = inline.marked([("年4回、", False), ("夜間", True), ("に開く。", False)])
    assert inline.plain(text) == "年4回、夜間に開く。"
    assert inline.pieces(text) == [("年4回、", False), ("夜間", True), ("に開く。", False)]
    assert inline.has_bold(text) and not inline.has_bold(inline.plain(text))


def test_that_every_line_can_be_read_by_itself() -> None:
    text = inline.bold_all("・一\n\n・二", bold=True)
    assert [inline.pieces(line) for line in text.split("\n")] == [[("・一", True)], [], [("・二", True)]]


@given(TEXTS)
def test_that_a_tidy_text_stays_as_it_is_and_says_the_same(text: str) -> None:
    tidy = inline.tidy(text)
    assert inline.tidy(tidy) == tidy
    assert inline.plain(tidy) == inline.plain(text)
    assert f"{ON}{OFF}" not in tidy and f"{OFF}{ON}" not in tidy
    assert all(line.count(ON) == line.count(OFF) for line in tidy.split("\n"))


@given(TEXTS, st.integers(0, 24), st.integers(0, 24))
def test_that_parts_put_together_are_the_whole(text: str, one: int, other: int) -> None:
    start, stop = sorted((one, other))
    parts = [inline.cut(text, 0, start), inline.cut(text, start, stop), inline.cut(text, stop)]
    assert inline.tidy("".join(parts)) == inline.tidy(text)
    assert inline.plain(parts[1]) == inline.plain(text)[start:stop]


def test_that_words_put_in_place_of_others_are_as_bold_as_they() -> None:
    text = inline.marked([("6月18日（", False), ("木", True), ("）", False)])
    assert inline.replaced(text, 6, 7, "水") == inline.marked([("6月18日（", False), ("水", True), ("）", False)])
    assert inline.plain(inline.replaced(text, 0, 1, "7")) == "7月18日（木）"


def test_that_blanks_do_not_count_as_not_bold() -> None:
    assert inline.is_all_bold(inline.marked([("・一", True), ("　", False), ("二", True)]))
    assert not inline.is_all_bold(inline.marked([("・一", True), ("二", False)]))


def test_that_words_are_found_across_the_edge_of_what_is_bold() -> None:
    text = inline.marked([("医療", True), ("連携", False)])
    ((start, end),) = find_all(text, "医療連携")
    assert inline.plain(text[start:end]) == "医療連携"
