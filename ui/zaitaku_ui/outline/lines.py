"""What an outline shows, as plain values: one line for each block. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal["plain", "heading", "strong", "task", "box", "quiet"]
"""How a line stands out: strong = 決定, task = 宿題, box = 囲み, quiet = left out of the 要点."""
TagKind = Literal["link", "due", "late", "done", "quiet"]
NEW = 0
"""The id of the line of an outline that has no block yet."""


@dataclass(frozen=True, slots=True)
class Tag:
    """Words in a box behind the text: the 資料 of a 見出し, 期限 9月12日, 全文のみ."""

    words: str
    kind: TagKind = "quiet"


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """A block as it is drawn.

    `text` as stored, `said` = (token, words) of its references. `margin` = its kind, `sign` = its number, `aside` = who
    speaks. `blank` = told in grey where it has no text. `spoken` = what a screen reader says before the text.
    """

    id: int
    text: str = ""
    level: int = 0
    sign: str = ""
    margin: str = ""
    tone: Tone = "plain"
    aside: str = ""
    tags: tuple[Tag, ...] = ()
    said: tuple[tuple[str, str], ...] = ()
    blank: str = ""

    @property
    def name(self) -> str:
        """What a screen reader calls it."""
        words = (self.margin, self.sign, f"{self.level + 1}段目", self.aside, *(tag.words for tag in self.tags))
        return "、".join(word for word in words if word)
