"""Commands that make, check, copy and bring back data files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.commands.report import print_json
from zaitaku_desktop.exchange.dump import load_dump
from zaitaku_desktop.operations.sample import MUNICIPALITY_NAME, fill_sample
from zaitaku_desktop.storage.backup import restore_backup
from zaitaku_desktop.storage.verify import verify_file
from zaitaku_desktop.storage.workspace import Workspace


def write_sample(path: Path) -> int:
    """`sample FILE`: the made-up municipality. KnownError if the file exists."""
    _make(path, MUNICIPALITY_NAME, "見本の作成", fill_sample)
    print(f"見本を作りました：{path}")
    return 0


def create(path: Path, *, name: str | None, dump: Path | None) -> int:
    """`new FILE`: an empty data file, or one rebuilt from a dump, whose name `name` then replaces."""
    if dump is None:
        _make(path, name or "", "", None)
    else:
        content = _read_dump(dump)
        _make(path, name or "", "書き出しからの作り直し", lambda session: load_dump(session, content))
    print(f"データファイルを作りました：{path}")
    return 0


def _make(path: Path, name: str, step: str, fill: Callable[[Session], object] | None) -> None:
    """Create a data file and fill it; what could not be filled is not left behind."""
    workspace = Workspace.create(path, name=name)
    try:
        if fill is not None:
            workspace.perform(step, fill)
    except BaseException:
        workspace.close()
        path.unlink(missing_ok=True)
        raise
    workspace.close()
