"""A 資料一式 laid out: pages of every 資料, numbered each or through, with boxes, dividers and empty backs; as PDF."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.forms.packet import Item, Packet, Part
from zaitaku_desktop.model.packet import Paging
from zaitaku_desktop.typeset.blocks import PageNumberStyle, Paragraph, PrintJob, Prose, ProseItem, Run, Sheet, TextStyle
from zaitaku_desktop.typeset.boxes import Layout, Page, Texts
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.furniture import number_page
from zaitaku_desktop.typeset.layout import lay_out

if TYPE_CHECKING:  # pikepdf only where it is needed
    from zaitaku_desktop.typeset.attached import AttachedPdf

Progress = Callable[[float], None]
BACK = "（白紙）"
_TITLE = TextStyle("gothic", 20.0, 32.0, bold=True, align="center")
_WORDS = TextStyle("mincho", 12.0, 20.0, align="center")
_A4 = Sheet(210.0, 297.0, 25.0, 20.0, 20.0, 20.0, tag_top=12.0)
_DOWN = 80.0  # mm from the top of the text to the words of a divider or of a page in place of another


@dataclass(frozen=True)
class ItemPages:
    """A 資料 laid out. `layouts` = a divider if there is one, each part, an empty back if there has to be one.

    `troubles` = why parts of it cannot be printed, `blanks` = what is 未入力 in it, in words.
    """

    item: Item
    layouts: tuple[Layout, ...]
    troubles: tuple[str, ...] = ()
    blanks: tuple[str, ...] = ()

    @property
    def pages(self) -> list[Page]:
        """All pages, in order."""
        return [page for layout in self.layouts for page in layout.pages]

    @property
    def missing(self) -> list[str]:
        """Characters that no face has, each once."""
        return list(dict.fromkeys(glyph.character for layout in self.layouts for glyph in layout.missing))


@dataclass(frozen=True)
class PacketPages:
    """A 資料一式 laid out. A 資料 of which nothing is printed has no pages."""

    packet: Packet
    items: tuple[ItemPages, ...]

    @property
    def layouts(self) -> list[Layout]:
        """All of them, in order."""
        return [layout for item in self.items for layout in item.layouts]

    @property
    def pages(self) -> list[Page]:
        """All pages, in order."""
        return [page for item in self.items for page in item.pages]

    def first_page_of(self, key: int) -> int | None:
        """Where a 資料 begins (from 0); None = nothing of it is printed."""
        at = 0
        for item in self.items:
            if item.item.key == key:
                return at if item.pages else None
            at += len(item.pages)
        return None


@dataclass
class _Piece:
    """Pages from one source, not numbered yet. `sheet` says how they are; None = they have no numbers."""

    layout: Layout
    sheet: Sheet | None

    @property
    def front(self) -> int:
        """Pages at the beginning that have no number."""
        return 0 if self.sheet is None else self.sheet.front


@dataclass
class _Made:
    item: Item
    pieces: list[_Piece] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(len(piece.layout.pages) for piece in self.pieces)


class PacketLayouter:
    """Lays 資料一式 out, and keeps what did not change from one time to the next. For one thread."""

    def __init__(self, faces: Faces) -> None:
        self._faces = faces
        self._last: dict[tuple[int, int], tuple[PrintJob, Layout]] = {}
        self._pdfs: dict[str, AttachedPdf] = {}
        self._share: _Share | None = None

    def lay_out(self, packet: Packet, progress: Progress | None = None) -> PacketPages:
        """All 資料 of the packet. `progress` hears 0…1 and may raise `Cancelled`."""
        printed = [item for item in packet.items if not item.replaced]
        made = []
        for number, item in enumerate(printed):
            self._share = None if progress is None else _Share(progress, number / len(printed), 1 / len(printed))
            made.append(self._item(packet, item))
        return _Numbering(packet, made, self._faces).pages()

    def _item(self, packet: Packet, item: Item) -> _Made:
        made = _Made(item)
        options = packet.options
        parts = [part for part in item.parts if part.prints]
        if parts and options.dividers and item.handout is not None:
            made.pieces.append(_Piece(self._kept((item.key, -1), _divider(item)), None))
        for number, part in enumerate(parts):
            first = number == 0
            own = replace(
                _A4,
                tag=item.mark if first and options.number_box else "",
                tag_note=item.correction if first else "",
            )
            piece, trouble = self._part((item.key, number), part, own)
            made.pieces.append(piece)
            made.troubles += [f"{part.title}：{trouble}"] if trouble else []
        _name(made, len(parts))
        return made

    def _part(self, key: tuple[int, int], part: Part, own: Sheet) -> tuple[_Piece, str]:
        """Its pages, and why they are not what they should be."""
        try:
            if part.content is not None:
                return self._attached(part.content, part, own), ""
            if part.made is not None:
                job = part.made()
                sheet = replace(job.sheet, tag=own.tag, tag_note=own.tag_note, page_number="none")
                return _Piece(self._kept(key, replace(job, sheet=sheet)), job.sheet), ""
            trouble = part.trouble
        except KnownError as error:
            trouble = error.what
        return _Piece(self._kept(key, _in_place_of(part, own, trouble)), own), trouble

    def _attached(self, content: bytes, part: Part, own: Sheet) -> _Piece:
        from zaitaku_desktop.typeset.attached import (  # noqa: PLC0415 - pikepdf only where it is needed
            lay_out_attached,
            read_attached,
        )

        pdf = self._pdfs.get(part.digest)
        if pdf is None:
            pdf = self._pdfs[part.digest] = read_attached(content)
        return _Piece(lay_out_attached(pdf, own, self._faces, part.title, numbered=True), own)

    def _kept(self, key: tuple[int, int], job: PrintJob) -> Layout:
        """The job laid out; the pages of the last time, if it is the same."""
        last = self._last.get(key)
        if last is None or last[0] != job:
            last = self._last[key] = (job, lay_out(job, self._faces, progress=self._share))
        elif self._share is not None:
            self._share(1.0)
        return last[1]


class _Share:
    """One 資料's share of the whole progress."""

    def __init__(self, progress: Progress, start: float, share: float) -> None:
        self._progress = progress
        self._start = start
        self._share = share

    def __call__(self, fraction: float) -> None:
        self._progress(self._start + self._share * fraction)


