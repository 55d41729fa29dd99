"""次第 on paper."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from golden import check_golden
from made_meetings import MINUTES_MEETING, agenda_meeting, document
from printed_pdf import copied, pdf_of, solid

from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.forms.print_agenda import agenda_job
from zaitaku_desktop.model.agenda import AgendaKind
from zaitaku_desktop.model.handout import HandoutKind
from zaitaku_desktop.model.meeting_rows import AgendaItemRow, BlockRow, MeetingSnapshot
from zaitaku_desktop.model.outline import BlockKind
from zaitaku_desktop.model.tasks import Task
from zaitaku_desktop.typeset.blocks import PrintJob, Prose
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out

FORM = load_form("m1")


@pytest.fixture(scope="module")
def faces() -> Faces:
    return Faces.load()


def job_of(meeting: MeetingSnapshot, *tasks: Task, **changes: object) -> PrintJob:
    form = replace(FORM, agenda=replace(FORM.agenda, **changes))  # type: ignore[arg-type]
    return agenda_job(form, document("m1"), meeting, tasks)


def lines(job: PrintJob) -> list[str]:
    return [item.text.text for block in job.blocks if isinstance(block, Prose) for item in block.items]


def test_that_a_next_programme_looks_as_it_was_found_right(faces: Faces) -> None:
    check_golden(pdf_of(job_of(agenda_meeting()), faces), 0, "m1-1")


def test_that_marks_and_list_say_the_same_numbers(faces: Faces) -> None:
    words = copied(pdf_of(job_of(agenda_meeting()), faces))
    assert solid("(3) 在宅医療・介護連携支援室の令和6年度の実績について【資料3】") in words
    assert solid("資料3 在宅医療・介護連携支援室 令和6年度事業概要") in words  # a differing title stays
    assert words.count("資料1-2") == 1


def test_that_another_order_of_two_handouts_changes_marks_and_list_together(faces: Faces) -> None:
    meeting = agenda_meeting()
    swapped = {**meeting.handouts}
    swapped[3], swapped[4] = (
        replace(swapped[3], number=3, position=swapped[4].position),
        replace(swapped[4], number=2, position=swapped[3].position),
    )
    words = copied(pdf_of(job_of(replace(meeting, handouts=swapped)), faces))
    assert solid("実施予定について【資料3】") in words and solid("令和6年度の実績について【資料2】") in words
    assert words.index(solid("資料2 在宅医療")) < words.index(solid("資料3 令和7年度"))


def test_that_the_next_meeting_stands_below_the_others_unless_the_programme_says_it() -> None:
    meeting = agenda_meeting()
    assert "次回開催予定\u3000令和７年10月16日（木）午後７時から" in lines(job_of(meeting))
    assert not any("次回" in line for line in lines(job_of(meeting, next="")))
    own = AgendaItemRow(70, 1, 5, 0, AgendaKind.LINE, "次回は秋に開きます。")
    said = lines(job_of(replace(meeting, agenda={**meeting.agenda, 70: own})))
    assert [line for line in said if "次回" in line] == ["次回は秋に開きます。"]


def test_that_open_tasks_stand_below_their_item() -> None:
    meeting = agenda_meeting()
    item = AgendaItemRow(71, 1, None, -1, AgendaKind.TASKS, "前回までの宿題")
    block = BlockRow(5, 2, 0, 2, BlockKind.TASK, "表の空欄を埋める。", assignee="見本委員", due_on=dt.date(2025, 7, 1))
    found = lines(job_of(replace(meeting, agenda={**meeting.agenda, 71: item}), Task(MINUTES_MEETING, block)))
    assert "・表の空欄を埋める。（担当：見本委員、期限：令和７年７月１日（火）まで）" in found


def test_that_what_is_handed_out_on_the_day_says_so_and_what_is_not_listed_is_left_out(faces: Faces) -> None:
    meeting = agenda_meeting()
    changed = {
        **meeting.handouts,
        2: replace(meeting.handouts[2], kind=HandoutKind.ON_DAY),
        7: replace(meeting.handouts[7], listed=False),
    }
    words = copied(pdf_of(job_of(replace(meeting, handouts=changed), list_numbers="serial"), faces))
    assert solid("(2) 令和6年度における研修の実施状況（当日配付）") in words
    assert "委員名簿" not in words


def test_that_a_long_programme_is_set_closer_before_it_takes_a_second_page(faces: Faces) -> None:
    meeting = agenda_meeting()
    more = {at: AgendaItemRow(at, 1, 4, at, title=f"議題{at}について") for at in range(100, 105)}
    job = job_of(replace(meeting, agenda={**meeting.agenda, **more}))
    assert len(lay_out(replace(job, closer=()), faces).pages) == 2
    assert len(lay_out(job, faces).pages) == 1


def test_that_a_meeting_of_which_little_is_known_can_be_printed(faces: Faces) -> None:
    meeting = agenda_meeting()
    bare = replace(meeting.meeting, day=None, start_time=None, place="", nth=None, next_day=None)
    layout = lay_out(job_of(replace(meeting, meeting=bare, agenda={}, handouts={}, marks=())), faces)
    assert len(layout.pages) == 1
