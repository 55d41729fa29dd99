"""Why a workbook is not read, in one Japanese message."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

from zaitaku_desktop.base.errors import Cancelled, KnownError

NOT_XLSX = "Excel のファイル（.xlsx）ではありません。"
SAVE_AS = "Excel で開き、「Excel ブック（.xlsx）」として保存してから、取り込んでください。"
_SMALLER = "表のあるシートだけを新しいブックに写して、取り込んでください。"


class TooLarge(Exception):
    """A limit is passed; the message says which, in Japanese."""


class Broken(Exception):
    """A part contradicts itself or another part: whatever it says may be wrong."""


def refuse(what: str, todo: str, place: str) -> KnownError:
    """The one shape of message for a file that cannot be read."""
    return KnownError(what, safe="元のファイルも今の内容も、そのまま残っています。", todo=todo, place=place)


def too_large(path: Path, limit: str) -> KnownError:
    """A workbook that asks for more than any table needs. `limit` = what is too much."""
    return refuse(f"大きすぎるか、普通の表ではないため、読み取りをやめました（{limit}）。", _SMALLER, path.name)


def broken(path: Path) -> KnownError:
    """A damaged workbook."""
    return refuse(
        "ファイルが壊れているか、途中で切れているため、読み取れませんでした。",
        "Excel で開けるか確かめ、保存し直してから、もう一度取り込んでください。",
        path.name,
    )


def unreadable(path: Path, mark: str) -> KnownError:
    """A workbook over which the program itself stumbled. `mark` = where, for those who look into it."""
    return refuse(
        f"思わぬ作りのため、読み取れませんでした（印：{mark}）。",
        "Excel で開いて保存し直しても読めないときは、印を添えて作成元に知らせてください。",
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
