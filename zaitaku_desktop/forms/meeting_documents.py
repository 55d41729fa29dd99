"""Which 資料 prints something of a meeting: the one that was made, or what one would be."""

from __future__ import annotations

from sqlalchemy import Connection

from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.library import read_library
from zaitaku_desktop.model.meeting_names import meeting_name
from zaitaku_desktop.model.meeting_rows import MeetingSnapshot
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.storage.reading import load_documents


def document_for(
    connection: Connection, snapshot: MeetingSnapshot, layout: str, standard: str
) -> tuple[DocumentRow, Form]:
    """The 資料 of the meeting in a form of this layout, else what one in the standard form would be (id 0); and its
    form. KnownError if the form cannot be read."""
    library = read_library(connection)
    meeting = snapshot.meeting
    own = [row for row in load_documents(connection) if row.meeting_id == meeting.id]
    for row in own:
        form = library.form(row.form)
        if form.layout == layout:
            return row, form
    form = library.form(standard)
    return new_document(snapshot, form, layout), form


def new_document(snapshot: MeetingSnapshot, form: Form, kind: str) -> DocumentRow:
    """What a 資料 of the meeting is before anybody has made it."""
    name = meeting_name(snapshot.committee, snapshot.meeting)
    meeting, title = snapshot.meeting, form.title.format(meeting=name)
    draft = not snapshot.locked
    return DocumentRow(0, kind, form.key, title, None, meeting.fiscal_year, draft=draft, meeting_id=meeting.id)
