"""How long the first 資料一式 of the sample takes, and its grids against LibreOffice from our own 印刷用 xlsx.

All from the open file: read, laid out, written, with modules loaded and caches empty.
"""

from __future__ import annotations

import io
import tempfile
import time
from pathlib import Path

from benchmarks.measure import Row, medians, print_table, timed
from benchmarks.rivals import LibreOffice
from zaitaku_desktop.exchange.sheet_export import write_print_xlsx
from zaitaku_desktop.forms.packet import packet_titles, read_packet
from zaitaku_desktop.forms.packet_pages import lay_out_packet, packet_pdf
from zaitaku_desktop.operations.sample import fill_sample
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_desktop.typeset.blocks import Grid, PrintJob
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out
from zaitaku_desktop.typeset.pdf import write_pdf

ROUNDS = 7
LONG_ROUNDS = 3
WANTED = 8.0
MEETING = "第1回みなと野市在宅ケア推進会議"


def run() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.zaitaku"
        Workspace.create(path, name="みなと野市", fill=fill_sample).close()
        with Workspace.open(path, read_only=True) as workspace:
            with workspace.read() as connection:
                meeting = next(number for number, title in packet_titles(connection) if MEETING in title)
            _measure(workspace, meeting, Path(folder))


def _measure(workspace: Workspace, meeting: int, folder: Path) -> None:
    parts: list[tuple[float, float, float]] = []

    def packet() -> float:
        begin = time.perf_counter()
        faces = Faces.load()
        with workspace.read() as connection:
            found = read_packet(connection, meeting)
        read = time.perf_counter()
        pages = lay_out_packet(found, faces)
        laid = time.perf_counter()
        packet_pdf(pages, faces)
        parts.append((read - begin, laid - read, time.perf_counter() - laid))
        return time.perf_counter() - begin

    with workspace.read() as connection:
        found = read_packet(connection, meeting)
    jobs = {
        item.name: part.made() for item in found.items for part in item.parts if part.made is not None and item.handout
    }
    grids = {name: job for name, job in jobs.items() if any(isinstance(block, Grid) for block in job.blocks)}
    packet()
    times = medians({"packet": packet}, ROUNDS)
    count = len(lay_out_packet(found, Faces.load()).pages)
    whole = Row(f"資料一式: {count} pages, one PDF", times["packet"])
    read, laid, written = (sorted(part[index] for part in parts)[len(parts) // 2] for index in range(3))
    notes = [f"read {read * 1000:.0f} ms, layout {laid * 1000:.0f} ms, PDF {written * 1000:.0f} ms"]
    print_table("The first 資料一式 of the sample", [whole], whole, notes)
    _against(grids, folder)


def _against(grids: dict[str, PrintJob], folder: Path) -> None:
    """All grids of the packet at once: in one PDF, and in one process of LibreOffice."""
    jobs = list(grids.values())
    rival = LibreOffice(jobs[0], folder, lent=True)
    works = {"ours": timed(lambda: _print(jobs))}
    ours = medians(works, ROUNDS)["ours"]
    own = Row(f"layout and PDF of {len(jobs)} grids, cold", ours)
    if rival.missing:
        print_table("Its grids", [own], own, [rival.missing])
        return
    books = [folder / f"grid{number}.xlsx" for number in range(len(jobs))]
    for job, book in zip(jobs, books, strict=True):
        write_print_xlsx(job, book, Faces.load())
    theirs = medians({"grids": lambda: rival.all_of(*books), "empty": rival.empty}, LONG_ROUNDS)
    net = theirs["grids"] - theirs["empty"]
    rows = [
        own,
        Row("LibreOffice from our 印刷用 xlsx", theirs["grids"], _said(theirs["grids"], ours)),
        Row("without the time of an empty workbook", net, _said(net, ours)),
    ]
    note = "ours in the open program; LibreOffice as a process of its own, as a clerk would convert the files"
    print_table("Its grids: " + "、".join(name.partition("　")[0] for name in grids), rows, own, [note])


def _said(theirs: float, ours: float) -> str:
    return f"{WANTED:g}× is {'reached' if theirs >= WANTED * ours else 'missed'}"


def _print(jobs: list[PrintJob]) -> None:
    faces = Faces.load()
    write_pdf([lay_out(job, faces) for job in jobs], faces, io.BytesIO(), title="資料")
