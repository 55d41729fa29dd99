"""Days and hours, however they are written."""

from __future__ import annotations

import datetime as dt

import pytest

from zaitaku_desktop.exchange.minutes.when import read_when, title_of, way_of
from zaitaku_desktop.model.meeting import Method

DAY = dt.date(2023, 7, 13)
SEVEN, HALF_PAST_EIGHT = dt.time(19), dt.time(20, 30)


@pytest.mark.parametrize(
    "text",
    [
        "令和5年7月13日（木）午後7時～午後8時30分",
        "令和５年７月１３日(木曜日)　午後７時から午後８時半まで",
        "令和 5 年 7 月 13 日 (木) 午後 7 時 ~ 8 時 30 分",
        "R5.7.13（木） 19:00～20:30",
        "Ｒ５／７／１３　１９：００－２０：３０",
        "2023年7月13日（木曜日）19時～20時30分",
        "2023(令和5)年7月13日 19時開会 20時30分閉会",
        "令和5(2023)年7月13日(木・祝) 午後7時00分から8時30分",
        "2023/7/13 19:00-20:30",
    ],
)
def test_that_a_day_with_its_hours_is_read(text: str) -> None:
    when = read_when(text)
    assert when is not None
    assert (when.day, when.start, when.end, when.open_end) == (DAY, SEVEN, HALF_PAST_EIGHT, False)


@pytest.mark.parametrize(
    "text", ["令和5年7月13日（木）午後7時から", "令和5年7月13日 19:00～", "令和5年7月13日19時より"]
)
def test_that_a_meeting_may_have_no_end(text: str) -> None:
    when = read_when(text)
    assert when is not None
    assert (when.day, when.start, when.end, when.open_end) == (DAY, SEVEN, None, True)


def test_that_a_day_without_a_year_comes_after_the_meeting() -> None:
    assert read_when("次回は4月9日（火）を予定", near=dt.date(2024, 1, 30)) is not None
    near = read_when("4月9日", near=dt.date(2024, 10, 30))
    assert near is not None
    assert near.day == dt.date(2025, 4, 9)
    assert read_when("4月9日") is None


@pytest.mark.parametrize("text", ["", "会議室", "令和5年13月40日", "第3回", "2/3 の委員"])
def test_that_no_day_is_made_up(text: str) -> None:
    assert read_when(text) is None


def test_that_the_first_year_of_an_era_has_its_sign() -> None:
    when = read_when("令和元年5月7日")
    assert when is not None
    assert when.day == dt.date(2019, 5, 7)


@pytest.mark.parametrize(
    ("text", "committee", "year", "number", "total"),
    [
        ("令和5年度第1回 みなと野市在宅ケア会議", "みなと野市在宅ケア会議", 2023, 1, None),
        ("令和５年度　第２回みなと野市在宅ケア会議　会議録", "みなと野市在宅ケア会議", 2023, 2, None),
        ("在宅ケア部会（令和元年度第3回）議事録（要旨）", "在宅ケア部会", 2019, 3, None),
        ("第23回在宅ケア会議 議事要旨", "在宅ケア会議", None, None, 23),
        ("2024年度 第1回 ICT の部会（通算第9回）", "ICT の部会", 2024, 1, 9),
        ("会　議　録", "", None, None, None),
    ],
)
def test_that_a_name_is_taken_apart(
    text: str, committee: str, year: int | None, number: int | None, total: int | None
) -> None:
    title = title_of(text)
    found = (title.committee, title.fiscal_year, title.number, title.total_number)
    assert found == (committee, year, number, total)


@pytest.mark.parametrize(
    ("label", "place", "method"),
    [
        ("", "市役所 801会議室", Method.IN_PERSON),
        ("", "Web会議", Method.ONLINE),
        ("", "Ｗｅｂ会議及び会館3階会議室", Method.BOTH),
        ("書面開催", "", Method.WRITTEN),
        ("", "", None),
    ],
)
def test_that_the_place_tells_how_it_was_held(label: str, place: str, method: Method | None) -> None:
    assert way_of(label, place) is method
