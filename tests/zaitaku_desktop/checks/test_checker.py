"""All of a plan, and only what a step touched."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from sample_files import open_sample

from zaitaku_desktop.checks import glyphs, missing_actual, weekday
from zaitaku_desktop.checks.checker import Checker
from zaitaku_desktop.checks.reading import check_file, read_documents
from zaitaku_desktop.checks.registry import NAMES
from zaitaku_desktop.checks.scope import Scope
from zaitaku_desktop.checks.words import place_words
from zaitaku_desktop.model.plan import EntryState, ItemKind
from zaitaku_desktop.model.snapshot import EntryRow, ItemRow, PlanSnapshot
from zaitaku_desktop.storage.reading import load_plan


def scope_of(checked: Any) -> Scope:
    with checked.workspace.read() as connection:
        documents, forms = read_documents(connection, checked.plan.plan)
        return Scope(load_plan(connection, checked.plan.plan), documents, forms, checked.faces)


def test_that_the_sample_is_clean(tmp_path: Path, checked: Any) -> None:
    sample = open_sample(tmp_path / "s.zaitaku")
    with sample, sample.read() as connection:
        assert [found for _, _, found in check_file(connection, checked.faces)] == [[]]


def test_that_checking_what_was_touched_finds_what_checking_everything_finds(checked: Any) -> None:
    checker = Checker()
    checker.check(scope_of(checked))
    plan = checked.plan
    for item, words in ((plan.a, "R6/6/18（水）"), (plan.b1, "😀"), (plan.a, "R6/6/18（火）"), (plan.a, "")):
        checked.write(item, "actual", words, 2024)
        checker.check(scope_of(checked), [item])
        assert checker.findings({}) == checked.all()


def test_that_what_stood_on_a_deleted_item_is_forgotten(checked: Any) -> None:
    checked.write(checked.plan.a, "actual", "R6/6/18（水）", 2024)
    checker = Checker()
    scope = scope_of(checked)
    checker.check(scope)
    items = {key: item for key, item in scope.snapshot.items.items() if key != checked.plan.a}
    checker.check(replace(scope, snapshot=replace(scope.snapshot, items=items)), [])
    assert checked.plan.a not in {one.place.item_id for one in checker.findings({})}


def test_that_every_rule_has_a_name_and_every_place_has_words(checked: Any) -> None:
    checked.write(checked.plan.a, "actual", "R6/6/18（水）😀", 2024)
    scope = scope_of(checked)
    found = checked.all()
    assert {one.rule for one in found} == {weekday.RULE, missing_actual.RULE, glyphs.RULE} <= set(NAMES)
    assert {place_words(one.place, scope.snapshot, scope.documents) for one in found} == {
        "顔合わせ　R6実績",
        "便利帳　R6実績",
    }


def test_that_checking_in_pieces_finds_the_same_and_keeps_what_still_waits(checked: Any) -> None:
    plan = checked.plan
    checked.write(plan.a, "actual", "R6/6/18（水）", 2024)
    checker = Checker()
    checker.take_up(scope_of(checked))
    assert checker.go_on()
    checked.write(plan.b2, "actual", "😀", 2024)
    checker.take_up(scope_of(checked), [plan.b2])  # typed while the first round was still going on
    pieces = 0
    while checker.go_on():
        pieces += 1
    assert pieces >= 4
    assert not checker.go_on()
    assert checker.findings({}) == checked.all()


def large(scope: Scope, count: int) -> PlanSnapshot:
    """The plan with `count` 取組, each with five texts of which every tenth has a wrong weekday."""
    items, entries = dict(scope.snapshot.items), dict(scope.snapshot.entries)
    group = next(item.id for item in items.values() if item.kind is ItemKind.GROUP)
    for number in range(count):
        item_id = 10_000 + number
        items[item_id] = ItemRow(item_id, group, ItemKind.INITIATIVE, number, title=f"取組{number}")
        day = "水" if number % 10 == 0 else "火"
        for place, (field, year) in enumerate(
            (("purpose", None), ("plan", 2024), ("actual", 2024), ("plan", 2025), ("plan", 2026))
        ):
            words = (
                f"・令和6年6月18日（{day}）に会場を決め、関係する職種に知らせる。" * 2
                if place == 2
                else "・照会する。" * 20
            )
            entry_id = 100_000 + number * 5 + place
            entries[item_id, field, year] = EntryRow(entry_id, item_id, field, year, EntryState.TEXT, words)
    return replace(scope.snapshot, items=items, entries=entries)


def test_that_a_thousand_initiatives_are_checked_in_well_under_a_second(checked: Any) -> None:
    scope = replace(scope_of(checked), snapshot=large(scope_of(checked), 1000))
    checker = Checker()
    began = time.process_time()
    checker.check(scope)
    whole = time.process_time() - began
    assert len([one for one in checker.findings({}) if one.rule == "weekday"]) == 200
    began = time.process_time()
    checker.check(replace(scope), [10_500])
    part = time.process_time() - began
    assert whole < 0.6
    assert part < whole / 4
