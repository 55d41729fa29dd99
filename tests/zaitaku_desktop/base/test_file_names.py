"""File names out of titles."""

from __future__ import annotations

import pytest

from zaitaku_desktop.base.file_names import file_name, file_names


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("資料1 取組進捗管理表（R3-R5）（案）", "資料1 取組進捗管理表（R3-R5）（案）.pdf"),
        ('a/b\\c:d*e?f"g<h>i|j', "a＿b＿c＿d＿e＿f＿g＿h＿i＿j.pdf"),
        ("../../etc/passwd", "＿..＿etc＿passwd.pdf"),
        (" 前後　の\n空白 . ", "前後 の 空白.pdf"),
        ("con", "＿con.pdf"),
        ("LPT1.x", "＿LPT1.x.pdf"),
        ("", "資料.pdf"),
        (" ... ", "資料.pdf"),
        ("𠮷野町 髙﨑", "𠮷野町 髙﨑.pdf"),
    ],
)
def test_that_a_title_becomes_a_name_that_every_system_takes(title: str, name: str) -> None:
    assert file_name(title, ".pdf") == name


def test_that_a_long_title_is_cut_between_letters() -> None:
    assert len(file_name("計" * 300, ".pdf").encode()) <= 255
    name = file_name("葛\U000e0100" * 60, ".pdf")
    assert name.removesuffix(".pdf") == "葛\U000e0100" * (len(name.removesuffix(".pdf")) // 2)


def test_that_equal_titles_are_told_apart() -> None:
    assert file_names(["計画", "次第", "計画"], ".pdf") == ["計画（1）.pdf", "次第.pdf", "計画（2）.pdf"]
    assert file_names(["Plan", "PLAN"], "") == ["Plan（1）", "PLAN（2）"]


def test_that_long_titles_which_are_cut_alike_are_told_apart() -> None:
    titles = ["計" * 300 + "甲", "計" * 300 + "乙"]
    names = file_names(titles, ".pdf")
    assert len(set(names)) == 2
    assert max(len(name.encode()) for name in names) <= 255
