"""What an import reads, whatever the file is: sheets whose rows are those of a plan."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from zaitaku_desktop.exchange.cards import card_grid
from zaitaku_desktop.exchange.form_choice import plan_forms
from zaitaku_desktop.exchange.pdca_text import pdca_grid
from zaitaku_desktop.exchange.sheet import SheetTable
from zaitaku_desktop.exchange.source_names import is_text_file
from zaitaku_desktop.exchange.text_file import read_text_file
from zaitaku_desktop.exchange.workbook import Progress, read_workbook
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.library import Library, preset_library


def read_source(
    path: Path, library: Library | None = None, *, form_key: str | None = None, progress: Progress | None = None
) -> list[SheetTable]:
    """The sheets of a workbook or a text file; what stands in cards has become a grid.

    The file is only read. KnownError says why it cannot be, or that there is no form `form_key`.
    """
    tables = [read_text_file(path)] if is_text_file(path) else read_workbook(path, progress=progress)
    return as_grids(tables, library or preset_library(), form_key)


def as_grids(tables: Sequence[SheetTable], library: Library, form_key: str | None = None) -> list[SheetTable]:
    """The sheets, those of another layout as the grid that has the same in rows."""
    forms = [form for form in plan_forms(library, form_key) if form.layout != "grid"]
    found = []
    for table in tables:
        grids = (_as_grid(table, form) for form in forms if not table.hidden)
        found.append(next((grid for grid in grids if grid is not None), table))
    return found


def _as_grid(table: SheetTable, form: Form) -> SheetTable | None:
    return card_grid(table, form) if form.layout == "cards" else pdca_grid(table, form)
