"""研修: added with the numbers that come next, edited, counted, deleted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.model.base import Record
from zaitaku_desktop.model.committee import Committee
from zaitaku_desktop.model.person import Person
from zaitaku_desktop.model.training import (
    ParticipantCount,
    ParticipantKind,
    TrainingDay,
    TrainingLecturer,
    TrainingProgramme,
    TrainingSeries,
    TrainingSession,
)
from zaitaku_desktop.model.training_rows import SessionRow, TrainingBook, proposed_training_numbers
from zaitaku_desktop.operations.records import edit, must_have
from zaitaku_desktop.operations.training_words import ensure_kinds
from zaitaku_desktop.storage.reading_trainings import load_trainings

R = TypeVar("R", bound=Record)
PREFILLED = ("place", "audience", "capacity")
"""What a new 研修 has from the last one of its シリーズ."""
MOST_PEOPLE = 1_000_000
Times = tuple[dt.date, dt.time | None, dt.time | None]


@dataclass(frozen=True, slots=True)
class Lecturer:
    """A 講師 as it is written: of a person, a 会議体 or neither (model/training.py)."""

    text: str = ""
    person_id: int | None = None
    committee_id: int | None = None
    affiliation: str = ""
    profession: str = ""


def session_of(session: Session, session_id: int) -> TrainingSession:
    """The 研修. Raises KnownError if it is gone."""
    return must_have(session, TrainingSession, session_id, "研修")


def book_of(session: Session) -> TrainingBook:
    """All 研修 as they are in this step."""
    session.flush()
    return load_trainings(session.connection())


def create_session(session: Session, fiscal_year: int, **columns: object) -> int:
    """Make a 研修 with these columns and nothing else, as an import has it. Returns its id.

    Raises KnownError if its 事業 or シリーズ is gone, or for a number that is none.
    """
    ensure_kinds(session)
    row = TrainingSession(fiscal_year=fiscal_year)
    _change(session, row, columns)
    session.add(row)
    session.flush()
    return row.id


def add_session(
    session: Session,
    fiscal_year: int,
    *,
    programme_id: int | None = None,
    series_id: int | None = None,
    day: dt.date | None = None,
    **more: object,
) -> int:
    """Add a 研修 with the numbers that come next, and place, 定員, times of the last one of its シリーズ. Returns
    its id.

    `programme_id` None = that of the シリーズ. `more` = columns by name, instead. Raises KnownError if 事業 or シリーズ
    is gone.
    """
    if series_id is not None and programme_id is None:
        programme_id = must_have(session, TrainingSeries, series_id, "シリーズ").programme_id
    year = FiscalYear(fiscal_year) if day is None else FiscalYear.of(day)
    book = book_of(session)
    numbers = proposed_training_numbers(book, year, programme_id, series_id)
    last = _last_of(book, series_id, year)
    filled = {} if last is None else {name: getattr(last, name) for name in PREFILLED}
    columns: dict[str, object] = {
        "programme_id": programme_id,
        "series_id": series_id,
        "number": numbers.number,
        "nth": numbers.nth,
        "cumulative": numbers.cumulative,
        **filled,
        **more,
    }
    made = create_session(session, year.start, **columns)
    if day is not None:
        times = book.days.get(last.id, ()) if last is not None else ()
        set_days(session, made, [(day, *((times[0].start_time, times[0].end_time) if times else (None, None)))])
    return made


def _last_of(book: TrainingBook, series_id: int | None, year: FiscalYear) -> SessionRow | None:
    """The latest 研修 of the シリーズ up to that 年度."""
    rows = [row for row in book.sessions.values() if row.series_id == series_id and row.fiscal_year <= year]
    return rows[-1] if rows and series_id is not None else None


def edit_session(session: Session, session_id: int, **changes: object) -> None:
    """Change columns of a 研修 by their names. Another 事業 or シリーズ brings the numbers that come next there, unless
    they are given too. Raises KnownError if it, its 事業 or its シリーズ is gone, or for a number that is none."""
    row = session_of(session, session_id)
    programme = changes.get("programme_id", row.programme_id)
    series = changes.get("series_id", row.series_id)
    if (programme, series) != (row.programme_id, row.series_id):
        before = programme, series
        book = book_of(session)
        numbers = proposed_training_numbers(
            book, FiscalYear(row.fiscal_year), _id_or_none(before[0]), _id_or_none(before[1])
        )
        if programme != row.programme_id:
            changes.setdefault("number", numbers.number)
        if series != row.series_id:
            changes.setdefault("nth", numbers.nth)
            changes.setdefault("cumulative", numbers.cumulative)
    _change(session, row, changes)
    session.flush()


def _id_or_none(value: object) -> int | None:
    return value if isinstance(value, int) else None


_NUMBERS = ("number", "nth", "cumulative", "capacity", "typed_total", "collected", "answered", "satisfied")
_RATES = ("typed_of_collected", "typed_of_answered")


def _change(session: Session, row: TrainingSession, changes: Mapping[str, object]) -> None:
    for name, most in (*((name, MOST_PEOPLE) for name in _NUMBERS), *((name, 10_000) for name in _RATES)):
        value = changes.get(name)
        if isinstance(value, int) and not 0 <= value <= most:
            raise _no_count(str(value))
    _must_be(session, TrainingProgramme, changes.get("programme_id"), "事業")
    _must_be(session, TrainingSeries, changes.get("series_id"), "シリーズ")
    edit(row, changes)


def _must_be(session: Session, record: type[R], record_id: object, called: str) -> None:
    if isinstance(record_id, int):
        must_have(session, record, record_id, called)


def _no_count(text: str) -> KnownError:
    return KnownError(
        f"「{text}」は人数として読み取れません。",
        safe="ほかの人数は変えていません。",
        todo="0以上の数を入れるか、空にしてください。",
    )


def set_days(session: Session, session_id: int, days: Sequence[Times]) -> None:
    """The days of a 研修 with start and end, the earliest first; its 年度 is that of the first one.

    Raises KnownError if it is gone.
    """
    row = session_of(session, session_id)
    wanted = sorted(days, key=lambda one: (one[0], one[1] or dt.time.min))
    present = list(
        session.scalars(
            select(TrainingDay)
            .where(TrainingDay.session_id == session_id)
            .order_by(TrainingDay.day, TrainingDay.position, TrainingDay.id)
        )
    )
    for extra in present[len(wanted) :]:
        session.delete(extra)
    for at, (day, start, end) in enumerate(wanted):
        values = {"day": day, "start_time": start, "end_time": end, "position": at}
        if at < len(present):
            edit(present[at], values)
        else:
            session.add(TrainingDay(session_id=session_id, **values))
    if wanted:
        row.fiscal_year = FiscalYear.of(wanted[0][0]).start
    session.flush()


def set_lecturers(session: Session, session_id: int, lecturers: Iterable[Lecturer]) -> None:
    """Who speaks at a 研修, in this order; those without a name are left out. Raises KnownError if somebody is gone."""
    session_of(session, session_id)
    wanted = [one for one in lecturers if one.text.strip() or one.person_id or one.committee_id]
    present = list(
        session.scalars(
            select(TrainingLecturer)
            .where(TrainingLecturer.session_id == session_id)
            .order_by(TrainingLecturer.position, TrainingLecturer.id)
        )
    )
    for extra in present[len(wanted) :]:
        session.delete(extra)
    for at, one in enumerate(wanted):
        _must_be(session, Person, one.person_id, "人")
        _must_be(session, Committee, one.committee_id, "会議体")
        values = {
            "person_id": one.person_id,
            "committee_id": one.committee_id,
            "text": one.text.strip(),
            "affiliation": one.affiliation.strip(),
            "profession": one.profession.strip(),
            "position": at,
        }
        if at < len(present):
            edit(present[at], values)
        else:
            session.add(TrainingLecturer(session_id=session_id, **values))
    session.flush()


def write_counts(session: Session, counts: Mapping[tuple[int, int], int | None]) -> None:
    """Participants by 研修 and 職種; None = not known. Raises KnownError if a 研修 or a 職種 is gone, or for a number
    that is none."""
    ids = {session_id for session_id, _ in counts}
    rows = session.scalars(select(ParticipantCount).where(ParticipantCount.session_id.in_(ids)))
    present = {(row.session_id, row.kind_id): row for row in rows}
    for (session_id, kind_id), people in counts.items():
        row = present.get((session_id, kind_id))
        if people is None:
            if row is not None:
                session.delete(row)
            continue
        if not 0 <= people <= MOST_PEOPLE:
            raise _no_count(str(people))
        if row is None:
            session_of(session, session_id)
            must_have(session, ParticipantKind, kind_id, "職種")
            session.add(ParticipantCount(session_id=session_id, kind_id=kind_id, people=people))
        else:
            row.people = people
    session.flush()


def take_computed_total(session: Session, session_id: int) -> None:
    """Let the sum by 職種 stand: the total that was written goes. Raises KnownError if the 研修 is gone."""
    session_of(session, session_id).typed_total = None
    session.flush()


def delete_sessions(session: Session, session_ids: Iterable[int]) -> None:
    """Delete 研修 with their days, 講師 and participants. Those that are gone are left out."""
    for one in session_ids:
        row = session.get(TrainingSession, one)
        if row is not None:
            session.delete(row)
    session.flush()
