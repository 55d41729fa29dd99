"""What each command of a 自由文書 (document_actions.py, scope "document") does beside those of every outline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zaitaku_desktop.forms.print_outline import FIGURE
from zaitaku_desktop.model.outline import FROM_PLAN, BlockKind, Figure
from zaitaku_desktop.operations import outline
from zaitaku_desktop.operations.outline import NewBlock
from zaitaku_desktop.operations.related_plan import write_related_plans
from zaitaku_ui.dialogs.frame import FormDialog
from zaitaku_ui.dialogs.outline_dialogs import RelatedPlansDialog, StateDialog, TableDialog
from zaitaku_ui.outline.block_hands import BlockHands

if TYPE_CHECKING:
    from zaitaku_ui.editors.document import DocumentEditor

NO_TABLE = "表の項目の上で行ってください。"
NO_STATE = "カードか図の項目の上で行ってください。"
NO_PLAN = "先に、表紙の欄で計画を選んでください。"


class DocumentHands(BlockHands):
    """The commands, done where the cursor of `editor` is."""

    def __init__(self, editor: DocumentEditor) -> None:
        super().__init__(editor)
        self._document = editor

    def split(self) -> None:
        """Enter: behind a card or a figure a paragraph, else as everywhere."""
        block = self._block()
        if block is not None and block.kind in FROM_PLAN:
            self.insert("項目の追加", block.id, self._editor.following(block))
            return
        super().split()

    def _put(self, name: str, new: NewBlock) -> None:
        """Put an item in behind that of the cursor, below its heading."""
        if not self._editor.can_write():
            return
        block = self._editor.block()
        level = 0 if block is None else block.level + (block.kind is BlockKind.HEADING)
        self.insert(name, None if block is None else block.id, NewBlock(new.text, level, new.kind, options=new.options))

    def _ask(self, dialog: FormDialog) -> bool:
        done = bool(dialog.exec())
        dialog.deleteLater()
        return done

    def insert_table(self) -> None:
        """表."""
        if not self._editor.can_write():
            return
        dialog = TableDialog(self._editor.theme, "", self._editor)
        if self._ask(dialog):
            self._put("表の追加", NewBlock(dialog.text, kind=BlockKind.TABLE))

    def edit_table(self) -> None:
        """表を直す."""
        block = self._block()
        if block is None or block.kind is not BlockKind.TABLE:
            self._editor.say(NO_TABLE)
            return
        dialog = TableDialog(self._editor.theme, block.text, self._editor)
        if self._ask(dialog):
            self._editor.perform("表の変更", outline.write_text, block.id, dialog.text)

    def insert_cards(self) -> None:
        """取組のカード."""
        self._put("カードの追加", NewBlock("", kind=BlockKind.CARDS))

    def _figure(self, figure: Figure) -> None:
        self._put("図の追加", NewBlock("", kind=BlockKind.FIGURE, options={FIGURE: figure.value}))

    def insert_system(self) -> None:
        """体系図."""
        self._figure(Figure.SYSTEM)

    def insert_periods(self) -> None:
        """計画期間."""
        self._figure(Figure.PERIODS)

    def insert_place(self) -> None:
        """位置付け."""
        self._figure(Figure.PLACE)

    def choose_state(self) -> None:
        """今の計画, or a 版 of it."""
        block = self._block()
        if block is None or block.kind not in FROM_PLAN:
            self._editor.say(NO_STATE)
            return
        offered = [row for row in self._document.revisions.values() if row.document_id is None]
        dialog = StateDialog(self._editor.theme, offered, block.revision_id, self._editor)
        if self._ask(dialog):
            self._editor.perform("表示する計画の変更", outline.edit_block, block.id, revision_id=dialog.chosen)

    def related_plans(self) -> None:
        """関連計画."""
        shown = self._document.outline
        if not self._editor.can_write() or shown is None:
            return
        if shown.plan is None:
            self._editor.say(NO_PLAN)
            return
        dialog = RelatedPlansDialog(self._editor.theme, shown.plan.related, self._editor)
        if self._ask(dialog):
            self._editor.perform("関連計画の変更", write_related_plans, shown.plan.plan.id, dialog.rows)

    def cover(self) -> None:
        """表紙の欄: fold it, or open it."""
        self._document.fold_head(not self._editor.commands["cover"].isChecked())

    def reference(self) -> None:
        """参照: as if @ were typed."""
        if self._block() is not None:
            self._document.mention.ask()
