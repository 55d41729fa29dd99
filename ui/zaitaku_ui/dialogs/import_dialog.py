"""Excelや文字のファイルを取り込む: read beside the window, shown as it is, taken in one step that Ctrl+Z undoes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from zaitaku_desktop.exchange.apply import apply
from zaitaku_desktop.exchange.plan_import import load_known, propose
from zaitaku_desktop.exchange.proposal import ImportProposal, ImportReport
from zaitaku_desktop.exchange.sheet import SheetTable
from zaitaku_desktop.exchange.source import read_source
from zaitaku_desktop.exchange.source_names import is_text_file
from zaitaku_desktop.storage.reading import load_axes
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.dialogs.conflict_words import group_ids
from zaitaku_ui.dialogs.frame import caption, section
from zaitaku_ui.dialogs.import_changes import ChangeList
from zaitaku_ui.dialogs.import_conflicts import ConflictPage
from zaitaku_ui.dialogs.import_frame import Asking, ImportFrame, Numbers
from zaitaku_ui.dialogs.import_questions import QuestionPage
from zaitaku_ui.dialogs.import_sheet import ImportSheet
from zaitaku_ui.theme import Theme
from zaitaku_ui.work import Progress

Read = tuple[list[SheetTable], ImportProposal]
COUNTS = (("add", "追加", "plus", "accent"), ("same", "同じ", "check", "ok"))
COUNTS_ODD = (("conflict", "違い", "warn", "warn"), ("not_taken", "読まない", "error", "err"))


class ImportDialog(ImportFrame):
    """Opens with the reading under way."""

    def __init__(self, bridge: Bridge, theme: Theme, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(bridge, theme, f"{_kind(path)}を取り込む", (1180, 640), parent)
        self._path = path
        self._tables: list[SheetTable] = []
        self._proposal: ImportProposal | None = None
        self._choices: dict[tuple[str, int], str] = {}
        self.questions = QuestionPage(theme)
        self.conflicts = ConflictPage(theme)
        asking = [
            Asking(self.questions, self._questions, "場面を選ぶ"),
            Asking(self.conflicts, self._differences, "違いを決める"),
        ]
        self.set_pages(path.name, str(path), self._result_page(), asking, most=100)
        self._read()

    def _questions(self) -> int:
        return len(self._proposal.questions) if self._proposal is not None else 0

    def _differences(self) -> int:
        return len(self._proposal.conflicts) if self._proposal is not None else 0

    def may_go(self) -> bool:
        """Whether every column has its place."""
        return not self._must.text()

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
        self._read_as = QLabel()
        bar.addWidget(QLabel("シート"))
        bar.addWidget(self.sheets)
        bar.addWidget(self._read_as)
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
        self._numbers = Numbers(self._theme, (*COUNTS, *COUNTS_ODD))
        column.addWidget(self._numbers)
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

        self.start(job, self._show_read)

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
        counts = proposal.counts
        self._numbers.show_numbers({**counts, "conflict": len(proposal.conflicts)})
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
        self.show_result()

    def _show_sheet(self) -> None:
        proposal = self._proposal
        if proposal is None or not proposal.sheets:
            return
        reading = proposal.sheets[max(0, self.sheets.currentIndex())]
        table = next(table for table in self._tables if table.name == reading.sheet)
        heads = "、".join(
            f"{first}～{last}行目" if first < last else f"{first}行目" for first, last in reading.header_rows
        )
        self._read_as.setText(f"見出し　{heads}　　データ　{len(reading.data_rows)}行")
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

        self.start(job, self._show_again)

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

    def write_all(self) -> None:
        """Take in what was found, as decided."""
        proposal, choices, answers = self._proposal, self.conflicts.decided(), self.questions.answers()
        if proposal is not None:
            self.write(f"{_kind(self._path)}の取り込み", lambda session: apply(session, proposal, choices, answers))


def _kind(path: Path) -> str:
    return "文字のファイル" if is_text_file(path) else "Excel"


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
