"""印刷: every 資料 and 資料一式 of the file with its first page; found, chosen, printed, saved as PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.folding import find_all
from zaitaku_desktop.forms.packet import packet_titles, read_packet
from zaitaku_desktop.forms.packet_pages import PacketLayouter
from zaitaku_desktop.forms.papers import read_paper
from zaitaku_desktop.forms.sheets import document_title
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.storage.workspace import Step
from zaitaku_desktop.typeset.boxes import Layout, Page
from zaitaku_desktop.typeset.digits import set_digits
from zaitaku_desktop.typeset.flow import Progress
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.dialogs.frame import filled
from zaitaku_ui.packet.lines import PacketLine, PacketList
from zaitaku_ui.packet.wishes import Act, PacketWish
from zaitaku_ui.preview.painter import PagePainter
from zaitaku_ui.preview.worker import Draft, Laid, LayoutWorker
from zaitaku_ui.theme import Theme

PACKET = "資料一式"
NOTHING = "まだ資料がありません。計画を取り込むか、会議を追加してください。"
NOT_FOUND = "その言葉の入った資料はありません。"


class PrintPage(QWidget):
    """The list. `pdf_asked`, `each_asked`, `print_asked` (documents), `packet_asked(PacketWish)`, `opened(id)`,
    `packet_opened(id of the meeting)` (Enter, double click).

    A 資料 has the key of its id, a 資料一式 the negative id of its meeting.
    """

    pdf_asked = Signal(object)
    print_asked = Signal(object)
    packet_asked = Signal(object)
    opened = Signal(int)
    packet_opened = Signal(int)

    def __init__(self, theme: Theme, bridge: Bridge, faces: Faces, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("printpage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._bridge = bridge
        self._documents: dict[int, DocumentRow] = {}
        self._lines: list[PacketLine] = []
        self._pages: dict[int, tuple[Page, int]] = {}
        self._tried: set[int] = set()
        self._asked: int | None = None
        self._worker = LayoutWorker(faces)
        self._worker.laid_out.connect(self._laid_out)
        self._worker.known_error.connect(self._not_laid_out)
        self.list = PacketList(theme, PagePainter(faces))
        self.list.rows.fixed = True
        self.list.opened.connect(self._open)
        self.list.chosen_changed.connect(self._enable)
        self.search = QLineEdit()
        self.printing = QPushButton("印刷…")
        self.pdf = filled("PDFに保存…")
        self._empty = QLabel()
        self._build()
        bridge.changed.connect(self._changed)

    def _build(self) -> None:
        theme = self._theme
        edge = theme.pixels(24)
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, theme.pixels(16), edge, theme.pixels(16))
        column.setSpacing(theme.pixels(12))
        title = QLabel("印刷する資料")
        title.setProperty("title", True)
        self.search.setPlaceholderText("資料を探す（Ctrl+F）")
        self.search.setAccessibleName("資料を探す")
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(theme.pixels(320))
        self.search.textChanged.connect(self._narrow)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(self.search, 1)
        self._empty.setProperty("secondary", True)
        note = QLabel("Ctrl や Shift を押しながら選ぶと、複数の資料を続けて印刷したり、1つのPDFにまとめたりできます。")
        note.setProperty("caption", True)
        note.setMinimumWidth(1)
        self.list.setObjectName("printlist")
        self.printing.setIcon(theme.icon("print"))
        self.printing.clicked.connect(self._ask_print)
        self.pdf.clicked.connect(self._ask_pdf)
        foot = QHBoxLayout()
        foot.setSpacing(theme.pixels(8))
        foot.addWidget(note, 1)
        foot.addWidget(self.printing)
        foot.addWidget(self.pdf)
        column.addLayout(head)
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        self.setFocusProxy(self.list)
        self._enable()

    # What is listed

    def show_documents(self, documents: Sequence[DocumentRow]) -> None:
        """Show these and the 資料一式 of the meetings; what was chosen stays chosen."""
        self._documents = {row.id: row for row in documents}
        with self._bridge.workspace.read() as connection:
            packets = packet_titles(connection)
        lines = [self._line(row) for row in documents]
        lines += [PacketLine(-meeting, PACKET, title.partition("　")[0], "", tip=title) for meeting, title in packets]
        self._lines = lines
        self._show()
        if self.isVisible():
            self._next()

    @staticmethod
    def _line(row: DocumentRow) -> PacketLine:
        words = f"{row.fiscal_year.long}　{'案' if row.draft else '確定'}"
        mark = set_digits(row.number, "half")
        return PacketLine(row.id, mark, document_title(row), words, framed=bool(mark))

    def _show(self) -> None:
        wanted = self.search.text().strip()
        shown = []
        for line in self._lines:
            if not wanted or find_all(line.words, wanted):
                page, count = self._pages.get(line.key, (None, 0))
                words = (line.caption, f"{count}ページ" if count else "")
                shown.append(replace(line, page=page, caption="　".join(word for word in words if word)))
        self.list.show_lines(shown)
        self._empty.setText("" if shown else NOT_FOUND if self._lines else NOTHING)
        self._empty.setVisible(not shown)
        self._enable()

    def _narrow(self, _text: str) -> None:
        self._show()

    def chosen(self) -> list[DocumentRow]:
        """The chosen 資料 in the order of the list."""
        return [self._documents[key] for key in self.list.chosen() if key in self._documents]

    def count(self) -> int:
        """How many are listed, whatever is searched for."""
        return len(self._lines)

    def packet(self) -> int | None:
        """The meeting whose 資料一式 alone is chosen."""
        chosen = self.list.chosen()
        return -chosen[0] if len(chosen) == 1 and chosen[0] < 0 else None

    # First pages, made while the page is seen

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._next()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._asked = None

    def _changed(self, step: Step, _initiator: object) -> None:
        if step.changes:
            self._tried.clear()
            if any(change.table in ("meeting", "handout", "committee") for change in step.changes):
                self.show_documents(list(self._documents.values()))
            elif self.isVisible():
                self._next()

    def _next(self) -> None:
        """Lay the next 資料 out whose page is not known, or may be another now."""
        if self._asked is not None or not self.isVisible():
            return
        for line in self._lines:
            if line.key not in self._tried:
                self._asked = line.key
                self._worker.submit(Draft(lay=partial(self._lay, line.key), subject=line.key))
                return

    def _lay(self, key: int, faces: Faces, progress: Progress) -> Laid:
        """In the worker's thread."""
        with self._bridge.workspace.read() as connection:
            if key < 0:
                packet = read_packet(connection, -key)
            else:
                job = read_paper(connection, key).job
        if key < 0:
            return Laid(Layout(PacketLayouter(faces).lay_out(packet, progress).pages), subject=key)
        return Laid(lay_out(job(), faces, progress=progress), subject=key)

    def _laid_out(self, laid: Laid) -> None:
        key = laid.subject
        assert isinstance(key, int)
        if laid.layout.pages:
            self._pages[key] = (laid.layout.pages[0], len(laid.layout.pages))
        self._done(key)
        self._show()
        self._next()

    def _not_laid_out(self, _trouble: KnownError) -> None:
        if self._asked is not None:
            self._done(self._asked)
            self._next()

    def _done(self, key: int) -> None:
        self._tried.add(key)
        self._asked = None

    def shut_down(self) -> None:
        """Stop the layout thread."""
        self._worker.shut_down()

    # What is done

    def print_itself(self, *, pdf: bool) -> bool:
        """Ctrl+P and Ctrl+Shift+P on what is chosen; the page prints nothing else."""
        if self.pdf.isEnabled():
            (self._ask_pdf if pdf else self._ask_print)()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()
            return
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            self.list.setFocus()
            return
        super().keyPressEvent(event)

    def _enable(self) -> None:
        documents, packet = len(self.chosen()), self.packet()
        self.pdf.setEnabled(documents > 0 or packet is not None)
        self.pdf.setText("PDFに保存…" if documents < 2 else f"{documents}件を1つのPDFに…")
        self.printing.setEnabled(documents > 0 or packet is not None)
        self.printing.setText("印刷…" if documents < 2 else f"{documents}件を印刷…")

    def _open(self, key: int) -> None:
        if key < 0:
            self.packet_opened.emit(-key)
        else:
            self.opened.emit(key)

    def _ask_pdf(self) -> None:
        packet = self.packet()
        if packet is not None:
            self.packet_asked.emit(PacketWish(Act.ONE, packet))
        else:
            self.pdf_asked.emit(self.chosen())

    def _ask_print(self) -> None:
        packet = self.packet()
        if packet is not None:
            self.packet_asked.emit(PacketWish(Act.PRINT, packet))
        else:
            self.print_asked.emit(self.chosen())
