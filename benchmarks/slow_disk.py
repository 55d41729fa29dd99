"""A disk on which every flush takes longer, for one child process.

With a C compiler every fsync and fdatasync of the process is slowed, whoever calls it (a library loaded before all
others). Without one, Python's own fsync and SQLite's COMMIT are, the latter by as many flushes as it makes.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import time
from pathlib import Path

FLUSHES = 4
"""What one commit flushes: the journal, its folder, the file, the folder again (synchronous=EXTRA)."""
VARIABLE = "SLOW_FLUSH_MS"
_SOURCE = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>
static int slow(const char *name, int file) {
    int (*real)(int) = (int (*)(int)) dlsym(RTLD_NEXT, name);
    const char *wait = getenv("SLOW_FLUSH_MS");
    if (wait) usleep(1000 * atoi(wait));
    return real(file);
}
int fsync(int file) { return slow("fsync", file); }
int fdatasync(int file) { return slow("fdatasync", file); }
"""


def environment(milliseconds: int, folder: Path) -> tuple[dict[str, str], str]:
    """Variables for a child process that is to have such a disk, and how it is done; 0 = the disk as it is."""
    if milliseconds == 0:
        return {}, ""
    library = folder / "slow.so"
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is not None and not library.exists():
        source = library.with_suffix(".c")
        source.write_text(_SOURCE, encoding="ascii")
        built = subprocess.run(
            [compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(source), "-ldl"],
            capture_output=True,
            check=False,
        )
        if built.returncode != 0:
            library.unlink(missing_ok=True)
    wait = {VARIABLE: str(milliseconds)}
    if library.exists():
        return {**wait, "LD_PRELOAD": str(library)}, "every fsync of the process"
    return {**wait, "SLOW_FLUSH_IN_PYTHON": "1"}, f"Python's fsync, and COMMIT by {FLUSHES}"


class _SlowConnection(sqlite3.Connection):
    def execute(self, sql: str, *rest: object) -> sqlite3.Cursor:  # type: ignore[override]
        if sql == "COMMIT":
            time.sleep(FLUSHES * int(os.environ[VARIABLE]) / 1000)
        return super().execute(sql, *rest)  # type: ignore[arg-type]


def slow_down_python() -> None:
    """In the child process: where no library could be built."""
    if "SLOW_FLUSH_IN_PYTHON" not in os.environ:
        return
    real_connect, real_fsync = sqlite3.connect, os.fsync

    def connect(database: str, **rest: object) -> sqlite3.Connection:
        factory = sqlite3.Connection if database == ":memory:" else _SlowConnection
        return real_connect(database, factory=factory, **rest)  # type: ignore[call-overload,no-any-return]

    def fsync(file: int) -> None:
        time.sleep(int(os.environ[VARIABLE]) / 1000)
        real_fsync(file)

    sqlite3.connect, os.fsync = connect, fsync  # type: ignore[assignment]
