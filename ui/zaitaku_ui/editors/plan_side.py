"""What stands right of the sheet of a plan, kept in step with it: 点検, the cell in full, the preview."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication
from sqlalchemy import Connection

from zaitaku_desktop.checks.finding import Finding, Place
from zaitaku_desktop.checks.words import place_words
from zaitaku_desktop.forms.grid import GridCell
from zaitaku_desktop.forms.grid_changes import Touched
from zaitaku_desktop.model.snapshot import PlanSnapshot
from zaitaku_desktop.storage.workspace import RowChange
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_ui.editors.plan_cell import CellFollowing
from zaitaku_ui.editors.plan_changes import cell_of_place, place_of
from zaitaku_ui.editors.plan_indicators import IndicatorFollowing
from zaitaku_ui.preview.pane import PreviewPane
from zaitaku_ui.side.cell_page import CellPage
from zaitaku_ui.side.checking import Checking
from zaitaku_ui.side.finding_acts import FindingActs
from zaitaku_ui.side.finding_lines import ICONS, gravest
from zaitaku_ui.side.findings import FindingsView, PlanFindings
from zaitaku_ui.side.right_side import RightSide
from zaitaku_ui.tables.marks import CellMark
from zaitaku_ui.theme import Theme

if TYPE_CHECKING:
    from zaitaku_ui.editors.plan import PlanEditor

NONE_FOUND = "点検で見つかった所はありません。"
NONE_HERE = "この資料の表にはありません。点検の一覧（Shift+F8）から移れます。"
NOTHING_TO_REPAIR = "ここには、自動で直せる所がありません。"
NOTHING_TO_LEAVE = "ここには、点検で見つかった所がありません。"
ON_DOCUMENT = "この文は表の中ではなく、「資料の設定」（Ctrl+Shift+S）にあります。"
NOWHERE = "この文を表示する資料がありません。"
BLANK_RULES = {"missing_actual": "未入力"}
"""What a blank cell says that a rule asks for (LOOK 2)."""


class PlanSide(QObject):
    """The right side of `editor`, and the commands on findings."""

    counted = Signal(int)
    """How many findings nobody has left as they are."""
    elsewhere = Signal(int, object)
    """(id of a 資料, Place): that place is shown there and not here."""

    def __init__(self, editor: PlanEditor, theme: Theme, faces: Faces, preview: PreviewPane) -> None:
        super().__init__(editor)
        self._editor = editor
        self._theme = theme
        self._by_cell: dict[tuple[int, int], list[Finding]] = {}
        self.checking = Checking(faces, self)
        self.cell = CellPage(theme)
        self.findings = PlanFindings(theme)
        self.right = RightSide(theme, self.cell, self.findings, preview, editor)
        self._acts = FindingActs(editor.bridge, theme, editor)
        self.following = CellFollowing(editor, self.cell, self.checking, self.right)
        self.following.elsewhere.connect(self.elsewhere)
        self.indicators = IndicatorFollowing(editor, self.cell.indicators, self.right)
        self.following.rested.connect(self.indicators.show)
        self.checking.found.connect(self._show_findings)
        for view in (self.cell.findings, self.findings.view):
            view.read_only = editor.workspace.read_only
            view.go_asked.connect(self._go)
            view.repair_asked.connect(self._repair)
            view.leave_asked.connect(self._leave)
            view.withdraw_asked.connect(self._withdraw)
            view.back_asked.connect(editor.sheet.setFocus)

    # What the editor tells

    def read(self, connection: Connection, plan_id: int) -> None:
        """Another plan, or its 資料 have changed."""
        self.checking.read(connection, plan_id)

    def follow(self, snapshot: PlanSnapshot, touched: Touched | None) -> None:
        """The sheet shows the plan as it is now; `touched` = what may differ, None = anything."""
        self.checking.follow(snapshot, None if touched is None else touched.items)
        self._mark_cells()

    def hear(self, changes: Iterable[RowChange]) -> None:
        """A step was written."""
        self.checking.hear(changes)
        self.indicators.hear(changes)

    def cursor_moved(self) -> None:
        """The cursor is elsewhere, or its cell says something else."""
        self.following.follow()
        self._show_cell()

    def finish(self) -> bool:
        """Write what was typed into the large field. False = it could not be written and stays there."""
        return self.cell.finish()

    def shut_down(self) -> None:
        """Nothing is checked or read any more."""
        self.checking.shut_down()
        self.following.shut_down()

    # Findings

    def _show_findings(self) -> None:
        scope = self.checking.scope
        if scope is not None:
            self.findings.show_findings(self.checking.findings, scope)
        self._mark_cells()
        self._show_cell()
        count = len(self.checking.open_findings)
        self.right.count(count)
        self.counted.emit(count)

    def _mark_cells(self) -> None:
        """The findings in the corners of their cells."""
        view = self._editor.view
        self._by_cell = {}
        for finding in self.checking.findings:
            cell = None if view is None else cell_of_place(view, finding.place)
            if cell is not None:
                self._by_cell.setdefault(place_of(cell), []).append(finding)
        marks = {place: mark for place, found in self._by_cell.items() if (mark := _mark(found))}
        self._editor.sheet.set_marks(marks)

    def _of_cursor(self) -> list[Finding]:
        cell = self._editor.sheet.cursor_cell()
        return [] if cell is None else self._by_cell.get(place_of(cell), [])

    def _show_cell(self) -> None:
        snapshot = self._editor.snapshot
        self.cell.show_findings(self._of_cursor(), None if snapshot is None else snapshot.fields)

    # Commands

    def show_panel(self, shown: bool) -> None:
        """セルと点検."""
        self.right.show_panel(shown)

    def show_list(self) -> None:
        """点検の一覧, with the keyboard."""
        if self._editor.finish_editing():
            self.right.show_panel(True, "findings")
            self.findings.begin(self._of_cursor())

    def step(self, forward: bool) -> None:
        """The cursor to the next (or last) finding in reading order, round and round."""
        if not self._editor.finish_editing():
            return
        places = sorted(place for place, found in self._by_cell.items() if _mark(found))
        if not places:
            self._editor.say(NONE_HERE if self.checking.open_findings else NONE_FOUND)
            return
        cell = self._editor.sheet.cursor_cell()
        here = (-1, -1) if cell is None else place_of(cell)
        beyond = [place for place in places if (place > here if forward else place < here)]
        target = (beyond or places)[0 if forward else -1]
        self._editor.sheet.set_cursor(*target)
        self._editor.sheet.setFocus()
        self._editor.say(next(one.message for one in self._by_cell[target] if not one.acknowledged))

    def repair_here(self) -> None:
        """直す: the finding chosen in a list that has the keyboard, else those of the cell."""
        chosen = self._chosen()
        found = [chosen] if chosen is not None else self._of_cursor()
        found = [one for one in found if one.repair is not None and not one.acknowledged]
        if found:
            self._repair(found)
        else:
            self._editor.say(NOTHING_TO_REPAIR)

    def leave_here(self) -> None:
        """このままにする…: the finding chosen in a list that has the keyboard, else the first of the cell."""
        found = self._chosen() or next((one for one in self._of_cursor() if not one.acknowledged), None)
        if found is not None:
            self._leave(found)
        else:
            self._editor.say(NOTHING_TO_LEAVE)

    def _chosen(self) -> Finding | None:
        focus = QApplication.focusWidget()
        views: Sequence[FindingsView] = (self.cell.findings, self.findings.view)
        return next((view.chosen() for view in views if focus is not None and view.isAncestorOf(focus)), None)

    # What the lists ask for

    def _go(self, finding: Finding) -> None:
        if self._editor.finish_editing():
            self.go_to(finding.place)

    def go_to(self, place: Place) -> None:
        """Put the cursor and the keyboard on a place, if need be in another 資料."""
        if place.document_id is not None:
            self._editor.say(ON_DOCUMENT)
            return
        cell = self._cell_of(place)
        if cell is None and self._editor.finding.arranger.uncover(partial(cell_of_place, place=place)):
            cell = self._cell_of(place)
        if cell is not None:
            self._editor.sheet.set_cursor(cell.row, cell.col)
            self._editor.sheet.setFocus()
            return
        document = next((row for row in self.checking.documents if self.following.shows(row, place)), None)
        if document is None:
            self._editor.say(NOWHERE)
        else:
            self.elsewhere.emit(document.id, place)

    def _cell_of(self, place: Place) -> GridCell | None:
        return None if self._editor.view is None else cell_of_place(self._editor.view, place)

    def _repair(self, findings: list[Finding]) -> None:
        if self._may_write():
            self._acts.repair(findings)

    def _leave(self, finding: Finding) -> None:
        if self._editor.snapshot is not None and self._may_write():
            where = place_words(finding.place, self._editor.snapshot, self.checking.documents)
            self._acts.leave(finding, where)

    def _withdraw(self, finding: Finding) -> None:
        if self._may_write():
            self._acts.withdraw(finding)

    def _may_write(self) -> bool:
        return self._editor.writable() is not None


def _mark(findings: Sequence[Finding]) -> CellMark | None:
    """What stands in the corner of their cell; None if all of them are left as they are."""
    still = [finding for finding in findings if not finding.acknowledged]
    if not still:
        return None
    severity = gravest(still)
    blank = next((BLANK_RULES[one.rule] for one in still if one.rule in BLANK_RULES), "")
    weight = len(ICONS) - list(ICONS).index(severity)
    return CellMark(ICONS[severity], "\n".join(one.message for one in still), blank, weight)
