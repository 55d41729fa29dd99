"""What a legend says of the grades."""

from __future__ import annotations

from zaitaku_desktop.forms.grade_words import grade_words
from zaitaku_desktop.forms.library import load_form


def test_that_the_words_of_each_grade_are_found() -> None:
    assert grade_words(["Ａ：できた。　　Ｂ：直す所がある。", "Ｃ＝ 課題が残った。", "――――"]) == {
        "A": "できた。",
        "B": "直す所がある。",
        "C": "課題が残った。",
    }


def test_that_the_delivered_form_explains_all_of_them() -> None:
    assert set(grade_words(load_form("p4").legend.lines)) == {"A", "B", "C", "D", "―"}


def test_that_other_lines_explain_nothing() -> None:
    assert grade_words(["→：翌年度以降も続く", "Ａ４：用紙", ""]) == {}
