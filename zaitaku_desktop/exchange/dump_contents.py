"""Attached and fixed PDFs beside a dump: files called by their sha256, as the records of the dump name them."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.files import replace_file
from zaitaku_desktop.storage.contents import PUT, SUFFIX, digest_of
from zaitaku_desktop.storage.tables import file_content


def write_contents(connection: Connection, folder: Path) -> None:
    """Write every content into `folder`, which is made if need be. KnownError if that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError(
            "出力先のフォルダーを作れませんでした。", todo="書き込める場所を指定してください。", place=str(folder)
        ) from error
    for digest, content in connection.execute(select(file_content.c.digest, file_content.c.content)):
        if content is not None:
            _write(folder / f"{digest}{SUFFIX}", content)


def _write(path: Path, content: bytes) -> None:
    def write(part: Path) -> None:
        part.write_bytes(content)

    replace_file(path, write)


def read_contents(session: Session, folder: Path) -> None:
    """Keep every PDF of `folder` that is what its name says. KnownError if there is no such folder."""
    if not folder.is_dir():
        raise KnownError("添付ファイルのフォルダーが見つかりません。", safe="何も作っていません。", place=str(folder))
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        content = path.read_bytes()
        if digest_of(content) == path.stem:
            session.connection().exec_driver_sql(PUT, (path.stem, content))
