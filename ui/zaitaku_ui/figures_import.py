"""研修, 相談件数 and 指標 taken out of a workbook: the dialog, then the page and the 年度 on which they are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from zaitaku_desktop.exchange.proposal import ImportReport
from zaitaku_ui.dialogs.figures_dialog import FiguresDialog, figures_words
from zaitaku_ui.theme import Theme

if TYPE_CHECKING:
    from zaitaku_ui.file_page import FilePage


def import_figures(page: FilePage, theme: Theme, host: QWidget, source: Path) -> None:
    """Ask how, take it in, and show what came in."""
    dialog = FiguresDialog(page.bridge, theme, source, host)

    def tell(report: ImportReport) -> None:
        page.reload()
        _show(page, report, dialog.place)
        level, words = figures_words(report)
        page.say(words, level=level)

    dialog.imported.connect(tell)
    dialog.exec()
    dialog.deleteLater()


def _show(page: FilePage, report: ImportReport, place: str) -> None:
    page.desk.open()
    sessions = page.desk.trainings.sessions
    made = [sessions[row.id] for row in report.created if row.kind == "training" and row.id in sessions]
    papers = {row.id for row in report.created if row.kind == "document"}
    years = [row.fiscal_year for row in made] or [row.fiscal_year for row in page.documents if row.id in papers]
    if years:
        page.year = max(years)
    page.go(place)
