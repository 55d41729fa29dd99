"""A tab that holds an editor of its own for the 会議 that is open: 次第, 会議録."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.checks.finding import Place
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_ui.actions import Actions
from zaitaku_ui.meeting_desk import MeetingDesk, Refresh
from zaitaku_ui.outline.meeting_outline import MeetingOutline
from zaitaku_ui.places.view import View
from zaitaku_ui.theme import Theme


class MeetingEditor(Protocol):
    """What such an editor is, a QWidget as well. It follows the steps of the bridge by itself."""

    @property
    def position_changed(self) -> SignalInstance:
        """(where the cursor is, what stands there)."""
        ...

    @property
    def counts_changed(self) -> SignalInstance:
        """(how much there is)."""
        ...

    def show_meeting(self, meeting_id: int) -> None:
        """Show this meeting. Raises MeetingGone."""
        ...

    def finish_editing(self) -> bool:
        """Write what is being typed. False = it could not be written and stays."""
        ...

    def all_commands(self) -> Sequence[Actions]:
        """What stands in the menus of the window while it is seen."""
        ...

    def panes(self) -> list[QWidget]:
        """What F6 goes through."""
        ...

    def paper(self) -> DocumentRow | None:
        """The 資料 that prints it; made if there is none yet."""
        ...

    def subject(self) -> DocumentRow | None:
        """The same, made or not."""
        ...

    def shut_down(self) -> None:
        """Stop what runs beside the window."""
        ...


EditorMaker = Callable[[MeetingDesk, Theme, QWidget], MeetingEditor]


class EditorView(View):
    """Makes the editor when it is first seen."""

    prints = True

    def __init__(self, desk: MeetingDesk, theme: Theme, title: str, make: EditorMaker) -> None:
        super().__init__(desk, theme)
        self.title = title
        self._make = make
        self.editor: MeetingEditor | None = None
        self._position, self._counts = ("", ""), ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_now(self) -> None:
        """The meeting that is open."""
        meeting = self.desk.meeting
        if meeting is None:
            return
        if self.editor is None:
            made = self.editor = self._make(self.desk, self.theme, self)
            assert isinstance(made, QWidget)
            self._column.addWidget(made)
            self.setFocusProxy(made)
            made.position_changed.connect(self._moved)
            made.counts_changed.connect(self._counted)
        try:
            self.editor.show_meeting(meeting.id)
        except KnownError as trouble:
            self.desk.bridge.failed.emit(trouble)

    def touched_by(self, _refresh: Refresh) -> bool:
        """The editor follows by itself."""
        return False

    def _moved(self, where: str, what: str) -> None:
        self._position = (where, what)
        self.position_changed.emit(where, what)

    def _counted(self, words: str) -> None:
        self._counts = words
        self.counts_changed.emit(words)

    def commands(self) -> Sequence[Actions]:
        """Those of the editor."""
        return () if self.editor is None else self.editor.all_commands()

    def panes(self) -> Sequence[QWidget]:
        """Those of the editor."""
        return () if self.editor is None else self.editor.panes()

    def position(self) -> tuple[str, str]:
        """As the editor said last."""
        return self._position

    def counts(self) -> str:
        """As the editor said last."""
        return self._counts

    def paper(self) -> DocumentRow | None:
        """As the editor has it."""
        return None if self.editor is None else self.editor.paper()

    def subject(self) -> DocumentRow | None:
        """As the editor has it."""
        return None if self.editor is None else self.editor.subject()

    def go_to_place(self, place: Place) -> None:
        """The cursor to a line of the editor."""
        if isinstance(self.editor, MeetingOutline):
            self.editor.go_to(place.part)
            self.editor.setFocus()

    def finish(self) -> bool:
        """Write what is being typed."""
        return self.editor is None or self.editor.finish_editing()

    def shut_down(self) -> None:
        """The editor stops what runs beside."""
        if self.editor is not None:
            self.editor.shut_down()
