"""What the commands of an outline do that 会議録 and 自由文書 share: one method for each, named as its key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from zaitaku_desktop.model.inline import plain
from zaitaku_desktop.model.meeting_rows import BlockRow
from zaitaku_desktop.model.meeting_vocabulary import called
from zaitaku_desktop.model.outline import BlockKind, Series
from zaitaku_desktop.operations import outline
from zaitaku_desktop.operations.outline import DEEPEST, NewBlock
from zaitaku_ui.action_table import ActionSpec
from zaitaku_ui.outline.block_editor import BlockEditor
from zaitaku_ui.outline.lines import NEW

TOO_DEEP = "これ以上は下げられません。上の項目より1段下までです。"
AT_EDGE = "これ以上は上げられません。"


def may_go_deeper(blocks: Sequence[BlockRow], block_id: int) -> bool:
    """Whether an item may stand one level further in: below the one above it, not lower still."""
    index = next((at for at, block in enumerate(blocks) if block.id == block_id), -1)
    return index > 0 and blocks[index].level <= blocks[index - 1].level and blocks[index].level < DEEPEST


class BlockHands(QObject):
    """The commands, done where the cursor of `editor` is."""

    def __init__(self, editor: BlockEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._keys: dict[str, Callable[[], object]] = {
            "split": self.split,
            "join_above": self.join_above,
            "join_below": self.join_below,
            "deeper": self.block_in,
            "shallower": self.block_out,
            "remove": self.remove_blocks,
        }

    def table(self, specs: Iterable[ActionSpec], prefix: str = "kind_") -> dict[str, Callable[..., object]]:
        """What each of these commands does, by key; `prefix` = of those that say what an item is. AttributeError names
        one without a method."""
        found: dict[str, Callable[..., object]] = {}
        for spec in specs:
            kind = spec.key.removeprefix(prefix)
            act = partial(self.set_kind, BlockKind(kind)) if kind != spec.key else getattr(self, spec.key)
            found[spec.key] = partial(self._act, act)
        return found

    def _act(self, act: Callable[[], object], *_checked: bool) -> None:
        act()
        self._editor.show_kind()

    def key(self, what: str) -> None:
        """What a key in the outline asks for."""
        act = self._keys.get(what)
        if act is not None:
            act()

    def undo(self) -> None:
        """元に戻す."""
        if self._editor.finish_editing():
            self._editor.bridge.undo()

    def redo(self) -> None:
        """やり直す."""
        if self._editor.finish_editing():
            self._editor.bridge.redo()

    def _block(self) -> BlockRow | None:
        """The item of the cursor, once what was typed is written; None = there is none, or nothing can be written."""
        return self._editor.block() if self._editor.can_write() else None

    def _chosen(self) -> list[BlockRow]:
        if not self._editor.can_write():
            return []
        chosen = {line.id for line in self._editor.view.chosen()}
        return [block for block in self._editor.blocks() if block.id in chosen]

    def split(self) -> None:
        """Enter: the next item; within a text what is behind the cursor, in an empty item one level up."""
        view = self._editor.view
        at = view.editor.stored_place()
        if view.has_several:
            view.choose_one()
            return
        block = self._block()
        if block is None:
            self._begin()
            return
        words = plain(view.editor.text())
        if not words.strip() and block.agenda_item_id is None:
            if block.level:
                self._editor.perform("字上げ", outline.shift_blocks, [block.id], -1)
            return
        if at >= len(words):
            self.insert("項目の追加", block.id, self._editor.following(block))
        elif at == 0:
            above = self._editor.above(block.id)
            new = NewBlock("", block.level, block.kind, full_text_only=block.full_text_only)
            self._editor.perform("項目の追加", outline.insert_blocks, self._editor.owner(), above, [new])
        else:
            made = self._editor.perform("項目を分ける", outline.split_block, block.id, at)
            self._editor.go_to(made)

    def _begin(self) -> None:
        """The first item of an outline that has none."""
        owner = self._editor.owner()
        line = self._editor.view.line()
        if owner is not None and line is not None and line.id == NEW and self._editor.can_write():
            self.insert("項目の追加", None, NewBlock("", 0, BlockKind.HEADING))

    def insert(self, name: str, after: int | None, *new: NewBlock) -> None:
        """Put items in behind one (None = at the beginning), the cursor on the last of them."""
        owner = self._editor.owner()
        if owner is None:
            return
        made = self._editor.perform(name, outline.insert_blocks, owner, after, list(new))
        if made:
            self._editor.go_to(made[-1])

    def join_above(self) -> None:
        """Backspace at the beginning: put the words behind those of the item above; an empty item goes."""
        block = self._block()
        above = None if block is None else self._editor.above(block.id)
        if block is None or above is None:
            return
        if not block.text and block.agenda_item_id is None:
            self._editor.perform("項目の削除", outline.remove_blocks, [block.id])
            self._editor.go_to(above, -1)
            return
        length = self._editor.place_at_end(above)
        self._editor.perform("項目をつなげる", outline.join_blocks, block.id)
        self._editor.go_to(above, length)

    def join_below(self) -> None:
        """Delete at the end: take the words of the item below."""
        block = self._block()
        below = None if block is None else self._editor.below(block.id)
        if block is None or below is None:
            return
        length = self._editor.place_at_end(block.id)
        self._editor.perform("項目をつなげる", outline.join_blocks, below)
        self._editor.go_to(block.id, length)

    def remove_blocks(self) -> None:
        """Remove the items chosen."""
        going = [block.id for block in self._chosen()]
        if going:
            self._editor.perform("項目の削除", outline.remove_blocks, going)

    def block_in(self) -> None:
        """字下げ."""
        chosen = self._chosen()
        if chosen and not may_go_deeper(self._editor.blocks(), chosen[0].id):
            self._editor.say(TOO_DEEP)
        elif chosen:
            self._editor.perform("字下げ", outline.shift_blocks, [block.id for block in chosen], 1)

    def block_out(self) -> None:
        """字上げ."""
        chosen = self._chosen()
        if any(block.level == 0 for block in chosen):
            self._editor.say(AT_EDGE)
        elif chosen:
            self._editor.perform("字上げ", outline.shift_blocks, [block.id for block in chosen], -1)

    def block_up(self) -> None:
        """Alt+↑."""
        self._step(up=True)

    def block_down(self) -> None:
        """Alt+↓."""
        self._step(up=False)

    def _step(self, *, up: bool) -> None:
        chosen = [block.id for block in self._chosen()]
        if chosen:
            self._editor.perform("項目の移動", outline.step_blocks, chosen, up=up)
            self._editor.view.reveal()

    def set_kind(self, kind: BlockKind) -> None:
        """What the items chosen are."""
        view = self._editor.view
        line = view.line()
        if line is not None and line.id == NEW and self._editor.can_write() and self._editor.block() is None:
            self.insert("項目の追加", None, NewBlock("", 0, kind))
            return
        chosen = [block.id for block in self._chosen()]
        if chosen:
            self._editor.perform(f"種類を{called(kind)}に", outline.edit_blocks, chosen, kind=kind)

    def cut(self) -> None:
        """切り取り."""
        self._editor.clipboard.cut()

    def copy(self) -> None:
        """コピー."""
        self._editor.clipboard.copy()

    def paste(self) -> None:
        """貼り付ける."""
        self._editor.clipboard.paste()

    def restart_series(self) -> None:
        """番号を始め直す; once more: by itself."""
        self._turn_series(Series.RESTART)

    def continue_series(self) -> None:
        """前の番号に続ける; once more: by itself."""
        self._turn_series(Series.CONTINUE)

    def no_number(self) -> None:
        """番号なし; once more: by itself."""
        self._turn_series(Series.NONE)

    def _turn_series(self, series: Series) -> None:
        chosen = self._chosen()
        if chosen:
            wanted = Series.AUTO if all(block.series is series for block in chosen) else series
            ids = [block.id for block in chosen]
            self._editor.perform("番号の付け方の変更", outline.edit_blocks, ids, series=wanted, start=None)

    def text_bold(self) -> None:
        """太字 for what is chosen in the text."""
        if self._editor.can_write():
            self._editor.view.editor.toggle_bold()

    def preview(self) -> None:
        """Show or hide the pages beside the outline."""
        self._editor.beside.show_pages(self._editor.commands["preview"].isChecked())

    def enlarge(self) -> None:
        """大きく見る."""
        self._editor.preview.show_large()
