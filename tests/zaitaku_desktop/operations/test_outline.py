"""The outline of a 会議録."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from meetings import Desk

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model import inline
from zaitaku_desktop.model.outline import BlockKind, Series
from zaitaku_desktop.model.references import RANGE, Kind, Reference
from zaitaku_desktop.operations import outline, person
from zaitaku_desktop.operations.outline import NewBlock

OP, D = BlockKind.OPINION, BlockKind.DECISION
Fill = Callable[..., list[int]]


@pytest.fixture
def fill(desk: Desk) -> Fill:
    """Puts blocks in at the end: (level, kind, text)."""

    def put(*blocks: tuple[int, BlockKind, str]) -> list[int]:
        new = [NewBlock(text, level, kind) for level, kind, text in blocks]
        made: list[int] = desk.do(outline.append_blocks, desk.circle.meeting, new)
        return made

    return put


@pytest.fixture
def debate(fill: Fill) -> list[int]:
    """A heading, three opinions (the second with a point below it), a banner and a decision."""
    return fill(
        (1, BlockKind.HEADING, "研修会"), (2, OP, "一"), (2, OP, "二"), (3, OP, "細"), (2, OP, "三"),
        (2, BlockKind.BOX, f"【{RANGE}等を踏まえて決定】"), (2, D, "四"),
    )  # fmt: skip


def test_that_an_opinion_put_in_renumbers_and_everything_follows(desk: Desk, debate: list[int]) -> None:
    desk.do(outline.edit_block, debate[6], text=f"{Reference(Kind.BLOCK, debate[2]).token}のとおり")
    assert desk.lines()[-2:] == ["2  【ア～ウ等を踏まえて決定】", "2 エ イのとおり"]
    desk.do(outline.insert_block, desk.circle.meeting, debate[1], OP, 2, "間")
    desk.do(outline.insert_block, desk.circle.meeting, debate[4], OP, 2, "後")
    assert desk.lines() == [
        "1 (1) 研修会", "2 ア 一", "2 イ 間", "2 ウ 二", "3 (ア) 細", "2 エ 三", "2 オ 後",
        "2  【ア～オ等を踏まえて決定】", "2 カ ウのとおり",
    ]  # fmt: skip
    desk.workspace.undo()
    desk.workspace.undo()
    assert desk.lines()[-2:] == ["2  【ア～ウ等を踏まえて決定】", "2 エ イのとおり"]


def test_that_a_block_moves_with_all_below_it(desk: Desk, debate: list[int]) -> None:
    desk.do(outline.move_blocks, [debate[2]], debate[1])
    assert desk.lines()[1:5] == ["2 ア 二", "3 (ア) 細", "2 イ 一", "2 ウ 三"]
    desk.do(outline.move_blocks, [debate[2]])
    assert desk.lines()[-2:] == ["2 エ 二", "3 (ア) 細"]


def test_that_alt_and_an_arrow_step_over_a_neighbour_with_all_below_it(desk: Desk, debate: list[int]) -> None:
    assert desk.do(outline.step_blocks, [debate[4]], up=True)
    assert [line[-1] for line in desk.lines()[1:5]] == ["一", "三", "二", "細"]
    assert desk.do(outline.step_blocks, [debate[4]], up=False)
    assert [line[-1] for line in desk.lines()[1:5]] == ["一", "二", "細", "三"]
    assert not desk.do(outline.step_blocks, [debate[0]], up=True)
    assert not desk.do(outline.step_blocks, [debate[6]], up=False)
    assert desk.do(outline.step_blocks, [debate[1]], up=True)
    assert desk.lines()[:2] == ["2 ア 一", "1 (1) 研修会"]


def test_that_blocks_are_indented_with_all_below_them(desk: Desk, debate: list[int]) -> None:
    desk.do(outline.shift_blocks, [debate[2]], 1)
    assert desk.lines()[1:5] == ["2 ア 一", "3 (ア) 二", "4 a 細", "2 イ 三"]
    desk.do(outline.shift_blocks, [debate[2], debate[4]], -1)
    assert desk.lines()[1:5] == ["2 ア 一", "2 イ 二", "3 (ア) 細", "1 (2) 三"]
    desk.do(outline.set_level, debate[3], 0)
    assert desk.lines()[3] == "0 1 細"
    with pytest.raises(KnownError, match="これ以上字上げできない"):
        desk.do(outline.shift_blocks, [debate[3], debate[1]], -1)
    assert desk.lines()[1] == "2 ア 一"


def test_that_a_block_is_split_and_joined_again(desk: Desk, fill: Fill) -> None:
    one, two = fill((2, OP, f"{inline.ON}前{inline.OFF}の{Reference(Kind.HANDOUT, 1).token}後"), (2, OP, "次"))
    desk.do(outline.edit_block, two, text=f"{Reference(Kind.BLOCK, one).token}、{RANGE}")
    new = desk.do(outline.split_block, one, 4)  # within the reference: behind it
    assert [row.text for row in desk.now().blocks][1] == "後"
    assert (desk.now().blocks[1].kind, desk.now().blocks[1].level) == (OP, 2)
    desk.do(outline.edit_block, two, text=f"{Reference(Kind.BLOCK, new).token}")
    assert desk.lines()[2] == "2 ウ イ"
    assert desk.do(outline.join_blocks, new) == one
    assert desk.now().blocks[0].text == f"{inline.ON}前{inline.OFF}の{Reference(Kind.HANDOUT, 1).token}後"
    assert desk.lines()[1] == "2 イ ア"
    with pytest.raises(KnownError, match="上に項目がない"):
        desk.do(outline.join_blocks, one)


def test_that_the_words_behind_a_cut_heading_are_a_paragraph(desk: Desk, fill: Fill) -> None:
    (one,) = fill((1, BlockKind.HEADING, "研修会について説明"))
    desk.do(outline.split_block, one, 7)
    assert desk.lines() == ["1 (1) 研修会について", "1  説明"]
    desk.do(outline.edit_block, one, series=Series.NONE)
    assert desk.lines()[0] == "1  研修会について"


def test_that_references_to_what_is_removed_become_words(desk: Desk, debate: list[int]) -> None:
    desk.do(outline.edit_block, debate[6], text=f"{Reference(Kind.BLOCK, debate[2]).token}のとおり")
    desk.do(outline.edit_block, debate[5], text=f"【{Reference(Kind.RANGE, debate[2]).token}】")
    desk.do(outline.remove_blocks, [debate[2]])
    assert desk.lines() == ["1 (1) 研修会", "2 ア 一", "3 (ア) 細", "2 イ 三", "2  【イ～ウ】", "2 ウ イのとおり"]


def test_that_kind_and_series_of_several_blocks_change_at_once(desk: Desk, debate: list[int]) -> None:
    desk.do(outline.edit_blocks, debate[1:3], kind=BlockKind.ANSWER)
    assert desk.lines()[1:3] == ["2  一", "2  二"]
    desk.do(outline.edit_block, debate[6], series=Series.RESTART, start=3)
    assert desk.lines()[-1] == "2 ウ 四"


def test_that_the_agenda_is_put_in_as_headings_once(desk: Desk, fill: Fill) -> None:
    (one,) = fill((0, BlockKind.PLAIN, "前文"))
    made = desk.do(outline.insert_agenda, desk.circle.meeting)
    assert desk.lines() == ["0  前文", "0 1 開会", "0 2 議題", "0 3 その他", "0 4 閉会"]
    with pytest.raises(KnownError, match="すべて会議録にあります"):
        desk.do(outline.insert_agenda, desk.circle.meeting)
    desk.do(outline.remove_blocks, [made[1]])
    desk.do(outline.insert_agenda, desk.circle.meeting, one)
    assert desk.lines()[:3] == ["0  前文", "0 1 議題", "0 2 開会"]


def test_that_what_is_gone_is_said(desk: Desk) -> None:
    with pytest.raises(KnownError, match="項目は削除"):
        desk.do(outline.write_text, 999, "x")
    with pytest.raises(KnownError, match="入れる所を選び直して"):
        desk.do(outline.insert_block, desk.circle.meeting, 999, OP, 0)
    desk.do(outline.remove_blocks, [999])


def test_that_a_block_put_in_leaves_the_others_where_they_are(desk: Desk, debate: list[int]) -> None:
    before = {row.id: row for row in desk.now().blocks}
    desk.do(outline.insert_block, desk.circle.meeting, debate[2], OP, 2, "間")
    desk.do(outline.move_blocks, [debate[6]], debate[1])
    after = {row.id: row for row in desk.now().blocks}
    assert [one for one in before if before[one] != after[one]] == [debate[6]]


def test_that_there_is_always_room_for_one_more(desk: Desk, debate: list[int]) -> None:
    for number in range(30):
        desk.do(outline.insert_block, desk.circle.meeting, debate[0], OP, 2, str(number))
    assert [row.text for row in desk.now().blocks][1:31] == [str(number) for number in reversed(range(30))]
    for number in range(30):
        desk.do(outline.insert_block, desk.circle.meeting, None, OP, 2, str(number))
    assert [row.text for row in desk.now().blocks][:30] == [str(number) for number in reversed(range(30))]


def test_that_the_list_of_edits_tells_what_was_written(desk: Desk, fill: Fill) -> None:
    (one,) = fill((2, OP, "一"))
    desk.do(outline.write_text, one, f"{Reference(Kind.BLOCK, one).token}のテーマ")
    desk.do(person.add_person, "己原 睦")
    assert [edit.words for edit in desk.workspace.edits(3)] == ["己原 睦", "のテーマ", "一"]
