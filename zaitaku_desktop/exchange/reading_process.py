"""The process that parses a file of another program, and ends: `workbook.read_in_process` starts it.

It gets one path and writes lines of `sheet_messages` to its standard output. Bounds on memory and processor time
are set before anything large is imported. A file that makes the parser hang, crash or swell takes nothing else
with it.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.limits import limit_this_process
from zaitaku_desktop.exchange.sheet import SheetTable
from zaitaku_desktop.exchange.sheet_messages import done_line, progress_line, refused_line, sheet_lines

MEMORY = 300 * 1024 * 1024
"""Bytes beyond a bare Python. The largest workbook that passes the guard needs a third of it."""
SECONDS = 60
"""Of processor time. The largest workbook that passes the guard takes about two on an ordinary PC."""


def main(arguments: Sequence[str]) -> int:
    """Parse the file named by the only argument. 0 = all was written, 1 = refused, and the reason was written."""
    limit_this_process(memory=MEMORY, seconds=SECONDS)
    gc.disable()  # it ends before what is left lying matters, and looking for it takes a tenth of the time
    # openpyxl would load it if it happened to be there; it maps more memory than all of this is worth
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]
    path = Path(arguments[0])
    try:
        # Not sys.stdout: a windowed bundle has none, though it was given a pipe.
        with open(1, "wb", closefd=False) as out:
            return _read(path, out)
    except BrokenPipeError:  # the program has gone; nobody wants to know
        return 1


def _read(path: Path, out: IO[bytes]) -> int:
    from zaitaku_desktop.exchange.refusal import told, unreadable  # noqa: PLC0415  within the bounds only

    def report(done: float) -> None:
        out.write(progress_line(done))
        out.flush()

    try:
        with told(path):
            for line in sheet_lines(_tables(path, report)):
                out.write(line)
            out.write(done_line())
    except KnownError as error:
        out.write(refused_line(error))
        return 1
    except Exception as bug:  # noqa: BLE001  the file or the program: the clerk is told, with a mark
        out.write(refused_line(unreadable(path, _mark(bug))))
        return 1
    return 0


def _tables(path: Path, report: Callable[[float], None]) -> list[SheetTable]:
    """The sheets of a workbook; a Word document or a PDF as one, a line a row."""
    from zaitaku_desktop.exchange.text_file import as_sheet  # noqa: PLC0415  each kind of file its own library

    kind = path.suffix.lower()
    if kind == ".docx":
        from zaitaku_desktop.exchange.word_parsing import parse_word  # noqa: PLC0415

        return [as_sheet(path.stem, parse_word(path))]
    if kind == ".pdf":
        from zaitaku_desktop.exchange.pdf_parsing import parse_pdf  # noqa: PLC0415

        return [as_sheet(path.stem, parse_pdf(path, progress=report))]
    from zaitaku_desktop.exchange.workbook_parsing import parse_workbook  # noqa: PLC0415

    return parse_workbook(path, progress=report)


def _mark(bug: Exception) -> str:
    trace = bug.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace is not None else ""
    return f"{type(bug).__name__} {place}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
