"""How long printing takes: 13 columns × 200 rows, about 225,000 characters, A3. See `floor.py` and `rivals.py`.

`cold` = modules loaded, caches empty: layout and PDF. `edit` = one cell changed since the last layout.
"""

from __future__ import annotations

import io
import statistics
import sys
import tempfile
import time
from itertools import count
from pathlib import Path

from benchmarks.floor import Floor
from benchmarks.made_up import ROWS, characters_of, edited, made_up_job
from benchmarks.measure import Row, medians, print_table, process, timed
from benchmarks.rivals import LibreOffice, reportlab_table
from zaitaku_desktop.typeset.blocks import PrintJob
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out
from zaitaku_desktop.typeset.pdf import write_pdf

ROUNDS = 9
LONG_ROUNDS = 3  # of what takes seconds
MANY = 1_000  # rows
ONCE = "--once"


def cold_print(job: PrintJob) -> tuple[float, float]:
    """Seconds of the layout and of the PDF."""
    faces = Faces.load()
    begin = time.perf_counter()
    layout = lay_out(job, faces)
    laid = time.perf_counter()
    write_pdf([layout], faces, io.BytesIO(), title=layout.title)
    return laid - begin, time.perf_counter() - laid


class _Edits:
    """Laying out again after one edit, each time of another row."""

    def __init__(self, job: PrintJob) -> None:
        self._job = job
        self._rows = count(ROWS // 2)
        self._faces = Faces.load()
        lay_out(job, self._faces)

    def __call__(self) -> float:
        other = edited(self._job, next(self._rows))
        return timed(lambda: lay_out(other, self._faces))()


def run() -> None:
    """Measure and print."""
    job = made_up_job()
    layout = lay_out(job, Faces.load())
    floor = Floor(job, layout)
    parts: list[tuple[float, float]] = []
    floors: list[dict[str, float]] = []

    def cold() -> float:
        parts.append(cold_print(job))
        return sum(parts[-1])

    def lowest() -> float:
        floors.append(floor.measure())
        return sum(floors[-1].values())

    short = medians({"floor": lowest, "cold": cold, "edit": _Edits(job)}, ROUNDS)
    many = made_up_job(MANY)
    linear = medians({"few": lambda: sum(cold_print(job)), "many": lambda: sum(cold_print(many))}, LONG_ROUNDS)
    base = Row("floor", short["floor"], _shares(floors))
    ours = Row("ours, cold: layout + PDF", short["cold"], "goal: at most 5.00")
    rows = [
        base,
        ours,
        Row("  layout", statistics.median(part[0] for part in parts)),
        Row("  PDF", statistics.median(part[1] for part in parts)),
        Row("ours, laid out again after one edit", short["edit"], "goal: at most 60 ms"),
        Row(f"ours, cold, {MANY:,} rows", linear["many"], _times(linear["many"], linear["few"])),
        Row("reportlab Table + Paragraph(wordWrap='CJK')", reportlab_table(job), "measured once"),
    ]
    whole = medians({"ours": timed(lambda: process("-m", "benchmarks.print_grid", ONCE))}, LONG_ROUNDS)
    rows.append(Row("whole process: ours, made-up words included", whole["ours"]))
    notes = _libre_office(job, rows, ours)
    notes.append("ratios are to the floor; medians of runs in turns")
    title = f"print_grid: {characters_of(job):,} characters, {len(layout.pages)} pages"
    print_table(title, rows, base, notes)


def _libre_office(job: PrintJob, rows: list[Row], ours: Row) -> list[str]:
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as other:
        lent, bare = LibreOffice(job, Path(folder), lent=True), LibreOffice(job, Path(other), lent=False)
        if lent.missing:
            return [lent.missing]
        works = {"with": lent.grid, "with, empty": lent.empty, "without": bare.grid, "without, empty": bare.empty}
        took = medians(works, LONG_ROUNDS)
    for name, remark in (("without", "goal: at least 8"), ("with", "")):
        rest = took[name] - took[f"{name}, empty"]
        rows.append(Row(f"LibreOffice {name} our fonts, whole process", took[name]))
        words = f"{rest / ours.seconds:.1f} × ours" + (f", {remark}" if remark else "")
        rows.append(Row("  less its time for an empty workbook", rest, words))
    return []


def _shares(floors: list[dict[str, float]]) -> str:
    shares = {name: statistics.median(parts[name] for parts in floors) for name in floors[0]}
    return " + ".join(f"{name} {seconds * 1000:.0f}" for name, seconds in shares.items())


def _times(many: float, few: float) -> str:
    return f"{many / few:.1f} × {ROWS} rows in the same rounds, goal: at most 6"


if __name__ == "__main__":
    if sys.argv[1:] == [ONCE]:
        cold_print(made_up_job())
    else:
        run()
