"""A 自由文書: its outline, edited where it stands, the pages it makes beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.library import read_library
from zaitaku_desktop.forms.print_outline import outline_job
from zaitaku_desktop.model.document_rows import DocumentOutline, RevisionRow
from zaitaku_desktop.model.inline import plain
from zaitaku_desktop.model.meeting_rows import BlockRow
from zaitaku_desktop.model.meeting_vocabulary import called
from zaitaku_desktop.model.outline import FROM_PLAN, BlockKind, OutlineBlock
from zaitaku_desktop.model.references import Kind, Reference
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.operations import outline
from zaitaku_desktop.operations.outline import NewBlock
from zaitaku_desktop.operations.outline_owners import OfDocument, Outline
from zaitaku_desktop.storage.patching_documents import patch_outline
from zaitaku_desktop.storage.reading import DocumentGone
from zaitaku_desktop.storage.reading_documents import load_outline, load_revisions
from zaitaku_desktop.storage.workspace import Step, Workspace
from zaitaku_desktop.typeset.blocks import PrintJob
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_ui.action_table import DOCUMENT_SPECS, SHARED_KEYS
from zaitaku_ui.actions import Actions
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.document_actions import DOCUMENT_KINDS, DOCUMENT_MENU, FIGURES
from zaitaku_ui.editors.document_hands import DocumentHands
from zaitaku_ui.editors.document_head import DocumentHead
from zaitaku_ui.editors.document_lines import following, lines_of
from zaitaku_ui.outline.block_clipboard import BlockClipboard
from zaitaku_ui.outline.block_editor import BlockEditor
from zaitaku_ui.outline.choice_popup import Choice
from zaitaku_ui.outline.lines import NEW, OutlineLine
from zaitaku_ui.outline.mention import Mention
from zaitaku_ui.theme import Theme
from zaitaku_ui.tool_row import MenuButton, ToolParts, ToolRow

SHOWN = frozenset(
    {"outline_block", "document", "revision", "plan", "related_plan", "plan_item", "item_tag", "entry"}
    | {"axis", "axis_value", "own_field", "municipality", "stored_form"}
)
"""Tables that show in it."""
_KEYS = {"kind_plain": "6", "kind_heading": "7", "kind_definition": "8", "kind_statement": "9"}
TOOLS = ToolParts(
    (("undo", "redo"), (*_KEYS, "more+"), ("insert+", "edit_table", "choose_state")),
    ("cover", "preview"),
    menus={
        "more+": MenuButton(
            ("kind_slogan", "kind_step", "|", "restart_series", "continue_series", "no_number"), "more", "ほか", "kinds"
        ),
        "insert+": MenuButton(FIGURES, "plus", "挿入", "insert"),
    },
    keyed=_KEYS,
    room=1000,
)
SHOWN_WORDS = 24


class DocumentEditor(BlockEditor):
    """`show_document` says which one."""

    called = "文書"

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
        self.outline: DocumentOutline | None = None
        self.revisions: dict[int, RevisionRow] = {}
        self._document_id: int | None = None
        self._cards: Form | None = None
        self.block_hands = DocumentHands(self)
        self.clipboard = BlockClipboard(self)
        self.mention = Mention(self.view, "参照先", "参照先を選択", self._offer)
        self.mention.chosen.connect(self._refer)
        specs = self.block_hands.table(DOCUMENT_SPECS)
        self.commands = Actions(self, theme, specs, DOCUMENT_SPECS, keyless=SHARED_KEYS)
        self.tools = ToolRow(theme, self.commands, TOOLS, self)
        self.head = DocumentHead(theme, self)
        self._head_room = QWidget()
        around = QVBoxLayout(self._head_room)
        edge, beside = theme.pixels(10), theme.pixels(12)
        around.setContentsMargins(beside, edge, beside, edge)
        around.addWidget(self.head)
        self.assemble(faces, self._head_room, self.tools)
        self.commands["cover"].setChecked(True)
        self.connect_all()

    # -- what is shown -------------------------------------------------------------------------------------

    def shows_something(self) -> bool:
        """Whether a 自由文書 is open."""
        return self.outline is not None

    def show_document(self, document_id: int) -> None:
        """Show this one. DocumentGone if it is not there."""
        if not self.finish_editing():
            return
        new = document_id != self._document_id
        self._document_id = document_id
        self.read()
        if new and self.view.lines:
            self.view.go_to(self.view.lines[0].id)

    def read(self) -> None:
        """Read it anew. DocumentGone if it is not there."""
        assert self._document_id is not None
        with self.workspace.read() as connection:
            self.outline = load_outline(connection, self._document_id)
            self.revisions = {row.id: row for row in load_revisions(connection)}
            library = read_library(connection)
            form = library.form(self.outline.document.form)
            self._cards = library.form(form.outline.cards)
            self.sheet = self.outline.document, form
        self.show_again()

    def follow(self, step: Step) -> bool:
        """Show what a step has changed."""
        assert self.outline is not None
        changes = [change for change in step.changes if change.table in SHOWN]
        after = patch_outline(self.outline, changes)
        if after is self.outline:
            return False
        if after is None:
            self.read()
        else:
            self.outline = after
            self.show_again()
        return True

    def is_gone(self, trouble: KnownError) -> bool:
        """Whether the 自由文書 is."""
        if not isinstance(trouble, DocumentGone):
            return False
        self._document_id = self.outline = None
        return True

    def lines(self) -> Sequence[OutlineLine]:
        """Its items."""
        assert self.outline is not None
        return lines_of(self.outline, self.revisions)

    def write(self, session: Session, *, line_id: int, text: str) -> None:
        """What was typed in a line; a card or a figure has no words of its own."""
        if line_id == NEW:
            owner = self.owner()
            assert owner is not None
            outline.append_blocks(session, owner, [NewBlock(text, 0, BlockKind.HEADING)])
            return
        block = session.get(OutlineBlock, line_id)
        if block is not None and block.kind not in FROM_PLAN:
            outline.write_text(session, line_id, text)

    def show_more(self, *, writable: bool) -> None:
        """The fields of the cover."""
        assert self.outline is not None
        self.head.show_document(self.outline, writable=writable)

    def job(self, document: DocumentRow, form: Form) -> Callable[[], PrintJob]:
        """Its pages."""
        assert self.outline is not None and self._cards is not None
        return partial(outline_job, form, self.outline, self._cards)

    def count_words(self) -> str:
        """Items."""
        return f"全 {len(self.blocks())}項目"

    def position(self) -> tuple[str, str]:
        """`2 › (3) 見出し`."""
        block = self.block()
        if block is None or self.outline is None:
            return "", ""
        chosen = self.view.chosen()
        if len(chosen) > 1:
            return f"{len(chosen)}項目を選んでいます", ""
        numbers = self.outline.numbering
        path = " › ".join(filter(None, (*map(numbers.sign, numbers.above.get(block.id, ())), numbers.sign(block.id))))
        return f"{path} {called(block.kind)}".strip(), ""

    def cursor_moved(self) -> None:
        """Show which kind the item of the cursor is."""
        self.show_kind()

    def key(self, what: str) -> None:
        """Enter, Tab and the like."""
        self.block_hands.key(what)

    def pressed_margin(self, at: QPoint) -> None:
        """Offer the kinds."""
        self.commands.menu(DOCUMENT_KINDS, self).popup(at)

    def asked_menu(self, at: QPoint) -> None:
        """What can be done with an item."""
        self.commands.menu(DOCUMENT_MENU, self).popup(at)

    def went_to(self, kind: str, _what: object) -> None:
        """The cover was clicked."""
        if kind == "cover":
            self.fold_head(False)
            self.head.setFocus()

    # -- what the window calls -----------------------------------------------------------------------------

    def finish_editing(self) -> bool:
        """Write what was typed. False = it could not be written and stays."""
        return self.head.finish() and super().finish_editing()

    def panes(self) -> list[QWidget]:
        """The panes that F6 goes through."""
        return [self.view, self.head, self.tools, self.preview]

    def fold_head(self, folded: bool) -> None:
        """表紙の欄: fold it away, or open it."""
        if folded and self.head.isAncestorOf(QApplication.focusWidget() or self):
            self.view.setFocus()
        self._head_room.setVisible(not folded)
        self.commands["cover"].setChecked(not folded)

    def paper(self) -> DocumentRow | None:
        """The 資料 itself."""
        return None if self.outline is None or not self.finish_editing() else self.outline.document

    # -- items ---------------------------------------------------------------------------------------------

    def blocks(self) -> Sequence[BlockRow]:
        """The items in their order."""
        return () if self.outline is None else self.outline.blocks

    def owner(self) -> Outline | None:
        """The 自由文書."""
        return None if self.outline is None else OfDocument(self.outline.document.id)

    def scheme(self) -> Sequence[str]:
        """Its own."""
        return () if self.outline is None else self.outline.scheme

    def following(self, block: BlockRow) -> NewBlock:
        """Mostly a paragraph."""
        return following(block)

    def show_kind(self) -> None:
        """Show in the tool row which kind the item of the cursor is."""
        block = None if self.view.has_several else self.block()
        for key in DOCUMENT_KINDS:
            kind = BlockKind(key.removeprefix("kind_"))
            self.commands[key].setChecked(block is not None and block.kind is kind)

    # -- references ----------------------------------------------------------------------------------------

    def _offer(self, typed: str) -> Sequence[Choice]:
        """Numbered items, by their numbers and words."""
        if self.outline is None:
            return ()
        numbers = self.outline.numbering
        found = []
        for block in self.blocks():
            path = numbers.path(block.id)
            words = plain(block.text).replace("\n", " ")[:SHOWN_WORDS]
            if path and typed in f"{path} {words}":
                found.append(Choice(f"{path}　{words}", called(block.kind), block.id))
        return found

    def _refer(self, choice: Choice, start: int) -> None:
        if isinstance(choice.value, int) and self.outline is not None:
            reference = Reference(Kind.BLOCK, choice.value, "path")
            self.view.editor.insert_reference(reference, self.outline.numbering.path(choice.value), start)
