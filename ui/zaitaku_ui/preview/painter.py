"""Placed boxes → QPainter: the same picture on the screen, on a printer and (by the test) in the PDF.

Glyphs are named by number in the bundled font files, never by character and family: no font of the system and
no shaping of Qt can change what was laid out. Small type on the screen goes through Qt's glyph cache (fast, crisp);
large type and everything printed is filled as outlines, which is exact and the same with every printer driver.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGlyphRun, QPainter, QPainterPath, QPen, QPolygonF, QRawFont, QTransform

from zaitaku_desktop.typeset.boxes import Page, RuleBox, TextBox
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_ui.preview.attached_pictures import AttachedPictures

T = TypeVar("T")

BLACK = QColor(0, 0, 0)
WHITE = QColor(255, 255, 255)
KEPT_PAGES = 6
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


class PagePainter:
    """Draws pages. Only for the thread that owns `faces`."""

    def __init__(self, faces: Faces) -> None:
        self._faces = faces
        self._attached = AttachedPictures()
        self._fonts: dict[tuple[str, float], QRawFont] = {}
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
        slanted: list[RuleBox] = []
        for rule in (*page.rules, *(arrow.shaft for arrow in page.arrows)):
            level = rule.x0 == rule.x1 or rule.y0 == rule.y1
            if straight and level and rule.dash is None:
                _snapped(painter, rule)
            else:
                slanted.append(rule)
        for rule in slanted:
            painter.setPen(_pen(rule.weight, rule.dash))
            painter.drawLine(QLineF(rule.x0, rule.y0, rule.x1, rule.y1))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(BLACK)
        for arrow in page.arrows:
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in arrow.head]))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _prepare(self, page: Page) -> list[_Inked]:
        gids: dict[tuple[str, float, bool], list[int]] = {}
        places: dict[tuple[str, float, bool], list[QPointF]] = {}
        for box in _seen(page):
            if box.turned:
                continue
            for cluster, x in zip(box.clusters, box.xs, strict=True):
                glyph = self._faces.glyph(box.face, cluster, vertical=box.vertical)
                key = (glyph.face, box.size, box.white)
                gids.setdefault(key, []).append(glyph.gid)
                places.setdefault(key, []).append(QPointF(x, box.baseline))
        made = []
        for key, numbers in gids.items():
            run = QGlyphRun()
            run.setRawFont(self._font(key[0], key[1]))
            run.setGlyphIndexes(numbers)
            run.setPositions(places[key])
            made.append(_Inked(run, key[2]))
        return made

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


def _snapped(painter: QPainter, rule: RuleBox) -> None:
    """An upright or level rule as whole pixels; thinner than one pixel it gets paler instead of blurred."""
    device = painter.deviceTransform()
    start, end = device.map(QPointF(rule.x0, rule.y0)), device.map(QPointF(rule.x1, rule.y1))
    weight = rule.weight * device.m11()
    thick = max(1, round(weight))
    shade = QColor(0, 0, 0)
    shade.setAlphaF(min(1.0, max(PALEST, weight)))
    if rule.y0 == rule.y1:
        left, right = sorted((start.x(), end.x()))
        area = QRectF(round(left), round(start.y() - thick / 2), max(1, round(right) - round(left)), thick)
    else:
        top, foot = sorted((start.y(), end.y()))
        area = QRectF(round(start.x() - thick / 2), round(top), thick, max(1, round(foot) - round(top)))
    painter.fillRect(device.inverted()[0].mapRect(area), shade)
