"""A 資料一式 for `print`: as one PDF or one for each 資料, as the records are now or as it was fixed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from zaitaku_desktop.forms.packet import Packet, read_packet
from zaitaku_desktop.forms.packet_fixed import fixed_layout, fixed_parts, fixed_words
from zaitaku_desktop.forms.packet_pages import PacketPages, item_pdf, lay_out_packet, packet_pdf
from zaitaku_desktop.storage.reading_meetings import load_content
from zaitaku_desktop.typeset.boxes import Layout
from zaitaku_desktop.typeset.fonts import Faces


@dataclass(frozen=True)
class FixedPacket:
    """A 資料一式 that was fixed (`printing.Printed`): it comes out as the same bytes."""

    title: str
    content: bytes
    at: str

    def whole(self) -> bytes:
        """One PDF."""
        return self.content

    def files(self) -> list[tuple[str, bytes]]:
        """What each 資料 is called, and its PDF."""
        return fixed_parts(self.content)

    def layouts(self) -> list[Layout]:
        """Its pages, to be joined with others."""
        return [replace(fixed_layout(self.content), title=self.title)]

    def told(self) -> str:
        """When it was fixed."""
        return f"確定\t{self.title}\t{fixed_words(self.at)}に確定した内容です\n"


@dataclass(frozen=True)
class PresentPacket:
    """A 資料一式 as the records are now (`printing.Printed`)."""

    title: str
    pages: PacketPages
    faces: Faces

    def whole(self) -> bytes:
        """One PDF. KnownError if nothing is printed."""
        return packet_pdf(self.pages, self.faces)

    def files(self) -> list[tuple[str, bytes]]:
        """What each 資料 is called, and its PDF."""
        return [(one.item.file_title, item_pdf(one, self.faces)) for one in self.pages.items if one.pages]

    def layouts(self) -> list[Layout]:
        """Its pages, to be joined with others."""
        return self.pages.layouts

    def told(self) -> str:
        """A line for each 資料 that is not printed as it should be, or is not complete."""
        return "".join(f"{line}\n" for line in self._lines())

    def _lines(self) -> Iterator[str]:
        for one in self.pages.items:
            for trouble in one.troubles:
                yield f"印刷できません\t{one.item.name}\t{trouble}"
            for words in one.blanks:
                yield f"未入力\t{one.item.name}\t{words}"
            if not one.pages:
                yield f"別に用意\t{one.item.name}\t中身がないため、ページはありません"


def read_fixed_or_present(connection: Connection, meeting_id: int) -> tuple[Packet, bytes | None]:
    """The 資料一式 of a meeting, and the PDF that was fixed if one was. KnownError if the meeting is gone."""
    packet = read_packet(connection, meeting_id)
    fixed = packet.options.fixed_digest
    return packet, load_content(connection, fixed) if fixed else None


def printed_packet(packet: Packet, fixed: bytes | None, faces: Faces) -> FixedPacket | PresentPacket:
    """Ready to be written. A fixed one is not laid out again."""
    if fixed is not None:
        return FixedPacket(packet.title, fixed, packet.options.fixed_at)
    return PresentPacket(packet.title, lay_out_packet(packet, faces), faces)
