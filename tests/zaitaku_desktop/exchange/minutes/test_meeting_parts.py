"""Below which 会議体 a new 部会 belongs, when its 会議録 is imported."""

from __future__ import annotations

from zaitaku_desktop.exchange.minutes.meeting_parts import parent_of
from zaitaku_desktop.model.roster import CommitteeRow

TOP, OTHER = CommitteeRow(1, "推進会議"), CommitteeRow(2, "運営協議会")
PART = CommitteeRow(3, "研修部会", parent_id=1)


def test_that_a_part_goes_below_the_one_that_has_parts_or_the_only_one() -> None:
    assert parent_of("入退院部会", [TOP]) == TOP
    assert parent_of("入退院部会", [TOP, OTHER, PART]) == TOP
    assert parent_of("入退院部会", [TOP, OTHER]) is None  # nobody can know
    assert parent_of("評価委員会", [TOP]) is None
    assert parent_of("入退院部会", []) is None
