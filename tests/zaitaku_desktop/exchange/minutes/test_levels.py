"""Numbers are told from words by the series they make."""

from __future__ import annotations

from zaitaku_desktop.exchange.minutes.reading import read_minutes
from zaitaku_desktop.exchange.minutes.tree import BlockText, MinutesText

HEAD = "会議録\n日時　令和7年5月8日\n場所　会議室\n出席者　甲本 一郎\n議事内容\n"


def read(*lines: str) -> MinutesText:
    """A 会議録 with this body."""
    return read_minutes(HEAD + "\n\n".join(lines))


def numbers(*lines: str) -> list[str]:
    """The number of each block, - for none."""
    return [block.number or "-" for block in read(*lines).blocks]


def block(text: str, *lines: str) -> BlockText:
    """The block that begins with that text."""
    return next(one for one in read(*lines).blocks if one.text.startswith(text))


def test_that_a_figure_with_a_unit_begins_no_item() -> None:
    assert numbers("1 開会", "2名の交代を紹介した。", "3 年間を振り返った。", "2 議題") == ["1", "-", "-", "2"]


def test_that_a_word_in_katakana_begins_no_item() -> None:
    assert numbers("1 開会", "アンケートを配った。", "イベントを開く。", "ア 会場", "イ 時期") == [
        "1",
        "-",
        "-",
        "ア",
        "イ",
    ]


def test_that_a_kana_before_brackets_or_a_word_counts_when_it_is_due() -> None:
    assert numbers("1 議題", "ア（新しい）部屋", "イ時期") == ["1", "ア", "イ"]


def test_that_seven_eight_nine_below_a_kana_are_kana_in_brackets() -> None:
    found = read("1 議題", "(1) 研修", "ア 意見", "(7) 一つ", "(8) 二つ", "イ 決定", "(7) 三つ")
    assert [one.number for one in found.blocks] == ["1", "(1)", "ア", "(ア)", "(イ)", "イ", "(ア)"]
    assert [(one.before, one.after) for one in found.repairs] == [("(7)", "(ア)"), ("(8)", "(イ)"), ("(7)", "(ア)")]


def test_that_a_real_seventh_item_stays_one() -> None:
    lines = [f"({number}) 議題{number}" for number in range(1, 7)]
    assert numbers(*lines, "ア 意見", "(7) 議題7")[-1] == "(7)"


def test_that_kanji_that_look_like_kana_are_read_as_the_kana_that_is_due() -> None:
    lines = [f"{sign} 意見である。" for sign in "アイウ工才力"]
    found = read("1 議題", *lines)
    assert "".join(one.number for one in found.blocks[1:]) == "アイウエオカ"
    assert [one.before for one in found.repairs] == ["工", "才", "力"]


def test_that_a_number_left_out_stays_as_printed_and_is_listed() -> None:
    found = read("1 議題", "ア 一つ目", "イ 二つ目", "エ 四つ目", "オ 五つ目")
    assert [one.number for one in found.blocks] == ["1", "ア", "イ", "エ", "オ"]
    assert [(one.restarts, one.start) for one in found.blocks[3:]] == [(True, 4), (False, 1)]
    assert any(one.text == "エ" for one in found.unread)


def test_that_a_list_begins_anew_where_it_is_printed_so() -> None:
    lines = ("1 議題", "ア 意見である。", "イ 意見である。", "次のとおり決定した。", "ア 決めた。", "イ 決めた。")
    found = read(*lines)
    assert [one.number for one in found.blocks] == ["1", "ア", "イ", "", "ア", "イ"]
    assert [one.restarts for one in found.blocks] == [False, False, False, False, True, False]


def test_that_a_list_may_go_on_below_the_next_heading() -> None:
    found = read("(1) 一", "ア 意見である。", "イ 意見である。", "(2) 二", "ウ 意見である。")
    assert found.blocks[-1].number == "ウ"
    assert found.blocks[-1].continues
    assert not found.unread


def test_that_the_levels_follow_what_stands_inside_of_what() -> None:
    found = read("(3) 案", "① 一つ", "ア 枝", "イ 枝", "② 二つ", "(4) 次")
    assert found.scheme == ("(1)", "①", "ア")
    assert [one.level for one in found.blocks] == [0, 1, 2, 2, 1, 0]


def test_that_a_level_may_be_left_out() -> None:
    found = read("1 議題", "(1) 案", "ア 意見である。", "2 その他", "ア 知らせである。")
    assert [one.level for one in found.blocks] == [0, 1, 2, 0, 2]


def test_that_a_paragraph_and_a_speaker_do_not_break_a_series() -> None:
    found = read("1 議題", "ア 意見である。", "場所を変えて話した。", "（甲本委員から）", "イ 意見である。")
    assert [one.number or "-" for one in found.blocks] == ["1", "ア", "-", "-", "イ"]
    assert block("（甲本", "1 議題", "（甲本委員から）").speaker == "甲本委員"
