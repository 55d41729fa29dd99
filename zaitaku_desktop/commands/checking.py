"""`check`: what disagrees in a data file."""

from __future__ import annotations

import sys
from pathlib import Path

from zaitaku_desktop.checks.finding import HEADINGS, Finding
from zaitaku_desktop.checks.whole import find_elsewhere, find_in_plans
from zaitaku_desktop.commands.report import print_json
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_desktop.typeset.fonts import Faces


def check(path: Path, *, as_json: bool) -> int:
    """`check FILE`: 0 = nothing found but what is 承知済み, 1 = something."""
    workspace = Workspace.open(path, read_only=True)
    try:
        with workspace.read() as connection:
            told = [*find_in_plans(connection, Faces.load()), *find_elsewhere(connection)]
    finally:
        workspace.close()
    found = [(one, where) for one, where in told if not one.acknowledged]
    if as_json:
        print_json([_row(*one) for one in found])
    else:
        for one, where in found:
            print("\t".join((HEADINGS[one.severity], where, one.message)))
    if found:
        print(f"点検で{len(found)}件見つかりました。直すか、このままにする理由を書いてください。", file=sys.stderr)
    return 1 if found else 0


def _row(one: Finding, where: str) -> dict[str, object]:
    place = one.place
    ids = (place.document_id, place.meeting_id, place.committee_id, place.training_id, place.item_id)
    return {
        "rule": one.rule,
        "severity": one.severity.value,
        "where": where,
        "message": one.message,
        "id": next((found for found in ids if found is not None), None),
        "field": place.field,
        "year": place.year,
    }
