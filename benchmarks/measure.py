"""Measuring in turns, and one kind of table for everything."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

Work = Callable[[], float]
"""Does something once and says how many seconds of it count."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: seconds, and what is to be said beside them."""

    name: str
    seconds: float
    remark: str = ""


def timed(action: Callable[[], object]) -> Work:
    """All of `action` counts."""

    def work() -> float:
        begin = time.perf_counter()
        action()
        return time.perf_counter() - begin

    return work


def medians(works: Mapping[str, Work], rounds: int) -> dict[str, float]:
    """Seconds of each work, the median of `rounds` runs taken in turns, so that all meet the same noise."""
    found: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            found[name].append(work())
    return {name: statistics.median(times) for name, times in found.items()}


def process(*arguments: str) -> None:
    """One whole Python process."""
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, cwd=ROOT)


def print_table(title: str, rows: list[Row], base: Row, notes: list[str]) -> None:
    """Milliseconds of each row and its ratio to `base`."""
    print(f"\n{title}")
    print(f"{'':46}{'ms':>10}{'ratio':>9}")
    for row in rows:
        remark = f"   {row.remark}" if row.remark else ""
        print(f"{row.name:46}{row.seconds * 1000:10.0f}{row.seconds / base.seconds:9.2f}{remark}")
    for note in notes:
        print(f"  {note}")
