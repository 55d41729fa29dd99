"""Why a file of another program is not read, in one Japanese message."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

from zaitaku_desktop.base.errors import Cancelled, KnownError

NOT_XLSX = "Excel のファイル（.xlsx）ではありません。"
SAVE_AS = "Excel で開き、「Excel ブック（.xlsx）」として保存してから、取り込んでください。"


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that can be read: `program` opens it, `start` = its first bytes, `usual` = what it holds.

    `other` = it is none, `save_as` = how to make one, `smaller` = what to do with one that is too large.
    """

    program: str
    start: bytes
    usual: str
    other: str
    save_as: str
    smaller: str


EXCEL = FileKind(
    "Excel", b"PK", "表", NOT_XLSX, SAVE_AS, "表のあるシートだけを新しいブックに写して、取り込んでください。"
)
WORD = FileKind(
    "Word",
    b"PK",
    "文書",
    "Word のファイル（.docx）ではありません。",
    "Word で開き、「Word 文書（.docx）」として保存してから、取り込んでください。",
    "必要なページだけを新しい文書に写して、取り込んでください。",
)
PDF = FileKind(
    "PDF を見るプログラム",
    b"%PDF",
    "文書",
    "PDF のファイルではありません。",
    "元のファイルを PDF として保存し直すか、文を写して貼り付けてください。",
    "必要なページだけの PDF にするか、文を写して貼り付けてください。",
)

TEXT = FileKind(
    "メモ帳",
    b"",
    "文",
    "文字のファイルとして読み取れませんでした。",
    "メモ帳で開き、文字コードを UTF-8 にして保存してから、取り込んでください。",
    "必要な所だけを写して、貼り付けてください。",
)


def kind_of(path: Path) -> FileKind:
    """What kind of file it calls itself."""
    return {".docx": WORD, ".pdf": PDF, ".txt": TEXT, ".tsv": TEXT}.get(path.suffix.lower(), EXCEL)


class TooLarge(Exception):
    """A limit is passed; the message says which, in Japanese."""


class Broken(Exception):
    """A part contradicts itself or another part: whatever it says may be wrong."""


def refuse(what: str, todo: str, place: str) -> KnownError:
    """The one shape of message for a file that cannot be read."""
    return KnownError(what, safe="元のファイルも今の内容も、そのまま残っています。", todo=todo, place=place)


def too_large(path: Path, limit: str) -> KnownError:
    """A file that asks for more than any of its kind needs. `limit` = what is too much."""
    kind = kind_of(path)
    what = f"大きすぎるか、普通の{kind.usual}ではないため、読み取りをやめました（{limit}）。"
    return refuse(what, kind.smaller, path.name)


def broken(path: Path) -> KnownError:
    """A damaged file."""
    return refuse(
        "ファイルが壊れているか、途中で切れているため、読み取れませんでした。",
        f"{kind_of(path).program} で開けるか確かめ、保存し直してから、もう一度取り込んでください。",
        path.name,
    )


def unreadable(path: Path, mark: str) -> KnownError:
    """A file over which the program itself stumbled. `mark` = where, for those who look into it."""
    return refuse(
        f"思わぬ作りのため、読み取れませんでした（印：{mark}）。",
        f"{kind_of(path).program} で開いて保存し直しても読めないときは、印を添えて作成元に知らせてください。",
        path.name,
    )


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what goes wrong over a bad file into one KnownError."""
    try:
        yield
    except (KnownError, Cancelled):
        raise
    except TooLarge as limit:
        raise too_large(path, str(limit)) from limit
    except MemoryError as trouble:
        raise too_large(path, "使うメモリが多すぎます") from trouble
    except FileNotFoundError as trouble:
        raise refuse("ファイルが見つかりません。", "場所を確かめてください。", str(path)) from trouble
    except PermissionError as trouble:
        raise refuse(
            "ほかのプログラム（Excel など）で開いているか、読む権限がありません。",
            "閉じてから、もう一度お試しください。",
            path.name,
        ) from trouble
    except (zipfile.BadZipFile, zlib.error, EOFError, struct.error, ExpatError, ParseError, Broken) as trouble:
        raise broken(path) from trouble
    except (NotImplementedError, RuntimeError) as trouble:  # zipfile: another compression, a password
        raise broken(path) from trouble
    except OSError as trouble:
        raise refuse(
            "ファイルを読み取れませんでした。", "保存先との接続を確かめて、もう一度お試しください。", path.name
        ) from trouble
