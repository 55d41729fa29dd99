"""Versions of a cell in words."""

from __future__ import annotations

import datetime as dt

import pytest
from zaitaku_ui.side.past import lines_of, moment, versions_of, what_changed

from zaitaku_desktop.model.plan import EntryState
from zaitaku_desktop.storage.cell_history import BLANK, CellChange, Said

NOW = dt.datetime(2024, 5, 12, 18, 0).astimezone()
KEY = ("actual", 2024)


def said(words: str) -> Said:
    return Said(EntryState.TEXT, words)


def change(step: int, before: Said, after: Said, kind: str = "edit") -> CellChange:
    return CellChange(step, NOW - dt.timedelta(days=10 - step), f"入力{step}", kind, before, after)


def test_that_every_version_is_there_and_the_first_too() -> None:
    history = [change(3, said("二"), BLANK, "undo"), change(2, said("一"), said("二"))]
    versions = versions_of({KEY: history})
    assert [(one.text, one.name, one.now) for one in versions] == [
        ("", "元に戻す：入力3", True),
        ("二", "入力2", False),
        ("一", "最初の内容", False),
    ]
    assert versions_of({KEY: [change(1, BLANK, said("一"))]})[-1].text == "一"


def test_that_versions_of_several_fields_are_in_one_order_and_name_their_field() -> None:
    history = {
        ("purpose", None): [change(2, BLANK, said("目的の文"))],
        ("summary", None): [change(3, BLANK, said("概要の文")), change(1, BLANK, said("前"))],
    }
    lines = lines_of(versions_of(history), NOW, several=True)
    assert [line.second.split("　")[0] for line in lines] == ["概要", "目的", "概要"]
    assert [line.chip for line in lines] == ["いまの内容", "いまの内容", ""]


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (dt.datetime(2024, 5, 12, 9, 5), "09:05"),
        (dt.datetime(2024, 4, 1, 9, 5), "4月1日 09:05"),
        (dt.datetime(2023, 12, 28, 9, 5), "2023年12月28日"),
    ],
)
def test_that_a_moment_is_said_as_short_as_it_can_be(at: dt.datetime, words: str) -> None:
    assert moment(at.astimezone(), NOW) == words


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("", "新しい", "新しい"),
        ("・一。\n・二。", "・一。\n・三。", "・三。"),
        ("・一。\n・二。", "・一。", "「・二。」を消去"),
        ("・一。", "・一。\n・二。", "・二。"),
        ("・一。", "", ""),
    ],
)
def test_that_a_line_begins_where_the_version_differs(before: str, after: str, words: str) -> None:
    assert what_changed(before, after) == words
