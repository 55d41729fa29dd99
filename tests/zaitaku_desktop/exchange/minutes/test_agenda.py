"""次第: its items with the 資料 marked at them, and the list of 資料 in its own words."""

from __future__ import annotations

import datetime as dt

from zaitaku_desktop.exchange.minutes.agenda import cited
from zaitaku_desktop.exchange.minutes.reading import is_agenda, is_minutes, read_minutes
from zaitaku_desktop.model.meeting import Method

AGENDA = """

令和6年度 第2回みなと野市在宅ケア推進会議

次 第

日時 令和6年10月3日（木）午後7時から

場所 Web会議及びみなと野市医師会館2階会議室

1 開会

2 委員の自己紹介

3 議題

- (1) 令和5年度に行ったことについて【資料1】
- (2) 令和6年度に行うことについて【資料2】
- (3) 令和5年度のみなと野市在宅医療・介護相談室の働きについて【資料3】
- (4) 秋のまつりについて
- (5) 部会で話し合っていることについて【資料4】

4 その他

次回開催予定 令和7年1月16日（木）午後7時から

5 閉会

【配付資料】

- (1) 令和5年度に行った取組について
- (2) 令和6年度に行うことについて
- (3) みなと野市在宅医療・介護相談室 令和5年度 仕事のまとめ
- (4) みなと野市在宅ケア推進会議の部会で話し合っていることについて
"""


def test_that_an_agenda_is_read_with_its_items_and_marks() -> None:
    found = read_minutes(AGENDA)
    assert is_agenda(found)
    assert not is_minutes(found)
    assert [(one.level, one.number, one.title, one.marks) for one in found.agenda] == [
        (1, "1", "開会", ()),
        (1, "2", "委員の自己紹介", ()),
        (1, "3", "議題", ()),
        (2, "(1)", "令和5年度に行ったことについて", ("1",)),
        (2, "(2)", "令和6年度に行うことについて", ("2",)),
        (2, "(3)", "令和5年度のみなと野市在宅医療・介護相談室の働きについて", ("3",)),
        (2, "(4)", "秋のまつりについて", ()),
        (2, "(5)", "部会で話し合っていることについて", ("4",)),
        (1, "4", "その他", ()),
        (2, "", "次回開催予定 令和7年1月16日（木）午後7時から", ()),
        (1, "5", "閉会", ()),
    ]


def test_that_the_head_of_an_agenda_is_read() -> None:
    found = read_minutes(AGENDA)
    assert (found.title.committee, found.title.fiscal_year, found.title.number) == (
        "みなと野市在宅ケア推進会議",
        2024,
        2,
    )
    assert (found.when.day, found.when.start, found.when.open_end) == (dt.date(2024, 10, 3), dt.time(19), True)
    assert (found.place, found.method) == ("Web会議及びみなと野市医師会館2階会議室", Method.BOTH)
    assert found.next_meeting is not None
    assert found.next_meeting.day == dt.date(2025, 1, 16)


def test_that_titles_of_the_list_stay_as_they_are_beside_those_of_the_items() -> None:
    found = read_minutes(AGENDA)
    assert [(one.list_number, one.number, one.title) for one in found.handouts] == [
        (1, "1", "令和5年度に行った取組について"),
        (2, "2", "令和6年度に行うことについて"),
        (3, "3", "みなと野市在宅医療・介護相談室 令和5年度 仕事のまとめ"),
        (4, "4", "みなと野市在宅ケア推進会議の部会で話し合っていることについて"),
    ]


def test_that_every_way_to_name_documents_is_understood() -> None:
    text = "資料1、2及び資料３－１、参考資料2、当日資料1を用いて、資料No.5と資料6～7"
    assert [number for number, _ in cited(text)] == ["1", "2", "3-1", "参考2", "当日1", "5", "6", "7"]
    assert not list(cited("資料の数、資料をもとに、令和5年度資料"))
