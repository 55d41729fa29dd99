"""Commands that check, copy and bring back data files: `verify`, `backup`, `restore`."""

from __future__ import annotations

from pathlib import Path

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.commands.report import print_json
from zaitaku_desktop.storage.backup import restore_backup
from zaitaku_desktop.storage.opening import verify_file
from zaitaku_desktop.storage.workspace import Workspace


def verify(path: Path, *, as_json: bool) -> int:
    """`verify FILE`: what is wrong with a data file or a copy; 1 if anything is. Writes nothing to it."""
    problems = verify_file(path)
    if as_json:
        print_json({"whole": not problems, "problems": problems})
    else:
        print("\n".join(problems or [f"壊れているところはありません：{path}"]))
    if problems:
        raise KnownError(
            f"壊れているところが{len(problems)}か所あります。",
            safe="このファイルには書き込んでいません。",
            todo="restore で控えの内容に戻してください。",
            place=path.name,
        )
    return 0


def back_up(path: Path) -> int:
    """`backup FILE`: a verified copy beside the file, kept until newer ones of its kind push it out."""
    with Workspace.open(path) as workspace:
        print(workspace.back_up("手動"))
    return 0


def restore(path: Path, backup: Path) -> int:
    """`restore FILE BACKUP`: the content of a copy. What stands there now is kept first, and its place said."""
    kept = restore_backup(path, backup)
    print(f"控えの内容に戻しました：{path}")
    if kept is not None:
        print(f"戻す前の内容：{kept}")
    return 0
