"""`python -m benchmarks` runs all: print_grid, grid, preview, typing, startup, import, line_rules, packet; or some."""

from __future__ import annotations

import sys

from benchmarks import grid, import_workbook, line_rules, packet, preview, print_grid, startup, typing

RUNS = {
    "print_grid": print_grid.run,
    "grid": grid.run,
    "preview": preview.run,
    "typing": typing.run,
    "startup": startup.run,
    "import": import_workbook.run,
    "line_rules": line_rules.run,
    "packet": packet.run,
}


def main(names: list[str]) -> int:
    """Run the benchmarks named. Returns the exit code."""
    unknown = [name for name in names if name not in RUNS]
    if unknown:
        print(f"unknown: {' '.join(unknown)}; there are {' '.join(RUNS)}", file=sys.stderr)
        return 2
    for name, run in RUNS.items():
        if not names or name in names:
            run()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
