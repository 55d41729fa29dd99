"""前の会議から引き継ぐ: items of an earlier meeting once more in this 次第."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.meeting_names import meeting_name
from zaitaku_desktop.model.meeting_rows import MeetingRow
from zaitaku_desktop.model.reference_words import agenda_numbers
from zaitaku_desktop.model.tasks import is_earlier
from zaitaku_desktop.operations import agenda
from zaitaku_desktop.storage.reading_meetings import load_meeting
from zaitaku_ui.dialogs.frame import FormDialog

if TYPE_CHECKING:
    from zaitaku_ui.editors.agenda import AgendaEditor


class CarryDialog(FormDialog):
    """The meetings before this one, the last first, and the items of the one chosen."""

    def __init__(self, editor: AgendaEditor, parent_id: int | None) -> None:
        super().__init__(editor.theme, "前の会議から引き継ぐ", "引き継ぐ", editor.window())
        meeting = editor.meeting
        assert meeting is not None
        self._editor = editor
        self._parent = parent_id
        self.made: list[int] = []
        self.meetings = QComboBox()
        for row in self._earlier():
            self.meetings.addItem(meeting_name(meeting.roster.committees[row.committee_id], row), row.id)
        self.items = QListWidget()
        self.items.setMinimumHeight(editor.theme.pixels(260))
        self.add_row("会議(&M)", self.meetings)
        self.add_row("議題(&I)", self.items, "Space で選びます。題名と説明者を写し、「継続」と分かるようにします。")
        self._first = self.items
        self.meetings.currentIndexChanged.connect(self._fill)
        self._fill()

    def _earlier(self) -> list[MeetingRow]:
        """Of the same 会議体 first, then of the others; the latest first."""
        meeting = self._editor.meeting
        assert meeting is not None
        own = meeting.meeting
        rows = [row for row in meeting.meetings.values() if row.id != own.id and is_earlier(row, own)]
        rows.reverse()
        return sorted(rows, key=lambda row: row.committee_id != own.committee_id)

    def _fill(self) -> None:
        self.items.clear()
        chosen = self.meetings.currentData()
        if chosen is None:
            return
        with self._editor.workspace.read() as connection:
            meeting = load_meeting(connection, chosen)
        numbers = agenda_numbers(meeting)
        depth: dict[int | None, int] = {None: -1}
        for item in meeting.walk_agenda():
            depth[item.id] = depth[item.parent_id] + 1
            words = "　" * depth[item.id] + f"{numbers.get(item.id, '')} {item.title}"
            line = QListWidgetItem(words)
            line.setData(Qt.ItemDataRole.UserRole, item.id)
            line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            line.setCheckState(Qt.CheckState.Unchecked)
            self.items.addItem(line)
        self.items.setCurrentRow(0)

    def chosen(self) -> list[int]:
        """The items that are ticked."""
        rows = [self.items.item(row) for row in range(self.items.count())]
        return [row.data(Qt.ItemDataRole.UserRole) for row in rows if row.checkState() == Qt.CheckState.Checked]

    def take(self) -> bool:
        """Put them in, in one step."""
        chosen, meeting = self.chosen(), self._editor.meeting
        if not chosen:
            raise KnownError("議題が選ばれていません。", todo="引き継ぐ議題を Space で選んでください。")
        assert meeting is not None
        made = self._editor.perform("議題の引き継ぎ", agenda.carry_items, meeting.meeting.id, chosen, self._parent)
        self.made = made or []
        return made is not None
