"""会議録 as published by cities that do not exist, each in its own manner."""

from __future__ import annotations

import pytest
from minutes_texts.facts import NAMES, expected, facts_of, text_of, words_of

from zaitaku_desktop.exchange.minutes.reading import is_minutes, read_minutes
from zaitaku_desktop.model.attendance import Presence
from zaitaku_desktop.model.outline import BlockKind

OWN_STYLES = [name for name in NAMES if name.startswith("own_")]


def test_that_there_are_five_styles_beside_the_four_that_were_given() -> None:
    assert len(OWN_STYLES) == 5
    assert len(NAMES) == 9


@pytest.mark.parametrize("name", NAMES)
def test_that_a_published_text_says_what_a_person_reads_in_it(name: str) -> None:
    found = facts_of(read_minutes(text_of(name)))
    wanted = expected(name)
    for part, value in wanted.items():
        assert found[part] == value, part


@pytest.mark.parametrize("name", NAMES)
def test_that_every_word_of_a_text_stands_in_the_reading_in_its_order(name: str) -> None:
    text = text_of(name)
    source, read = words_of(text, read_minutes(text))
    assert read == source


@pytest.mark.parametrize("name", NAMES)
def test_that_a_text_is_recognised_as_minutes(name: str) -> None:
    assert is_minutes(read_minutes(text_of(name)))


@pytest.mark.parametrize("name", NAMES)
def test_that_line_ends_of_windows_change_nothing(name: str) -> None:
    text = text_of(name)
    assert facts_of(read_minutes(text.replace("\n", "\r\n"))) == facts_of(read_minutes(text))


def test_that_lines_that_the_paper_broke_are_one_sentence_again_over_a_page_too() -> None:
    blocks = {block.number: block.text for block in read_minutes(text_of("own_pdf_pages")).blocks}
    assert blocks["④"].startswith(
        "知らせの紙は、退院の前の日までに届くとよい。②のアについては、消防に聞けば分かると思う"
    )
    assert "\n" not in "".join(blocks.values())


def test_that_somebody_who_sent_a_proxy_or_came_by_web_is_told() -> None:
    people = {one.name: one for one in read_minutes(text_of("own_piped_web")).people}
    assert people["立浪"].presence is Presence.PROXY
    assert people["立浪"].proxy == "早瀬氏"
    assert people["間宮"].presence is Presence.ONLINE


def test_that_the_exact_signs_of_a_name_are_kept() -> None:
    names = [one.name for one in read_minutes(text_of("own_pdf_pages")).people]
    assert "髙城 久美" in names
    assert "葛\U000e0100城 修" in names


def test_that_a_range_line_knows_the_blocks_it_speaks_of() -> None:
    found = read_minutes(text_of("form_range"))
    line = next(block for block in found.blocks if block.kind is BlockKind.BOX)
    assert line.series is not None
    first, last = (found.blocks[index] for index in line.series)
    assert (first.number, last.number) == ("ア", "オ")
    after = found.blocks[found.blocks.index(line) + 1]
    assert after.number == "カ"
    assert not after.restarts


def test_that_a_slip_between_the_agenda_and_its_heading_is_kept_on_both_sides() -> None:
    found = read_minutes(text_of("form_range"))
    heading = next(block for block in found.blocks if block.text == "暮らしの支え・学び合い部会について")
    assert heading.agenda is not None
    assert found.agenda[heading.agenda].title == "暮らしの文え・学び合い部会について"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\n",
        "買い物の覚え\n牛乳、卵、パン\n",
        "拝啓\n時下ますます御清祥のこととお喜び申し上げます。\n敬具\n",
        "No\t品名\t数\n1\tりんご\t3\n",
        "1\n2\n3\n",
        "\f\f－１－\n",
        "日時",
    ],
)
def test_that_a_text_that_is_no_minutes_is_told_and_loses_no_word(text: str) -> None:
    found = read_minutes(text)
    assert not is_minutes(found)
    source, read = words_of(text, found)
    assert read == source
