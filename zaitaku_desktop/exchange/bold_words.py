"""What is bold within one text of an xlsx (`<si>`, `<is>`), told while its XML streams by."""

from __future__ import annotations

from collections.abc import Mapping

from zaitaku_desktop.model import inline


class BoldWords:
    """Takes the tags and words within one text."""

    def __init__(self) -> None:
        self._pieces: list[inline.Piece] = []
        self._bold = False
        self._within: set[str] = set()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self._within.add(tag)
        if tag == "r":
            self._bold = False
        elif tag == "b" and "rPr" in self._within:
            self._bold = attributes.get("val", "1") not in ("0", "false")

    def end(self, tag: str) -> None:
        """An element has ended."""
        self._within.discard(tag)

    def text(self, words: str) -> None:
        """Words between tags; how they are read aloud (rPh) is no part of the text."""
        if "t" in self._within and "rPh" not in self._within:
            self._pieces.append((words, self._bold and "r" in self._within))

    def marked(self) -> str:
        """The text with what is bold (`model.inline`); "" where all of it is in one weight: that is the cell's look."""
        if len({bold for words, bold in self._pieces if words.strip()}) < 2:
            return ""
        return inline.marked((inline.plain(words), bold) for words, bold in self._pieces)
