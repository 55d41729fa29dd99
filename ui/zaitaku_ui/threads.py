"""How the window's thread and the others (layout, disk) share the interpreter."""

from __future__ import annotations

import sys

TURN = 0.001
"""Seconds. Painting calls back into Python for every cell, and each call waits until the thread that lays out gives
way: with the interpreter's own 5 ms a sheet that is painted meanwhile takes 109 ms, with 1 ms 48; shorter turns slow
the layout more than they win."""


def take_short_turns() -> None:
    """A thread that has work gives way to the window this often. For the whole process; called once at its start."""
    sys.setswitchinterval(TURN)
