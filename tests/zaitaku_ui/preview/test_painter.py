"""The picture on the screen is the picture in the PDF."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pypdfium2
import pytest
from grids import random_job
from PIL import Image, ImageChops
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter
from zaitaku_ui.preview.painter import PagePainter

from zaitaku_desktop.typeset.blocks import Cell, Family, Grid, Paragraph, PrintJob, Run, Sheet, TextBlock, TextStyle
from zaitaku_desktop.typeset.boxes import Layout, Mark, Page, TextBox, Texts
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out
from zaitaku_desktop.typeset.pdf import write_pdf
from zaitaku_desktop.typeset.spans import Span

SCALE = 4
"""Both are drawn this much larger and made smaller again: pdfium sets small glyphs on whole pixels."""
DIFFERENT = 80  # of 255: two rasterisers may shade an edge differently, not turn it over
ALLOWED = 0.02


def painted(page: Page, faces: Faces, size: QSize, *, snap: bool = False) -> QImage:
    image = QImage(size, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.scale(size.width() / page.width, size.height() / page.height)
    PagePainter(faces).paint(painter, page, snap=snap)
    painter.end()
    return image


def picture_of(image: QImage) -> Image.Image:
    size = (image.width(), image.height())
    return Image.frombytes("L", size, bytes(image.constBits()), "raw", "L", image.bytesPerLine())


def printed(layout: Layout, faces: Faces, number: int = 0) -> Image.Image:
    buffer = io.BytesIO()
    write_pdf([layout], faces, buffer, title="資料")
    document = pypdfium2.PdfDocument(buffer.getvalue())
    picture = document[number].render(scale=SCALE, grayscale=True).to_pil().convert("L")
    document.close()
    return picture


def ink(picture: Image.Image) -> float:
    """How much black there is, in pixels."""
    return sum(count * (255 - grey) for grey, count in enumerate(picture.histogram())) / 255


def differing(page: Page, faces: Faces, expected: Image.Image) -> float:
    """The share of pixels that are not the same, of those that are inked in the PDF."""
    seen = picture_of(painted(page, faces, QSize(*expected.size))).reduce(SCALE)
    wanted = expected.reduce(SCALE)
    apart = ImageChops.difference(seen, wanted).point([grey > DIFFERENT for grey in range(256)])
    inked = wanted.point([grey < 200 for grey in range(256)])
    return sum(apart.histogram()[1:]) / max(1, sum(inked.histogram()[1:]))


def words(text: str, family: Family = "gothic") -> PrintJob:
    paragraph = Paragraph((Run(text),), TextStyle(family, size=24.0, leading=30.0))
    return PrintJob(Sheet(width=120.0, height=60.0, top=10.0, bottom=10.0), (TextBlock((paragraph,)),))


@pytest.mark.parametrize("seed", [1, 4])
def test_that_a_page_looks_as_the_pdf_does(seed: int, faces: Faces, qapp: object) -> None:
    layout = lay_out(random_job(seed, rows=8), faces)
    for number, page in enumerate(layout.pages[:2]):
        assert differing(page, faces, printed(layout, faces, number)) < ALLOWED


@pytest.mark.parametrize(
    "text",
    ["𠮷田髙﨑", "葛\U000e0100城", "か゚き", "（28か所）、「21.4％」", "龘靐"],
    ids=["plane 2", "variant", "composed", "marks", "rare"],
)
@pytest.mark.parametrize("family", ["gothic", "mincho"])
def test_that_every_kind_of_glyph_is_the_one_of_the_pdf(text: str, family: Family, faces: Faces, qapp: object) -> None:
    layout = lay_out(words(text, family=family), faces)
    expected = printed(layout, faces)
    assert ink(expected) > 500
    assert differing(layout.pages[0], faces, expected) < ALLOWED


@pytest.mark.parametrize("snap", [False, True])
def test_that_vertical_text_is_that_of_the_pdf(snap: bool, faces: Faces, qapp: object) -> None:
    style = TextStyle(size=18.0, leading=22.0)
    text = Paragraph((Run("第３回～12月、「試行」（ICT）LINE WORKS"),), style)
    grid = Grid((30.0,), (), 0, (Cell(0, 0, (text,), vertical=True),), 1)
    layout = lay_out(PrintJob(Sheet(width=60.0, height=200.0, page_number="none"), (grid,)), faces)
    expected = printed(layout, faces)
    page = layout.pages[0]
    assert any(box.turned for box in page.texts)
    if not snap:
        assert differing(page, faces, expected) < ALLOWED
    seen = picture_of(painted(page, faces, QSize(*expected.size), snap=snap))
    assert abs(ink(seen) - ink(expected)) < 0.1 * ink(expected)


def test_that_the_comparison_notices_another_variant(faces: Faces, qapp: object) -> None:
    expected = printed(lay_out(words("葛\U000e0100" * 8), faces), faces)
    other = lay_out(words("葛" * 8), faces)
    assert differing(other.pages[0], faces, expected) > 2 * ALLOWED


@pytest.mark.parametrize("scale", [1.0, 2.0, 3.0, 8.0])
def test_that_type_is_drawn_on_the_screen_at_every_size(scale: float, faces: Faces, qapp: object) -> None:
    page = lay_out(words("国" * 8), faces).pages[0]
    size = QSize(round(page.width * scale), round(page.height * scale))
    exact, snapped = (ink(picture_of(painted(page, faces, size, snap=snap))) for snap in (False, True))
    assert exact > 200
    assert abs(snapped - exact) < 0.1 * exact


def test_that_the_fallback_faces_are_drawn_by_glyph_number(faces: Faces, qapp: object) -> None:
    text = next(c for c in map(chr, range(0x20000, 0x2A000)) if faces.glyph("gothic", c).face == "fallback-gothic")
    layout = lay_out(words(text * 6), faces)
    expected = printed(layout, faces)
    assert ink(expected) > 500
    assert differing(layout.pages[0], faces, expected) < ALLOWED


def test_that_words_on_a_filled_chip_are_white(faces: Faces, job_of: Callable[..., PrintJob], qapp: object) -> None:
    layout = lay_out(job_of(3), faces)
    page = layout.pages[0]
    white = next(box for box in page.texts if box.white)
    image = painted(page, faces, QSize(round(page.width * 4), round(page.height * 4)))
    inside = [
        image.pixelColor(round(x * 4), round(y * 4)).red()
        for x in steps(white.xs[0], white.xs[0] + white.width)
        for y in steps(white.baseline - white.size * 0.8, white.baseline)
    ]
    assert max(inside) > 240
    assert min(inside) < 15


def loud(box: TextBox) -> TextBox:
    """A box with its text drawn, in large type."""
    return replace(box, span=replace(box.span, size=18.0), mark=box.mark._replace(invisible=False))


def test_that_arrows_look_as_in_the_pdf_and_their_signs_are_not_drawn(faces: Faces, qapp: object) -> None:
    text = (Paragraph((Run("継続"),)),)
    body = (Cell(0, 0, text, colspan=3, text_columns=1, arrow=True),)
    grid = Grid((20.0, 40.0, 40.0), tuple(Cell(0, col) for col in range(3)), 1, body, 1)
    layout = lay_out(
        PrintJob(Sheet(width=120.0, height=60.0, top=10.0, bottom=10.0, left=10.0, right=10.0), (grid,)), faces
    )
    page, expected = layout.pages[0], printed(layout, faces)
    assert page.arrows and any(box.invisible for box in page.texts)
    assert differing(page, faces, expected) < ALLOWED
    for wrong in (
        replace(page, arrows=[]),
        replace(page, arrows=[replace(arrow, y=arrow.y + 2) for arrow in page.arrows]),
        replace(page, texts=Texts(map(loud, page.texts))),
    ):
        assert differing(wrong, faces, expected) > 2 * ALLOWED
    snapped = ink(picture_of(painted(page, faces, QSize(round(page.width * 2), round(page.height * 2)), snap=True)))
    bare = replace(page, arrows=[])
    without = ink(picture_of(painted(bare, faces, QSize(round(page.width * 2), round(page.height * 2)), snap=True)))
    assert snapped > without + 200


def steps(start: float, end: float) -> list[float]:
    return [start + (end - start) * part / 40 for part in range(41)]


def test_that_vertical_glyphs_are_used_when_asked(faces: Faces, qapp: object) -> None:
    pages = []
    for vertical in (False, True):
        span = Span("gothic", 40.0, "ー", 0.0, 40.0, faces.advances("gothic"))
        text = TextBox(span, 10.0, 50.0, Mark(vertical=vertical))
        pages.append(painted(Page(60.0, 60.0, texts=Texts([text])), faces, QSize(60, 60)))
    assert pages[0] != pages[1]


def test_that_rules_snapped_for_the_screen_are_not_blurred(
    faces: Faces, job_of: Callable[..., PrintJob], qapp: object
) -> None:
    page = lay_out(job_of(3), faces).pages[0]
    scale = 96 / 72
    bare = Page(page.width, page.height, rules=page.rules)
    size = QSize(round(page.width * scale), round(page.height * scale))
    greys, blurred = (
        len(picture_of(painted(bare, faces, size, snap=snap)).getcolors() or []) for snap in (True, False)
    )
    assert greys <= 6  # white, and one shade for each weight and crossing
    assert blurred > greys
