"""What meetings are called."""

from __future__ import annotations

from outlines import meeting

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.model import agenda, attendance, committee, confirmation, handout, outline
from zaitaku_desktop.model import meeting as meetings
from zaitaku_desktop.model.committee import NumberPer
from zaitaku_desktop.model.meeting import MeetingStatus
from zaitaku_desktop.model.meeting_names import Numbers, meeting_name, proposed_numbers
from zaitaku_desktop.model.meeting_vocabulary import called, offered
from zaitaku_desktop.model.roster import CommitteeRow

R7 = FiscalYear(2025)


def test_that_a_meeting_is_called_by_its_number_and_its_committee() -> None:
    yearly, through = CommitteeRow(1, "推進会議"), CommitteeRow(1, "協議会", number_per=NumberPer.CUMULATIVE)
    assert meeting_name(yearly, meeting(1, nth=2)) == "令和7年度第2回推進会議"
    assert meeting_name(through, meeting(1, nth=2, cumulative=23)) == "第23回協議会"
    assert meeting_name(through, meeting(1, nth=2)) == "令和7年度第2回協議会"
    assert meeting_name(yearly, meeting(1)) == "令和7年度推進会議"
    assert meeting_name(yearly, meeting(1, name="設立準備会")) == "設立準備会"


def test_that_the_next_number_is_proposed() -> None:
    rows = [meeting(1, nth=1, cumulative=8), meeting(2, nth=2, cumulative=9), meeting(3, nth=7, committee=2)]
    assert proposed_numbers(rows, 1, R7) == Numbers(3, 10)
    assert proposed_numbers(rows, 1, R7 + 1) == Numbers(1, 10)
    assert proposed_numbers([], 1, R7) == Numbers(1, 1)
    assert proposed_numbers([meeting(1, nth=1), meeting(2, nth=1)], 1, R7) == Numbers(2, 3)


def test_that_a_meeting_put_off_hands_its_number_on_and_a_cancelled_one_keeps_it() -> None:
    rows = [meeting(1, nth=1), meeting(2, nth=2, status=MeetingStatus.POSTPONED)]
    assert proposed_numbers(rows, 1, R7).nth == 2
    rows[1] = meeting(2, nth=2, status=MeetingStatus.CANCELLED)
    assert proposed_numbers(rows, 1, R7).nth == 3


def test_that_every_value_has_a_name() -> None:
    kinds = [
        meetings.MeetingStatus, meetings.Method, meetings.Observing, attendance.Presence, attendance.Side,
        committee.Quorum, committee.NumberPer, committee.Speakers, agenda.AgendaKind, handout.HandoutKind,
        handout.PartKind, outline.BlockKind, outline.Series, confirmation.Answer,
    ]  # fmt: skip
    assert all(isinstance(called(value), str) for kind in kinds for value in kind)
    assert called(MeetingStatus.DRAFT) == "会議録（案）"
    assert "医師" in offered("professions")
