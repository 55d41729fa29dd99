"""研修、相談件数、指標の表を取り込む: what would be taken from a workbook, what differs, and what is not read."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from zaitaku_desktop.exchange.figures import FiguresProposal, apply_figures, propose_figures
from zaitaku_desktop.exchange.proposal import ImportReport
from zaitaku_desktop.exchange.workbook import read_workbook
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.dialogs.frame import caption
from zaitaku_ui.dialogs.import_conflicts import ConflictPage
from zaitaku_ui.dialogs.import_frame import Asking, ImportFrame
from zaitaku_ui.theme import Theme
from zaitaku_ui.work import Progress

HEADINGS = ("", "場所", "内容", "説明")
AIR = 10
WIDTHS = (76, 190, 400)
PLACES = {"相談件数": "consultation", "指標": "indicator"}
TONES = {"追加": "accent-s", "追記": "accent-s", "資料": "accent-s", "違い": "warn-b", "確認": "warn-b"}
"""The ground behind the mark of a line."""


class FiguresDialog(ImportFrame):
    """Opens with the reading under way."""

    def __init__(self, bridge: Bridge, theme: Theme, source: Path, parent: QWidget | None = None) -> None:
        super().__init__(bridge, theme, "研修・相談件数・指標の表を取り込む", (1100, 620), parent)
        self._source = source
        self._proposal: FiguresProposal | None = None
        self.conflicts = ConflictPage(theme, theirs="取り込む内容", first="研修")
        asking = [Asking(self.conflicts, self._differences, "違いを決める")]
        self.set_pages(source.name, str(source), self._result_page(), asking)
        self._read()

    def _differences(self) -> int:
        return len(self._proposal.conflicts) if self._proposal is not None else 0

    @property
    def place(self) -> str:
        """The page of the navigation that shows the first of what was taken."""
        first = self._proposal.parts[0].name if self._proposal is not None and self._proposal.parts else ""
        return PLACES.get(first, "training")

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
        self._fit = QTimer(self)
        self._fit.setSingleShot(True)
        self._fit.setInterval(0)
        self._fit.timeout.connect(self._fit_rows)
        header.sectionResized.connect(self._width_changed)
        column.addWidget(self.lines, 1)
        words = "空の欄で今の内容を消すことはありません。違う内容は、次の画面で選びます。取り込みの前に控えを取ります。"
        column.addWidget(caption(words))
        return page

    def _fit_rows(self) -> None:
        """As high as the words need, with air above and below."""
        air = self._theme.pixels(AIR)
        for row in range(self.lines.rowCount()):
            self.lines.setRowHeight(row, self.lines.sizeHintForRow(row) + air)

    def _width_changed(self, *_section: int) -> None:
        self._fit.start()

    # ── reading

    def _read(self) -> None:
        source, workspace = self._source, self._bridge.workspace

        def job(progress: Progress) -> FiguresProposal:
            sheets = read_workbook(source, progress=progress)
            with workspace.read() as connection:
                return propose_figures(sheets, connection, source.name)

        self.start(job, self._show_read)

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
        counts = {mark: sum(row.mark == mark for row in rows) for mark in ("追加", "追記", "同じ")}
        words = "　".join(f"{mark} {count}件" for mark, count in counts.items() if count)
        report = proposal.report()
        self.said.setText(words if report.changed or proposal.conflicts else "今の内容と同じです。何も変わりません。")
        self.conflicts.show_conflicts(proposal.conflicts)
        self.show_result()
        self._fit.start()
        self.go.setFocus()

    def write_all(self) -> None:
        """Take in what was found, as decided."""
        proposal, decided = self._proposal, self.conflicts.decided()
        if proposal is not None:
            self.write("取り込み", partial(apply_figures, proposal=proposal, decided=decided))


def figures_words(report: ImportReport) -> tuple[str, str]:
    """(level, sentence) for the window after an import."""
    if not report.changed:
        return "info", "今の内容と同じでした。何も変わっていません。"
    made = sum(row.kind == "training" for row in report.created)
    amounts = sum(row.kind == "indicator" for row in report.created)
    head = f"研修{made}件を加えました。" if made else ""
    head += f"指標{amounts}件を加えました。" if amounts else ""
    head = head or "今ある記録に取り込みました。"
    papers = "、".join(f"「{row.title}」" for row in report.created if row.kind == "document")
    head += f"資料{papers}を作りました。" if papers else ""
    tail = f"{len(report.not_taken)}か所は取り込みませんでした。" if report.not_taken else ""
    tail += f"確かめる所が{len(report.asked)}か所あります。" if report.asked else ""
    return ("warn" if tail else "ok"), f"{head}{tail}Ctrl+Zで元に戻せます。"
