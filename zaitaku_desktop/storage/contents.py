"""Contents of attached and fixed PDFs and of 版: kept once each under their sha256, apart from the records that name
them.

So the change log and undo carry the digest alone. A copy (控え) has no contents in it: they stand once in the
store beside the copies, for as long as one of these names them. A content that is NULL is to be found there.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlalchemy import Connection

from zaitaku_desktop.base import files
from zaitaku_desktop.base.errors import KnownError

STORE = "添付"
"""The folder of contents within that of the copies."""
SUFFIXES = (".pdf", ".han")
"""What the files of PDFs and of other contents end with."""
PUT = (
    'INSERT INTO main.file_content (digest, "content") VALUES (?, ?) '
    'ON CONFLICT (digest) DO UPDATE SET "content" = excluded."content" WHERE "content" IS NULL'
)
"""Keep a content, unless it is kept already."""
NAMED_BY = (("attached_file", "digest"), ("packet", "fixed_digest"), ("revision", "content_digest"))
"""Tables whose records name a content, and their columns for it."""


def digest_of(content: bytes) -> str:
    """sha256, 64 hex digits."""
    return hashlib.sha256(content).hexdigest()


def keeps_contents(connection: sqlite3.Connection) -> bool:
    """Whether there is a table of contents (a file of an older version has none)."""
    found = connection.execute("SELECT 1 FROM main.sqlite_schema WHERE name = 'file_content'").fetchone()
    return found is not None


def wrong_contents(connection: sqlite3.Connection) -> list[str]:
    """The digests of contents that are not as they were put in."""
    if not keeps_contents(connection):
        return []
    rows = connection.execute('SELECT digest, "content" FROM main.file_content WHERE "content" IS NOT NULL')
    return [digest for digest, content in rows if digest_of(content) != digest]


def missing_contents(connection: sqlite3.Connection) -> list[str]:
    """The digests of contents that are named here, but are not here."""
    if not keeps_contents(connection):
        return []
    return [digest for (digest,) in connection.execute(f"{_named(connection)} EXCEPT {_HERE} ORDER BY 1")]


def _named(connection: sqlite3.Connection) -> str:
    """All that records name. A file of an older version keeps the contents of 版 in the records themselves."""
    there = [
        f"SELECT {column} FROM main.{table} WHERE {column} <> ''"
        for table, column in NAMED_BY
        if column in {row[1] for row in connection.execute(f"PRAGMA main.table_info({table})")}
    ]
    return " UNION ".join(there)


_HERE = 'SELECT digest FROM main.file_content WHERE "content" IS NOT NULL'
_UNUSED = (
    "DELETE FROM main.file_content WHERE digest NOT IN ({named}) AND NOT EXISTS "
    "(SELECT 1 FROM main.change_row AS row JOIN main.change_step AS step ON step.id = row.step_id "
    "WHERE step.kind = 'edit' AND step.state IN ('done', 'undone') "
    f"AND row.table_name IN ({', '.join(repr(table) for table, _ in NAMED_BY)}) "
    "AND (instr(coalesce(row.\"before\", ''), digest) OR instr(coalesce(row.\"after\", ''), digest)))"
)


def contents_of(connection: Connection) -> list[tuple[str, bytes]]:
    """(sha256, content) of all that are in the file, in the order of their digests."""
    rows = connection.exec_driver_sql(
        'SELECT digest, "content" FROM file_content WHERE "content" IS NOT NULL ORDER BY digest'
    )
    return [(digest, content) for digest, content in rows]


def drop_unused(connection: sqlite3.Connection) -> None:
    """Forget the contents that no record names, and no step that can still be undone or done again."""
    if keeps_contents(connection):
        connection.execute(_UNUSED.format(named=_named(connection)))


def bring_in(connection: sqlite3.Connection, folders: Iterable[Path]) -> None:
    """Fill what is missing, and what an undo would bring back, from the stores within these folders of copies; what is
    in none of them stays missing."""
    if not keeps_contents(connection):
        return
    stores = [folder / STORE for folder in folders]
    empty = connection.execute('SELECT digest FROM main.file_content WHERE "content" IS NULL').fetchall()
    for digest in sorted({*missing_contents(connection), *(digest for (digest,) in empty)}):
        for path in (store / f"{digest}{suffix}" for store in stores for suffix in SUFFIXES):
            content = _stored(path)
            if content is not None and digest_of(content) == digest:
                connection.execute(PUT, (digest, content))
                break


def _stored(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def move_out(copy: sqlite3.Connection, folder: Path) -> None:
    """Take the contents out of a copy that nobody else has, into the store within the folder of copies.

    OSError, or KnownError, if the store cannot be written; the copy is then worth nothing.
    """
    rows = copy.execute('SELECT digest, "content" FROM main.file_content WHERE "content" IS NOT NULL').fetchall()
    if not rows:
        return
    store = folder / STORE
    store.mkdir(parents=True, exist_ok=True)
    for digest, content in rows:
        _store(store / f"{digest}{SUFFIXES[not content.startswith(b'%PDF')]}", digest, content)
    copy.execute('UPDATE main.file_content SET "content" = NULL')
    copy.execute("VACUUM")


def _store(path: Path, digest: str, content: bytes) -> None:
    with contextlib.suppress(OSError):
        if path.stat().st_size == len(content) and digest_of(path.read_bytes()) == digest:
            return

    def write(part: Path) -> None:
        part.write_bytes(content)

    def verify(part: Path) -> None:
        if digest_of(part.read_bytes()) != digest:
            raise KnownError("控えに添付ファイルを正しく写せませんでした。", todo="もう一度お試しください。")

    files.replace_file(path, write, verify=verify)


def drop_unnamed(folder: Path, copies: Sequence[sqlite3.Connection]) -> None:
    """Delete from the store what none of these copies names. What cannot be deleted now stays."""
    named: set[str] = set()
    for copy in copies:
        if keeps_contents(copy):
            named |= {digest for (digest,) in copy.execute("SELECT digest FROM main.file_content")}
    store = folder / STORE
    if store.is_dir():
        for path in store.iterdir():
            if path.suffix in SUFFIXES and path.stem not in named:
                with contextlib.suppress(OSError):
                    path.unlink()
