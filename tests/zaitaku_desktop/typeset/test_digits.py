"""Rules of 全角 and 半角 digits (PAGES 1 (g))."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zaitaku_desktop.typeset.digits import DigitStyle, set_digits, set_era_letters

STYLES: tuple[DigitStyle, ...] = ("mixed", "half", "full", "typed")
TEXTS = st.text(alphabet="0123456789０１２３４５６７８９.,．，：:/／RＲHＳ年回％(){}（） あ医-～https", max_size=30)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("7月10日", "７月10日"),
        ("９か所、２１か所", "９か所、21か所"),
        ("91.3％", "91.3％"),
        ("９．５％", "9.5％"),
        ("3,000部", "3,000部"),
        ("３，０００部", "3,000部"),
        ("令和6年度", "令和６年度"),
        ("10:00", "10:00"),
        ("5～7人", "５～７人"),
    ],
)
def test_that_one_digit_is_full_width_and_more_are_half_width(typed: str, printed: str) -> None:
    assert set_digits(typed, "mixed") == printed


@pytest.mark.parametrize("text", ["(1)目的", "A4判", "R6実績", "v1.2", "0123-45-6789", "https://a.example/1"])
def test_that_item_numbers_and_latin_words_stay_as_typed(text: str) -> None:
    assert set_digits(text, "mixed") == text


def test_that_a_list_of_numbers_is_not_taken_for_thousands() -> None:
    assert set_digits("１，２年目", "mixed") == "１，２年目"


def test_that_all_digits_can_be_half_or_full_width() -> None:
    assert set_digits("７月１０日", "half") == "7月10日"
    assert set_digits("7月10日", "full") == "７月１０日"


@pytest.mark.parametrize(
    ("typed", "printed"), [("R6実績", "Ｒ６実績"), ("R10", "Ｒ10"), ("H31・R2", "Ｈ31・Ｒ２"), ("ER6", "ER6")]
)
def test_that_the_letter_of_an_era_goes_with_its_year(typed: str, printed: str) -> None:
    assert set_era_letters(typed, "mixed") == printed


@given(TEXTS, st.sampled_from(STYLES))
def test_that_nfkc_sees_no_difference(text: str, style: DigitStyle) -> None:
    for result in (set_digits(text, style), set_era_letters(text, style)):
        assert unicodedata.normalize("NFKC", result) == unicodedata.normalize("NFKC", text)
        assert len(result) == len(text)


@given(TEXTS, st.sampled_from(STYLES))
def test_that_setting_twice_is_setting_once(text: str, style: DigitStyle) -> None:
    once = set_digits(text, style)
    assert set_digits(once, style) == once
