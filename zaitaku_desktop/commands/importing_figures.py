"""`import FILE SOURCE --as training|consultation`: tables of figures from a workbook."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.orm import Session

from zaitaku_desktop.commands.importing import ReportWords, report_lines, write_import
from zaitaku_desktop.commands.report import print_json
from zaitaku_desktop.exchange.figures import FigureKind, apply_figures, has_figures, propose_figures
from zaitaku_desktop.exchange.proposal import ImportReport
from zaitaku_desktop.exchange.workbook import read_workbook
from zaitaku_desktop.storage.workspace import Workspace

WORDS = ReportWords("個のセル", "取り込まないもの", "確かめるもの")


def is_figures_import(source: Path) -> bool:
    """Whether a workbook holds tables of figures: then it is no plan. KnownError if it cannot be read."""
    return source.suffix.lower() == ".xlsx" and has_figures(read_workbook(source))


def import_figures(path: Path, source: Path, *, kind: FigureKind | None, dry_run: bool, as_json: bool) -> int:
    """0 if anything of it is (now) in the records, else 1. A differing value stays."""
    sheets = read_workbook(source)
    with Workspace.open(path, read_only=dry_run) as workspace:
        with workspace.read() as connection:
            proposal = propose_figures(sheets, connection, source.name, kind)
        report = proposal.report()

        def change(session: Session) -> ImportReport:
            return apply_figures(session, proposal)

        if not dry_run and report.changed:
            report = write_import(workspace, change)
    if as_json:
        print_json(report.to_json())
    else:
        print("\n".join(report_lines(report, proposal.remarks, WORDS, dry_run=dry_run)))
    return 0 if report.taken else 1
