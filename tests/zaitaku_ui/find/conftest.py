"""The plan editor over a small made-up plan, worked with real keys; a search ends before its key press does."""

from __future__ import annotations

import pytest
from plan_desks import desk, faces, make_desk, read_only_desk, theme

__all__ = ["desk", "faces", "make_desk", "read_only_desk", "theme"]


@pytest.fixture(autouse=True)
def whole_searches(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy the machine is: one slice is enough for all."""
    monkeypatch.setattr("zaitaku_ui.find.slices.SLICE", 60.0)
