"""The clipboard matrix: every kind of text, really copied and pasted between this program and LibreOffice Calc.

Run with `-s` to see the table of results.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from libreoffice import Calc
from openpyxl import Workbook, load_workbook
from plans import text
from sqlalchemy.orm import Session
from xwindow import RealWindow

from zaitaku_desktop.operations import plan_cells, plan_rows
from zaitaku_desktop.operations.document import create_document
from zaitaku_desktop.operations.new_file import fill_new
from zaitaku_desktop.operations.plan import create_plan
from zaitaku_desktop.storage.workspace import Workspace

pytestmark = [pytest.mark.soak, pytest.mark.timeout(300)]

KINDS = {
    "quotes within": 'いわゆる "多職種" の会',
    "quotes around": '"かぎ"',
    "newlines": "一行目\n二行目\n\n四行目",
    "tab": "左\t右",
    "leading zeros": "0012",
    "formula": "=1+1",
    "full-width": "ＡＢＣ　１２　全角",
    "IVS": "葛\U000e0100城の𠮷田",
    "empty": "",
    "signs": "<b>&amp; 'x' + -3",
    "spaces": "  前に二つ  間に二つ",
    "date-like": "1/2",
}
MERGED = "二行にまたがる文"
YEAR = 2024
UPPER, LOWER = "上", "下"


def fill(session: Session) -> None:
    """One 取組 for each kind with its text in the 計画 of R6; the last two share one text and are drawn as one."""
    fill_new(session)
    plan = create_plan(session, "みなと野市の計画", YEAR, YEAR + 2, "")
    group = plan_rows.add_group(session, plan, title="項目")
    for name, words in KINDS.items():
        item = plan_rows.add_initiative(session, plan, group, title=name)
        if words:
            plan_cells.write_values(session, item, [text("plan", words, YEAR)])
    upper = plan_rows.add_initiative(session, plan, group, title=UPPER)
    lower = plan_rows.add_initiative(session, plan, group, title=LOWER)
    plan_cells.write_values(session, upper, [text("plan", MERGED, YEAR)])
    plan_cells.share_with(session, lower, [("plan", YEAR)], upper)
    create_document(session, form="p1", title="進捗管理表", fiscal_year=YEAR, plan_id=plan, number="資料1")


def workbook(path: Path) -> None:
    """The same texts in column A, the last merged over two rows."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row, words in enumerate(KINDS.values(), 1):
        cell = sheet.cell(row, 1)
        cell.number_format = "@"
        cell.value = words or None
        if words.startswith("="):
            cell.data_type = "s"
    last = len(KINDS) + 1
    sheet.cell(last, 1).value = MERGED
    sheet.merge_cells(start_row=last, start_column=1, end_row=last + 1, end_column=1)
    book.save(path)


def texts_in(data: Path, year: int) -> tuple[dict[str, str], bool]:
    """(name of the 取組 → its 計画 of that 年度, whether the last two share it)."""
    command = [sys.executable, "-m", "zaitaku_desktop", "dump", str(data), "--json"]
    records = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)["records"]
    names = {item["id"]: item["title"] for item in records["plan_item"]}
    found = [entry for entry in records["entry"] if entry["field"] == "plan" and entry["year"] == year]
    shared = any(names[entry["item_id"]] == LOWER and entry["shared_from_id"] for entry in found)
    return {names[entry["item_id"]]: entry["text"] for entry in found}, shared


def texts_of(book: Path) -> tuple[dict[str, str], bool]:
    """(kind → what stands in column C of the workbook, whether the last two rows are merged)."""
    sheet = load_workbook(book).worksheets[0]
    found = {kind: sheet.cell(row, 3).value for row, kind in enumerate((*KINDS, UPPER), 1)}
    last = len(KINDS) + 1
    merged = any(str(area) == f"C{last}:C{last + 1}" for area in sheet.merged_cells.ranges)
    return {kind: "" if words is None else str(words) for kind, words in found.items()}, merged


def to_plan(window: RealWindow, year: int) -> None:
    """The cursor on the 計画 of a 年度 in the first row; before the first stand 項目, 取組, 目的, 対象, 主体."""
    window.key("ctrl+Home")
    for _ in range(5 + year - YEAR):
        window.key("Tab", pause=0.08)


def copy_plan(window: RealWindow) -> None:
    """Copy the 計画 of R6, all rows."""
    to_plan(window, YEAR)
    for _ in range(len(KINDS) + 1):
        window.key("shift+Down", pause=0.08)
    window.key("ctrl+c", pause=0.5)


def row_of(found: Mapping[str, str], *, merged: bool) -> dict[str, bool]:
    """Which kinds arrived as they were sent."""
    kept = {kind: found.get(kind, "") == words for kind, words in KINDS.items()}
    return kept | {"merged": found.get(UPPER, "") == MERGED and merged}


def table(results: Mapping[str, Mapping[str, bool]]) -> str:
    """The matrix as it is read in a note."""
    lines = ["| | " + " | ".join(results) + " |", "|---" * (len(results) + 1) + "|"]
    for kind in (*KINDS, "merged"):
        marks = ("kept" if result[kind] else "CHANGED" for result in results.values())
        lines.append(f"| {kind} | {' | '.join(marks)} |")
    return "\n".join(lines)


def test_that_every_kind_of_text_survives_the_clipboard_in_every_direction(tmp_path: Path) -> None:
    data, book = tmp_path / "a.zaitaku", tmp_path / "matrix.xlsx"
    Workspace.create(data, name="みなと野市", fill=fill).close()
    workbook(book)
    results: dict[str, dict[str, bool]] = {}
    with RealWindow([str(data)], tmp_path) as window:
        copy_plan(window)
        to_plan(window, YEAR + 1)
        window.key("ctrl+v", pause=1)
        window.wait(lambda: LOWER in texts_in(data, YEAR + 1)[0], "nothing was pasted here")
        found, shared = texts_in(data, YEAR + 1)
        results["to itself"] = row_of(found, merged=shared)
        with Calc(window, book, tmp_path / "office") as calc:
            calc.front()
            window.key("ctrl+Home", "ctrl+shift+End", "ctrl+c", pause=1)
            window.front()
            to_plan(window, YEAR + 2)
            window.key("ctrl+v", pause=1)
            window.picture(tmp_path / "pasted.png")
            window.wait(lambda: UPPER in texts_in(data, YEAR + 2)[0], "nothing came from LibreOffice")
            found, shared = texts_in(data, YEAR + 2)
            results["from LibreOffice"] = row_of(found, merged=not shared and LOWER not in found)
            copy_plan(window)
            calc.front()
            window.key("ctrl+Home", "Right", "Right", "ctrl+v", pause=1)
            window.key("Return", pause=1.5)  # it asks for the locale of the numbers in HTML
            window.picture(tmp_path / "calc.png")
            calc.save()
            arrived, merged = texts_of(book)
            results["to LibreOffice"] = row_of(arrived, merged=merged)
    sys.stdout.write(f"\n{table(results)}\n")
    lost = {way: {kind for kind, kept in result.items() if not kept} for way, result in results.items()}
    assert lost == {"to itself": set(), "from LibreOffice": set(), "to LibreOffice": {"tab"}}, (arrived, found)
    assert arrived["tab"] == "左 右"  # LibreOffice reads a TAB in HTML as a space, however it is written
