"""What every test stands on: no screen, no network, no settings of this PC, and workers that end well."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from reading_here import ReadHere

from zaitaku_desktop.base import own_process

# Before any test imports Qt. Set from outside (xcb under Xvfb) it stays.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Before any test imports openpyxl: the program sets it where it imports it (exchange/__init__).
os.environ.setdefault("OPENPYXL_LXML", "False")

_NETWORK_EVENTS = frozenset({"socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto"})
_network_attempts: list[str] = []


def _refuse_network(event: str, arguments: tuple[Any, ...]) -> None:
    """The program opens no socket. Noted as well as raised: code under test might swallow what is raised.

    Local ones (AF_UNIX, which child processes are talked to with) are not the network.
    """
    if event not in _NETWORK_EVENTS:
        return
    if event != "socket.getaddrinfo" and getattr(arguments[0], "family", None) == getattr(
        sys.modules.get("socket"), "AF_UNIX", "no such family here"
    ):
        return
    _network_attempts.append(event)
    raise PermissionError(f"the program opens no socket: {event}")


# An audit hook sees what monkeypatched modules would miss (sockets made by C code through Python's module).
sys.addaudithook(_refuse_network)


@pytest.fixture
def network_attempts() -> list[str]:
    """The names of what was refused; a test that provokes one takes it out again."""
    return _network_attempts


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """Fail any test in which something reached for the network."""
    _network_attempts.clear()
    yield
    assert not _network_attempts, f"reached for the network: {_network_attempts}"


@pytest.fixture(autouse=True)
def own_settings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Preferences, state and caches of this user are neither read nor written by a test."""
    folder = tmp_path_factory.mktemp("settings")
    for name in ("CONFIG", "STATE", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
    for name in ("APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(folder / name.lower()))
    return folder


@pytest.fixture(autouse=True)
def read_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workbooks are read within the test, but by those that are about the reading process (`own_process`)."""
    if request.node.get_closest_marker("own_process") is None and request.node.get_closest_marker("soak") is None:
        monkeypatch.setattr(own_process, "start", ReadHere)


# Under xdist nobody looks at how a worker process ends; an interpreter that aborts after its last test
# (GUI 1: one lost reference to None per void Qt call) would pass unseen.

_WORKERS = pytest.StashKey[list["subprocess.Popen[bytes]"]]()
_CRASHES = {
    -getattr(signal, name)
    for name in ("SIGABRT", "SIGSEGV", "SIGBUS", "SIGFPE", "SIGILL", "SIGTRAP")
    if hasattr(signal, name)
}


@pytest.hookimpl(optionalhook=True)
def pytest_testnodeready(node: Any) -> None:
    """Remember the process of each worker."""
    process = getattr(node.gateway._io, "popen", None)
    if process is not None:
        node.config.stash.setdefault(_WORKERS, []).append(process)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """Delete the windows of a test when it has ended. `deleteLater` waits for an event loop that no test runs: they
    stood until the run ended, and each look at the style sheet went through all of them."""
    yield
    core = sys.modules.get("PySide6.QtCore")
    if core is not None and core.QCoreApplication.instance() is not None:
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)


@pytest.hookimpl(tryfirst=True)
def pytest_unconfigure() -> None:
    """Empty the clipboard: without a screen Qt drops what a test left there only after Python has gone, and crashes."""
    gui = sys.modules.get("PySide6.QtGui")
    if gui is not None and gui.QGuiApplication.instance() is not None:
        gui.QGuiApplication.clipboard().clear()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Once xdist has ended its workers: one that crashed while ending makes the run a failed one (134)."""
    for process in session.config.stash.get(_WORKERS, []):
        try:
            code = process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            continue  # xdist kills what does not end; that says nothing about the program
        if code in _CRASHES:
            sys.stderr.write(f"\na test worker crashed while ending: signal {-code}\n")
            session.exitstatus = 128 - code
