"""A real X window for tests: its own Xvfb and window manager, the program in it, keys and pictures."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

NEEDED = ("Xvfb", "openbox", "xdotool", "import")


class RealWindow:
    """The program `python -m zaitaku_ui ARGS` in a real window. Use as a context manager.

    `home` = where preferences, logs and copies of this run go, so that runs do not see each other. `beats` = a file for
    what watched_window.py says of the event loop.
    """

    def __init__(self, arguments: list[str], home: Path, size: str = "1366x768", *, beats: Path | None = None) -> None:
        missing = [tool for tool in NEEDED if shutil.which(tool) is None]
        if missing:
            raise RuntimeError(f"install {missing} (./test.sh --soak does)")
        self.size = size
        self.environment = os.environ | {
            "DISPLAY": f":{random.randint(100, 499)}",
            "QT_QPA_PLATFORM": "xcb",
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_STATE_HOME": str(home / "state"),
        }
        watched = [str(Path(__file__).with_name("watched_window.py")), str(beats)]
        self.command = [sys.executable, *(["-m", "zaitaku_ui"] if beats is None else watched), *arguments]
        self.helpers: list[subprocess.Popen[bytes]] = []
        self.program: subprocess.Popen[bytes] | None = None
        self._own = ""

    def __enter__(self) -> RealWindow:
        display = self.environment["DISPLAY"]
        self._start(["Xvfb", display, "-screen", "0", f"{self.size}x24"])
        time.sleep(1)
        self._start(["openbox"])
        self.launch()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        for helper in reversed(self.helpers):
            helper.kill()
            helper.wait()

    def _start(self, command: list[str]) -> None:
        quiet = subprocess.DEVNULL
        self.helpers.append(subprocess.Popen(command, env=self.environment, stdout=quiet, stderr=quiet))

    def launch(self) -> None:
        """Start the program and wait until its window is on the screen."""
        self.program = subprocess.Popen(self.command, env=self.environment)
        self.wait(lambda: bool(self._window()), "no window appeared")
        width, height = self.size.split("x")
        window = self._own = self._window()
        self.tool("windowsize", window, width, height)
        self.tool("windowmove", window, "0", "0")
        self.tool("windowfocus", window)
        time.sleep(2)

    def front(self) -> None:
        """Give the program the keyboard back."""
        self.tool("windowactivate", "--sync", self._own)
        time.sleep(0.8)

    def kill(self) -> None:
        """`kill -9`, as a power cut does it."""
        if self.program and self.program.poll() is None:
            self.program.kill()
            self.program.wait()

    def _window(self) -> str:
        command = ["xdotool", "search", "--onlyvisible", "--class", "."]
        found = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        return (found.stdout.split() or [""])[-1]

    def tool(self, *arguments: str) -> None:
        """One xdotool command."""
        subprocess.run(["xdotool", *arguments], env=self.environment, check=True)

    def key(self, *keys: str, pause: float = 0.25) -> None:
        """Press keys one after another (xdotool names)."""
        for key in keys:
            self.tool("key", "--clearmodifiers", key)
            time.sleep(pause)

    def type(self, text: str, pause: float = 0.4) -> None:
        """Type text as key events."""
        self.tool("type", "--delay", "30", text)
        time.sleep(pause)

    def click(self, x: int, y: int, *, button: int = 1, repeat: int = 1) -> None:
        """Click at a point of the screen."""
        self.tool("mousemove", str(x), str(y), "click", "--repeat", str(repeat), str(button))
        time.sleep(0.4)

    def picture(self, target: Path) -> Path:
        """The whole screen as PNG."""
        subprocess.run(["import", "-window", "root", str(target)], env=self.environment, check=True)
        return target

    def settle(self, seconds: float = 60) -> None:
        """Wait until the program reads nothing beside its window, and the screen has stayed the same for 2 seconds."""
        end = time.monotonic() + seconds
        seen, since = self._pixels(), time.monotonic()
        while time.monotonic() < end:
            time.sleep(0.3)
            now = self._pixels()
            if now != seen or self._reads():
                seen, since = now, time.monotonic()
            elif time.monotonic() - since > 2:
                return
        raise AssertionError("the window is never at rest")

    def _reads(self) -> bool:
        """Whether the program has a process of its own at work."""
        assert self.program is not None
        command = ["pgrep", "-P", str(self.program.pid)]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0

    def _pixels(self) -> bytes:
        command = ["import", "-window", "root", "ppm:-"]
        return subprocess.run(command, env=self.environment, check=True, capture_output=True).stdout

    def wait(self, condition: Callable[[], bool], why: str, seconds: float = 20) -> None:
        """Wait until it holds. Raises AssertionError with `why`."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if condition():
                return
            time.sleep(0.1)
        raise AssertionError(why)
