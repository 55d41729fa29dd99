"""Pages of other PDFs: read, put on paper with our furniture, placed into ours. pikepdf is imported here only."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.typeset import furniture
from zaitaku_desktop.typeset.blocks import Sheet
from zaitaku_desktop.typeset.boxes import Layout, Page, PictureBox
from zaitaku_desktop.typeset.flow import Flow
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.pieces import MM

MOST_PAGES = 500
"""A PDF of more pages is not taken apart."""
A4, A3 = (210.0, 297.0), (297.0, 420.0)  # mm
_LARGER_THAN_A4 = 1.15  # so much longer than A4 a page must be to be put on A3
_EDGE = 4.0  # mm kept free around a page that has to leave room for our furniture
_NUMBER_ROOM = 15.0  # mm for the page number at the foot
_LEAST = 1.0  # points; a page smaller than that shows nothing
_KEPT: dict[str, Any] = {"deterministic_id": True, "compress_streams": True}


class UnreadablePdf(KnownError):
    """A PDF whose pages cannot be printed."""


@dataclass(frozen=True, slots=True)
class AttachedPdf:
    """A PDF that can be read. `sizes` = of its pages as they are seen, in points."""

    content: bytes
    sizes: tuple[tuple[float, float], ...]


def read_attached(content: bytes, name: str = "") -> AttachedPdf:
    """Look into a PDF. UnreadablePdf, in words for the user, if it is broken, locked, empty or has too many pages."""
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            count = len(pdf.pages)
            if 0 < count <= MOST_PAGES:
                return AttachedPdf(content, tuple(_seen(page) for page in pdf.pages))
    except pikepdf.PasswordError as error:
        raise UnreadablePdf(
            "このPDFにはパスワードが付いているため、印刷できません。",
            todo="パスワードを外して保存し直したPDFを添付してください。",
            place=name,
        ) from error
    except Exception as error:
        raise UnreadablePdf(
            "このPDFは壊れているため、印刷できません。", todo="作り直したPDFを添付してください。", place=name
        ) from error
    what = f"このPDFはページが多すぎます（{count}ページ。{MOST_PAGES}ページまで）。"
    if not count:
        what = "このPDFにはページがないため、印刷できません。"
    raise UnreadablePdf(what, todo="分けるか、作り直してから添付してください。", place=name)


def _form(page: Any) -> tuple[Any, tuple[float, float, float, float]]:
    """A page as it can be placed, and the box that it fills then: left, bottom, right, top."""
    page.trimbox = page.cropbox  # what is seen; not what a printing house would leave after cutting
    form = page.as_form_xobject()
    left, bottom, right, top = (float(value) for value in form.BBox)
    turn = [float(value) for value in form.get("/Matrix", [1, 0, 0, 1, 0, 0])]
    corners = [
        (turn[0] * x + turn[2] * y + turn[4], turn[1] * x + turn[3] * y + turn[5])
        for x in (left, right)
        for y in (bottom, top)
    ]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return form, (min(xs), min(ys), max(xs), max(ys))


def _seen(page: Any) -> tuple[float, float]:
    _, (left, bottom, right, top) = _form(page)
    if right - left < _LEAST or top - bottom < _LEAST:
        raise ValueError("a page without a size")
    return right - left, top - bottom


def lay_out_attached(pdf: AttachedPdf, sheet: Sheet, faces: Faces, title: str, *, numbered: bool) -> Layout:
    """Its pages on A4 or A3, upright or lying as they are, with the 資料番号 box of `sheet` on the first.

    A page that fits the paper keeps its size, unless `numbered` or the box wants room; none is made larger. No numbers
    are set yet.
    """
    pages: list[Page] = []
    parts = []
    for number, (width, height) in enumerate(pdf.sizes):
        paper = _paper(width, height)
        top = 0.0
        if number == 0 and (sheet.tag or sheet.tag_note):
            own = Sheet(*paper, tag=sheet.tag, tag_note=sheet.tag_note, tag_top=12.0, left=15.0, right=15.0)
            flow = Flow(own, faces)
            furniture.first_page(flow)
            page, parts = flow.page, flow.parts
            top = (own.tag_top + furniture.TAG_HEIGHT + 2.0) * MM
        else:
            page = Page(paper[0] * MM, paper[1] * MM)
        foot = _NUMBER_ROOM * MM if numbered else 0.0
        edge = _EDGE * MM if top or foot else 0.0
        page.pictures.append(_placed(pdf.content, number, (width, height), page, (edge, top or edge, foot or edge)))
        pages.append(page)
    return Layout(pages, title, tuple(parts))


def _paper(width: float, height: float) -> tuple[float, float]:
    """The paper in mm that a page of so many points is put on."""
    short, long = sorted((width / MM, height / MM))
    large = long > A4[1] * _LARGER_THAN_A4 or short > A4[0] * _LARGER_THAN_A4
    paper = A3 if large else A4
    return paper if height >= width else (paper[1], paper[0])


def _placed(
    content: bytes, number: int, size: tuple[float, float], page: Page, room: tuple[float, float, float]
) -> PictureBox:
    """Where it stands: in the middle of what the room kept at the sides, at the top and the foot leaves."""
    side, top, foot = room
    width, height = page.width - 2 * side, page.height - top - foot
    scale = min(1.0, width / size[0], height / size[1])
    w, h = size[0] * scale, size[1] * scale
    return PictureBox(content, number, side + (width - w) / 2, top + (height - h) / 2, w, h)


def place_pictures(data: bytes, pages: Sequence[Page]) -> bytes:
    """Our PDF `data` with the pages of other PDFs below what stands on its own. The same input gives the same bytes."""
    with ExitStack() as opened:
        target = opened.enter_context(pikepdf.open(BytesIO(data)))
        sources: dict[int, Any] = {}
        for page, place in zip(pages, target.pages, strict=True):
            for number, picture in enumerate(page.pictures):
                source = sources.get(id(picture.content))
                if source is None:
                    source = sources[id(picture.content)] = opened.enter_context(pikepdf.open(BytesIO(picture.content)))
                    source.generate_appearance_streams()
                    source.flatten_annotations("print")  # fields filled in are no part of the page's own content
                _place(target, place, source.pages[picture.number], picture, page.height, number)
        written = BytesIO()
        target.save(written, **_KEPT)
    return written.getvalue()


def _place(target: Any, place: Any, source: Any, picture: PictureBox, height: float, number: int) -> None:
    form, (left, bottom, right, top) = _form(source)
    name = pikepdf.Name(f"/Attached{number}")  # pikepdf's own are made up anew each time
    place.add_resource(target.copy_foreign(form), pikepdf.Name.XObject, name)
    x, y = picture.width / (right - left), picture.height / (top - bottom)
    at = (picture.x - left * x, height - picture.y - picture.height - bottom * y)
    drawing = f"/Artifact BMC q {x:.6f} 0 0 {y:.6f} {at[0]:.4f} {at[1]:.4f} cm {name} Do Q EMC\n"
    place.contents_add(target.make_stream(drawing.encode("ascii")), prepend=True)


def bookmarks_of(content: bytes) -> list[tuple[str, int]]:
    """(title, page from 0) of the bookmarks at the top of one of our PDFs, in order."""
    with pikepdf.open(BytesIO(content)) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
        with pdf.open_outline() as outline:
            return [(str(one.title), numbers[_page_of(one).objgen]) for one in outline.root]


def _page_of(bookmark: Any) -> Any:
    """The page that a bookmark leads to."""
    found = bookmark.destination if bookmark.destination is not None else bookmark.action.D
    return found[0]


def parts_of(content: bytes, firsts: Sequence[int]) -> list[bytes]:
    """A PDF for each run of pages that begins with these (from 0) and ends before the next."""
    found = []
    with pikepdf.open(BytesIO(content)) as pdf:
        for first, last in zip(firsts, [*firsts[1:], len(pdf.pages)], strict=True):
            with pikepdf.new() as part:
                part.pages.extend(pdf.pages[first:last])
                written = BytesIO()
                part.save(written, **_KEPT)
                found.append(written.getvalue())
    return found
