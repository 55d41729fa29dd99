"""出欠表, 委員名簿, 出席簿, 部会検討状況 and 開催通知 on paper."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from golden import check_golden
from made_meetings import CITY, MINUTES_MEETING, document, minutes_meeting
from made_tables import BOARD_MEETINGS, board_roster, board_table, group_meetings
from printed_pdf import copied, pdf_of, solid

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.forms.print_attendance import attendance_job
from zaitaku_desktop.forms.print_notice import notice_job
from zaitaku_desktop.forms.print_roster import roster_job, sign_in_job
from zaitaku_desktop.forms.print_status import status_job
from zaitaku_desktop.forms.status_groups import groups_of, held_meetings, missing_reports, period_of
from zaitaku_desktop.forms.subject_day import roster_day
from zaitaku_desktop.model.attendance import Side
from zaitaku_desktop.model.meeting import MeetingStatus
from zaitaku_desktop.model.roster import CommitteeRow
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.typeset.blocks import PrintJob
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out

STATUS = document("m3", title="各部会における検討状況", number="資料4", committee_id=1, meeting_id=2)


@pytest.fixture(scope="module")
def faces() -> Faces:
    return Faces.load()


def attendance(number: str = "参考資料", **more: object) -> PrintJob:
    row = document("m4", title="令和7年度　在宅ケア推進会議　委員出欠表", number=number)
    table = board_table(**more)
    return attendance_job(load_form("m4"), row, CITY, table.roster.committees[1], table)


def status(row: DocumentRow = STATUS, **more: object) -> PrintJob:
    form = load_form("m3")
    form = replace(form, status=replace(form.status, **more))  # type: ignore[arg-type]
    return status_job(form, row, CITY, groups_of(row, board_roster(), group_meetings()))


def members(**options: str) -> PrintJob:
    row = document("m5", title="みなと野市在宅ケア推進会議　委員名簿", committee_id=1, options=options)
    return roster_job(load_form("m5"), row, CITY, board_roster(), 1)


JOBS = {
    "m3-1": status,
    "m4-1": attendance,
    "m5-1": members,
    "m5s-1": lambda: sign_in_job(load_form("m5s"), document("m5s", title="入退院連携部会　出席簿"), minutes_meeting()),
    "m5n-1": lambda: notice_job(load_form("m5n"), document("m5n"), minutes_meeting()),
}


@pytest.mark.parametrize("name", JOBS)
def test_that_the_page_looks_as_it_was_found_right(name: str, faces: Faces) -> None:
    check_golden(pdf_of(JOBS[name](), faces), 0, name)


# ── 出欠表


def test_that_a_rate_leaves_proxies_out_unless_the_committee_counts_them(faces: Faces) -> None:
    words = copied(pdf_of(attendance(), faces))
    assert solid("仮名一郎○代試作医師×○W31160.0%") in words
    assert "代理出席は出席率に含めない" in words
    words = copied(pdf_of(attendance(proxies_count=True), faces))
    assert solid("仮名一郎○代試作医師×○W31180.0%") in words
    assert "代理出席は出席率に含める" in words


def test_that_a_successor_stands_below_the_one_replaced_and_both_only_count_their_own_meetings(faces: Faces) -> None:
    words = copied(pdf_of(attendance(), faces))
    first, second = words.index(solid("空欄守××○○")), words.index(solid("模擬直人"))
    assert 0 < second - first < 40
    assert "50.0%" in words[first:second]
    assert "100.0%" in words[second : second + 30]


def test_that_a_long_table_keeps_all_of_its_columns_on_the_paper(faces: Faces) -> None:
    table = board_table()
    months = [replace(row, id=50 + at, day=dt.date(2025, 4 + at % 9, 1)) for at, row in enumerate(BOARD_MEETINGS * 2)]
    many = replace(
        table, meetings=(*table.meetings, *months), cells=[[*row, *(row[0],) * len(months)] for row in table.cells]
    )
    job = attendance_job(load_form("m4"), document("m4"), CITY, table.roster.committees[1], many)
    layout = lay_out(job, faces)
    edge = (297 - 14) * 72 / 25.4 + 0.1
    assert max(box.left + box.width for page in layout.pages for box in page.texts) < edge


def test_that_a_table_without_meetings_or_members_can_be_printed(faces: Faces) -> None:
    table = replace(board_table(), meetings=(), seats=(), cells=())
    assert lay_out(attendance_job(load_form("m4"), document("m4"), CITY, CommitteeRow(1, "会"), table), faces).pages


def test_that_meetings_after_the_day_of_a_table_and_cancelled_ones_are_left_out() -> None:
    rows = [*BOARD_MEETINGS, replace(BOARD_MEETINGS[0], id=9, status=MeetingStatus.CANCELLED)]
    assert [row.id for row in held_meetings(document("m4"), rows)] == [1, 2, 3, 4, 5]
    until = document("m4", options={"day": "2025-09-30"})
    assert [row.id for row in held_meetings(until, rows)] == [1, 2, 3]


# ── 名簿, 出席簿


def test_that_a_list_of_members_has_those_of_its_day(faces: Faces) -> None:
    words = copied(pdf_of(members(), faces))
    assert "令和7年4月1日現在" in words and "空欄守" in words and "模擬直人" not in words
    words = copied(pdf_of(members(day="2026-02-01"), faces))
    assert "令和8年2月1日現在" in words and "空欄守" not in words and "模擬直人" in words
    assert "R8.1.1~R9.3.31" in words


def test_that_the_day_of_a_list_is_found_where_none_is_chosen() -> None:
    row = document("m5", fiscal_year=FiscalYear(2024))
    assert roster_day(row, board_roster(), 1) == dt.date(2024, 4, 1)
    assert roster_day(document("m5", options={"day": "soon"}), board_roster(), 1) == dt.date(2025, 4, 1)


def test_that_the_office_is_listed_where_the_form_says_so(faces: Faces) -> None:
    form = load_form("m5")
    form = replace(form, roster=replace(form.roster, secretariat="事務局", blank_rows=2))
    words = copied(pdf_of(roster_job(form, document("m5"), CITY, board_roster(), 1), faces))
    assert "書式整" in words and "事務局" in words


def test_that_a_sheet_to_sign_has_everybody_who_is_asked(faces: Faces) -> None:
    form = load_form("m5s")
    words = copied(pdf_of(JOBS["m5s-1"](), faces))
    assert "見本太郎" in words and "空欄守" in words and "書式整" not in words
    form = replace(form, roster=replace(form.roster, groups=True))
    words = copied(pdf_of(sign_in_job(form, document("m5s"), minutes_meeting()), faces))
    assert "書式整" in words
    nobody = replace(minutes_meeting(), attendance=())
    assert lay_out(sign_in_job(form, document("m5s"), nobody), faces).pages


# ── 部会検討状況


def test_that_it_tells_of_the_time_since_the_last_meeting_of_the_whole() -> None:
    assert period_of(STATUS, group_meetings()) == (dt.date(2025, 5, 16), dt.date(2025, 7, 10))
    first = replace(STATUS, meeting_id=1)
    assert period_of(first, group_meetings()) == (dt.date(2025, 2, 14), dt.date(2025, 5, 15))
    only = {at: row for at, row in group_meetings().items() if row.committee_id != 1 or at in (1, 2)}
    assert period_of(first, only) == (dt.date(2024, 4, 1), dt.date(2025, 5, 15))  # nobody was told of what came before
    later = {at: row for at, row in only.items() if at != 1}
    assert period_of(STATUS, later) == (dt.date(2025, 4, 1), dt.date(2025, 7, 10))  # the first one is not known here
    assert period_of(replace(STATUS, meeting_id=None), {}) == (dt.date(2025, 4, 1), dt.date(2026, 3, 31))
    chosen = replace(STATUS, options={"from_day": "2025-01-01", "to_day": "2025-12-31"})
    assert period_of(chosen, group_meetings()) == (dt.date(2025, 1, 1), dt.date(2025, 12, 31))


def test_that_the_year_is_written_where_a_column_has_two_and_headings_where_it_has_several_meetings(
    faces: Faces,
) -> None:
    both = replace(STATUS, options={"from_day": "2025-03-01"})
    words = copied(pdf_of(status(both), faces))
    assert "令和6年度第3回:令和7年3月18日(火)" in words and solid("【令和6年度第3回】①多職種") in words
    assert "第1回:令和7年5月22日(木)" in words and solid("【第1回】①退院前") not in words
    words = copied(pdf_of(status(both, years="always", alone=True), faces))
    assert "令和7年度第1回:令和7年5月22日(木)" in words and solid("【令和7年度第1回】①退院前") in words


def test_that_the_next_meeting_and_a_group_that_did_not_meet_are_said(faces: Faces) -> None:
    words = copied(pdf_of(status(), faces))
    assert "第3回:令和7年11月11日(火)" in words and "第2回:令和7年9月11日(木)" in words
    assert words.count("(開催なし)") == 2
    assert "第2回:令和7年7月25日(金)" in words  # announced before, still to come
    assert "未定" in words


def test_that_five_groups_stand_on_a3(faces: Faces) -> None:
    groups = groups_of(STATUS, board_roster(), group_meetings())
    layout = lay_out(status_job(load_form("m3"), STATUS, CITY, [*groups, groups[0]]), faces)
    assert layout.pages[0].width == pytest.approx(420 * 72 / 25.4)
    assert lay_out(status_job(load_form("m3"), STATUS, CITY, []), faces).pages


def test_that_reports_nobody_wrote_or_looked_at_are_told() -> None:
    groups = groups_of(STATUS, board_roster(), group_meetings())
    told = [(one.column, one.item) for one in missing_reports(groups)]
    assert ("決定事項等", "令和7年度第1回日常療養・研修部会") in told
    assert ("決定事項等（未確認）", "令和7年度第1回入退院連携部会") in told
    assert not any(column == "検討状況の概要" for column, _ in told)


# ── 開催通知


def test_that_each_member_gets_a_page_with_his_name(faces: Faces) -> None:
    job = notice_job(load_form("m5n"), document("m5n", options={"day": "2025-05-01"}), minutes_meeting())
    layout = lay_out(job, faces)
    pages = ["".join(box.text for box in page.texts) for page in layout.pages]
    asked = [row for row in minutes_meeting().attendance if row.side is Side.MEMBER]
    assert len(pages) == len(asked)
    assert "見本\u3000太郎\u3000様" in pages[0] and "例示\u3000花子\u3000様" in pages[1]
    assert all("令和７年５月１日" in page and "以上" in page for page in pages)
    assert "(2)\u3000退院前カンファレンスの開催の目安（案）について" in pages[0]


def test_that_the_words_of_a_letter_may_be_its_own_and_nobody_asked_is_a_form_to_fill_in(faces: Faces) -> None:
    notes = {"#number": "7み高第12号", "#body": "会議を開きます。", "#sender": "部会長", "#contact": ""}
    row = document("m5n", header_notes=notes)
    empty = replace(minutes_meeting(), attendance=(), meeting=replace(MINUTES_MEETING, place=""))
    words = copied(pdf_of(notice_job(load_form("m5n"), row, empty), faces))
    assert solid("7み高第12号") in words and "会議を開きます。" in words and "部会長" in words
    assert "担当" not in words and "様" in words
