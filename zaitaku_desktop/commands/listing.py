"""Commands that only read: `list` and `dump`."""

from __future__ import annotations

from pathlib import Path

from zaitaku_desktop.commands.report import print_json
from zaitaku_desktop.exchange.dump import dump_records
from zaitaku_desktop.storage.reading import load_documents
from zaitaku_desktop.storage.workspace import Workspace


def list_documents(path: Path, *, as_json: bool) -> int:
    """`list FILE`: every printable 資料 with its id."""
    workspace = Workspace.open(path, read_only=True)
    try:
        with workspace.read() as connection:
            documents = load_documents(connection)
    finally:
        workspace.close()
    if as_json:
        print_json([{"id": row.id, "kind": row.kind, "title": row.title} for row in documents])
    else:
        for row in documents:
            print("\t".join((str(row.id), row.kind, row.number, row.title)))
    return 0


def dump(path: Path) -> int:
    """`dump FILE`: every record as JSON."""
    workspace = Workspace.open(path, read_only=True)
    try:
        with workspace.read() as connection:
            records = dump_records(connection)
    finally:
        workspace.close()
    print_json(records)
    return 0
