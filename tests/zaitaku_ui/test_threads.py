"""The window waits for other threads only briefly."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from zaitaku_ui import app
from zaitaku_ui.threads import TURN


@pytest.fixture(autouse=True)
def turns() -> Iterator[None]:
    before = sys.getswitchinterval()
    yield
    sys.setswitchinterval(before)


def test_that_the_program_takes_short_turns_from_its_start(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stopped(Exception):
        pass

    def no_window(_arguments: object) -> object:
        raise Stopped

    monkeypatch.setattr(app, "QApplication", no_window)
    monkeypatch.setattr(app, "no_screen", str)
    with pytest.raises(Stopped):
        app.run([])
    assert sys.getswitchinterval() == pytest.approx(TURN)
