"""Texts of several rows as points of one cell (LAYOUTS P2)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zaitaku_desktop.forms.points import as_points, as_stored, top_mark


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("調べた。", "○調べた。"),
        ("・調べた。\n・配った。", "○調べた。\n○配った。"),
        ("○調べた。\n*43か所\n○配った。", "○調べた。\n*43か所\n○配った。"),
        ("・調べた。\n※43か所\n①電話\n②訪問", "○調べた。\n※43か所\n①電話\n②訪問"),
        ("二つある。\n・一つ\n・二つ", "○二つある。\n・一つ\n・二つ"),
        ("調べた。\n続きの文", "○調べた。\n\u3000続きの文"),
        ("①電話\n②訪問", "①電話\n②訪問"),
        ("【研修】開いた。", "○【研修】開いた。"),
    ],
)
def test_that_each_point_has_the_mark_and_what_stands_under_it_stays(text: str, points: str) -> None:
    assert as_points(text, "○") == points
    assert as_points(points, "○") == points


def test_that_what_is_added_stands_behind_the_first_line_of_each_point() -> None:
    assert as_points("・配る\n*千枚\n・集める", "○", "（継続）") == "○配る（継続）\n*千枚\n○集める（継続）"


@pytest.mark.parametrize(
    ("like", "shown", "stored"),
    [
        ("・調べた。", "○調べた。\n○配った。", "・調べた。\n・配った。"),
        ("調べた。", "○聞いた。", "聞いた。"),
        ("調べた。\n続きの文", "○聞いた。\n\u3000続きの文", "聞いた。\n続きの文"),
        ("調べた。", "○聞いた。\n○配った。", "○聞いた。\n○配った。"),
        ("○調べた。", "○聞いた。", "○聞いた。"),
    ],
)
def test_that_an_edited_point_keeps_the_marks_of_its_text(like: str, shown: str, stored: str) -> None:
    assert as_stored(shown, like, "○") == stored


lines = st.lists(st.text("・○*①【　 あ。", min_size=1, max_size=6), min_size=1, max_size=4)


@given(lines)
def test_that_no_word_is_lost_and_an_untouched_text_comes_back(found: list[str]) -> None:
    text = "\n".join(found)
    shown = as_points(text, "○")
    assert as_stored(shown, text, "○") == text
    assert [line.strip(" \u3000○・") for line in shown.split("\n")] == [line.strip(" \u3000○・") for line in found]
    assert top_mark(shown) == "○" or shown[0] == "①"
