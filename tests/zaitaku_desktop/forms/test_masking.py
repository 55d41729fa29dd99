"""Names in the texts of a 公開用 会議録."""

from __future__ import annotations

import pytest

from zaitaku_desktop.forms.masking import Masker, word_lines
from zaitaku_desktop.model import inline

NAMES = ("濱野 一郎", "森 花子", "例示 進", "高山", "葛\U000e0100城 修")


def masked(text: str, *shown: str) -> str:
    return Masker(NAMES, "○○", shown, ("うちやま まさこ",)).masked(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("部会長に濱野部会員を、副部会長に例示委員を選出", "部会長に○○部会員を、副部会長に○○委員を選出"),
        ("浜野一郎、濱野　一郎及び濱野 一郎", "○○、○○及び○○"),  # variants, blanks
        ("（例示部会長から）", "（○○部会長から）"),
        ("森委員の意見", "○○委員の意見"),
        ("森林の整備、青森委員会", "森林の整備、青森委員会"),  # one kanji within a word is no name
        ("高山から", "○○から"),
        ("葛\U000e0100城先生", "○○先生"),
        ("うちやまクリニック", "○○クリニック"),
        ("会議は成立した。", "会議は成立した。"),
    ],
)
def test_that_names_are_masked_however_they_are_written(text: str, wanted: str) -> None:
    assert masked(text) == wanted


def test_that_one_kanji_alone_may_be_a_name_and_is_listed_apart_from_the_sure_one() -> None:
    masker = Masker(NAMES, "○○")
    assert masker.masked("森委員の後、森から森、森林と青森の森へ") == "○○委員の後、○○から○○、森林と青森の○○へ"
    assert [(one.word, one.sure) for one in masker.found.values()] == [("森", False), ("森", True)]
    assert masked("森委員の後、森から", "森") == "○○委員の後、森から"


def test_that_bold_stays_where_it_was() -> None:
    text = f"{inline.ON}例示委員{inline.OFF}の意見に濱野委員が賛成"
    assert masked(text) == f"{inline.ON}○○委員{inline.OFF}の意見に○○委員が賛成"


def test_that_a_word_with_a_name_in_it_is_masked_and_listed_and_may_be_let_stand() -> None:
    masker = Masker(NAMES, "○○")
    assert masker.masked("例示歯科医院の例示委員、例示歯科医院") == "○○歯科医院の○○委員、○○歯科医院"
    word, name = masker.found.values()
    assert (word.word, word.printed, word.sure) == ("例示歯科医院", "○○歯科医院", False)
    assert (name.word, name.sure) == ("例示", True)
    assert masked("例示歯科医院の例示委員", "例示歯科医院") == "例示歯科医院の○○委員"
    assert word_lines(word) == "例示歯科医院 → ○○歯科医院"
    assert word_lines(word, {"例示歯科医院"}) == "例示歯科医院（そのまま）"


def test_that_nothing_in_the_name_of_the_city_is_a_persons() -> None:
    masker = Masker(("高山 一",), "○○", (), ("みなと はな",), ("みなと野市", "高山部会"))
    assert (
        masker.masked("みなと野市の高山部会で高山委員が、みなとクリニックを")
        == "みなと野市の高山部会で○○委員が、○○クリニックを"
    )


def test_that_a_sure_name_is_masked_whatever_is_let_stand() -> None:
    assert masked("例示委員", "例示") == "○○委員"
