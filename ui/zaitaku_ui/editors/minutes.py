"""The 会議録 of a meeting: its outline, edited where it stands, written as it is typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.papers import MinutesPaper
from zaitaku_desktop.model.meeting_rows import BlockRow
from zaitaku_desktop.model.meeting_vocabulary import called
from zaitaku_desktop.model.outline import BlockKind, OutlineBlock
from zaitaku_desktop.model.reference_words import MeetingWords
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.operations import outline
from zaitaku_desktop.operations.outline import NewBlock
from zaitaku_desktop.operations.outline_owners import Outline
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_desktop.typeset.blocks import PrintJob
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_ui.action_table import BLOCK_MENU, MINUTES_SPECS, MORE_KINDS, SHARED_KEYS
from zaitaku_ui.actions import Actions
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.editors.minutes_due import DueField
from zaitaku_ui.editors.minutes_fields import ReferenceField, SpeakerField
from zaitaku_ui.editors.minutes_hands import MinutesHands
from zaitaku_ui.editors.minutes_head import MinutesHead
from zaitaku_ui.editors.minutes_lines import MinutesLines
from zaitaku_ui.editors.minutes_rules import following
from zaitaku_ui.editors.minutes_tools import MinutesTools
from zaitaku_ui.outline.block_clipboard import BlockClipboard
from zaitaku_ui.outline.block_editor import BlockEditor
from zaitaku_ui.outline.lines import NEW, OutlineLine
from zaitaku_ui.outline.meeting_outline import MeetingOutline
from zaitaku_ui.theme import Theme


class MinutesEditor(BlockEditor, MeetingOutline):
    """The 会議録 of a meeting."""

    called = "会議録"
    layout_kind, standard = "minutes", "m2"

    def __init__(
        self,
        workspace: Workspace,
        bridge: Bridge,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        faces: Faces | None = None,
    ) -> None:
        super().__init__(workspace, bridge, theme, parent)
        self._lines: MinutesLines | None = None
        self.hands = self.block_hands = MinutesHands(self)
        self.speaker = SpeakerField(self)
        self.reference = ReferenceField(self)
        self.due = DueField(self)
        self.clipboard = BlockClipboard(self)
        specs = self.hands.table(MINUTES_SPECS)
        self.commands = Actions(self, theme, specs, MINUTES_SPECS, keyless=SHARED_KEYS)
        self.tools = MinutesTools(theme, self.commands, self)
        self.head = MinutesHead(theme, self)
        self._head_room = QWidget()
        around = QVBoxLayout(self._head_room)
        edge, beside = theme.pixels(10), theme.pixels(12)
        around.setContentsMargins(beside, edge, beside, edge)
        around.addWidget(self.head)
        self.assemble(faces, self._head_room, self.tools)
        self.commands["head"].setChecked(True)
        self.connect_all()

    # -- what the outline asks -----------------------------------------------------------------------------

    def lines(self) -> Sequence[OutlineLine]:
        """The items of the 会議録."""
        assert self.meeting is not None
        self._lines = MinutesLines(self.meeting, today=dt.date.today(), cleared=self.cleared())
        return self._lines.lines()

    def write(self, session: Session, *, line_id: int, text: str) -> None:
        """What was typed in a line. A 見出し with the words of its 議題 has none of its own."""
        assert self.meeting is not None
        if line_id == NEW:
            new = NewBlock(text, 0, BlockKind.HEADING)
            outline.append_blocks(session, self.meeting.meeting.id, [new])
            return
        block = session.get(OutlineBlock, line_id)
        item = self.meeting.agenda.get(0 if block is None else block.agenda_item_id or 0)
        outline.write_text(session, line_id, "" if item is not None and item.title == text else text)

    def show_more(self, *, writable: bool) -> None:
        """The head."""
        assert self.meeting is not None
        self.head.show_meeting(self.meeting, writable=writable)

    def job(self, document: DocumentRow, form: Form) -> Callable[[], PrintJob]:
        """The pages of the 会議録."""
        assert self.meeting is not None
        return MinutesPaper(document, form, self.meeting).job

    def count_words(self) -> str:
        """宿題 and items."""
        tasks = sum(block.kind is BlockKind.TASK for block in self.blocks())
        return f"宿題 {tasks}件　全 {len(self.blocks())}項目"

    def position(self) -> tuple[str, str]:
        """`2 › (3) › イ 意見`."""
        block = self.block()
        if block is None or self._lines is None:
            return "", ""
        chosen = self.view.chosen()
        if len(chosen) > 1:
            return f"{len(chosen)}項目を選んでいます", ""
        numbers = self._lines.words.numbering
        path = " › ".join(filter(None, (*map(numbers.sign, numbers.above.get(block.id, ())), numbers.sign(block.id))))
        return f"{path} {called(block.kind)}".strip(), ""

    def cursor_moved(self) -> None:
        """Show which kind the item of the cursor is."""
        self.show_kind()

    def key(self, what: str) -> None:
        """Enter, Tab and the like."""
        self.hands.key(what)

    def pressed_margin(self, at: QPoint) -> None:
        """Offer the kinds."""
        self.commands.menu(MORE_KINDS, self).popup(at)

    def asked_menu(self, at: QPoint) -> None:
        """What can be done with an item."""
        self.commands.menu(BLOCK_MENU, self).popup(at)

    def went_to(self, kind: str, what: object) -> None:
        """A column of the head."""
        if kind == "meeting":
            self.fold_head(False)
            self.head.go_to(str(what))

    # -- what the window calls -----------------------------------------------------------------------------

    def finish_editing(self) -> bool:
        """Write what was typed. False = it could not be written and stays."""
        return self.head.finish() and super().finish_editing()

    def panes(self) -> list[QWidget]:
        """The panes that F6 goes through."""
        return [self.view, self.head, self.tools, self.preview]

    def fold_head(self, folded: bool) -> None:
        """見出し部: fold the head away, or open it."""
        if folded and self.head.isAncestorOf(QApplication.focusWidget() or self):
            self.view.setFocus()
        self._head_room.setVisible(not folded)
        self.commands["head"].setChecked(not folded)

    # -- items ---------------------------------------------------------------------------------------------

    def blocks(self) -> Sequence[BlockRow]:
        """The items in their order."""
        return () if self.meeting is None else self.meeting.blocks

    def owner(self) -> Outline | None:
        """The meeting."""
        return None if self.meeting is None else self.meeting.meeting.id

    def scheme(self) -> Sequence[str]:
        """That of the meeting."""
        return () if self.meeting is None else self.meeting.scheme

    def following(self, block: BlockRow) -> NewBlock:
        """Mostly another one like it."""
        return following(block)

    def words(self) -> MeetingWords | None:
        """What references say now."""
        return None if self._lines is None else self._lines.words

    def show_kind(self) -> None:
        """Show in the tool row which kind the item of the cursor is."""
        block = self.block()
        self.tools.show_kind(None if block is None or self.view.has_several else block.kind)
