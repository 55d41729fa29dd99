"""A clerk's morning in a real window, with real keys, a real mouse and LibreOffice beside it.

Import, show the 実績 of R4, fill it by typing and by a block copied from LibreOffice, 継続, a 取組 split in two 実施行,
one carried to another 項目, a word replaced, three steps undone, printed. What is in the file and on the pages is
compared with what should be.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from libreoffice import Calc
from openpyxl import Workbook
from pypdfium2 import PdfDocument
from workbooks import progress_workbook
from xwindow import RealWindow

from zaitaku_desktop.operations.new_file import fill_new
from zaitaku_desktop.storage.workspace import Workspace

pytestmark = [pytest.mark.soak, pytest.mark.timeout(400)]

YEAR = 2022
ROWS = 11  # of the made-up workbook, before the split
TYPED = ("21 kasho", "8 ten", "2 kai")
COPIED = tuple(f"copied {row}" for row in range(len(TYPED), ROWS))
PLAN_4, ACTUAL_4, PLAN_5 = 7, 8, 9  # columns, once the 実績 of R4 is shown
EMERGENCY, PHARMACIES, LAST_WORDS = "救急との申し合わせ", "薬局・歯科を訪ねる(訪問看護を含む)", "看取り"
ROW_NUMBERS = 132  # x, pixels


@dataclass
class Plan:
    """The plan in the file, as the command line reads it."""

    titles: dict[int, str] = field(default_factory=dict)
    parents: dict[int, int | None] = field(default_factory=dict)
    entries: list[dict[str, object]] = field(default_factory=list)

    @classmethod
    def read(cls, path: Path) -> Plan:
        command = [sys.executable, "-m", "zaitaku_desktop", "dump", str(path), "--json"]
        records = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)["records"]
        items = records["plan_item"]
        return cls(
            {item["id"]: item["title"] for item in items},
            {item["id"]: item["parent_id"] for item in items},
            records["entry"],
        )

    def name(self, item: int) -> str:
        """The 取組 an item is, or belongs to."""
        parent = self.parents[item]
        return self.titles[item] or (self.name(parent) if parent is not None else "")

    def heading(self, title: str) -> str:
        """The 項目 of a 取組."""
        item = next(key for key, words in self.titles.items() if words == title)
        parent = self.parents[item]
        return "" if parent is None else self.titles[parent]

    def under(self, field_key: str, year: int) -> list[str]:
        """The texts of a field and 年度, in the order of the items' numbers."""
        found = [entry for entry in self.entries if (entry["field"], entry["year"]) == (field_key, year)]
        return [str(entry["text"]) for entry in found if entry["text"]]

    def continues(self, year: int, title: str) -> bool:
        """Is the 計画 of a 年度 「継続」 in a line of that 取組?"""
        return any(
            entry["field"] == "plan"
            and entry["year"] == year
            and entry["state"] == "continues"
            and self.name(int(str(entry["item_id"]))) == title
            for entry in self.entries
        )

    def texts(self) -> str:
        return "\n".join(str(entry["text"]) for entry in self.entries)


def to(window: RealWindow, column: int, row: int) -> None:
    """The cursor to a cell by keys."""
    window.key("ctrl+Home", pause=0.2)
    for _ in range(column):
        window.key("Right", pause=0.08)
    for _ in range(row):
        window.key("Down", pause=0.08)


def show_results_of_r4(window: RealWindow) -> None:
    """The box R4 of 資料の設定: after the title （案）, 資料番号, 様式 (and 直す), 資料の年度 and the box R3."""
    window.key("ctrl+shift+s", pause=1.5)
    window.key(*["Tab"] * 7, "space", pause=0.3)
    window.key("Return", pause=2)


def paste_from_office(window: RealWindow, folder: Path) -> None:
    """A block of cells, copied in LibreOffice with keys."""
    book = folder / "block.xlsx"
    made = Workbook()
    assert made.active is not None
    for row, words in enumerate(COPIED, 1):
        made.active.cell(row, 1).value = words
    made.save(book)
    with Calc(window, book, folder / "office") as calc:
        calc.front()
        window.key("ctrl+Home", "ctrl+shift+End", "ctrl+c", pause=1)
        window.front()
        window.key("ctrl+v", pause=1.5)
    window.front()


def carry_row(window: RealWindow, start: int, end: int) -> None:
    """Choose the row whose number stands at height `start` and carry it to height `end`."""
    window.click(ROW_NUMBERS, start)
    window.tool("mousemove", str(ROW_NUMBERS), str(start), "mousedown", "1")
    for y in range(start, end, 15):
        window.tool("mousemove", str(ROW_NUMBERS), str(y))
        time.sleep(0.04)
    window.tool("mousemove", str(ROW_NUMBERS), str(end))
    time.sleep(0.3)
    window.tool("mouseup", "1")
    time.sleep(1)


