"""How much memory and processor time this process may use. For processes that read what others have made."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path


class _Basic(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("smallest_set", ctypes.c_size_t),
        ("largest_set", ctypes.c_size_t),
        ("processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class JobLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION of the Windows API; 144 bytes in a 64-bit process."""

    _fields_ = (
        ("basic", _Basic),
        ("counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


_PROCESS_TIME = 0x2
_PROCESS_MEMORY = 0x100
_EXTENDED_LIMITS = 9


def limit_this_process(*, memory: int, seconds: int) -> None:
    """At most `memory` bytes more than now (then MemoryError) and `seconds` of processor time (then it is ended).

    Where the system knows no such limit (memory on macOS) nothing happens: whoever started the process watches
    its time as well.
    """
    if sys.platform == "win32":
        _limit_windows(memory, seconds)
    else:
        _limit_posix(memory, seconds)


if sys.platform == "win32":

    def _limit_windows(memory: int, seconds: int) -> None:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = ctypes.c_void_p
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        kernel.SetInformationJobObject.argtypes = (ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_uint32)
        kernel.AssignProcessToJobObject.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
        limits = JobLimits()
        limits.basic.flags = _PROCESS_TIME | _PROCESS_MEMORY
        limits.basic.process_time = seconds * 10_000_000  # in 100 ns
        limits.process_memory = memory
        job = kernel.CreateJobObjectW(None, None)  # stays open as long as the process lives
        if job and kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)):
            kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())

else:

    def _limit_posix(memory: int, seconds: int) -> None:
        import resource  # noqa: PLC0415  unknown to Windows

        for kind, wanted in (
            (resource.RLIMIT_AS, _mapped(resource.getpagesize()) + memory),
            (resource.RLIMIT_CPU, seconds),
            (resource.RLIMIT_CORE, 0),
        ):
            _, most = resource.getrlimit(kind)
            allowed = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
            try:
                resource.setrlimit(kind, (allowed, most))
            except (ValueError, OSError):  # macOS refuses a limit below what is mapped already
                continue

    def _mapped(page: int) -> int:
        """Bytes of address space in use: some systems map 200 MB of locales into every process."""
        try:
            return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * page
        except (OSError, ValueError):
            return 100 * 1024 * 1024
