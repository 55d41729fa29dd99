"""研修や相談件数の表を取り込む: what would be taken from a workbook, what differs, and what is not read."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from sqlalchemy.orm import Session

from zaitaku_desktop.exchange.figures import FiguresProposal, apply_figures, propose_figures
from zaitaku_desktop.exchange.proposal import ImportReport
from zaitaku_desktop.exchange.workbook import read_workbook
from zaitaku_desktop.storage.workspace import Done
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.dialogs.frame import caption, filled
from zaitaku_ui.dialogs.import_conflicts import ConflictPage
from zaitaku_ui.dialogs.import_frame import ReadingPage, import_head
from zaitaku_ui.dialogs.room import open_within_screen
from zaitaku_ui.messages import MessageArea
from zaitaku_ui.theme import Theme
from zaitaku_ui.work import Progress, Work, wait_for

READING, RESULT, CONFLICTS = range(3)
"""The pages of the dialog."""
HEADINGS = ("", "場所", "内容", "説明")
WIDTHS = (76, 190, 400)
TONES = {"追加": "accent-s", "追記": "accent-s", "資料": "accent-s", "違い": "warn-b", "確認": "warn-b"}
"""The ground behind the mark of a line."""


class FiguresDialog(QDialog):
    """Opens with the reading under way. `imported(ImportReport)` after the import was written."""

    imported = Signal(object)

    def __init__(self, bridge: Bridge, theme: Theme, source: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._theme, self._source = bridge, theme, source
        self._proposal: FiguresProposal | None = None
        self._work: Work | None = None
        title = "研修・相談件数の表を取り込む"
        self.setWindowTitle(title)
        open_within_screen(self, theme, 1100, 620)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(import_head(theme, title, source.name, str(source)))
        self.messages = MessageArea(theme)
        column.addWidget(self.messages)
        self._pages = QStackedWidget()
        self._reading = ReadingPage(theme)
        self._pages.addWidget(self._reading)
        self._pages.addWidget(self._result_page())
        self.conflicts = ConflictPage(theme, theirs="取り込む内容", first="研修")
        self._pages.addWidget(self.conflicts)
        column.addWidget(self._pages, 1)
        column.addWidget(self._foot())
        self._read()

    def _result_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(*(self._theme.pixels(12),) * 4)
        self.said = QLabel("")
        self.said.setProperty("section", True)
        column.addWidget(self.said)
        self.lines = QTableWidget(0, len(HEADINGS))
        self.lines.setAccessibleName("取り込むと、こう変わります")
        self.lines.setHorizontalHeaderLabels(HEADINGS)
        self.lines.verticalHeader().hide()
        self.lines.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.lines.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.lines.setWordWrap(True)
        self.lines.setShowGrid(False)
        header = self.lines.horizontalHeader()
        for at, width in enumerate(WIDTHS):
            header.resizeSection(at, self._theme.pixels(width))
        header.setSectionResizeMode(len(HEADINGS) - 1, QHeaderView.ResizeMode.Stretch)
        column.addWidget(self.lines, 1)
        words = "空の欄で今の内容を消すことはありません。違う内容は、次の画面で選びます。取り込みの前に控えを取ります。"
        column.addWidget(caption(words))
        return page

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setObjectName("foot")
        row = QHBoxLayout(foot)
        margin = self._theme.pixels(12)
        row.setContentsMargins(self._theme.pixels(16), margin, self._theme.pixels(16), margin)
        row.addWidget(caption("取り込みは1回の Ctrl+Z で元に戻せます。"), 1)
        self.leave = QPushButton("やめる")
        self.leave.setAutoDefault(False)
        self.leave.clicked.connect(self.reject)
        self.back = QPushButton("戻る")
        self.back.setAutoDefault(False)
        self.back.clicked.connect(self._go_back)
        self.back.hide()
        self.go = filled("取り込む")
        self.go.setEnabled(False)
        self.go.clicked.connect(self._go_on)
        for button in (self.leave, self.back, self.go):
            row.addWidget(button)
        return foot

    # ── reading

    def _read(self) -> None:
        source, workspace = self._source, self._bridge.workspace

        def job(progress: Progress) -> FiguresProposal:
            sheets = read_workbook(source, progress=progress)
            with workspace.read() as connection:
                return propose_figures(sheets, connection, source.name)

        self._start(job, self._show_read)

    def _start(self, job: object, done: object) -> None:
        self._pages.setCurrentIndex(READING)
        self.go.setEnabled(False)
        work = Work(job, self)  # type: ignore[arg-type]
        work.done.connect(done)
        work.refused.connect(self._refused)
        work.stopped.connect(self.reject)
        work.crashed.connect(self._crashed)
        self._work = work
        work.start()

    def _refused(self, trouble: object) -> None:
        self._reading.what.setText("取り込めませんでした")
        self._reading.progress.hide()
        self.messages.show_message("err", str(trouble))
        self.leave.setText("閉じる")
        self.leave.setEnabled(True)
        self.go.hide()

    def _crashed(self, bug: BaseException) -> None:
        sys.excepthook(type(bug), bug, bug.__traceback__)  # logs it and shows it
        self.reject()

    def _show_read(self, proposal: FiguresProposal) -> None:
        self._proposal = proposal
        rows = [row for part in proposal.parts for row in part.rows]
        rows += [type(rows[0])("読まない", one.where, one.text, one.why) for one in proposal.not_taken] if rows else []
        self.lines.setRowCount(len(rows))
        for at, row in enumerate(rows):
            for col, words in enumerate((row.mark, row.where, row.text, row.why)):
                item = QTableWidgetItem(" ".join(words.split()))
                item.setToolTip(words)
                if col == 0 and row.mark in TONES:
                    item.setBackground(self._theme.colour(TONES[row.mark]))
                self.lines.setItem(at, col, item)
        self.lines.resizeRowsToContents()
        counts = {mark: sum(row.mark == mark for row in rows) for mark in ("追加", "追記", "同じ")}
        words = "　".join(f"{mark} {count}件" for mark, count in counts.items() if count)
        report = proposal.report()
        self.said.setText(words if report.changed or proposal.conflicts else "今の内容と同じです。何も変わりません。")
        self.conflicts.show_conflicts(proposal.conflicts)
        self._turn_to(RESULT)
        self.go.setEnabled(True)
        self.go.setFocus()

    def _turn_to(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        self.back.setVisible(page == CONFLICTS)
        count = len(self._proposal.conflicts) if self._proposal is not None else 0
        self.go.setText(f"次へ：違いを決める（{count}件）" if page == RESULT and count else "取り込む")

    def _go_back(self) -> None:
        self._turn_to(RESULT)

    def _go_on(self) -> None:
        if self._pages.currentIndex() == RESULT and self._proposal is not None and self._proposal.conflicts:
            self._turn_to(CONFLICTS)
            self.conflicts.setFocus()
            return
        self._import()

    # ── writing

    def _import(self) -> None:
        proposal, decided, workspace = self._proposal, self.conflicts.decided(), self._bridge.workspace
        if proposal is None:
            return

        def change(session: Session) -> ImportReport:
            return apply_figures(session, proposal, decided)

        def job(_progress: Progress) -> Done[ImportReport]:
            workspace.back_up("取り込み前")
            return workspace.perform("取り込み", change)

        self._reading.what.setText("取り込んでいます…")
        self.leave.setEnabled(False)
        self._start(job, self._written)

    def _written(self, done: Done[ImportReport]) -> None:
        if done.step is not None:
            self._bridge.changed.emit(done.step, self)
        self.imported.emit(done.result)
        self.accept()

    def done(self, result: int) -> None:
        """Close, once the thread has ended."""
        if self._work is not None and self._work.isRunning():
            wait_for(self._work)
        super().done(result)


def figures_words(report: ImportReport) -> tuple[str, str]:
    """(level, sentence) for the window after an import."""
    if not report.changed:
        return "info", "今の内容と同じでした。何も変わっていません。"
    made = sum(row.kind == "training" for row in report.created)
    head = f"研修{made}件を加えました。" if made else "今ある記録に取り込みました。"
    tail = f"{len(report.not_taken)}か所は取り込みませんでした。" if report.not_taken else ""
    tail += f"確かめる所が{len(report.asked)}か所あります。" if report.asked else ""
    return ("warn" if tail else "ok"), f"{head}{tail}Ctrl+Zで元に戻せます。"
