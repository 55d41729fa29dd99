"""Findings in a list, the chosen one in words, and what can be done about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from zaitaku_desktop.checks.finding import Finding
from zaitaku_desktop.checks.scope import Scope
from zaitaku_desktop.model.fields import Field
from zaitaku_ui.paragraph import Paragraph
from zaitaku_ui.side.finding_lines import detail_words, lines_of_cell, lines_of_plan
from zaitaku_ui.side.line import Line
from zaitaku_ui.side.lines import LineList
from zaitaku_ui.theme import Theme

NOTHING = "気になる所はありません。入力のたびに点検し直します。"
KEYS = "Enter でその欄へ移ります。"


class FindingsView(QWidget):
    """A list of findings. The signals ask for what its buttons say; `go_asked` also for Enter and a double click."""

    go_asked = Signal(object)
    repair_asked = Signal(list)
    leave_asked = Signal(object)
    withdraw_asked = Signal(object)
    back_asked = Signal()
    """The keyboard shall be the sheet's again."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.list = LineList(theme, name)
        self.list.chosen.connect(self._show_chosen)
        self.list.entered.connect(self.go_asked)
        self.list.left.connect(self.back_asked)
        self.words = Paragraph()
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.repair = self._button("直す", self._ask_repair)
        self.repair.setToolTip("直した後も Ctrl+Z で元に戻せます（Ctrl+.）")
        self.leave = self._button("このままにする…", self._ask_leave)
        self.withdraw = self._button("取り消す", self._ask_withdraw)
        self.withdraw.setToolTip("もう一度点検の対象にします")
        self._detail = QFrame()
        self._detail.setObjectName("findingdetail")
        inside = QVBoxLayout(self._detail)
        edge = theme.pixels(10)
        inside.setContentsMargins(edge, theme.pixels(6), edge, theme.pixels(8))
        inside.setSpacing(theme.pixels(6))
        inside.addWidget(self.words)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.pixels(6))
        for button in (self.repair, self.leave, self.withdraw):
            buttons.addWidget(button)
        buttons.addStretch(1)
        inside.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addWidget(self._detail)
        self.setFocusProxy(self.list)
        self.read_only = False
        self._show_chosen(None)

    def _button(self, words: str, act: object) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    def chosen(self) -> Finding | None:
        """The finding of the row that has the cursor."""
        key = self.list.key()
        return key if isinstance(key, Finding) else None

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these findings."""
        self.list.show_lines(lines, take_first=True)

    def _show_chosen(self, _key: object) -> None:
        finding = self.chosen()
        self._detail.setVisible(finding is not None)
        if finding is None:
            return
        self.words.setText(detail_words(finding))
        left = bool(finding.acknowledged)
        self.repair.setVisible(not left and finding.repair is not None)
        self.leave.setVisible(not left)
        self.withdraw.setVisible(left)
        for button in (self.repair, self.leave, self.withdraw):
            button.setEnabled(not self.read_only)

    def _ask_repair(self) -> None:
        finding = self.chosen()
        if finding is not None and finding.repair is not None:
            self.repair_asked.emit([finding])

    def _ask_leave(self) -> None:
        self.leave_asked.emit(self.chosen())

    def _ask_withdraw(self) -> None:
        self.withdraw_asked.emit(self.chosen())


class CellFindings(FindingsView):
    """Those of the cell of the cursor; takes no room while there are none."""

    SHOWN = 3
    """So many rows are seen without scrolling."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "このセルの点検", parent)
        self.hide()

    def show_findings(self, findings: Sequence[Finding], fields: Mapping[str, Field] | None = None) -> None:
        """Show these. `fields` = those of the plan."""
        lines = lines_of_cell(findings, fields)
        self.show_lines(lines)
        self.setVisible(bool(lines))
        row = self.list.sizeHintForRow(0) if lines else 0
        ring = 3 if self._theme.high_contrast else 2
        self.list.setFixedHeight(row * min(len(lines), self.SHOWN) + 2 * ring)


class PlanFindings(QWidget):
    """点検 of the whole plan."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[Sequence[Finding], Scope] | None = None
        self.view = FindingsView(theme, "計画全体の点検")
        self.all = QPushButton()
        self.all.setAutoDefault(False)
        self.all.setToolTip("直した後も Ctrl+Z で元に戻せます")
        self.all.clicked.connect(self._repair_all)
        self.with_left = QCheckBox()
        self.with_left.toggled.connect(self._show)
        self._nothing = self._all_well()
        self._keys = QLabel(KEYS)
        self._keys.setProperty("caption", True)
        foot = QVBoxLayout()
        foot.setContentsMargins(theme.pixels(10), theme.pixels(6), theme.pixels(10), theme.pixels(8))
        foot.setSpacing(theme.pixels(4))
        foot.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)
        foot.addWidget(self.with_left)
        foot.addWidget(self._keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._nothing)
        column.addWidget(self.view, 1)
        column.addLayout(foot)
        self.setFocusProxy(self.view)

    def _all_well(self) -> QWidget:
        box = QWidget()
        box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        box.setAccessibleName(NOTHING)
        row = QHBoxLayout(box)
        edge = self._theme.pixels(12)
        row.setContentsMargins(edge, edge, edge, edge)
        row.setSpacing(self._theme.pixels(8))
        icon = QLabel()
        icon.setPixmap(self._theme.pixmap("ok", "ok", 20, self.devicePixelRatioF()))
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Paragraph(NOTHING), 1)
        return box

    def show_findings(self, findings: Sequence[Finding], scope: Scope) -> None:
        """Show these, 承知済み included."""
        self._shown = (findings, scope)
        self._show()

    def begin(self, findings: Sequence[Finding]) -> None:
        """Give the list the keyboard; the cursor on the first of these, else on the first of all."""
        rows = [place for place, line in enumerate(self.view.list.lines) if line.key is not None]
        if not any(self.view.list.take_key(finding) for finding in findings) and rows:
            self.view.list.take(rows[0])
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show(self) -> None:
        if self._shown is None:
            return
        findings, scope = self._shown
        left = sum(bool(finding.acknowledged) for finding in findings)
        repairs = len(self._repairable())
        self.view.show_lines(lines_of_plan(findings, scope, with_left=self.with_left.isChecked()))
        self._nothing.setVisible(left == len(findings))
        self.view.setVisible(bool(self.view.list.lines))
        self.setFocusProxy(self.view if self.view.list.lines else self._nothing)
        self._keys.setVisible(bool(self.view.list.lines))
        self.with_left.setText(f"承知済みの{left}件も並べる")
        self.with_left.setVisible(bool(left))
        self.all.setText(f"{repairs}か所を直す")
        self.all.setVisible(repairs > 1)
        self.all.setEnabled(not self.view.read_only)

    def _repairable(self) -> list[Finding]:
        findings = self._shown[0] if self._shown else ()
        return [finding for finding in findings if finding.repair is not None and not finding.acknowledged]

    def _repair_all(self) -> None:
        self.view.repair_asked.emit(self._repairable())
