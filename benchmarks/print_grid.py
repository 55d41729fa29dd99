"""How long printing takes: 13 columns × 200 rows, 225,000 characters, A3.

    python benchmarks/print_grid.py [--rows 200]

`cold` = fresh faces, empty caches; `edit` = one cell changed since the last layout; `floor` = what no layout
can do without: looking up every advance, hexing every glyph, zlib, subsetting the fonts.
"""

from __future__ import annotations

import argparse
import io
import random
import time
import zlib
from collections.abc import Callable
from dataclasses import replace

from zaitaku_desktop.typeset.blocks import Cell, Grid, Paragraph, PrintJob, Run, Sheet, TextStyle
from zaitaku_desktop.typeset.boxes import Layout
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out
from zaitaku_desktop.typeset.pdf import write_pdf

COLUMNS = 13
CHARACTERS = 225_000
SENTENCES = (
    "診療所、歯科診療所及び薬局が、困ったときの相談先として包括の担当者を思い浮かべられるようにする。",
    "圏域ごとに月２か所を目安に訪ね、連絡票の使い方を説明する。",
    "21か所を訪問し、うち９か所では医師とも面談することができた。",
    "「開催の連絡が直前になる」との回答が最も多かった（回収率70.9％）。",
    "アンケートでは、91.3％が「明日からの支援に生かせる」と回答した。",
    "残る13か所は、健診の繁忙期に当たったため、次年度に延期した。",
)


def made_up_job(rows: int) -> PrintJob:
    """The grid: four label and merged columns, nine of points, every text different."""
    dice = random.Random(1)
    each = CHARACTERS * rows // 200 // (rows * COLUMNS)
    style = TextStyle()

    def points(length: int) -> tuple[Paragraph, ...]:
        made: list[Paragraph] = []
        while sum(len(p.text) for p in made) < length:
            text = f"・{dice.randint(2, 99)}回、" + dice.choice(SENTENCES)
            made.append(Paragraph((Run(text),), style, 0.0, 1.0))
        return tuple(made)

    cells: list[Cell] = []
    for row in range(0, rows, 2):
        for col in range(4):
            name = (Paragraph((Run(f"取組{row}の{dice.choice(('見直し', '周知', '研修'))}"),), style),)
            cells.append(Cell(row, col, name if col < 2 else points(each * 2), 2, label=col < 2, ident=(row, col)))
        for line in (row, row + 1):
            cells += [Cell(line, col, points(each), ident=(line, col)) for col in range(4, COLUMNS)]
    header = tuple(
        Cell(
            0,
            col,
            (
                Paragraph(
                    (Run(f"見出し{col}"),),
                ),
            ),
            fill=True,
            valign="middle",
        )
        for col in range(COLUMNS)
    )
    widths = (17.0, 25.0, 40.0, 28.0, *[280.0 / 9] * 9)
    grid = Grid(widths, header, 1, tuple(cells), rows, group_starts=frozenset(range(0, rows, 10)))
    return PrintJob(Sheet(tag="資料１", title="取組進捗管理表（案）"), (grid,), bookmark="資料１")


def edited(job: PrintJob) -> PrintJob:
    """The same 資料 with other words in one cell."""
    grid = job.blocks[0]
    assert isinstance(grid, Grid)
    cells = list(grid.body)
    middle = len(cells) // 2
    text = Paragraph((Run("・改めた。"),), TextStyle(), 0.0, 1.0)
    cells[middle] = replace(cells[middle], blocks=(text, *cells[middle].blocks))
    return replace(job, blocks=(replace(grid, body=tuple(cells)),))


def floor(job: PrintJob, layout: Layout) -> float:
    """Seconds of the work that every way of printing this must do."""
    faces = Faces.load()
    texts = [box.text for page in layout.pages for box in page.texts]
    gids = {c: faces.glyph("gothic", c).gid for text in texts for c in text}
    advances = faces.advances("gothic")
    hexes = {character: f"{gid:04X}" for character, gid in gids.items()}
    begin = time.perf_counter()
    for text in texts:
        sum(map(advances.__getitem__, text))
    streams = ["".join(map(hexes.__getitem__, text)) for text in texts]
    zlib.compress("".join(streams).encode("ascii"))
    faces.face("gothic").subset(gids.values())
    return time.perf_counter() - begin


def timed(name: str, work: Callable[[], object]) -> float:
    """Run and report in milliseconds."""
    begin = time.perf_counter()
    work()
    took = time.perf_counter() - begin
    print(f"{name:28}{took * 1000:8.0f} ms")
    return took


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=200)
    job = made_up_job(parser.parse_args().rows)
    faces = Faces.load()
    layouts: list[Layout] = []
    cold = timed("layout, cold", lambda: layouts.append(lay_out(job, faces)))
    cold += timed("PDF", lambda: write_pdf(layouts, faces, io.BytesIO(), title="資料１"))
    lowest = floor(job, layouts[0])
    characters = sum(len(box.clusters) for page in layouts[0].pages for box in page.texts)
    print(f"{characters:,} characters, {len(layouts[0].pages)} pages")
    print(f"{'cold, both':28}{cold * 1000:8.0f} ms = {cold / lowest:.1f} × floor ({lowest * 1000:.0f} ms)")
    timed("layout again", lambda: lay_out(job, faces))
    other = edited(job)
    timed("layout after one edit", lambda: lay_out(other, faces))


if __name__ == "__main__":
    main()
