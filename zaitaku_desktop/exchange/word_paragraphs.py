"""Paragraphs of the typesetter → paragraphs of Word: type, indents, distances of lines, 均等割り付け, texts abreast."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

from zaitaku_desktop.exchange.sheet_styles import FONTS
from zaitaku_desktop.exchange.word_elements import element, text_elements, twips
from zaitaku_desktop.forms.print_cells import full_width
from zaitaku_desktop.typeset.blocks import NATURAL, REST, Abreast, CellBlock, Chip, Paragraph, Run, TextStyle
from zaitaku_desktop.typeset.pieces import MM

_ALIGN = {"left": "left", "center": "center", "right": "right", "justify": "both"}


class Around(NamedTuple):
    """What a paragraph has besides its own: whether it stays with the next one, its level among the headings (0 = none)
    and the width of white type on black."""

    keep_next: bool = False
    heading: int = 0
    white: bool = False


SLACK = 1.0
"""Points by which a spread text is narrower than its cell, or Word would break it."""
ALONE = Around()
"""Nothing besides its own."""


def word_paragraph(block: CellBlock, measure: float, around: Around = ALONE) -> Any:
    """The paragraph in a measure of so many points."""
    if isinstance(block, Abreast):
        return _abreast(block, measure, around)
    if isinstance(block, Chip):
        style = TextStyle("gothic", block.size, block.height + 3, bold=block.kind == "filled")
        block = Paragraph((Run(f"【{block.text}】"),), style)
    return _plain(block, measure, around)


def _plain(block: Paragraph, measure: float, around: Around, right: float = 0.0) -> Any:
    """`right` = free at the right edge."""
    size = block.style.size
    made = element("p")
    indents = (block.hang * size, block.indent * size, right)
    made.append(_settings(block.style, indents, block.space_before, around))
    for run in _runs(block, measure, around.white):
        made.append(run)
    return made


def _settings(style: TextStyle, indents: tuple[float, float, float], before: float, around: Around) -> Any:
    """`indents` = of all lines, of the first one, at the right."""
    left, first, right = indents
    found = element("pPr")
    if around.keep_next:
        found.append(element("keepNext"))
    if not style.latin_gap:
        found.append(element("autoSpaceDE", val="0"))
        found.append(element("autoSpaceDN", val="0"))
    found.append(element("snapToGrid", val="0"))
    spacing = {"before": twips(before * MM), "after": "0", "line": twips(style.leading), "lineRule": "exact"}
    found.append(element("spacing", **spacing))
    indent = {"left": twips(max(left, 0.0))}
    indent["firstLine" if first >= left else "hanging"] = twips(abs(first - max(left, 0.0)))
    if right:
        indent["right"] = twips(right)
    found.append(element("ind", **indent))
    found.append(element("jc", val=_ALIGN[style.align]))
    if around.heading:
        found.append(element("outlineLvl", val=around.heading - 1))
    return found


def _runs(paragraph: Paragraph, measure: float, white: bool = False) -> list[Any]:
    """The runs; of one that is spread over a field (no wider than the measure) each character but the last takes its
    share."""
    text = paragraph.text
    each = 0.0
    if paragraph.spread and len(text) > 1 and "\n" not in text:
        size = paragraph.style.size
        field = min(paragraph.spread * size, measure - SLACK)
        each = max(field - full_width(text) * size, 0.0) / (len(text) - 1)
    found = []
    for run in paragraph.runs:
        if each and len(paragraph.runs) == 1:
            found.append(_run(Run(run.text[:-1], run.bold, run.family, run.size), paragraph.style, white, each))
            found.append(_run(Run(run.text[-1], run.bold, run.family, run.size), paragraph.style, white))
        elif run.text:
            found.append(_run(run, paragraph.style, white))
    return found


def _run(run: Run, style: TextStyle, white: bool, each: float = 0.0) -> Any:
    bold = style.bold if run.bold is None else run.bold
    # Bold is always gothic: a mincho is never emboldened (PAGES 1).
    face = FONTS["gothic" if bold else run.family or style.family]
    size = run.size or style.size
    settings = element("rPr")
    settings.append(element("rFonts", ascii=face, hAnsi=face, eastAsia=face, hint="eastAsia"))
    if bold:
        settings.append(element("b"))
    if white:
        settings.append(element("color", val="FFFFFF"))
    if each:
        settings.append(element("spacing", val=twips(each)))
    settings.append(element("sz", val=round(size * 2)))
    settings.append(element("szCs", val=round(size * 2)))
    made = element("r")
    made.append(settings)
    for part in text_elements(run.text):
        made.append(part)
    return made


def _abreast(block: Abreast, measure: float, around: Around) -> Any:
    """Texts beside each other: tabs between them; the next lines stand under the one that is as wide as there is
    room."""
    em = block.style.size
    widths = _widths(block, measure)
    written = [at for at, text in enumerate(block.texts) if text.text]
    if written == [0]:
        only = replace(block.texts[0], space_before=block.space_before)
        return _plain(only, measure, around, right=measure - block.indent * em - widths[0])
    lefts, at = [], block.indent * em
    for width in widths:
        lefts.append(at)
        at += width + block.gap * em
    main = block.widths.index(REST) if REST in block.widths else len(block.texts) - 1
    hang = lefts[main] + block.texts[main].hang * block.texts[main].style.size
    first = lefts[0] + block.texts[0].indent * em
    leading = max(text.style.leading for text in block.texts)
    style = TextStyle(block.style.family, em, leading, latin_gap=block.style.latin_gap)
    made = element("p")
    settings = _settings(style, (hang, first, 0.0), block.space_before, around)
    tabs = element("tabs")
    for left, width, text in list(zip(lefts, widths, block.texts, strict=True))[1:]:
        if text.style.align == "right":
            tabs.append(element("tab", val="right", pos=twips(left + width)))
        else:
            tabs.append(element("tab", val="left", pos=twips(left)))
    if len(tabs):
        settings.insert(1 if around.keep_next else 0, tabs)
    made.append(settings)
    for index, text in enumerate(block.texts):
        if index:
            made.append(_run(Run("\t"), block.style, around.white))
        for run in _runs(text, measure, around.white):
            made.append(run)
    return made


def _widths(block: Abreast, measure: float) -> list[float]:
    """About as on paper: what is as wide as its words is counted in 字."""
    em = block.style.size
    found = []
    for text, wanted in zip(block.texts, block.widths, strict=True):
        natural = full_width(text.text) * text.style.size if wanted == NATURAL else wanted * em
        found.append(natural)
    rest = measure - block.indent * em - block.gap * em * (len(found) - 1) - sum(found)
    return [max(rest, em) if wanted == REST else width for wanted, width in zip(block.widths, found, strict=True)]