def text_of(pdf: Path) -> str:
    """What stands on the pages, in half-width digits and letters: single digits are printed full-width."""
    with PdfDocument(pdf) as document:
        printed = "".join(page.get_textpage().get_text_bounded() for page in document)
    return unicodedata.normalize("NFKC", printed).replace("\r\n", "")


def take_in(window: RealWindow, data: Path, book: Path) -> None:
    """Import a workbook."""
    window.key("ctrl+i", pause=1.5)
    window.type(str(book))
    window.key("Return")
    window.settle()  # before the filled button has the keyboard, Enter would press やめる
    window.key("Return", pause=1)
    window.wait(lambda: bool(Plan.read(data).entries), "the workbook was not imported")
    time.sleep(2)


def fill_results(window: RealWindow, data: Path, folder: Path) -> None:
    """The 実績 of R4 for every row: three typed, the others from LibreOffice."""
    show_results_of_r4(window)
    to(window, ACTUAL_4, 0)
    for words in TYPED:
        window.type(words)
        window.key("Return")
    paste_from_office(window, folder)
    window.wait(lambda: COPIED[-1] in Plan.read(data).texts(), "the block was not pasted")
    assert Plan.read(data).under("actual", YEAR) == [*TYPED, *COPIED]


def mark_and_split(window: RealWindow, data: Path) -> None:
    """Two cells 継続, and a second 実施行 with a text."""
    to(window, PLAN_4, 4)
    window.key("ctrl+k", "Right", "Right", "ctrl+k", pause=0.5)
    window.wait(lambda: Plan.read(data).continues(YEAR + 1, EMERGENCY), "継続 was not marked")
    assert Plan.read(data).continues(YEAR, EMERGENCY)
    to(window, ACTUAL_4, 4)
    window.key("ctrl+shift+j", pause=1)
    window.type("second line")
    window.key("Return")
    window.wait(lambda: "second line" in Plan.read(data).texts(), "the 取組 was not split")


def replace_everywhere(window: RealWindow, data: Path) -> None:
    """One word by another, in the whole plan."""
    to(window, 0, 0)
    window.key("ctrl+h", pause=1)
    window.type("copied")
    window.key("Tab", pause=0.4)
    window.type("block")
    window.key("Tab", "Tab", "space", pause=1)  # すべて置き換える
    window.wait(lambda: "copied" not in Plan.read(data).texts(), "nothing was replaced")
    window.key("Escape")
    replaced = (words.replace("copied", "block") for words in COPIED)
    assert sorted(Plan.read(data).under("actual", YEAR)) == sorted([*TYPED, *replaced, "second line"])


def print_to(window: RealWindow, pdf: Path) -> str:
    """Save as PDF; what stands in it."""
    window.key("ctrl+shift+p", pause=1.5)
    window.key("ctrl+a")
    window.type(str(pdf))
    window.key("Return")
    window.wait(pdf.exists, "no PDF was written")
    time.sleep(1)
    return text_of(pdf)


def test_that_a_clerks_morning_leaves_what_was_meant_in_the_file_and_on_the_pages(tmp_path: Path) -> None:
    data = tmp_path / "a.zaitaku"
    Workspace.create(data, name="みなと野市", fill=fill_new).close()
    with RealWindow([str(data)], tmp_path) as window:
        take_in(window, data, progress_workbook(tmp_path / "in.xlsx"))
        fill_results(window, data, tmp_path)
        mark_and_split(window, data)
        before = Plan.read(data).heading(PHARMACIES)
        assert before != LAST_WORDS
        to(window, 0, 0)
        carry_row(window, 400, 705)
        window.wait(lambda: Plan.read(data).heading(PHARMACIES) == LAST_WORDS, "the row was not carried")
        replace_everywhere(window, data)

        # Undone: the words replaced, the row carried, the words of the second line.
        window.key("ctrl+z", "ctrl+z", "ctrl+z", pause=1)
        window.wait(lambda: "second line" not in Plan.read(data).texts(), "three steps were not undone")
        end = Plan.read(data)
        assert sorted(end.under("actual", YEAR)) == sorted([*TYPED, *COPIED])
        assert end.heading(PHARMACIES) == before
        assert end.continues(YEAR, EMERGENCY)
        assert len([item for item in end.parents if end.name(item) == EMERGENCY]) == 3  # the 取組 and its two lines

        printed = print_to(window, tmp_path / "out.pdf")
        assert [words for words in (*TYPED, *COPIED, EMERGENCY) if words not in printed] == []
        assert "second line" not in printed
