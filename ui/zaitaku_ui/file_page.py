"""The page of an open file: navigation, top bar, messages, and the editor or the list for printing.

Imports storage and the editors: the window imports this module after its first paint (GUI 3).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.fiscal_year import FiscalYear, years_between
from zaitaku_desktop.checks.finding import Place
from zaitaku_desktop.exchange.proposal import ImportReport
from zaitaku_desktop.forms.library import read_library
from zaitaku_desktop.model.snapshot import DocumentRow, PlanRow
from zaitaku_desktop.storage.reading import load_documents, load_plans
from zaitaku_desktop.storage.workspace import Step, Workspace
from zaitaku_ui.actions import Actions
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.editors.plan import PlanEditor
from zaitaku_ui.empty_page import EmptyPage
from zaitaku_ui.exporting import Exporting
from zaitaku_ui.finding_desk import FindingDesk
from zaitaku_ui.meeting_desk import MeetingDesk
from zaitaku_ui.meeting_papers import confirm_masked
from zaitaku_ui.messages import MessageArea
from zaitaku_ui.navigation import Navigation
from zaitaku_ui.packet.printing import PacketPrinting
from zaitaku_ui.places.makers import MAKERS
from zaitaku_ui.places.tabbed import TabbedPage
from zaitaku_ui.print_page import PrintPage
from zaitaku_ui.printing import Printing
from zaitaku_ui.saving import SavingBanner
from zaitaku_ui.table_memory import TableMemory
from zaitaku_ui.theme import Theme
from zaitaku_ui.top_bar import TopBar

SHELL_TABLES = frozenset({"document", "plan", "municipality", "stored_form"})
"""A step on these changes what the frame shows; the editor looks after the rest itself."""


class FilePage(QWidget):
    """Everything seen while a file is open. `release` it before it goes; the file stays open."""

    position_changed = Signal(str, str)
    counts_changed = Signal(str)
    findings_counted = Signal(int)
    turned = Signal()
    """Another page or tab is seen: its commands belong into the menus."""
    state_changed = Signal()
    """What can be done has changed (undo, a 資料 came or went)."""

    def __init__(
        self, workspace: Workspace, theme: Theme, actions: Actions, memory: TableMemory, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.bridge = Bridge(workspace, self)
        self.theme = theme
        self.documents: list[DocumentRow] = []
        self.plans: dict[int, PlanRow] = {}
        self.document_id: int | None = None
        self.year: FiscalYear | None = None
        self._position, self._counts = ("", ""), ""
        self._released = False
        self.desk = MeetingDesk(self.bridge, self)
        self.pages: dict[str, TabbedPage] = {}
        self.navigation = Navigation(theme)
        self.top = TopBar(theme, actions["print"], actions["pdf"], actions["document_settings"])
        self.messages = MessageArea(theme)
        self.saving = SavingBanner(self.bridge, theme, self.messages, actions["save_as"].trigger)
        self.printing = Printing(workspace, theme, self.messages, self)
        self.exporting = Exporting(workspace, theme, self.messages, self)
        self.packets = PacketPrinting(self.bridge, theme, self.messages, self, self.printing.faces())
        for errand in (self.printing, self.exporting, self.packets):
            errand.confirm = partial(confirm_masked, self.bridge, theme, self)
        self.editor = PlanEditor(workspace, self.bridge, theme, self, faces=self.printing.faces())
        memory.look_after(self.editor.sheet)
        self.print_page = PrintPage(theme, self.bridge, self.printing.faces())
        self.empty = EmptyPage(theme, actions)
        self.stack = QStackedWidget()
        for page in (self.editor, self.print_page, self.empty):
            self.stack.addWidget(page)
        self._assemble()
        self._connect()
        self.reload()
        self.go("plan")

    def _assemble(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.saving)
        column.addWidget(self.messages)
        column.addWidget(self.stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(right, 1)

    def _connect(self) -> None:
        self.navigation.chosen.connect(self.go)
        self.top.document_chosen.connect(self.show_document)
        self.top.left.connect(self._back_to_page)
        self.top.years.year_changed.connect(self._year_chosen)
        self.bridge.changed.connect(self._changed)
        self.desk.chosen.connect(self._desk_chosen)
        self.bridge.failed.connect(self.messages.show_refusal)
        self.editor.position_changed.connect(self._editor_moved)
        self.editor.counts_changed.connect(self._editor_counted)
        self.finding_desk = FindingDesk(self)
        self.editor.side.elsewhere.connect(self._go_elsewhere)
        self.print_page.pdf_asked.connect(self.printing.ask_and_save)
        self.print_page.print_asked.connect(self.printing.ask_and_print)
        self.print_page.opened.connect(self.open_document)
        self.print_page.packet_asked.connect(self.packets.do)
        self.print_page.packet_opened.connect(self._show_packet)
        self.desk.document_asked.connect(self.open_document)
        self.desk.view_asked.connect(self.show_meeting)
        self.desk.packet_asked.connect(self.packets.do)

    # -- what is shown -------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the lists again and keep showing what was shown, as far as it is still there."""
        with self.workspace.read() as connection:
            self.documents = load_documents(connection)
            self.plans = {plan.id: plan for plan in load_plans(connection)}
        ids = [document.id for document in self._of_plans()]
        wanted = self.document_id if self.document_id in ids else next(iter(ids), None)
        self.print_page.show_documents(self.documents)
        self.show_document(wanted)

    def show_document(self, document_id: int | None) -> None:
        """Show a 資料 in the editor. None = there is none."""
        new = document_id != self.document_id
        self.document_id = document_id
        self.top.show_documents(self._of_plans(), document_id)
        document = self.document()
        if document is None:
            self.top.show_form("")
            self._position, self._counts = ("", ""), ""
        else:
            self._show_years(document, new)
            try:
                if new:
                    self.editor.show_document(document.id)
                self._show_form(document)
            except KnownError as error:
                self.messages.show_trouble(error)
        self._settle_page()
        self.state_changed.emit()

    def _of_plans(self) -> list[DocumentRow]:
        """The 資料 that the sheet can show; those of meetings and 自由文書 have their own page."""
        return [document for document in self.documents if document.kind == "plan"]

    def open_document(self, document_id: int) -> None:
        """Show a 資料 and go to it; one of a meeting or a 会議体 is on the page 会議, a 自由文書 on 文書."""
        from zaitaku_ui.places.documents_page import DocumentsPage, texts_of  # noqa: PLC0415  loaded when needed

        document = next((row for row in self.documents if row.id == document_id), None)
        if document is None or document.kind == "plan":
            self.show_document(document_id)
            self.go("plan")
        elif texts_of([document]):
            self.go("documents")
            if isinstance(page := self.tabbed(), DocumentsPage):
                page.open_document(document_id)
        else:
            of_year = document.meeting_id is None and document.committee_id is None
            kind = document.kind if document.kind in MAKERS else "print"
            self.year = document.fiscal_year
            self.go(kind if of_year else "meetings")
            if (tabbed := self.tabbed()) is not None:
                tabbed.show_paper(document)

    def document(self) -> DocumentRow | None:
        """The 資料 on the screen."""
        return next((row for row in self.documents if row.id == self.document_id), None)

    def printable(self) -> DocumentRow | None:
        """The 資料 that 印刷 means: of the tab that is seen, if it prints one, else the one of the plan."""
        tabbed = self.tabbed()
        return self.document() if tabbed is None else tabbed.paper()

    def print_itself(self, *, pdf: bool) -> bool:
        """Print what is seen, if it is no single 資料. False = it is one, or nothing."""
        if self.place() == "print":
            return self.print_page.print_itself(pdf=pdf)
        tabbed = self.tabbed()
        return tabbed is not None and tabbed.print_itself(pdf=pdf)

    def plan(self) -> PlanRow | None:
        """The plan of the 資料 on the screen, else the file's first."""
        document = self.document()
        if document is not None and document.plan_id in self.plans:
            return self.plans[document.plan_id]
        return next(iter(self.plans.values()), None)

    def _show_form(self, document: DocumentRow) -> None:
        with self.workspace.read() as connection:
            self.top.show_form(read_library(connection).name(document.form))

    def _show_years(self, document: DocumentRow, new: bool) -> None:
        plan = self.plan()
        first = plan.first_year if plan else document.fiscal_year
        last = plan.last_year if plan else document.fiscal_year
        years = years_between(min(first, document.fiscal_year), max(last, document.fiscal_year))
        if (new and self.year not in years) or self.year is None:
            self.year = document.fiscal_year
        if self.tabbed() is None:
            self.top.years.set_years(years, self.year if self.year in years else document.fiscal_year)
        self.editor.set_year(self.year)

    def _year_chosen(self, year: FiscalYear) -> None:
        tabbed = self.tabbed()
        if tabbed is not None and not tabbed.finish():
            self._show_place_years()
            return
        self.year = year
        self.editor.set_year(year)
        self.desk.choose_year(year)

    def _show_place_years(self) -> None:
        """The 年度 that 会議 and 委員 offer."""
        self.top.years.set_years(self.desk.years(), self.desk.year)

    def _desk_chosen(self) -> None:
        """A 会議 of another 年度 was opened: the window shows that 年度."""
        if self.tabbed() is not None:
            self.year = self.desk.year
            self._show_place_years()

    def tabbed(self) -> TabbedPage | None:
        """The page with tabs that is shown, None = the plan or the list for printing."""
        return self.pages.get(self.place())

    def go(self, place: str) -> None:
        """Show a page of the navigation (plan, meetings, consultation, print …)."""
        tabbed = self.tabbed()
        if place != self.place() and tabbed is not None and not tabbed.finish():
            self.navigation.select(self.place())
            return
        if place in MAKERS:
            self._open_tabbed(place)
        self.messages.pass_on()
        self.navigation.select(place)
        self._settle_page()
        self._back_to_page()
        self.state_changed.emit()

    def show_meeting(self, meeting_id: int, tab: str = "") -> None:
        """Show one meeting, and a tab of it."""
        from zaitaku_ui.places.meetings_page import MeetingsPage  # noqa: PLC0415  loaded when needed

        self.go("meetings")
        page = self.tabbed()
        if isinstance(page, MeetingsPage):
            page.open_meeting(meeting_id)
            if tab:
                page.turn_to(tab)

    def _show_packet(self, meeting_id: int) -> None:
        self.show_meeting(meeting_id, "packet")

    def _open_tabbed(self, place: str) -> None:
        """Make the page when it is first asked for, and have it show the 年度 of the window."""
        self.desk.open()
        if place not in self.pages:
            page = self.pages[place] = MAKERS[place](self.desk, self.theme)
            self.stack.addWidget(page)
            page.position_changed.connect(self._tabbed_moved)
            page.counts_changed.connect(self._tabbed_counted)
            page.turned.connect(self._tab_turned)
            page.export_asked.connect(self.exporting.ask_and_export)
        if self.year is not None:
            self.desk.choose_year(self.year)
        self._show_place_years()

    def _tab_turned(self) -> None:
        self._settle_printing()
        self.turned.emit()
        self.state_changed.emit()

    def _settle_printing(self) -> None:
        """The buttons stand where something is printed that is seen; the list has its own, one of them filled."""
        tabbed = self.tabbed()
        for button in (self.top.pdf, self.top.printing):
            button.setVisible(self.place() == "plan" if tabbed is None else tabbed.prints)
            button.setEnabled(tabbed is not None or self.document_id is not None)

    def _tabbed_moved(self, where: str, what: str) -> None:
        if self.sender() is self.tabbed():
            self.position_changed.emit(where, what)

    def _tabbed_counted(self, words: str) -> None:
        if self.sender() is self.tabbed():
            self.counts_changed.emit(words)

    def possible(self) -> set[str]:
        """What the commands of the window can work on now (ActionSpec.needs)."""
        tabbed = self.tabbed()
        if tabbed is not None:
            return {"year", "paper"} if tabbed.prints or tabbed.prints_itself else {"year"}
        plan = {"year", "document", "paper"} if self.document_id is not None else set()
        return plan | {"paper"} if self.place() == "print" else plan

    def commands(self) -> list[Actions]:
        """What stands in the menus of the window now, beside its own commands."""
        tabbed = self.tabbed()
        return [self.editor.commands] if tabbed is None else tabbed.commands()

    def _back_to_page(self) -> None:
        """Give the keyboard to the page that is shown."""
        page = self.stack.currentWidget()
        if page is not None and page is not self.empty:
            page.setFocus()

    def place(self) -> str:
        """The page of the navigation that is shown."""
        return self.navigation.selected

    def _settle_page(self) -> None:
        tabbed = self.tabbed()
        self._settle_printing()
        self.top.show_part(self.top.nothing if self.place() == "print" else None if tabbed is None else tabbed.bar)
        document = self.document()
        if tabbed is not None:
            self.stack.setCurrentWidget(tabbed)
            self.top.years.setEnabled(True)
            tabbed.tell()
            self.turned.emit()
            return
        self.top.years.setEnabled(document is not None)
        if document is not None:
            self._show_years(document, new=False)
        if self.place() == "print":
            self.stack.setCurrentWidget(self.print_page)
        else:
            self.stack.setCurrentWidget(self.editor if self.document_id is not None else self.empty)
        self._tell_place()
        self.turned.emit()

    def _editor_moved(self, where: str, what: str) -> None:
        self._position = (where, what)
        self._tell_place()

    def _editor_counted(self, counts: str) -> None:
        self._counts = counts
        self._tell_place()

    def _tell_place(self) -> None:
        """What the foot of the window says: of the page that is shown, not of the one behind it."""
        tabbed = self.tabbed()
        if tabbed is not None:
            tabbed.tell()
            return
        listing = self.place() == "print"
        self.position_changed.emit(*(("印刷する資料", "") if listing else self._position))
        self.counts_changed.emit(f"全 {self.print_page.count()}件" if listing else self._counts)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.messages.texts():
            self.messages.clear()
            return
        super().keyPressEvent(event)

    # -- changes -------------------------------------------------------------------------------------------

    def _changed(self, step: Step, initiator: object) -> None:
        self.messages.pass_on()
        if initiator is None:  # undone or redone: what was said of it holds no longer
            self.messages.clear("ok")
        if any(change.table in SHELL_TABLES for change in step.changes):
            # After every view has heard of the step: showing another 資料 in between would confuse them.
            QTimer.singleShot(0, self, self._reload_unless_released)
        self.state_changed.emit()

    def _reload_unless_released(self) -> None:
        if not self._released:
            self.reload()

    def say(self, text: str, *buttons: tuple[str, Callable[[], object]], level: str = "ok") -> None:
        """Show a message in the page."""
        self.messages.show_message(level, text, *buttons)

    def show_report(self, report: ImportReport) -> None:
        """Say what an import did, and show what it made."""
        made = [row.id for row in report.created if row.kind == "document"]
        self.reload()
        if made:
            self.open_document(made[0])
        from zaitaku_ui.dialogs.import_dialog import report_words  # noqa: PLC0415 - openpyxl only when used

        level, words = report_words(report)
        self.say(words, level=level)

    def reload_words(self) -> None:
        """Say again where the cursor is and how much there is (to a status bar that was not there before)."""
        self._tell_place()

    def panes(self) -> list[QWidget]:
        """The panes that F6 goes through."""
        tabbed = self.tabbed()
        if tabbed is not None:
            return [*tabbed.panes(), self.navigation.button()]
        plan = [self.editor.sheet, self.editor.side.right, self.top.documents]
        return [*([self.print_page] if self.place() == "print" else plan), self.navigation.button()]

    def _go_elsewhere(self, document_id: int, place: object) -> None:
        self.show_document(document_id)
        if isinstance(place, Place):
            self.editor.side.go_to(place)

    def finish(self) -> bool:
        """Write what is being typed. False = it could not be written and stays open."""
        return self.editor.finish_editing() and all(page.finish() for page in self.pages.values())

    def release(self) -> None:
        """Write what is being typed and stop what runs beside the window; the file stays open."""
        self._released = True
        self.printing.shut_down()
        self.exporting.shut_down()
        self.packets.shut_down()
        self.print_page.shut_down()
        for page in self.pages.values():
            page.shut_down()
        self.desk.shut_down()
        self.editor.shut_down()
        self.bridge.release()
