"""The body of a 会議録: the outline with its numbers, or the talk of speakers (LAYOUTS M2; measures: PAGES 3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zaitaku_desktop.forms.meeting_layouts import MinutesSettings
from zaitaku_desktop.forms.meeting_printer import MM, MeetingPrinter
from zaitaku_desktop.forms.meeting_words import SPACE, task_words
from zaitaku_desktop.forms.paragraphs import hang_of
from zaitaku_desktop.model import inline
from zaitaku_desktop.model.committee import Speakers
from zaitaku_desktop.model.meeting_rows import BlockRow, MeetingSnapshot
from zaitaku_desktop.model.outline import BlockKind
from zaitaku_desktop.model.reference_words import MeetingWords
from zaitaku_desktop.model.speaker_words import speaker_words
from zaitaku_desktop.typeset.blocks import Paragraph, ProseItem, TextStyle

ARROW = "→"
_BRACKETS = "【［〔（「"
_LEADS = (BlockKind.HEADING, BlockKind.BOX, BlockKind.SPEAKER)
"""Kinds with which no page ends."""


class MinutesBody:
    """Makes the paragraphs of the body. `shift` = 字 by which all of it stands in."""

    def __init__(
        self,
        settings: MinutesSettings,
        meeting: MeetingSnapshot,
        words: MeetingWords,
        printer: MeetingPrinter,
        shift: float = 0.0,
    ) -> None:
        self._settings = settings
        self._meeting = meeting
        self._words = words
        self._print = printer
        self._shift = shift
        text = printer.form.text
        self._style: TextStyle = text.prose(text.family, text.size, text.leading, cell=False)
        self._speaker = ""
        self._numbered = False

    def items(self) -> Iterator[ProseItem]:
        """Every block, in order."""
        first = True
        sticks = False
        for block in self._words.meeting.blocks:
            for at, paragraph in enumerate(self._block(block)):
                before = self._style.leading / MM if not (first or at) and _begins(block) else 0.0
                sticky = (sticks or block.kind is BlockKind.ANSWER) and not first and not at
                heading = min(block.level + 2, 6) if block.kind is BlockKind.HEADING and not at else 0
                text = replace(paragraph, space_before=before, sticks=sticky)
                yield ProseItem(text, ("block", block.id), heading)
                first = False
            sticks = block.kind in _LEADS

    def _block(self, block: BlockRow) -> Iterator[Paragraph]:
        label = "" if block.kind in _LEADS else self._label(block)
        if block.kind is BlockKind.HEADING:
            self._speaker = ""
        sign = self._words.numbering.sign(block.id)
        self._numbered = self._numbered or bool(sign)
        if block.kind is BlockKind.SPEAKER:
            self._speaker = self._said_by(block)
            yield self._line(self._words.block_text(block) or self._called(self._speaker), self._left(block))
            return
        text = self._words.block_text(block) + task_words(block, self._meeting)
        talk = self._settings.body == "speakers"
        if label and talk and self._settings.speaker_above:
            yield replace(self._line(label, self._left(block) + 1), sticks=False)
            label = ""
        elif label and talk:
            label += SPACE
        first, *rest = (label + text).split("\n")
        if sign:
            yield self._line(f"{sign}{SPACE}{first}", self._left(block), self._left(block) + 1)
        elif block.kind is BlockKind.ANSWER:
            yield self._answer(block, first)
        elif block.kind in (BlockKind.BOX, BlockKind.HEADING):
            yield self._box(block, first)
        else:
            rest = [first, *rest]
        for line in rest:
            yield self._under(block, line)

    # ── lines

    def _left(self, block: BlockRow) -> float:
        """字 at which the sign of a block stands."""
        return block.level + self._shift

    def _line(self, text: str, indent: float, hang: float | None = None) -> Paragraph:
        return self._print.line(text, self._style, indent, hang)

    def _answer(self, block: BlockRow, text: str) -> Paragraph:
        left = self._left(block) + 1
        bare = inline.plain(text).lstrip()
        words = text if bare.startswith(ARROW) else f"{ARROW}{SPACE}{text}"
        return self._line(words, left, left + 1)

    def _box(self, block: BlockRow, text: str) -> Paragraph:
        """【ア～エの意見を踏まえて、…】: the empty half of its bracket hangs out."""
        left = self._left(block)
        hangs = inline.plain(text)[:1] in _BRACKETS and left >= 0.5
        return self._line(text, left - 0.5 if hangs else left, left)

    def _under(self, block: BlockRow, text: str) -> Paragraph:
        """A paragraph that goes on with what stands above it: 1 字 right of the sign, its first line 1 字 more."""
        left = self._left(block) + (1 if self._numbered else 0)
        behind = hang_of(inline.plain(text))
        if behind:
            return self._line(text, left, left + behind)
        blank = inline.plain(text)[:1] == SPACE
        return self._line(text, left if blank else left + 1, left)

    # ── speakers

    def _said_by(self, block: BlockRow) -> str:
        way = Speakers.ROLE if self._settings.public else self._meeting.speakers
        if way is Speakers.NONE and self._settings.body == "speakers":
            way = Speakers.ROLE if not block.speaker else Speakers.NAME
        return speaker_words(self._meeting, block, way)

    def _called(self, speaker: str) -> str:
        return self._settings.speaker.format(speaker=speaker)

    def _label(self, block: BlockRow) -> str:
        """Who says a block, "" = nobody new."""
        speaker = self._said_by(block)
        if not speaker or speaker == self._speaker:
            return ""
        self._speaker = speaker
        return self._called(speaker)


def _begins(block: BlockRow) -> bool:
    """Whether an empty line stands above: a first-level item."""
    return block.level == 0 and block.kind is BlockKind.HEADING
