"""Placed boxes → the operators of a page's content stream, and which glyphs of which face were used.

Knows PDF syntax but no PDF library; `pdf.py` puts the streams and fonts into a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby
from operator import sub

from zaitaku_desktop.typeset.boxes import ArrowBox, FillBox, FrameBox, Page, RuleBox, TextBox
from zaitaku_desktop.typeset.fonts import Faces

TOLERANCE = 0.02  # pt: a cluster nearer than this to its natural place is not moved
TAGS = {"title": "H1", "tag": "P", "paragraph": "P", "header": "TH", "cell": "TD"}


@dataclass(slots=True)
class Font:
    """One font resource: a face, and what text each of its glyphs stands for.

    A glyph that stands for two texts (〓; a character and its unknown variant) needs a second resource of
    the same face, or text copied from the PDF would not be the text entered.
    """

    name: str
    face: str
    texts: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Code:
    """A cluster as the PDF writes it: font resource, glyph id in hex, the font's own advance in em."""

    font: Font
    hex: str
    advance: float


class _Codes(dict[str, Code]):
    """Cluster → code for one face asked for; filled as clusters are met."""

    def __init__(self, coder: Coder, face: str, vertical: bool) -> None:
        super().__init__()
        self._coder = coder
        self._face = face
        self._vertical = vertical
        self.main: Font | None = None
        self.plain: dict[str, str] = {}
        self._points: dict[float, dict[str, float]] = {}

    def __missing__(self, cluster: str) -> Code:
        code = self._coder.encode(self._face, cluster, self._vertical)
        self[cluster] = code
        if self.main is None:
            self.main = code.font
        if code.font is self.main:
            self.plain[cluster] = code.hex
            for size, points in self._points.items():
                points[cluster] = code.advance * size
        return code

    def points(self, size: float) -> dict[str, float]:
        """Cluster → natural advance in points, of the clusters in `plain`."""
        table = self._points.get(size)
        if table is None:
            table = self._points[size] = {cluster: self[cluster].advance * size for cluster in self.plain}
        return table


class Coder:
    """Gives each cluster its font resource and code; collects what must be embedded."""

    def __init__(self, faces: Faces) -> None:
        self._faces = faces
        self._codes: dict[tuple[str, bool], _Codes] = {}
        self.fonts: list[Font] = []
        self._of_face: dict[str, list[Font]] = {}

    def encode(self, face: str, cluster: str, vertical: bool) -> Code:
        """The code of one cluster (slow path; results are kept in `codes`)."""
        glyph = self._faces.glyph(face, cluster, vertical=vertical)
        fonts = self._of_face.setdefault(glyph.face, [])
        for font in fonts:
            if font.texts.get(glyph.gid, cluster) == cluster:
                break
        else:
            font = Font(f"F{len(self.fonts) + 1}", glyph.face)
            fonts.append(font)
            self.fonts.append(font)
        font.texts[glyph.gid] = cluster
        return Code(font, f"{glyph.gid:04X}", self._faces.face(glyph.face).advance(glyph.gid))

    def codes(self, face: str, vertical: bool) -> _Codes:
        """The table of codes for a face asked for."""
        key = (face, vertical)
        table = self._codes.get(key)
        if table is None:
            table = self._codes[key] = _Codes(self, face, vertical)
        return table


