"""Every change of people and meetings has a name."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re

from zaitaku_desktop import operations
from zaitaku_desktop.operations import meeting, outline
from zaitaku_desktop.operations.meeting_steps import STEPS, step_name

READERS = re.compile(r".*_(of|named)$|open_meeting$|last_meeting$")
"""Functions that change nothing."""


def changes() -> set[str]:
    """Every public change in the modules of people and meetings."""
    modules = {name.partition(".")[0] for name in STEPS}
    found = set()
    for info in pkgutil.iter_modules(operations.__path__):
        if info.name not in modules:
            continue
        module = importlib.import_module(f"{operations.__name__}.{info.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            own = function.__module__ == module.__name__ and not name.startswith("_")
            if own and not READERS.match(name) and "session" in inspect.signature(function).parameters:
                found.add(f"{info.name}.{name}")
    return found


def test_that_every_change_is_called_something_in_the_list_of_steps() -> None:
    assert changes() == set(STEPS)
    assert step_name(outline.split_block) == "項目の分割"
    assert step_name(meeting.postpone_meeting) == "会議の延期"
