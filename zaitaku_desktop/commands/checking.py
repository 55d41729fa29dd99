"""`check`: what disagrees in a data file."""

from __future__ import annotations

import sys
from pathlib import Path

from zaitaku_desktop.checks.finding import HEADINGS, Finding
from zaitaku_desktop.checks.reading import check_counts, check_file, check_meetings, check_trainings
from zaitaku_desktop.checks.words import count_place_words, meeting_place_words, place_words, training_place_words
from zaitaku_desktop.commands.report import print_json
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_desktop.typeset.fonts import Faces


def check(path: Path, *, as_json: bool) -> int:
    """`check FILE`: 0 = nothing found but what is 承知済み, 1 = something."""
    workspace = Workspace.open(path, read_only=True)
    try:
        with workspace.read() as connection:
            plans = check_file(connection, Faces.load())
            scope, of_meetings = check_meetings(connection)
            counts, of_counts = check_counts(connection)
            book, of_trainings = check_trainings(connection)
    finally:
        workspace.close()
    found = [(one, place_words(one.place, plan, documents)) for plan, documents, all_of in plans for one in all_of]
    found += [(one, meeting_place_words(one.place, scope)) for one in of_meetings]
    found += [(one, training_place_words(one.place, book)) for one in of_trainings]
    found += [(one, count_place_words(one.place, counts)) for one in of_counts]
    found = [(one, where) for one, where in found if not one.acknowledged]
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
