"""`check`: what disagrees in a data file."""

from __future__ import annotations

import sys
from pathlib import Path

from zaitaku_desktop.checks.finding import HEADINGS, Finding
from zaitaku_desktop.checks.reading import check_file
from zaitaku_desktop.checks.words import place_words
from zaitaku_desktop.commands.report import print_json
from zaitaku_desktop.model.snapshot import DocumentRow, PlanSnapshot
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_desktop.typeset.fonts import Faces


def check(path: Path, *, as_json: bool) -> int:
    """`check FILE`: 0 = nothing found but what is 承知済み, 1 = something."""
    workspace = Workspace.open(path, read_only=True)
    try:
        with workspace.read() as connection:
            plans = check_file(connection, Faces.load())
    finally:
        workspace.close()
    found = [(plan, documents, one) for plan, documents, all_of in plans for one in all_of if not one.acknowledged]
    if as_json:
        print_json([_row(*one) for one in found])
    else:
        for plan, documents, one in found:
            print("\t".join((HEADINGS[one.severity], place_words(one.place, plan, documents), one.message)))
    if found:
        print(f"点検で{len(found)}件見つかりました。直すか、このままにする理由を書いてください。", file=sys.stderr)
    return 1 if found else 0


def _row(plan: PlanSnapshot, documents: list[DocumentRow], one: Finding) -> dict[str, object]:
    place = one.place
    return {
        "rule": one.rule,
        "severity": one.severity.value,
        "where": place_words(place, plan, documents),
        "message": one.message,
        "id": place.item_id if place.document_id is None else place.document_id,
        "field": place.field,
        "year": place.year,
    }