def number(value: float) -> str:
    """A number as PDF writes it, to 1/100 pt."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


@dataclass(slots=True)
class Marked:
    """A run of text boxes of one part on one page: marked-content id → part."""

    mcid: int
    part: int


class PageWriter:
    """Writes one page. `marks` tells afterwards which marked content belongs to which part of the layout."""

    def __init__(self, page: Page, coder: Coder, kinds: Sequence[str]) -> None:
        self._page = page
        self._coder = coder
        self._kinds = kinds
        self._out: list[str] = []
        self._font = ""
        self._white = False
        self._invisible = False
        self.marks: list[Marked] = []

    def stream(self) -> str:
        """The whole content stream: drawing first (an artifact), then the texts in reading order."""
        page = self._page
        if page.fills or page.frames or page.rules or page.arrows:
            self._out.append("/Artifact BMC")
            self._fills(page.fills)
            self._frames(page.frames)
            self._rules(page.rules)
            self._arrows(page.arrows)
            self._out.append("EMC")
        for part, boxes in groupby(page.texts, key=_part_of):
            self._sequence(part, boxes)
        return "\n".join(self._out)

    def _fills(self, fills: Iterable[FillBox]) -> None:
        grey = 0.0
        for fill in fills:
            if fill.grey != grey:
                grey = fill.grey
                self._out.append(f"{number(grey)} g")
            self._out.append(self._rectangle(fill) + " f")
        if grey:
            self._out.append("0 g")

    def _frames(self, frames: Iterable[FrameBox]) -> None:
        for frame in frames:
            self._out.append(f"{number(frame.weight)} w {_dash(frame.dash)} {self._rectangle(frame)} S")

    def _rules(self, rules: Iterable[RuleBox]) -> None:
        pen: tuple[float, tuple[float, float] | None] | None = None
        height = self._page.height
        for rule in rules:
            if pen != (rule.weight, rule.dash):
                pen = (rule.weight, rule.dash)
                self._out.append(f"{number(rule.weight)} w {_dash(rule.dash)}")
            self._out.append(
                f"{number(rule.x0)} {number(height - rule.y0)} m {number(rule.x1)} {number(height - rule.y1)} l S"
            )

    def _arrows(self, arrows: Sequence[ArrowBox]) -> None:
        self._rules(arrow.shaft for arrow in arrows)
        height = self._page.height
        for arrow in arrows:
            corners = [f"{number(x)} {number(height - y)}" for x, y in arrow.head]
            self._out.append(f"{corners[0]} m {corners[1]} l {corners[2]} l f")

    def _rectangle(self, box: FillBox | FrameBox) -> str:
        bottom = self._page.height - box.y - box.height
        return f"{number(box.x)} {number(bottom)} {number(box.width)} {number(box.height)} re"

    def _sequence(self, part: int, boxes: Iterable[TextBox]) -> None:
        if part < 0:
            self._out.append("/Artifact BMC BT")
        else:
            mark = Marked(len(self.marks), part)
            self.marks.append(mark)
            self._out.append(f"/{TAGS[self._kinds[part]]} <</MCID {mark.mcid}>> BDC BT")
        pen = (0.0, 0.0)
        for box in boxes:
            pen = self._text(box, pen)
        self._out.append("ET EMC")

    def _text(self, box: TextBox, pen: tuple[float, float]) -> tuple[float, float]:
        if not box.clusters:
            return pen
        if box.white != self._white:
            self._white = box.white
            self._out.append("1 g" if box.white else "0 g")
        if box.invisible != self._invisible:
            self._invisible = box.invisible
            self._out.append("3 Tr" if box.invisible else "0 Tr")
        codes = self._coder.codes(box.face, box.vertical)
        clusters, size = box.clusters, box.size
        try:
            text = "".join(map(codes.plain.__getitem__, clusters))
        except KeyError:
            for cluster in clusters:
                codes[cluster]  # met now: it gets its code
            if not codes.plain.keys() >= set(clusters):
                return self._mixed(box, codes, pen)
            text = "".join(map(codes.plain.__getitem__, clusters))
        pen = self._move(box.xs[0], self._page.height - box.baseline, pen)
        self._select(codes[clusters[0]].font, size)
        natural = accumulate(map(codes.points(size).__getitem__, clusters), initial=box.xs[0])
        off = list(map(sub, box.xs, natural))
        if max(off) < TOLERANCE and min(off) > -TOLERANCE:
            self._out.append(f"<{text}> Tj")
        else:
            self._adjusted(codes, clusters, box.xs, size)
        return pen

    def _adjusted(self, codes: _Codes, clusters: Sequence[str], xs: Sequence[float], size: float) -> None:
        pieces: list[str] = []
        run: list[str] = []
        at = xs[0]
        for cluster, x in zip(clusters, xs, strict=True):
            if abs(x - at) >= TOLERANCE and run:
                thousandths = round((at - x) * 1000 / size)
                pieces.append(f"<{''.join(run)}>{thousandths}")
                run = []
                at -= thousandths * size / 1000
            code = codes[cluster]
            run.append(code.hex)
            at += code.advance * size
        pieces.append(f"<{''.join(run)}>")
        self._out.append("[" + "".join(pieces) + "] TJ")

    def _mixed(self, box: TextBox, codes: _Codes, pen: tuple[float, float]) -> tuple[float, float]:
        """Clusters of one box in several fonts: one string each stretch, each at its own place."""
        pairs = zip(box.clusters, box.xs, strict=True)
        y = self._page.height - box.baseline
        for _, stretch in groupby(pairs, key=lambda pair: codes[pair[0]].font.name):
            clusters, xs = zip(*stretch, strict=True)
            pen = self._move(xs[0], y, pen)
            self._select(codes[clusters[0]].font, box.size)
            self._adjusted(codes, clusters, xs, box.size)
        return pen

    def _move(self, x: float, y: float, pen: tuple[float, float]) -> tuple[float, float]:
        x, y = round(x, 2), round(y, 2)
        self._out.append(f"{x - pen[0]:.2f} {y - pen[1]:.2f} Td")
        return x, y

    def _select(self, font: Font, size: float) -> None:
        wanted = f"/{font.name} {number(size)} Tf"
        if wanted != self._font:
            self._font = wanted
            self._out.append(wanted)


def _part_of(box: TextBox) -> int:
    return -1 if box.artifact else box.part


def _dash(dash: tuple[float, float] | None) -> str:
    return "[] 0 d" if dash is None else f"[{number(dash[0])} {number(dash[1])}] 0 d"


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
