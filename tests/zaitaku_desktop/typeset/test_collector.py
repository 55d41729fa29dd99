"""What the cycle collector looks through, and when."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from zaitaku_desktop.typeset.collector import collector_at_rest, set_aside


class Knot:
    """Refers to itself."""

    def __init__(self) -> None:
        self.own = self


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    often = gc.get_threshold()
    yield
    gc.set_threshold(*often)
    gc.unfreeze()
    gc.collect()


def test_that_what_is_set_aside_is_not_looked_through() -> None:
    gc.collect()
    set_aside()
    assert len(gc.get_objects()) < gc.get_freeze_count()


def test_that_a_cycle_of_an_earlier_file_is_found_when_the_next_one_is_set_aside() -> None:
    knot = Knot()
    seen = weakref.ref(knot)
    set_aside()
    del knot
    gc.collect()
    assert seen() is not None
    set_aside()
    assert seen() is None


def test_that_work_at_rest_adds_to_what_is_set_aside() -> None:
    set_aside()
    before = gc.get_freeze_count()
    with collector_at_rest():
        made = [[number] for number in range(5_000)]
    assert gc.get_freeze_count() >= before + len(made)
    assert gc.isenabled()


def test_that_work_at_rest_alone_sets_nothing_aside() -> None:
    with collector_at_rest():
        pass
    assert gc.get_freeze_count() == 0
