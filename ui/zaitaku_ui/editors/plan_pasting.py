"""Pasting into the sheet of a plan: read the clipboard, ask where much would change, write in one undo step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.forms.cells import FieldValue, read_cell
from zaitaku_desktop.forms.grid import GridRow, GridView
from zaitaku_desktop.operations import entries, plan_cells, plan_rows, plan_tags
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.editors.paste_dialog import PasteDialog
from zaitaku_ui.editors.plan_cells import keys_of
from zaitaku_ui.editors.plan_paste import PastePlan, Write, plan_paste, sharers_in
from zaitaku_ui.editors.plan_target import Target
from zaitaku_ui.tables.clipboard import from_mime
from zaitaku_ui.theme import Theme

MANY = 20
"""So many cells that have words are overwritten without asking (GUI 6)."""


class PasteCommands(QObject):
    """Pastes through the bridge. `refused` says why nothing was written; `pasted` is the range (Area) that was."""

    refused = Signal(str)
    pasted = Signal(object)

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._theme = theme
        self._window = parent

    def paste(self, target: Target) -> None:
        """Paste what the clipboard holds from the upper left of the range on."""
        try:
            clip = from_mime(QGuiApplication.clipboard().mimeData())
        except KnownError as trouble:
            self._bridge.failed.emit(trouble)
            return
        if not any(clip.rows):
            self.refused.emit("貼り付けられる文がありません。")
            return
        plan = plan_paste(target.view, target.area, clip)
        writes, added = plan.writes, plan.added
        if plan.left_out or added or len(plan.overwritten) > MANY:
            dialog = PasteDialog(self._theme, target.view, plan, self._window)
            if dialog.exec() != QDialog.DialogCode.Accepted:
                return
            writes, added = dialog.writes, dialog.added
        if self._write(target.view, plan, writes, added):
            self.pasted.emit(plan.area)

    def _write(self, view: GridView, plan: PastePlan, writes: Sequence[Write], added: Sequence[dict[int, str]]) -> bool:
        chosen = {(write.cell.row, write.cell.col) for write in writes}
        whole = len(writes) == len(plan.writes)
        shares = [
            (sharers_in(view, cells), keys_of(cells[0]))
            for cells in plan.shares
            if whole or all((cell.row, cell.col) in chosen for cell in cells)
        ]
        if not writes and not added and not shares:
            return True

        def change(session: Session) -> None:
            for write in writes:
                _write_cell(session, view, write)
            for (first, *others), keys in shares:
                for item in others:
                    plan_cells.share_with(session, item, keys, first)
            for texts in added:
                _add_row(session, view, texts)

        return self._bridge.perform("貼り付け", change, self) is not None


def _write_cell(session: Session, view: GridView, write: Write) -> None:
    cell = write.cell
    values = view.read(cell, write.text)
    group = view.rows[cell.row].group_id
    if cell.address is None:
        if group is not None and write.text.strip():
            plan_cells.write_first_initiative(session, group, values)
        return
    if write.text != cell.marked:
        plan_cells.write_values(session, cell.address.item_id, values)
    for value in values:
        if write.reason and value.field == "grade" and value.year is not None and value.state is not None:
            plan_cells.set_reason(session, cell.address.item_id, value.year, write.reason)


def _add_row(session: Session, view: GridView, texts: dict[int, str]) -> None:
    """A 取組 at the end of the last 項目, with these texts."""
    last: GridRow = view.rows[-1]
    plan_id = entries.item_of(session, last.item_id).plan_id
    made = plan_rows.add_initiative(session, plan_id, last.group_id)
    if last.heading_id is not None and last.group_id is None:  # it stands under the heading it was pasted below
        plan_tags.set_tags(session, made, [last.heading_id])
    values: list[FieldValue] = []
    for col, text in texts.items():
        if text.strip():
            values += read_cell(view.columns[col], text, view.years)
    plan_cells.write_values(session, made, values)
