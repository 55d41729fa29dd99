"""箇条書き: the mark of the next line, and how a list ends."""

from __future__ import annotations

import pytest

from zaitaku_desktop.forms.list_marks import break_line


def broken(text: str) -> str:
    """The text after a new line at the |, with a | where the cursor is then."""
    at = text.index("|")
    plain = text.replace("|", "")
    made = break_line(plain, at)
    return f"{plain[: made.start]}{made.words}|{plain[made.end :]}"


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("・訪ねる。", "・"),
        ("○ 会議", "○ "),
        ("　・字下げ", "　・"),
        ("※注", "※"),
        ("①電話", "②"),
        ("⑳電話", "㉑"),
        ("(1)案内", "(2)"),
        ("（９）　案内", "（１０）　"),
        ("1. 案内", "2. "),
        ("(ア)案内", "(イ)"),
        ("ア　案内", "イ　"),
    ],
)
def test_that_a_new_line_begins_with_the_next_mark(line: str, following: str) -> None:
    assert broken(f"{line}|") == f"{line}\n{following}|"


@pytest.mark.parametrize("line", ["訪ねる。", "3.5回", "アンケート", "令和6年", "", "ー（長音）", "2024.4.1"])
def test_that_a_line_without_a_mark_is_only_broken(line: str) -> None:
    assert broken(f"{line}|") == f"{line}\n|"


def test_that_an_empty_mark_ends_the_list() -> None:
    assert broken("・訪ねる。\n・|") == "・訪ねる。\n|"
    assert broken("①電話\n② |") == "①電話\n|"
    assert broken("　・|\nほか") == "|\nほか"


def test_that_the_words_after_the_cursor_become_the_next_point() -> None:
    assert broken("・前半|後半\n・次") == "・前半\n・|後半\n・次"


def test_that_before_and_within_a_mark_nothing_is_added() -> None:
    assert broken("|・訪ねる。") == "\n|・訪ねる。"
    assert broken("(|1)案内") == "(\n|1)案内"


def test_that_a_series_that_has_no_more_signs_ends() -> None:
    assert broken("㊿最後|") == "㊿最後\n|"
    assert broken("ワ　最後|") == "ワ　最後\n|"
