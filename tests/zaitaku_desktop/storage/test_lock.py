from __future__ import annotations

from pathlib import Path

from storage_helpers import Holder

from zaitaku_desktop.storage.lock import is_in_use, side_file
from zaitaku_desktop.storage.workspace import Workspace


def test_that_a_file_is_in_use_as_long_as_its_process_lives(path: Path) -> None:
    with Holder(path):
        assert is_in_use(path)
    assert side_file(path).exists()  # it was killed, so nobody took the side file away
    assert not is_in_use(path)


def test_that_asking_does_not_let_go_of_a_file_of_this_process(path: Path) -> None:
    with Workspace.open(path) as workspace:
        assert is_in_use(path)
        assert is_in_use(path)
        assert workspace.verify() == []
    assert not is_in_use(path)
