"""The tables of a font resource: which text each glyph stands for, and how wide it is."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from zaitaku_desktop.typeset.pdf_pen import number


def to_unicode(texts: dict[int, str]) -> bytes:
    """The ToUnicode CMap: glyph id → the text it stands for (UTF-16BE, selectors included)."""
    lines = [f"<{gid:04X}> <{text.encode('utf-16-be').hex().upper()}>" for gid, text in sorted(texts.items())]
    blocks = []
    for start in range(0, len(lines), 100):
        block = lines[start : start + 100]
        blocks.append(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar")
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        + "\n".join(blocks)
        + "\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")


def width_array(gids: Iterable[int], advance: dict[int, float]) -> str:
    """The W array of a CID font: advances in 1/1000 em; runs of neighbouring glyph ids share a bracket."""
    pieces = []
    for _, run in groupby(enumerate(sorted(gids)), key=lambda pair: pair[1] - pair[0]):
        members = [gid for _, gid in run]
        widths = " ".join(number(advance[gid] * 1000) for gid in members)
        pieces.append(f"{members[0]} [{widths}]")
    return "[" + " ".join(pieces) + "]"
