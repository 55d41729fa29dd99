"""Placed boxes → QPainter: the same picture on the screen, on a printer and (by the test) in the PDF.

Glyphs are named by number in the bundled font files, never by character and family: no font of the system and
no shaping of Qt can change what was laid out. Small type on the screen goes through Qt's glyph cache (fast, crisp);
large type and everything printed is filled as outlines, which is exact and the same with every printer driver.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGlyphRun, QPainter, QPainterPath, QPen, QPolygonF, QRawFont, QTransform

from zaitaku_desktop.typeset.boxes import Page, RuleBox, TextBox
from zaitaku_desktop.typeset.fonts import Faces, Glyph
from zaitaku_ui.preview.attached_pictures import AttachedPictures

T = TypeVar("T")

BLACK = QColor(0, 0, 0)
WHITE = QColor(255, 255, 255)
KEPT_PAGES = 6
KEPT_LINES = 20_000
PALEST = 0.35
"""On the screen a rule thinner than a pixel stays this dark, or a page seen whole would lose its grid."""


LARGEST_RUN = 48.0
"""Pixels. Qt draws a run of glyphs of a font read from a file up to 64 px; above that it draws nothing (6.11)."""
OUTLINE_SIZE = 1000.0  # outlines come in 1/64 of the size they are asked for


@dataclass(slots=True)
class _Inked:
    """All glyphs of a page in one font, size and colour."""

    run: QGlyphRun
    white: bool


class _LineGlyphs(NamedTuple):
    """Of one line, what is drawn in one face: the numbers of the glyphs, and their places in the line."""

    face: str
    gids: list[int]
    places: list[int]


class PagePainter:
    """Draws pages. Only for the thread that owns `faces`."""

    def __init__(self, faces: Faces) -> None:
        self._faces = faces
        self._attached = AttachedPictures()
        self._fonts: dict[tuple[str, float], QRawFont] = {}
        self._glyphs: dict[tuple[str, bool, str], list[_LineGlyphs]] = {}
        self._outlines: dict[tuple[str, int, float], QPainterPath] = {}
        self._prepared: OrderedDict[int, tuple[Page, list[_Inked]]] = OrderedDict()
        self._prepared_paths: OrderedDict[int, tuple[Page, list[tuple[QPainterPath, bool]]]] = OrderedDict()
        self._prepared_turned: OrderedDict[int, tuple[Page, list[tuple[QPainterPath, bool]]]] = OrderedDict()

    def paint(self, painter: QPainter, page: Page, *, snap: bool = False) -> None:
        """Draw `page`; the painter's unit is the point, its origin the page's upper left.

        `snap` = for the screen: upright and level rules on whole pixels, small type on whole lines of pixels.
        Otherwise everything is exactly where it was laid out.
        """
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for picture in page.pictures:
            self._attached.draw(painter, picture)
        for fill in page.fills:
            painter.fillRect(
                QRectF(fill.x, fill.y, fill.width, fill.height), QColor.fromRgbF(fill.grey, fill.grey, fill.grey)
            )
        for polygon in page.polygons:
            grey = polygon.grey
            painter.setPen(_pen(polygon.weight, None) if polygon.weight else Qt.PenStyle.NoPen)
            painter.setBrush(Qt.BrushStyle.NoBrush if grey is None else QColor.fromRgbF(grey, grey, grey))
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in polygon.points]))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for frame in page.frames:
            painter.setPen(_pen(frame.weight, frame.dash))
            painter.drawRect(QRectF(frame.x, frame.y, frame.width, frame.height))
        self._rules(painter, page, snap)
        largest = max((box.size for box in page.texts), default=0.0) * abs(painter.deviceTransform().m11())
        if snap and largest <= LARGEST_RUN:
            for inked in _kept(self._prepared, page, self._prepare):
                painter.setPen(WHITE if inked.white else BLACK)
                painter.drawGlyphRun(QPointF(0, 0), inked.run)
            paths = _kept(self._prepared_turned, page, self._prepare_turned)
        else:
            paths = _kept(self._prepared_paths, page, self._prepare_paths)
        for path, white in paths:
            painter.fillPath(path, WHITE if white else BLACK)
        painter.restore()

    def _rules(self, painter: QPainter, page: Page, snap: bool) -> None:
        straight = snap and not painter.deviceTransform().isRotating()
        level: list[RuleBox] = []
        slanted: list[RuleBox] = []
        for rule in (*page.rules, *(arrow.shaft for arrow in page.arrows)):
            along = straight and (rule.x0 == rule.x1 or rule.y0 == rule.y1) and rule.dash is None
            (level if along else slanted).append(rule)
        _snapped(painter, level)
        for rule in slanted:
            painter.setPen(_pen(rule.weight, rule.dash))
            painter.drawLine(QLineF(rule.x0, rule.y0, rule.x1, rule.y1))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(BLACK)
        for arrow in page.arrows:
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in arrow.head]))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _prepare(self, page: Page) -> list[_Inked]:
        runs: dict[tuple[str, float, bool], tuple[list[int], list[QPointF]]] = {}
        for box in _seen(page):
            if box.turned:
                continue
            size, white, y = box.size, box.white, box.baseline
            points = [QPointF(x, y) for x in box.xs]
            glyphs = self._glyphs_of(box)
            for part in glyphs:
                numbers, where = runs.setdefault((part.face, size, white), ([], []))
                numbers += part.gids
                where += points if len(glyphs) == 1 else [points[place] for place in part.places]
        made = []
        for (face, size, white), (gids, places) in runs.items():
            run = QGlyphRun()
            run.setRawFont(self._font(face, size))
            run.setGlyphIndexes(gids)
            run.setPositions(places)
            made.append(_Inked(run, white))
        return made

    def _glyphs_of(self, box: TextBox) -> list[_LineGlyphs]:
        """Known by the words: after an edit nearly every line of the page is one that has been drawn before."""
        key = (box.face, box.vertical, box.text)
        found = self._glyphs.get(key)
        if found is None:
            glyphs = [self._faces.glyph(box.face, cluster, vertical=box.vertical) for cluster in box.clusters]
            found = [_in_one_face(glyphs, face) for face in dict.fromkeys(glyph.face for glyph in glyphs)]
            if len(self._glyphs) >= KEPT_LINES:
                self._glyphs.clear()
            self._glyphs[key] = found
        return found

    def _prepare_paths(self, page: Page) -> list[tuple[QPainterPath, bool]]:
        """One path for each box: what lies outside the view is then left out at once."""
        return [(self._path(box), box.white) for box in _seen(page)]

    def _prepare_turned(self, page: Page) -> list[tuple[QPainterPath, bool]]:
        """What a run of glyphs cannot draw: text on its side."""
        return [(self._path(box), box.white) for box in _seen(page) if box.turned]

    def _path(self, box: TextBox) -> QPainterPath:
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        for cluster, x, y in zip(box.clusters, box.xs, box.ys, strict=True):
            glyph = self._faces.glyph(box.face, cluster, vertical=box.vertical)
            outline = self._outline(glyph.face, glyph.gid, box.size)
            if box.turned:
                path.addPath(QTransform().translate(box.origin, y).rotate(90).map(outline))
            else:
                path.addPath(outline.translated(x, y))
        return path

    def _outline(self, face: str, gid: int, size: float) -> QPainterPath:
        outline = self._outlines.get((face, gid, size))
        if outline is None:
            fine = self._font(face, OUTLINE_SIZE).pathForGlyph(gid)
            outline = QTransform.fromScale(size / OUTLINE_SIZE, size / OUTLINE_SIZE).map(fine)
            self._outlines[face, gid, size] = outline
        return outline

    def _font(self, face: str, size: float) -> QRawFont:
        font = self._fonts.get((face, size))
        if font is None:
            path = self._faces.face(face).path
            font = QRawFont(str(path), size, QFont.HintingPreference.PreferNoHinting)
            if not font.isValid():
                raise RuntimeError(f"Qt cannot read {path.name}")
            self._fonts[face, size] = font
        return font


def _in_one_face(glyphs: Sequence[Glyph], face: str) -> _LineGlyphs:
    places = [place for place, glyph in enumerate(glyphs) if glyph.face == face]
    return _LineGlyphs(face, [glyphs[place].gid for place in places], places)


def _seen(page: Page) -> Iterator[TextBox]:
    """The texts that are drawn."""
    return (box for box in page.texts if not box.invisible)


def _kept(kept: OrderedDict[int, tuple[Page, T]], page: Page, make: Callable[[Page], T]) -> T:
    """What was prepared for this very page, made now if need be."""
    known = kept.get(id(page))
    if known is not None and known[0] is page:
        kept.move_to_end(id(page))
        return known[1]
    made = make(page)
    kept[id(page)] = (page, made)  # the page is held, so its id stays its own
    while len(kept) > KEPT_PAGES:
        kept.popitem(last=False)
    return made


def _pen(weight: float, dash: tuple[float, float] | None) -> QPen:
    """A black pen as the PDF's: butt ends, mitred corners; Qt counts dashes in pen widths."""
    pen = QPen(BLACK, weight)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if dash is not None:
        pen.setDashPattern([dash[0] / weight, dash[1] / weight])
    return pen


