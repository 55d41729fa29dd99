"""Names of people."""

from __future__ import annotations

import pytest

from zaitaku_desktop.model.people_names import Likeness, likeness, people_like, people_of
from zaitaku_desktop.model.roster import PersonRow

PEOPLE = [
    PersonRow(1, "浜崎 道夫", "はまさき みちお"),
    PersonRow(2, "濱﨑　道夫"),
    PersonRow(3, "高松 浜江", "たかまつ はまえ"),
    PersonRow(4, "葛\U000e0100城 守"),
]


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("浜崎 道夫", "浜崎道夫", Likeness.SAME),
        ("浜崎 道夫", "濱﨑　道夫", Likeness.VARIANT),
        ("葛城 守", "葛\U000e0100城 守", Likeness.VARIANT),
        ("浜崎 道夫", "浜崎 道雄", Likeness.NEAR),
        ("浜崎 道夫", "浜崎 道", Likeness.NEAR),
        ("浜崎 道夫", "浜田 道雄", Likeness.NONE),
        ("甲 一", "乙 一", Likeness.NONE),
    ],
)
def test_that_names_in_other_glyphs_are_like_each_other(one: str, other: str, wanted: Likeness) -> None:
    assert likeness(one, other) is wanted


def test_that_the_likest_comes_first_and_nobody_is_taken_for_another() -> None:
    assert [(like.person.id, like.likeness) for like in people_like("浜崎道夫", PEOPLE)] == [
        (1, Likeness.SAME),
        (2, Likeness.VARIANT),
    ]


def test_that_people_are_found_by_whatever_is_typed() -> None:
    assert [person.id for person in people_of("濱", PEOPLE)] == [1, 2, 3]
    assert [person.id for person in people_of("ハマ", PEOPLE)] == [1, 3]
    assert [person.id for person in people_of("葛城", PEOPLE)] == [4]
    assert people_of("", PEOPLE) == PEOPLE
