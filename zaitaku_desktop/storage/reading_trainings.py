"""研修 from the file, as a view reads them."""

from __future__ import annotations

import datetime as dt
from typing import TypeVar

from sqlalchemy import Connection

from zaitaku_desktop.model.committee import Committee
from zaitaku_desktop.model.roster import CommitteeRow, PersonRow
from zaitaku_desktop.model.training import (
    ParticipantKind,
    TrainingDay,
    TrainingLecturer,
    TrainingProgramme,
    TrainingSeries,
)
from zaitaku_desktop.model.training_rows import (
    DayRow,
    KindRow,
    LecturerRow,
    ParticipantRow,
    ProgrammeRow,
    SeriesRow,
    SessionRow,
    TrainingBook,
)
from zaitaku_desktop.storage.reading_meetings import load_rows

R = TypeVar("R")
TABLES = frozenset(
    {
        "participant_kind",
        "training_programme",
        "training_series",
        "training_session",
        "training_day",
        "training_lecturer",
        "participant_count",
        "person",
        "committee",
    }
)
"""What a book is read from."""


def load_trainings(connection: Connection) -> TrainingBook:
    """All 研修 of the file; one statement a table."""
    days = _by_session(load_rows(connection, DayRow, order=(TrainingDay.day, TrainingDay.position)))
    sessions = load_rows(connection, SessionRow)
    first = {session_id: below[0].day for session_id, below in days.items()}
    sessions.sort(key=lambda row: (row.fiscal_year, first.get(row.id, dt.date.max), row.id))
    return TrainingBook(
        kinds=_by_id(load_rows(connection, KindRow, order=(ParticipantKind.position,))),
        programmes=_by_id(load_rows(connection, ProgrammeRow, order=(TrainingProgramme.position,))),
        series=_by_id(load_rows(connection, SeriesRow, order=(TrainingSeries.position,))),
        sessions=_by_id(sessions),
        days=days,
        lecturers=_by_session(load_rows(connection, LecturerRow, order=(TrainingLecturer.position,))),
        counts={(row.session_id, row.kind_id): row for row in load_rows(connection, ParticipantRow)},
        people=_by_id(load_rows(connection, PersonRow)),
        committees=_by_id(load_rows(connection, CommitteeRow, order=(Committee.position,))),
    )


def _by_id(rows: list[R]) -> dict[int, R]:
    return {row.id: row for row in rows}  # type: ignore[attr-defined]


def _by_session(rows: list[R]) -> dict[int, tuple[R, ...]]:
    found: dict[int, list[R]] = {}
    for row in rows:
        found.setdefault(row.session_id, []).append(row)  # type: ignore[attr-defined]
    return {session_id: tuple(below) for session_id, below in found.items()}
