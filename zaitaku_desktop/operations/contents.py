"""Contents of PDFs that are put into the data file: each once, and not too much of them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.storage.contents import PUT, digest_of
from zaitaku_desktop.storage.reading_meetings import contents_size
from zaitaku_desktop.storage.tables import file_content

LARGEST_TOGETHER = 300 * 1024 * 1024
"""So many bytes all contents together have at most."""


def put_content(session: Session, content: bytes, name: str) -> str:
    """Keep a content under its digest, once; returns it. KnownError if all of them together become too large."""
    digest = digest_of(content)
    connection = session.connection()
    kept = connection.execute(select(file_content.c.digest).where(file_content.c.digest == digest)).first()
    if kept is None and contents_size(connection) + len(content) > LARGEST_TOGETHER:
        raise KnownError(
            f"このデータファイルに入れるPDFが、合わせて{size_words(LARGEST_TOGETHER)}を超えます。",
            todo="使わなくなったPDFを外すか、小さくしてから、もう一度お試しください。",
            place=name,
        )
    connection.exec_driver_sql(PUT, (digest, content))
    return digest


def size_words(size: int) -> str:
    """A size in bytes as it is told: 1.2MB, 35KB."""
    if size >= 1024 * 1024:
        return f"{size / 1024 / 1024:.1f}".removesuffix(".0") + "MB"
    return f"{max(1, round(size / 1024))}KB"
