"""Keeps the page セル in step with the sheet of a plan: text, history, where the cell is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.fiscal_year import years_between
from zaitaku_desktop.checks.finding import Place
from zaitaku_desktop.forms.cells import TITLE, FieldValue
from zaitaku_desktop.forms.grid import CellAddress, GridCell, build_columns
from zaitaku_desktop.model.fields import Field
from zaitaku_desktop.model.snapshot import DocumentRow, PlanSnapshot
from zaitaku_desktop.operations import plan_cells
from zaitaku_desktop.storage.cell_history import Cell, CellChange, load_history, load_title_history
from zaitaku_ui.side.cell_page import CellPage, CellShown, Printed
from zaitaku_ui.side.checking import Checking
from zaitaku_ui.side.past import Key, Version, key_name, versions_of
from zaitaku_ui.side.right_side import RightSide
from zaitaku_ui.tables.model import Slot

if TYPE_CHECKING:
    from zaitaku_ui.editors.plan import PlanEditor

REST = 150  # ms after the cursor came to rest
NOT_PRINTED = "この欄は印刷しません。"
LONGEST = 16


class CellFollowing(QObject):
    """Shows the cell of `editor`'s cursor in `page`, as long as that is seen in `right`."""

    elsewhere = Signal(int, object)
    """(id of a 資料, Place): that 資料 shall be shown there."""

    rested = Signal()
    """The cursor has come to rest: what costs time can be shown now."""

    def __init__(self, editor: PlanEditor, page: CellPage, checking: Checking, right: RightSide) -> None:
        super().__init__(editor)
        self._editor = editor
        self._page = page
        self._checking = checking
        self._right = right
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST)
        self._timer.timeout.connect(self._rest)
        page.writer = self._write
        page.history.read_only = editor.workspace.read_only
        page.back_asked.connect(editor.sheet.setFocus)
        page.printed_asked.connect(self._show_printed)
        page.history.restore_asked.connect(self._restore)
        right.turned.connect(self.follow)
        editor.preview.laid_out.connect(self._say_printed)

    def follow(self) -> None:
        """The cursor is elsewhere, the cell says something else, or the page has come into sight."""
        if self._right.page_seen() != "cell":
            return
        self._page.show_cell(self._shown())
        self._timer.start()

    def shut_down(self) -> None:
        """Read nothing more."""
        self._timer.stop()

    def _shown(self) -> CellShown | None:
        sheet = self._editor.sheet
        cell, slot = sheet.cursor_cell(), sheet.model.slot_at(*sheet.place())
        if cell is None or slot is None:
            return None
        place, owner = self._editor.position()
        tip = sheet.model.tip(cell) or ""
        return CellShown(slot, place, owner, cell.marked, sheet.why_not(cell), "" if cell.closed else tip)

    def _write(self, slot: Slot, text: str) -> bool:
        """The way of the sheet's own cell editor."""
        sheet = self._editor.sheet
        index = sheet.model.index_of(slot)
        cell = sheet.model.cell(index) or sheet.cursor_cell()
        if cell is None or sheet.editing.writer is None:
            return False
        return sheet.editing.writer(cell, slot, text)

    def _rest(self) -> None:
        histories = self._histories()
        self._page.history.show_versions(versions_of(histories), several=len(histories) > 1, fields=self._fields())
        self._say_printed()
        self.rested.emit()

    def _fields(self) -> Mapping[str, Field] | None:
        snapshot = self._editor.snapshot
        return None if snapshot is None else snapshot.fields

    # History

    def _histories(self) -> dict[Key, Sequence[CellChange]]:
        """What each field of the cell said before. A file that cannot be read now has no past to show."""
        cell, snapshot = self._editor.sheet.cursor_cell(), self._editor.snapshot
        if cell is None or cell.address is None or snapshot is None:
            return {}
        item, found = cell.address.item_id, dict[Key, Sequence[CellChange]]()
        try:
            with self._editor.workspace.read() as connection:
                for value in cell.values:
                    key = (value.field, value.year)
                    if value.field == TITLE:
                        found[key] = load_title_history(connection, item)
                    elif not value.field.startswith("#"):
                        also = _held_by(snapshot, (item, *key))
                        found[key] = load_history(connection, (item, *key), also)
        except KnownError:
            return {}
        return found

    def _restore(self, version: Version) -> None:
        if self._editor.writable() is None:
            return
        cell = self._editor.sheet.cursor_cell()
        if cell is None or cell.address is None:
            return
        field, year = version.key
        value = FieldValue(field, year, version.said.state, version.said.text)
        change: Callable[[Session], None] = partial(_put_back, cell.address.item_id, value)
        self._editor.bridge.perform(f"{key_name(version.key, self._fields())}の復元", change, self)

    # Print

    def _say_printed(self) -> None:
        if self._right.page_seen() == "cell":
            self._page.show_printed(list(self._printed()))

    def _printed(self) -> Iterator[Printed]:
        cell, shown = self._editor.sheet.cursor_cell(), self._editor.document
        if cell is None or cell.address is None or shown is None:
            return
        pages = self._editor.preview.pages_of(cell.address)
        name = short_name(shown)
        if pages:
            numbers = "・".join(str(page + 1) for page in pages)
            yield Printed(f"{name}の{numbers}ページに印刷します", (pages[0], cell.address))
        elif pages is not None:
            yield Printed(NOT_PRINTED, None)
        place = _place_of(cell)
        for document in self._checking.documents:
            if document.id != shown.id and self.shows(document, place):
                yield Printed(f"{short_name(document)}でも印刷します", (document.id, place))

    def shows(self, document: DocumentRow, place: Place) -> bool:
        """Whether a 資料 has a column for that place."""
        form, snapshot = self._checking.forms.get(document.id), self._editor.snapshot
        if form is None or snapshot is None:
            return False
        years = years_between(snapshot.plan.first_year, snapshot.plan.last_year)
        columns = build_columns(form, document, years, snapshot.plan.due)
        if place.field.startswith("#"):
            return any(column.definition.role == "title" or column.definition.title_above for column in columns)
        return any(
            place.field in column.fields and (column.year is None or column.year.start == place.year)
            for column in columns
        )

    def _show_printed(self, key: object) -> None:
        if not isinstance(key, tuple) or not self._editor.finish_editing():
            return
        number, where = key
        if isinstance(where, CellAddress):
            self._right.show_preview(True)
            self._editor.preview.reveal(number, where)
        else:
            self.elsewhere.emit(number, where)


def _held_by(snapshot: PlanSnapshot, cell: Cell) -> list[Cell]:
    """The cell that holds the text of a shared one."""
    entry = snapshot.entry(*cell)
    return [] if entry is None else [(entry.item_id, entry.field, entry.year)]


def _place_of(cell: GridCell) -> Place:
    """What stands in the cell, in the first of its fields."""
    value = cell.values[0] if cell.values else None
    item = None if cell.address is None else cell.address.item_id
    return Place(item, value.field if value else TITLE, value.year if value else None)


def short_name(document: DocumentRow) -> str:
    """A 資料 in few words: its number, else the beginning of its title."""
    if document.number:
        return document.number
    title = document.title or "この資料"
    return title if len(title) <= LONGEST else f"{title[:LONGEST]}…"


def _put_back(item_id: int, value: FieldValue, session: Session) -> None:
    plan_cells.write_values(session, item_id, [value])
