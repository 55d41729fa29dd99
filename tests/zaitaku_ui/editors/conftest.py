"""The plan editor over a small made-up plan, worked with real keys."""

from __future__ import annotations

from plan_desks import desk, faces, make_desk, read_only_desk, theme

__all__ = ["desk", "faces", "make_desk", "read_only_desk", "theme"]
