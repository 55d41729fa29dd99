"""From a stored 資料 to what is printed: its form, its plan, its print job. The one way for the command line and
the window."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.grid import build_grid
from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.forms.missing import Missing, missing_cells
from zaitaku_desktop.forms.print_plan import plan_job
from zaitaku_desktop.model.snapshot import DocumentRow, PlanSnapshot
from zaitaku_desktop.storage.reading import load_document, load_plan, load_stored_forms
from zaitaku_desktop.typeset.blocks import PrintJob


@dataclass(frozen=True)
class Printable:
    """A 資料 with all it shows; safe to hand to another thread."""

    document: DocumentRow
    form: Form
    snapshot: PlanSnapshot

    def missing(self) -> tuple[Missing, ...]:
        """The blank cells that its form needs."""
        return missing_cells(build_grid(self.form, self.document, self.snapshot), self.snapshot)

    def job(self) -> PrintJob:
        """What to print."""
        return plan_job(self.form, self.document, self.snapshot)


def read_printable(connection: Connection, document_id: int) -> Printable:
    """Read a 資料. KnownError if it is gone, has no plan, or its form cannot be read."""
    document = load_document(connection, document_id)
    form = load_form(document.form, load_stored_forms(connection))
    if document.plan_id is None:
        raise KnownError("この資料には計画が結び付いていません。", todo="計画を選んでください。", place=document.title)
    return Printable(document, form, load_plan(connection, document.plan_id))
