"""All forms of a data file: presets and own ones; one that cannot be read takes nothing else with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.forms.library import library_of, load_form, preset_forms
from zaitaku_desktop.forms.writing import form_toml
from zaitaku_desktop.model.fields import Field
from zaitaku_desktop.model.snapshot import StoredFormRow

OWN = form_toml(replace(load_form("p3"), key="own1", name="うちの表", base="p3"))


def row(key: str, toml: str, name: str = "うちの表", number: int = 1) -> StoredFormRow:
    return StoredFormRow(number, key, toml, name, "p3")


def test_that_own_forms_come_after_the_presets() -> None:
    library = library_of([row("own1", OWN), row("own2", OWN, "別の表", 2)])
    assert list(library.forms) == [*preset_forms(), "own1", "own2"]
    assert (library.form("own2").key, library.form("own2").name, library.form("own2").base) == ("own2", "別の表", "p3")


def test_that_a_form_of_the_data_file_comes_before_the_preset_of_its_key() -> None:
    assert library_of([row("p3", OWN)]).form("p3").name == "うちの表"


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("key = ", "TOML"),
        ("", "key"),
        (OWN.replace('rows = "span"', 'rows = "spiral"'), "rows"),
        (OWN + "\n[hologram]\ndepth = 3\n", "hologram"),
        (OWN.replace('fields = ["purpose"]', 'fields = ["budget"]'), "budget"),
    ],
)
def test_that_a_form_that_cannot_be_read_says_why_and_the_others_still_work(toml: str, said: str) -> None:
    library = library_of([row("own1", toml), row("own2", OWN, "別の表", 2)])
    assert list(library.forms) == [*preset_forms(), "own2"]
    assert library.name("own1") == "うちの表"
    with pytest.raises(KnownError, match=said) as refused:
        library.form("own1")
    assert refused.value.place == "様式 うちの表"
    assert "資料" in refused.value.todo


def test_that_a_form_may_show_a_field_of_the_municipality() -> None:
    toml = OWN.replace('fields = ["purpose"]', 'fields = ["budget"]')
    library = library_of([row("own1", toml)], [Field("budget", "予算", "initiative")])
    assert library.form("own1").column("purpose").fields == ("budget",)


def test_that_an_unknown_form_is_named_with_those_there_are() -> None:
    with pytest.raises(KnownError, match=r"p99.*p1、p2"):
        library_of([]).form("p99")
