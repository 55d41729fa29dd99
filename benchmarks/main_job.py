"""The main job in figures: a cold print of a data file, and the memory of the window with it open.

    PYTHONPATH=.:ui python benchmarks/main_job.py [FILE.zaitaku]     (without FILE: the sample)

Times are medians of five runs; the last column is the ratio to starting Python in the same run, because
machines differ and are noisy.
"""

from __future__ import annotations

import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.forms.print_plan import plan_job
from zaitaku_desktop.operations.sample import fill_sample
from zaitaku_desktop.storage.reading import load_document, load_documents, load_plan
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out
from zaitaku_desktop.typeset.pdf import write_pdf

RUNS = 5
SETTLE = 6.0  # seconds until the window has its preview


def median(action: Callable[[], object]) -> float:
    """Milliseconds, median of the runs."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        action()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def process(*arguments: str) -> None:
    """One whole process."""
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)


def rss_of_window(path: Path) -> tuple[float, float]:
    """(now, peak) in MB of the window with the file open, drawn offscreen."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    program = subprocess.Popen([sys.executable, "-m", "zaitaku_ui", str(path)], env=environment)
    try:
        time.sleep(SETTLE)
        status = Path(f"/proc/{program.pid}/status").read_text(encoding="ascii")
    finally:
        program.kill()
        program.wait()
    rows = dict(line.split(":", 1) for line in status.splitlines())
    return int(rows["VmRSS"].split()[0]) / 1024, int(rows["VmHWM"].split()[0]) / 1024


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder) / "sample.zaitaku"
        if len(sys.argv) < 2:
            Workspace.create(path, name="", fill=fill_sample).close()
        workspace = Workspace.open(path, read_only=True)
        with workspace.read() as connection:
            document = load_document(connection, load_documents(connection)[0].id)
            snapshot = load_plan(connection, document.plan_id or 0)
        form = load_form(document.form)
        job = plan_job(form, document, snapshot)
        layout = lay_out(job, Faces.load())

        def pdf() -> None:
            write_pdf([layout], Faces.load(), io.BytesIO(), title=layout.title)

        python = median(lambda: process("-c", "pass"))
        rows = {
            "start Python": python,
            "print, whole process": median(
                lambda: process("-m", "zaitaku_desktop", "print", str(path), "--all", "--out", folder)
            ),
            "records to blocks": median(lambda: plan_job(form, document, snapshot)),
            "layout, cold": median(lambda: lay_out(job, Faces.load())),
            "PDF, cold": median(pdf),
        }
        print(f"{len(layout.pages)} pages")
        for name, value in rows.items():
            print(f"{name:24}{value:9.1f} ms{value / python:8.2f}")
        now, peak = rss_of_window(path)
        print(f"{'window, memory':24}{now:9.1f} MB   (peak {peak:.1f})")


if __name__ == "__main__":
    main()
