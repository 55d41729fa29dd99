"""Our own Excel files out and back: the sample on a desk, with a 資料 in each form.

The desk is stocked once for a run of tests, and exported once as it stands: both take as long as a test that needs
them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

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
    """The sample, open, with a 資料 in each form. `newest` = the last step that stocked it, -1 = another file."""

    workspace: Workspace
    folder: Path
    newest: int = -1

    def printable(self, form: str = "p1") -> Printable:
        with self.workspace.read() as connection:
            row = next(row for row in load_documents(connection) if row.form == form)
            return read_printable(connection, row.id)

    def export(self, kind: Kind, form: str = "p1") -> Path:
        """A workbook of the 資料 of that form, as the file is now."""
        path = self.folder / f"{form}_{kind}.xlsx"
        if [step.id for step in self.workspace.steps(1)] == [self.newest]:
            path.write_bytes(_exported(kind, form))
        else:
            self.make_export(path, kind, form)
        return path

    def make_export(self, path: Path, kind: Kind, form: str) -> None:
        """The same, made anew."""
        with self.workspace.read() as connection:
            origin = load_origin(connection)
        export_plan(self.printable(form), kind, path, FACES, origin=origin)

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
    path = folder / "a.zaitaku"
    path.write_bytes(_stocked())
    workspace = Workspace.open(path)
    return Desk(workspace, folder, workspace.steps(1)[0].id)


@cache
def _exported(kind: Kind, form: str) -> bytes:
    with TemporaryDirectory() as folder:
        desk = open_desk(Path(folder))
        path = Path(folder) / "a.xlsx"
        desk.make_export(path, kind, form)
        desk.workspace.close()
        return path.read_bytes()


@cache
def _stocked() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.zaitaku"
        with open_sample(path) as workspace:
            _stock(workspace)
        return path.read_bytes()


def _stock(workspace: Workspace) -> None:
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


def again(path: Path, change: object = None) -> Path:
    """The file saved by openpyxl, after `change(sheet)`."""
    book = load_workbook(path, rich_text=True)
    if callable(change):
        change(book.worksheets[0])
    book.save(path)
    return path
