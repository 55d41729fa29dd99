"""What each command on 配付資料 (action_table.py, scope "handouts") does: one method for each, named as its key."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from zaitaku_desktop.operations import handout
from zaitaku_ui.action_table import ActionSpec

if TYPE_CHECKING:
    from zaitaku_ui.editors.agenda import AgendaEditor

TWO = "枝番にする資料を、2つ以上選んでください（Shift+↓）。"
NONE = "配付資料の行を選んでください。"


class HandoutHands(QObject):
    """The commands, done where the cursor of the table of 配付資料 is."""

    def __init__(self, editor: AgendaEditor) -> None:
        super().__init__(editor)
        self._editor = editor

    def table(self, specs: Iterable[ActionSpec]) -> dict[str, Callable[..., object]]:
        """What each of these commands does, by key. AttributeError names one without a method."""
        return {spec.key: partial(self._act, getattr(self, spec.key)) for spec in specs}

    @staticmethod
    def _act(act: Callable[[], object], *_checked: bool) -> None:
        act()

    def _chosen(self) -> list[int]:
        table = self._editor.handouts
        if not self._editor.can_write() or not table.finish():
            return []
        found = table.chosen()
        if not found:
            table.say(NONE)
        return found

    def handout_parts(self) -> None:
        """中身を選ぶ…."""
        if chosen := self._chosen():
            self._editor.open_parts(chosen[0])

    def branch_handouts(self) -> None:
        """枝番にまとめる: 資料1－1, 1－2 …."""
        chosen = self._chosen()
        if len(chosen) < 2:
            self._editor.handouts.say(TWO)
        else:
            self._editor.perform("枝番にまとめる", handout.make_branches, chosen)

    def split_branch(self) -> None:
        """枝番をやめる: a number of its own."""
        if chosen := self._chosen():
            self._editor.perform("枝番をやめる", handout.split_branch, chosen[0])

    def replace_handout(self) -> None:
        """差替を作る: a 配付資料 of the same number behind the one it replaces."""
        if chosen := self._chosen():
            meeting = self._editor.meeting
            day = None if meeting is None else meeting.meeting.day
            self._editor.perform("差替の追加", handout.replace_handout, chosen[0], day)

    def number_handouts(self) -> None:
        """番号を振り直す."""
        meeting = self._editor.meeting
        if meeting is not None and self._editor.can_write():
            self._editor.perform("資料番号の振り直し", handout.number_handouts, meeting.meeting.id)
