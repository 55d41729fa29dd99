"""配付資料: added, moved, removed, put together as branches; their numbers follow their order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.document import Document
from zaitaku_desktop.model.handout import AttachedFile, Handout, HandoutKind, HandoutPart, PartKind
from zaitaku_desktop.model.meeting import Meeting
from zaitaku_desktop.model.references import Kind, Reference
from zaitaku_desktop.operations.contents import put_content, size_words
from zaitaku_desktop.operations.meeting import open_meeting
from zaitaku_desktop.operations.outline_references import keep_words
from zaitaku_desktop.operations.records import edit, in_order, must_have, placed

LARGEST = 30 * 1024 * 1024
"""So many bytes an attached file has at most."""
_SOURCES = {PartKind.DOCUMENT: "document_id", PartKind.MINUTES: "meeting_id", PartKind.FILE: "file_id"}


def _handout(session: Session, handout_id: int) -> Handout:
    """The 配付資料, to be changed. Raises KnownError if it is gone, or its meeting is 確定."""
    row = must_have(session, Handout, handout_id, "配付資料")
    open_meeting(session, row.meeting_id)
    return row


def handouts_of(session: Session, meeting_id: int) -> list[Handout]:
    """The 配付資料 of a meeting, in order."""
    rows = select(Handout).where(Handout.meeting_id == meeting_id)
    return list(session.scalars(rows.order_by(Handout.position, Handout.id)))


def _renumber(rows: Sequence[Handout]) -> None:
    """Give those that have a number the next one of their label, in their order; branches of one number stay together.

    A 差替 has the number of what it replaces. A branch that is left alone is none.
    """
    by_id = {row.id: row for row in rows}
    numbered = [row for row in rows if row.number is not None and row.replaces_id not in by_id]
    groups: dict[tuple[str, object], list[Handout]] = {}
    for row in numbered:
        groups.setdefault((row.label, row.id if row.branch is None else -(row.number or 0)), []).append(row)
    count: dict[str, int] = {}
    for (label, _), group in groups.items():
        count[label] = count.get(label, 0) + 1
        for branch, row in enumerate(group, 1):
            _set(row, count[label], branch if len(group) > 1 else None)
    for row in rows:
        replaced = by_id.get(row.replaces_id or 0)
        if replaced is not None:
            row.label = replaced.label
            _set(row, replaced.number, replaced.branch)


def _set(row: Handout, number: int | None, branch: int | None) -> None:
    if row.number != number:
        row.number = number
    if row.branch != branch:
        row.branch = branch


def _settle(session: Session, rows: Sequence[Handout]) -> None:
    in_order(rows)
    session.flush()
    _renumber(rows)
    session.flush()


def add_handout(
    session: Session,
    meeting_id: int,
    list_title: str = "",
    position: int | None = None,
    *,
    numbered: bool = True,
    label: str = "資料",
    **more: object,
) -> int:
    """Add a 配付資料 at `position` (None = last); the numbers behind it move on. Returns its id.

    `more` = other columns by name; a number given there stays as it is, and so do the others. Raises KnownError if the
    meeting is gone or 確定.
    """
    open_meeting(session, meeting_id)
    rows = handouts_of(session, meeting_id)
    at = len(rows) if position is None else max(0, min(position, len(rows)))
    row = Handout(meeting_id=meeting_id, list_title=list_title, label=label, number=len(rows) + 1 if numbered else None)
    edit(row, more, fixed=("meeting_id", "position"))
    session.add(row)
    rows.insert(at, row)
    if "number" in more:
        in_order(rows)
        session.flush()
    else:
        _avoid_groups(rows, row)
        _settle(session, rows)
    return row.id


def _avoid_groups(rows: Sequence[Handout], row: Handout) -> None:
    """A number that no group of branches has, until all are numbered anew."""
    if row.number is not None:
        row.number = max((other.number or 0 for other in rows), default=0) + 1


def edit_handout(session: Session, handout_id: int, **changes: object) -> None:
    """Change columns of a 配付資料 by their names; a number or branch typed stays, none of the others moves.

    Raises KnownError if it is gone, or the meeting is 確定.
    """
    row = _handout(session, handout_id)
    edit(row, changes, fixed=("meeting_id", "position"))
    session.flush()


def number_handouts(session: Session, meeting_id: int) -> None:
    """番号の振り直し: number all that have a number, in their order. Raises KnownError if the meeting is 確定."""
    open_meeting(session, meeting_id)
    _settle(session, handouts_of(session, meeting_id))


def set_numbered(session: Session, handout_id: int, numbered: bool) -> None:
    """Whether a 配付資料 has a number; the others follow. Raises KnownError as `edit_handout`."""
    row = _handout(session, handout_id)
    rows = handouts_of(session, row.meeting_id)
    _set(row, 0 if numbered else None, None)
    if numbered:
        _avoid_groups(rows, row)
    _settle(session, rows)


def move_handouts(session: Session, handout_ids: Sequence[int], before_id: int | None = None) -> None:
    """Put 配付資料 of one meeting before another (None = last); marks, boxes and references follow.

    Raises KnownError if one is gone, or the meeting is 確定.
    """
    chosen = [_handout(session, one) for one in handout_ids]
    if not chosen:
        return
    rows = handouts_of(session, chosen[0].meeting_id)
    ids = {row.id for row in chosen}
    _settle(session, placed(rows, [row for row in rows if row.id in ids], before_id))


def make_branches(session: Session, handout_ids: Sequence[int]) -> None:
    """Put several 配付資料 under one number: 資料1－1, 1－2 … beside the first of them. Raises KnownError as
    `move_handouts`."""
    chosen = [_handout(session, one) for one in handout_ids]
    if len(chosen) < 2:
        return
    rows = handouts_of(session, chosen[0].meeting_id)
    ids = {row.id for row in chosen}
    group = [row for row in rows if row.id in ids]
    label, number = group[0].label, max((row.number or 0 for row in rows), default=0) + 1
    for branch, row in enumerate(group, 1):
        row.label = label
        _set(row, number, branch)
    behind = next((row.id for row in rows[rows.index(group[0]) :] if row.id not in ids), None)
    _settle(session, placed(rows, group, behind))


def split_branch(session: Session, handout_id: int) -> None:
    """Give a branch a number of its own. Raises KnownError as `edit_handout`."""
    set_numbered(session, handout_id, True)


def remove_handouts(session: Session, handout_ids: Sequence[int]) -> None:
    """Remove 配付資料 with their parts and marks; references to them in the 会議録 become the words they said.

    Raises KnownError if the meeting is 確定.
    """
    meetings = {}
    for one in handout_ids:
        row = session.get(Handout, one)
        if row is None:
            continue
        meetings[row.meeting_id] = open_meeting(session, row.meeting_id)
        keep_words(session, row.meeting_id, [Reference(Kind.HANDOUT, one)])
        session.delete(row)
    session.flush()
    session.expire_all()
    for meeting_id in meetings:
        _settle(session, handouts_of(session, meeting_id))


def replace_handout(session: Session, handout_id: int, day: dt.date | None = None) -> int:
    """差替: a new 配付資料 of the same number and title right behind the one it replaces. Returns its id.

    Raises KnownError as `edit_handout`.
    """
    old = _handout(session, handout_id)
    new = Handout(
        meeting_id=old.meeting_id,
        label=old.label,
        number=old.number,
        branch=old.branch,
        list_title=old.list_title,
        listed=False,
        kind=HandoutKind.REPLACEMENT,
        copies=old.copies,
        replaces_id=old.id,
        replaced_on=day,
    )
    rows = handouts_of(session, old.meeting_id)
    session.add(new)
    rows.insert([row.id for row in rows].index(handout_id) + 1, new)
    _settle(session, rows)
    return new.id


# -- parts --------------------------------------------------------------------------------------------------


def parts_of(session: Session, handout_id: int) -> list[HandoutPart]:
    """The parts of a 配付資料, in order."""
    rows = select(HandoutPart).where(HandoutPart.handout_id == handout_id)
    return list(session.scalars(rows.order_by(HandoutPart.position, HandoutPart.id)))


def add_part(
    session: Session,
    handout_id: int,
    kind: PartKind,
    source_id: int | None = None,
    title: str = "",
    position: int | None = None,
) -> int:
    """Add a part: a 資料, the 会議録 of a meeting, a file kept in the data file (`source_id`), or a title alone.

    `position` None = last. Returns its id. Raises KnownError if the 配付資料 or the source is gone, or the meeting is
    確定.
    """
    _handout(session, handout_id)
    part = HandoutPart(handout_id=handout_id, kind=kind, title=title)
    _point(session, part, kind, source_id)
    rows = parts_of(session, handout_id)
    rows.insert(len(rows) if position is None else max(0, min(position, len(rows))), part)
    session.add(part)
    in_order(rows)
    session.flush()
    return part.id


def _point(session: Session, part: HandoutPart, kind: PartKind, source_id: int | None) -> None:
    if kind is PartKind.DOCUMENT:
        must_have(session, Document, source_id or 0, "資料")
    elif kind is PartKind.MINUTES:
        must_have(session, Meeting, source_id or 0, "会議")
    elif kind is PartKind.FILE:
        must_have(session, AttachedFile, source_id or 0, "添付ファイル")
    part.kind = kind
    for one, name in _SOURCES.items():
        setattr(part, name, source_id if one is kind else None)


def edit_part(
    session: Session,
    part_id: int,
    *,
    title: str | None = None,
    kind: PartKind | None = None,
    source_id: int | None = None,
) -> None:
    """Change title or source of a part. Raises KnownError as `add_part`."""
    part = must_have(session, HandoutPart, part_id, "資料の部分")
    _handout(session, part.handout_id)
    if title is not None:
        part.title = title
    if kind is not None:
        _point(session, part, kind, source_id)
    session.flush()


def move_part(session: Session, part_id: int, handout_id: int, before_id: int | None = None) -> None:
    """Put a part before another of a 配付資料 of the same meeting (None = last). Raises KnownError if gone or 確定."""
    part = must_have(session, HandoutPart, part_id, "資料の部分")
    old, new = _handout(session, part.handout_id), _handout(session, handout_id)
    if old.meeting_id != new.meeting_id:
        raise KnownError("別の会議の配付資料には移せません。", todo="同じ会議の中で選んでください。")
    part.handout_id = handout_id
    session.flush()
    in_order(placed(parts_of(session, handout_id), [part], before_id))
    in_order(parts_of(session, old.id))
    session.flush()


def remove_parts(session: Session, part_ids: Sequence[int]) -> None:
    """Remove parts; their sources stay. Raises KnownError if the meeting is 確定."""
    touched = set()
    for one in part_ids:
        part = session.get(HandoutPart, one)
        if part is not None:
            touched.add(_handout(session, part.handout_id).id)
            session.delete(part)
    session.flush()
    for handout_id in touched:
        in_order(parts_of(session, handout_id))
    session.flush()


def keep_file(session: Session, name: str, content: bytes) -> int:
    """Keep a PDF in the data file; the same content is kept once. Returns its id.

    Raises KnownError for what is no PDF, larger than `LARGEST`, or too much together with what is kept already.
    """
    if b"%PDF-" not in content[:1024]:
        raise KnownError("PDFではないため、添付できません。", todo="PDFにしてから添付してください。", place=name)
    if len(content) > LARGEST:
        raise KnownError(
            f"ファイルが大きすぎます（{size_words(len(content))}。1つにつき{size_words(LARGEST)}まで）。",
            todo="小さくするか、分けてから添付してください。",
            place=name,
        )
    digest = put_content(session, content, name)
    found = session.scalars(select(AttachedFile).where(AttachedFile.digest == digest)).first()
    if found is None:
        found = AttachedFile(name=name, digest=digest, size=len(content))
        session.add(found)
        session.flush()
    return found.id
