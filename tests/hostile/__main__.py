"""The table: every hostile file, what it took and what was said."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from hostile import ALL
from hostile.measure import measure


def main() -> None:
    """Build, read, print."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    out = sys.stdout.write
    out(f"{'file':40} {'s':>6} {'cpu s':>6} {'MB':>5} {'+MB':>5}  reason\n")
    with tempfile.TemporaryDirectory() as folder:
        for number, one in enumerate(ALL):
            path = Path(folder) / str(number) / "表.xlsx"
            path.parent.mkdir()
            one.build(path)
            took = measure(path)
            said = took.told or f"read, {took.cells} cells"
            numbers = f"{took.seconds:6.2f} {took.processor:6.2f} {took.reader:5.0f} {took.program:5.0f}"
            out(f"{one.name:40} {numbers}  {said}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
