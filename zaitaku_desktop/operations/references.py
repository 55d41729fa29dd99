"""Writes what references say after a new numbering (`forms.references.following`)."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from zaitaku_desktop.forms.references import Follow
from zaitaku_desktop.model.document import Document
from zaitaku_desktop.model.plan import Entry, PlanItem


def write_following(session: Session, changes: Iterable[Follow]) -> int:
    """Write the new texts. Returns how many references changed; a text that is another one by now stays as it is."""
    done = 0
    for change in changes:
        done += change.count if _write(session, change) else 0
    session.flush()
    return done


def _write(session: Session, change: Follow) -> bool:
    if change.document_id is not None:
        return _write_document(session, change)
    record: Entry | PlanItem | None
    if change.entry_id is not None:
        record, name = session.get(Entry, change.entry_id), "text"
    else:
        record, name = session.get(PlanItem, change.item_id), change.field
    if record is None or getattr(record, name) != change.before:
        return False
    setattr(record, name, change.after)
    return True


def _write_document(session: Session, change: Follow) -> bool:
    document = session.get(Document, change.document_id)
    value = None if document is None else getattr(document, change.field)
    if isinstance(value, dict) and value.get(change.part) == change.before:
        new: object = {**value, change.part: change.after}
    elif isinstance(value, list) and value[int(change.part) : int(change.part) + 1] == [change.before]:
        new = [*value[: int(change.part)], change.after, *value[int(change.part) + 1 :]]
    elif value == change.before:
        new = change.after
    else:
        return False
    setattr(document, change.field, new)
    return True
