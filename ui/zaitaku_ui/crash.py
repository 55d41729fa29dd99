"""A bug does not end the program: it is logged without a word of what was typed, shown, and work goes on."""

from __future__ import annotations

import datetime as dt
import logging
import logging.handlers
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import platformdirs

from zaitaku_desktop import __version__

LOGGER = logging.getLogger("zaitaku")
_MOST_BYTES = 500_000


def log_folder() -> Path:
    """Where this user's log is kept."""
    return platformdirs.user_log_path("zaitaku-desktop", appauthor=False)


def start_log(folder: Path) -> Path | None:
    """Write the log into `folder` from now on. None where it cannot be written: the program runs without."""
    target = folder / "zaitaku.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(target, maxBytes=_MOST_BYTES, backupCount=2, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    for old in LOGGER.handlers[:]:
        LOGGER.removeHandler(old)
        old.close()
    LOGGER.addHandler(handler)
    LOGGER.propagate = False
    LOGGER.setLevel(logging.INFO)
    return target


def stop_log() -> None:
    """Close the log file."""
    for handler in LOGGER.handlers[:]:
        LOGGER.removeHandler(handler)
        handler.close()


def described(error: BaseException) -> str:
    """Kind and places of a bug; not its words, which may hold a name out of the data."""
    lines = [f"{type(error).__name__} (program {__version__}, Python {sys.version.split()[0]})"]
    for frame in traceback.extract_tb(error.__traceback__):
        lines.append(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}")
    cause = error.__cause__ or error.__context__
    if cause is not None:
        lines += ["caused by", described(cause)]
    return "\n".join(lines)


class CrashHook:
    """What Python calls for an exception nobody caught. `show` gets one Japanese sentence for the user."""

    def __init__(self, show: Callable[[str], None], log: Path | None) -> None:
        self._show = show
        self._log = log
        self._showing = False

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        sys.__excepthook__(kind, error, trace)
        LOGGER.error(described(error))
        if self._showing:
            return
        self._showing = True
        try:
            self._show(self._sentence())
        finally:
            self._showing = False

    def _sentence(self) -> str:
        where = f"くわしい内容は記録ファイル（{self._log}）にあります。" if self._log else ""
        now = f"{dt.datetime.now():%H:%M}"
        return (
            f"{now} プログラムの中で思いがけないことが起きました。保存済みの内容は残っています。"
            f"同じ操作で続けて起きるときは、開き直してください。{where}"
        )
