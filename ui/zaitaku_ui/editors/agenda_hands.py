"""What each command of the 次第 (action_table.py, scope "agenda") does: one method for each, named as its key."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from zaitaku_desktop.exchange.minutes.pasting import read_items
from zaitaku_desktop.model.agenda import AgendaKind
from zaitaku_desktop.model.inline import plain
from zaitaku_desktop.model.meeting_rows import AgendaItemRow
from zaitaku_desktop.model.meeting_vocabulary import called
from zaitaku_desktop.operations import agenda, agenda_lines
from zaitaku_ui.action_table import ActionSpec
from zaitaku_ui.outline.lines import NEW

if TYPE_CHECKING:
    from zaitaku_ui.editors.agenda import AgendaEditor

TASKS_TITLE = "前回までの宿題について"
NO_NEIGHBOUR = "これ以上は動かせません。同じ段の中で動かします。"
NO_COMMITTEES = "この会議体には部会がありません。「委員」の「会議体」で追加できます。"
FIRST_OF_ALL = "いちばん上の議題は下げられません。"
AT_EDGE = "これ以上は上げられません。"


class AgendaHands(QObject):
    """The commands, done where the cursor of `editor` is."""

    def __init__(self, editor: AgendaEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._keys: dict[str, Callable[[], object]] = {
            "split": self.split,
            "join_above": self.join_above,
            "join_below": self.join_below,
            "deeper": self.item_in,
            "shallower": self.item_out,
            "remove": self.remove_items,
            "aside": self.presenter,
        }

    def table(self, specs: Iterable[ActionSpec]) -> dict[str, Callable[..., object]]:
        """What each of these commands does, by key. AttributeError names one without a method."""
        return {spec.key: partial(self._act, getattr(self, spec.key)) for spec in specs}

    def _act(self, act: Callable[[], object], *_checked: bool) -> None:
        act()
        self._editor.show_kind()

    def key(self, what: str) -> None:
        """What a key in the outline asks for."""
        act = self._keys.get(what)
        if act is not None:
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
        """Show or hide the pages."""
        self._editor.beside.show_pages(self._editor.commands["preview"].isChecked())

    def enlarge(self) -> None:
        """大きく見る."""
        self._editor.preview.show_large()

    # -- items ---------------------------------------------------------------------------------------------

    def _item(self) -> AgendaItemRow | None:
        """The item of the cursor, once what was typed is written; None = there is none, or nothing can be written."""
        return self._editor.item() if self._editor.can_write() else None

    def _chosen(self) -> list[AgendaItemRow]:
        """The items chosen, but for those below another one that is."""
        meeting = self._editor.meeting
        if meeting is None or not self._editor.can_write():
            return []
        ids = {line.id for line in self._editor.view.chosen()}
        return [item for item in meeting.walk_agenda() if item.id in ids and item.parent_id not in ids]

    def split(self) -> None:
        """Enter: the next item; within a text what is behind the cursor, in an empty item one level up."""
        editor, meeting = self._editor, self._editor.meeting
        if editor.view.has_several or meeting is None:
            editor.view.choose_one()
            return
        at = editor.view.editor.stored_place()
        item, words = self._item(), plain(editor.view.editor.text())
        if item is None:
            line = editor.view.line()
            if line is not None and line.id == NEW and editor.can_write() and editor.item() is None:
                self._insert("議題の追加", agenda_lines.insert_behind, meeting.meeting.id, None)
        elif not words.strip():
            if item.parent_id is not None:
                editor.perform("字上げ", agenda.outdent_item, item.id)
        elif at >= len(words):
            self._insert("議題の追加", agenda_lines.insert_behind, meeting.meeting.id, item.id)
        elif at == 0:
            editor.perform("議題の追加", agenda_lines.insert_before, item.id)
        else:
            self._insert("議題を分ける", agenda_lines.split_item, item.id, at)

    def _insert(self, name: str, change: Callable[..., int], *args: object) -> None:
        self._editor.go_to(self._editor.perform(name, change, *args))

    def join_above(self) -> None:
        """Backspace at the beginning: put the title behind that of the item above; an empty item goes."""
        item = self._item()
        above = None if item is None else self._editor.above(item.id)
        if item is not None and above is not None:
            self._join(item.id, above)

    def join_below(self) -> None:
        """Delete at the end: take the title of the item below."""
        item = self._item()
        below = None if item is None else self._editor.below(item.id)
        if item is not None and below is not None:
            self._join(below, item.id)

    def _join(self, going: int, staying: int) -> None:
        length = self._editor.place_at_end(staying)
        self._editor.perform("議題をつなげる", agenda_lines.join_items, going, staying)
        self._editor.go_to(staying, length)

    def remove_items(self) -> None:
        """Remove the items chosen, with all below them."""
        going = [item.id for item in self._chosen()]
        if going:
            self._editor.perform("議題の削除", agenda.remove_items, going)

    def item_in(self) -> None:
        """字下げ: below the item above it."""
        meeting, chosen = self._editor.meeting, self._chosen()
        if meeting is None or not chosen:
            return
        if meeting.agenda_below(chosen[0].parent_id)[0].id == chosen[0].id:
            self._editor.say(FIRST_OF_ALL)
            return
        self._editor.perform("字下げ", _each(agenda.indent_item), [item.id for item in chosen])

    def item_out(self) -> None:
        """字上げ."""
        chosen = self._chosen()
        if any(item.parent_id is None for item in chosen):
            self._editor.say(AT_EDGE)
        elif chosen:
            self._editor.perform("字上げ", _each(agenda.outdent_item), [item.id for item in reversed(chosen)])

    def item_up(self) -> None:
        """Alt+↑."""
        self._step(up=True)

    def item_down(self) -> None:
        """Alt+↓."""
        self._step(up=False)

    def _step(self, *, up: bool) -> None:
        item = self._item()
        if item is not None and not self._editor.perform("議題の移動", agenda_lines.step_item, item.id, up=up):
            self._editor.say(NO_NEIGHBOUR)
        self._editor.view.reveal()

    # -- what an item is -----------------------------------------------------------------------------------

    def item_plain(self) -> None:
        """議題."""
        self._set_kind(AgendaKind.PLAIN)

    def item_tasks(self) -> None:
        """前回までの宿題: the open ones print below it."""
        self._set_kind(AgendaKind.TASKS)

    def item_report(self) -> None:
        """部会からの報告."""
        self._set_kind(AgendaKind.REPORT)

    def item_line(self) -> None:
        """番号のない行."""
        self._set_kind(AgendaKind.LINE)

    def _set_kind(self, kind: AgendaKind) -> None:
        chosen = [item.id for item in self._chosen()]
        if chosen:
            self._editor.perform(f"種類を{called(kind)}に", _each(agenda.edit_item), chosen, kind=kind)

    def presenter(self) -> None:
        """説明者と時間: to its field."""
        if self._item() is not None:
            self._editor.presenter.open()

    def mark_handout(self) -> None:
        """資料の印: as if @ were typed."""
        if self._item() is not None:
            self._editor.marks.mention.ask()

    # -- several at once -----------------------------------------------------------------------------------

    def _parent(self) -> int | None:
        """Below which item more of them go: the one of the cursor at the top level, else the one above it."""
        item = self._editor.item()
        return None if item is None else item.parent_id if item.parent_id is not None else item.id

    def carry_items(self) -> None:
        """前の会議から引き継ぐ…."""
        if self._editor.can_write():
            self._editor.open_carrying(self._parent())

    def report_items(self) -> None:
        """部会の報告: an item for each 部会, in one step."""
        meeting = self._editor.meeting
        if meeting is None or not self._editor.can_write():
            return
        below = [one for one in meeting.roster.subcommittees(meeting.meeting.committee_id) if one.ended_on is None]
        had = {item.committee_id for item in meeting.agenda.values()}
        new = [one for one in below if one.id not in had]
        if not new:
            self._editor.say(NO_COMMITTEES if not below else "部会の報告は、すべて次第にあります。")
            return
        names = [f"{one.name}からの報告" for one in new]
        ids = [one.id for one in new]
        made = self._editor.perform(
            "部会の報告の追加", agenda.add_report_items, meeting.meeting.id, ids, names, self._parent()
        )
        if made:
            self._editor.go_to(made[0], -1)

    def tasks_item(self) -> None:
        """前回までの宿題: an item under which the open ones print."""
        meeting = self._editor.meeting
        if meeting is not None and self._editor.can_write():
            made = self._editor.perform(
                "前回までの宿題の追加",
                agenda.add_item,
                meeting.meeting.id,
                TASKS_TITLE,
                self._parent(),
                kind=AgendaKind.TASKS,
            )
            self._editor.go_to(made, -1)

    def paste_lines(self) -> None:
        """Lines of a 次第 from elsewhere, behind all others."""
        meeting = self._editor.meeting
        text = QGuiApplication.clipboard().text()
        if meeting is not None and self._editor.can_write():
            made = self._editor.perform("議題の貼り付け", agenda.add_items, meeting.meeting.id, read_items(text))
            if made:
                self._editor.go_to(made[-1], -1)


def _each(change: Callable[..., object]) -> Callable[..., None]:
    """The change for each of several records."""

    def all_of(session: object, records: Iterable[int], **more: object) -> None:
        for record in records:
            change(session, record, **more)

    return all_of
