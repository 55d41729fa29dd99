"""印刷… and PDFに保存… of the window: asks where, works beside it, says what came of it in a strip."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.file_names import file_name
from zaitaku_desktop.forms.print_plan import document_title
from zaitaku_desktop.forms.printable import read_printable
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_desktop.typeset.blocks import PrintJob
from zaitaku_desktop.typeset.boxes import Layout
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out
from zaitaku_ui.messages import MessageArea
from zaitaku_ui.preview.printing import print_with_dialog
from zaitaku_ui.preview.saving import PdfWriter
from zaitaku_ui.theme import Theme
from zaitaku_ui.top_bar import document_name
from zaitaku_ui.work import Progress, Work, wait_for


class ProgressStrip(QFrame):
    """What is being done, how far it is, and やめる."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("level", "info")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.pixels(12), theme.pixels(6), theme.pixels(12), theme.pixels(6))
        row.setSpacing(theme.pixels(12))
        self.bar = QProgressBar()
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(theme.pixels(220))
        self.bar.setAccessibleName(text)
        self.stop = QPushButton("やめる")
        self.words = QLabel(text)
        row.addWidget(self.words)
        row.addWidget(self.bar)
        row.addStretch(1)
        row.addWidget(self.stop)

    def advance(self, part: float) -> None:
        """Show 0…1."""
        self.bar.setValue(round(part * 1000))


class Printing(QObject):
    """Prints and saves 資料 of one open file. `area` shows what came of it, `host` is where dialogs stand."""

    def __init__(self, workspace: Workspace, theme: Theme, area: MessageArea, host: QWidget) -> None:
        super().__init__(host)
        self._workspace = workspace
        self._theme = theme
        self._area = area
        self._host = host
        self._faces: Faces | None = None
        self._writer: PdfWriter | None = None
        self._laying: Work | None = None
        self._strip: ProgressStrip | None = None

    @property
    def busy(self) -> bool:
        """Whether something is being laid out or written."""
        return self._strip is not None

    def _job(self, document: DocumentRow) -> PrintJob:
        with self._workspace.read() as connection:
            return read_printable(connection, document.id).job()

    def faces(self) -> Faces:
        """The printed faces, loaded when first needed. For the window's thread."""
        if self._faces is None:
            self._faces = Faces.load()
        return self._faces

    # -- PDF -----------------------------------------------------------------------------------------------

    def ask_and_save(self, documents: Sequence[DocumentRow]) -> None:
        """PDFに保存…: ask for the file, then write it beside the window."""
        if not documents or self._refuse_second():
            return
        suggested = file_name(document_name(documents[0]).replace("　", " "), ".pdf")
        start = self._workspace.path.parent / suggested
        found, _ = QFileDialog.getSaveFileName(self._host, "PDFに保存", str(start), "PDF (*.pdf)")
        if found:
            target = Path(found)
            self.save(documents, target if target.suffix.lower() == ".pdf" else target.with_name(target.name + ".pdf"))

    def save(self, documents: Sequence[DocumentRow], target: Path) -> None:
        """Write the 資料, one after the other, into `target`."""
        try:
            jobs = [self._job(document) for document in documents]
        except KnownError as error:
            self._area.show_trouble(error)
            return
        if self._writer is None:
            self._writer = PdfWriter(self.faces(), self)
            self._writer.done.connect(self._saved)
            self._writer.failed.connect(self._failed)
            self._writer.stopped.connect(self._stopped)
        strip = self._begin(f"PDFを作っています：{target.name}")
        self._writer.progress.connect(strip.advance)
        strip.stop.clicked.connect(self._writer.cancel)
        self._writer.write(jobs, target, title=document_title(documents[0]))

    def _saved(self, path: Path) -> None:
        self._end()
        self._area.show_message(
            "ok",
            f"保存しました：{path.name}",
            ("開く", partial(open_path, path)),
            ("フォルダーを開く", partial(open_path, path.parent)),
        )

    # -- printer -------------------------------------------------------------------------------------------

    def ask_and_print(self, document: DocumentRow) -> None:
        """印刷…: lay out beside the window, then the system's print dialog."""
        if self._refuse_second():
            return
        try:
            job = self._job(document)
        except KnownError as error:
            self._area.show_trouble(error)
            return

        def work(progress: Progress) -> Layout:
            return lay_out(job, Faces.load(), progress=progress)

        strip = self._begin(f"ページを組んでいます：{document.title}")
        self._laying = Work(work, self)
        self._laying.progressed.connect(strip.advance)
        strip.stop.clicked.connect(self._laying.cancel)
        self._laying.done.connect(partial(self._print, document))
        self._laying.refused.connect(self._failed)
        self._laying.stopped.connect(self._stopped)
        self._laying.crashed.connect(self._crashed)
        self._laying.start()

    def _print(self, document: DocumentRow, layout: Layout) -> None:
        self._end()
        try:
            printed = print_with_dialog(self._host, layout, self.faces(), document_name(document))
        except KnownError as error:
            self._area.show_trouble(error)
            return
        if printed:
            self._area.show_message("ok", f"プリンターに送りました：{document_name(document)}")

    # -- both ----------------------------------------------------------------------------------------------

    def _refuse_second(self) -> bool:
        if self.busy:
            self._area.show_message("info", "前の印刷がまだ終わっていません。終わるまでお待ちください。")
        return self.busy

    def _begin(self, text: str) -> ProgressStrip:
        self._strip = ProgressStrip(self._theme, text)
        self._area.layout().insertWidget(0, self._strip)  # type: ignore[union-attr]
        return self._strip

    def _end(self) -> None:
        if self._strip is not None:
            self._strip.hide()
            self._strip.deleteLater()
            self._strip = None

    def _failed(self, error: KnownError) -> None:
        self._end()
        self._area.show_trouble(error)

    def _stopped(self) -> None:
        self._end()
        self._area.show_message("info", "途中でやめました。元のファイルはそのまま残っています。")

    def _crashed(self, error: Exception) -> None:
        self._end()
        raise error

    def shut_down(self) -> None:
        """Stop what runs and wait for it."""
        if self._writer is not None:
            self._writer.shut_down()
        if self._laying is not None:
            wait_for(self._laying)


def open_path(path: Path) -> None:
    """Open a file or folder with whatever the PC opens it with."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
