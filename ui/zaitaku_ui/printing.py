"""印刷… and PDFに保存… of the window: asks where, works beside it, says what came of it in a strip."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.file_names import file_name
from zaitaku_desktop.forms.papers import paper_as
from zaitaku_desktop.forms.sheets import document_title
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_desktop.typeset.blocks import PrintJob
from zaitaku_desktop.typeset.boxes import Layout
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out
from zaitaku_ui.errand import Errand
from zaitaku_ui.messages import MessageArea
from zaitaku_ui.preview.printing import print_with_dialog
from zaitaku_ui.preview.saving import PdfWriter
from zaitaku_ui.theme import Theme
from zaitaku_ui.top_bar import document_name
from zaitaku_ui.work import Progress


class Printing(Errand):
    """Prints and saves 資料 of one open file."""

    waiting = "前の印刷がまだ終わっていません。終わるまでお待ちください。"

    def __init__(self, workspace: Workspace, theme: Theme, area: MessageArea, host: QWidget) -> None:
        super().__init__(workspace, theme, area, host)
        self._faces: Faces | None = None
        self._writer: PdfWriter | None = None

    def _job(self, document: DocumentRow) -> PrintJob:
        with self._workspace.read() as connection:
            return paper_as(connection, document).job()

    def faces(self) -> Faces:
        """The printed faces, loaded when first needed. For the window's thread."""
        if self._faces is None:
            self._faces = Faces.load()
        return self._faces

    # -- PDF -----------------------------------------------------------------------------------------------

    def ask_and_save(self, documents: Sequence[DocumentRow]) -> None:
        """PDFに保存…: ask for the file, then write it beside the window."""
        if not documents or self._refuse_second() or not self.confirm(documents):
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
        self._writer.write(jobs, target, title=jobs[0].bookmark or document_title(documents[0]))

    def _saved(self, path: Path) -> None:
        self._say_written("保存しました", path)

    # -- printer -------------------------------------------------------------------------------------------

    def ask_and_print(self, documents: Sequence[DocumentRow]) -> None:
        """印刷…: lay out beside the window, one 資料 after the other, then the system's print dialog."""
        if not documents or self._refuse_second() or not self.confirm(documents):
            return
        try:
            jobs = [self._job(document) for document in documents]
        except KnownError as error:
            self._area.show_trouble(error)
            return

        def work(progress: Progress) -> Layout:
            faces, laid = Faces.load(), []
            for number, job in enumerate(jobs, start=1):
                laid.append(lay_out(job, faces))
                progress(number / len(jobs))
            pages = [page for one in laid for page in one.pages]
            return Layout(pages, laid[0].title if len(laid) == 1 else "")

        name = document_name(documents[0]) + (f"ほか{len(documents) - 1}件" if len(documents) > 1 else "")
        self._run(f"ページを組んでいます：{name}", work, partial(self._print, name))

    def _print(self, name: str, layout: Layout) -> None:
        self._end()
        try:
            printed = print_with_dialog(self._host, layout, self.faces(), layout.title or name)
        except KnownError as error:
            self._area.show_trouble(error)
            return
        if printed:
            self._area.show_message("ok", f"プリンターに送りました：{name}")

    def shut_down(self) -> None:
        """Stop what runs and wait for it."""
        if self._writer is not None:
            self._writer.shut_down()
        super().shut_down()
