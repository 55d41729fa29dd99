"""What reading a file takes, in a small program of its own: seconds, and memory of it and of the reading process."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_PROGRAM = """
import json, resource, sys, time
sys.path[:] = json.loads(sys.argv.pop(1))
from pathlib import Path
from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.exchange.workbook import read_workbook
def used(who):
    return resource.getrusage(who)
before, begun, told, cells = used(resource.RUSAGE_SELF), time.monotonic(), "", 0
try:
    cells = sum(len(table.cells) for table in read_workbook(Path(sys.argv[1])))
except KnownError as error:
    told = error.message
own, child = used(resource.RUSAGE_SELF), used(resource.RUSAGE_CHILDREN)
print(json.dumps({
    "seconds": time.monotonic() - begun,
    "processor": own.ru_utime + own.ru_stime - before.ru_utime - before.ru_stime + child.ru_utime + child.ru_stime,
    "program": own.ru_maxrss - before.ru_maxrss,
    "reader": child.ru_maxrss,
    "told": told,
    "cells": cells,
}))
"""


@dataclass(frozen=True)
class Took:
    """`seconds` on the clock, `processor` seconds of both; MB the program grew by and the reading process had.

    `told` = the message, "" = it was read; `cells` = how many were.
    """

    seconds: float
    processor: float
    program: float
    reader: float
    told: str
    cells: int


def measure(path: Path) -> Took:
    """Read the file as the program would. Raises CalledProcessError if that ends in anything but a KnownError."""
    arguments = [sys.executable, "-I", "-S", "-c", _PROGRAM, json.dumps(sys.path), str(path)]
    ended = subprocess.run(arguments, capture_output=True, check=True, timeout=120)
    found = json.loads(ended.stdout)
    return Took(**{**found, "program": found["program"] / 1024, "reader": found["reader"] / 1024})
