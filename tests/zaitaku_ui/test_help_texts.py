"""The help names the keys and commands that the window really has."""

from __future__ import annotations

import re

import pytest
from zaitaku_ui.action_table import FIXED_KEYS, SPECS
from zaitaku_ui.dialogs.help import page_text

from zaitaku_desktop.base.paths import resource


def help_text(name: str) -> str:
    return resource(f"help/{name}").read_text(encoding="utf-8")


def listed_keys() -> set[str]:
    """Every key in the first column of the key list."""
    rows = re.findall(r"^\| (.+?) \|", page_text(resource("help/07-keys.md")), re.MULTILINE)
    return {key for row in rows for key in row.split(" / ") if key.isascii()}


def window_keys() -> set[str]:
    """Every key of the menus, of the plan's commands and of the table."""
    keys = {spec.keys for spec in SPECS if spec.shortcut}
    return keys | {key for _, names, _ in FIXED_KEYS for key in names.split(" / ")}


def test_that_the_key_list_is_that_of_the_window() -> None:
    assert {key for key in window_keys() if key.isascii()} <= listed_keys()


@pytest.mark.parametrize(
    "name",
    [
        "01-first-steps",
        "02-plan",
        "02b-forms",
        "02c-meetings",
        "02d-packet",
        "02e-trainings",
        "02e-documents",
        "03-import",
        "04-print",
        "05-saving",
    ],
)
def test_that_no_help_names_a_key_that_does_nothing(name: str) -> None:
    named = set(re.findall(r"(?:Ctrl|Alt|Shift)\+[A-Za-z0-9+↑↓←→]+|\bF\d+\b", help_text(f"{name}.md")))
    assert named <= window_keys()


def test_that_every_page_of_the_help_has_a_title() -> None:
    pages = sorted(resource("help").glob("*.md"))
    assert len(pages) >= 6
    assert all(re.match(r"# \S", page.read_text(encoding="utf-8")) for page in pages)
