"""Placed boxes → the operators of a page's content stream, and which glyphs of which face were used.

Knows PDF syntax but no PDF library; `pdf.py` puts the streams and fonts into a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby

from zaitaku_desktop.typeset.boxes import ArrowBox, Column, FillBox, FrameBox, Mark, Page, PolygonBox, RuleBox, TextBox
from zaitaku_desktop.typeset.fonts import EXTENDING, Faces
from zaitaku_desktop.typeset.pdf_pen import Pen, fine_number, number

TOLERANCE = 0.02  # pt: a cluster nearer than this to its natural place is not moved
SAME_ADVANCE = 1e-6  # em
DIGITS = 4  # of a glyph id in hex
FOREIGN = "〓"  # not ASCII


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

    def __missing__(self, cluster: str) -> Code:
        code = self[cluster] = self._coder.encode(self._face, cluster, self._vertical)
        return code


class _Hexes(dict[int, str]):
    """For `str.translate`: the glyph ids, in hex, of text set solid in the first font resource of a face.

    What needs more care becomes `FOREIGN`: what another font draws, joins with its neighbours, or draws wider
    or narrower than the layout thinks.
    """

    def __init__(self, codes: _Codes, advances: Mapping[str, float]) -> None:
        super().__init__()
        self._codes = codes
        self._advances = advances
        self.font: Font | None = None

    def __missing__(self, character: int) -> str:
        cluster = chr(character)
        found = FOREIGN
        if not EXTENDING.match(cluster):
            code = self._codes[cluster]
            if self.font is None:
                self.font = code.font
            if code.font is self.font and abs(code.advance - self._advances[cluster]) < SAME_ADVANCE:
                found = code.hex
        self[character] = found
        return found


class _HexesOfFaces(dict[str, _Hexes]):
    """The table of hex codes for level text in each face asked for."""

    def __init__(self, coder: Coder, faces: Faces) -> None:
        super().__init__()
        self._coder = coder
        self._faces = faces

    def __missing__(self, face: str) -> _Hexes:
        table = self[face] = _Hexes(self._coder.codes(face, vertical=False), self._faces.advances(face))
        return table


class Coder:
    """Gives each cluster its font resource and code; collects what must be embedded."""

    def __init__(self, faces: Faces) -> None:
        self._faces = faces
        self._codes: dict[tuple[str, bool], _Codes] = {}
        self.hexes = _HexesOfFaces(self, faces)
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


@dataclass(slots=True)
class Marked:
    """A run of text boxes of one part on one page: marked-content id → part."""

    mcid: int
    part: int


class PageWriter:
    """Writes one page. `marks` tells afterwards which marked content belongs to which part of the layout."""

    def __init__(self, page: Page, coder: Coder, tags: Sequence[str]) -> None:
        self._page = page
        self._coder = coder
        self._tags = tags
        self._out: list[str] = []
        self._part: int | None = None
        self._mark: Mark | None = None
        self._white = False
        self._invisible = False
        self._font: Font | None = None
        self._size = 0.0
        self._tracking = 0.0
        self._pen = Pen()
        self._hexes = coder.hexes
        self.marks: list[Marked] = []

    def stream(self) -> str:
        """The whole content stream: drawing first (an artifact), then the texts in reading order."""
        page = self._page
        if page.fills or page.frames or page.rules or page.arrows or page.polygons:
            self._out.append("/Artifact BMC")
            self._fills(page.fills)
            self._polygons(page.polygons)
            self._frames(page.frames)
            self._rules(page.rules)
            self._arrows(page.arrows)
            self._out.append("EMC")
        self._texts(page.texts.parts)
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

    def _polygons(self, polygons: Iterable[PolygonBox]) -> None:
        height = self._page.height
        for polygon in polygons:
            first, *rest = [f"{number(x)} {number(height - y)}" for x, y in polygon.points]
            path = " ".join([f"{first} m", *(f"{corner} l" for corner in rest), "h"])
            act = "S" if polygon.grey is None else "B" if polygon.weight else "f"
            self._out.append(f"{number(polygon.grey or 0.0)} g {number(polygon.weight)} w [] 0 d {path} {act} 0 g")

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

    def _texts(self, parts: Iterable[TextBox | Column]) -> None:
        for part in parts:
            if part.mark is not self._mark:
                self._begin(part.mark)
            if isinstance(part, TextBox):
                self._box(part)
            else:
                self._column(part)
        if self._part is not None:
            self._out.append("ET EMC")

    def _column(self, column: Column) -> None:
        """Write lines set solid as stretches of the hex codes of their whole paragraph."""
        lines = column.lines
        hexes = self._hexes[lines.look.face]
        codes = lines.text.translate(hexes)
        font = hexes.font
        if font is None or not codes.isascii():
            self._boxes(column, column.start, column.stop)
            return
        at = column.start
        for odd in lines.odd:
            if at <= odd < column.stop:
                self._solid(column, codes, font, at, odd)
                self._odd(column, codes, font, odd)
                at = odd + 1
        self._solid(column, codes, font, at, column.stop)

    def _solid(self, column: Column, codes: str, font: Font, start: int, stop: int) -> None:
        """Write lines start…stop of a column, in all of which every cluster stands beside the one before."""
        if start >= stop:
            return
        lines, leading, pen, out = column.lines, column.leading, self._pen, self._out
        size, tracking = lines.look.size, lines.tracking
        if font is not self._font or size != self._size or tracking != self._tracking:
            self._select(font, size, tracking)
        if leading != pen.leading and (lead := pen.lead(leading)):
            out.append(lead)
        ends = lines.ends
        begin = ends[start - 1] if start else 0
        texts = []
        for end in ends[start:stop]:
            texts.append(codes[DIGITS * begin : DIGITS * end])
            begin = end
        y = self._page.height - column.baseline - (start - column.start) * leading
        x = column.origin + lines.left(start)
        for at, text in enumerate(texts):
            if at:
                x = column.origin + lines.following
                if pen.fall(len(texts) - at, leading, x):
                    out.append("<" + ">'\n<".join(texts[at:]) + ">'")
                    return
            move = pen.to(x, y - at * leading)
            out.append(f"{move} <{text}>Tj" if move else f"<{text}>'")

    def _odd(self, column: Column, codes: str, font: Font, index: int) -> None:
        """Write a line in which some clusters are nearer to each other."""
        lines = column.lines
        moves = lines.moves(index)
        if moves is None:
            self._boxes(column, index, index + 1)
            return
        self._select(font, lines.look.size, lines.tracking)
        y = self._page.height - column.baseline - (index - column.start) * column.leading
        move = self._pen.to(column.origin + lines.left(index), y) or "T*"
        start = lines.ends[index - 1] if index else 0
        text = codes[DIGITS * start : DIGITS * lines.ends[index]]
        self._out.append(f"{move} {_adjusted(text, moves, lines.look.size)}")

    def _boxes(self, column: Column, start: int, stop: int) -> None:
        """Write lines start…stop box by box."""
        for index in range(start, stop):
            for box in column.boxes(index):
                self._box(box)

    def _box(self, box: TextBox) -> None:
        """Write a box whose text is set in one font, or hand it on."""
        span = box.span
        if box.mark.turned:
            self._turned(box)
            return
        hexes = self._hexes[span.face]
        codes = span.text.translate(hexes)
        if hexes.font is None or not codes.isascii() or box.mark.vertical:
            self._mixed(box)
            return
        move = self._pen.to(box.left, self._page.height - box.baseline)
        self._select(hexes.font, span.size, span.tracking)
        if span.moves:
            self._out.append(f"{move or 'T*'} {_adjusted(codes, span.moves, span.size)}")
        else:
            self._out.append(f"{move} <{codes}>Tj" if move else f"<{codes}>'")

    def _begin(self, mark: Mark) -> None:
        """Go on with text of another mark: a new sequence for another part, another colour."""
        self._mark = mark
        part = -1 if mark.artifact else mark.part
        if part != self._part:
            if self._part is not None:
                self._out.append("ET EMC")
            self._part = part
            self._pen.restart()
            if part < 0:
                self._out.append("/Artifact BMC BT")
            else:
                marked = Marked(len(self.marks), part)
                self.marks.append(marked)
                self._out.append(f"/{self._tags[part]} <</MCID {marked.mcid}>> BDC BT")
        if mark.white != self._white:
            self._white = mark.white
            self._out.append("1 g" if mark.white else "0 g")
        if mark.invisible != self._invisible:
            self._invisible = mark.invisible
            self._out.append("3 Tr" if mark.invisible else "0 Tr")

    def _mixed(self, box: TextBox) -> None:
        """Clusters of one box in several fonts: one string each stretch, each at its own place."""
        codes = self._coder.codes(box.face, box.mark.vertical)
        pairs = list(zip(map(codes.__getitem__, box.clusters), box.xs, strict=True))
        y = self._page.height - box.baseline
        for _, stretch in groupby(pairs, key=_font_name):
            found, xs = zip(*stretch, strict=True)
            at = accumulate((code.advance * box.size for code in found), initial=xs[0])
            steps = [x - natural for x, natural in zip(xs, at, strict=False)]
            moves = [(index, steps[index] - steps[index - 1]) for index in range(1, len(steps))]
            move = self._pen.to(xs[0], y) or "T*"
            self._select(found[0].font, box.size, 0.0)
            self._out.append(f"{move} {_adjusted(''.join(code.hex for code in found), moves, box.size)}")

    def _turned(self, box: TextBox) -> None:
        """Write a box that runs downwards."""
        codes = self._coder.codes(box.face, vertical=False)
        for code, y in zip(map(codes.__getitem__, box.clusters), box.ys, strict=True):
            self._select(code.font, box.size, 0.0)
            self._out.append(f"0 -1 1 0 {number(box.origin)} {number(self._page.height - y)} Tm <{code.hex}>Tj")
        self._out.append("1 0 0 1 0 0 Tm")
        self._pen.restart()

    def _select(self, font: Font, size: float, tracking: float) -> None:
        if font is not self._font or size != self._size:
            self._font, self._size = font, size
            self._out.append(f"/{font.name} {number(size)} Tf")
        if tracking != self._tracking:
            self._tracking = tracking
            self._out.append(f"{fine_number(-tracking)} Tc")


def _font_name(pair: tuple[Code, float]) -> str:
    return pair[0].font.name


def _adjusted(codes: str, moves: Iterable[tuple[int, float]], size: float) -> str:
    """The TJ operator for glyphs that are not all set solid; what is off by less than `TOLERANCE` stays."""
    pieces: list[str] = []
    done, off = 0, 0.0
    for index, wider in moves:
        off += wider
        if abs(off) >= TOLERANCE:
            thousandths = round(off * -1000 / size)
            off += thousandths * size / 1000
            pieces.append(f"<{codes[done : index * DIGITS]}>{thousandths}")
            done = index * DIGITS
    return f"[{''.join(pieces)}<{codes[done:]}>]TJ"


def _dash(dash: tuple[float, float] | None) -> str:
    return "[] 0 d" if dash is None else f"[{number(dash[0])} {number(dash[1])}] 0 d"
