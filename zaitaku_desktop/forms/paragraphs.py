"""Stored text → paragraphs with hanging marks (PAGES 1 "Hanging")."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from zaitaku_desktop.forms.points import top_mark
from zaitaku_desktop.model import inline
from zaitaku_desktop.typeset.blocks import Paragraph, Run, TextStyle

Words = Callable[[str], str]

_ONE = re.compile(
    r"[・･○◯●◎◇◆□■△▲▽▼☆★➢※→⇒➡①-⑳㉑-㉟㊱-㊿❶-❿⓫-⓴]"
    r"|[0-9０-９]{1,2}(?:\u3000|[.．](?![0-9０-９]))|[(（][0-9０-９]{1,2}[)）]|第[0-9０-９]{1,2}\u3000|[a-zａ-ｚ]\u3000"
)
"""Signs under which the next lines stand 1 字 in: of points, → of an answer, １　 1. (1) 第１　 ａ　 of a list."""
_HALF = re.compile(r"[*]")
_SIGN = re.compile(r"[ア-ン]\u3000")
_NAMED = re.compile(r"[(（][ア-ン][)）][ \u3000]")
_NOTE_SIGNS = frozenset("*＊※")
_UNDER = re.compile(r"[ \u3000]*[*＊※【①-⑳㉑-㉟・○◎●◆◇■□]")
_INDENTED = re.compile(r"^[ \u3000]+")


def hang_of(line: str) -> float:
    """How far (字) the following lines of a paragraph stand in (PAGES 1 "Hanging").

    1 after a mark or the sign of a list, half after `*`; under the text after `ア　` (2) and `(ア) ` (2.5).
    """
    if _ONE.match(line):
        return 1.0
    if _SIGN.match(line):
        return 2.0
    if named := _NAMED.match(line):
        return sum(0.5 if char in "() " else 1.0 for char in named.group())
    return 0.5 if _HALF.match(line) else 0.0


def text_paragraphs(text: str, style: TextStyle, words: Words, *, indent: float = 0.0) -> list[Paragraph]:
    """One paragraph for each line of `text`, with its 太字; `words` sets its digits. `indent` in 字, for all lines.

    Spaces typed before a mark become an indent, so that the sign hangs like its fellows. A note (*, ※) stays with
    the line before it.
    """
    paragraphs: list[Paragraph] = []
    for line in text.split("\n"):
        bare = inline.plain(line)
        lead = _INDENTED.match(bare)
        own = 0.0
        start = 0
        if lead and hang_of(bare[lead.end() :]):
            own = sum(1.0 if char == "\u3000" else 0.5 for char in lead.group())
            start = lead.end()
        first = indent + own
        runs = text_runs(inline.cut(line, start), words)
        note = bare[start : start + 1] in _NOTE_SIGNS
        paragraphs.append(
            Paragraph(runs, style, first, first + hang_of(bare[start:]), sticks=note and bool(paragraphs))
        )
    return paragraphs


def text_runs(line: str, words: Words) -> tuple[Run, ...]:
    """A line as runs, what is bold in bold. `words` sets the whole line: what a digit looks like depends on its
    neighbours, and every character keeps its place."""
    if not inline.has_bold(line):
        return (Run(words(line)),)
    whole = words(inline.plain(line))
    runs: list[Run] = []
    at = 0
    for piece, bold in inline.pieces(line):
        runs.append(Run(whole[at : at + len(piece)], bold=True if bold else None))
        at += len(piece)
    return tuple(runs)


def point_paragraphs(
    text: str, style: TextStyle, words: Words, *, sub: TextStyle, gap: float, begun: bool = False
) -> list[Paragraph]:
    """A text of points (PAGES 2 P2): `gap` mm between them, and what stands under a point 1 字 in, notes and lists in
    the type `sub`; the first of it stays with its point. `begun` = other points stand above. A text without a point is
    set as it is."""
    lines = text.split("\n")
    mark = next((own for line in lines if (own := top_mark(line))), "")
    under = style.size / sub.size  # 字 of the smaller type that reach to the words of the point
    found: list[Paragraph] = []
    pointed = under_it = False
    for line in lines:
        bare = inline.plain(line)
        (plain,) = text_paragraphs(line, style, words)
        if mark and top_mark(line) == mark:
            pointed, under_it = True, False
            found.append(replace(plain, space_before=gap if found or begun else 0.0))
            continue
        if not pointed:
            found.append(replace(plain, space_before=gap if begun and not found else 0.0))
        elif _UNDER.match(bare):
            (small,) = text_paragraphs(line, sub, words)
            inset = max(under - small.indent, 0.0)
            found.append(replace(small, indent=small.indent + inset, hang=small.hang + inset, sticks=not under_it))
        else:
            start = len(bare) - len(bare.lstrip(" \u3000"))
            (plain,) = text_paragraphs(inline.cut(line, start), style, words)
            found.append(replace(plain, indent=1.0, hang=1.0 + plain.hang, sticks=not under_it))
        under_it = pointed
    return found


def run_in(label: str, text: str, style: TextStyle, words: Words, *, space_before: float) -> list[Paragraph]:
    """`目的：` bold on the first line of the text, which hangs under itself (3 字; PAGES "Exceptions")."""
    indent = float(len(label))
    first, *rest = text_paragraphs(text, style, words, indent=indent)
    head = Paragraph(
        (Run(label, bold=True), *first.runs), style, first.indent - indent, first.hang, space_before=space_before
    )
    return [head, *rest]
