"""Writes layouts as a PDF. The only file that imports reportlab, whose Canvas serves as the container.

Text is set in Type0/Identity-H fonts made here, not by reportlab: every glyph id is embedded with the exact
text it stands for (surrogate pairs and variants too). The same layouts give the same bytes.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from io import BytesIO
from typing import BinaryIO

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from zaitaku_desktop.typeset.boxes import Layout, Page
from zaitaku_desktop.typeset.collector import collector_at_rest
from zaitaku_desktop.typeset.fonts import Face, Faces
from zaitaku_desktop.typeset.pdf_content import Coder, Font, Marked, PageWriter
from zaitaku_desktop.typeset.pdf_tables import to_unicode, width_array
from zaitaku_desktop.typeset.pdf_tags import Tags

PRODUCER = "PDF"
LANGUAGE = "ja-JP"
_FLATE = "[/FlateDecode]"


class _Document(pdfdoc.PDFDocument):  # type: ignore[misc]  # reportlab has no types
    """A document most of whose objects are already written.

    reportlab takes some 10 µs to register, format and list an object, and the tags of a large grid are thousands of
    them: here they only take a number of the same series, and are put between its own objects as they are.
    """

    def reserve(self) -> int:
        """The number of a new object, whose content is put under it in `written`."""
        self.objectcounter += 1
        return int(self.objectcounter)

    @property
    def written(self) -> dict[int, bytes]:
        """Number → what stands between `obj` and `endobj`."""
        found: dict[int, bytes] = self.__dict__.setdefault("_written", {})
        return found

    def format(self) -> bytes:
        """The whole file; it may register objects to the end."""
        self.encrypt.prepare(self)  # every object asks it, though nothing is encrypted
        parts = [pdfdoc.PDFFile(self._pdfVersion).format(self)]
        at, offsets = len(parts[0]), []
        written, number = self.written, 0
        while number < self.objectcounter:
            number += 1
            content = written.get(number)
            if content is None:
                content = pdfdoc.format(self.idToObject[self.numberToId[number]], self, toplevel=1)
            part = b"%d 0 obj\n%b\nendobj\n" % (number, content)
            parts.append(part)
            offsets.append(at)
            at += len(part)
        head = f"xref\n0 {number + 1}\n0000000000 65535 f \n"
        parts.append((head + "".join([f"{offset:010} 00000 n \n" for offset in offsets])).encode("ascii"))
        root, info = self.Reference(self.Catalog), self.Reference(self.info)
        trailer = pdfdoc.PDFTrailer(at, Size=number + 1, Root=root, Info=info, ID=self.ID())
        parts.append(trailer.format(self))
        return b"".join(parts)


class _Page(pdfdoc.PDFPage):  # type: ignore[misc]
    """A page that can take part in a structure tree."""

    __NoDefault__ = (*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs")


class _Container(Canvas):  # type: ignore[misc]
    """A Canvas that does not begin every page by naming Helvetica, which would stand in the file unembedded."""

    def _make_preamble(self) -> None:
        self._preamble = ""


class _Info(pdfdoc.PDFInfo):  # type: ignore[misc]
    """Title and producer only: no name, and no date, so that the same input gives the same bytes."""

    def format(self, document: object) -> bytes:
        """The information dictionary."""
        entries = {
            "Title": pdfdoc.PDFString(self.title),
            "Author": pdfdoc.PDFString(""),
            "Producer": pdfdoc.PDFString(PRODUCER),
        }
        return bytes(pdfdoc.PDFDictionary(entries).format(document))


def write_pdf(layouts: Sequence[Layout], faces: Faces, target: BinaryIO, *, title: str) -> None:
    """Write `layouts` one after the other as a tagged PDF into `target`.

    Each layout with a title gets a bookmark; several layouts count their pages anew each (page labels).
    Raises ValueError when there is no page, and whatever writing to `target` raises.
    """
    if not any(layout.pages for layout in layouts):
        raise ValueError("no page to write")
    with collector_at_rest():
        data = _Writer(faces, title).write(layouts)
    pages = [page for layout in layouts for page in layout.pages]
    if any(page.pictures for page in pages):
        from zaitaku_desktop.typeset.attached import place_pictures  # noqa: PLC0415 - pikepdf only where it is needed

        data = place_pictures(data, pages)
    target.write(data)


class _Writer:
    def __init__(self, faces: Faces, title: str) -> None:
        self._faces = faces
        self._buffer = BytesIO()
        self._canvas = _Container(self._buffer, pageCompression=1, invariant=1, pdfVersion=(1, 7), lang=LANGUAGE)
        self._document = self._canvas._doc
        self._document.__class__ = _Document  # the Canvas makes its own
        self._fonts = self._document.idToObject[pdfdoc.BasicFonts]
        self._document.info = _Info()
        self._canvas.setTitle(title)
        self._coder = Coder(faces)
        self._pages = 0

    def write(self, layouts: Sequence[Layout]) -> bytes:
        tags = Tags(self._document.reserve, self._put)
        labels = []
        for index, layout in enumerate(layouts):
            if not layout.pages:
                continue
            labels.append(f"{self._pages} {_label(layout)}")
            marks = layout.outline or (((0, layout.title),) if layout.title else ())
            for at, (level, title) in enumerate(marks):
                key = f"part{index}" if not at else f"part{index}.{at}"
                self._canvas.bookmarkPage(key)
                self._canvas.addOutlineEntry(title, key, level)
            kinds = [part.tag for part in layout.parts]
            written = [self._page(page, kinds) for page in layout.pages]
            tags.add(layout, [number for number, _ in written], [marks for _, marks in written])
        tags.close()
        subsets: dict[str, int] = {}
        for font in self._coder.fonts:
            self._fonts.dict[font.name] = self._font(font, subsets)
        catalog = self._document.Catalog
        catalog.StructTreeRoot = _reference(tags.root)
        catalog.MarkInfo = self._direct("<</Marked true>>")
        catalog.ViewerPreferences = self._direct("<</DisplayDocTitle true>>")
        if len(labels) > 1:
            catalog.PageLabels = self._direct(f"<</Nums [{' '.join(labels)}]>>")
        return bytes(self._document.GetPDFData(self._canvas))

    def _page(self, page: Page, kinds: Sequence[str]) -> tuple[int, list[Marked]]:
        writer = PageWriter(page, self._coder, kinds)
        stream = writer.stream()
        made = _Page()
        made.pagewidth, made.pageheight = page.width, page.height
        made.Contents = _reference(self._stream(stream.encode("ascii")))
        made.Resources = pdfdoc.PDFResourceDictionary(Font=pdfdoc.PDFObjectReference(pdfdoc.BasicFonts))
        made.StructParents = self._pages
        made.Tabs = pdfdoc.PDFName("S")
        name = self._document.thisPageName()
        self._document.addPage(made)
        self._pages += 1
        return int(self._document.idToObjectNumberAndVersion[name][0]), writer.marks

    def _font(self, font: Font, descriptors: dict[str, int]) -> str:
        face = self._faces.face(font.face)
        if font.face not in descriptors:
            descriptors[font.face] = self._descriptor(face)
        name = self._subset_name(face)
        advances = {gid: face.advance(gid) for gid in font.texts}
        kind = "/CIDFontType0" if face.is_cff else "/CIDFontType2 /CIDToGIDMap /Identity"
        descendant = self._add(
            f"<</Type /Font /Subtype {kind} /BaseFont /{name} "
            "/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> "
            f"/FontDescriptor {descriptors[font.face]} 0 R /DW 1000 /W {width_array(font.texts, advances)}>>"
        )
        unicode = self._stream(to_unicode(font.texts))
        return _reference(
            self._add(
                f"<</Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H "
                f"/DescendantFonts [{descendant} 0 R] /ToUnicode {unicode} 0 R>>"
            )
        )

    def _descriptor(self, face: Face) -> int:
        data = face.subset(self._gids(face))
        file = self._stream(data, " /Subtype /CIDFontType0C" if face.is_cff else f" /Length1 {len(data)}")
        box = " ".join(map(str, face.bbox))
        return self._add(
            f"<</Type /FontDescriptor /FontName /{self._subset_name(face)} /Flags 4 /FontBBox [{box}] "
            f"/ItalicAngle 0 /Ascent {face.ascent} /Descent {face.descent} /CapHeight {face.cap_height} "
            f"/StemV 80 /{'FontFile3' if face.is_cff else 'FontFile2'} {file} 0 R>>"
        )

    def _gids(self, face: Face) -> list[int]:
        return sorted({gid for font in self._coder.fonts if font.face == face.key for gid in font.texts})

    def _subset_name(self, face: Face) -> str:
        digest = hashlib.sha256(repr(self._gids(face)).encode()).digest()
        return "".join(chr(ord("A") + byte % 26) for byte in digest[:6]) + "+" + face.post_script_name

    def _put(self, number: int, content: str | bytes) -> None:
        self._document.written[number] = content.encode("ascii") if isinstance(content, str) else content

    def _add(self, content: str | bytes) -> int:
        number = int(self._document.reserve())
        self._put(number, content)
        return number

    def _direct(self, content: str) -> str:
        return _reference(self._add(content))

    def _stream(self, data: bytes, entries: str = "") -> int:
        packed = zlib.compress(data)
        self._document.updateSignature(packed)
        head = f"<</Length {len(packed)} /Filter {_FLATE}{entries}>>\nstream\n".encode("ascii")
        return self._add(head + packed + b"\nendstream")


def _label(layout: Layout) -> str:
    """What its pages are called."""
    words = f" /P <FEFF{layout.label.encode('utf-16-be').hex().upper()}>" if layout.label else ""
    start = f" /St {layout.first}" if layout.first != 1 else ""
    return f"<</S /D{words}{start}>>"


def _reference(number: int) -> str:
    """As one object refers to another."""
    return f"{number} 0 R"
