"""文書: the 自由文書 and the 版 of the file as lists, and the one that is open."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.written_day import write_day
from zaitaku_desktop.forms.outline_cover import COVER, DATE, YES
from zaitaku_desktop.forms.revision_papers import revision_job
from zaitaku_desktop.model.document_rows import RevisionRow
from zaitaku_desktop.model.meeting_vocabulary import called
from zaitaku_desktop.model.outline import BlockKind
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.operations import outline
from zaitaku_desktop.operations.document import create_document, delete_document
from zaitaku_desktop.operations.outline import NewBlock
from zaitaku_desktop.operations.outline_owners import OfDocument
from zaitaku_desktop.operations.revision import delete_revision
from zaitaku_desktop.storage.reading import load_documents, load_plans
from zaitaku_desktop.storage.reading_documents import load_revision_sizes, load_revisions
from zaitaku_desktop.storage.workspace import Step
from zaitaku_ui.action_table import DOCUMENT_PAGE_SPECS
from zaitaku_ui.actions import Actions
from zaitaku_ui.editors.document import DocumentEditor
from zaitaku_ui.meeting_desk import MeetingDesk, Refresh
from zaitaku_ui.paragraph import Paragraph
from zaitaku_ui.places.tabbed import TabbedPage
from zaitaku_ui.places.view import View
from zaitaku_ui.preview.beside import PreviewBeside
from zaitaku_ui.preview.worker import Draft
from zaitaku_ui.status import LIST_KEYS
from zaitaku_ui.theme import Theme
from zaitaku_ui.tool_row import ToolParts, ToolRow

LISTS = ("list", "revisions")
TEXTS = ("題名", "年度", "年月", "状態")
REVISIONS = ("名前", "種類", "元", "年月", "残した日", "大きさ")
NO_TEXTS = "まだ文書がありません。「新しい文書」で作るか、Word や PDF の文を取り込んでください（Ctrl+Alt+I）。"
NO_REVISIONS = "まだ版がありません。計画か文書を開いて「版として保存」（Ctrl+Alt+S）を選ぶと、ここに並びます。"
NEW_TITLE = "新しい文書"
TOOLS = ToolParts((("add_text", "open_text"), ("delete_text",)), room=420)


class RowList(QTableWidget):
    """A list of which one row is chosen. `opened(id)` on Enter or a double click."""

    opened = Signal(int)

    def __init__(self, theme: Theme, name: str, heads: Sequence[str], widths: Sequence[int]) -> None:
        super().__init__(0, len(heads))
        self.setAccessibleName(name)
        self.setProperty("rows", True)
        self.setHorizontalHeaderLabels(list(heads))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.pixels(32))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate(widths, 1):
            self.setColumnWidth(column, theme.pixels(width))
        self.ids: list[int] = []
        self.cellDoubleClicked.connect(self._open)

    def show_rows(self, ids: Sequence[int], rows: Sequence[Sequence[str]]) -> None:
        """Fill it; what was chosen stays chosen."""
        before = self.chosen()
        self.ids = list(ids)
        self.setRowCount(len(rows))
        for at, row in enumerate(rows):
            for column, words in enumerate(row):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self.setItem(at, column, item)
        if self.ids:
            self.setCurrentCell(self.ids.index(before) if before in self.ids else 0, 0)

    def chosen(self) -> int | None:
        """The id of the row with the cursor."""
        row = self.currentRow()
        return self.ids[row] if 0 <= row < len(self.ids) else None

    def go_to(self, row_id: int) -> None:
        """The cursor to a row."""
        if row_id in self.ids:
            self.setCurrentCell(self.ids.index(row_id), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen() is not None:
            self.opened.emit(self.chosen())
            return
        super().keyPressEvent(event)

    def _open(self, *_: int) -> None:
        self.opened.emit(self.chosen())


class ListView(View):
    """A list under a tool row; a sentence where it is empty."""

    keys = LIST_KEYS

    def __init__(self, desk: MeetingDesk, theme: Theme, rows: RowList, own: Actions, empty: str) -> None:
        super().__init__(desk, theme)
        self.rows = rows
        self._empty = Paragraph(empty)
        self._empty.setProperty("caption", True)
        self._empty.setContentsMargins(*(theme.pixels(24),) * 4)
        column = self.column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(ToolRow(theme, own, TOOLS, self))
        column.addWidget(self._empty)
        column.addWidget(rows, 1)
        self.setFocusProxy(rows)

    def show_now(self) -> None:
        """The rows as they are now."""
        self.fill()
        self._empty.setVisible(not self.rows.ids)

    def fill(self) -> None:
        """Read them."""

    def touched_by(self, _refresh: Refresh) -> bool:
        """The page says when."""
        return False

    def position(self) -> tuple[str, str]:
        """Which of the list the cursor is on."""
        row = self.rows.item(self.rows.currentRow(), 0)
        return (self.title, "" if row is None else row.text())

    def counts(self) -> str:
        """全 3件."""
        return f"全 {len(self.rows.ids)}件"

    def panes(self) -> Sequence[QWidget]:
        """The list."""
        return (self.rows,)


class TextsView(ListView):
    """The 自由文書."""

    title = "文書"

    def fill(self) -> None:
        """Read them."""
        with self.desk.bridge.workspace.read() as connection:
            found = texts_of(load_documents(connection))
        rows = [
            (row.title, row.fiscal_year.long, row.options.get(DATE, ""), "案" if row.draft else "確定") for row in found
        ]
        self.rows.show_rows([row.id for row in found], rows)


class RevisionsView(ListView):
    """The 版, each as it prints beside them."""

    title = "版"

    def __init__(self, desk: MeetingDesk, theme: Theme, own: Actions) -> None:
        rows = RowList(theme, "版の一覧", REVISIONS, (96, 110, 110, 130, 90))
        super().__init__(desk, theme, rows, own, NO_REVISIONS)
        self.column.removeWidget(rows)
        self.beside = PreviewBeside(theme, rows, desk.faces)
        self.column.addWidget(self.beside, 1)
        rows.currentCellChanged.connect(self._show_pages)
        self.beside.turned.connect(self._show_pages)

    def fill(self) -> None:
        """Read them."""
        with self.desk.bridge.workspace.read() as connection:
            found, sizes = load_revisions(connection), load_revision_sizes(connection)
        self.rows.show_rows([row.id for row in found], [_revision_words(row, sizes[row.id]) for row in found])
        self.beside.setVisible(bool(found))
        self._show_pages()

    def _show_pages(self, *_: object) -> None:
        chosen = self.rows.chosen()
        if chosen is None or not self.beside.is_seen:
            return
        try:
            with self.desk.bridge.workspace.read() as connection:
                job = revision_job(connection, chosen)
        except KnownError as trouble:
            self.desk.bridge.failed.emit(trouble)
            return
        self.beside.pane.show_draft(Draft(job))

    def enlarge(self) -> None:
        """大きく見る."""
        self.beside.show_pages(True)
        self.beside.pane.show_large()
        self._show_pages()

    def shut_down(self) -> None:
        """Stop the layout thread."""
        self.beside.shut_down()


def _revision_words(row: RevisionRow, size: int) -> tuple[str, ...]:
    what = "文書" if row.document_id is not None else "計画"
    return (row.name, called(row.kind), what, row.dated, write_day(row.made_on), f"{max(size // 1024, 1):,}KB")


class TextView(View):
    """The 自由文書 that is open."""

    title = "本文"
    prints = True

    def __init__(self, desk: MeetingDesk, theme: Theme) -> None:
        super().__init__(desk, theme)
        self.document_id: int | None = None
        self.editor: DocumentEditor | None = None
        self._position, self._counts = ("", ""), ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_now(self) -> None:
        """The one that is meant; the editor is made when it is first seen."""
        if self.document_id is None:
            return
        if self.editor is None:
            workspace, bridge = self.desk.bridge.workspace, self.desk.bridge
            self.editor = DocumentEditor(workspace, bridge, self.theme, self, faces=self.desk.faces)
            self._column.addWidget(self.editor)
            self.editor.show()
            self.setFocusProxy(self.editor)
            self.editor.position_changed.connect(self._moved)
            self.editor.counts_changed.connect(self._counted)
        try:
            self.editor.show_document(self.document_id)
        except KnownError as trouble:
            self.desk.bridge.failed.emit(trouble)

    def touched_by(self, _refresh: Refresh) -> bool:
        """The editor follows by itself."""
        return False

    def _moved(self, where: str, what: str) -> None:
        self._position = (where, what)
        self.position_changed.emit(where, what)

    def _counted(self, words: str) -> None:
        self._counts = words
        self.counts_changed.emit(words)

    def commands(self) -> Sequence[Actions]:
        """Those of the editor."""
        return () if self.editor is None else self.editor.all_commands()

    def panes(self) -> Sequence[QWidget]:
        """Those of the editor."""
        return () if self.editor is None else self.editor.panes()

    def position(self) -> tuple[str, str]:
        """As the editor said last."""
        return self._position

    def counts(self) -> str:
        """As the editor said last."""
        return self._counts

    def paper(self) -> DocumentRow | None:
        """As the editor has it."""
        return None if self.editor is None else self.editor.paper()

    def finish(self) -> bool:
        """Write what is being typed."""
        return self.editor is None or self.editor.finish_editing()

    def shut_down(self) -> None:
        """The editor stops what runs beside."""
        if self.editor is not None:
            self.editor.shut_down()


def texts_of(documents: Sequence[DocumentRow]) -> list[DocumentRow]:
    """The 自由文書 among 資料."""
    return [row for row in documents if row.kind == "document" and row.meeting_id is None and row.committee_id is None]


class DocumentsPage(TabbedPage):
    """The lists, and beside them the 自由文書 that is open."""

    key = "documents"

    def __init__(self, desk: MeetingDesk, theme: Theme) -> None:
        super().__init__(desk, theme)
        acts = {
            "add_text": self.add_text,
            "open_text": self.open_chosen,
            "close_text": self.close_text,
            "delete_text": self.delete_chosen,
        }
        self._own = Actions(self, theme, acts, DOCUMENT_PAGE_SPECS)
        self.tabs.setAccessibleName("文書の区分")
        self.bar = QWidget()
        line = QHBoxLayout(self.bar)
        line.setContentsMargins(0, 0, 0, 0)
        self.name = QLabel()
        self.name.setProperty("title", True)
        line.addWidget(self.name)
        line.addStretch(1)
        texts = RowList(theme, "文書の一覧", TEXTS, (110, 130, 80))
        self.texts = TextsView(desk, theme, texts, self._own, NO_TEXTS)
        self.revisions = RevisionsView(desk, theme, self._own)
        self.text = TextView(desk, theme)
        for key, view in (("list", self.texts), ("revisions", self.revisions), ("text", self.text)):
            self.add_view(key, view)
        texts.opened.connect(self.open_document)
        self.revisions.rows.opened.connect(self._open_revision)
        desk.bridge.changed.connect(self._heard)
        self.turned.connect(self._name)
        self.show_tabs(LISTS, "list")
        self._own.allow(set() if desk.read_only else {"write"})
        if desk.read_only:
            self._own.refuse_writing(desk.bridge.workspace.read_only_reason or "")

    def _name(self) -> None:
        editor = self.text.editor
        outline = None if editor is None or self.view_key() != "text" else editor.outline
        self.name.setText("" if outline is None else outline.document.title)

    # -- opening and closing -------------------------------------------------------------------------------

    def open_document(self, document_id: int) -> None:
        """Show one 自由文書."""
        if self.finish():
            self.text.document_id = document_id
            self.show_tabs((*LISTS, "text"), "text")
            self.text.show_now()
            self._name()
            self.turned.emit()
            self.setFocus()

    def open_chosen(self) -> None:
        """文書を開く: what the cursor of the list is on."""
        here = self.view_key()
        chosen = self.texts.rows.chosen()
        if here == "list" and chosen is not None:
            self.open_document(chosen)
        elif here == "revisions":
            self.revisions.enlarge()

    def _open_revision(self, _revision_id: int) -> None:
        self.revisions.enlarge()

    def close_text(self) -> None:
        """Back to the list, on the one that was open."""
        if self.finish():
            opened = self.text.document_id
            self.text.document_id = None
            self.show_tabs(LISTS, "list")
            if opened is not None:
                self.texts.rows.go_to(opened)
            self.setFocus()

    def shown_document(self) -> int | None:
        """The 自由文書 that is seen, or the one the cursor of the list is on."""
        here = self.view_key()
        return self.text.document_id if here == "text" else self.texts.rows.chosen() if here == "list" else None

    # -- changes -------------------------------------------------------------------------------------------

    def add_text(self) -> None:
        """新しい文書: about the file's first plan, with a cover and a first heading."""
        desk = self.desk
        with desk.bridge.workspace.read() as connection:
            plans = load_plans(connection)

        def change(session: Session) -> int:
            made = create_document(
                session,
                form="d1",
                title=NEW_TITLE,
                fiscal_year=desk.year.start,
                kind="document",
                plan_id=plans[0].id if plans else None,
                options={COVER: YES},
            )
            blocks = [NewBlock("目的", 0, BlockKind.HEADING), NewBlock("", 1, BlockKind.PLAIN)]
            outline.append_blocks(session, OfDocument(made), blocks)
            return made

        if self.finish():
            made = desk.perform("文書の追加", change, self)
            if made is not None:
                self.open_document(made)

    def delete_chosen(self) -> None:
        """文書か版を削除: what the cursor of the list is on."""
        here, desk = self.view_key(), self.desk
        if here == "revisions" and (chosen := self.revisions.rows.chosen()) is not None:
            desk.perform("版の削除", partial(delete_revision, revision_id=chosen), self)
        elif here == "list" and (chosen := self.texts.rows.chosen()) is not None:
            desk.perform("文書の削除", partial(delete_document, document_id=chosen), self)

    def _heard(self, step: Step, _initiator: object) -> None:
        if not any(change.table in ("document", "revision") for change in step.changes):
            return
        gone = [change.row_id for change in step.changes if change.table == "document" and change.after is None]
        if self.text.document_id in gone:
            self.text.document_id = None
            self.show_tabs(LISTS, "list")
        self.texts.show_now()
        if self.revisions.isVisible():
            self.revisions.show_now()
        self._name()

    def shut_down(self) -> None:
        """Hear nothing any more."""
        self.desk.bridge.changed.disconnect(self._heard)
        super().shut_down()
