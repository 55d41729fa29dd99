"""Runs the rules over a plan: all of it once, then only what a step touched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from zaitaku_desktop.checks.finding import Finding, Place
from zaitaku_desktop.checks.registry import OF_FACTS, OF_ITEMS
from zaitaku_desktop.checks.scope import Scope

Known = tuple[str, Place, str]
"""Rule, place and evidence of what is 承知済み."""


class Checker:
    """The findings of one plan, kept by item, so that a step costs only its own items."""

    def __init__(self) -> None:
        self._by_item: dict[int, list[Finding]] = {}
        self._by_document: dict[int, list[Finding]] = {}
        self._scope: Scope | None = None

    def check(self, scope: Scope, items: Iterable[int] | None = None) -> None:
        """Look at the whole plan, or at these items alone (and at the 資料, which are few)."""
        self._scope = scope
        present = scope.snapshot.items
        if items is None:
            self._by_item = {}
        for item_id in present if items is None else set(items):
            found = list(_of_item(scope, item_id)) if item_id in present else []
            if found:
                self._by_item[item_id] = found
            else:
                self._by_item.pop(item_id, None)
        for gone in self._by_item.keys() - present.keys():
            del self._by_item[gone]
        self._by_document = {
            document.id: [
                finding
                for fact in scope.facts_of_document(document)
                for rule in OF_FACTS
                for finding in rule(scope, fact)
            ]
            for document in scope.documents
        }

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
