"""The commands on files: open, make, import, set, print, close. Imports storage; the window imports it late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.exchange.source_names import is_paper, is_source, is_text_file
from zaitaku_desktop.forms.library import read_library
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.storage.lock import DataFileInUse
from zaitaku_desktop.storage.reading import load_municipality
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_desktop.typeset.collector import set_aside
from zaitaku_ui.dialogs.axes import AxisDialog
from zaitaku_ui.dialogs.document_settings import DocumentDialog
from zaitaku_ui.dialogs.municipality import MunicipalityDialog
from zaitaku_ui.dialogs.new_file import FILES, FORM, NewFileDialog
from zaitaku_ui.dialogs.plan_settings import PlanDialog
from zaitaku_ui.dialogs.undo_list import UndoListDialog
from zaitaku_ui.disk_commands import DiskCommands
from zaitaku_ui.file_page import FilePage
from zaitaku_ui.form_commands import FormCommands
from zaitaku_ui.meeting_papers import ask_paper
from zaitaku_ui.paper_commands import PaperCommands
from zaitaku_ui.recent import SAMPLE_NAME, sample_path
from zaitaku_ui.revision_commands import RevisionCommands
from zaitaku_ui.table_memory import SIDES, TableMemory

if TYPE_CHECKING:
    from zaitaku_ui.main_window import MainWindow

SOURCES = "Excel、文字のファイル (*.xlsx *.tsv *.txt)"
STANDARD = {"members": "m5", "training": "t1", "consultation": "t3", "indicator": "k1"}
"""The form that a 資料 begins with which is made on a page."""
NO_PLAN = "まだ計画がありません。Excelを取り込むか、「ファイル」の「新しく作る」で始めてください。"


class FileCommands:
    """What the menu does with files. `run(key)` for every key of the action table that is not the window's own."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self._memory = TableMemory(window.settings.panes, window)
        self._sides = TableMemory(window.settings.panes, window, prefix=SIDES)
        for memory in (self._memory, self._sides):
            memory.changed.connect(self._keep_shapes)
        self._disk = DiskCommands(window, self)
        self.forms = FormCommands(window)
        self.papers = PaperCommands(window, self.folder)
        self._table: dict[str, Callable[[], object]] = {
            "new": self.new_file,
            "open": self.ask_and_open,
            "close": self.close_file,
            "print": self.print_document,
            "pdf": self.save_pdf,
            "export": self.export_excel,
            "save_as": self._disk.save_as,
            "back_up": self._disk.back_up,
            "undo": self.undo,
            "redo": self.redo,
            "undo_list": self.undo_list,
            "previous_year": self.previous_year,
            "next_year": self.next_year,
            "show_plan": partial(self.go, "plan"),
            "show_meetings": partial(self.go, "meetings"),
            "show_members": partial(self.go, "members"),
            "show_trainings": partial(self.go, "training"),
            "show_consultations": partial(self.go, "consultation"),
            "show_indicators": partial(self.go, "indicator"),
            "show_documents": partial(self.go, "documents"),
            "show_print": partial(self.go, "print"),
            "show_checks": partial(self.go, "checks"),
            "save_revision": RevisionCommands(window).save,
            "import": self.ask_and_import,
            "import_paper": self.papers.ask,
            "municipality": self.edit_municipality,
            "plan_settings": self.edit_plan,
            "axes": self.edit_axes,
            "document_settings": self.edit_document,
            "add_document": self.add_document,
            "forms": self.forms.list_forms,
            "edit_form": self.forms.edit_shown,
        }

    def run(self, key: str) -> None:
        """Do it."""
        self._table[key]()

    def _keep_shapes(self) -> None:
        settings = self.window.settings
        self.window.keep(replace(settings, panes={**settings.panes, **self._memory.panes(), **self._sides.panes()}))

    # -- opening and closing -------------------------------------------------------------------------------

    def open_path(self, path: Path) -> None:
        """Open a data file; a file to import is taken into the open one, or a new one is made for it."""
        if is_paper(path) and not is_source(path):
            if self.window.page is not None or self._in_a_new_file():
                self.papers.take_file(path)
            return
        if is_source(path):
            if self.window.page is None:
                self.start_from_excel(path)
            else:
                self.import_file(path)
            return
        self._open(partial(Workspace.open, path), path)

    def open_read_only(self, path: Path) -> None:
        """Look at a file that somebody else has open."""
        self._open(partial(Workspace.open, path, read_only=True), path)

    def _open(self, opening: Callable[[], Workspace], path: Path) -> bool:
        window = self.window
        if window.page is not None:
            if window.page.workspace.path == path.absolute():
                return True
            if not self.close_file():
                return False
        window.messages.clear()
        try:
            workspace = opening()
        except DataFileInUse as error:
            window.messages.show_message("warn", error.message, ("閲覧専用で開く", partial(self.open_read_only, path)))
            return False
        except KnownError as error:
            window.show_trouble(error)
            return False
        self.show(workspace)
        return True

    def show(self, workspace: Workspace) -> None:
        """Show an open file."""
        window = self.window
        window.show_page(self.page_for(workspace))
        window.remember(workspace.path)
        if workspace.read_only:
            assert window.page is not None
            window.page.say(workspace.read_only_reason, level="info")

    def show_instead(self, workspace: Workspace) -> None:
        """Show a file in place of the page of another one (or of a page that was released), the same place in it."""
        old = self.window.page
        page = self.page_for(workspace, old)
        if old is not None:
            self.window.stack.removeWidget(old)
            old.deleteLater()
        self.window.show_page(page)

    def page_for(self, workspace: Workspace, like: FilePage | None = None) -> FilePage:
        """A page for an open file, showing what `like` shows."""
        page = FilePage(workspace, self.window.theme, self.window.actions_table, self._memory)
        page.editor.sheet.editing.let_enter_break(self.window.settings.enter_breaks)
        self._sides.look_after(page.editor.side.right)
        if like is not None:
            page.year = like.year
            page.show_document(like.document_id)
            page.go(like.place())
            cell = like.editor.sheet.cursor_cell()
            if cell is not None and cell.address is not None:
                page.editor.go_to(cell.address)
        set_aside()
        return page

    def close_file(self) -> bool:
        """Back to the start page. False = something typed could not be written, and the file stays open."""
        return self._disk.close_file()

    def check_file(self) -> None:
        """The window got the focus: is the file still the one that was opened? The page is told if not."""
        if self.window.page is not None and not self._disk.busy:
            self.window.page.workspace.check_file()

    def ask_and_open(self) -> None:
        """ファイルを開く…"""
        found, _ = QFileDialog.getOpenFileName(self.window, "ファイルを開く", str(self.folder()), FILES)
        if found:
            self.open_path(Path(found))

    def new_file(self) -> None:
        """新しく作る…"""
        dialog = NewFileDialog(self.window.theme, self.folder(), parent=self.window)
        if dialog.exec() and dialog.workspace is not None:
            self._take(dialog.workspace)

    def _take(self, workspace: Workspace) -> bool:
        """Show a file that has just been made; the one that was open is closed first."""
        if not self.close_file():
            workspace.close()
            return False
        self.window.messages.clear()
        self.show(workspace)
        return True

    def start_from_excel(self, source: Path | None = None) -> None:
        """いまのExcelから始める: choose it, make a file, import."""
        source = source or self._ask_excel()
        if source is None:
            return
        if self._in_a_new_file():
            self.import_file(source)

    def _in_a_new_file(self) -> bool:
        """Make a file to import into, and show it."""
        dialog = NewFileDialog(self.window.theme, self.folder(), for_import=True, parent=self.window)
        return bool(dialog.exec()) and dialog.workspace is not None and self._take(dialog.workspace)

    def open_sample(self) -> None:
        """見本を見る: this user's own copy of the sample, made on the first time."""
        path = sample_path()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            trouble = KnownError("見本を置く場所を作れませんでした。", safe="", todo="空き容量を確かめてください。")
            self.window.show_trouble(trouble)
            return
        if path.exists():
            self._open(partial(Workspace.open, path), path)
        else:
            from zaitaku_desktop.operations.sample import fill_sample  # noqa: PLC0415  long to load, once needed

            self._open(partial(Workspace.create, path, name=SAMPLE_NAME, fill=fill_sample), path)

    def folder(self) -> Path:
        """Where dialogs begin: beside the newest file, else the user's documents."""
        recent = [Path(path).parent for path in self.window.settings.recent if Path(path) != sample_path()]
        if recent and recent[0].is_dir():
            return recent[0]
        return self.documents()

    @staticmethod
    def documents() -> Path:
        """The user's documents."""
        documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        return documents if documents.is_dir() else Path.home()

    # -- import --------------------------------------------------------------------------------------------

    def ask_and_import(self) -> None:
        """Excelを取り込む…"""
        source = self._ask_excel()
        if source is not None:
            self.import_file(source)

    def _ask_excel(self) -> Path | None:
        found, _ = QFileDialog.getOpenFileName(self.window, "取り込むファイルを選ぶ", str(self.folder()), SOURCES)
        return Path(found) if found else None

    def import_file(self, source: Path) -> None:
        """Import into the open file, after a preview."""
        from zaitaku_desktop.exchange.figures import holds_figures  # noqa: PLC0415 - SQLAlchemy when used
        from zaitaku_desktop.exchange.minutes.recognising import reads_as_paper  # noqa: PLC0415
        from zaitaku_ui.dialogs.import_dialog import ImportDialog  # noqa: PLC0415 - openpyxl only when used

        page = self.window.page
        if page is None or not page.finish():
            return
        if is_text_file(source) and reads_as_paper(source):
            self.papers.take_file(source)
            return
        if holds_figures(source):
            from zaitaku_ui.figures_import import import_figures  # noqa: PLC0415 - as above

            import_figures(page, self.window.theme, self.window, source)
            return
        dialog = ImportDialog(page.bridge, self.window.theme, source, parent=self.window)
        dialog.imported.connect(page.show_report)
        dialog.exec()
        dialog.deleteLater()

    # -- the open file -------------------------------------------------------------------------------------

    def undo(self) -> None:
        """元に戻す."""
        if self.window.page is not None and self.window.page.finish():
            self.window.page.bridge.undo()

    def redo(self) -> None:
        """やり直す."""
        if self.window.page is not None and self.window.page.finish():
            self.window.page.bridge.redo()

    def undo_list(self) -> None:
        """元に戻す操作の一覧…"""
        page = self.window.page
        if page is not None and page.finish():
            dialog = UndoListDialog(page.bridge, self.window.theme, self.window)
            dialog.exec()
            dialog.deleteLater()

    def previous_year(self) -> None:
        """前の年度."""
        if self.window.page is not None:
            self.window.page.top.years.previous()

    def next_year(self) -> None:
        """次の年度."""
        if self.window.page is not None:
            self.window.page.top.years.next()

    def go(self, place: str) -> None:
        """A page of the navigation."""
        if self.window.page is not None:
            self.window.page.go(place)

    def _printable(self) -> list[DocumentRow]:
        """What 印刷 means now: the 資料 chosen in the list, or the one on the screen."""
        page = self.window.page
        if page is None or not page.finish():
            return []
        if page.place() == "print" and page.print_page.chosen():  # to be exported
            return page.print_page.chosen()
        document = page.printable()
        return [] if document is None else [document]

    def print_document(self) -> None:
        """印刷…"""
        if not self._prints_itself(pdf=False):
            documents = self._printable()
            if documents and self.window.page is not None:
                self.window.page.printing.ask_and_print(documents)

    def _prints_itself(self, *, pdf: bool) -> bool:
        """Whether the page prints what is no single 資料; then it has been asked to."""
        page = self.window.page
        return page is not None and page.finish() and page.print_itself(pdf=pdf)

    def save_pdf(self) -> None:
        """PDFに保存…"""
        if not self._prints_itself(pdf=True):
            documents = self._printable()
            if documents and self.window.page is not None:
                self.window.page.printing.ask_and_save(documents)

    def export_excel(self) -> None:
        """Excel・Wordに書き出す…"""
        documents = self._printable()
        if documents and self.window.page is not None:
            self.window.page.exporting.ask_and_export(documents[0])

    def edit_municipality(self) -> None:
        """自治体設定…"""
        page = self.window.page
        if page is None or not page.finish():
            return
        with page.workspace.read() as connection:
            row = load_municipality(connection)
        MunicipalityDialog(page.bridge, row, self.window.theme, self.window).exec()

    def edit_plan(self) -> None:
        """計画の設定…"""
        page = self.window.page
        if page is None or not page.finish():
            return
        plan = page.plan()
        if plan is None:
            page.say(NO_PLAN, level="info")
            return
        PlanDialog(page.bridge, plan, self.window.theme, self.window).exec()

    def edit_axes(self) -> None:
        """分類の設定…"""
        page = self.window.page
        if page is not None and page.finish():
            AxisDialog(page.bridge, self.window.theme, self.window).exec()

    def edit_document(self) -> None:
        """資料の設定…"""
        page = self.window.page
        if page is None or not page.finish():
            return
        tabbed = page.tabbed()
        document, plan = page.document() if tabbed is None else tabbed.subject(), page.plan()
        if page.place() == "print":
            document = next(iter(page.print_page.chosen()), None)
            plan = None if document is None else page.plans.get(document.plan_id or 0)
        if document is not None and document.plan_id is None:
            ask_paper(page.bridge, self.window.theme, self.window, document)
            return
        if document is None or plan is None:
            page.say("ここには、設定する資料がありません。", level="info")
            return
        dialog = DocumentDialog(page.bridge, document, plan, self.window.theme, self.window)
        self.forms.serve(dialog)
        dialog.exec()

    def add_document(self) -> None:
        """資料を増やす…: another 資料 of the same plan, for the 年度 on the screen."""
        page = self.window.page
        if page is None or not page.finish():
            return
        if page.tabbed() is not None:
            self._add_meeting_paper(page)
            return
        plan, like = page.plan(), page.document()
        if plan is None:
            page.say(NO_PLAN, level="info")
            return
        year = page.year or FiscalYear.of(dt.date.today())
        used = {document.form for document in page.documents if document.plan_id == plan.id}
        with page.workspace.read() as connection:
            forms = read_library(connection).of_kind("plan")
        form = next((key for key in forms if key not in used), like.form if like else FORM)
        new = DocumentRow(0, "plan", form, "", plan.id, year, like.actual_years if like else ())
        dialog = DocumentDialog(page.bridge, new, plan, self.window.theme, self.window)
        self.forms.serve(dialog)
        if dialog.exec() and dialog.made is not None:
            page.reload()
            page.open_document(dialog.made)

    def _add_meeting_paper(self, page: FilePage) -> None:
        """資料を増やす… on the pages of meetings, people and figures: one more of what is seen there."""
        desk, tabbed = page.desk, page.tabbed()
        like = None if tabbed is None else tabbed.subject()
        form = STANDARD.get(page.place(), "") if like is None or page.place() == "members" else like.form
        meeting_id = desk.meeting_id if page.place() == "meetings" else None
        new = DocumentRow(0, "", form, "", None, desk.year, meeting_id=meeting_id, committee_id=desk.committee_id)
        made = ask_paper(page.bridge, self.window.theme, self.window, new)
        if made is not None:
            page.reload()
            page.open_document(made)
