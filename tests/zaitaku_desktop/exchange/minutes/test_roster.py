"""委員名簿 as text: with tabs, with blanks for columns, with a 任期 above or in a column."""

from __future__ import annotations

import datetime as dt

import pytest

from zaitaku_desktop.exchange.minutes.roster import read_roster
from zaitaku_desktop.exchange.minutes.tree import RosterText

TABS = """みなと野市在宅ケア推進会議　委員名簿

任期：令和6年4月1日から令和8年3月31日まで（敬称略）

No\t選出区分\t所属\t役職\t氏名\tふりがな\t備考
1\t医療関係者\t浦部整形外科\t会長\t浦部　征一\tうらべ　せいいち\t
2\t\tしおたクリニック\t\t汐田　望\tしおた　のぞみ\t
3\t介護関係者\tそらの家\t副会長\t髙𣘺　理恵\tたかはし　りえ\t令和6年10月1日から
4\t市民\t公募市民\t\t岬　春江\tみさき　はるえ\t

※順不同
"""
BLANKS = """第３期 森野市医療と介護を結ぶ委員会委員名簿
氏名　　所属　　職種
檜山　遼　　森野市医師会　　医師
椎葉　涼子　　もりの薬局　　薬剤師
"""
TERM_COLUMN = """在宅の部会 名簿
氏名\t団体名\t職名\t任期
鳴海 豪\tしらさご病院\t院長\t令和7年4月1日～令和9年3月31日
渥美 紗季\tすなやま苑\t相談員\t令和7年4月1日～令和9年3月31日
"""


def shown(roster: RosterText) -> list[str]:
    """What is said of each."""
    return [
        "|".join((one.group, one.organization, one.role, one.post, one.name, one.reading, one.profession))
        for one in roster.people
    ]


def test_that_a_table_with_tabs_is_read_with_its_term() -> None:
    found = read_roster(TABS)
    assert found.committee == "みなと野市在宅ケア推進会議"
    assert (found.first_day, found.last_day) == (dt.date(2024, 4, 1), dt.date(2026, 3, 31))
    assert shown(found) == [
        "医療関係者|浦部整形外科|会長||浦部 征一|うらべ せいいち|",
        "医療関係者|しおたクリニック|||汐田 望|しおた のぞみ|",
        "介護関係者|そらの家|副会長||髙𣘺 理恵|たかはし りえ|",
        "市民|公募市民|||岬 春江|みさき はるえ|",
    ]
    assert found.people[2].note == "令和6年10月1日から"
    assert not found.unread


def test_that_blanks_may_part_the_columns() -> None:
    found = read_roster(BLANKS)
    assert found.committee == "森野市医療と介護を結ぶ委員会"
    assert shown(found) == ["|森野市医師会|||檜山 遼||医師", "|もりの薬局|||椎葉 涼子||薬剤師"]


def test_that_a_term_may_stand_in_each_row() -> None:
    found = read_roster(TERM_COLUMN)
    assert (found.first_day, found.last_day) == (dt.date(2025, 4, 1), dt.date(2027, 3, 31))
    assert shown(found) == ["|しらさご病院||院長|鳴海 豪||", "|すなやま苑||相談員|渥美 紗季||"]


def test_that_a_row_that_is_nobody_is_kept_and_listed() -> None:
    found = read_roster(TABS + "欠員\t\t\t\t\t\t\n")
    assert [one.text for one in found.unread] == ["欠員"]
    assert len(found.people) == 4


@pytest.mark.parametrize("text", ["", "名簿\n", "買い物\n牛乳\n", "No\t品名\n1\tりんご\n"])
def test_that_a_text_that_is_no_roster_has_nobody(text: str) -> None:
    assert not read_roster(text).people
