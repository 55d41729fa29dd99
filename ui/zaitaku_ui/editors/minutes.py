"""The 会議録 of a meeting: its outline, edited where it stands, written as it is typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.papers import MinutesPaper
from zaitaku_desktop.model.meeting_rows import BlockRow, MeetingSnapshot
from zaitaku_desktop.model.meeting_vocabulary import called
from zaitaku_desktop.model.outline import BlockKind, OutlineBlock
from zaitaku_desktop.model.reference_words import MeetingWords
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.operations import outline
from zaitaku_desktop.storage.patching_meetings import TABLES, patch_meeting
from zaitaku_desktop.storage.reading_meetings import MeetingGone, load_meeting
from zaitaku_desktop.storage.workspace import RowChange, Step, Workspace
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_ui.action_table import BLOCK_MENU, MINUTES_SPECS, MORE_KINDS, SHARED_KEYS
from zaitaku_ui.actions import Actions
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.editors.minutes_clipboard import MinutesClipboard
from zaitaku_ui.editors.minutes_due import DueField
from zaitaku_ui.editors.minutes_fields import ReferenceField, SpeakerField
from zaitaku_ui.editors.minutes_hands import MinutesHands
from zaitaku_ui.editors.minutes_head import MinutesHead
from zaitaku_ui.editors.minutes_lines import MinutesLines
from zaitaku_ui.editors.minutes_pages import create_like, document_for
from zaitaku_ui.editors.minutes_tools import MinutesTools
from zaitaku_ui.outline.lines import NEW
from zaitaku_ui.outline.typing import Typing
from zaitaku_ui.outline.view import OutlineView
from zaitaku_ui.preview.beside import PreviewBeside
from zaitaku_ui.preview.worker import Draft
from zaitaku_ui.theme import Theme

LOCKED = "この会議録は確定しています。直すときは、先に確定を取り消してください。"
STANDARD = "m2"
"""The form of a 会議録 that nobody has chosen one for."""
READ_ONLY = "閲覧専用で開いているため、書き込めません。"
SHOWN = TABLES | {"committee", "person", "organization", "document", "municipality", "attached_file"}
"""Tables that show in a 会議録."""


class MinutesEditor(QWidget):
    """Made for an open file; `show_meeting` says which 会議録. `shut_down` it before it goes."""

    position_changed = Signal(str, str)
    counts_changed = Signal(str)
    gone = Signal()
    """The meeting is there no more."""

    def __init__(
        self,
        workspace: Workspace,
        bridge: Bridge,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        faces: Faces | None = None,
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.bridge = bridge
        self.theme = theme
        self.meeting: MeetingSnapshot | None = None
        self._lines: MinutesLines | None = None
        self._meeting_id: int | None = None
        self._counts = ""
        self._paper: tuple[DocumentRow, Form] | None = None
        self.view = OutlineView(theme, "会議録", self)
        self.typing = Typing(bridge, self.view, "会議録の入力", self._write)
        self.hands = MinutesHands(self)
        self.speaker = SpeakerField(self)
        self.reference = ReferenceField(self)
        self.due = DueField(self)
        self.clipboard = MinutesClipboard(self)
        specs = self.hands.table(MINUTES_SPECS)
        self.commands = Actions(self, theme, specs, MINUTES_SPECS, keyless=SHARED_KEYS)
        self.tools = MinutesTools(theme, self.commands, self)
        self.head = MinutesHead(theme, self)
        self.beside = self._assemble(faces or Faces.load())
        self.preview = self.beside.pane
        self.setFocusProxy(self.view)
        self._connect()

    def _assemble(self, faces: Faces) -> PreviewBeside:
        left = QWidget()
        inner = QVBoxLayout(left)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        self._head_room = QWidget()
        around = QVBoxLayout(self._head_room)
        edge = self.theme.pixels(10)
        around.setContentsMargins(self.theme.pixels(12), edge, self.theme.pixels(12), edge)
        around.addWidget(self.head)
        for widget in (self._head_room, self.tools):
            inner.addWidget(widget)
        inner.addWidget(self.view, 1)
        left.setFocusProxy(self.view)
        beside = PreviewBeside(self.theme, left, faces)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(beside)
        self.commands["head"].setChecked(True)
        return beside

    def _connect(self) -> None:
        self.view.may_leave = self.typing.finish
        self.view.asked.connect(self.hands.key)
        self.view.refused.connect(self._refuse)
        self.view.left.connect(self._left)
        self.view.viewport().setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.current_changed.connect(self._moved)
        self.view.margin_pressed.connect(self._offer_kinds)
        self.view.viewport().customContextMenuRequested.connect(self._context_menu)
        self.typing.unchanged.connect(self._show)
        self.bridge.changed.connect(self._changed)
        self.preview.ident_clicked.connect(self._go_to_clicked)
        self.beside.turned.connect(self._pages_turned)

    # -- what the window calls -----------------------------------------------------------------------------

    def show_meeting(self, meeting_id: int) -> None:
        """Show the 会議録 of this meeting. MeetingGone if it is not there."""
        if not self.finish_editing():
            return
        new = meeting_id != self._meeting_id
        self._meeting_id = meeting_id
        self._read()
        if new and self.view.lines:
            self.view.go_to(self.view.lines[0].id)

    def finish_editing(self) -> bool:
        """Write what was typed. False = it could not be written and stays."""
        return self.head.finish() and self.typing.finish()

    def _left(self) -> None:
        self.typing.finish()

    def panes(self) -> list[QWidget]:
        """The panes that F6 goes through."""
        return [self.view, self.head, self.tools, self.preview]

    def say(self, words: str) -> None:
        """Tell at the foot of the window why nothing was done; gone when the cursor moves."""
        self.position_changed.emit(self._position()[0], words)

    def shut_down(self) -> None:
        """Write what was typed and hear nothing any more."""
        self.finish_editing()
        self.bridge.changed.disconnect(self._changed)
        self.beside.shut_down()

    # -- reading -------------------------------------------------------------------------------------------

    def _read(self) -> None:
        assert self._meeting_id is not None
        with self.workspace.read() as connection:
            self.meeting = load_meeting(connection, self._meeting_id)
            self._paper = document_for(connection, self.meeting, "minutes", STANDARD)
        self._show()

    def _show(self) -> None:
        if self.meeting is None:
            return
        writable = self._is_open()
        self.view.set_read_only(not writable)
        self.commands.allow({"write"} if writable else set())
        self.head.show_meeting(self.meeting, writable=writable)
        self._lines = MinutesLines(self.meeting, today=dt.date.today(), cleared=self._cleared())
        self.view.set_lines(self._lines.lines())
        self._moved()
        tasks = sum(block.kind is BlockKind.TASK for block in self.meeting.blocks)
        self._counts = f"宿題 {tasks}件　全 {len(self.meeting.blocks)}項目"
        self.counts_changed.emit(self._counts)
        self._show_undo()
        self._show_pages()

    def _show_pages(self) -> None:
        """Lay the pages out, as long as somebody sees them."""
        if self.meeting is not None and self._paper is not None and self.preview.is_wanted and self.isVisible():
            document, form = self._paper
            self.preview.show_draft(Draft(MinutesPaper(document, form, self.meeting).job))

    def _pages_turned(self, shown: bool) -> None:
        self.commands["preview"].setChecked(shown)
        self._show_pages()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.commands["preview"].setChecked(self.beside.is_seen)
        self._show_pages()

    def _go_to_clicked(self, ident: object) -> None:
        """What was clicked on a page: an item, or a column of the head."""
        if not (isinstance(ident, tuple) and len(ident) == 2 and self.finish_editing()):
            return
        kind, what = ident
        if kind == "block":
            self.go_to(what)
            self.view.setFocus()
        elif kind == "meeting":
            self.fold_head(False)
            self.head.go_to(str(what))

    def fold_head(self, folded: bool) -> None:
        """見出し部: fold the head away, or open it."""
        if folded and self.head.isAncestorOf(QApplication.focusWidget() or self):
            self.view.setFocus()
        self._head_room.setVisible(not folded)
        self.commands["head"].setChecked(not folded)

    def paper(self) -> DocumentRow | None:
        """The 資料 that prints this 会議録; made if there is none yet. None = it cannot be made."""
        if self.meeting is None or self._paper is None or not self.finish_editing():
            return None
        document, _ = self._paper
        if document.id:
            return document
        done = self.bridge.perform("会議録の資料を作る", partial(create_like, document=document), self)
        if done is None:
            return None
        self._read()
        return replace(document, id=done.result)

    def _follow(self, step: Step) -> bool:
        """Show what a step has changed. False = nothing of this meeting."""
        assert self.meeting is not None
        mine = [change for change in step.changes if change.table in SHOWN]
        after = patch_meeting(self.meeting, mine)
        if after is self.meeting:
            return False
        if after is None:
            self._read()
        else:
            self.meeting = after
            self._show()
        return True

    def _show_undo(self) -> None:
        if not self.workspace.read_only:
            self.commands.show_undo(self.workspace.undo_name, self.workspace.redo_name)

    def _cleared(self) -> int | None:
        """The item in whose field nothing stands just now."""
        line = self.view.line()
        return line.id if line is not None and not self.view.editor.text() and self.view.editor.hasFocus() else None

    def _changed(self, step: Step, initiator: object) -> None:
        if self.meeting is None:
            return
        self._show_undo()
        try:
            if not self._follow(step):
                return
        except MeetingGone:
            self._meeting_id = self.meeting = None
            self.gone.emit()
            return
        except KnownError as trouble:  # the outline stays as it was
            self.bridge.failed.emit(trouble)
            return
        if initiator is None:
            self._show_changed(step.changes)

    def _show_changed(self, changes: Sequence[RowChange]) -> None:
        """After undo or redo: the cursor on (the first of) what changed, if it is not there yet."""
        ids = {change.row_id for change in changes if change.table == "outline_block" and change.after is not None}
        words = {
            change.row_id
            for change in changes
            if change.table == "outline_block" and (change.before or {}).get("text") != (change.after or {}).get("text")
        }
        line = self.view.line()
        wanted = (ids & words) or ids
        if line is None or line.id not in wanted:
            first = next((block.id for block in self.blocks() if block.id in wanted), None)
            if first is not None:
                self.view.go_to(first, -1)

    # -- items ---------------------------------------------------------------------------------------------

    def blocks(self) -> Sequence[BlockRow]:
        """The items in their order."""
        return () if self.meeting is None else self.meeting.blocks

    def block(self) -> BlockRow | None:
        """The item of the cursor."""
        line = self.view.line()
        return None if line is None else next((one for one in self.blocks() if one.id == line.id), None)

    def above(self, block_id: int) -> int | None:
        """The item above."""
        return self._beside(block_id, -1)

    def below(self, block_id: int) -> int | None:
        """The item below."""
        return self._beside(block_id, 1)

    def _beside(self, block_id: int, step: int) -> int | None:
        ids = [block.id for block in self.blocks()]
        at = ids.index(block_id) + step
        return ids[at] if 0 <= at < len(ids) else None

    def place_at_end(self, block_id: int) -> int:
        """The place behind the last word of an item, in its document."""
        line = next(line for line in self.view.lines if line.id == block_id)
        if line is self.view.line():
            return self.view.editor.document().characterCount() - 1
        return self.view.texts.document(line, self.view.rows.text_width(line)).characterCount() - 1

    def go_to(self, block_id: object, place: int = 0) -> None:
        """The cursor to an item, at a place of its text (-1 = the end)."""
        if isinstance(block_id, int):
            self.view.go_to(block_id, place)

    def words(self) -> MeetingWords | None:
        """What references say now."""
        return None if self._lines is None else self._lines.words

    def _is_open(self) -> bool:
        return self.meeting is not None and not self.meeting.locked and not self.workspace.read_only

    def can_write(self) -> bool:
        """Whether something can be written now; what was typed is written first. Says why not."""
        if not self._is_open():
            self._refuse()
            return False
        return self.typing.save()

    def _refuse(self) -> None:
        self.say((self.workspace.read_only_reason or READ_ONLY) if self.workspace.read_only else LOCKED)

    def _write(self, session: Session, *, line_id: int, text: str) -> None:
        """What was typed in a line. A 見出し with the words of its 議題 has none of its own."""
        assert self.meeting is not None
        if line_id == NEW:
            new = outline.NewBlock(text, 0, BlockKind.HEADING)
            outline.append_blocks(session, self.meeting.meeting.id, [new])
            return
        block = session.get(OutlineBlock, line_id)
        item = self.meeting.agenda.get(0 if block is None else block.agenda_item_id or 0)
        outline.write_text(session, line_id, "" if item is not None and item.title == text else text)

    # -- the cursor ----------------------------------------------------------------------------------------

    def show_kind(self) -> None:
        """Show in the tool row which kind the item of the cursor is."""
        block = self.block()
        self.tools.show_kind(None if block is None or self.view.has_several else block.kind)

    def _moved(self) -> None:
        self.show_kind()
        line = self.view.line()
        self.preview.set_cursor(None if line is None else ("block", line.id))
        self.position_changed.emit(*self._position())

    def position(self) -> tuple[str, str]:
        """Where the cursor is: `2(3)イ 意見`, and the 見出し above it."""
        return self._position()

    def counts(self) -> str:
        """How much there is."""
        return self._counts

    def _position(self) -> tuple[str, str]:
        block = self.block()
        if block is None or self._lines is None:
            return "", ""
        chosen = self.view.chosen()
        if len(chosen) > 1:
            return f"{len(chosen)}項目を選んでいます", ""
        numbers = self._lines.words.numbering
        path = " › ".join(filter(None, (*map(numbers.sign, numbers.above.get(block.id, ())), numbers.sign(block.id))))
        return f"{path} {called(block.kind)}".strip(), ""

    # -- menus ---------------------------------------------------------------------------------------------

    def _offer_kinds(self, at: QPoint) -> None:
        self.commands.menu(MORE_KINDS, self).popup(at)

    def _context_menu(self, at: QPoint) -> None:
        self.commands.menu(BLOCK_MENU, self).popup(self.view.viewport().mapToGlobal(at))
