"""Runs the rules over a plan: all of it once, then only what a step touched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from zaitaku_desktop.checks.finding import Finding, Place
from zaitaku_desktop.checks.registry import OF_FACTS, OF_ITEMS
from zaitaku_desktop.checks.scope import Scope
from zaitaku_desktop.model.snapshot import DocumentRow

Known = tuple[str, Place, str]
"""Rule, place and evidence of what is 承知済み."""


class Checker:
    """The findings of one plan, kept by item, so that a step costs only its own items.

    `check` does all at once; a window takes up a state and goes on in small pieces while nobody types.
    """

    def __init__(self) -> None:
        self._by_item: dict[int, list[Finding]] = {}
        self._by_document: dict[int, list[Finding]] = {}
        self._scope: Scope | None = None
        self._waiting: dict[int, None] = {}
        self._documents_wait = False

    def check(self, scope: Scope, items: Iterable[int] | None = None) -> None:
        """Look at the whole plan, or at these items alone (and at the 資料, which are few)."""
        self.take_up(scope, items)
        while self.go_on():
            pass

    def take_up(self, scope: Scope, items: Iterable[int] | None = None) -> None:
        """Look at this state of the plan from now on. `items` (None = all) are to be looked at anew, besides those that
        still wait; `go_on` does it."""
        self._scope = scope
        present = scope.snapshot.items
        wanted = (item.id for item in scope.snapshot.walk()) if items is None else items
        self._waiting = {item: None for item in (*self._waiting, *wanted) if item in present}
        for gone in self._by_item.keys() - present.keys():
            del self._by_item[gone]
        self._documents_wait = True

    def go_on(self) -> bool:
        """Look at one more item, after the last one at the 資料. False = nothing waits any more."""
        scope = self._scope
        if scope is None or not (self._waiting or self._documents_wait):
            return False
        if not self._waiting:
            self._by_document = {document.id: list(_of_document(scope, document)) for document in scope.documents}
            self._documents_wait = False
            return False
        item_id = next(iter(self._waiting))
        del self._waiting[item_id]
        found = list(_of_item(scope, item_id))
        if found:
            self._by_item[item_id] = found
        else:
            self._by_item.pop(item_id, None)
        return True

    def findings(self, known: Mapping[Known, str]) -> list[Finding]:
        """All of them in the order of the plan, then of the 資料; `known` = what is 承知済み, with its reason."""
        if self._scope is None:
            return []
        found = [one for item in self._scope.snapshot.walk() for one in self._by_item.get(item.id, ())]
        found += [one for document in self._scope.documents for one in self._by_document.get(document.id, ())]
        return [replace(one, acknowledged=known.get((one.rule, one.place, one.evidence), "")) for one in found]


def _of_item(scope: Scope, item_id: int) -> Iterator[Finding]:
    for fact in scope.facts_of(item_id):
        for rule in OF_FACTS:
            yield from rule(scope, fact)
    for of_item in OF_ITEMS:
        yield from of_item(scope, scope.snapshot.items[item_id])


def _of_document(scope: Scope, document: DocumentRow) -> Iterator[Finding]:
    for fact in scope.facts_of_document(document):
        for rule in OF_FACTS:
            yield from rule(scope, fact)
