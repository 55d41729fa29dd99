"""A fixed 資料一式: its pages for screen and printer, and its 資料 one by one, from nothing but its PDF."""

from __future__ import annotations

import datetime as dt

from zaitaku_desktop.base.written_day import write_day
from zaitaku_desktop.forms.packet import Item, Packet, file_title
from zaitaku_desktop.forms.packet_pages import ItemPages, PacketPages
from zaitaku_desktop.typeset.attached import bookmarks_of, parts_of, read_attached
from zaitaku_desktop.typeset.boxes import Layout, Page, PictureBox


def fixed_layout(content: bytes) -> Layout:
    """Its pages, each a picture of its own. KnownError if it cannot be read."""
    pdf = read_attached(content)
    pages = []
    for number, (width, height) in enumerate(pdf.sizes):
        pages.append(Page(width, height, pictures=[PictureBox(content, number, 0.0, 0.0, width, height)]))
    return Layout(pages)


def fixed_pages(packet: Packet, content: bytes) -> PacketPages:
    """Its pages by 資料. KnownError if it cannot be read.

    Each belongs to the 資料 of now that is called the same; those that were called otherwise since then follow in
    order, as long as there are as many.
    """
    pages, marks = fixed_layout(content).pages, bookmarks_of(content)
    found: list[Item | None] = []
    rest = [item for item in packet.items if not item.replaced]
    for title, _ in marks:
        same = next((item for item in rest if _file_title(item.name) == _file_title(title)), None)
        if same is not None:
            rest.remove(same)
        found.append(same)
    others = [item for item in rest if any(part.prints for part in item.parts)]
    if found.count(None) == len(others):
        found = [others.pop(0) if item is None else item for item in found]
    items = []
    for at, ((title, first), item) in enumerate(zip(marks, found, strict=True), start=1):
        last = marks[at][1] if at < len(marks) else len(pages)
        layout = Layout(pages[first:last])
        items.append(ItemPages(item or Item(None, "", title, (), gone=at), (layout,)))
    return PacketPages(packet, tuple(items))


def fixed_words(at: str) -> str:
    """When it was fixed (令和7年6月20日 14:32), of the time as the record has it."""
    when = dt.datetime.fromisoformat(at)
    return f"{write_day(when.date())} {when:%H:%M}"


def fixed_parts(content: bytes) -> list[tuple[str, bytes]]:
    """(what its file is called, its PDF) of each 資料, in order. KnownError if it cannot be read."""
    marks = bookmarks_of(content)
    read_attached(content)
    names = [_file_title(title) for title, _ in marks]
    return list(zip(names, parts_of(content, [first for _, first in marks]), strict=True))


def _file_title(bookmark: str) -> str:
    """資料1_実施実績, of 資料１　実施実績."""
    mark, parted, title = bookmark.partition("　")
    return file_title(mark, title) if parted else file_title("", mark)
