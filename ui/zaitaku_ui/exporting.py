"""Excelに書き出す… of the window: asks what and where, writes beside it, says in a strip what came of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.file_names import file_name
from zaitaku_desktop.forms.printable import read_printable
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.storage.reading import load_origin
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_ui.dialogs.export_excel import ExportDialog
from zaitaku_ui.messages import MessageArea
from zaitaku_ui.printing import ProgressStrip, open_path
from zaitaku_ui.theme import Theme
from zaitaku_ui.top_bar import document_name
from zaitaku_ui.work import Progress, Work, wait_for

if TYPE_CHECKING:
    from zaitaku_desktop.exchange.stamp import Kind

EXCEL = "Excel (*.xlsx)"


class Exporting(QObject):
    """Writes 資料 of one open file as xlsx. `area` shows what came of it, `host` is where dialogs stand."""

    def __init__(self, workspace: Workspace, theme: Theme, area: MessageArea, host: QWidget) -> None:
        super().__init__(host)
        self._workspace = workspace
        self._theme = theme
        self._area = area
        self._host = host
        self._work: Work | None = None
        self._strip: ProgressStrip | None = None

    @property
    def busy(self) -> bool:
        """Whether a file is being written."""
        return self._strip is not None

    def ask_and_export(self, document: DocumentRow) -> None:
        """Ask which file and where, then write it."""
        if self.busy:
            self._area.show_message("info", "前の書き出しがまだ終わっていません。終わるまでお待ちください。")
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

        self._strip = ProgressStrip(self._theme, f"Excelのファイルを作っています：{target.name}")
        self._area.layout().insertWidget(0, self._strip)  # type: ignore[union-attr]
        self._work = Work(work, self)
        self._work.progressed.connect(self._strip.advance)
        self._strip.stop.clicked.connect(self._work.cancel)
        self._work.done.connect(self._written)
        self._work.refused.connect(self._refused)
        self._work.stopped.connect(self._stopped)
        self._work.crashed.connect(self._crashed)
        self._work.start()

    def _written(self, path: Path) -> None:
        self._end()
        self._area.show_message(
            "ok",
            f"書き出しました：{path.name}",
            ("開く", partial(open_path, path)),
            ("フォルダーを開く", partial(open_path, path.parent)),
        )

    def _refused(self, error: KnownError) -> None:
        self._end()
        self._area.show_trouble(error)

    def _stopped(self) -> None:
        self._end()
        self._area.show_message("info", "途中でやめました。元のファイルはそのまま残っています。")

    def _crashed(self, error: Exception) -> None:
        self._end()
        raise error

    def _end(self) -> None:
        if self._strip is not None:
            self._strip.hide()
            self._strip.deleteLater()
            self._strip = None

    def shut_down(self) -> None:
        """Stop what runs and wait for it."""
        if self._work is not None:
            wait_for(self._work)
