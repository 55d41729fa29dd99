"""What 研修 are sorted by, in the city's own words: 事業, シリーズ, and 職種 of participants in two levels."""

from __future__ import annotations

import tomllib
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.folding import fold
from zaitaku_desktop.base.paths import resource
from zaitaku_desktop.model.training import (
    ParticipantCount,
    ParticipantKind,
    TrainingProgramme,
    TrainingSeries,
)
from zaitaku_desktop.operations.records import edit, in_order, must_have, placed, required

R = TypeVar("R", TrainingProgramme, TrainingSeries, ParticipantKind)


def ensure_kinds(session: Session) -> None:
    """The 職種 every file begins with, where it has none."""
    if session.scalar(select(func.count()).select_from(ParticipantKind)):
        return
    words = tomllib.loads(resource("vocabularies/participants.toml").read_text(encoding="utf-8"))
    for at, group in enumerate(words["group"]):
        above = ParticipantKind(name=group["name"], position=at)
        session.add(above)
        session.flush()
        session.add_all(
            ParticipantKind(parent_id=above.id, name=name, position=place) for place, name in enumerate(group["kinds"])
        )
    session.flush()


def _count(session: Session, record: type[R]) -> int:
    return session.scalar(select(func.count()).select_from(record)) or 0


def _move(session: Session, record: type[R], moved: R, before_id: int | None) -> None:
    rows = list(session.scalars(select(record).order_by(record.position, record.id)))
    in_order(placed(rows, [moved], before_id))
    session.flush()


# -- 事業 ---------------------------------------------------------------------------------------------------


def add_programme(session: Session, name: str, lecturer_note: str = "") -> int:
    """Add a 事業, last. Returns its id. Raises KnownError without a name."""
    row = TrainingProgramme(
        name=required(name, "事業の名前"), lecturer_note=lecturer_note, position=_count(session, TrainingProgramme)
    )
    session.add(row)
    session.flush()
    return row.id


def edit_programme(session: Session, programme_id: int, **changes: object) -> None:
    """Change name or lecturer_note. Raises KnownError without a name, or if it is gone."""
    if "name" in changes:
        changes["name"] = required(str(changes["name"]), "事業の名前")
    edit(must_have(session, TrainingProgramme, programme_id, "事業"), changes)
    session.flush()


def move_programme(session: Session, programme_id: int, before_id: int | None = None) -> None:
    """Put a 事業 before another (None = last). Raises KnownError if it is gone."""
    _move(session, TrainingProgramme, must_have(session, TrainingProgramme, programme_id, "事業"), before_id)


def delete_programme(session: Session, programme_id: int) -> None:
    """Delete a 事業; its 研修 stay, in none. Raises KnownError if it is gone."""
    session.delete(must_have(session, TrainingProgramme, programme_id, "事業"))
    session.flush()
    session.expire_all()


def ensure_programme(session: Session, name: str) -> int:
    """The 事業 of that name, however it is typed, else a new one. Returns its id. Raises KnownError without a name."""
    same = _same(session, TrainingProgramme, name)
    return add_programme(session, name) if same is None else same


# -- シリーズ ---------------------------------------------------------------------------------------------------


def add_series(session: Session, name: str, **more: object) -> int:
    """Add a シリーズ, last. `more` = other columns by name. Returns its id. Raises KnownError without a name."""
    row = TrainingSeries(name=required(name, "シリーズの名前"), position=_count(session, TrainingSeries))
    edit(row, more)
    session.add(row)
    session.flush()
    return row.id


def edit_series(session: Session, series_id: int, **changes: object) -> None:
    """Change columns of a シリーズ by their names. Raises KnownError without a name, or if it is gone."""
    if "name" in changes:
        changes["name"] = required(str(changes["name"]), "シリーズの名前")
    edit(must_have(session, TrainingSeries, series_id, "シリーズ"), changes)
    session.flush()


