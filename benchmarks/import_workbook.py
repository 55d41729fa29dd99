"""Reading a workbook: the made-up 取組進捗管理表 of the tests, as it is and ten times as long."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from openpyxl import Workbook

from benchmarks.measure import ROOT, Row, medians, print_table, process, timed
from zaitaku_desktop.exchange.plan_import import propose
from zaitaku_desktop.exchange.workbook import read_workbook

ROUNDS = 5
TIMES = 10


def _long_book(book: Workbook) -> Workbook:
    """The same parts, headings and merges included, again and again below each other, under other names."""
    sheet = book.worksheets[0]
    first, last = 3, sheet.max_row - 3  # above stands the title, below the notes
    height = last - first + 1
    rows = [list(row) for row in sheet.iter_rows(min_row=first, max_row=last, values_only=True)]
    merges = [area for area in list(sheet.merged_cells.ranges) if area.min_row >= first]
    sheet.delete_rows(last + 1, 3)
    for turn in range(1, TIMES):
        down = turn * height
        for offset, row in enumerate(rows):
            for col, value in enumerate(row, start=1):
                if value is not None:
                    words = f"{value}（{turn}）" if col == 2 and "取組名" not in str(value) else value
                    sheet.cell(first + down + offset, col, words)
        for area in merges:
            sheet.merge_cells(
                start_row=area.min_row + down,
                end_row=area.max_row + down,
                start_column=area.min_col,
                end_column=area.max_col,
            )
    return book


def run() -> None:
    """Measure and print."""
    sys.path.insert(0, str(ROOT / "tests"))
    from workbooks import progress_book  # noqa: PLC0415  # the tests' made-up workbook

    with tempfile.TemporaryDirectory() as folder:
        small, long = Path(folder) / "small.xlsx", Path(folder) / "long.xlsx"
        progress_book().save(small)
        _long_book(progress_book()).save(long)
        works = {
            "start Python": timed(lambda: process("-c", "pass")),
            "read the cells, small": timed(lambda: read_workbook(small)),
            "read and understand, small": timed(lambda: propose(small)),
            f"read the cells, × {TIMES}": timed(lambda: read_workbook(long)),
            f"read and understand, × {TIMES}": timed(lambda: propose(long)),
        }
        rows = [Row(name, seconds) for name, seconds in medians(works, ROUNDS).items()]
    growth = rows[4].seconds / rows[2].seconds
    print_table("import", rows, rows[0], ["ratios are to starting Python", f"× {TIMES} cells take × {growth:.1f}"])


if __name__ == "__main__":
    run()
