"""People in runs of words and in tables."""

from __future__ import annotations

import pytest

from zaitaku_desktop.exchange.minutes.people import PeopleRun
from zaitaku_desktop.exchange.minutes.reading import read_minutes
from zaitaku_desktop.exchange.minutes.tree import PersonText, Words
from zaitaku_desktop.model.attendance import Presence, Side

HEAD = "会議録\n日時　令和7年5月8日\n場所　会議室\n"


def run(text: str, side: Side = Side.MEMBER) -> PeopleRun:
    """A run of people read."""
    found = PeopleRun(side, Presence.PRESENT)
    for number, line in enumerate(text.split("\n"), 1):
        found.read(Words(line, (number, 0)))
    return found


def shown(people: list[PersonText]) -> list[str]:
    """Role, name, organization and post of each."""
    return ["|".join((one.role, one.name, one.organization, one.post)) for one in people]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "会長 磯貝 千里 (灯台薬局) 委員 舟木 大 (ひがし包括)",
            ["会長|磯貝 千里|灯台薬局|", "委員|舟木 大|ひがし包括|"],
        ),
        ("委員長:磯貝 千里、副委員長:舟木 大", ["委員長|磯貝 千里||", "副委員長|舟木 大||"]),
        ("会長・磯貝千里、委員・舟木大、真砂康平", ["会長|磯貝千里||", "委員|舟木大||", "委員|真砂康平||"]),
        ("磯貝千里委員長，舟木大副委員長", ["委員長|磯貝千里||", "副委員長|舟木大||"]),
        ("磯貝会長、舟木、真砂の各委員", ["会長|磯貝||", "委員|舟木||", "委員|真砂||"]),
        ("磯 貝 千 里　　舟 木 大", ["|磯貝千里舟木大||"]),
        ("磯貝 千里 舟木 大", ["|磯貝 千里||", "|舟木 大||"]),
        ("灯台薬局　磯貝 千里", ["|磯貝 千里|灯台薬局|"]),
        ("みなと市医師会磯貝会長・舟木理事", ["会長|磯貝|みなと市医師会|", "理事|舟木|みなと市医師会|"]),
        ("磯部 千里（灯台薬局／座長）", ["座長|磯部 千里|灯台薬局|"]),
        ("五十嵐 弥生（在宅医療・介護の会）", ["|五十嵐 弥生|在宅医療・介護の会|"]),
        ("磯貝 千里 氏", ["|磯貝 千里||"]),
        ("なし", []),
        ("―", []),
    ],
)
def test_that_members_are_read_from_a_run(text: str, people: list[str]) -> None:
    found = run(text)
    assert shown(found.found) == people
    assert not found.left


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("長寿課主査 港 次郎 長寿課主任 荒井田 光", ["|港 次郎||長寿課主査", "|荒井田 光||長寿課主任"]),
        ("長寿課長(港 次郎)", ["|港 次郎||長寿課長"]),
        ("総務課長　港 次郎、係長　荒井田 光", ["|港 次郎||総務課長", "|荒井田 光||係長"]),
        ("港課長、荒井田主幹", ["|港||課長", "|荒井田||主幹"]),
        ("港健康福祉部参事", ["|港||健康福祉部参事"]),
        ("みなと市在宅医療・介護相談室 櫂谷 文", ["|櫂谷 文||みなと市在宅医療・介護相談室"]),
    ],
)
def test_that_the_office_has_posts_before_or_behind_the_names(text: str, people: list[str]) -> None:
    assert shown(run(text, Side.SECRETARIAT).found) == people


def test_that_a_word_that_may_be_either_is_marked_as_unsure() -> None:
    assert [one.sure for one in run("港健康福祉部参事、荒井田 光", Side.SECRETARIAT).found] == [False, True]


def test_that_words_that_are_nobody_are_handed_back() -> None:
    found = run("委員13人出席")
    assert not found.found
    assert [words.text for words in found.left] == ["委員13人出席"]


def test_that_a_wrong_count_is_told() -> None:
    found = read_minutes(f"{HEAD}出席者\n委員：磯貝 千里、舟木 大　\n以上 3名\n")
    assert any("人数" in one.why for one in found.unread)
    right = read_minutes(f"{HEAD}出席者\n委員：磯貝 千里、舟木 大　\n以上 2名\n")
    assert not right.unread


@pytest.mark.parametrize(
    ("sign", "presence"),
    [
        ("○", Presence.PRESENT),
        ("出席", Presence.PRESENT),
        ("×", Presence.ABSENT),
        ("欠", Presence.ABSENT),
        ("代", Presence.PROXY),
        ("Ｗ", Presence.ONLINE),
        ("オンライン", Presence.ONLINE),
    ],
)
def test_that_a_table_says_who_came(sign: str, presence: Presence) -> None:
    rows = f"No\t所属\t役職\t氏名\t出欠\n1\t灯台薬局\t会長\t磯貝　千里\t{sign}\n2\tひがし包括\t\t舟木　大\t○\n"
    found = read_minutes(f"{HEAD}出席者\n{rows}")
    one, other = found.people
    assert (one.role, one.name, one.organization, one.presence) == ("会長", "磯貝 千里", "灯台薬局", presence)
    assert (other.role, other.name, other.presence) == ("", "舟木 大", Presence.PRESENT)


def test_that_a_cell_merged_over_rows_counts_for_each() -> None:
    rows = "区分\t所属\t氏名\n医療\t灯台薬局\t磯貝　千里\n\tひがし包括\t舟木　大\n介護\tそらの家\t真砂　康平\n"
    found = read_minutes(f"{HEAD}出席者\n{rows}")
    assert [one.group for one in found.people] == ["医療", "医療", "介護"]
