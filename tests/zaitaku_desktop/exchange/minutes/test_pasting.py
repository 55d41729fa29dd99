"""Lines pasted into a 会議録 become items of it."""

from __future__ import annotations

from pathlib import Path

from meetings import Desk

from zaitaku_desktop.exchange.minutes.pasting import paste_outline, read_outline
from zaitaku_desktop.model.outline import BlockKind

TEXT = """(1) 連絡票の見直しについて
 事務局から説明した。
 ア　記入欄が多いと思う。
 イ　だれが書くのか。
 　→病院が書く。
 ウ　写しがあればよいと思う。
 【ア～ウの意見を踏まえて、以下のとおり決定】
 エ　一枚にまとめる。
(2) その他
"""


def test_that_numbered_lines_are_items_at_their_levels(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "a.zaitaku")
    drafts = read_outline(TEXT, (), 0, BlockKind.PLAIN)
    ids = desk.do(paste_outline, desk.circle.meeting, None, drafts)
    assert len(ids) == 9
    assert desk.lines() == [
        "1 (1) 連絡票の見直しについて",
        "1  事務局から説明した。",
        "2 ア 記入欄が多いと思う。",
        "2 イ だれが書くのか。",
        "2  病院が書く。",
        "2 ウ 写しがあればよいと思う。",
        "2  【ア～ウの意見を踏まえて、以下のとおり決定】",
        "2 エ 一枚にまとめる。",
        "1 (2) その他",
    ]
    kinds = [block.kind for block in desk.now().blocks]
    assert kinds[2:5] == [BlockKind.OPINION, BlockKind.QUESTION, BlockKind.ANSWER]
    assert kinds[7] is BlockKind.DECISION
    desk.workspace.close()


def test_that_the_middle_of_a_list_goes_on_with_what_stands_above_it(tmp_path: Path) -> None:
    drafts = read_outline("ウ　三つ目の意見。\nエ　四つ目の意見。", (), 2, BlockKind.OPINION)
    assert [(draft.level, draft.series.value, draft.start) for draft in drafts] == [(2, "", None), (2, "", None)]


def test_that_lines_without_numbers_are_items_like_the_one_they_are_pasted_at() -> None:
    drafts = read_outline("使いやすい。\n見やすい。", (), 2, BlockKind.OPINION)
    assert [(draft.level, draft.kind, draft.text) for draft in drafts] == [
        (2, BlockKind.OPINION, "使いやすい。"),
        (2, BlockKind.OPINION, "見やすい。"),
    ]


def test_that_nothing_is_no_item() -> None:
    assert read_outline(" \n\n", (), 0, BlockKind.PLAIN) == ()
