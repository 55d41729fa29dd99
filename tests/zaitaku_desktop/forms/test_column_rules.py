"""A column that would hide a field, or write it to a row or 年度 on which it does not stand, is refused."""

from __future__ import annotations

import pytest

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.paths import resource
from zaitaku_desktop.forms.parsing import parse_form
from zaitaku_desktop.model.fields import standard_fields

P1 = resource("forms/p1.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("labelled = true", "labelled = false", "purpose_summary.fields"),
        ('fields = ["purpose", "summary"]', "fields = []", "purpose_summary.fields"),
        ('fields = ["purpose", "summary"]', 'fields = ["purpose", "note"]', "purpose_summary.fields"),
        ('fields = ["target_group"]', 'fields = ["plan"]', "target_group.years"),
        ('fields = ["plan"]', 'fields = ["purpose"]', "plan.years"),
        ('role = "group"', 'role = "groop"', "group.role"),
        ('years = "plan"', 'years = "planned"', "plan.years"),
        ("width = 17", "width = -17", "group.width"),
        ("width = 17", 'width = "17"', "group.width"),
        ('heading = ["実施計画", "{year}"]', 'heading = ["実施計画", "{years}"]', "plan.heading"),
        ('heading = ["実施計画", "{year}"]', 'heading = ["実施計画", "{"]', "plan.heading"),
        ('heading = ["項目"]', "heading = []", "group.heading"),
    ],
)
def test_that_a_column_with_a_mistake_is_refused_by_name(old: str, new: str, said: str) -> None:
    assert old in P1
    with pytest.raises(KnownError, match=said):
        parse_form(P1.replace(old, new, 1), "試し.toml", standard_fields())


def test_that_a_column_that_is_not_there_is_a_key_error() -> None:
    form = parse_form(P1, "p1.toml", standard_fields())
    assert form.column("leader").years == "collapsed"
    with pytest.raises(KeyError):
        form.column("no-such")


P3 = resource("forms/p3.toml").read_text(encoding="utf-8")
P4 = resource("forms/p4.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("toml", "old", "new", "said"),
    [
        (P4, 'axis = "program_item"', 'axis = "programme"', "program_item.axis"),
        (P4, 'rows = "initiative"', 'rows = "cell"', "rows"),
        (P4, 'closed = "none"', 'closed = "gone"', "closed"),
        (P4, "first_of = true", "first_of = false", "planned.fields"),
        (P3, 'continues = "arrow"', 'continues = "arow"', "continues"),
        (P3, 'group_axis = "program_item"', 'group_axis = "items"', "group_axis"),
        (P3, 'group_axis = "program_item"', 'group_by = "program_item"', "group_by"),
        (P3, 'heading = ["{long}"]', 'heading = ["{lng}"]', "plan.heading"),
        (P3, "[legend]", "[legend]\nboxed = true", "legend.boxed"),
    ],
)
def test_that_a_form_with_a_mistake_in_its_shape_is_refused_by_name(toml: str, old: str, new: str, said: str) -> None:
    assert old in toml
    with pytest.raises(KnownError, match=said):
        parse_form(toml.replace(old, new, 1), "試し.toml", standard_fields())
