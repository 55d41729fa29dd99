"""A 版 as it prints: a 自由文書 in its form, a plan as the whole grid, an imported one as its cards."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from sqlalchemy import Connection

from zaitaku_desktop.forms.library import load_form, read_library
from zaitaku_desktop.forms.print_outline import outline_job
from zaitaku_desktop.forms.print_plan import plan_job
from zaitaku_desktop.model.document_rows import RevisionRow
from zaitaku_desktop.model.revision import Revision, RevisionKind
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.model.states import is_document_state
from zaitaku_desktop.storage.reading_documents import (
    RevisionGone,
    load_content,
    load_frozen_document,
    load_frozen_plan,
)
from zaitaku_desktop.storage.reading_meetings import load_rows
from zaitaku_desktop.typeset.blocks import PrintJob

WHOLE, CARDS = "p1", "p5"
"""The forms a plan is looked at in."""


def revision_job(connection: Connection, revision_id: int) -> Callable[[], PrintJob]:
    """What makes its pages. RevisionGone if it is gone, KnownError if it cannot be read."""
    found = load_rows(connection, RevisionRow, Revision.id == revision_id)
    if not found:
        raise RevisionGone("この版は見つかりません。", todo="一覧から選び直してください。")
    (row,) = found
    if is_document_state(load_content(connection, revision_id)):
        outline = load_frozen_document(connection, revision_id)
        form = read_library(connection).form(outline.document.form)
        return partial(outline_job, form, outline, load_form(form.outline.cards))
    plan = load_frozen_plan(connection, revision_id)
    form = load_form(CARDS if row.kind is RevisionKind.IMPORTED else WHOLE)
    title = f"{plan.plan.title}　{row.label}"
    document = DocumentRow(0, "plan", form.key, title, plan.plan.id, plan.plan.first_year, draft=False)
    return partial(plan_job, form, document, plan)
