"""What an editor of blocks (会議録, 自由文書) is to the commands and the clipboard they share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from zaitaku_desktop.model.meeting_rows import BlockRow
from zaitaku_desktop.operations.outline import NewBlock
from zaitaku_desktop.operations.outline_owners import Outline
from zaitaku_ui.outline.outline_editor import OutlineEditor

if TYPE_CHECKING:
    from zaitaku_ui.outline.block_clipboard import BlockClipboard
    from zaitaku_ui.outline.block_hands import BlockHands


class BlockEditor(OutlineEditor):
    """Its lines are blocks of one outline. Subclasses set `block_hands` and `clipboard`."""

    table, text_column = "outline_block", "text"
    ident = "block"
    block_hands: BlockHands
    clipboard: BlockClipboard

    def owner(self) -> Outline | None:
        """Whose the blocks are, None = nothing is open."""
        raise NotImplementedError

    def blocks(self) -> Sequence[BlockRow]:
        """The items in their order."""
        raise NotImplementedError

    def scheme(self) -> Sequence[str]:
        """How their levels are numbered."""
        raise NotImplementedError

    def following(self, block: BlockRow) -> NewBlock:
        """What Enter at the end of an item begins."""
        raise NotImplementedError

    def show_kind(self) -> None:
        """Show in the tool row which kind the item of the cursor is."""

    def block(self) -> BlockRow | None:
        """The item of the cursor."""
        line = self.view.line()
        return None if line is None else next((one for one in self.blocks() if one.id == line.id), None)
