"""The body of a 会議録 → blocks with levels, numbers and speakers.

Lines broken as on paper are joined again; a line without a number is a paragraph of the item above it. Every line ends
up in a block.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from zaitaku_desktop.exchange.minutes.levels import Levels, Place, scheme_of
from zaitaku_desktop.exchange.minutes.lines import Line, squeeze, tidy
from zaitaku_desktop.exchange.minutes.signs import Sign, mark_of, printed, signs_of
from zaitaku_desktop.exchange.minutes.speakers import Spoken, blank_speaker, speaker_of
from zaitaku_desktop.exchange.minutes.tree import AgendaText, BlockText, Spot
from zaitaku_desktop.model.outline import BlockKind

_FEW, _NARROWEST, _WIDEST = 8, 40, 130
"""Lines from which on, and half-width columns between which a text may be broken as on paper."""
_ENDS = "。．！？!?」』）)】〕］]>＞〉：:"
_ANSWER = "→⇒➡➔⇨"
_GOES_ON = re.compile(r"[（(※＊*]")
_HEADING = re.compile(
    r"[【\[〔≪《<＜〈「](?P<w>[^】\]〕≫》>＞〉」]{1,30})[】\]〕≫》>＞〉」][ \u3000]*"
    r"|[（(](?:報告|質疑|意見|質疑応答|意見交換|協議|説明|主な意見|質問|決定|結果)[)）]"
)
_ASIDE = re.compile(r"[（(＜<〔\[].*[）)＞>〕\]]|[=＝][^=＝]+[=＝]|[－―-][^－―]+[－―-]")
"""What happened, between what was said: （異議なし）, ＜事務局説明＞."""


@dataclass
class _Draft:
    """A block in the making; `place` = its number, `around` = the number it stands at or below."""

    text: str
    at: Spot
    place: Place | None = None
    around: Place | None = None
    mark: str = ""
    speaker: str = ""
    kind: BlockKind = BlockKind.PLAIN
    line: Line | None = None
    number: str = ""
    sign: str = ""


@dataclass
class OutlineReader:
    """Reads the lines of a body. `agenda` = the 次第, whose items head it."""

    agenda: Sequence[AgendaText] = ()
    levels: Levels = field(default_factory=Levels)
    drafts: list[_Draft] = field(default_factory=list)
    talk: bool = False
    _wrap: int = 0
    _blank_speakers: frozenset[str] = frozenset()
    _speaker: str = ""
    _indented: bool = False

    def read(self, lines: Sequence[Line]) -> tuple[BlockText, ...]:
        """The blocks in order."""
        self._wrap = _wrapped(lines)
        self._blank_speakers = _frequent(lines)
        self._indented = _indents(lines)
        for line in lines:
            self._line(line)
        return self._blocks()

    @property
    def scheme(self) -> tuple[str, ...]:
        """The kinds of number used, the outermost first."""
        used = {draft.place.kind for draft in self.drafts if draft.place}
        return scheme_of(self.levels.nested, used)

    # ── a line

    def _line(self, line: Line) -> None:
        text = line.text
        spoken = self._spoken(line, text)
        found = None if spoken else self._number(line, text)
        if spoken is None and found is None and self._goes_on(line, text):
            last = self.drafts[-1]
            last.text += self._seam(last, line) + tidy(text)
            last.line = line
            return
        if spoken is not None:
            self._talk(line, spoken, text)
        elif found is not None:
            sign, place = found
            rest = text[sign.length :].strip(" \u3000")
            written = text[: sign.length].strip(" \u3000")
            number = printed(place.kind, place.value)
            self._put(_Draft(rest, line.at, place, number=number, sign=written), line)
            self._speaker = ""
        else:
            self._paragraph(line, text)

    def _number(self, line: Line, text: str) -> tuple[Sign, Place] | None:
        signs = signs_of(text)
        if not signs:
            return None
        heading = any(self._heads(text[sign.length :]) is not None for sign in signs)
        if self._is_wrap(line) and not heading and not line.gap:
            signs = [sign for sign in signs if sign.sure]
        return self.levels.place(signs, line.number, heading=heading)

    def _heads(self, words: str) -> int | None:
        """The line of the 次第 that these words are."""
        wanted = squeeze(words)
        return next((i for i, item in enumerate(self.agenda) if wanted and squeeze(item.title) == wanted), None)

    def _spoken(self, line: Line, text: str) -> Spoken | None:
        if len(line.cells) == 2 and len(squeeze(line.cells[0].text)) < 14:
            head = line.cells[0].text
            named = speaker_of(head) or blank_speaker(f"{head} \u3000。")
            if named is not None:
                return Spoken(head, named.who, line.cells[1].text)
        found = speaker_of(text)
        if found is not None:
            return found
        blank = blank_speaker(text)
        return blank if blank is not None and blank.who in self._blank_speakers else None

    def _talk(self, line: Line, spoken: Spoken, text: str) -> None:
        self.talk = self.talk or not spoken.aside
        self._put(_Draft(spoken.label, line.at, kind=BlockKind.SPEAKER, speaker=spoken.who), line)
        self._speaker = "" if spoken.aside else spoken.who
        if spoken.rest.strip():
            at = (line.at[0], line.at[1] + max(len(text) - len(spoken.rest), 1))
            self._put(_Draft(spoken.rest.strip(), at, speaker=self._speaker), line)

    def _paragraph(self, line: Line, text: str) -> None:
        mark, length = mark_of(text)
        if mark in ("-", "－", "―", "‐") and (text.rstrip().endswith(mark) or len(text) < 3):
            mark, length = "", 0
        words = text[length:]
        aside = _ASIDE.fullmatch(words) is not None
        heading = is_box(words) or self._heads(words) is not None
        self._put(_Draft(words, line.at, mark=mark, speaker="" if aside or heading else self._speaker), line)
        if heading:
            self._speaker = ""

    def _put(self, draft: _Draft, line: Line) -> None:
        draft.text, draft.line = tidy(draft.text), line
        draft.around = draft.place or next((one.place for one in reversed(self.drafts) if one.place), None)
        self.drafts.append(draft)

    # ── lines that were one

    def _is_wrap(self, line: Line) -> bool:
        """Whether the line above was broken off at the edge of the paper."""
        if not self.drafts or not self._wrap:
            return False
        before = self.drafts[-1].line
        return before is not None and before.width >= self._wrap - 4 and (not line.gap or line.turned)

    def _goes_on(self, line: Line, text: str) -> bool:
        if not self.drafts:
            return False
        last = self.drafts[-1]
        before = last.line
        if before is None or (line.gap and not line.turned) or last.kind is BlockKind.SPEAKER:
            return False
        if mark_of(text)[0] and not _GOES_ON.match(text):
            return False
        ended = last.text.rstrip().endswith(tuple(_ENDS))
        if self._wrap and not ended:
            return before.width >= self._wrap * 0.6 and len(line.cells) == 1
        if self._is_wrap(line) and not (self._indented and line.indent >= 1 and line.indent != before.indent):
            return True
        return not line.gap and bool(_GOES_ON.match(text)) and last.text.endswith("。") and not last.speaker

    def _seam(self, last: _Draft, line: Line) -> str:
        before = last.line
        whole = before is not None and (before.width >= self._wrap - 12 or not last.text.endswith("。"))
        return "" if self._wrap and whole else "\n"

    # ── drafts → blocks

    def _blocks(self) -> tuple[BlockText, ...]:
        scheme = self.scheme
        found: list[BlockText] = []
        headed: set[int] = set()
        for draft in self.drafts:
            place = draft.place
            level = scheme.index(draft.around.kind) if draft.around else 0
            agenda = self._agenda_of(draft, headed)
            if agenda is not None:
                headed.add(agenda)
            found.append(
                BlockText(
                    level,
                    draft.kind,
                    draft.text,
                    draft.at,
                    draft.number,
                    draft.sign,
                    draft.mark,
                    draft.speaker,
                    place.restarts if place else False,
                    place.continues if place else False,
                    place.value if place and place.restarts else 1,
                    agenda,
                )
            )
        return tuple(found)

    def _agenda_of(self, draft: _Draft, headed: set[int]) -> int | None:
        """The line of the 次第 that a block heads: the same words, else the same number in the same place with words
        much like it (a slip in one of them is kept)."""
        words = squeeze(draft.text)
        if not words or len(words) > 120:
            return None
        for index, item in enumerate(self.agenda):
            if index not in headed and squeeze(item.title) == words:
                return index
        if not draft.number:
            return None
        for index, item in enumerate(self.agenda):
            if index not in headed and item.number == draft.number and _alike(squeeze(item.title), words):
                return index
        return None


def _wrapped(lines: Sequence[Line]) -> int:
    """The width at which the text was broken into lines as on paper; 0 if its lines are whole paragraphs.

    Broken lines are as wide as the widest, do not end a sentence, and go on in a line that begins nothing.
    """
    widths = sorted(line.width for line in lines if len(line.cells) == 1)
    if len(widths) < _FEW:
        return 0
    widest = widths[-max(1, len(widths) // 50)]
    broken = goes_on = 0
    for line, after in pairwise(lines):
        if widest - 6 <= line.width <= widest + 4 and not line.text.endswith(tuple(_ENDS)):
            broken += 1
            begins = signs_of(after.text) or mark_of(after.text)[0] or speaker_of(after.text)
            goes_on += not begins and (not after.gap or after.turned)
    return widest if _NARROWEST <= widest <= _WIDEST and goes_on > 1 and goes_on >= 0.6 * broken else 0


def _alike(one: str, other: str) -> bool:
    pairs = [{text[i : i + 2] for i in range(len(text) - 1)} or {text} for text in (one, other)]
    return 2 * len(pairs[0] & pairs[1]) >= 0.6 * (len(pairs[0]) + len(pairs[1]))


def _frequent(lines: Sequence[Line]) -> frozenset[str]:
    """Roles that stand before a blank at the head of a line at least twice."""
    found = Counter(spoken.who for line in lines if (spoken := blank_speaker(line.text)) is not None)
    return frozenset(found) if sum(found.values()) > 2 else frozenset()


def _indents(lines: Sequence[Line]) -> bool:
    """Whether the text begins its paragraphs with a blank."""
    return sum(line.indent == 2 for line in lines) >= 2


def is_box(text: str) -> bool:
    """Whether a paragraph is a heading in brackets."""
    return _HEADING.fullmatch(text) is not None
