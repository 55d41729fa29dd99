"""LibreOffice Calc on the screen of a RealWindow: a workbook opened there, worked with keys."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path
from types import TracebackType

from xwindow import RealWindow


class Calc:
    """`soffice --calc FILE` beside the program. Use as a context manager within that of the window."""

    def __init__(self, window: RealWindow, book: Path, profile: Path) -> None:
        if shutil.which("soffice") is None:
            raise RuntimeError("install libreoffice-calc (./test.sh --soak does)")
        self.window = window
        self.book = book
        self.profile = profile
        self._office: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Calc:
        home = f"-env:UserInstallation=file://{self.profile}"
        command = ["soffice", home, "--norestore", "--nologo", "--nofirststartwizard", "--calc", str(self.book)]
        quiet = subprocess.DEVNULL
        self._office = subprocess.Popen(
            command, env=self.window.environment, stdout=quiet, stderr=quiet, start_new_session=True
        )
        self.window.wait(lambda: bool(self._windows()), "LibreOffice did not come up", 90)
        time.sleep(4)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._office is not None:
            subprocess.run(["kill", "--", f"-{self._office.pid}"], check=False)
            self._office.wait(20)

    def _windows(self) -> list[str]:
        command = ["xdotool", "search", "--onlyvisible", "--name", self.book.name]
        found = subprocess.run(command, env=self.window.environment, capture_output=True, text=True, check=False)
        return found.stdout.split()

    def front(self) -> None:
        """Give it the keyboard."""
        self.window.tool("windowactivate", "--sync", self._windows()[-1])
        time.sleep(0.8)

    def save(self) -> None:
        """Ctrl+S, keeping the format of the workbook."""
        before = self.book.stat().st_mtime_ns
        self.window.key("ctrl+s", pause=1.5)
        if self.book.stat().st_mtime_ns == before:
            self.window.key("Return")  # 「この形式のまま」 is the answer it proposes
        self.window.wait(lambda: self.book.stat().st_mtime_ns != before, "the workbook was not saved")
        time.sleep(1)
