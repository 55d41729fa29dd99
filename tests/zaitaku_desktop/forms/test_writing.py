"""A form written as TOML text is read back as the same form."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_forms import WORDS, changed_forms

from zaitaku_desktop.forms.definition import Binding, Form
from zaitaku_desktop.forms.library import load_form, preset_forms
from zaitaku_desktop.forms.parsing import parse_form, read_form
from zaitaku_desktop.forms.writing import form_toml, toml_text


@pytest.mark.parametrize("key", list(preset_forms()))
def test_that_every_preset_is_read_back_as_it_is(key: str) -> None:
    form = load_form(key)
    assert parse_form(form_toml(form), "試し.toml") == form


@given(changed_forms())
def test_that_whatever_a_form_says_is_read_back(form: Form) -> None:
    assert read_form(form_toml(form)).form == form


VALUES = st.recursive(
    st.one_of(WORDS, st.booleans(), st.integers(-9999, 9999), st.floats(-1e6, 1e6)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=3)),
    max_leaves=8,
)


@given(st.dictionaries(WORDS, VALUES, max_size=5))
def test_that_any_table_is_read_back(data: dict[str, Any]) -> None:
    assert tomllib.loads(toml_text(data)) == data


def test_that_a_text_says_what_a_clerk_would_write() -> None:
    form = load_form("p1")
    bound = replace(form, paper=replace(form.paper, binding=Binding("left", 5.0)))
    text = form_toml(bound)
    assert 'binding = { side = "left", width = 5 }' in text
    assert 'heading = ["実施計画", "{year}実績"]' in text
    assert "[card]" not in text and "[pdca]" not in text
    assert 'align = "left"' not in text.partition("[[column]]")[2]
