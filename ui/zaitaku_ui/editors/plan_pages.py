"""The pages of a 資料 for the preview: made in its thread, cells of the sheet found on them."""

from __future__ import annotations

from functools import partial

from zaitaku_desktop.forms.grid import CellAddress
from zaitaku_desktop.forms.printable import Printable
from zaitaku_ui.preview.worker import Draft


def draft_of(read: Printable) -> Draft:
    """What the preview lays out."""
    return Draft(read.job, partial(_on_paper, read))


def _on_paper(read: Printable, ident: object) -> object | None:
    """Where a cell of the sheet is printed; other parts of the page are what they are."""
    return read.printed_at(ident) if isinstance(ident, CellAddress) else ident
