"""What no way of printing a grid can do without. The rest of a print's time is ours to save.

Four parts, each done for every character of the job, by the fastest means Python has: looking up its advance and
adding it up (no line ends without the running sums), writing its glyph id in hex, packing the content streams (ours,
at the level we use), and subsetting and packing every face used. Breaking lines, pages, rules and tags are not in it.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterable
from itertools import accumulate, chain

from zaitaku_desktop.typeset.blocks import Cell, Grid, PrintJob
from zaitaku_desktop.typeset.boxes import Layout
from zaitaku_desktop.typeset.collector import collector_at_rest
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.pdf_content import Coder, PageWriter

Parts = dict[str, float]


class Floor:
    """The work of one job. `layout` = the job laid out, from which the streams and glyphs are taken."""

    def __init__(self, job: PrintJob, layout: Layout) -> None:
        self._texts = list(_texts_of(job))
        self._lines = [(box.face, box.text) for page in layout.pages for box in page.texts]
        coder = Coder(Faces.load())
        kinds = [part.kind for part in layout.parts]
        self._streams = [PageWriter(page, coder, kinds).stream().encode("ascii") for page in layout.pages]
        self._gids: dict[str, set[int]] = {}
        for font in coder.fonts:
            self._gids.setdefault(font.face, set()).update(font.texts)
        self._hexes = {
            face: {ord(c): f"{coder.codes(face, False)[c].hex}" for c in _characters(self._lines, face)}
            for face in {face for face, _ in self._lines}
        }

    def measure(self) -> Parts:
        """Seconds of the four parts, with empty caches."""
        faces = Faces.load()
        advances = faces.advances("gothic")
        with collector_at_rest():
            times = [time.perf_counter()]
            for text in self._texts:
                list(accumulate(map(advances.__getitem__, text)))
            times.append(time.perf_counter())
            for face, text in self._lines:
                text.translate(self._hexes[face])
            times.append(time.perf_counter())
            for stream in self._streams:
                zlib.compress(stream)
            times.append(time.perf_counter())
            for face, gids in self._gids.items():
                zlib.compress(faces.face(face).subset(gids))
            times.append(time.perf_counter())
        names = ("widths", "hex", "zlib", "subset")
        return {name: after - before for name, before, after in zip(names, times, times[1:], strict=False)}

    def seconds(self) -> float:
        """All four together."""
        return sum(self.measure().values())


def _texts_of(job: PrintJob) -> Iterable[str]:
    for block in job.blocks:
        if isinstance(block, Grid):
            cells: Iterable[Cell] = chain(block.header, block.body)
            yield from (paragraph.text for cell in cells for paragraph in cell.blocks)


def _characters(lines: Iterable[tuple[str, str]], face: str) -> set[str]:
    return set("".join(text for of, text in lines if of == face))
