"""Copying and pasting items of an outline: within the program whole, from elsewhere as an outline is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication
from sqlalchemy.orm import Session

from zaitaku_desktop.exchange.minutes.outline_blocks import BlockDraft
from zaitaku_desktop.exchange.minutes.pasting import paste_outline, read_outline
from zaitaku_desktop.model.meeting_rows import BlockRow
from zaitaku_desktop.model.outline import BlockKind, Series
from zaitaku_desktop.model.person import Person
from zaitaku_desktop.operations import outline
from zaitaku_desktop.operations.outline import DEEPEST, NewBlock
from zaitaku_desktop.operations.outline_owners import Outline
from zaitaku_ui.outline.block_editor import BlockEditor
from zaitaku_ui.outline.clipboard import Item, items_mime, items_of
from zaitaku_ui.outline.lines import NEW
from zaitaku_ui.tables.clipboard import put_on_clipboard

PASTED = "項目の貼り付け"


class BlockClipboard(QObject):
    """The clipboard of `editor`."""

    def __init__(self, editor: BlockEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        editor.view.editor.items_pasted.connect(self._paste)

    @property
    def _origin(self) -> str:
        return str(self._editor.workspace.path)

    def copy(self) -> None:
        """The items chosen; with one alone what is chosen of its text, else the item."""
        view = self._editor.view
        if not view.has_several and view.editor.textCursor().hasSelection():
            view.editor.copy()
            return
        if not self._editor.typing.save():
            return
        lines = [line for line in view.chosen() if line.id != NEW]
        blocks = {block.id: block for block in self._editor.blocks()}
        items = [_item(blocks[line.id]) for line in lines]
        if items:
            put_on_clipboard(items_mime(self._origin, lines, items))

    def cut(self) -> None:
        """The same, and take it away."""
        view = self._editor.view
        if not view.has_several and view.editor.textCursor().hasSelection():
            if self._editor.can_write():
                view.editor.cut()
            return
        self.copy()
        self._editor.block_hands.remove_blocks()

    def paste(self) -> None:
        """Where the cursor is."""
        self._editor.view.editor.paste()

    def _paste(self) -> None:
        """Several items, behind the one of the cursor."""
        mime: QMimeData | None = QGuiApplication.clipboard().mimeData()
        owner = self._editor.owner()
        if mime is None or owner is None or not self._editor.can_write():
            return
        block = self._editor.block()
        items = items_of(mime, self._origin)
        change: Callable[[Session], list[int]]
        if items is not None:
            new = _moved([_new(item) for item in items], block)
            change = partial(_insert_own, owner=owner, here=block, new=new)
        else:
            level, kind = (0, BlockKind.PLAIN) if block is None else (block.level, block.kind)
            drafts = read_outline(mime.text(), self._editor.scheme(), level, kind)
            change = partial(_insert_read, owner=owner, here=block, drafts=drafts)
        made = self._editor.perform(PASTED, change)
        if made:
            self._editor.go_to(made[-1], -1)


def _item(block: BlockRow) -> Item:
    return {
        "text": block.text,
        "level": block.level,
        "kind": block.kind.value,
        "series": block.series.value,
        "start": block.start,
        "speaker": block.speaker,
        "speaker_id": block.speaker_id,
        "full_text_only": block.full_text_only,
        "revision_id": block.revision_id,
        "options": dict(block.options),
    }


def _new(item: Item) -> NewBlock:
    return NewBlock(**{**item, "kind": BlockKind(item["kind"]), "series": Series(item["series"])})


def _moved(new: Sequence[NewBlock], here: BlockRow | None) -> list[NewBlock]:
    """The items with the first of them at the level of the one they are pasted at; 見出し keep theirs."""
    if here is None or not new or new[0].kind is BlockKind.HEADING:
        return list(new)
    by = max(here.level - new[0].level, -min(one.level for one in new))
    return [replace(one, level=min(one.level + by, DEEPEST)) for one in new]


def _insert_own(session: Session, *, owner: Outline, here: BlockRow | None, new: Sequence[NewBlock]) -> list[int]:
    known = [one if _is_known(session, one.speaker_id) else replace(one, speaker_id=None) for one in new]
    made = outline.insert_blocks(session, owner, None if here is None else here.id, known)
    _clear(session, here)
    return made


def _is_known(session: Session, person_id: int | None) -> bool:
    return person_id is None or session.get(Person, person_id) is not None


def _insert_read(session: Session, *, owner: Outline, here: BlockRow | None, drafts: Sequence[BlockDraft]) -> list[int]:
    made = paste_outline(session, owner, None if here is None else here.id, drafts)
    if made:
        _clear(session, here)
    return made


def _clear(session: Session, here: BlockRow | None) -> None:
    """An empty item gives way to what is pasted at it."""
    if here is not None and not here.text and here.agenda_item_id is None:
        outline.remove_blocks(session, [here.id])
