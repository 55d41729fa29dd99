"""What a clerk may put into a column makes a form that can be used."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from zaitaku_desktop.base.fiscal_year import FiscalYear, years_between
from zaitaku_desktop.forms import shaping
from zaitaku_desktop.forms.cells import Column
from zaitaku_desktop.forms.checking import check_form, errors_of
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.grid_columns import build_columns
from zaitaku_desktop.forms.library import preset_forms
from zaitaku_desktop.forms.offers import YEAR_WORDS, offers, partners, possible_years, set_fields, shows
from zaitaku_desktop.forms.widths import settle_widths
from zaitaku_desktop.model.fields import all_fields, standard_axes
from zaitaku_desktop.model.snapshot import DocumentRow

FORMS = preset_forms()
FIELDS = all_fields()
AXES = {axis.key: axis.name for axis in standard_axes()}


def see(form: Form) -> Sequence[Column]:
    years = years_between(FiscalYear(2024), FiscalYear(2026))
    document = DocumentRow(1, "plan", form.key, "題", 1, FiscalYear(2025), (2024,))
    return settle_widths(form, build_columns(form, document, years, printed=True))[0]


@pytest.mark.parametrize("key", list(FORMS))
def test_that_everything_offered_can_be_added(key: str) -> None:
    for offer in offers(FORMS[key], FIELDS, AXES):
        if not offer.why_not:
            made = shaping.add_column(FORMS[key], offer.column, 1, see)
            assert not errors_of(check_form(made, FIELDS, AXES)), offer.name


def test_that_a_second_column_of_its_kind_is_not_offered() -> None:
    said = {offer.name: offer.why_not for offer in offers(FORMS["p1"], FIELDS, AXES)}
    assert said["取組名"] == said["項目"] == "もうあります" and not said["No."]


def test_that_a_new_column_has_the_years_of_its_neighbours() -> None:
    def years(key: str, field: str) -> tuple[str, int]:
        column = next(offer.column for offer in offers(FORMS[key], FIELDS, AXES) if offer.column.fields == (field,))
        return column.years, column.offset

    assert years("p1", "goal") == ("plan", 0) and years("p1", "grade") == ("actual", 0)
    assert years("p2", "grade") == ("relative", -1) and years("p2", "indicator_text") == ("relative", 0)
    assert years("p4", "plan") == ("actual", 0) and years("p4", "note") == ("none", 0)


def test_that_two_fields_stand_in_one_column_as_their_years_allow() -> None:
    form = FORMS["p4"]
    column = form.column("summary")
    both = set_fields(form, column, ["summary", "purpose"], FIELDS)
    assert both.labelled and not both.first_of and shows(both, FIELDS, AXES) == "概要と目的"
    planned = set_fields(form, form.column("actual"), ["plan", "actual"], FIELDS)
    assert planned.first_of and not planned.labelled and planned.years == "actual"
    for made in (both, planned, set_fields(form, form.column("actual"), ["purpose"], FIELDS)):
        changed = shaping.change_column(form, made.key, fields=made.fields, years=made.years, labelled=made.labelled)
        assert not errors_of(check_form(shaping.change_column(changed, made.key, first_of=made.first_of), FIELDS, AXES))


def test_that_only_years_are_offered_that_a_field_can_have() -> None:
    assert possible_years([FIELDS["summary"]]) == ("none",)
    assert "none" not in possible_years([FIELDS["plan"]]) and "none" in possible_years([FIELDS["leader"]])
    assert {field.key for field in partners(FIELDS["summary"], FIELDS)} == {
        "purpose",
        "target_group",
        "national_examples",
    }
    assert set(YEAR_WORDS) >= {*possible_years([FIELDS["plan"]]), *possible_years([FIELDS["leader"]])}
