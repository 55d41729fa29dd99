"""Words are found however they were typed, and what is found lies exactly in the original text."""

from __future__ import annotations

import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zaitaku_desktop.base.folding import find_all, fold, kanji_variants, replace_spans

SIGNS = (
    *"aAａＡ1１①㈱㌔ﬀß-－ー―〜～ 　\n・、高髙崎﨑浜濵辺邉斉齋かカがガはハばバパぱヶヽ",
    *("ﾊ", "ﾊﾞ", "ｶﾞ", "か\u3099", "は\u309a", "葛\U000e0100", "辻\ufe00", "𠮷", "\ufdd0", "\ufdd1", "\uff9e", "\u3099"),
    *("\0", "e\u0301"),
)
words = st.lists(st.sampled_from(SIGNS), max_size=12).map("".join) | st.text(max_size=8)


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("ＡＣＰの普及", "acp"),
        ("令和７年度", "7年"),
        ("ケアマネージャー", "けあまね－じゃ－"),
        ("ｹｱﾏﾈｰｼﾞｬｰ", "ケアマネージャー"),
        ("か\u3099ん", "がん"),
        ("髙﨑さん", "高崎"),
        ("渡邉さん", "渡辺"),
        ("渡邊さん", "渡邉"),
        ("齋藤", "斉藤"),
        ("葛\U000e0100城", "葛城"),
        ("𠮷田", "吉田"),
        ("㈱みなと", "(株)みなと"),
        ("10〜12月", "10～12月"),
        ("訪\ufdd0問\ufdd1看護", "訪問看護"),
    ],
)
def test_that_words_are_found_however_they_were_typed(text: str, pattern: str) -> None:
    assert len(find_all(text, pattern)) == 1
    assert not find_all(text, pattern, exact=True) or "\ufdd0" in text


def test_that_a_range_takes_whole_signs() -> None:
    assert find_all("xﾊﾞy", "バ") == [(1, 3)]
    assert find_all("xﾊﾞy", "ハ") == []
    assert find_all("葛\U000e0100城", "葛") == [(0, 2)]
    assert find_all("㈱", "株") == []
    assert find_all("か\u3099", "か", exact=True) == []


def test_that_a_circled_number_is_no_number() -> None:
    assert find_all("①1回", "1") == [(1, 2)]
    assert find_all("①1回", "①") == [(0, 1)]


def test_that_hits_do_not_overlap() -> None:
    assert find_all("ああああ", "ああ") == [(0, 2), (2, 4)]


def test_that_nothing_is_found_for_no_signs() -> None:
    assert find_all("あ", "") == []
    assert find_all("あ", "\ufdd0") == []


def test_that_marks_inside_a_hit_are_kept_behind_the_new_words() -> None:
    text = "a\ufdd0bc\ufdd1d"
    spans = find_all(text, "ab")
    assert replace_spans(text, spans, "x") == "x\ufdd0c\ufdd1d"
    assert replace_spans(text, find_all(text, "bc"), "x") == "a\ufdd0x\ufdd1d"


def test_that_every_variant_is_in_one_group_only() -> None:
    variants = kanji_variants()
    assert not set(variants) & set(variants.values())
    assert all(len(variant) == 1 for variant in variants)


@given(words, words, st.booleans())
def test_that_ranges_map_back_exactly(text: str, pattern: str, exact: bool) -> None:
    spans = find_all(text, pattern, exact=exact)
    wanted = fold(pattern, exact=exact).text
    for start, end in spans:
        assert fold(text[start:end], exact=exact).text == wanted
    assert all(one[1] <= two[0] for one, two in pairwise(spans))


@given(words, words, words)
def test_that_a_pattern_between_whole_signs_is_found(before: str, pattern: str, after: str) -> None:
    text = f"{before}\n{pattern}\n{after}"
    if fold(pattern).text.strip("\n") and not unicodedata.combining(pattern[0]) and pattern[0] not in "\uff9e\uff9f":
        assert find_all(text, pattern)


@given(words)
def test_that_the_quick_way_folds_as_the_slow_one_does(text: str) -> None:
    slow = fold(text + "\ufdd0").text
    assert fold(text).text == slow


@given(words, words, words)
def test_that_a_replacement_touches_nothing_but_the_hits(text: str, pattern: str, new: str) -> None:
    spans = find_all(text, pattern)
    replaced = replace_spans(text, spans, new)
    at = 0
    for number, (start, end) in enumerate(spans):
        kept = text[at:start]
        assert replaced.startswith(kept + new)
        marks = [char for char in text[start:end] if "\ufdd0" <= char <= "\ufdef"]
        replaced = replaced[len(kept) + len(new) + len(marks) :]
        at = end
        assert number < len(spans)
    assert replaced == text[at:]


def test_that_a_long_plan_is_searched_in_a_moment() -> None:
    texts = [
        f"・第{n}回の会議で、訪問看護ステーションの連絡先を確かめ、名簿を直した。（{n}か所）" for n in range(20_000)
    ]
    for text in texts:
        fold(text)
    began = time.process_time()
    assert sum(len(find_all(text, "ｽﾃｰｼｮﾝ")) for text in texts) == 20_000
    assert time.process_time() - began < 0.5
