from __future__ import annotations

from zaitaku_desktop.model.base import Record
from zaitaku_desktop.model.fields import Field, all_fields, standard_axes, standard_fields
from zaitaku_desktop.model.records import ALL


def test_that_the_standard_fields_stand_where_the_plan_says() -> None:
    fields = standard_fields()
    assert {key for key, field in fields.items() if field.level == "initiative"} == {
        "purpose",
        "summary",
        "target_group",
        "national_examples",
    }
    assert fields["leader"].per_year == "both"
    assert fields["plan"].per_year == "yes" and fields["outcome_goal"].per_year == "no"


def test_that_own_fields_come_beside_the_standard_ones() -> None:
    own = Field("budget", "予算", "line", "yes")
    assert all_fields([own])["budget"] == own
    assert "budget" not in standard_fields()


def test_that_the_program_items_are_the_eight_of_the_programme() -> None:
    axes = {axis.key: axis for axis in standard_axes()}
    assert "".join(value.number for value in axes["program_item"].values) == "アイウエオカキク"
    assert [value.key for value in axes["care_scene"].values][-1] == "all"


def test_that_every_record_is_dumped_parents_first() -> None:
    tables = {record.__tablename__ for record in ALL}
    assert tables == {mapper.class_.__tablename__ for mapper in Record.registry.mappers}
    seen: set[str] = set()
    for record in ALL:
        table = Record.metadata.tables[record.__tablename__]
        seen.add(table.name)
        assert {key.column.table.name for key in table.foreign_keys} <= seen
