"""From a data file to what is checked, and what of it is 承知済み."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select

from zaitaku_desktop.checks.checker import Checker, Known
from zaitaku_desktop.checks.count_scope import CountScope
from zaitaku_desktop.checks.finding import Finding, Place
from zaitaku_desktop.checks.meeting_scope import MeetingScope
from zaitaku_desktop.checks.registry import OF_COUNTS, find_in_meetings, find_in_trainings
from zaitaku_desktop.checks.scope import Scope
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.library import read_library
from zaitaku_desktop.model.acknowledgement import Acknowledgement
from zaitaku_desktop.model.snapshot import DocumentRow, PlanSnapshot
from zaitaku_desktop.model.training_rows import TrainingBook
from zaitaku_desktop.storage.reading import load_documents, load_plan, load_plans
from zaitaku_desktop.storage.reading_counts import load_consultations, load_indicators
from zaitaku_desktop.storage.reading_meetings import load_all_meetings, load_roster
from zaitaku_desktop.storage.reading_trainings import load_trainings
from zaitaku_desktop.typeset.fonts import Faces

REASON = "/reason"
"""Behind the field of an Acknowledgement that is about the reason of a 評価."""


def read_documents(connection: Connection, plan_id: int) -> tuple[list[DocumentRow], dict[int, Form]]:
    """The 資料 of a plan with their forms; a form that cannot be read is none (printing says why)."""
    documents = [row for row in load_documents(connection) if row.plan_id == plan_id and row.kind == "plan"]
    forms = read_library(connection).forms
    return documents, {row.id: forms[row.form] for row in documents if row.form in forms}


def read_acknowledged(connection: Connection) -> dict[Known, str]:
    """Why findings are left as they are, by rule, place and evidence."""
    rows = connection.execute(select(Acknowledgement.__table__)).mappings()
    return dict(acknowledged_of({**row}) for row in rows)


def acknowledged_of(record: Mapping[str, Any]) -> tuple[Known, str]:
    """What a stored Acknowledgement is about, and its reason."""
    bare = record["field"].removesuffix(REASON)
    reason = bare != record["field"]
    place = Place(record["item_id"], bare, record["year"], record["document_id"], record["part"], reason=reason)
    place = replace(place, meeting_id=record["meeting_id"], committee_id=record["committee_id"])
    place = replace(place, training_id=record["training_id"])
    return (record["rule"], place, record["evidence"]), record["reason"]


def check_file(connection: Connection, faces: Faces) -> list[tuple[PlanSnapshot, list[DocumentRow], list[Finding]]]:
    """Every plan of the file with its 資料 and all findings, 承知済み included."""
    known = read_acknowledged(connection)
    found = []
    for plan in load_plans(connection):
        documents, forms = read_documents(connection, plan.id)
        scope = Scope(load_plan(connection, plan.id), documents, forms, faces)
        checker = Checker()
        checker.check(scope)
        found.append((scope.snapshot, documents, checker.findings(known)))
    return found


def check_meetings(connection: Connection, today: dt.date | None = None) -> tuple[MeetingScope, list[Finding]]:
    """All people and meetings of the file with all findings, 承知済み included. `today` None = today."""
    scope = MeetingScope(load_roster(connection), load_all_meetings(connection), today or dt.date.today())
    return scope, _with_reasons(connection, find_in_meetings(scope))


def check_counts(connection: Connection) -> tuple[CountScope, list[Finding]]:
    """All 相談件数 and 指標 of the file with all findings, 承知済み included."""
    scope = CountScope(load_consultations(connection), load_indicators(connection))
    return scope, _with_reasons(connection, (one for rule in OF_COUNTS for one in rule(scope)))


def _with_reasons(connection: Connection, found: Iterable[Finding]) -> list[Finding]:
    known = read_acknowledged(connection)
    return [replace(one, acknowledged=known.get((one.rule, one.place, one.evidence), "")) for one in found]


def check_trainings(connection: Connection) -> tuple[TrainingBook, list[Finding]]:
    """All 研修 of the file with all findings, 承知済み included."""
    book = load_trainings(connection)
    return book, _with_reasons(connection, find_in_trainings(book))
