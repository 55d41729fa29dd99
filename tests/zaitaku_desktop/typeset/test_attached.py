"""Pages of other PDFs on our paper."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest
from attached_pdfs import BROKEN, empty_pdf, locked_pdf, plain_pdf, turned_pdf

from zaitaku_desktop.typeset import attached
from zaitaku_desktop.typeset.attached import UnreadablePdf, lay_out_attached, read_attached
from zaitaku_desktop.typeset.blocks import Sheet
from zaitaku_desktop.typeset.boxes import Layout
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.pdf import write_pdf
from zaitaku_desktop.typeset.pieces import MM

A4 = (595.3, 841.9)


@pytest.fixture(scope="module")
def faces() -> Faces:
    return Faces.load()


def laid(content: bytes, faces: Faces, *, numbered: bool = True, tag: str = "") -> Layout:
    return lay_out_attached(read_attached(content), Sheet(tag=tag, tag_top=12.0), faces, "添付", numbered=numbered)


@pytest.mark.parametrize(
    ("content", "said"),
    [(locked_pdf(), "パスワード"), (BROKEN, "壊れている"), (b"%PDF-1.7", "壊れている"), (empty_pdf(), "ページがない")],
)
def test_that_what_cannot_be_read_is_told_with_what_to_do(content: bytes, said: str) -> None:
    with pytest.raises(UnreadablePdf, match=rf"手引き.pdf：このPDF.*{said}.*今の内容は残っています.*添付してください"):
        read_attached(content, "手引き.pdf")


def test_that_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attached, "MOST_PAGES", 1)
    with pytest.raises(UnreadablePdf, match=r"多すぎます（2ページ"):
        read_attached(plain_pdf(A4, A4))


def test_that_pages_stand_upright_or_lie_on_the_paper_that_suits_them(faces: Faces) -> None:
    content = plain_pdf(A4, (841.9, 595.3), (841.9, 1190.6), (3000, 2000), (200, 100), (515.9, 728.5))
    sizes = [(round(page.width / MM), round(page.height / MM)) for page in laid(content, faces).pages]
    assert sizes == [(210, 297), (297, 210), (297, 420), (420, 297), (297, 210), (210, 297)]


def test_that_a_page_keeps_its_size_unless_our_furniture_needs_room_and_none_grows(faces: Faces) -> None:
    (whole,) = laid(plain_pdf(A4), faces, numbered=False).pages[0].pictures
    assert (whole.width, whole.height) == pytest.approx(A4, abs=0.1)
    page = laid(plain_pdf(A4), faces, tag="資料１").pages[0]
    (picture,) = page.pictures
    assert picture.height / picture.width == pytest.approx(A4[1] / A4[0])
    assert picture.y >= max(frame.y + frame.height for frame in page.frames)
    assert picture.y + picture.height <= page.height - 14 * MM
    (small,) = laid(plain_pdf((200, 100)), faces).pages[0].pictures
    assert (small.width, small.height) == (200, 100)


def test_that_a_turned_page_is_placed_as_it_is_seen(faces: Faces) -> None:
    layout = laid(turned_pdf(90), faces)
    assert layout.pages[0].width > layout.pages[0].height
    (picture,) = layout.pages[0].pictures
    assert picture.width > picture.height


def test_that_the_pdf_has_the_page_in_its_box_and_the_same_input_gives_the_same_bytes(faces: Faces) -> None:
    layout = laid(plain_pdf((2400, 1700), A4), faces)
    written = [io.BytesIO(), io.BytesIO()]
    for target in written:
        write_pdf([replace(layout, outline=((0, "資料１"), (1, "手引き")))], faces, target, title="題")
    assert written[0].getvalue() == written[1].getvalue()
    with pikepdf.open(written[0]) as pdf:
        assert not pdf.check_pdf_syntax()
        assert len(pdf.pages) == 2
        (form,) = pdf.pages[0].Resources.XObject.values()
        assert [float(one) for one in form.BBox][2:] == [2400, 1700]
        with pdf.open_outline() as outline:
            assert [(one.title, [below.title for below in one.children]) for one in outline.root] == [
                ("資料１", ["手引き"])
            ]
