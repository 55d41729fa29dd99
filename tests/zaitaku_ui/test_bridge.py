from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session
from zaitaku_ui.bridge import Bridge

from zaitaku_desktop.operations.municipality import edit_municipality
from zaitaku_desktop.storage.reading import load_municipality
from zaitaku_desktop.storage.workspace import Workspace


@pytest.fixture
def bridge(qapp: object, tmp_path: Path) -> Iterator[Bridge]:
    with Workspace.create(tmp_path / "a.zaitaku", name="みなと野市") as workspace:
        yield Bridge(workspace)


def rename(session: Session) -> None:
    edit_municipality(session, name="かわべ町")


def name_of(bridge: Bridge) -> str:
    with bridge.workspace.read() as connection:
        return load_municipality(connection).name


def test_that_every_view_hears_of_a_change_once_and_from_whom(qtbot: QtBot, bridge: Bridge) -> None:
    heard: list[tuple[str, object]] = []
    bridge.changed.connect(lambda step, initiator: heard.append((step.name, initiator)))
    me = object()
    bridge.perform("名前の変更", rename, me)
    assert heard == [("名前の変更", me)]


def test_that_nothing_is_said_where_nothing_changed(qtbot: QtBot, bridge: Bridge) -> None:
    bridge.perform("名前の変更", rename)
    with qtbot.assertNotEmitted(bridge.changed):
        done = bridge.perform("名前の変更", rename)
    assert done is not None and done.step is None


def test_that_a_refusal_is_told_and_writes_nothing(qtbot: QtBot, bridge: Bridge) -> None:
    def refuse(session: Session) -> None:
        rename(session)
        edit_municipality(session, name=" ")

    with qtbot.waitSignal(bridge.failed), qtbot.assertNotEmitted(bridge.changed):
        assert bridge.perform("名前の変更", refuse) is None
    assert name_of(bridge) == "みなと野市"


def test_that_undo_and_redo_go_through_it(qtbot: QtBot, bridge: Bridge) -> None:
    bridge.perform("名前の変更", rename)
    with qtbot.waitSignal(bridge.changed) as told:
        bridge.undo()
    assert told.args is not None and told.args[1] is None
    assert name_of(bridge) == "みなと野市"
    bridge.redo()
    assert name_of(bridge) == "かわべ町"


def test_that_the_window_hears_when_the_disk_has_it(qtbot: QtBot, bridge: Bridge) -> None:
    bridge.perform("名前の変更", rename)
    qtbot.waitUntil(lambda: bridge.workspace.disk.saved)
    threads: list[object] = []
    bridge.disk_changed.connect(lambda: threads.append(QThread.currentThread()))
    bridge.undo()
    qtbot.waitUntil(lambda: bridge.workspace.disk.saved and len(threads) > 1)
    assert set(threads) == {bridge.thread()}
    bridge.release()
    with qtbot.assertNotEmitted(bridge.disk_changed):
        bridge.redo()
        bridge.workspace.flush()


def test_that_undo_without_a_step_does_nothing(qtbot: QtBot, bridge: Bridge) -> None:
    with qtbot.assertNotEmitted(bridge.failed), qtbot.assertNotEmitted(bridge.changed):
        bridge.undo()
        bridge.redo()
