from __future__ import annotations

import ctypes
import subprocess
import sys

from zaitaku_desktop.base.limits import JobLimits

_LIMITED = """
from zaitaku_desktop.base.limits import limit_this_process
limit_this_process(memory=400 * 1024 * 1024, seconds={seconds})
{then}
"""


def limited(then: str, seconds: int = 60) -> subprocess.CompletedProcess[bytes]:
    code = _LIMITED.format(seconds=seconds, then=then)
    return subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=False)


def test_that_memory_beyond_the_limit_is_refused() -> None:
    assert limited("bytearray(100 * 1024 * 1024)").returncode == 0
    ended = limited("bytearray(500 * 1024 * 1024)")
    assert ended.returncode == 1 and b"MemoryError" in ended.stderr


def test_that_computing_without_end_is_ended() -> None:
    assert limited("while True: pass", seconds=1).returncode != 0


def test_that_the_limits_have_the_shape_windows_expects() -> None:
    assert ctypes.sizeof(JobLimits) == 144
    assert JobLimits.process_memory.offset == 112
