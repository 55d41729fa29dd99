"""From a stored 資料 to what is printed: its form, its plan, its print job. The one way for the command line and
the window."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from sqlalchemy import Connection

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.grid import CellAddress, GridCell, GridView, build_grid, continues_of
from zaitaku_desktop.forms.last_printed import LastPrinted
from zaitaku_desktop.forms.library import read_library
from zaitaku_desktop.forms.masking import Masked
from zaitaku_desktop.forms.missing import Missing, missing_cells
from zaitaku_desktop.forms.print_cards import place_on_card
from zaitaku_desktop.forms.print_pdca import place_of_point
from zaitaku_desktop.forms.print_plan import plan_job
from zaitaku_desktop.forms.spans import find_runs
from zaitaku_desktop.model.snapshot import DocumentRow, PlanSnapshot
from zaitaku_desktop.storage.reading import load_document, load_plan
from zaitaku_desktop.typeset.blocks import PrintJob


@dataclass(frozen=True)
class Printable:
    """A 資料 with all it shows; safe to hand to another thread."""

    document: DocumentRow
    form: Form
    snapshot: PlanSnapshot
    last: LastPrinted = field(default_factory=LastPrinted, compare=False, repr=False)
    """Goes on from one state of the plan to the next (`dataclasses.replace`)."""

    @cached_property
    def _paper(self) -> GridView:
        return self.last.view(self.form, self.document, self.snapshot)

    @cached_property
    def _origins(self) -> dict[tuple[int, int], GridCell]:
        """The first cell of a run, for each slot that it reaches over."""
        if continues_of(self.form, self.document) not in ("arrow", "merge"):
            return {}
        runs = [run for run in find_runs(self._paper) if run.columns > 1]
        return {(run.cell.row, run.cell.col + step): run.cell for run in runs for step in range(1, run.columns)}

    def printed_at(self, address: CellAddress) -> CellAddress | str | None:
        """Under which ident a cell of the screen stands on paper: that of its run, or of the row it is rolled
        up in, or of a heading. None = it is not printed."""
        cell = self._paper.find(address)
        if cell is None:
            return None
        if self.form.layout == "pdca":
            return place_of_point(self._paper, address)
        if self.form.layout == "cards":
            return place_on_card(self._paper, self.snapshot, cell)
        return self._origins.get((cell.row, cell.col), cell).address

    def missing(self) -> tuple[Missing, ...]:
        """The blank cells that its form needs."""
        return missing_cells(build_grid(self.form, self.document, self.snapshot), self.snapshot)

    def masked(self) -> tuple[Masked, ...]:
        """A plan has no names of people to mask."""
        return ()

    def job(self) -> PrintJob:
        """What to print."""
        return plan_job(self.form, self.document, self.snapshot, self._paper, self.last)


def read_printable(connection: Connection, document_id: int) -> Printable:
    """Read a 資料. KnownError if it is gone, has no plan, or its form cannot be read."""
    document = load_document(connection, document_id)
    form = read_library(connection).form(document.form)
    if document.plan_id is None:
        raise KnownError("この資料には計画が結び付いていません。", todo="計画を選んでください。", place=document.title)
    return Printable(document, form, load_plan(connection, document.plan_id))
