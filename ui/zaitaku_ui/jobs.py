"""What to print, read out of the open file in the window's thread (laying it out is done elsewhere)."""

from __future__ import annotations

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.forms.print_plan import plan_job
from zaitaku_desktop.storage.reading import load_document, load_plan, load_stored_forms
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_desktop.typeset.blocks import PrintJob


def job_of(workspace: Workspace, document_id: int) -> PrintJob:
    """The print job of a 資料. KnownError if it is gone or has no plan."""
    with workspace.read() as connection:
        document = load_document(connection, document_id)
        if document.plan_id is None:
            raise KnownError(
                "この資料には計画が結び付いていません。", todo="計画を選んでください。", place=document.title
            )
        snapshot = load_plan(connection, document.plan_id)
        form = load_form(document.form, load_stored_forms(connection))
    return plan_job(form, document, snapshot)
