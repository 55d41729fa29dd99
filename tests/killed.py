"""A program that is killed while it works, and what it had promised by then."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence


def lines_until_killed(
    program: str, arguments: Sequence[str], *, after: float, variables: Mapping[str, str]
) -> list[str]:
    """The whole lines that this Python program printed until it was killed, `after` seconds after the first of them."""
    process = subprocess.Popen(
        [sys.executable, "-c", program, *arguments], stdout=subprocess.PIPE, env=variables, text=True
    )
    assert process.stdout is not None
    first = process.stdout.readline()
    assert first, "the program did not start"
    time.sleep(after)
    process.kill()
    rest = process.stdout.read().split("\n")[:-1]  # a half written line is no promise
    process.stdout.close()
    process.wait()
    return [first.rstrip("\n"), *rest]
