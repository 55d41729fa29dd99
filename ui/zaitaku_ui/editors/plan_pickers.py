"""Lists to choose from in the sheet of a plan: 評価, リーダー by 年度, 分類. One is open at a time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QApplication, QWidget

from zaitaku_desktop.forms.cells import GRADES, NONE_SIGN
from zaitaku_desktop.forms.grade_words import grade_words
from zaitaku_desktop.forms.grid import GridCell
from zaitaku_desktop.forms.over_years import over_years
from zaitaku_desktop.forms.print_plan import legend_lines
from zaitaku_desktop.model.fields import field_name, standard_axes
from zaitaku_desktop.model.inline import plain
from zaitaku_desktop.model.snapshot import AxisValueRow, PlanSnapshot
from zaitaku_ui.editors.grade_picker import GradePicker
from zaitaku_ui.editors.plan_rows import NO_INITIATIVE
from zaitaku_ui.editors.tag_picker import TagPicker
from zaitaku_ui.editors.years_picker import YearsPicker
from zaitaku_ui.tables.cell_popup import CellPopup
from zaitaku_ui.theme import Theme

if TYPE_CHECKING:
    from zaitaku_ui.editors.plan import PlanEditor

OTHER_AXES = "そのほかの分類"
NO_VALUES = "分類がまだ決められていません。"


class PlanPickers(QObject):
    """The lists of `editor`, written through its commands."""

    def __init__(self, editor: PlanEditor, theme: Theme) -> None:
        super().__init__(editor)
        self._editor = editor
        self._theme = theme
        self.popup: CellPopup | None = None
        self._take: Callable[[], bool] | None = None
        self._taking = False

    # What the sheet asks (tables.picking.CellPicker)

    def has(self, cell: GridCell) -> bool:
        """評価, リーダー of all 年度, 分類 of a 取組."""
        return bool(self._kind(cell))

    def instead_of_editor(self, cell: GridCell) -> bool:
        """A 評価 that is one, or none yet; 分類."""
        return self._kind(cell) == "tags" or (
            self._kind(cell) == "grade" and cell.text in (*GRADES, NONE_SIGN, "") and not cell.rich
        )

    def open(self, cell: GridCell) -> bool:
        """Open the list of the cursor's cell."""
        if reason := self._editor.sheet.why_not(cell):
            self._editor.say(reason)
            return False
        opened = {"grade": self._open_grades, "years": self._open_years, "tags": self._open_tags}.get(self._kind(cell))
        return opened is not None and self._editor.sheet.editing.finish() and opened(cell)

    def _kind(self, cell: GridCell) -> str:
        view = self._editor.view
        if view is None or cell.address is None:
            return ""
        definition = view.columns[cell.col].definition
        if definition.role == "tags":
            return "tags"
        if definition.role != "fields":
            return ""
        return "grade" if definition.fields == ("grade",) else "years" if definition.years == "collapsed" else ""

    # Opening

    def _open_grades(self, cell: GridCell) -> bool:
        editor = self._editor
        view, document = editor.view, editor.document
        assert view is not None
        words = grade_words(legend_lines(view.form, document)) if document is not None else {}
        popup = GradePicker(self._theme, editor, cell.text, words)
        return self._start(popup, popup.list, partial(self._take_grade, popup))

    def _take_grade(self, popup: GradePicker) -> bool:
        editor = self._editor
        cell, area = editor.sheet.cursor_cell(), editor.sheet.area()
        if popup.text is None or editor.view is None or cell is None or area is None:
            return True
        return editor.cells.fill(editor.view, cell, area, popup.text)

    def _open_years(self, cell: GridCell) -> bool:
        editor = self._editor
        view, snapshot = editor.view, editor.snapshot
        assert view is not None and snapshot is not None and cell.address is not None
        field = view.columns[cell.col].fields[0]
        item_id = cell.address.item_id
        state = over_years(snapshot, item_id, field, view.years)
        name = field_name(field, snapshot.fields)
        popup = YearsPicker(self._theme, editor, name, state, _known(snapshot, field))

        def take() -> bool:
            return popup.state == state or editor.cells.write_values(f"{name}の入力", item_id, popup.state.values())

        return self._start(popup, popup.first_field(editor.year.start if editor.year else None), take)

    def _open_tags(self, cell: GridCell) -> bool:
        view = self._editor.view
        assert view is not None
        return self._choose_tags([view.columns[cell.col].definition.axis])

    def open_all_tags(self) -> bool:
        """分類 of the 取組 of the range on every axis that has values."""
        snapshot = self._editor.snapshot
        axes = {value.axis for value in snapshot.axis_values.values()} if snapshot is not None else set()
        delivered = [axis.key for axis in standard_axes()]
        first = ["program_item", "care_scene"]
        order = [*first, *(key for key in delivered if key not in first), *sorted(axes - set(delivered))]
        return self._choose_tags([key for key in order if key in axes])

    def _choose_tags(self, axes: list[str]) -> bool:
        editor = self._editor
        target = editor.target()
        if target is None:
            return False
        snapshot = target.snapshot
        rows = target.rows or range(target.area.top, target.area.bottom + 1)
        lines = (target.view.rows[row].initiative_id for row in rows)
        items = list(dict.fromkeys(item for item in lines if item is not None))
        values = {key: [v for v in snapshot.axis_values.values() if v.axis == key] for key in axes}
        shown = [(_axis_name(key), found) for key, found in values.items() if found]
        if not items or not shown:
            editor.say(NO_INITIATIVE if not items else NO_VALUES)
            return False
        have = {item: _tags(snapshot, item, axes) for item in items}
        popup = TagPicker(self._theme, editor, shown, have)

        def take() -> bool:
            wanted = {item: tags for item, tags in popup.wanted().items() if tags != have[item]}
            return not wanted or editor.cells.set_tags(axes, wanted, snapshot)

        return self._start(popup, popup.first_box(), take)

    def _start(self, popup: CellPopup, first: QWidget, take: Callable[[], bool]) -> bool:
        if not self.finish():
            popup.deleteLater()
            return False
        self.popup, self._take = popup, take
        popup.done.connect(self._done)
        popup.cancelled.connect(self._cancel)
        popup.open_at(self._home(), first)
        return True

    def _home(self) -> QRect:
        """Where the cursor's cell is seen in the editor."""
        sheet = self._editor.sheet
        slot = sheet.model.slot_at(*sheet.place())
        found = sheet.editor_home(slot) if slot is not None else None
        if found is None:
            return QRect(0, 0, 0, 0)
        viewport, rect = found
        seen = rect.intersected(viewport.rect())
        return QRect(viewport.mapTo(self._editor, seen.topLeft()), seen.size())

    # Closing

    def finish(self) -> bool:
        """Keep what was chosen and close. False = it could not be written, and the list stays."""
        if self.popup is None or self._take is None:
            return True
        if self._taking:
            return False
        self._taking = True
        try:
            taken = self._take()
        finally:
            self._taking = False
        if taken:
            self._close()
        return taken

    def _done(self) -> None:
        inside = self.popup is not None and self.popup.isAncestorOf(QApplication.focusWidget() or self._editor)
        if self.finish() and inside:
            self._editor.sheet.go_on(0, 0)

    def _cancel(self) -> None:
        self._close()
        self._editor.sheet.go_on(0, 0)

    def _close(self) -> None:
        popup, self.popup, self._take = self.popup, None, None
        if popup is not None:
            popup.hide()
            popup.deleteLater()


def _known(snapshot: PlanSnapshot, field: str) -> list[str]:
    """What stands in that field anywhere in the plan, once."""
    texts = (plain(entry.text) for entry in snapshot.entries.values() if entry.field == field and entry.text)
    return sorted({text for text in texts if "\n" not in text})


def _tags(snapshot: PlanSnapshot, item_id: int, axes: list[str]) -> set[int]:
    item = snapshot.items[item_id]
    values: list[AxisValueRow] = [value for key in axes for value in snapshot.tagged(item, key)]
    return {value.id for value in values}


def _axis_name(key: str) -> str:
    return next((axis.name for axis in standard_axes() if axis.key == key), OTHER_AXES)
