"""The table of commands: every command has one key, and every key one command."""

from __future__ import annotations

from collections import Counter

from PySide6.QtGui import QKeySequence
from zaitaku_ui.action_table import (
    AGENDA_SPECS,
    ATTENDANCE_SPECS,
    FIXED_KEYS,
    HANDOUT_SPECS,
    MENUS,
    MINUTES_SPECS,
    RECORD_SPECS,
    SPECS,
    ActionSpec,
)

PLACES = {"計画の表": "plan", "会議録の本文": "minutes", "画面で": "window"}


def key_of(spec: ActionSpec) -> str:
    return QKeySequence(spec.shortcut).toString()


def test_that_every_shortcut_is_one_that_can_be_pressed() -> None:
    assert [spec.key for spec in SPECS if spec.shortcut and not key_of(spec)] == []


def test_that_no_two_commands_have_the_same_key() -> None:
    """Those of the window work everywhere: no editor may have them a second time."""
    window = [spec for spec in SPECS if spec.scope == "window"]
    for scope in {spec.scope for spec in SPECS}:
        here = {spec.key: spec for spec in [*window, *(spec for spec in SPECS if spec.scope == scope)]}
        twice = [key for key, times in Counter(map(key_of, filter(has_key, here.values()))).items() if times > 1]
        assert not twice, f"{scope}: {twice}"


def test_that_no_command_of_a_page_has_the_key_of_an_editor_in_it() -> None:
    """Two commands with one key would be ambiguous while the keyboard is in the editor."""
    for page, editors in {
        "meetings": (RECORD_SPECS, ATTENDANCE_SPECS, MINUTES_SPECS, AGENDA_SPECS, HANDOUT_SPECS),
        "handouts": (RECORD_SPECS,),  # commands of the table of 配付資料 beside its own
        "members": (RECORD_SPECS,),
        "indicators": (RECORD_SPECS,),
    }.items():
        own = {key_of(spec) for spec in SPECS if spec.scope == page and spec.shortcut}
        for specs in editors:
            assert not own & {key_of(spec) for spec in specs if spec.shortcut}


def has_key(spec: ActionSpec) -> bool:
    return bool(spec.shortcut)


def test_that_no_command_takes_a_key_of_the_table_or_the_window() -> None:
    taken: dict[str, set[str]] = {place: set() for place in PLACES.values()}
    for place, names, _ in FIXED_KEYS:
        if place in PLACES:
            keys = {QKeySequence(name).toString() for name in names.split(" / ")}
            taken[PLACES[place]] |= keys - {""}
    for spec in SPECS:
        mine = taken["window"] | taken.get(spec.scope, set()) if spec.scope != "window" else set.union(*taken.values())
        assert key_of(spec) not in mine, spec.key


def test_that_every_command_has_a_name_of_its_own_and_a_menu_that_exists() -> None:
    assert [key for key, times in Counter(spec.key for spec in SPECS).items() if times > 1] == []
    assert {spec.menu for spec in SPECS} <= {"", *(key for key, _ in MENUS)}
