"""Whether a text file holds a 会議録 or a 次第, before anybody decides what to import it as."""

from __future__ import annotations

from pathlib import Path

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.exchange.minutes.reading import is_agenda, is_minutes, read_minutes
from zaitaku_desktop.exchange.paper_text import read_paper


def reads_as_paper(path: Path) -> bool:
    """Whether it reads like a paper of a meeting. A file that cannot be read does not: who imports it says why."""
    try:
        found = read_minutes(read_paper(path))
    except KnownError:
        return False
    return is_minutes(found) or is_agenda(found)
