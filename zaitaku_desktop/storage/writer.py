"""The one thread that writes to the data file. Nobody else waits for the disk unless he asks to.

Steps are queued; whatever has come in the meantime goes into the file as one transaction (group commit). When that
cannot be done, the steps stay queued and are tried again after a while, or when somebody asks for it.
"""

from __future__ import annotations

import datetime as dt
import math
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar

from zaitaku_desktop.storage.disk import DiskFile, NotSaved
from zaitaku_desktop.storage.history import Logged

T = TypeVar("T")
PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds before the first, second … attempt anew; the last goes on for ever."""
_PATIENCE = 2.0  # seconds that the end waits for a disk that was given up


@dataclass(frozen=True, slots=True)
class DiskState:
    """How far the file is. `waiting` = steps that are not in it yet, `last` = id of the newest that was written
    (0 = none so far), `saved_at` = when, `trouble` = why the last attempt did not succeed."""

    waiting: int
    last: int
    saved_at: dt.datetime | None
    trouble: NotSaved | None

    @property
    def saved(self) -> bool:
        """Whether everything that was done is in the file."""
        return self.waiting == 0 and self.trouble is None


class Writer:
    """The thread, over a file that it alone uses. `tell` is called, on any thread, when `state` has changed."""

    def __init__(self, disk: DiskFile, saved_at: dt.datetime | None, tell: Callable[[], None]) -> None:
        self._disk = disk
        self._tell = tell
        self._wake = threading.Condition()
        self._queue: deque[Logged] = deque()
        self._asked: list[tuple[Future[Any], Callable[[sqlite3.Connection], Any]]] = []
        self._last = 0
        self._saved_at = saved_at
        self._trouble: NotSaved | None = None
        self._attempts = 0
        self._retry_at = 0.0
        self._ending = False
        self._give_up = False
        self._thread = threading.Thread(target=self._run, name="data file", daemon=True)
        self._thread.start()

    @property
    def state(self) -> DiskState:
        """How far the file is."""
        with self._wake:
            return DiskState(len(self._queue), self._last, self._saved_at, self._trouble)

    @property
    def file_gone(self) -> bool:
        """Whether the file is no longer the one that was opened; set before the work is rescued."""
        return self._disk.gone

    def put(self, steps: Iterable[Logged]) -> None:
        """Queue steps, in the order in which they were made. Does not call `tell`."""
        with self._wake:
            self._queue.extend(steps)
            self._wake.notify()

    def ask(self, question: Callable[[sqlite3.Connection], T]) -> Future[T]:
        """Ask something about the file once all that is queued now is in it; an attempt is made at once.

        The future raises NotSaved if that cannot be, else whatever the question raises.
        """
        answer: Future[T] = Future()
        with self._wake:
            if self._ending:
                raise RuntimeError("the writer has ended")
            self._asked.append((answer, question))
            self._wake.notify()
        return answer

    def retry(self) -> None:
        """Try again now."""
        with self._wake:
            self._retry_at = 0.0
            self._wake.notify()

    def end(self, *, give_up: bool = False) -> None:
        """Write what is queued (unless it is given up, or cannot be), let the file go and end the thread."""
        with self._wake:
            self._ending, self._give_up = True, give_up
            self._wake.notify()
        self._thread.join(_PATIENCE if give_up else None)

    # -- the thread ----------------------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            while self._turn():
                pass
        finally:
            self._disk.give_back()

    def _turn(self) -> bool:
        """Wait for work and do it. False = the end."""
        with self._wake:
            self._wake.wait_for(self._has_work, self._pause())
            steps, asked = tuple(self._queue), tuple(self._asked)
            self._asked.clear()
            if self._ending and (self._give_up or not (steps or asked) or self._trouble):
                for answer, _ in asked:
                    answer.set_exception(self._trouble or RuntimeError("the writer has ended"))
                return False
            if not (asked or self._is_due()):
                return True
        try:
            self._disk.write(steps)
        except NotSaved as trouble:
            self._failed(trouble)
            for answer, _ in asked:
                answer.set_exception(trouble)
        else:
            self._written(steps)
            for answer, question in asked:
                self._answer(answer, question)
        return True

    def _has_work(self) -> bool:
        return self._ending or bool(self._asked) or self._is_due()

    def _is_due(self) -> bool:
        return bool(self._queue or self._trouble) and time.monotonic() >= self._retry_at

    def _pause(self) -> float | None:
        """Seconds until the next attempt, None = until somebody comes."""
        if self._trouble is None or math.isinf(self._retry_at):
            return None
        return max(0.0, self._retry_at - time.monotonic())

    def _failed(self, trouble: NotSaved) -> None:
        with self._wake:
            self._trouble = trouble
            pause = PAUSES[min(self._attempts, len(PAUSES) - 1)] if trouble.retries else math.inf
            self._attempts += 1
            self._retry_at = time.monotonic() + pause
        self._tell()

    def _written(self, steps: tuple[Logged, ...]) -> None:
        with self._wake:
            changed = bool(steps) or self._trouble is not None
            for _ in steps:
                self._last = self._queue.popleft().step.id
            if steps:
                self._saved_at = dt.datetime.now().astimezone()
            self._trouble, self._attempts, self._retry_at = None, 0, 0.0
        if changed:
            self._tell()

    def _answer(self, answer: Future[T], question: Callable[[sqlite3.Connection], T]) -> None:
        try:
            answer.set_result(self._disk.ask(question))
        except Exception as error:  # noqa: BLE001 - whoever asked is told
            answer.set_exception(error)
