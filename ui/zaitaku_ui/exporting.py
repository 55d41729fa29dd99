"""Excel・Wordに書き出す… of the window: asks what and where, writes beside it, says in a strip what came of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.file_names import file_name
from zaitaku_desktop.forms.papers import OF_PLANS, Paper, formats_of, paper_as
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.storage.reading import load_origin
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_ui.dialogs.export_excel import Choice, ExportDialog
from zaitaku_ui.errand import Errand
from zaitaku_ui.top_bar import document_name
from zaitaku_ui.work import Progress

FILTERS = {".xlsx": "Excel (*.xlsx)", ".docx": "Word (*.docx)"}
TITLE = "書き出す"


def offered(paper: Paper) -> tuple[Choice, ...]:
    """What a 資料 can be written as: a plan in every way, a table of a meeting as it prints, a text as Word."""
    if paper.form.layout in OF_PLANS:
        return ("print", "data", "word")
    return ("print", "word") if "xlsx" in formats_of(paper.form.layout) else ("word",)


class Exporting(Errand):
    """Writes 資料 of one open file as xlsx or docx."""

    waiting = "前の書き出しがまだ終わっていません。終わるまでお待ちください。"

    def _paper(self, document: DocumentRow) -> Paper | None:
        try:
            with self._workspace.read() as connection:
                return paper_as(connection, document)
        except KnownError as error:
            self._area.show_trouble(error)
            return None

    def ask_and_export(self, document: DocumentRow) -> None:
        """Ask which file and where, then write it."""
        if self._refuse_second():
            return
        paper = self._paper(document)
        if paper is None or not self.confirm([document]):
            return
        name, choices = document_name(document).replace("\u3000", " "), offered(paper)
        kind = choices[0]
        if len(choices) > 1:
            dialog = ExportDialog(self._theme, name, self._host, choices)
            accepted, kind = dialog.exec(), dialog.kind()
            dialog.deleteLater()
            if not accepted:
                return
        suffix = ".docx" if kind == "word" else ".xlsx"
        suggested = file_name(f"{name} データ" if kind == "data" else name, suffix)
        start = self._workspace.path.parent / suggested
        found, _ = QFileDialog.getSaveFileName(self._host, TITLE, str(start), FILTERS[suffix])
        if found:
            target = Path(found)
            self.export(document, kind, target if target.suffix.lower() == suffix else Path(f"{found}{suffix}"))

    def export(self, document: DocumentRow, kind: Choice, target: Path) -> None:
        """Write the 資料 into `target` beside the window."""
        paper = self._paper(document)
        if paper is None:
            return
        with self._workspace.read() as connection:
            origin = load_origin(connection)

        def work(progress: Progress) -> Path:
            # openpyxl and python-docx are loaded only when a file is written (GUI 3)
            from zaitaku_desktop.exchange.document_export import export_paper  # noqa: PLC0415

            export_paper(
                paper, "print" if kind == "word" else kind, target, Faces.load(), origin=origin, report=progress
            )
            return target

        self._run(f"ファイルを作っています：{target.name}", work, self._written)

    def _written(self, path: Path) -> None:
        self._say_written("書き出しました", path)