def _name(made: _Made, parts: int) -> None:
    """Bookmarks: the 資料 at the top, its parts below it where there are several."""
    names = [(0, made.item.name)]
    for piece in made.pieces:
        below = [(1, piece.layout.title)] if parts > 1 and piece.sheet is not None and piece.layout.title else []
        piece.layout = replace(piece.layout, outline=tuple(names + below), title="")
        names = []


class _Numbering:
    """Numbers the pages of a whole packet, once it is known how many there are."""

    def __init__(self, packet: Packet, made: Sequence[_Made], faces: Faces) -> None:
        self._packet = packet
        self._made = made
        self._faces = faces
        self._through = packet.options.paging is Paging.THROUGH
        self._whole = sum(self._taken(one) for one in made)
        sheets = [piece.sheet for one in made for piece in one.pieces if piece.sheet is not None]
        styles = Counter(sheet.page_number for sheet in sheets if sheet.page_number != "none" and not _is_own(sheet))
        self._usual: PageNumberStyle = styles.most_common(1)[0][0] if styles else "dashes"

    def _taken(self, made: _Made) -> int:
        """How many pages a 資料 takes, an empty back included."""
        return made.count + made.count % 2 if self._packet.options.two_sided else made.count

    def pages(self) -> PacketPages:
        """All of them."""
        found, at = [], 0
        for one in self._made:
            found.append(self._item(one, at))
            at += self._taken(one)
        return PacketPages(self._packet, tuple(found))

    def _item(self, made: _Made, at: int) -> ItemPages:
        """`at` = pages before it."""
        item, layouts = made.item, []
        total = sum(len(piece.layout.pages) - piece.front for piece in made.pieces if piece.sheet is not None)
        number = at if self._through else 0
        label = "" if self._through else f"{item.mark or item.title}-"
        for piece in made.pieces:
            pages = [replace(page, texts=Texts(page.texts.parts)) for page in piece.layout.pages]
            counted = self._through or piece.sheet is not None
            if piece.sheet is not None and (self._through or total > 1 or piece.sheet.number_single_page):
                sheet = self._styled(piece.sheet, made)
                own_first = number + 1 + (piece.front if self._through else 0)
                for index, page in enumerate(pages[piece.front :], start=own_first):
                    number_page(page, sheet, index, self._whole if self._through else total, self._faces)
            own = label if counted else f"{item.mark or item.title}表紙-"
            layouts.append(replace(piece.layout, pages=pages, label=own, first=number + 1 if counted else 1))
            number += len(pages) - (0 if self._through else piece.front) if counted else 0
        if self._taken(made) > made.count:
            last = layouts[-1].pages[-1]
            back = "" if self._through else BACK
            first = number + 1 if self._through else 1
            layouts.append(Layout([Page(last.width, last.height)], label=back, first=first))
        blanks = tuple(part.blanks for part in item.parts if part.blanks)
        return ItemPages(item, tuple(layouts), tuple(made.troubles), blanks)

    def _styled(self, sheet: Sheet, made: _Made) -> Sheet:
        """With the way of numbering: － 3 － through, else that of the first form of the 資料, or the usual one."""
        if self._through:
            return replace(sheet, page_number="dashes")
        sheets = [piece.sheet for piece in made.pieces if piece.sheet is not None]
        own = [one.page_number for one in sheets if one.page_number != "none" and not _is_own(one)]
        if len(sheets) == 1 and not _is_own(sheet):
            return sheet
        return replace(sheet, page_number=own[0] if own else self._usual)


