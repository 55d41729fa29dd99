"""A second process of the program itself: how it is started in every kind of installation.

In a checkout, an editable install or a wheel it is the same Python with the same search path, in isolated mode:
neither the current folder nor an environment variable decides what is imported. A frozen bundle has no Python to
call; there the program's own executable is started with a private first argument, which both entry points look
for before anything else (before Qt, before the command line).
"""

from __future__ import annotations

import json
import subprocess
import sys

READING = "--read-workbook"
"""The private first argument: this process only parses a workbook (`exchange.reading_process`)."""

_BOOT = (
    "import sys, json; sys.path[:] = json.loads(sys.argv.pop(1)); "
    "from zaitaku_desktop.exchange.reading_process import main; sys.exit(main(sys.argv[2:]))"
)


def command(argument: str, *more: str) -> list[str]:
    """What to run for a second process that gets `argument` (READING) and what belongs to it."""
    if getattr(sys, "frozen", False):
        return [sys.executable, argument, *more]
    return [sys.executable, "-I", "-S", "-c", _BOOT, json.dumps(sys.path), argument, *more]


def start(arguments: list[str]) -> subprocess.Popen[bytes]:
    """Start it without a window of its own; what it writes comes through `stdout`. OSError if that is impossible."""
    no_window = 0
    if sys.platform == "win32":
        no_window = subprocess.CREATE_NO_WINDOW
    return subprocess.Popen(
        arguments,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=no_window,
    )
