"""Commands that make data files: `sample` and `new`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.exchange.dump import load_dump
from zaitaku_desktop.model.municipality import Municipality
from zaitaku_desktop.operations.new_file import fill_new
from zaitaku_desktop.operations.sample import fill_sample
from zaitaku_desktop.storage.workspace import Workspace

SAMPLE_NAME = "みなと野市"


def write_sample(path: Path) -> int:
    """`sample FILE`: the made-up municipality. KnownError if the file exists."""
    Workspace.create(path, name=SAMPLE_NAME, fill=fill_sample).close()
    print(f"見本を作りました：{path}")
    return 0


def create(path: Path, *, name: str | None, dump: Path | None) -> int:
    """`new FILE`: an empty data file, or one rebuilt from a dump; `name`, if given, then replaces its name."""
    name = (name or "").strip()
    if dump is None:
        Workspace.create(path, name=name, fill=fill_new).close()
    else:
        content = _read_dump(dump)

        def fill(session: Session) -> None:
            load_dump(session, content)
            municipality = session.get(Municipality, 1)
            if name and municipality is not None:
                municipality.name = name

        Workspace.create(path, name=name, fill=fill).close()
    print(f"データファイルを作りました：{path}")
    return 0


def _read_dump(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise KnownError(
            "書き出したファイルを開けませんでした。",
            safe="何も作っていません。",
            todo="場所と名前を確かめてください。",
            place=str(path),
        ) from error
    except (ValueError, RecursionError) as error:
        raise _no_dump(path) from error
    if not isinstance(content, dict):
        raise _no_dump(path)
    return content


def _no_dump(path: Path) -> KnownError:
    return KnownError(
        "dump で書き出したものではありません。",
        safe="何も作っていません。",
        todo="dump で書き出したファイルを指定してください。",
        place=path.name,
    )
