"""The 資料 that is read against the one that is there: its title, notes and what else stands around the grid."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from zaitaku_desktop.exchange.labels import plain
from zaitaku_desktop.exchange.present import same_words
from zaitaku_desktop.exchange.proposal import Choice, Conflict, DocumentDraft, EntryDraft
from zaitaku_desktop.exchange.round_trip import Stamp
from zaitaku_desktop.exchange.stamp import FURNITURE
from zaitaku_desktop.forms.layouts import KEY
from zaitaku_desktop.model.snapshot import DocumentRow


class DocumentMatcher:
    """Compares one 資料. `sheet` = where differences are said to stand; `as_stored(mine, theirs)` = theirs without what
    only print gave."""

    def __init__(
        self,
        draft: DocumentDraft,
        plan_id: int,
        documents: Sequence[DocumentRow],
        sheet: str,
        stamp: Stamp | None,
        as_stored: Callable[[str, str], str],
    ) -> None:
        self.draft = draft
        self.plan_id = plan_id
        self.documents = documents
        self.sheet = sheet
        self.stamp = stamp
        self._as_stored = as_stored
        self._conflicts: list[Conflict] = []

    def result(self, entries: Sequence[EntryDraft]) -> tuple[DocumentDraft, list[Conflict]]:
        """The draft with what exists marked, and what differs. `entries` = those of the plan, settled."""
        draft, there = self.draft, self._there()
        if there is None:
            return draft, []
        fill: dict[str, Any] = {}
        for name in FURNITURE:
            mine: Any = getattr(there, name)
            theirs = self._furniture(name, mine, getattr(draft, name))
            draft = replace(draft, **{name: theirs})
            if theirs and not mine:
                fill[name] = list(theirs) if isinstance(theirs, tuple) else theirs
            elif theirs and not same_words(_solid(mine), _solid(theirs)):
                self._differing_furniture(there.id, f"document.{name}", _lines(mine), _lines(theirs))
        mine = there.header_notes
        notes = {key: self._as_stored(mine.get(key, words), words) for key, words in draft.header_notes.items()}
        draft = replace(draft, header_notes=notes)
        self._header_notes(there, notes, fill)
        new_years = {
            entry.year for entry in entries if entry.outcome == "add" and entry.field == "actual" and entry.year
        } & set(draft.actual_years)
        if new_years - set(there.actual_years):
            fill["actual_years"] = sorted(new_years | set(there.actual_years))
        return replace(draft, matched_id=there.id, fill=fill), self._conflicts

    def _there(self) -> DocumentRow | None:
        """The 資料 that this is: the one of our own export, else one of the form and year."""
        if self.stamp is not None:
            exported = next((row for row in self.documents if row.id == self.stamp.document_id), None)
            if exported is not None:
                return exported
        return next((row for row in self.documents if self._alike(row)), None)

    def _alike(self, row: DocumentRow) -> bool:
        draft = self.draft
        if (row.plan_id, row.form) != (self.plan_id, draft.form):
            return False
        return row.fiscal_year.start == draft.fiscal_year or row.actual_years == draft.actual_years != ()

    def _header_notes(self, there: DocumentRow, theirs: Mapping[str, str], fill: dict[str, Any]) -> None:
        """Notes to headings: those that are not there yet are taken, others are told. That nothing is said of what
        bold means takes nothing away."""
        mine = there.header_notes
        theirs = {key: words for key, words in theirs.items() if words or key != KEY}
        if new := {key: words for key, words in theirs.items() if key not in mine}:
            fill["header_notes"] = {**mine, **new}
        differing = [key for key in theirs if key in mine and not same_words(_solid(mine[key]), _solid(theirs[key]))]
        if differing:
            pairs = [tuple(notes[key] for key in differing) for notes in (mine, theirs)]
            self._differing_furniture(there.id, "document.header_notes", *map(_lines, pairs))

    def _furniture(self, name: str, mine: Any, theirs: Any) -> Any:
        """What the sheet says of the 資料; of our own export `mine` where nobody has edited that, else its digits."""
        if self.stamp is None:
            return theirs
        if self.stamp.furniture_unchanged(name, len(_lines(theirs).split("\n")) if theirs else 0):
            return mine
        if not isinstance(theirs, tuple):
            return self._as_stored(mine, theirs)
        there = {plain(line): line for words in mine for line in words.split("\n")}
        return tuple(there.get(plain(line), line) for line in theirs)

    def _differing_furniture(self, document_id: int, name: str, mine: str, theirs: str) -> None:
        alone = self.stamp is not None and self.stamp.furniture_alone(document_id, name, mine)
        self._conflicts.append(Conflict(self.sheet, document_id, name, None, mine, theirs, "", proposed(alone)))


def proposed(alone: bool) -> Choice:
    """What is proposed where only the sheet was edited, or both."""
    return "theirs" if alone else "mine"


def _lines(value: Any) -> str:
    return "\n".join(value) if isinstance(value, tuple) else str(value)


def _solid(value: Any) -> str:
    """Around a grid blanks and line ends are a matter of place: a legend stands in columns, a title on two lines."""
    return "".join(_lines(value).split())
