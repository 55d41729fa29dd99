"""What each block of a body is: a heading, an explanation, an opinion, a question, an answer, a decision, 宿題 …

It is told from the words of the block and of the line that opens its list. A wrong guess costs one key in the editor;
so words that do not say are 地の文, a sentence in a list of them is an opinion, anything else with a number 説明.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from zaitaku_desktop.exchange.minutes.labels import label_alone
from zaitaku_desktop.exchange.minutes.mentions import range_in, refs_of, series_of
from zaitaku_desktop.exchange.minutes.outline import is_box
from zaitaku_desktop.exchange.minutes.tree import BlockText
from zaitaku_desktop.model.outline import BlockKind

ANSWER_MARKS = "→⇒➡➔⇨"
_DECIDED = re.compile(
    r"(?:次|以下|下記)のとおり.{0,12}決定|(?:こと|旨)(?:に|を|と|で)決定|決定(?:した|する|された)?。?[】\])）]?$"
    r"|(?:了承|承認)(?:した|された|。|$)|とすることと(?:した|なった)|全会一致で選出"
)
_OPENS_DECISIONS = re.compile(r"(?:次|以下|下記)のとおり.{0,12}(?:決定|決め|確認|承認)|決定事項|決定した")
_OPENS_OPINIONS = re.compile(r"意見|質疑")
_ASKED = re.compile(r"か。?[）)」]?$|[？?]$")
_OPINED = re.compile(
    r"(?:思う|思われる|よい|良い|望ましい|感じる|ではないか|考える|考えられる|たい|べき(?:だ|である)?|必要(?:だ|がある))。?$"
)
_EXPLAINED = re.compile(
    r"^(?:まず、?)?事務局(?:から|より)|を用いて説明|に基づき.{0,20}(?:説明|報告)"
    r"|(?:説明|報告|紹介)(?:を行った|した|があった|が行われた|した後、意見交換|。|$|[ )）>＞〉】\]=＝-]*$)"
)
_TASK = re.compile(r"宿題|(?:次回|次の).{0,20}までに.{0,30}(?:提出|検討|考え|持ち寄|準備|調べ|まとめ|作成|送)")
_LISTED = re.compile(r"[ア-ン①-⑳]|\([ア-ン]\)")
_TITLE = re.compile(
    r"(?:について|の件|その他|開会|閉会|挨拶|あいさつ|報告|議題|議事|選出|紹介|振り返り|予定|協議|確認)$"
)
_TITLE_LENGTH = 60


def with_kinds(blocks: Sequence[BlockText], *, talk: bool) -> tuple[BlockText, ...]:
    """The blocks with their kinds, the references in them and the ranges that they name."""
    return _Kinds(blocks, talk).read()


@dataclass
class _Kinds:
    blocks: Sequence[BlockText]
    talk: bool
    _lists: dict[int, BlockKind] = field(default_factory=dict)
    """level → what the items of the list there are."""

    def read(self) -> tuple[BlockText, ...]:
        found: list[BlockText] = []
        for index, block in enumerate(self.blocks):
            kind = self._kind(index, block)
            told = replace(block, kind=kind, series=series_of(block, found), refs=refs_of(block, found))
            if block.number:
                self._lists = {level: items for level, items in self._lists.items() if level <= block.level}
            self._open(told)
            found.append(told)
        return tuple(found)

    def _open(self, block: BlockText) -> None:
        """What the items of the list below this line are, as it says."""
        opinions = _OPENS_OPINIONS.search(block.text) and block.kind in (
            BlockKind.EXPLANATION,
            BlockKind.PLAIN,
            BlockKind.HEADING,
        )
        if _OPENS_DECISIONS.search(block.text) or block.series is not None:
            items = BlockKind.DECISION
        elif opinions:
            items = BlockKind.OPINION
        else:
            return
        self._lists[block.level + 1] = items
        if not block.number:  # 【ア～キ…決定】 stands within the list that it parts
            self._lists[block.level] = items

    def _kind(self, index: int, block: BlockText) -> BlockKind:
        text = block.text.rstrip()
        if block.kind is BlockKind.SPEAKER:
            return block.kind
        if shape := self._by_shape(block, text):
            return shape
        if _TASK.search(text):
            return BlockKind.TASK
        if block.number and self._is_heading(index, block, text):
            return BlockKind.HEADING
        if self.talk and block.speaker:
            opinion = BlockKind.OPINION if block.speaker.endswith("委員") else BlockKind.PLAIN
            return BlockKind.QUESTION if _ASKED.search(text) else opinion
        if block.number and self._lists.get(block.level) is BlockKind.DECISION and not _EXPLAINED.search(text):
            return BlockKind.DECISION
        if _EXPLAINED.search(text) and not _ASKED.search(text):
            return BlockKind.EXPLANATION
        if _DECIDED.search(text):
            return BlockKind.DECISION
        return self._said(index, block, text) if block.number or block.mark else BlockKind.PLAIN

    def _by_shape(self, block: BlockText, text: str) -> BlockKind | None:
        if range_in(text) is not None:
            return BlockKind.BOX
        label = label_alone(text)
        if block.agenda is not None or is_box(text) or (label is not None and label.key == "body"):
            return BlockKind.HEADING
        if text.startswith(("【", "[")) and text.endswith(("】", "]")):
            return BlockKind.BOX
        return BlockKind.ANSWER if block.mark and block.mark in ANSWER_MARKS else None

    def _said(self, index: int, block: BlockText, text: str) -> BlockKind:
        """What an item of a list is."""
        after = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        answered = after is not None and after.mark and after.mark in ANSWER_MARKS
        if answered or (_ASKED.search(text) and not _OPINED.search(text)):
            return BlockKind.QUESTION
        sentence = text.endswith("。") and _LISTED.match(block.number)
        if self._lists.get(block.level) is BlockKind.OPINION or _OPINED.search(text) or sentence:
            return BlockKind.OPINION
        return BlockKind.EXPLANATION if block.number else BlockKind.PLAIN

    def _is_heading(self, index: int, block: BlockText, text: str) -> bool:
        """Whether a short numbered line heads something: it ends as a title does, or a deeper list follows."""
        if len(text) >= _TITLE_LENGTH or text.endswith(("。", "か")):
            return False
        if _TITLE.search(re.sub(r"[ \u3000]*[【（(][^【】（）()]*[】）)]$", "", text)):
            return True
        after = next((other for other in self.blocks[index + 1 :] if other.number), None)
        return after is not None and after.level > block.level
