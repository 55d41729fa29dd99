"""What each command of the plan (action_table.py, scope "plan") does: one method for each, named as its key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from zaitaku_desktop.base.written_day import day_style, write_day
from zaitaku_desktop.forms.finding import plan_texts
from zaitaku_desktop.model.plan import EntryState
from zaitaku_ui.action_table import ActionSpec
from zaitaku_ui.editors.plan_paste import copied
from zaitaku_ui.editors.plan_questions import RowQuestions
from zaitaku_ui.editors.plan_target import Target
from zaitaku_ui.tables.clipboard import put_on_clipboard, to_mime
from zaitaku_ui.theme import Theme

if TYPE_CHECKING:
    from zaitaku_ui.editors.plan import PlanEditor

TORN = "離れた行を選んでいるときは、まとめて書けません。続いた行を選んでください。"


class PlanHands(QObject):
    """The commands, done where the cursor of `editor` is."""

    def __init__(self, editor: PlanEditor, theme: Theme) -> None:
        super().__init__(editor)
        self._editor = editor
        self._questions = RowQuestions(editor, theme)

    def table(self, specs: Iterable[ActionSpec]) -> dict[str, Callable[[], None]]:
        """What each of these commands does, by key: here, or in finding. AttributeError names one without a method."""
        finding = self._editor.finding
        acts = {spec.key: getattr(self if hasattr(self, spec.key) else finding, spec.key) for spec in specs}
        return {key: partial(self._act, key, act) for key, act in acts.items()}

    def _act(self, key: str, act: Callable[[], None], *_checked: bool) -> None:
        """Carry the command out, or say why not in an arranged sheet."""
        if why := self._editor.finding.arranger.refusal(key):
            self._editor.say(why)
        else:
            act()

    def undo(self) -> None:
        """元に戻す."""
        if self._editor.finish_editing():
            self._editor.bridge.undo()

    def redo(self) -> None:
        """やり直す."""
        if self._editor.finish_editing():
            self._editor.bridge.redo()

    def preview(self) -> None:
        """Show or hide the pages beside the sheet."""
        self._editor.toggle_preview()

    def enlarge(self) -> None:
        """大きく見る: the pages in a window of their own."""
        self._editor.enlarge_preview()

    def side(self) -> None:
        """Show or hide the cell in full and what the checks found."""
        self._editor.side.show_panel(self._editor.commands["side"].isChecked())

    def findings(self) -> None:
        """点検の一覧."""
        self._editor.side.show_list()

    def next_finding(self) -> None:
        """The cursor to the next finding."""
        self._editor.side.step(forward=True)

    def previous_finding(self) -> None:
        """The cursor to the last finding."""
        self._editor.side.step(forward=False)

    def repair(self) -> None:
        """直す."""
        self._editor.side.repair_here()

    def leave(self) -> None:
        """このままにする…."""
        self._editor.side.leave_here()

    # View

    def fold_year(self) -> None:
        """Fold the columns of the cursor's 年度, in a column of none those of the 年度 chosen."""
        sheet = self._editor.sheet
        view, column = sheet.model.view, sheet.place()[1]
        if view is None or column < 0:
            return
        year = view.columns[column].year or self._editor.year
        found = next((col for col, known in enumerate(view.columns) if year and known.year == year), None)
        if found is None:
            self._editor.say("年度の列がありません。")
        elif sheet.is_shown(found):
            sheet.turn_fold(found)

    def fold_others(self) -> None:
        """Fold the columns of every 年度 but the cursor's (or the one chosen)."""
        sheet = self._editor.sheet
        view, column = sheet.model.view, sheet.place()[1]
        year = view.columns[column].year if view is not None and column >= 0 else None
        if (year := year or self._editor.year) is not None:
            sheet.fold_others(year)

    def open_folds(self) -> None:
        """Open every 年度."""
        self._editor.sheet.open_folds()

    def zoom_in(self) -> None:
        """The sheet larger."""
        self._editor.sheet.zoom_by(1)

    def zoom_out(self) -> None:
        """The sheet smaller."""
        self._editor.sheet.zoom_by(-1)

    def zoom_reset(self) -> None:
        """The sheet at 100 %."""
        self._editor.sheet.set_zoom(100)

    # Cells

    def edit(self) -> None:
        """Open the cell editor with its text."""
        self._editor.sheet.begin_edit(self._editor.sheet.selection.currentIndex(), keep=True)

    def _together(self, target: Target | None) -> Target | None:
        """The range, where it is one rectangle of cells; else say why nothing is done."""
        if target is None or not target.torn:
            return target
        self._editor.say(TORN)
        return None

    def _cells(self) -> Target | None:
        """The range to be written."""
        return self._together(self._editor.writable())

    def clear(self) -> None:
        """Blank the range."""
        if (target := self._cells()) is not None:
            self._editor.cells.clear(target.view, target.area)

    def copy(self) -> None:
        """Copy the range."""
        if (target := self._together(self._editor.target())) is not None:
            put_on_clipboard(to_mime(copied(target.view, target.snapshot, target.area)))

    def cut(self) -> None:
        """Copy the range and blank it."""
        if (target := self._cells()) is not None:
            self.copy()
            self._editor.cells.cut(target.view, target.area)

    def paste(self) -> None:
        """Paste what the clipboard holds from the upper left of the range on."""
        if (target := self._cells()) is not None:
            self._editor.paste.paste(target)

    def fill_down(self) -> None:
        """Ctrl+D."""
        if (target := self._cells()) is not None:
            self._editor.cells.fill_down(target.view, target.area)

    def fill_right(self) -> None:
        """Ctrl+R."""
        if (target := self._editor.writable()) is not None:
            self._editor.cells.fill_right(target.view, target.area)

    def today(self) -> None:
        """Today as the plan writes its days: at the cursor of the cell editor, else typed into the cell."""
        snapshot, sheet = self._editor.snapshot, self._editor.sheet
        if snapshot is None:
            return
        style = day_style(text for _, text in plan_texts(snapshot))
        sheet.type_in(write_day(dt.date.today(), style))

    def bold(self) -> None:
        """太字: the selection in the field typed in, else the texts of the range."""
        large = self._editor.side.cell.field
        if (editor := self._editor.sheet.editing.editor) is not None:
            editor.toggle_bold()
        elif large.hasFocus():
            large.toggle_bold()
        elif (target := self._editor.writable()) is not None:
            self._editor.cells.toggle_bold(target.view, target.area)

    def pick(self) -> None:
        """一覧から選ぶ: the list of the cursor's cell, where it has one."""
        sheet = self._editor.sheet
        cell = sheet.cursor_cell()
        if cell is None or not self._editor.pickers.has(cell):
            self._editor.say("一覧から選べるのは、評価、リーダー、分類の欄です。")
        else:
            self._editor.pickers.open(cell)

    def tags(self) -> None:
        """分類…: of every 取組 in the range."""
        if self._editor.writable() is not None:
            self._editor.pickers.open_all_tags()

    def continues(self) -> None:
        """継続 in the range."""
        if (target := self._cells()) is not None:
            self._editor.cells.set_state(target.view, target.area, EntryState.CONTINUES)

    def none(self) -> None:
        """― in the range."""
        if (target := self._cells()) is not None:
            self._editor.cells.set_state(target.view, target.area, EntryState.NONE)

    def share(self) -> None:
        """上と同じ."""
        if (target := self._cells()) is not None:
            self._editor.cells.share_with_above(target.view, target.area)

    def unshare(self) -> None:
        """共有をやめる."""
        if (target := self._cells()) is not None:
            self._editor.cells.stop_sharing(target.view, target.area)

    # Rows

    def add_initiative(self) -> None:
        """A new 取組 below."""
        target = self._editor.writable()
        if self._editor.snapshot is not None and not self._editor.workspace.read_only:
            self._editor.rows.add_initiative(target, self._editor.snapshot)

    def add_group(self) -> None:
        """A new 項目 below."""
        target = self._editor.writable()
        if self._editor.snapshot is not None and not self._editor.workspace.read_only:
            self._editor.rows.add_group(target, self._editor.snapshot)

    def add_line(self) -> None:
        """A new 実施行 below."""
        if (target := self._editor.writable()) is not None:
            self._editor.rows.add_line(target)

    def insert_above(self) -> None:
        """As many rows as are chosen above them."""
        if (target := self._editor.writable()) is not None:
            self._editor.rows.insert(target, above=True)

    def insert_below(self) -> None:
        """As many rows as are chosen below them."""
        if (target := self._editor.writable()) is not None:
            self._editor.rows.insert(target, above=False)

    def duplicate(self) -> None:
        """複製: the same once more below."""
        if (target := self._editor.writable()) is not None:
            self._editor.rows.duplicate(target)

    def delete_rows(self) -> None:
        """Delete the rows of the range."""
        if (target := self._editor.writable()) is not None:
            self._editor.rows.delete(target)

    def move_up(self) -> None:
        """One place up."""
        if (target := self._editor.writable()) is not None:
            self._editor.rows.move(target, -1)

    def move_down(self) -> None:
        """One place down."""
        if (target := self._editor.writable()) is not None:
            self._editor.rows.move(target, 1)

    def indent(self) -> None:
        """取組 → 実施行."""
        if (target := self._editor.writable()) is not None:
            self._editor.rows.indent(target)

    def outdent(self) -> None:
        """実施行 → 取組."""
        if (target := self._editor.writable()) is not None:
            self._editor.rows.outdent(target)

    def move_to_group(self) -> None:
        """別の項目へ移す…."""
        self._questions.move_to_group()

    def end(self) -> None:
        """廃止…."""
        self._questions.end()

    def renumber(self) -> None:
        """番号を振り直す…."""
        self._questions.renumber()
