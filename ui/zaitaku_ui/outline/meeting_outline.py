"""An editor whose lines are records of one meeting (会議録, 次第)."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget
from sqlalchemy import Connection

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.forms.meeting_documents import document_for
from zaitaku_desktop.model.meeting_rows import MeetingSnapshot
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.storage.patching_meetings import TABLES, patch_meeting
from zaitaku_desktop.storage.reading_meetings import MeetingGone, load_meeting
from zaitaku_desktop.storage.workspace import Step, Workspace
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.outline.meeting_papers import create_like
from zaitaku_ui.outline.outline_editor import OutlineEditor
from zaitaku_ui.theme import Theme

LOCKED = "この会議録は確定しています。直すときは、先に確定を取り消してください。"
SHOWN = TABLES | {"committee", "person", "organization", "document", "municipality", "attached_file", "stored_form"}
"""Tables that show in an editor of a meeting."""


class MeetingOutline(OutlineEditor):
    """`show_meeting` says which meeting."""

    layout_kind, standard = "", ""
    """Of the forms that print it, and the one taken where nobody has chosen one."""
    locked_words = LOCKED

    def __init__(self, workspace: Workspace, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(workspace, bridge, theme, parent)
        self.meeting: MeetingSnapshot | None = None
        self._meeting_id: int | None = None

    def read_more(self, connection: Connection) -> None:
        """Read what else is shown of other records."""

    def shows_something(self) -> bool:
        """Whether a meeting is open."""
        return self.meeting is not None

    def is_locked(self) -> bool:
        """Whether it is 確定."""
        return self.meeting is not None and self.meeting.locked

    def show_meeting(self, meeting_id: int) -> None:
        """Show this meeting. MeetingGone if it is not there."""
        if not self.finish_editing():
            return
        new = meeting_id != self._meeting_id
        self._meeting_id = meeting_id
        self.read()
        if new and self.view.lines:
            self.view.go_to(self.view.lines[0].id)

    def paper(self) -> DocumentRow | None:
        """The 資料 that prints it; made if there is none yet. None = it cannot be made."""
        if self.meeting is None or self.sheet is None or not self.finish_editing():
            return None
        document, _ = self.sheet
        if document.id or self.workspace.read_only:
            return document
        done = self.bridge.perform(f"{self.called}の資料を作る", partial(create_like, document=document), self)
        return None if done is None else replace(document, id=done.result)

    def subject(self) -> DocumentRow | None:
        """The 資料 that prints it, made or not."""
        return None if self.sheet is None else self.sheet[0]

    def read(self) -> None:
        """Read the meeting anew. MeetingGone if it is not there."""
        assert self._meeting_id is not None
        with self.workspace.read() as connection:
            self.meeting = load_meeting(connection, self._meeting_id)
            self.sheet = document_for(connection, self.meeting, self.layout_kind, self.standard)
            self.read_more(connection)
        self.show_again()

    def follow(self, step: Step) -> bool:
        """Show what a step has changed. False = nothing of this meeting."""
        assert self.meeting is not None
        after = patch_meeting(self.meeting, [change for change in step.changes if change.table in SHOWN])
        if after is self.meeting:
            return False
        if after is None:
            self.read()
        else:
            self.meeting = after
            self.show_again()
        return True

    def is_gone(self, trouble: KnownError) -> bool:
        """Whether the meeting is."""
        if not isinstance(trouble, MeetingGone):
            return False
        self._meeting_id = self.meeting = None
        return True
