"""What each command of 出欠表 (scope "attendance") does, and the list of states."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QGuiApplication

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.forms.grid import GridCell
from zaitaku_desktop.model.attendance import Presence
from zaitaku_desktop.model.attendance_table import SIGNS
from zaitaku_ui.action_table import MARKS, ActionSpec
from zaitaku_ui.editors.attendance_grid import FIXED
from zaitaku_ui.records.picker import WordList
from zaitaku_ui.tables.clipboard import from_mime, put_on_clipboard, to_mime
from zaitaku_ui.tables.navigation import Area
from zaitaku_ui.theme import Theme

if TYPE_CHECKING:
    from zaitaku_ui.editors.attendance import AttendanceView

STATES = (Presence.PRESENT, Presence.ABSENT, Presence.PROXY, Presence.ONLINE, Presence.OUT_OF_TERM)


class AttendanceHands(QObject):
    """The commands, done where the cursor of `view` is."""

    def __init__(self, view: AttendanceView) -> None:
        super().__init__(view)
        self._view = view

    def table(self, specs: Iterable[ActionSpec]) -> dict[str, Callable[..., object]]:
        """What each of these commands does, by key. AttributeError names one without a method."""
        marks = dict(zip(MARKS, STATES, strict=True))
        return {
            spec.key: partial(self._mark, marks[spec.key]) if spec.key in marks else getattr(self, spec.key)
            for spec in specs
        }

    def _area(self) -> Area | None:
        view = self._view
        if view.desk.read_only:
            view.say(view.desk.bridge.workspace.read_only_reason or "")
            return None
        return view.sheet.area() if view.finish() else None

    def _mark(self, state: Presence, *_checked: bool) -> None:
        """One state in the range; of one cell, the cursor goes down as with the key."""
        area, view = self._area(), self._view
        if area is None:
            return
        if view.writing.set_area(area, state, "出欠の入力") and (area.top, area.left) == (area.bottom, area.right):
            view.sheet.advance(1, 0)
        view.sheet.setFocus()

    def undo(self) -> None:
        """元に戻す."""
        if self._view.finish():
            self._view.desk.bridge.undo()

    def redo(self) -> None:
        """やり直す."""
        if self._view.finish():
            self._view.desk.bridge.redo()

    def edit(self) -> None:
        """F2 of the table: 代理者, or the list."""
        self._view.sheet.begin_edit(self._view.sheet.selection.currentIndex(), keep=True)

    def copy(self) -> None:
        """Copy the range."""
        area = self._view.sheet.area()
        if area is not None and (rows := self._view.writing.copied(area)):
            put_on_clipboard(to_mime(rows))

    def cut(self) -> None:
        """Copy the range and blank it."""
        self.copy()
        self.clear()

    def clear(self) -> None:
        """Nothing is known."""
        area = self._area()
        if area is not None:
            self._view.writing.set_area(area, Presence.UNKNOWN, "出欠の消去")

    def paste(self) -> None:
        """Paste what the clipboard holds from the upper left of the range on."""
        area, view = self._area(), self._view
        if area is None:
            return
        try:
            clip = from_mime(QGuiApplication.clipboard().mimeData())
        except KnownError as trouble:
            view.desk.bridge.failed.emit(trouble)
            return
        if not any(clip.rows):
            view.say("貼り付けられる文がありません。")
        elif view.writing.paste(area, clip):
            view.sheet.setFocus()

    def fill_down(self) -> None:
        """Ctrl+D."""
        area = self._area()
        if area is not None:
            self._view.writing.fill_down(area)

    def all_present(self) -> None:
        """全員を出席, at the meeting of the cursor."""
        view = self._view
        column = view.sheet.place()[1]
        if self._area() is not None and column >= len(FIXED):
            view.writing.everybody(column)
        elif column < len(FIXED):
            view.say("会議の列を選んでください。")

    def attendance_side(self) -> None:
        """Show or hide the chosen cell."""
        view = self._view
        view.show_side(view.side.isHidden(), asked=True)
        if view.side.isHidden():
            view.sheet.setFocus()

    def close_side(self) -> None:
        """Away with it."""
        self._view.show_side(False)
        self._view.sheet.setFocus()

    def preview(self) -> None:
        """Open or close the printed pages."""
        if self._view.finish():
            self._view.pages.turn()

    def enlarge(self) -> None:
        """大きく見る."""
        if self._view.finish():
            self._view.pages.enlarge()

    def find(self) -> None:
        """検索."""
        self._view.finder.open()

    def find_next(self) -> None:
        """次を検索."""
        self._view.finder.step(1)

    def find_previous(self) -> None:
        """前を検索."""
        self._view.finder.step(-1)

    def zoom_in(self) -> None:
        """The sheet larger."""
        self._view.sheet.zoom_by(1)

    def zoom_out(self) -> None:
        """The sheet smaller."""
        self._view.sheet.zoom_by(-1)

    def zoom_reset(self) -> None:
        """The sheet at 100 %."""
        self._view.sheet.set_zoom(100)


class AttendancePicker(QObject):
    """F2 and Alt+↓: the field of the proxy where there is one, else the list of states."""

    def __init__(self, view: AttendanceView, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self.popup: WordList | None = None

    def has(self, cell: GridCell) -> bool:
        """Cells of meetings."""
        return cell.col >= len(FIXED)

    def instead_of_editor(self, cell: GridCell) -> bool:
        """All of them."""
        return self.has(cell)

    def open(self, cell: GridCell) -> bool:
        """Where somebody is represented, by whom; else the list."""
        view = self._view
        grid = view.model.grid
        if reason := view.sheet.why_not(cell):
            view.say(reason)
            return False
        if grid is not None and grid.state(cell.row, cell.col) is Presence.PROXY:
            view.show_side(True, asked=True)
            view.side.fields["proxy"].setFocus()
            return True
        words = [SIGNS[Presence.UNKNOWN], *(SIGNS[state] for state in STATES)]
        popup = self.popup = WordList(self._theme, view, words, cell.text, "出欠")
        popup.done.connect(self._done)
        popup.cancelled.connect(self._close)
        popup.open_at(self._home(), popup.list)
        return True

    def _home(self) -> QRect:
        view = self._view
        slot = view.model.slot_at(*view.sheet.place())
        found = None if slot is None else view.sheet.editor_home(slot)
        if found is None:
            return QRect()
        viewport, rect = found
        return QRect(viewport.mapTo(view, rect.topLeft()), rect.size())

    def _done(self) -> None:
        self.finish()
        self._view.sheet.go_on(0, 0)

    def finish(self) -> bool:
        """Keep what was chosen."""
        popup, self.popup = self.popup, None
        if popup is None:
            return True
        popup.hide()
        popup.deleteLater()
        state = next(state for state, sign in SIGNS.items() if sign == popup.text)
        return self._view.writing.set_one(*self._view.sheet.place(), state)

    def _close(self) -> None:
        popup, self.popup = self.popup, None
        if popup is not None:
            popup.hide()
            popup.deleteLater()
        self._view.sheet.go_on(0, 0)