def move_series(session: Session, series_id: int, before_id: int | None = None) -> None:
    """Put a シリーズ before another (None = last). Raises KnownError if it is gone."""
    _move(session, TrainingSeries, must_have(session, TrainingSeries, series_id, "シリーズ"), before_id)


def delete_series(session: Session, series_id: int) -> None:
    """Delete a シリーズ; its 研修 stay, in none. Raises KnownError if it is gone."""
    session.delete(must_have(session, TrainingSeries, series_id, "シリーズ"))
    session.flush()
    session.expire_all()


def ensure_series(session: Session, name: str, **more: object) -> int:
    """The シリーズ of that name, however it is typed, else a new one with `more`. Returns its id."""
    same = _same(session, TrainingSeries, name)
    return add_series(session, name, **more) if same is None else same


def _same(session: Session, record: type[TrainingProgramme] | type[TrainingSeries], name: str) -> int | None:
    wanted = fold("".join(name.split())).text
    rows = session.execute(select(record.id, record.name).order_by(record.position, record.id))
    return next((row.id for row in rows if fold("".join(row.name.split())).text == wanted), None)


# -- 職種 ---------------------------------------------------------------------------------------------------


def _siblings(session: Session, parent_id: int | None) -> list[ParticipantKind]:
    above = ParticipantKind.parent_id.is_(None) if parent_id is None else ParticipantKind.parent_id == parent_id
    return list(
        session.scalars(select(ParticipantKind).where(above).order_by(ParticipantKind.position, ParticipantKind.id))
    )


def _uses(session: Session, kind_id: int) -> int:
    count = select(func.count()).select_from(ParticipantCount).where(ParticipantCount.kind_id == kind_id)
    return session.scalar(count) or 0


def add_kind(session: Session, name: str, parent_id: int | None = None) -> int:
    """Add a 職種 to a group, or (None) a group; last. Returns its id.

    Raises KnownError without a name, below what is no group, or below a group that was counted itself.
    """
    ensure_kinds(session)
    if parent_id is not None:
        above = must_have(session, ParticipantKind, parent_id, "職種")
        if above.parent_id is not None:
            raise KnownError("職種は2段までです。", todo="区分を選んで追加してください。", place=above.name)
        if _uses(session, parent_id):
            raise KnownError(
                f"「{above.name}」には人数が入っているため、内訳を追加できません。",
                todo="先に、その列の人数を消してください。",
            )
    row = ParticipantKind(name=required(name, "職種"), parent_id=parent_id, position=len(_siblings(session, parent_id)))
    session.add(row)
    session.flush()
    return row.id


def edit_kind(session: Session, kind_id: int, **changes: object) -> None:
    """Change name or used. Raises KnownError without a name, or if it is gone."""
    if "name" in changes:
        changes["name"] = required(str(changes["name"]), "職種")
    edit(must_have(session, ParticipantKind, kind_id, "職種"), changes, fixed=("parent_id",))
    session.flush()


def move_kind(session: Session, kind_id: int, before_id: int | None = None) -> None:
    """Put a 職種 before another of its group, or a group before another (None = last). Raises KnownError if it is
    gone."""
    row = must_have(session, ParticipantKind, kind_id, "職種")
    in_order(placed(_siblings(session, row.parent_id), [row], before_id))
    session.flush()


def delete_kind(session: Session, kind_id: int) -> None:
    """Delete a 職種, a group with those below it. Raises KnownError if somebody was counted there, or it is gone."""
    row = must_have(session, ParticipantKind, kind_id, "職種")
    below = _siblings(session, kind_id) if row.parent_id is None else []
    if count := sum(_uses(session, one.id) for one in (row, *below)):
        raise KnownError(
            f"「{row.name}」には人数が{count}件入っているため、削除できません。",
            todo="これから使わないときは、「使う」を外してください。",
        )
    parent_id = row.parent_id
    session.delete(row)
    session.flush()
    session.expire_all()
    in_order(_siblings(session, parent_id))
    session.flush()
