"""Pages of attached PDFs on the screen and on a printer."""

from __future__ import annotations

import pytest
from attached_pdfs import BROKEN, plain_pdf, turned_pdf
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from zaitaku_ui.preview.painter import PagePainter

from zaitaku_desktop.typeset.attached import lay_out_attached, read_attached
from zaitaku_desktop.typeset.blocks import Sheet
from zaitaku_desktop.typeset.boxes import Page, PictureBox
from zaitaku_desktop.typeset.fonts import Faces

A4 = (595.3, 841.9)


@pytest.fixture(scope="module")
def faces() -> Faces:
    return Faces.load()


def painted(page: Page, faces: Faces) -> QImage:
    image = QImage(round(page.width), round(page.height), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    PagePainter(faces).paint(painter, page)
    painter.end()
    return image


def dark(image: QImage, x: float, y: float, near: int = 2) -> bool:
    """Whether something is drawn there."""
    spots = [(round(x) + dx, round(y) + dy) for dx in range(-near, near + 1) for dy in range(-near, near + 1)]
    return any(image.valid(*spot) and QColor(image.pixel(*spot)).lightness() < 160 for spot in spots)


@pytest.mark.parametrize("content", [plain_pdf(A4), turned_pdf(90)])
def test_that_a_page_is_painted_where_the_pdf_has_it(qapp: QApplication, faces: Faces, content: bytes) -> None:
    layout = lay_out_attached(read_attached(content), Sheet(), faces, "添付", numbered=True)
    page = layout.pages[0]
    (box,) = page.pictures
    image = painted(page, faces)
    edge = 3 * box.width / (A4[0] if content == plain_pdf(A4) else A4[1])
    for x, y in (
        (box.x + edge, page.height / 2),
        (box.x + box.width - edge, page.height / 2),
        (page.width / 2, box.y + edge),
    ):
        assert dark(image, x, y)
    assert not dark(image, box.x / 2, page.height / 2, near=0)


def test_that_a_page_that_cannot_be_painted_stays_white(qapp: QApplication, faces: Faces) -> None:
    page = Page(100, 100, pictures=[PictureBox(BROKEN, 0, 0, 0, 100, 100)])
    assert QColor(painted(page, faces).pixel(50, 50)) == QColor("white")