def _is_own(sheet: Sheet) -> bool:
    """Whether a sheet is none of a form: of an attached PDF, of a page in place of another."""
    return replace(sheet, tag="", tag_note="") == _A4


def lay_out_packet(packet: Packet, faces: Faces, progress: Progress | None = None) -> PacketPages:
    """All 資料 of a packet laid out once. `progress` hears 0…1 and may raise `Cancelled`."""
    return PacketLayouter(faces).lay_out(packet, progress)


def packet_pdf(pages: PacketPages, faces: Faces) -> bytes:
    """One PDF of everything. KnownError if nothing is printed."""
    return joined_pdf(pages.layouts, faces, pages.packet.title)


def item_pdf(item: ItemPages, faces: Faces) -> bytes:
    """The PDF of one 資料. KnownError if nothing of it is printed."""
    return joined_pdf(item.layouts, faces, item.item.name)


def joined_pdf(layouts: Sequence[Layout], faces: Faces, title: str) -> bytes:
    """One PDF of them all. KnownError if none has a page."""
    from zaitaku_desktop.typeset.pdf import write_pdf  # noqa: PLC0415  pages are looked at without it

    if not any(layout.pages for layout in layouts):
        raise KnownError("印刷できる資料がまだありません。", todo="配付資料に中身を加えてください。")
    written = io.BytesIO()
    write_pdf(layouts, faces, written, title=title)
    return written.getvalue()


def _divider(item: Item) -> PrintJob:
    """仕切り紙: number and title of the 資料 that follows."""
    lines = [line for line in (item.mark, item.title) if line]
    return PrintJob(replace(_A4, page_number="none"), (_centred(lines, _TITLE),), item.name)


def _in_place_of(part: Part, own: Sheet, trouble: str) -> PrintJob:
    """The page that stands where another cannot be printed."""
    lines = ("〔このページは印刷できませんでした〕", part.title, trouble)
    return PrintJob(replace(own, page_number="none"), (_centred([line for line in lines if line], _WORDS),), part.title)


def _centred(lines: Sequence[str], style: TextStyle) -> Prose:
    """Lines in the middle of a page that has nothing else on it."""
    spaced = [Paragraph((Run(line),), style, space_before=6.0 if at else 0.0) for at, line in enumerate(lines)]
    return Prose(tuple(ProseItem(paragraph) for paragraph in spaced), _DOWN)