def _snapped(painter: QPainter, rules: Sequence[RuleBox]) -> None:
    """Upright and level rules as whole pixels; one thinner than a pixel gets paler instead of blurred.

    They are filled in the pixels of the device: there Qt need not smooth any edge.
    """
    device = painter.deviceTransform()
    scale_x, scale_y, left, top = device.m11(), device.m22(), device.dx(), device.dy()
    painter.save()
    painter.resetTransform()
    pixels = painter.deviceTransform()
    back = None if pixels.isIdentity() else pixels.inverted()[0]
    for rule in rules:
        weight = rule.weight * scale_x
        thick = max(1, round(weight))
        shade = QColor(0, 0, 0)
        shade.setAlphaF(min(1.0, max(PALEST, weight)))
        xs = sorted((rule.x0 * scale_x + left, rule.x1 * scale_x + left))
        ys = sorted((rule.y0 * scale_y + top, rule.y1 * scale_y + top))
        if rule.y0 == rule.y1:
            area = QRect(round(xs[0]), round(ys[0] - thick / 2), max(1, round(xs[1]) - round(xs[0])), thick)
        else:
            area = QRect(round(xs[0] - thick / 2), round(ys[0]), thick, max(1, round(ys[1]) - round(ys[0])))
        painter.fillRect(area if back is None else back.mapRect(QRectF(area)), shade)
    painter.restore()
