"""What is done about findings: put right, or left as they are with a reason. Each runs inside one undo step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.checks.finding import Finding, Place, Repair
from zaitaku_desktop.checks.reading import REASON
from zaitaku_desktop.forms.cells import BELOW_NOTE, END_NOTE, TITLE, FieldValue
from zaitaku_desktop.model import inline
from zaitaku_desktop.model.acknowledgement import Acknowledgement
from zaitaku_desktop.model.agenda import AgendaItem
from zaitaku_desktop.model.base import Record
from zaitaku_desktop.model.document import Document
from zaitaku_desktop.model.handout import Handout
from zaitaku_desktop.model.outline import OutlineBlock
from zaitaku_desktop.model.plan import EntryState
from zaitaku_desktop.operations import entries, plan_cells
from zaitaku_desktop.operations.document import edit_document
from zaitaku_desktop.operations.meeting import open_meeting
from zaitaku_desktop.operations.records import must_have

_NOTES = {TITLE: "title", END_NOTE: "end_note", BELOW_NOTE: "below_note"}
_PARTS: Mapping[str, tuple[type[Record], str]] = {
    "block": (OutlineBlock, "text"),
    "agenda": (AgendaItem, "title"),
    "agenda_note": (AgendaItem, "note"),
    "handout": (Handout, "list_title"),
}
"""Where a text of a meeting stands, by the field of its place."""


def repair(session: Session, findings: Iterable[Finding]) -> int:
    """Put right what can be. Returns how many; what has been written otherwise since is left alone.

    Raises KnownError where nothing may be written (a 取組 that has ended) or what it stands on is gone.
    """
    done = 0
    for finding in findings:
        if finding.repair is not None:
            done += _repair(session, finding.place, finding.repair)
    return done


def _repair(session: Session, place: Place, wanted: Repair) -> bool:
    text = _text(session, place)
    stop = wanted.start + len(wanted.before)
    if inline.plain(text)[wanted.start : stop] != wanted.before:
        return False
    _write(session, place, inline.replaced(text, wanted.start, stop, wanted.after))
    return True


def _text(session: Session, place: Place) -> str:
    if place.meeting_id is not None:
        record, column = _of_meeting(session, place)
        return str(getattr(record, column))
    if place.document_id is not None:
        document = _document(session, place.document_id)
        value = getattr(document, place.field)
        if isinstance(value, str):
            return value
        value = list(value.values()) if isinstance(value, dict) else value
        return str(value[place.part]) if place.part < len(value) else ""
    item = entries.item_of(session, place.item_id or 0)
    if place.field in _NOTES:
        return str(getattr(item, _NOTES[place.field]))
    entry = entries.find(session, item.id, place.field, place.year)
    if entry is None:
        return ""
    return entry.reason if place.reason else entry.text


def _of_meeting(session: Session, place: Place) -> tuple[Record, str]:
    """The record and the column in which a text of a meeting stands. Raises KnownError if it is gone or 確定."""
    meeting = open_meeting(session, place.meeting_id or 0)
    if place.field not in _PARTS:
        return meeting, place.field
    record, column = _PARTS[place.field]
    return must_have(session, record, place.part, "項目"), column


def _write(session: Session, place: Place, text: str) -> None:
    if place.meeting_id is not None:
        record, column = _of_meeting(session, place)
        setattr(record, column, text)
        session.flush()
        return
    if place.document_id is not None:
        value = getattr(_document(session, place.document_id), place.field)
        if isinstance(value, dict):
            text_or_parts: object = {**value, list(value)[place.part]: text}
        elif not isinstance(value, str):
            text_or_parts = [*value[: place.part], text, *value[place.part + 1 :]]
        else:
            text_or_parts = text
        edit_document(session, place.document_id, **{place.field: text_or_parts})
        return
    item = entries.item_of(session, place.item_id or 0)
    if place.field in _NOTES:
        setattr(item, _NOTES[place.field], text)
        session.flush()
        return
    entry = entries.find(session, item.id, place.field, place.year)
    assert entry is not None
    if place.reason and place.year is not None:
        plan_cells.set_reason(session, item.id, place.year, text)
    else:
        value_of = FieldValue(place.field, place.year, EntryState(entry.state), text)
        plan_cells.write_values(session, item.id, [value_of])


def _document(session: Session, document_id: int) -> Document:
    document = session.get(Document, document_id)
    if document is None:
        raise KnownError("この資料は削除されています。", todo="一覧から選び直してください。")
    return document


def acknowledge(session: Session, finding: Finding, reason: str) -> None:
    """「このままにする」: the finding is 承知済み from now on, for this reason. Raises KnownError without one."""
    words = reason.strip()
    if not words:
        raise KnownError("理由がまだ書かれていません。", todo="このままにする理由を書いてください。")
    found = _find(session, finding)
    if found is None:
        place = finding.place
        session.add(
            Acknowledgement(
                rule=finding.rule,
                item_id=place.item_id,
                document_id=place.document_id,
                meeting_id=place.meeting_id,
                committee_id=place.committee_id,
                training_id=place.training_id,
                field=_field(place),
                year=place.year,
                part=place.part,
                evidence=finding.evidence,
                reason=words,
            )
        )
    elif found.reason != words:
        found.reason = words
    session.flush()


def withdraw(session: Session, finding: Finding) -> None:
    """The finding is looked at again."""
    found = _find(session, finding)
    if found is not None:
        session.delete(found)
        session.flush()


def _field(place: Place) -> str:
    return place.field + (REASON if place.reason else "")


def _find(session: Session, finding: Finding) -> Acknowledgement | None:
    place = finding.place
    return session.scalars(
        select(Acknowledgement).where(
            Acknowledgement.rule == finding.rule,
            Acknowledgement.item_id.is_not_distinct_from(place.item_id),
            Acknowledgement.document_id.is_not_distinct_from(place.document_id),
            Acknowledgement.meeting_id.is_not_distinct_from(place.meeting_id),
            Acknowledgement.committee_id.is_not_distinct_from(place.committee_id),
            Acknowledgement.training_id.is_not_distinct_from(place.training_id),
            Acknowledgement.field == _field(place),
            Acknowledgement.year.is_not_distinct_from(place.year),
            Acknowledgement.part == place.part,
            Acknowledgement.evidence == finding.evidence,
        )
    ).first()
