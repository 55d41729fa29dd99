"""Commands that only read: `list` and `dump`."""

from __future__ import annotations

from pathlib import Path

from zaitaku_desktop.commands.report import print_json
from zaitaku_desktop.exchange.dump import dump_records
from zaitaku_desktop.forms.packet import packet_titles
from zaitaku_desktop.storage.reading import load_documents
from zaitaku_desktop.storage.workspace import Workspace

PACKET = "packet"
"""The kind of a 資料一式; its id is that of its meeting (`print --meeting`)."""


def list_documents(path: Path, *, as_json: bool) -> int:
    """`list FILE`: every printable 資料 and 資料一式 with its id."""
    workspace = Workspace.open(path, read_only=True)
    try:
        with workspace.read() as connection:
            rows = [(row.id, row.kind, row.number, row.title) for row in load_documents(connection)]
            rows += [(meeting_id, PACKET, "", title) for meeting_id, title in packet_titles(connection)]
    finally:
        workspace.close()
    if as_json:
        print_json([{"id": number, "kind": kind, "title": title} for number, kind, _, title in rows])
    else:
        for number, *words in rows:
            print("\t".join((str(number), *words)))
    return 0


def dump(path: Path) -> int:
    """`dump FILE`: every record and attached PDF as JSON."""
    workspace = Workspace.open(path, read_only=True)
    try:
        with workspace.read() as connection:
            records = dump_records(connection)
    finally:
        workspace.close()
    print_json(records)
    return 0
