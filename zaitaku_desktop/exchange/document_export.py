"""A 資料 of any kind as an Excel or Word file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.exchange.plan_export import export_plan
from zaitaku_desktop.exchange.sheet_export import write_print_xlsx
from zaitaku_desktop.exchange.stamp import Kind
from zaitaku_desktop.exchange.word_export import write_docx
from zaitaku_desktop.forms.papers import Paper, formats_of
from zaitaku_desktop.forms.printable import Printable
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out_fitted

Report = Callable[[float], None]


def export_paper(
    paper: Paper, kind: Kind, path: Path, faces: Faces, *, origin: str, report: Report | None = None
) -> None:
    """Write the 資料 over `path`: Word where its name ends with .docx, else Excel. `kind` and `origin` are for the
    Excel file of a plan (`plan_export.export_plan`).

    KnownError, and the old file as it was, if it cannot be written, or as Excel if it is no table. `report` is told
    0…1 and may raise Cancelled.
    """
    if path.suffix.lower() == ".docx":
        write_docx(lay_out_fitted(paper.job(), faces)[0], path, report=report)
    elif isinstance(paper, Printable):
        export_plan(paper, kind, path, faces, origin=origin, report=report)
    elif "xlsx" in formats_of(paper.form.layout):
        write_print_xlsx(paper.job(), path, faces, report=report)
    else:
        raise KnownError(
            "この資料は文章なので、Excel には書き出せません。",
            safe="何も書き出していません。",
            todo="Word（.docx）に書き出してください。",
            place=path.name,
        )
