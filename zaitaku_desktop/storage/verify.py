"""Is a data file whole? Everything that can be asked of it, without writing to it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.storage.contents import missing_contents, wrong_contents
from zaitaku_desktop.storage.history import wrong_steps
from zaitaku_desktop.storage.row_hash import quoted, wrong_rows

_SHOWN = 20


def problems_of(connection: sqlite3.Connection) -> list[str]:
    """What is wrong, each a Japanese sentence naming table and row (never their content); [] = nothing."""
    try:
        return _structure(connection) or _content(connection)
    except sqlite3.DatabaseError:
        return ["データの一部が壊れていて、読み取れません。"]


def _structure(connection: sqlite3.Connection) -> list[str]:
    found = [row[0] for row in connection.execute(f"PRAGMA main.integrity_check({_SHOWN})")]
    return [] if found == ["ok"] else [f"ファイルの構造が壊れています（{text}）。" for text in found]


def _content(connection: sqlite3.Connection) -> list[str]:
    found = [
        f"参照先の行がありません（{table} {row_id} → {parent}）。"
        for table, row_id, parent, _ in connection.execute("PRAGMA main.foreign_key_check")
    ]
    found += [f"行の内容が書いたときと違います（{table} {row_id}）。" for table, row_id in wrong_rows(connection)]
    found += [f"変更の記録が書いたときと違います（{step_id}）。" for step_id in wrong_steps(connection)]
    found += [
        f"添付ファイルか版の中身が入れたときと違います（{digest[:16]}）。" for digest in wrong_contents(connection)
    ]
    return found


def missing_words(connection: sqlite3.Connection) -> list[str]:
    """What is not here although it is named, each a Japanese sentence: the file can be used all the same."""
    return [f"添付ファイルか版の中身がありません（{digest[:16]}）。" for digest in missing_contents(connection)]


def row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Rows per table, the change log included."""
    names = [
        name
        for (name,) in connection.execute(
            "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        )
    ]
    return {name: connection.execute(f"SELECT count(*) FROM main.{quoted(name)}").fetchone()[0] for name in names}


class DamagedFile(KnownError):
    """A data file that is not whole. `problems` = what was found, `kept` = a copy of it as it was met,
    `newest` = the newest copy that is whole, or None."""

    def __init__(
        self,
        path: Path,
        problems: list[str],
        *,
        kept: Path | None = None,
        newest: Path | None = None,
        lost: str = "",
    ) -> None:
        self.problems = problems
        self.kept = kept
        self.newest = newest
        safe = "このファイルには書き込んでいません。"
        if kept is not None:
            safe += f"そのままの写しを「{kept.name}」に取りました。"
        todo = "使える控えがありません。情報システム担当に相談してください。"
        if newest is not None:
            todo = f"控え「{newest.name}」から戻せます。{lost}"
        super().__init__(f"データが壊れています（{len(problems)}件）。", safe=safe, todo=todo, place=path.name)
