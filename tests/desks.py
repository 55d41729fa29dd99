"""Our own Excel files out and back: the sample on a desk, with a 資料 in each form."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook
from sample_files import open_sample
from sqlalchemy.orm import Session

from zaitaku_desktop.exchange.plan_export import export_plan
from zaitaku_desktop.exchange.plan_import import load_known, propose
from zaitaku_desktop.exchange.proposal import ImportProposal
from zaitaku_desktop.exchange.stamp import Kind
from zaitaku_desktop.forms.cells import FieldValue
from zaitaku_desktop.forms.printable import Printable, read_printable
from zaitaku_desktop.model.snapshot import PlanSnapshot
from zaitaku_desktop.operations import plan_cells
from zaitaku_desktop.operations.document import create_document
from zaitaku_desktop.storage.reading import load_documents, load_origin, load_plan, load_plans
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_desktop.typeset.fonts import Faces

KINDS: tuple[Kind, ...] = ("print", "data")
FORMS = ("p1", "p2", "p3", "p4")
FACES = Faces.load()


@dataclass
class Desk:
    """The sample, open, with a 資料 in each form."""

    workspace: Workspace
    folder: Path

    def printable(self, form: str = "p1") -> Printable:
        with self.workspace.read() as connection:
            row = next(row for row in load_documents(connection) if row.form == form)
            return read_printable(connection, row.id)

    def export(self, kind: Kind, form: str = "p1") -> Path:
        path = self.folder / f"{form}_{kind}.xlsx"
        with self.workspace.read() as connection:
            origin = load_origin(connection)
        export_plan(self.printable(form), kind, path, FACES, origin=origin)
        return path

    def look(self, path: Path) -> ImportProposal:
        with self.workspace.read() as connection:
            known = load_known(connection)
        return propose(path, known)

    def plan(self) -> PlanSnapshot:
        with self.workspace.read() as connection:
            return load_plan(connection, load_plans(connection)[0].id)

    def write(self, item_id: int, value: FieldValue) -> None:
        self.workspace.perform("直す", lambda session: plan_cells.write_values(session, item_id, [value]))


def open_desk(folder: Path) -> Desk:
    """A new sample in that folder."""
    workspace = open_sample(folder / "a.zaitaku")
    with workspace.read() as connection:
        like = load_documents(connection)[0]
    for form in {*FORMS} - {like.form}:

        def add(session: Session, form: str = form) -> None:
            create_document(
                session,
                form=form,
                title=f"様式{form}の資料",
                fiscal_year=like.fiscal_year.start,
                plan_id=like.plan_id,
                actual_years=list(like.actual_years),
                number="資料9",
            )

        workspace.perform("資料を増やす", add)
    return Desk(workspace, folder)


def again(path: Path, change: object = None) -> Path:
    """The file saved by openpyxl, after `change(sheet)`."""
    book = load_workbook(path, rich_text=True)
    if callable(change):
        change(book.worksheets[0])
    book.save(path)
    return path
