"""Records → plain snapshots (model/snapshot.py), each loaded with one statement per table."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.model.document import Document
from zaitaku_desktop.model.fields import Field, Level
from zaitaku_desktop.model.municipality import Municipality
from zaitaku_desktop.model.plan import Entry, EntryState, ItemKind, ItemTag, Mark, Plan, PlanItem, RelatedPlan
from zaitaku_desktop.model.snapshot import (
    AxisValueRow,
    DocumentRow,
    EntryKey,
    EntryRow,
    ItemRow,
    MunicipalityRow,
    PlanRow,
    PlanSnapshot,
    RelatedPlanRow,
    StoredFormRow,
)
from zaitaku_desktop.model.vocabulary import Axis, AxisValue, OwnField, StoredForm
from zaitaku_desktop.storage.tables import change_step, file_state

_PLAN = (Plan.id, Plan.title, Plan.first_year, Plan.last_year, Plan.due, Plan.vision, Plan.catchphrase)
_DOCUMENT = (
    Document.id,
    Document.kind,
    Document.form,
    Document.title,
    Document.plan_id,
    Document.fiscal_year,
    Document.actual_years,
    Document.number,
    Document.lead,
    Document.notes,
    Document.legend,
    Document.draft,
    Document.digit_style,
    Document.continues,
    Document.header_notes,
    Document.options,
    Document.meeting_id,
    Document.committee_id,
)


_LEVELS: dict[str, Level] = {"initiative": "initiative", "line": "line"}


class DocumentGone(KnownError):
    """A 資料 that was deleted, or whose making was undone."""


def load_file_id(connection: Connection) -> str:
    """What the data file is known by: stays the same in its copies. "" while it is being made."""
    found: str | None = connection.execute(select(file_state.c.file_id)).scalar()
    return found or ""


def load_origin(connection: Connection) -> str:
    """Where an export comes from: the data file and the newest step of its change log.

    A file restored from a backup is another one from there on: its ids are given a second time (`is_origin`).
    """
    newest: str | None = connection.execute(
        select(change_step.c.hash).order_by(change_step.c.id.desc()).limit(1)
    ).scalar()
    return f"{load_file_id(connection)}/{newest or ''}"


def load_steps(connection: Connection) -> frozenset[str]:
    """The hashes of all steps of the change log."""
    return frozenset(connection.execute(select(change_step.c.hash)).scalars())


def is_origin(origin: str, file_id: str, steps: frozenset[str]) -> bool:
    """Whether an export of that origin was made from a state that this file has had."""
    source, _, step = origin.partition("/")
    return bool(file_id) and source == file_id and (not step or step in steps)


def load_municipality(connection: Connection) -> MunicipalityRow:
    """自治体設定."""
    row = connection.execute(
        select(
            Municipality.name,
            Municipality.department,
            Municipality.digit_style,
            Municipality.minutes_policy,
            Municipality.minutes_days,
        ).order_by(Municipality.id)
    ).first()
    return MunicipalityRow("") if row is None else MunicipalityRow(*row)


def load_axes(connection: Connection) -> dict[int, AxisValueRow]:
    """Every value of every axis by id, in the order of the axes and their values."""
    rows = connection.execute(
        select(
            AxisValue.id,
            Axis.key,
            AxisValue.key,
            AxisValue.number,
            AxisValue.heading,
            AxisValue.sentence,
        )
        .join(Axis, Axis.id == AxisValue.axis_id)
        .order_by(Axis.position, Axis.id, AxisValue.position, AxisValue.id)
    )
    return {row[0]: AxisValueRow(*row) for row in rows}


def load_plans(connection: Connection) -> list[PlanRow]:
    """Every plan, in order."""
    return [_plan(row) for row in connection.execute(select(*_PLAN).order_by(Plan.position, Plan.id))]


def _plan(row: Any) -> PlanRow:
    first, last = FiscalYear(row.first_year), FiscalYear(row.last_year)
    return PlanRow(row.id, row.title, first, last, row.due, row.vision, row.catchphrase)


def load_plan(connection: Connection, plan_id: int) -> PlanSnapshot:
    """One plan as it is now. KnownError if there is none of that id (any more)."""
    row = connection.execute(select(*_PLAN).where(Plan.id == plan_id)).first()
    if row is None:
        raise KnownError("この計画は見つかりません。", todo="一覧を開き直してください。")
    return PlanSnapshot(
        municipality=load_municipality(connection),
        plan=_plan(row),
        items=_items(connection, plan_id),
        entries=_entries(connection, plan_id),
        axis_values=load_axes(connection),
        own_fields=load_own_fields(connection),
        related=load_related(connection, plan_id),
    )


def load_related(connection: Connection, plan_id: int) -> tuple[RelatedPlanRow, ...]:
    """The plans that a plan belongs with, in order."""
    columns = (
        RelatedPlan.id,
        RelatedPlan.name,
        RelatedPlan.first_year,
        RelatedPlan.last_year,
        RelatedPlan.relation,
    )
    rows = select(*columns).where(RelatedPlan.plan_id == plan_id).order_by(RelatedPlan.position, RelatedPlan.id)
    return tuple(RelatedPlanRow(*row) for row in connection.execute(rows))


def _items(connection: Connection, plan_id: int) -> dict[int, ItemRow]:
    tags: dict[int, list[int]] = {}
    for item_id, value_id in connection.execute(
        select(ItemTag.item_id, ItemTag.axis_value_id)
        .join(PlanItem, PlanItem.id == ItemTag.item_id)
        .join(AxisValue, AxisValue.id == ItemTag.axis_value_id)
        .join(Axis, Axis.id == AxisValue.axis_id)
        .where(PlanItem.plan_id == plan_id)
        .order_by(Axis.position, Axis.id, AxisValue.position, AxisValue.id)
    ):
        tags.setdefault(item_id, []).append(value_id)
    rows = connection.execute(
        select(
            PlanItem.id,
            PlanItem.parent_id,
            PlanItem.kind,
            PlanItem.position,
            PlanItem.number,
            PlanItem.title,
            PlanItem.mark,
            PlanItem.axis_value_id,
            PlanItem.ended_year,
            PlanItem.end_note,
            PlanItem.below_note,
            PlanItem.successor_id,
            PlanItem.relisted_from_id,
        )
        .where(PlanItem.plan_id == plan_id)
        .order_by(PlanItem.position, PlanItem.id)
    )
    return {
        row.id: ItemRow(
            id=row.id,
            parent_id=row.parent_id,
            kind=ItemKind(row.kind),
            position=row.position,
            number=row.number,
            title=row.title,
            mark=Mark(row.mark),
            axis_value_id=row.axis_value_id,
            ended_year=row.ended_year,
            end_note=row.end_note,
            below_note=row.below_note,
            tags=tuple(tags.get(row.id, ())),
            successor_id=row.successor_id,
            relisted_from_id=row.relisted_from_id,
        )
        for row in rows
    }


def _entries(connection: Connection, plan_id: int) -> dict[EntryKey, EntryRow]:
    rows = connection.execute(
        select(
            Entry.id,
            Entry.item_id,
            Entry.field,
            Entry.year,
            Entry.state,
            Entry.text,
            Entry.reason,
            Entry.shared_from_id,
        )
        .join(PlanItem, PlanItem.id == Entry.item_id)
        .where(PlanItem.plan_id == plan_id)
        .order_by(Entry.id)
    )
    return {
        (row.item_id, row.field, row.year): EntryRow(
            row.id,
            row.item_id,
            row.field,
            row.year,
            EntryState(row.state),
            row.text,
            row.reason,
            row.shared_from_id,
        )
        for row in rows
    }


def _document(row: Any) -> DocumentRow:
    return DocumentRow(
        id=row.id,
        kind=row.kind,
        form=row.form,
        title=row.title,
        plan_id=row.plan_id,
        fiscal_year=FiscalYear(row.fiscal_year),
        actual_years=tuple(row.actual_years),
        number=row.number,
        lead=tuple(row.lead),
        notes=tuple(row.notes),
        legend=row.legend,
        draft=row.draft,
        digit_style=row.digit_style,
        continues=row.continues,
        header_notes=dict(row.header_notes),
        options=dict(row.options),
        meeting_id=row.meeting_id,
        committee_id=row.committee_id,
    )


def load_documents(connection: Connection) -> list[DocumentRow]:
    """Every 資料, in order."""
    rows = connection.execute(select(*_DOCUMENT).order_by(Document.position, Document.id))
    return [_document(row) for row in rows]


def load_document(connection: Connection, document_id: int) -> DocumentRow:
    """One 資料. DocumentGone if there is none of that id (any more)."""
    row = connection.execute(select(*_DOCUMENT).where(Document.id == document_id)).first()
    if row is None:
        raise DocumentGone("この資料は見つかりません。", todo="一覧を開き直してください。")
    return _document(row)


def load_stored_forms(connection: Connection) -> list[StoredFormRow]:
    """The municipality's own 様式, the oldest first."""
    rows = connection.execute(
        select(StoredForm.id, StoredForm.key, StoredForm.toml, StoredForm.name, StoredForm.base).order_by(StoredForm.id)
    )
    return [StoredFormRow(*row) for row in rows]


def load_own_fields(connection: Connection) -> tuple[Field, ...]:
    """The fields that the municipality added, the oldest first."""
    rows = connection.execute(
        select(OwnField.key, OwnField.name, OwnField.level, OwnField.per_year).order_by(OwnField.id)
    )
    return tuple(Field(key, name, _LEVELS[level], "yes" if yearly else "no") for key, name, level, yearly in rows)


def load_axis_keys(connection: Connection) -> frozenset[str]:
    """The keys of all axes."""
    return frozenset(connection.execute(select(Axis.key)).scalars())


def load_axis_names(connection: Connection) -> dict[str, str]:
    """What each axis is called, by its key, in order."""
    rows = connection.execute(select(Axis.key, Axis.name).order_by(Axis.position, Axis.id))
    return {row.key: row.name for row in rows}
