"""研修: numbers, days, 講師, participants."""

from __future__ import annotations

import datetime as dt

import pytest
from meetings import Desk

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.training import Naming
from zaitaku_desktop.model.training_rows import SessionRow, TrainingBook
from zaitaku_desktop.operations import committee, person, training, training_words
from zaitaku_desktop.operations.training import Lecturer
from zaitaku_desktop.storage.reading_trainings import load_trainings

YEAR = 2025


def book(desk: Desk) -> TrainingBook:
    """All 研修 as they are now."""
    with desk.workspace.read() as connection:
        return load_trainings(connection)


def last(desk: Desk) -> SessionRow:
    """The 研修 that was added last."""
    return max(book(desk).sessions.values(), key=lambda row: row.id)


def study(desk: Desk, **more: object) -> int:
    """A シリーズ 勉強会 of a 事業."""
    programme = desk.do(training_words.ensure_programme, "推進事業")
    return int(desk.do(training_words.add_series, "勉強会", programme_id=programme, **more))


def kinds(desk: Desk) -> list[int]:
    """What is counted, in its order."""
    return [kind.id for _, below in book(desk).columns() for kind in below]


def test_that_a_new_training_has_the_numbers_that_come_next(desk: Desk) -> None:
    series = study(desk)
    desk.do(training.create_session, YEAR - 1, series_id=series, cumulative=22, nth=4)
    first = desk.do(training.add_session, YEAR, series_id=series, day=dt.date(2025, 5, 17), place="会館", capacity=20)
    row = book(desk).sessions[first]
    assert (row.number, row.nth, row.cumulative, book(desk).name(row)) == (1, 1, 23, "第23回勉強会")
    desk.do(training.add_session, YEAR, series_id=series)
    row = last(desk)
    assert (row.number, row.nth, row.cumulative, row.place, row.capacity) == (2, 2, 24, "会館", 20)
    other = desk.do(training_words.add_series, "講演会", naming=Naming.NTH)
    desk.do(training.edit_session, row.id, series_id=other)
    row = last(desk)
    assert (row.number, row.nth, row.cumulative, book(desk).name(row)) == (2, 1, None, "講演会（第1回）")
    desk.do(training.edit_session, row.id, title="特別講演会")
    assert book(desk).name(last(desk)) == "特別講演会"


def test_that_the_year_of_a_training_is_that_of_its_first_day(desk: Desk) -> None:
    made = desk.do(training.create_session, YEAR)
    days = [(dt.date(2026, 4, 2), None, None), (dt.date(2026, 3, 31), dt.time(14), dt.time(16))]
    desk.do(training.set_days, made, days)
    assert [row.day for row in book(desk).days[made]] == [dt.date(2026, 3, 31), dt.date(2026, 4, 2)]
    assert book(desk).sessions[made].fiscal_year.start == YEAR
    desk.do(training.set_days, made, days[:1])
    assert book(desk).sessions[made].fiscal_year.start == YEAR + 1
    desk.do(training.set_days, made, [])
    assert made not in book(desk).days


def test_that_a_sum_counts_and_a_written_total_that_differs_is_kept(desk: Desk) -> None:
    made = desk.do(training.create_session, YEAR, typed_total=20)
    assert (book(desk).total(last(desk)), book(desk).differs(last(desk))) == (20, False)
    first, second, *_ = kinds(desk)
    desk.do(training.write_counts, {(made, first): 5, (made, second): 0})
    now = book(desk)
    assert (now.total(last(desk)), now.differs(last(desk)), last(desk).typed_total) == (5, True, 20)
    desk.do(training.write_counts, {(made, first): None})
    assert book(desk).total(last(desk)) == 0
    desk.workspace.undo()
    desk.do(training.take_computed_total, made)
    assert (book(desk).total(last(desk)), book(desk).differs(last(desk))) == (5, False)
    with pytest.raises(KnownError, match="人数として"):
        desk.do(training.write_counts, {(made, first): 3, (made, second): -1})
    assert book(desk).total(last(desk)) == 5


def test_that_a_lecturer_is_a_person_a_committee_or_words(desk: Desk) -> None:
    made = desk.do(training.create_session, YEAR)
    group = desk.do(committee.add_committee, "研修部会")
    speakers = [
        Lecturer(person_id=desk.circle.people[0], affiliation="みなと野医院", profession="医師"),
        Lecturer(committee_id=group),
        Lecturer("各センターの管理者"),
        Lecturer("  "),
    ]
    desk.do(training.set_lecturers, made, speakers)

    def printed() -> list[str]:
        return [book(desk).lecturer(row) for row in book(desk).lecturers[made]]

    assert printed() == ["みなと野医院　甲野 一郎（医師）", "研修部会", "各センターの管理者"]
    desk.do(committee.delete_committee, group)
    assert printed()[1] == "研修部会"
    other = desk.do(person.add_person, "甲埜 一郎")
    desk.do(person.merge_people, other, desk.circle.people[0])
    assert printed()[0] == "みなと野医院　甲野 一郎（医師）"
    with pytest.raises(KnownError, match="削除できません"):
        desk.do(person.delete_person, other)


def test_that_the_city_changes_what_is_counted_but_loses_no_count(desk: Desk) -> None:
    made = desk.do(training.create_session, YEAR)
    (medical, below), (care, _) = book(desk).columns()
    assert [kind.name for kind in below] == ["医師", "歯科医師", "薬剤師", "看護師", "MSW", "その他"]
    desk.do(training.write_counts, {(made, below[0].id): 4})
    with pytest.raises(KnownError, match="人数が1件"):
        desk.do(training_words.delete_kind, medical.id)
    desk.do(training_words.edit_kind, below[0].id, used=False, name="医科")
    columns = book(desk).columns()
    assert next(kind.name for kind in columns[0][1]) == "歯科医師"
    assert next(kind.name for kind in book(desk).columns([last(desk)])[0][1]) == "医科"
    desk.do(training_words.delete_kind, care.id)
    public = desk.do(training_words.add_kind, "市民")
    columns = book(desk).columns()
    assert [(group.name, below) for group, below in columns[1:]] == [("市民", [book(desk).kinds[public]])]
    desk.do(training_words.move_kind, public, medical.id)
    assert [group.name for group, _ in book(desk).columns()] == ["市民", "医療関係者"]
    with pytest.raises(KnownError, match="2段"):
        desk.do(training_words.add_kind, "産業医", below[1].id)
    desk.do(training.write_counts, {(made, public): 1})
    with pytest.raises(KnownError, match="内訳"):
        desk.do(training_words.add_kind, "家族", public)


def test_that_what_is_gone_leaves_its_trainings(desk: Desk) -> None:
    series = study(desk)
    desk.do(training.add_session, YEAR, series_id=series)
    programme = last(desk).programme_id
    desk.do(training_words.delete_programme, programme)
    desk.do(training_words.delete_series, series)
    assert (last(desk).programme_id, last(desk).series_id, last(desk).nth) == (None, None, 1)
    desk.workspace.undo()
    desk.workspace.undo()
    assert (last(desk).programme_id, last(desk).series_id) == (programme, series)
    desk.do(training.delete_sessions, [last(desk).id, 999])
    assert not book(desk).sessions
