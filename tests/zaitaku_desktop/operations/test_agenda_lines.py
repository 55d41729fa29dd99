"""次第 written line by line."""

from __future__ import annotations

from pathlib import Path

import pytest
from meetings import Desk

from zaitaku_desktop.model.reference_words import agenda_numbers
from zaitaku_desktop.operations import agenda, agenda_lines


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """1 開会 2 議題 (1) 甲 (2) 乙."""
    made = Desk(tmp_path / "a.zaitaku")
    made.do(agenda.remove_items, list(made.now().agenda))
    made.do(agenda.add_items, made.circle.meeting, [(0, "開会"), (0, "議題"), (1, "甲"), (1, "乙")])
    return made


def shown(desk: Desk) -> list[str]:
    meeting = desk.now()
    numbers = agenda_numbers(meeting)
    return [f"{numbers[item.id]} {item.title}|{item.note}".rstrip("|") for item in meeting.walk_agenda()]


def item(desk: Desk, title: str) -> int:
    return next(row.id for row in desk.now().agenda.values() if row.title == title)


def test_that_an_item_stands_on_the_line_behind_another(desk: Desk) -> None:
    desk.do(agenda_lines.insert_behind, desk.circle.meeting, item(desk, "甲"), "間")
    desk.do(agenda_lines.insert_behind, desk.circle.meeting, item(desk, "議題"), "先")
    desk.do(agenda_lines.insert_behind, desk.circle.meeting, None, "初め")
    assert shown(desk) == ["1 初め", "2 開会", "3 議題", "(1) 先", "(2) 甲", "(3) 間", "(4) 乙"]


def test_that_a_parted_item_joined_again_is_as_it_was(desk: Desk) -> None:
    before = shown(desk)
    new = desk.do(agenda_lines.split_item, item(desk, "開会"), 1)
    assert shown(desk)[:2] == ["1 開", "2 会"]
    desk.do(agenda_lines.join_items, new, item(desk, "開"))
    assert shown(desk) == before


def test_that_what_stands_below_a_joined_item_stays(desk: Desk) -> None:
    desk.do(agenda_lines.join_items, item(desk, "議題"), item(desk, "開会"))
    assert shown(desk) == ["1 開会議題", "(1) 甲", "(2) 乙"]


def test_that_further_lines_are_notes(desk: Desk) -> None:
    desk.do(agenda_lines.write_line, item(desk, "乙"), "乙について\n次回は9月\n場所は市役所")
    assert shown(desk)[3] == "(2) 乙について|次回は9月\n場所は市役所"


def test_that_an_item_moves_past_its_neighbours_and_no_further(desk: Desk) -> None:
    assert desk.do(agenda_lines.step_item, item(desk, "乙"), up=True)
    assert shown(desk)[2:] == ["(1) 乙", "(2) 甲"]
    assert not desk.do(agenda_lines.step_item, item(desk, "乙"), up=True)
    assert desk.do(agenda_lines.step_item, item(desk, "開会"), up=False)
    assert shown(desk) == ["1 議題", "(1) 乙", "(2) 甲", "2 開会"]
    assert not desk.do(agenda_lines.step_item, item(desk, "開会"), up=False)
