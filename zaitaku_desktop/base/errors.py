"""The two kinds of error the program knows.

Everything a user may meet is a `KnownError`: its text is Japanese, says what happened, that nothing
was lost, and what to do next (LOOK 5). Whatever else is raised is a bug.
"""

from __future__ import annotations


class KnownError(Exception):
    """Something the user can understand and act on.

    `what` = what happened, `safe` = what is safe, `todo` = what to do; each a Japanese sentence ending in 。
    `place` names where (a sheet and cell, a file, a row), or is empty.
    """

    def __init__(self, what: str, *, safe: str = "今の内容は残っています。", todo: str = "", place: str = "") -> None:
        self.what = what
        self.safe = safe
        self.todo = todo
        self.place = place
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """The whole message on one line, the place first."""
        head = f"{self.place}：" if self.place else ""
        return f"{head}{self.what}{self.safe}{self.todo}"


class Cancelled(Exception):
    """The user stopped long work. Not an error: nothing is shown, nothing has changed."""
