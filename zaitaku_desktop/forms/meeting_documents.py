"""Which 資料 a meeting or a 会議体 can have, what they are called, and what makes one differ from another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.library import read_library
from zaitaku_desktop.forms.meeting_layouts import EDITIONS
from zaitaku_desktop.forms.print_minutes import minutes_settings
from zaitaku_desktop.forms.subject_day import DAY
from zaitaku_desktop.model.meeting import MeetingStatus
from zaitaku_desktop.model.meeting_names import meeting_name
from zaitaku_desktop.model.meeting_rows import MeetingRow, MeetingSnapshot
from zaitaku_desktop.model.minutes_rules import policy_of
from zaitaku_desktop.model.roster import CommitteeRow, Roster
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.storage.reading import load_documents

OF_MEETINGS = ("agenda", "minutes", "sign_in", "notice")
"""Layouts of 資料 about one meeting."""
OF_COMMITTEES = ("status", "attendance", "roster")
"""Layouts of 資料 about a 会議体; a 部会検討状況 may be made for one of its meetings."""
OF_YEARS = ("training_list", "training_matrix", "office_report", "consultation", "indicator")
"""Layouts of 資料 about a 年度 and nothing else."""
PUBLIC = "公開用"


@dataclass(frozen=True, slots=True)
class Offer:
    """A 資料 that is there, or what one would be (id 0)."""

    document: DocumentRow
    form: Form

    @property
    def key(self) -> tuple[int, str]:
        """The same as long as it is the same 資料."""
        return self.document.id, "" if self.document.id else self.form.key


def paper_title(form: Form, committee: CommitteeRow, meeting: MeetingRow | None, year: FiscalYear) -> str:
    """The form's title over that meeting (None: the 会議体 as a whole)."""
    name = committee.name if meeting is None else meeting_name(committee, meeting)
    return form.title.format(long=year.long, meeting=name, committee=committee.name)


def variant_words(form: Form, document: DocumentRow) -> str:
    """`要点　公開用`: what the pages leave out; "" = nothing."""
    if form.layout != "minutes":
        return ""
    settings = minutes_settings(form, document)
    words = (EDITIONS["summary"] if settings.edition == "summary" else "", PUBLIC if settings.public else "")
    return "　".join(word for word in words if word)


def proposed(
    form: Form,
    committee: CommitteeRow,
    meeting: MeetingRow | None,
    year: FiscalYear,
    today: dt.date,
    policy: str = "",
) -> DocumentRow:
    """What a 資料 in that form is before anybody has made it (id 0). A 委員名簿 is that of `today`, or of the
    nearest day of the 年度. `policy` = 会議録の作成方針 (model/minutes_rules.py)."""
    about = None if form.layout in ("attendance", "roster") else meeting
    final = meeting is not None and meeting.status is MeetingStatus.FINAL
    day = min(max(today, year.first_day), year.last_day)
    options = {DAY: day.isoformat()} if form.layout == "roster" else {}
    if form.layout == "minutes" and policy and policy != form.minutes.edition:
        options["edition"] = policy
    return DocumentRow(
        0,
        form.kind,
        form.key,
        paper_title(form, committee, meeting if form.layout in OF_MEETINGS else None, year),
        None,
        year,
        draft=form.draft_mark and not final,
        options=options,
        meeting_id=None if about is None else about.id,
        committee_id=committee.id,
    )


def document_for(
    connection: Connection, snapshot: MeetingSnapshot, layout: str, standard: str
) -> tuple[DocumentRow, Form]:
    """The 資料 of the meeting in a form of this layout that leaves out what 会議録の作成方針 says and no more, else
    what one in the standard form would be (id 0); and its form. KnownError if the form cannot be read."""
    library = read_library(connection)
    meeting, committee = snapshot.meeting, snapshot.committee
    policy = policy_of(committee, snapshot.municipality)

    def standing(form: Form) -> DocumentRow:
        return proposed(form, committee, meeting, meeting.fiscal_year, dt.date.today(), policy)

    for row in load_documents(connection):
        if row.meeting_id == meeting.id:
            form = library.form(row.form)
            if form.layout == layout and variant_words(form, row) == variant_words(form, standing(form)):
                return row, form
    form = library.form(standard)
    return standing(form), form


def papers_of(
    documents: Iterable[DocumentRow],
    forms: Mapping[str, Form],
    roster: Roster,
    committee: CommitteeRow,
    meeting: MeetingRow | None,
    year: FiscalYear,
    today: dt.date,
    policy: str = "",
) -> tuple[Sequence[Offer], Sequence[Offer]]:
    """The 資料 of a meeting (None: of the 会議体 in that 年度) that are there, and those that can be made besides: one
    in each form that none is in, or none that leaves out what 会議録の作成方針 (`policy`) says and no more."""
    if meeting is None:
        mine = (row for row in documents if row.committee_id == committee.id and row.fiscal_year == year)
        own = [row for row in mine if row.meeting_id is None]
    else:
        own = [row for row in documents if row.meeting_id == meeting.id]
    there = [Offer(row, forms[row.form]) for row in own if row.form in forms]
    used = {(offer.form.key, variant_words(offer.form, offer.document)) for offer in there}
    more = [
        Offer(proposed(form, committee, meeting, year, today, policy), form)
        for form in _possible(forms, roster, committee, meeting)
    ]
    return there, [offer for offer in more if (offer.form.key, variant_words(offer.form, offer.document)) not in used]


def _possible(
    forms: Mapping[str, Form], roster: Roster, committee: CommitteeRow, meeting: MeetingRow | None
) -> Iterator[Form]:
    """Forms for a meeting, or for a 会議体; 部会検討状況 only where there are 部会."""
    layouts = [*(OF_COMMITTEES if meeting is None else OF_MEETINGS)]
    if meeting is not None and roster.subcommittees(committee.id):
        layouts.append("status")
    elif meeting is None and not roster.subcommittees(committee.id):
        layouts.remove("status")
    for layout in layouts:
        yield from (form for form in forms.values() if form.layout == layout)
