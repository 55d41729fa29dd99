"""A good workbook, damaged at random: always a reason or a result, never anything else, within bounds."""

from __future__ import annotations

import io
import random
import re
import time
import zipfile
from pathlib import Path

import pytest
from hostile.files import macro_book
from hostile.measure import measure
from hostile.sizes import with_comment
from openpyxl import load_workbook
from openpyxl.comments import Comment
from workbooks import progress_workbook

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.exchange.plan_import import propose
from zaitaku_desktop.exchange.workbook import read_workbook
from zaitaku_desktop.exchange.workbook_parsing import parse_workbook

Parts = dict[str, bytes]
NASTY = (
    *("", "-1", "0", "1", "999999999", "9" * 50, "1e308", "NaN", "true", "A1", "XFD1048576", "A1:B2", "B2:A1", "ZZZ"),
    *("s", "str", "inlineStr", "b", "e", "d", "n", "rId1", "../..", "/", "hidden", "あ", "_x000D_", "&amp;", "[" * 200),
)
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")
_TEXT = re.compile(r">([^<]+)<")


def parts_of(path: Path) -> Parts:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: Parts) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory) -> list[Parts]:
    """Workbooks to start from: one that openpyxl wrote, two written by hand with what it cannot write."""
    path = progress_workbook(tmp_path_factory.mktemp("base") / "進捗.xlsx")
    book = load_workbook(path)
    sheet = book["進捗管理表"]
    sheet["L6"], sheet["L7"], sheet["L8"] = "=1+1", 45095.5, 0.25
    sheet["L7"].number_format, sheet["L8"].number_format = "[$-411]ge.m.d", "0.0%"
    sheet["A6"].comment = Comment("去年の値", "係")
    sheet.row_dimensions[7].hidden = sheet.column_dimensions["D"].hidden = True
    book.create_sheet("控え").sheet_state = "hidden"
    book.save(path)
    return [parts_of(path), with_comment("去年の値"), macro_book()]


def damaged_xml(text: str, dice: random.Random) -> str:
    """One change to the XML of a part."""
    pattern = dice.choice((_ATTRIBUTE, _ATTRIBUTE, _TAG, _TEXT))
    found = list(pattern.finditer(text))
    if not found:
        return text[: dice.randrange(len(text) + 1)]
    one = dice.choice(found)
    if pattern is _TAG:
        other = dice.choice(found).group()
        new = dice.choice(("", one.group() * 2, other, one.group().replace("/", "", 1), one.group().upper()))
        return text[: one.start()] + new + text[one.end() :]
    group = 2 if pattern is _ATTRIBUTE else 1
    new = dice.choice((*NASTY, dice.choice(found).group(group)))
    return text[: one.start(group)] + new + text[one.end(group) :]


def damaged(base: Parts, dice: random.Random) -> bytes:
    """A workbook with one to four faults."""
    parts = dict(base)
    for _ in range(dice.randint(1, 4)):
        name = dice.choice(list(parts))
        match dice.randrange(12):
            case 0:
                parts.pop(name)
            case 1:
                parts[name] = parts[dice.choice(list(parts))]
            case 2:
                parts[name] = parts[name][: dice.randrange(len(parts[name]) + 1)]
            case 3:
                parts[name[: dice.randrange(len(name))] + "x"] = parts[name]
            case _:
                text = parts[name].decode("utf-8", "replace")
                parts[name] = damaged_xml(text, dice).encode()
    data = bytearray(packed(parts))
    for _ in range(dice.choice((0, 0, 0, 1, 3, 30))):
        data[dice.randrange(len(data))] = dice.randrange(256)
    return bytes(data)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(24))
def test_that_random_damage_is_read_or_refused(seed: int, bases: list[Parts], tmp_path: Path) -> None:
    """In this process: what nobody has thought of comes out as it is, and fails the test."""
    dice = random.Random(seed)
    path = tmp_path / "表.xlsx"
    read = 0
    for number in range(100):
        path.write_bytes(damaged(bases[number % len(bases)], dice))
        began = time.process_time()
        try:
            parse_workbook(path)
            read += 1
        except KnownError as error:
            assert error.todo and "\n" not in error.message
        assert time.process_time() - began < 2
    assert 0 < read < 100


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 110))
def test_that_random_damage_never_reaches_the_program(seed: int, bases: list[Parts], tmp_path: Path) -> None:
    """Through the reading process, up to the proposal."""
    dice = random.Random(seed)
    path = tmp_path / "表.xlsx"
    for _ in range(40):
        path.write_bytes(damaged(bases[0], dice))
        try:
            propose(read_workbook(path))
        except KnownError as error:
            assert "思わぬ作り" not in error.message and "途中で止まり" not in error.message


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(200, 220))
def test_that_random_damage_takes_little_time_and_memory(seed: int, bases: list[Parts], tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(damaged(bases[0], random.Random(seed)))
    took = measure(path)
    assert took.processor < 2
    assert took.reader + took.program < 300


@pytest.mark.parametrize("seed", range(3))
def test_that_some_random_damage_is_read_or_refused(seed: int, bases: list[Parts], tmp_path: Path) -> None:
    dice = random.Random(1000 + seed)
    path = tmp_path / "表.xlsx"
    for base in bases * 5:
        path.write_bytes(damaged(base, dice))
        try:
            parse_workbook(path)
        except KnownError as error:
            assert error.todo
