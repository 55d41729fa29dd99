"""Excelに書き出す… of the window: asks what and where, writes beside it, says in a strip what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.file_names import file_name
from zaitaku_desktop.forms.printable import read_printable
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.storage.reading import load_origin
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_ui.dialogs.export_excel import ExportDialog
from zaitaku_ui.errand import Errand
from zaitaku_ui.top_bar import document_name
from zaitaku_ui.work import Progress

if TYPE_CHECKING:
    from zaitaku_desktop.exchange.stamp import Kind

EXCEL = "Excel (*.xlsx)"


class Exporting(Errand):
    """Writes 資料 of one open file as xlsx."""

    waiting = "前の書き出しがまだ終わっていません。終わるまでお待ちください。"

    def ask_and_export(self, document: DocumentRow) -> None:
        """Ask which file and where, then write it."""
        if self._refuse_second():
            return
        name = document_name(document).replace("\u3000", " ")
        dialog = ExportDialog(self._theme, name, self._host)
        accepted, kind = dialog.exec(), dialog.kind()
        dialog.deleteLater()
        if not accepted:
            return
        suggested = file_name(f"{name} データ" if kind == "data" else name, ".xlsx")
        start = self._workspace.path.parent / suggested
        found, _ = QFileDialog.getSaveFileName(self._host, "Excelに書き出す", str(start), EXCEL)
        if found:
            target = Path(found)
            self.export(document, kind, target if target.suffix.lower() == ".xlsx" else Path(f"{found}.xlsx"))

    def export(self, document: DocumentRow, kind: Kind, target: Path) -> None:
        """Write the 資料 into `target` beside the window."""
        try:
            with self._workspace.read() as connection:
                printable, origin = read_printable(connection, document.id), load_origin(connection)
        except KnownError as error:
            self._area.show_trouble(error)
            return

        def work(progress: Progress) -> Path:
            # openpyxl is loaded only when a file is written (GUI 3)
            from zaitaku_desktop.exchange.plan_export import export_plan  # noqa: PLC0415

            export_plan(printable, kind, target, Faces.load(), origin=origin, report=progress)
            return target

        self._run(f"Excelのファイルを作っています：{target.name}", work, self._written)

    def _written(self, path: Path) -> None:
        self._say_written("書き出しました", path)
