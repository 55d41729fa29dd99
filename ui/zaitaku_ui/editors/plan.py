"""The plan on the screen: tool row, sheet and live preview of one 資料."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QSplitter, QTableView, QVBoxLayout, QWidget

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.grid import CellAddress, GridCell, GridView, build_grid, continues_of
from zaitaku_desktop.forms.grid_changes import Touched
from zaitaku_desktop.forms.missing import Missing
from zaitaku_desktop.forms.printable import Printable, read_printable
from zaitaku_desktop.model.snapshot import DocumentRow, PlanSnapshot
from zaitaku_desktop.storage.patching import patch_plan
from zaitaku_desktop.storage.reading import DocumentGone
from zaitaku_desktop.storage.workspace import RowChange, Step, Workspace
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_ui.action_table import CELL_MENU, NUMBER_MENU, PLAN_SPECS, SHARED_KEYS
from zaitaku_ui.actions import Actions
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.editors.missing import MissingButton
from zaitaku_ui.editors.plan_carrier import PlanCarrier
from zaitaku_ui.editors.plan_cells import CellCommands
from zaitaku_ui.editors.plan_changes import changed_cell, place_of, printed_near, slot_of_new, touches_plan
from zaitaku_ui.editors.plan_hands import PlanHands
from zaitaku_ui.editors.plan_pages import draft_of
from zaitaku_ui.editors.plan_pasting import PasteCommands
from zaitaku_ui.editors.plan_pickers import PlanPickers
from zaitaku_ui.editors.plan_rows import RowCommands
from zaitaku_ui.editors.plan_side import PlanSide
from zaitaku_ui.editors.plan_target import Target
from zaitaku_ui.editors.plan_tools import PLAN_TOOLS
from zaitaku_ui.find.hands import FindHands
from zaitaku_ui.preview.pane import PreviewPane
from zaitaku_ui.tables.columns import heading
from zaitaku_ui.tables.model import Slot
from zaitaku_ui.tables.navigation import Area
from zaitaku_ui.tables.plan_sheet import PlanSheet
from zaitaku_ui.theme import Theme
from zaitaku_ui.tool_row import ToolRow

NARROW = 1100
"""Below this width (LOOK: 125 % on a 1366 screen) the preview is folded until it is asked for."""
EMPTY = "まだ取組がありません。「行を追加」で項目か取組を追加してください（Ctrl+Shift+K、Ctrl+Shift+T）。"
READ_ONLY = "閲覧専用で開いているため、書き込めません。"
FEW = 50
"""After undo the cursor goes to what changed, unless more than this did (an import)."""


class PlanEditor(QWidget):
    """Shows and edits one 資料 of kind plan. `shut_down()` must be called before the program ends."""

    position_changed = Signal(str, str)
    """(「3行目 R6実績」, 取組名 or why nothing can be done)."""
    counts_changed = Signal(str)
    gone = Signal()
    """The 資料 shown has been deleted."""

    def __init__(
        self,
        workspace: Workspace,
        bridge: Bridge,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        faces: Faces | None = None,
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.bridge = bridge
        self._document_id: int | None = None
        self.year: FiscalYear | None = None
        self.view: GridView | None = None
        self.snapshot: PlanSnapshot | None = None
        self._read_last: Printable | None = None
        self.document: DocumentRow | None = None
        self._pages_needed = False
        self.cells = CellCommands(bridge, self)
        self.rows = RowCommands(bridge, self)
        self.sheet = PlanSheet(theme, self)
        faces = faces or Faces.load()
        self.preview = PreviewPane(theme, faces, self)
        self.side = PlanSide(self, theme, faces, self.preview)
        self.paste = PasteCommands(bridge, theme, self)
        self.finding = FindHands(self, theme, self)
        self.rows.hindrance = self.finding.arranger.hindrance
        self.hands = PlanHands(self, theme)
        self.pickers = self.sheet.picker = PlanPickers(self, theme)
        self.commands = Actions(self, theme, self.hands.table(PLAN_SPECS), PLAN_SPECS, keyless=SHARED_KEYS)
        self._assemble(theme)
        self._connect()
        self.sheet.read_only = workspace.read_only
        self.sheet.carrier = PlanCarrier(self.rows, self.target, read_only=workspace.read_only)
        if workspace.read_only:
            self.commands.refuse_writing(workspace.read_only_reason or READ_ONLY)
        self._show_undo()

    def _assemble(self, theme: Theme) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.missing = MissingButton(theme, self)
        column.addWidget(ToolRow(theme, self.commands, PLAN_TOOLS, left, beside=self.missing))
        column.addWidget(self.finding.bar)
        column.addWidget(self.finding.strip)
        column.addWidget(self.sheet, 1)
        self._empty = QLabel(EMPTY, self.sheet)
        self._empty.setContentsMargins(theme.pixels(24), theme.pixels(80), 0, 0)
        self._empty.hide()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(left)
        self._splitter.addWidget(self.side.right)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setCollapsible(0, False)
        self._splitter.setHandleWidth(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._splitter)
        self.setFocusProxy(self.sheet)
        self._side_turned()

    def _connect(self) -> None:
        sheet = self.sheet
        sheet.editing.writer = self._write
        sheet.editing.filler = self._fill
        sheet.cursor_changed.connect(self._cursor_moved)
        sheet.message.connect(self.say)
        sheet.blank_asked.connect(self.hands.clear)
        for pane in (sheet.main, sheet.frozen):
            pane.customContextMenuRequested.connect(self._context_menu)
        sheet.row_numbers().customContextMenuRequested.connect(self._row_menu)
        for source in (self.cells.refused, self.rows.refused, self.paste.refused):
            source.connect(self.say)
        self.paste.pasted.connect(self._show_pasted)
        self.rows.made.connect(self._go_to_made)
        self.rows.copied.connect(self._choose_copies)
        self.bridge.changed.connect(self._changed)
        self.preview.ident_clicked.connect(self._go_to_clicked)
        self.missing.chosen.connect(self._go_to_missing)
        self.missing.left.connect(self.sheet.setFocus)
        self.preview.close_requested.connect(self._close_preview)
        self.side.right.turned.connect(self._side_turned)
        self.side.right.panel_closed.connect(self._close_panel)
        self._splitter.splitterMoved.connect(self._side_drawn)

    # What the window calls

    def show_document(self, document_id: int) -> None:
        """Show this 資料. Raises KnownError if it (or its plan) is gone."""
        self.finish_editing()
        if document_id != self._document_id:
            self.finding.arranger.begin_anew()
        self._document_id = document_id
        self._read()

    def set_year(self, year: FiscalYear) -> None:
        """Tint the columns of this 年度."""
        self.year = year
        self.sheet.set_year(year)
        self.side.indicators.show()

    def finish_editing(self) -> bool:
        """Write what stands in an open editor, list or the large field. False = it could not be written and stays."""
        return self.pickers.finish() and self.sheet.editing.finish() and self.side.finish()

    def go_to(self, address: CellAddress) -> bool:
        """Put the cursor on a cell, also on one that a filter leaves out. False if this 資料 does not show it."""
        if self.sheet.go_to(address):
            return True
        return self.finding.arranger.uncover(partial(GridView.find, address=address)) and self.sheet.go_to(address)

    def say(self, words: str) -> None:
        """Tell at the foot of the window why nothing was done; gone when the cursor moves."""
        self.position_changed.emit(self._position(), words)

    def shut_down(self) -> None:
        """Write what is being typed and stop the layout thread."""
        self.finish_editing()
        self.bridge.changed.disconnect(self._changed)
        self.missing.shut_down()
        self.side.shut_down()
        self.finding.shut_down()
        self.preview.shut_down()

    # Reading

    def _read(self) -> None:
        if self._document_id is None:
            return
        self._read_last = None  # should it fail, the next step begins anew
        with self.workspace.read() as connection:
            read = read_printable(connection, self._document_id)
            self.side.read(connection, read.snapshot.plan.id)
        self._show(read)

    def _follow(self, step: Step) -> None:
        """Show what a step has changed: of entries alone only their columns are made anew."""
        before = self._read_last
        patched = None if before is None else patch_plan(before.snapshot, step.changes)
        if before is None or patched is None:
            self._read()
        elif patched.rows:
            self._show(replace(before, snapshot=patched.snapshot))
        else:
            touched = Touched(patched.fields, patched.items)
            self._show(replace(before, snapshot=patched.snapshot), self.finding.arranger.whole, touched)

    def show_again(self) -> None:
        """Show what was read last, sorted and filtered as is asked for now."""
        if self.finding.arranger.whole is not None and self.snapshot is not None:
            self._show_grid(self.finding.arranger.whole, self.snapshot, Touched(frozenset(), frozenset()))

    def _show(self, read: Printable, before: GridView | None = None, touched: Touched | None = None) -> None:
        document, snapshot = read.document, read.snapshot
        form = replace(read.form, continues=continues_of(read.form, document))
        self._read_last, self.document, self.snapshot = read, document, snapshot
        whole = build_grid(form, document, snapshot, with_notes=True, before=before, touched=touched)
        self._show_grid(whole, snapshot, touched)
        self._show_pages()

    def _show_grid(self, whole: GridView, snapshot: PlanSnapshot, touched: Touched | None) -> None:
        self.view = self.finding.arranger.show(whole, snapshot)
        self.sheet.set_grid(self.view, snapshot)
        self.side.follow(snapshot, touched)
        self._empty.setVisible(not whole.rows)
        self.missing.count(self.view, snapshot)
        self.finding.plan_changed()
        some, every = len(self.view.rows), len(whole.rows)
        self.counts_changed.emit(f"全 {every}行" if some == every else f"{every}行のうち {some}行")
        self._cursor_moved()

    def _show_pages(self) -> None:
        """Lay the pages out, as long as somebody sees them."""
        if self._read_last is not None and self.preview.is_wanted:
            self.preview.show_draft(draft_of(self._read_last))

    def _changed(self, step: Step, initiator: object) -> None:
        self._show_undo()
        self.side.hear(step.changes)
        if self._document_id is None or not touches_plan(step.changes):
            return
        try:
            self._follow(step)
        except DocumentGone:
            self._document_id = None
            self.gone.emit()
            return
        except KnownError as trouble:  # the sheet stays as it was
            self.bridge.failed.emit(trouble)
            return
        if initiator is None and len(step.changes) <= FEW:
            self._show_changed(step.changes)

    def _show_changed(self, changes: Sequence[RowChange]) -> None:
        """After undo or redo: the cursor on (the first of) what changed."""
        assert self.view is not None
        found = [cell for change in changes if (cell := changed_cell(self.view, change))]
        if found and self.sheet.cursor_cell() not in found:
            first = min(found, key=place_of)
            self.sheet.set_cursor(first.row, first.col)

    def _go_to_missing(self, missing: Missing) -> None:
        if not self.finish_editing() or self.view is None:
            return
        if missing.address is None or not self.sheet.go_to(missing.address):
            self.sheet.set_cursor(min(missing.row, len(self.view.rows) - 1), 0)
        self.sheet.setFocus()

    def _show_undo(self) -> None:
        if not self.workspace.read_only:
            self.commands.show_undo(self.workspace.undo_name, self.workspace.redo_name)

    # Cursor

    def _position(self) -> str:
        cell = self.sheet.cursor_cell()
        if cell is None or self.view is None:
            return ""
        return f"{self.sheet.place()[0] + 1}行目 {heading(self.view, cell.col)}"

    def position(self) -> tuple[str, str]:
        """Where the cursor is: `3行目 R6実績`, and the name of the 取組; "" without."""
        target = self.target()
        initiative = None if target is None else target.line.initiative_id
        name = "" if target is None or initiative is None else target.snapshot.items[initiative].title
        return self._position(), name.replace("\n", "")

    def _cursor_moved(self) -> None:
        self.preview.set_cursor(self._ident())
        self.side.cursor_moved()
        self.position_changed.emit(*self.position())

    def _ident(self) -> CellAddress | None:
        if self.view is None or self.sheet.cursor_cell() is None:
            return None
        return printed_near(self.view, *self.sheet.place())

    def target(self) -> Target | None:
        """Where the cursor and the range are, None without a cursor."""
        row, column = self.sheet.place()
        area = self.sheet.area()
        if self.view is None or self.snapshot is None or row < 0 or area is None:
            return None
        return Target(self.view, self.snapshot, row, column, area, self.sheet.row_choice.rows)

    def writable(self) -> Target | None:
        """The cursor, when something can be written there; the open cell editor is closed first."""
        if self.workspace.read_only:
            self.say(self.workspace.read_only_reason or READ_ONLY)
            return None
        return self.target() if self.finish_editing() else None

    def _show_pasted(self, area: Area) -> None:
        self.sheet.set_cursor(area.top, area.left)
        self.sheet.extend_to(area.bottom, area.right)

    def _go_to_made(self, item_id: int, role: str, key: str) -> None:
        if self.view is not None and (slot := slot_of_new(self.view, item_id, role, key)):
            self.sheet.set_cursor(*slot)
        self.sheet.setFocus()

    def _choose_copies(self, made: Sequence[int]) -> None:
        """Choose the rows of these items."""
        rows, wanted = () if self.view is None else self.view.rows, set(made)
        records = [line.item_id for line in rows if wanted & {line.item_id, line.initiative_id, line.group_id}]
        self.sheet.row_choice.find(records)

    def _go_to_clicked(self, ident: object) -> None:
        if isinstance(ident, CellAddress) and self.finish_editing() and self.go_to(ident):
            self.sheet.setFocus()

    # Cells

    def _write(self, _cell: GridCell, slot: Slot, text: str) -> bool:
        index = self.sheet.model.index_of(slot)
        if self.view is None or not index.isValid():
            self.say("この行は削除されています。入力した文はまだ残っています。")
            return False
        return self.cells.type_text(self.view, self.view.cell_at(index.row(), index.column()), text)

    def _fill(self, text: str) -> bool:
        cursor, area = self.sheet.cursor_cell(), self.sheet.area()
        if self.view is None or cursor is None or area is None:
            return False
        return self.cells.fill(self.view, cursor, area, text)

    # Panes

    def _context_menu(self, at: QPoint) -> None:
        pane = self.sender()
        if isinstance(pane, QTableView):
            self.commands.menu(CELL_MENU, self).popup(pane.viewport().mapToGlobal(at))

    def _row_menu(self, at: QPoint) -> None:
        numbers = self.sheet.row_numbers()
        if self.sheet.row_choice.rows:
            self.commands.menu(NUMBER_MENU, self).popup(numbers.viewport().mapToGlobal(at))

    def toggle_preview(self) -> None:
        """Show or hide the preview as its command is checked."""
        self.side.right.show_preview(self.commands["preview"].isChecked())

    def enlarge_preview(self) -> None:
        """Show the pages in a window of their own."""
        self.preview.show_large()
        self._show_pages()

    def _close_preview(self) -> None:
        self.side.right.show_preview(False)

    def _close_panel(self) -> None:
        self.side.right.show_panel(False)

    def _side_turned(self) -> None:
        """Another pane is seen at the right than before."""
        right = self.side.right
        self.preview.wanted_elsewhere = right.page_seen() == "cell"  # it says on which page the cell stands
        needed = right.preview_seen or self.preview.wanted_elsewhere
        opened, self._pages_needed = needed and not self._pages_needed, needed
        self.commands["preview"].setChecked(right.preview_seen)
        self.commands["side"].setChecked(right.panel_seen)
        focus = QApplication.focusWidget()
        if focus is not None and right.isAncestorOf(focus) and not focus.isVisible():
            self.sheet.setFocus()
        if right.isVisible() and not self._splitter.sizes()[1]:  # it was drawn shut
            self._splitter.setSizes([self.width() - right.sizeHint().width(), right.sizeHint().width()])
        if opened:  # the pages may be those of long ago
            self._show_pages()

    def _side_drawn(self) -> None:
        width = self._splitter.sizes()[1]
        if width:
            self.side.right.drawn(width)
        else:
            self.side.right.close_all()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the right side where there is no room, unless it was asked for."""
        super().resizeEvent(event)
        self.side.right.set_room(self.width() >= NARROW)
