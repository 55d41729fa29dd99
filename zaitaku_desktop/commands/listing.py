"""Commands that only read: `list` and `dump`."""

from __future__ import annotations

from pathlib import Path

from zaitaku_desktop.commands.listed import PACKET, ListedId
from zaitaku_desktop.commands.report import print_json
from zaitaku_desktop.exchange.dump import dump_records
from zaitaku_desktop.forms.packet import packet_titles
from zaitaku_desktop.storage.reading import load_documents
from zaitaku_desktop.storage.workspace import Workspace


def list_documents(path: Path, *, as_json: bool) -> int:
    """`list FILE`: every printable 資料 and 資料一式 with an id that only it has."""
    workspace = Workspace.open(path, read_only=True)
    try:
        with workspace.read() as connection:
            rows = [(ListedId(row.id), row.kind, row.number, row.title) for row in load_documents(connection)]
            rows += [
                (ListedId(meeting_id, packet=True), PACKET, "", title)
                for meeting_id, title in packet_titles(connection)
            ]
    finally:
        workspace.close()
    if as_json:
        print_json([{"id": one.listed, "kind": kind, "title": title} for one, kind, _, title in rows])
    else:
        for one, *words in rows:
            print("\t".join((str(one), *words)))
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
