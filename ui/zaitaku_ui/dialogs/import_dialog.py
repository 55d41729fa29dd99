"""Excelや文字のファイルを取り込む: read beside the window, shown as it is, taken in one step that Ctrl+Z undoes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from sqlalchemy.orm import Session

from zaitaku_desktop.exchange.apply import apply
from zaitaku_desktop.exchange.plan_import import load_known, propose
from zaitaku_desktop.exchange.proposal import ImportProposal, ImportReport
from zaitaku_desktop.exchange.sheet import SheetTable
from zaitaku_desktop.exchange.source import read_source
from zaitaku_desktop.exchange.source_names import is_text_file
from zaitaku_desktop.storage.reading import load_axes
from zaitaku_desktop.storage.workspace import Done
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.dialogs.conflict_words import group_ids
from zaitaku_ui.dialogs.frame import caption, filled, section
from zaitaku_ui.dialogs.import_changes import ChangeList
from zaitaku_ui.dialogs.import_conflicts import ConflictPage
from zaitaku_ui.dialogs.import_frame import ReadingPage, import_head
from zaitaku_ui.dialogs.import_questions import QuestionPage
from zaitaku_ui.dialogs.import_sheet import ImportSheet
from zaitaku_ui.dialogs.room import open_within_screen
from zaitaku_ui.messages import MessageArea
from zaitaku_ui.theme import Theme
from zaitaku_ui.work import Progress, Work, wait_for

READING, RESULT, QUESTIONS, CONFLICTS = range(4)
"""The pages of the dialog."""
Read = tuple[list[SheetTable], ImportProposal]
COUNTS = (("add", "追加", "plus", "accent"), ("same", "同じ", "check", "ok"))
COUNTS_ODD = (("conflict", "違い", "warn", "warn"), ("not_taken", "読まない", "error", "err"))


class ImportDialog(QDialog):
    """Opens with the reading under way. `imported(ImportReport)` after the import was written."""

    imported = Signal(object)

    def __init__(self, bridge: Bridge, theme: Theme, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._theme, self._path = bridge, theme, path
        self._tables: list[SheetTable] = []
        self._proposal: ImportProposal | None = None
        self._choices: dict[tuple[str, int], str] = {}
        self._work: Work | None = None
        self.setWindowTitle(_title(path))
        open_within_screen(self, theme, 1180, 640)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(import_head(self._theme, _title(self._path), self._path.name, str(self._path)))
        self.messages = MessageArea(theme)
        column.addWidget(self.messages)
        self._pages = QStackedWidget()
        reading = ReadingPage(self._theme, 100)
        self._what, self.progress = reading.what, reading.progress
        self._pages.addWidget(reading)
        self._pages.addWidget(self._result_page())
        self.questions = QuestionPage(theme)
        self._pages.addWidget(self.questions)
        self.conflicts = ConflictPage(theme)
        self._pages.addWidget(self.conflicts)
        column.addWidget(self._pages, 1)
        column.addWidget(self._foot())
        self._read()

    # ── how it is built ──────────────────────────────────────────────────────────────────────────────────

    def _result_page(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(self._theme.pixels(12), self._theme.pixels(8), 0, self._theme.pixels(8))
        bar = QHBoxLayout()
        self.sheets = QComboBox()
        self.sheets.setAccessibleName("シート")
        self.sheets.activated.connect(self._show_sheet)
        self._found = QLabel()
        bar.addWidget(QLabel("シート"))
        bar.addWidget(self.sheets)
        bar.addWidget(self._found)
        bar.addStretch(1)
        self._must = QLabel()
        self._must.setStyleSheet(f"color: {self._theme.tokens['warn']}; font-weight: bold;")
        bar.addWidget(self._must)
        column.addLayout(bar)
        splitter = QSplitter(Qt.Orientation.Vertical)
        self.sheet = ImportSheet(self._theme)
        self.sheet.chosen.connect(self._choose)
        below = QWidget()
        lower = QVBoxLayout(below)
        lower.setContentsMargins(0, self._theme.pixels(6), 0, 0)
        lower.addWidget(section("取り込むと、こう変わります"))
        self.changes = ChangeList(self._theme)
        self.changes.place_chosen.connect(self._go_to)
        lower.addWidget(self.changes, 1)
        splitter.addWidget(self.sheet)
        splitter.addWidget(below)
        splitter.setSizes([self._theme.pixels(300), self._theme.pixels(200)])
        column.addWidget(splitter, 1)
        row.addWidget(left, 1)
        row.addWidget(self._side())
        return page

    def _side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(self._theme.pixels(250))
        column = QVBoxLayout(side)
        column.setContentsMargins(*(self._theme.pixels(12),) * 4)
        column.addWidget(section("読み取りの結果"))
        card = QFrame()
        card.setProperty("card", True)
        grid = QGridLayout(card)
        self._numbers: dict[str, QLabel] = {}
        for index, (key, word, icon, token) in enumerate((*COUNTS, *COUNTS_ODD)):
            cell = QVBoxLayout()
            head = QHBoxLayout()
            picture = QLabel()
            picture.setPixmap(self._theme.pixmap(icon, token, 16, self.devicePixelRatioF()))
            head.addWidget(picture)
            head.addWidget(QLabel(word))
            head.addStretch(1)
            number = QLabel("0")
            number.setFont(self._theme.font(24, bold=True))
            number.setAccessibleName(word)
            self._numbers[key] = number
            cell.addLayout(head)
            cell.addWidget(number)
            grid.addLayout(cell, index // 2, index % 2)
        column.addWidget(card)
        column.addWidget(section("新しく作られるもの"))
        self._made = caption("")
        column.addWidget(self._made)
        column.addWidget(section("読み方"))
        column.addWidget(
            caption(
                "結合されたセルは共有として、「→」「継続」は継続として読みます。"
                "空の欄で今の内容を消すことはありません。取り込みの前に控えを取ります。"
            )
        )
        column.addStretch(1)
        return side

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setObjectName("foot")
        row = QHBoxLayout(foot)
        margin = self._theme.pixels(12)
        row.setContentsMargins(self._theme.pixels(16), margin, self._theme.pixels(16), margin)
        self._undoable = caption("取り込みは1回の Ctrl+Z で元に戻せます。")
        row.addWidget(self._undoable, 1)
        self.leave = QPushButton("やめる")
        self.leave.setAutoDefault(False)
        self.leave.clicked.connect(self.reject)
        self.go = filled("取り込む")
        self.go.setEnabled(False)
        self.go.clicked.connect(self._go_on)
        self.back = QPushButton("戻る")
        self.back.setAutoDefault(False)
        self.back.clicked.connect(self._go_back)
        self.back.hide()
        row.addWidget(self.leave)
        row.addWidget(self.back)
        row.addWidget(self.go)
        return foot

    # ── reading ──────────────────────────────────────────────────────────────────────────────────────────

    def _read(self) -> None:
        with self._bridge.workspace.read() as connection:
            known = load_known(connection)
        path = self._path

        def job(progress: Progress) -> Read:
            def read_so_far(done: float) -> None:
                progress(0.6 * done)  # the rest of the bar is the proposal's

            tables = read_source(path, known.forms, progress=read_so_far)
            return tables, propose(tables, known, progress=progress)

        self._start(job, self._show_read)

    def _start(self, job: object, done: object) -> None:
        self._turn_to(READING)
        self.go.setEnabled(False)
        work = Work(job, self)  # type: ignore[arg-type]
        work.progressed.connect(self._progressed)
        work.done.connect(done)
        work.refused.connect(self._refused)
        work.stopped.connect(self.reject)
        work.crashed.connect(self._crashed)
        self._work = work
        work.start()

    def _progressed(self, part: float) -> None:
        self.progress.setValue(round(part * 100))

    def _refused(self, trouble: object) -> None:
        self._turn_to(RESULT if self._proposal else READING)
        if self._proposal is None:
            self.resize(self._theme.pixels(640), self._theme.pixels(260))  # nothing but the message to show
        self._what.setText("取り込めませんでした")
        self.progress.hide()
        self.messages.show_message("err", str(trouble))
        self.leave.setText("閉じる")
        if self._proposal is None:  # nothing can be taken: leaving is all there is to do
            self.go.hide()
            self._undoable.setText("")

    def _crashed(self, bug: BaseException) -> None:
        sys.excepthook(type(bug), bug, bug.__traceback__)  # logs it and shows it
        self.reject()

    def _show_read(self, read: Read) -> None:
        self._tables, proposal = read
        self._show(proposal)
        self.sheets.clear()
        for reading in proposal.sheets:
            self.sheets.addItem(reading.sheet)
        self.sheets.setEnabled(len(proposal.sheets) > 1)
        self._show_sheet()
        self.go.setFocus()

    def _show(self, proposal: ImportProposal) -> None:
        self._proposal = proposal
        self.conflicts.show_conflicts(proposal.conflicts, group_ids(proposal))
        with self._bridge.workspace.read() as connection:
            self.questions.show_questions(proposal.questions, load_axes(connection))
        self._turn_to(RESULT)
        counts = proposal.counts
        for key, label in self._numbers.items():
            label.setText(f"{len(proposal.conflicts) if key == 'conflict' else counts[key]:,}")
        self.changes.show_changes(proposal)
        made = [f"計画「{plan.title}」" for plan in proposal.plans if plan.matched_id is None]
        made += [f"資料「{plan.document.title}」" for plan in proposal.plans if plan.document.matched_id is None]
        if values := [value.title for value in proposal.axis_values if value.id < 0]:
            made.append(f"分類（基本理念など）　{len(values)}件")
        if counts["new_items"]:
            made.append(f"項目、取組、実施行　{counts['new_items']}件")
        self._made.setText("\n".join(made) or "ありません。今の計画と比べました。")
        must = [f"{m.letter}列" for reading in proposal.sheets for m in reading.columns if m.open]
        self._must.setText(f"{'、'.join(must)}の行き先を選んでください" if must else "")
        self.go.setEnabled(not must)

    def _show_sheet(self) -> None:
        proposal = self._proposal
        if proposal is None or not proposal.sheets:
            return
        reading = proposal.sheets[max(0, self.sheets.currentIndex())]
        table = next(table for table in self._tables if table.name == reading.sheet)
        heads = "、".join(
            f"{first}～{last}行目" if first < last else f"{first}行目" for first, last in reading.header_rows
        )
        self._found.setText(f"見出し　{heads}　　データ　{len(reading.data_rows)}行")
        self.sheet.show_sheet(table, reading, proposal)

    def _choose(self, column: int, target: str) -> None:
        proposal = self._proposal
        if proposal is None:
            return
        self._choices[proposal.sheets[max(0, self.sheets.currentIndex())].sheet, column] = target
        with self._bridge.workspace.read() as connection:
            known = load_known(connection)
        tables, choices, form = self._tables, dict(self._choices), proposal.form

        def job(progress: Progress) -> ImportProposal:
            return propose(tables, known, form_key=form, column_choices=choices, progress=progress)

        self._start(job, self._show_again)

    def _show_again(self, proposal: ImportProposal) -> None:
        self._show(proposal)
        self._show_sheet()

    def _go_to(self, where: str) -> None:
        """Scroll the sheet to `シート!B12`."""
        sheet, _, name = where.rpartition("!")
        letters = name.rstrip("0123456789")
        if not letters or not name[len(letters) :] or sheet not in ("", self.sheets.currentText()):
            return
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - 64
        self.sheet.sheet.setCurrentCell(int(name[len(letters) :]) - 1, column - 1)

    # ── from page to page ────────────────────────────────────────────────────────────────────────────────

    def _turn_to(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        self.back.setVisible(page in (QUESTIONS, CONFLICTS))
        after = self._after(page)
        words = "取り込む"
        if page != READING and self._proposal is not None and after != READING:
            asked, differences = len(self._proposal.questions), len(self._proposal.conflicts)
            words = f"次へ：場面を選ぶ（{asked}件）" if after == QUESTIONS else f"次へ：違いを決める（{differences}件）"
        self.go.setText(words)

    def _after(self, page: int) -> int:
        """The page that follows, READING if none does: what the sheet leaves open and differences are looked at
        before anything is written."""
        proposal = self._proposal
        wanted = {QUESTIONS: bool(proposal and proposal.questions), CONFLICTS: bool(proposal and proposal.conflicts)}
        return next((later for later in (QUESTIONS, CONFLICTS) if later > page and wanted[later]), READING)

    def _go_on(self) -> None:
        after = self._after(self._pages.currentIndex())
        if after == READING:
            self._import()
            return
        self._turn_to(after)
        (self.questions if after == QUESTIONS else self.conflicts).setFocus()

    def _go_back(self) -> None:
        asked = bool(self._proposal and self._proposal.questions)
        back_to_questions = self._pages.currentIndex() == CONFLICTS and asked
        self._turn_to(QUESTIONS if back_to_questions else RESULT)
        self.go.setFocus()

    # ── writing ──────────────────────────────────────────────────────────────────────────────────────────

    def _import(self) -> None:
        proposal, choices, workspace = self._proposal, self.conflicts.decided(), self._bridge.workspace
        answers = self.questions.answers()
        if proposal is None:
            return

        def change(session: Session) -> ImportReport:
            return apply(session, proposal, choices, answers)

        def job(_progress: Progress) -> Done[ImportReport]:
            workspace.back_up("取り込み前")
            return workspace.perform(f"{_kind(self._path)}の取り込み", change)

        self._what.setText("取り込んでいます…")
        self.progress.setRange(0, 0)
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


def _kind(path: Path) -> str:
    return "文字のファイル" if is_text_file(path) else "Excel"


def _title(path: Path) -> str:
    return f"{_kind(path)}を取り込む"


def report_words(report: ImportReport) -> tuple[str, str]:
    """(level, sentence) for the window after an import."""
    made: Sequence[str] = [row.title for row in report.created if row.kind == "document"]
    head = f"「{made[0]}」を作りました。" if made else "今の計画と比べて取り込みました。" if report.changed else ""
    if not report.changed and not made:
        return "info", "今の内容と同じでした。何も変わっていません。"
    tail = f"内容の違う{len(report.conflicts)}か所は今のままです。" if report.conflicts else ""
    tail += f"{len(report.asked)}件の場面は未入力です。" if report.asked else ""
    left = f"{len(report.not_taken)}個のセルは読みませんでした。" if report.not_taken else ""
    return (
        "warn" if tail or left else "ok"
    ), f"{head}{report.taken}個のセルを読みました。{left}{tail}Ctrl+Zで元に戻せます。"
