"""What stands in a cell of a sheet: its characters, its looks, and how many lines Excel and LibreOffice make of it.

Neither of them squeezes punctuation or tracks as our own typesetting does, so lines are counted solid, in a measure
a little narrower than the column's. Widths and heights are points.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.typeset.blocks import Abreast, Align, CellBlock, Chip, Family, Paragraph, Run, TextStyle
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.paragraph import Segment, segments_of

MOST_CHARACTERS = 32_767
"""What Excel takes in one cell, counted in UTF-16."""
PITCH = 1.25
"""Distance of lines ÷ type size of the BIZ UD faces in Excel: 15 px for 12 px type. LibreOffice sets them at 1.0."""
PIXEL = 0.75
"""Points in one of Excel's pixels."""
PAD = 3.0
SIDE = 5.0
"""What Excel keeps free beside the words, left and right together (5 px at 9 pt), and a little more."""
SAFETY = 0.97

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")
_LONE = re.compile("[\ud800-\udfff]")
_CODE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True, slots=True)
class Look:
    """Face, size (points) and weight of a stretch of text."""

    family: Family
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class CellText:
    """The words of a cell as stretches in one look each; typed line ends are `\\n`."""

    runs: tuple[tuple[Look, str], ...]
    align: Align = "left"

    @property
    def text(self) -> str:
        """The characters."""
        return "".join(text for _, text in self.runs)

    @property
    def look(self) -> Look:
        """That of the first word."""
        return self.runs[0][0] if self.runs else Look("gothic", 9.0, False)


def clean(text: str) -> str:
    """`text` as an xlsx can hold it: control characters and our signs of 太字 go, a lone surrogate becomes 〓."""
    return _LONE.sub("〓", _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n")))


def encoded(text: str) -> str:
    """Text as it stands in the file: what looks like Excel's `_x000D_` is marked as words."""
    return _CODE.sub("_x005F_", text)


def must_fit(text: str, place: str) -> None:
    """KnownError if Excel would not take `text` in one cell."""
    if len(text.encode("utf-16-le")) // 2 > MOST_CHARACTERS:
        raise KnownError(
            "1つのセルに入る文字の数（32,767字）を超えています。",
            todo="文を短くするか、行を分けてから、もう一度書き出してください。",
            place=place,
        )


def cell_text(blocks: Sequence[CellBlock]) -> CellText:
    """The blocks of a cell as words: chips on a line of their own, a line end between paragraphs.

    Spaces that a paragraph had as an indent are typed again; what hangs under a run-in label (目的：) is not.
    """
    lines: list[list[tuple[Look, str]]] = []
    base = 0.0
    after_chip = False
    align: Align | None = None
    for given in blocks:
        block = given.joined if isinstance(given, Abreast) else given
        if isinstance(block, Chip):
            if not after_chip:
                lines.append([])
            lines[-1].append((Look("gothic", block.size, block.kind == "filled"), f"【{clean(block.text)}】"))
            after_chip = True
            continue
        if not block.runs:  # nothing but height
            continue
        after_chip = False
        align = align or block.style.align
        label = _label(block)
        if label is not None:
            base = float(len(label.text))
        spaces = _spaces(block.indent - (base if label is None else 0.0))
        lines.append([(_look(block.style, run), clean(run.text)) for run in block.runs])
        lines[-1].insert(0, (lines[-1][0][0], spaces))
    runs: list[tuple[Look, str]] = []
    for index, line in enumerate(lines):
        if index:
            _add(runs, runs[-1][0] if runs else line[0][0], "\n")
        for look, text in line:
            _add(runs, look, text)
    return CellText(tuple(runs), "left" if align in (None, "justify") else align)


def _label(block: Paragraph) -> Run | None:
    """The run-in label (目的：) of a paragraph: bold, and what follows hangs under the words after it."""
    first = block.runs[0]
    hangs = block.hang - block.indent >= len(first.text)
    return first if len(block.runs) > 1 and first.bold and hangs and first.text.endswith("：") else None


def _spaces(indent: float) -> str:
    if indent <= 0:
        return ""
    return "\u3000" * int(indent) + (" " if indent - int(indent) >= 0.5 else "")


def _look(style: TextStyle, run: Run) -> Look:
    bold = style.bold if run.bold is None else run.bold
    return Look("gothic" if bold else run.family or style.family, run.size or style.size, bold)


def _add(runs: list[tuple[Look, str]], look: Look, text: str) -> None:
    if not text:
        return
    if runs and (runs[-1][0] == look or not text.strip()):
        runs[-1] = (runs[-1][0], runs[-1][1] + text)
    else:
        runs.append((look, text))


# ── how high ─────────────────────────────────────────────────────────────────────────────────────────────


def pitch_of(size: float) -> float:
    """Distance of lines for type of `size`."""
    return math.ceil(size * PITCH * 4) / 4


def measure_of(width: float) -> float:
    """What a column `width` wide has for words."""
    return max((width - SIDE) * SAFETY, 1.0)


def text_height(words: CellText, width: float, faces: Faces) -> float:
    """Height of a row in which `words` stand in a column `width` wide without being cut; 0 if there are none."""
    if not words.runs:
        return 0.0
    measure = measure_of(width)
    height = 0.0
    for paragraph in _typed_lines(words):
        size = max((run.size or 0.0 for run in paragraph.runs), default=0.0) or words.look.size
        height += pitch_of(size) * line_count(paragraph, measure, faces)
    return height + PAD


def column_height(words: CellText) -> float:
    """Height of a row in which `words` run from top to bottom, each typed line in a column; 0 if there are none."""
    if not words.runs:
        return 0.0
    size = max(look.size for look, _ in words.runs)
    return pitch_of(size) * max(map(len, words.text.split("\n"))) + PAD


def _typed_lines(words: CellText) -> Iterable[Paragraph]:
    lines: list[list[Run]] = [[]]
    for look, text in words.runs:
        first, *rest = text.split("\n")
        for index, part in enumerate((first, *rest)):
            if index:
                lines.append([])
            if part:
                lines[-1].append(Run(part, look.bold, look.family, look.size))
    style = TextStyle(size=words.look.size)
    return (Paragraph(tuple(line) or (Run("", size=words.look.size),), style) for line in lines)


def line_count(paragraph: Paragraph, measure: float, faces: Faces) -> int:
    """Lines of a paragraph set solid in `measure` points with our kinsoku, which is stricter than theirs."""
    em = paragraph.style.size
    return sum(_segment_lines(segment, measure / em) for segment in segments_of(paragraph, faces))


def _segment_lines(segment: Segment, measure: float) -> int:
    size, start, lines = len(segment.text), 0, 1
    sums = list(accumulate(map(segment.full, range(size)), initial=0.0))
    while True:
        fit = bisect_right(sums, sums[start] + measure + 1e-6, start) - 1
        if fit >= size:
            return lines
        stop = max(fit, start + 1)
        while stop > start + 1 and not segment.allows(stop, 0):
            stop -= 1
        if not segment.allows(stop, 0):
            stop = max(fit, start + 1)
        start = stop
        lines += 1
