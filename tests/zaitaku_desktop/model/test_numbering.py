"""The numbers of an outline."""

from __future__ import annotations

from dataclasses import replace

import pytest
from outlines import outline

from zaitaku_desktop.model.meeting_rows import BlockRow
from zaitaku_desktop.model.numbering import number_outline
from zaitaku_desktop.model.references import LOST, RANGE, Kind, Reference

SCHEME = ("1", "(1)", "ア", "(ア)")


def signs(blocks: list[BlockRow], scheme: tuple[str, ...] = SCHEME) -> list[str]:
    """The number of each block, "" = none."""
    numbering = number_outline(blocks, scheme)
    return [numbering.sign(block.id) for block in blocks]


OPINIONS = outline(
    "0# 開会", "0# 議題", "1# 研修会", "1p 資料１を用いて説明", "2i 一", "2q 二", "2a 答", "2i 三", f"2b 【{RANGE}】",
    "2d 決", "1# 課題", "2i 四", "0# その他", "2i 次回", "2s （部会長から）", "2i 五",
)  # fmt: skip


def test_that_every_level_is_numbered_by_its_sample() -> None:
    assert signs(OPINIONS) == [
        "1", "2", "(1)", "", "ア", "イ", "", "ウ", "", "エ", "(2)", "ア", "3", "ア", "", "イ",
    ]  # fmt: skip


def test_that_what_has_no_number_breaks_no_series() -> None:
    blocks = outline("2i ア", "2a 答", "0p 続き", "2s （甲から）", "3b 囲み", "2i イ")
    assert signs(blocks) == ["ア", "", "", "", "", "イ"]


def test_that_a_paragraph_that_goes_on_has_no_number_though_its_kind_has() -> None:
    assert signs(outline("2i 一", "2i- 続き", "2i 二")) == ["ア", "", "イ"]


def test_that_a_heading_without_a_number_begins_anew_what_stands_below() -> None:
    assert signs(outline("1# 一", "2i あ", "1#- 無", "2i い")) == ["(1)", "ア", "", "ア"]


def test_that_a_decision_continues_the_numbering_of_the_opinions() -> None:
    assert signs(outline("2i 一", "2i 二", f"2b 【{RANGE}】", "2d 三", "2d 四")) == ["ア", "イ", "", "ウ", "エ"]


def test_that_decisions_below_an_item_begin_anew() -> None:
    assert signs(outline("2i 意見", "3i 一", "3i 二", "2i 決定", "3d 一", "3d 二")) == [
        "ア", "(ア)", "(イ)", "イ", "(ア)", "(イ)",
    ]  # fmt: skip


def test_that_a_series_can_begin_anew_or_elsewhere() -> None:
    assert signs(outline("2i 一", "2i 二", "2d! 決", "2d 決", "2i!5 飛び", "2i 次")) == [
        "ア", "イ", "ア", "イ", "オ", "カ",
    ]  # fmt: skip


def test_that_a_series_can_go_on_under_another_heading() -> None:
    assert signs(outline("1# 一", "2i あ", "2i い", "1# 二", "2i+ う", "2i え")) == [
        "(1)", "ア", "イ", "(2)", "ウ", "エ",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("scheme", "wanted"),
    [
        (("1", "(1)", "①", "ア"), ["1", "(1)", "①", "ア"]),
        (("第1", "1", "(1)", "ア"), ["第1", "1", "(1)", "ア"]),
        (("１", "（１）", "ア", "（ア）"), ["１", "（１）", "ア", "（ア）"]),
        ((), ["1", "(1)", "ア", "(ア)"]),
    ],
)
def test_that_a_scheme_is_a_list_of_samples(scheme: tuple[str, ...], wanted: list[str]) -> None:
    assert signs(outline("0# あ", "1# い", "2i う", "3i え"), scheme) == wanted


def test_that_a_level_deeper_than_the_scheme_goes_on_with_its_last_two() -> None:
    assert signs(outline("0i あ", "1i い", "2i う", "3i え"), ("ア", "(ア)")) == ["ア", "(ア)", "ア", "(ア)"]


def test_that_a_level_may_be_left_out() -> None:
    assert signs(outline("1# あ", "3i い", "3i う", "2i え")) == ["(1)", "(ア)", "(イ)", "ア"]


def words(blocks: list[BlockRow], block_id: int, reference: Reference) -> str | None:
    """What a reference in a block says."""
    return number_outline(blocks, SCHEME).say(block_id, reference)


def test_that_a_range_grows_with_its_series() -> None:
    few = outline("1# 題", "2i 一", "3i 細", "2i 二", f"2b 【{RANGE}】", "2d 決")
    assert words(few, 5, Reference(Kind.RANGE)) == "ア～イ"
    more = [*few[:4], replace(few[3], id=9), *few[4:]]
    assert words(more, 5, Reference(Kind.RANGE)) == "ア～ウ"
    assert number_outline(more, SCHEME).sign(6) == "エ"
    assert words([*few[:2], *few[4:]], 5, Reference(Kind.RANGE)) == "ア"


def test_that_a_range_at_the_left_speaks_of_what_stands_below_the_heading() -> None:
    blocks = outline("0# 議題", "1# 題", "2i 一", "2i 二", f"0b 【{RANGE}】")
    assert words(blocks, 5, Reference(Kind.RANGE)) == "ア～イ"
    assert words(blocks[:2] + blocks[4:], 5, Reference(Kind.RANGE)) == LOST


def test_that_a_range_can_begin_at_a_block() -> None:
    blocks = outline("2i 一", "2d 決", "2i 二", "2i 三", "2b 【】")
    assert words(blocks, 5, Reference(Kind.RANGE, 3)) == "ウ～エ"


def test_that_a_reference_prints_the_number_of_its_target() -> None:
    blocks = outline("0# 議題", "1# 題", "2i 一", "2i 二")
    assert words(blocks, 4, Reference(Kind.BLOCK, 3)) == "ア"
    assert words([blocks[0], blocks[1], blocks[3], blocks[2]], 4, Reference(Kind.BLOCK, 3)) == "イ"
    assert words(blocks, 4, Reference(Kind.BLOCK, 3, "path")) == "1(1)ア"
    assert words(blocks, 4, Reference(Kind.BLOCK, 99)) == LOST
    assert words(blocks, 4, Reference(Kind.HANDOUT, 1)) is None
