"""A fixed 資料一式: its pages for screen and printer, and its 資料 one by one, from nothing but its PDF."""

from __future__ import annotations

import datetime as dt
import unicodedata

from zaitaku_desktop.base.written_day import write_day
from zaitaku_desktop.typeset.attached import bookmarks_of, parts_of, read_attached
from zaitaku_desktop.typeset.boxes import Layout, Page, PictureBox


def fixed_layout(content: bytes) -> Layout:
    """Its pages, each a picture of its own. KnownError if it cannot be read."""
    pdf = read_attached(content)
    pages = []
    for number, (width, height) in enumerate(pdf.sizes):
        pages.append(Page(width, height, pictures=[PictureBox(content, number, 0.0, 0.0, width, height)]))
    return Layout(pages)


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
    return f"{unicodedata.normalize('NFKC', mark).replace('－', '-')}_{title}" if parted else bookmark
