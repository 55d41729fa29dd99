"""Text that runs from top to bottom, in columns from right to left: headings and labels of narrow columns. Points.

A column is broken like a line, with its length for a measure, and then stood upright: kana, kanji and signs in their
vertical forms, two half-width digits side by side (縦中横), Latin words and longer numbers on their side. A few
capitals (ＭＳＷ) and a single digit stand upright in full width.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal, NamedTuple

from zaitaku_desktop.typeset.blocks import CellBlock, Paragraph
from zaitaku_desktop.typeset.boxes import ASCENT, DESCENT, Mark, MissingGlyph, TextBox
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.linebreak import break_paragraph
from zaitaku_desktop.typeset.paragraph import TYPED_BREAK
from zaitaku_desktop.typeset.placing import Line
from zaitaku_desktop.typeset.spans import Span

MM = 72 / 25.4
TALLEST = 26.0
"""mm (PAGES 4 T2): a longer text is set in two columns where the cell has room for them."""
TRACKING = 0.04
"""em between the clusters of a column (PAGES 4 T2)."""
TIGHTEST = 1.1
"""Least distance of two columns, in em."""
ENDLESS = 1e4

Way = Literal["upright", "beside", "turned"]
"""How a character stands: by itself, beside its neighbour in the place of one, or on its side with its neighbours."""

_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_TOKENS = re.compile(
    r"(?P<beside>(?<![0-9A-Za-z.,])[0-9]{2}(?![0-9A-Za-z.,]))"
    r"|(?P<upright>(?<![0-9A-Za-z.,])(?<![A-Za-z] )(?:[0-9]|[A-Z]{1,4})(?![0-9A-Za-z.,]| [A-Za-z])|[!-/:-@\[-`{-~])"
    r"|(?P<turned>[0-9A-Za-zÀ-ɏ](?:[0-9A-Za-zÀ-ɏ.,'&+ _/-]*[0-9A-Za-zÀ-ɏ])?|[－—–‐“”ｦ-ﾟ]+)"
)


class Glyphs(NamedTuple):
    """A stretch of clusters drawn together, as a span by itself. `along` = from the top of the column."""

    way: Way
    span: Span
    along: float


@dataclass(frozen=True, slots=True)
class Columns:
    """A text set in columns, `pitch` apart. `width` = of the measure they stand in the middle of; `height` = of the
    longest."""

    lines: tuple[tuple[Paragraph, Line], ...]
    pitch: float
    width: float
    height: float

    def axes(self) -> Iterator[tuple[float, Paragraph, Line]]:
        """Each column with the distance of its middle from the left edge of the measure; the first is the right one."""
        first = (self.width + self.pitch * (len(self.lines) - 1)) / 2
        for index, (paragraph, line) in enumerate(self.lines):
            yield first - index * self.pitch, paragraph, line


def set_columns(blocks: Sequence[CellBlock], width: float, tallest: float, faces: Faces) -> Columns | None:
    """The paragraphs in columns beside each other, as many as `width` has room for; None if they need more room, or if
    something else stands among them.

    Typed line ends begin a column if there is room for it. No column is higher than `tallest`.
    """
    paragraphs = [_upright(block) for block in blocks if isinstance(block, Paragraph)]
    if len(paragraphs) != len(blocks) or not paragraphs:
        return None
    return _columns(paragraphs, width, tallest, faces) or _columns([_joined(paragraphs)], width, tallest, faces)


def _columns(paragraphs: Sequence[Paragraph], width: float, tallest: float, faces: Faces) -> Columns | None:
    """One column for each typed line; more and lower ones if they would be higher than `TALLEST` and there is room."""
    style = paragraphs[0].style
    room = max(1, int((width + 1e-6) / (TIGHTEST * style.size)))
    lines = _lines(paragraphs, ENDLESS, faces)
    if len(lines) > room:
        return None
    height = natural = _height(lines)
    if natural > min(tallest, TALLEST * MM) and len(lines) < room:
        labels = [replace(paragraph, phrases=True) for paragraph in paragraphs]
        low = natural / room
        while len(tried := _lines(labels, low, faces)) > room:
            low += style.size / 2
        lines, height = tried, _height(tried)
    pitch = min(style.leading, width / len(lines)) if len(lines) > 1 else style.leading
    return Columns(tuple(lines), pitch, width, height) if height <= tallest else None


def _height(lines: Sequence[tuple[Paragraph, Line]]) -> float:
    """Of the longest column."""
    return max(
        line.x + line.width + TRACKING * paragraph.style.size * max(len(line.text) - 1, 0) for paragraph, line in lines
    )


def _joined(paragraphs: Sequence[Paragraph]) -> Paragraph:
    """All of them as one, without typed line ends."""
    runs = [replace(run, text=TYPED_BREAK.sub("", run.text)) for paragraph in paragraphs for run in paragraph.runs]
    return replace(paragraphs[0], runs=tuple(runs))


def _upright(paragraph: Paragraph) -> Paragraph:
    """With full width for what stands upright by itself, flush with the top."""
    runs = tuple(replace(run, text=_widened(run.text)) for run in paragraph.runs)
    return replace(paragraph, runs=runs, style=replace(paragraph.style, align="left", latin_gap=0.0, hanging=False))


def _widened(text: str) -> str:
    """Single digits, short words in capitals and signs in full width."""
    return _TOKENS.sub(lambda found: found["upright"].translate(_WIDE) if found["upright"] else found.group(), text)


def _lines(paragraphs: Sequence[Paragraph], height: float, faces: Faces) -> list[tuple[Paragraph, Line]]:
    return [(paragraph, line) for paragraph in paragraphs for line in break_paragraph(paragraph, height, faces)]


def drawn(columns: Columns, x: float, top: float, mark: Mark) -> tuple[list[TextBox], list[MissingGlyph]]:
    """The boxes of columns whose measure begins at (x, top), in reading order, and what no face could draw."""
    boxes: list[TextBox] = []
    missing: list[MissingGlyph] = []
    for middle, paragraph, line in columns.axes():
        own = mark._replace(artifact=True, part=-1) if paragraph.artifact else mark
        upright, turned = own._replace(vertical=True), own._replace(turned=True)
        for way, span, along in _glyphs(line):
            axis, y = x + middle, top + along
            if way == "turned":
                boxes.append(TextBox(span, axis - (ASCENT - DESCENT) / 2 * span.size, y, turned))
            else:
                kind = own if way == "beside" else upright
                boxes.append(TextBox(span, axis - span.width / 2, y + ASCENT * span.size, kind))
        if not own.artifact:
            missing += [MissingGlyph(cluster, mark.source) for cluster in line.missing]
    return boxes, missing


def _glyphs(line: Line) -> Iterator[Glyphs]:
    """What a column consists of, from top to bottom."""
    ways = _ways(line.text)
    position = count = 0
    for span in line.spans:
        edges = [*span.xs, span.left + span.width]
        places = []
        for index, cluster in enumerate(span.clusters):
            places.append((ways[position], cluster, index))
            position += len(cluster)
        for (way, _), members in groupby(places, key=_token):
            found = list(members)
            stretches = [[one] for one in found] if way == "upright" else [found]
            for stretch in stretches:
                first, last = stretch[0][2], stretch[-1][2]
                text = "".join(cluster for _, cluster, _ in stretch)
                wide = span.size if way == "upright" else edges[last + 1] - edges[first]
                made = Span(span.face, span.size, text, 0.0, wide, span.advances, run=span.run)
                yield Glyphs(way, made, edges[first] + TRACKING * span.size * count)
                count += 1


def _ways(text: str) -> list[tuple[Way, int]]:
    """How each character stands, and to which token it belongs (-1: to none)."""
    found: list[tuple[Way, int]] = [("upright", -1)] * len(text)
    for number, match in enumerate(_TOKENS.finditer(text)):
        way: Way = "beside" if match["beside"] else "turned" if match["turned"] else "upright"
        for position in range(*match.span()):
            found[position] = (way, number)
    return found


def _token(place: tuple[tuple[Way, int], str, int]) -> tuple[Way, int]:
    return place[0]
