"""What each command of the 会議録 (action_table.py, scope "minutes") does beside those of every outline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zaitaku_desktop.model.outline import BlockKind
from zaitaku_desktop.model.references import RANGE
from zaitaku_desktop.operations import outline
from zaitaku_desktop.operations.outline import NewBlock
from zaitaku_ui.outline.block_hands import BlockHands

if TYPE_CHECKING:
    from zaitaku_ui.editors.minutes import MinutesEditor

RANGE_LINE = f"【{RANGE}の意見を踏まえて、以下のとおり決定】"


class MinutesHands(BlockHands):
    """The commands, done where the cursor of `editor` is."""

    def __init__(self, editor: MinutesEditor) -> None:
        super().__init__(editor)
        self._minutes = editor
        self._keys["aside"] = self.speaker

    def full_text_only(self) -> None:
        """要点に載せない; once more: it is."""
        chosen = self._chosen()
        if chosen:
            wanted = not all(block.full_text_only for block in chosen)
            self._editor.perform(
                "要点に載せるかの変更", outline.edit_blocks, [one.id for one in chosen], full_text_only=wanted
            )

    def range_line(self) -> None:
        """【ア～キの意見を踏まえて、以下のとおり決定】 below, growing with its series."""
        block = self._block()
        if block is not None:
            self.insert("範囲の行の追加", block.id, NewBlock(RANGE_LINE, block.level, BlockKind.BOX))

    def insert_agenda(self) -> None:
        """議題を見出しに: every item of the 次第 that has no 見出し yet, in one step."""
        meeting = self._minutes.meeting
        if meeting is None or not self._editor.can_write():
            return
        block = self._editor.block()
        made = self._editor.perform(
            "議題を見出しに", outline.insert_agenda, meeting.meeting.id, block.id if block else None
        )
        if made:
            self._editor.go_to(made[0], -1)

    def head(self) -> None:
        """見出し部: fold the head, or open it."""
        self._minutes.fold_head(not self._editor.commands["head"].isChecked())

    def speaker(self) -> None:
        """発言者: to its field."""
        if self._block() is not None:
            self._minutes.speaker.open()

    def due_date(self) -> None:
        """担当と期限."""
        if self._block() is not None:
            self._minutes.due.open()

    def reference(self) -> None:
        """参照: as if @ were typed."""
        if self._block() is not None:
            self._minutes.reference.mention.ask()
