"""宿題 of a 会議体, as a tab."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox

from zaitaku_ui.editors.tasks import CHOICES, TasksSource
from zaitaku_ui.meeting_desk import MeetingDesk
from zaitaku_ui.places.record_view import RecordView
from zaitaku_ui.theme import Theme
from zaitaku_ui.tool_row import ToolParts

TASK_TOOLS = ToolParts((("undo", "redo"), ("today", "find")), room=420)


class TasksView(RecordView):
    """宿題: which of them is chosen at the right."""

    title = "宿題"

    def __init__(self, desk: MeetingDesk, theme: Theme, opened: Callable[[int], None]) -> None:
        self._tasks = TasksSource(desk, opened)
        self._which = QComboBox()
        self._which.setAccessibleName("並べるもの")
        for key, words in CHOICES:
            self._which.addItem(words, key)
        super().__init__(desk, theme, self._tasks, TASK_TOOLS, table="outline_block", beside=self._which)
        self._which.activated.connect(self._chosen_which)

    def _chosen_which(self, index: int) -> None:
        if self.finish():
            self._tasks.which = self._which.itemData(index)
        self.show_now()
        self._tell()
        self.table.setFocus()
