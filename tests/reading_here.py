"""Reading a workbook within the test: to start a process for each takes longer than most tests that read one."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path


class ReadHere:
    """Stands for the reading process: it has ended when it is made, and `stdout` holds all that it wrote."""

    def __init__(self, arguments: list[str]) -> None:
        from zaitaku_desktop.exchange import reading_process  # noqa: PLC0415  few tests read a workbook

        out = BytesIO()
        reading_process._read(Path(arguments[-1]), out)
        self.stdout = BytesIO(out.getvalue())

    def kill(self) -> None:
        """It has ended."""

    def wait(self) -> int:
        """It has ended."""
        return 0
