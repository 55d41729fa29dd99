"""The first bytes of a data file, read before SQLite may touch it (https://sqlite.org/fileformat.html 1.3)."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

from zaitaku_desktop.base.errors import KnownError

APPLICATION_ID = 0x5A54414B  # "ZTAK"
SUFFIX = ".zaitaku"
LENGTH = 100
_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
_UNTOUCHED = "ファイルには手を付けていません。"


class NotOurFile(KnownError):
    """Not a data file of this program. `workbook` = it is an Excel workbook, which can be imported."""

    def __init__(self, path: Path, *, workbook: bool = False) -> None:
        self.workbook = workbook
        super().__init__(
            "Excelのファイルです。このアプリのデータではありません。"
            if workbook
            else "このアプリのデータではありません。",
            safe=_UNTOUCHED,
            todo="「Excelから取り込む」で取り込めます。" if workbook else "別のファイルを選んでください。",
            place=path.name,
        )


class NewerFile(KnownError):
    """Written by a newer version of the program."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "新しい版のアプリで作られたデータです。",
            safe=_UNTOUCHED,
            todo="このPCのアプリを新しい版にしてから開いてください。",
            place=path.name,
        )


@dataclass(frozen=True, slots=True)
class Header:
    """`pages` × `page_size` = the length the file says it has; `schema` = user_version."""

    page_size: int
    pages: int
    schema: int


def read_header(start: bytes, path: Path, newest_schema: int) -> Header:
    """Read the first 100 bytes. Raises NotOurFile or NewerFile."""
    if start[:4] == b"PK\x03\x04" or start[:8] == bytes.fromhex("d0cf11e0a1b11ae1"):
        raise NotOurFile(path, workbook=path.suffix.lower() in (".xlsx", ".xlsm", ".xls"))
    if len(start) < LENGTH or start[:16] != b"SQLite format 3\0":
        raise NotOurFile(path)
    (size,) = struct.unpack(">H", start[16:18])
    (pages,) = struct.unpack(">I", start[28:32])
    (schema,) = struct.unpack(">i", start[60:64])
    (application,) = struct.unpack(">i", start[68:72])
    if application != APPLICATION_ID or schema < 1:
        raise NotOurFile(path)
    if schema > newest_schema:
        raise NewerFile(path)
    return Header(65536 if size == 1 else size, pages, schema)


def journal_of(path: Path) -> Path:
    """The rollback journal beside a data file."""
    return path.with_name(path.name + "-journal")


def journal_is_hot(path: Path) -> bool:
    """Whether a journal beside the file holds something to be undone (an ended one is zeroed or gone)."""
    try:
        with journal_of(path).open("rb") as file:
            return file.read(8) == _JOURNAL_MAGIC
    except FileNotFoundError:
        return False
