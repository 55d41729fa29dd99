"""A row of a list in the side panel, as a plain value. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A row: `first` bold over `second`; or a heading, with `chip` (a count) at its right end.

    `icon` in the colour of `token`. `key` = what the row stands for, None for a heading. `tip` = what it says when the
    mouse rests on it, "" = what it says anyway.
    """

    first: str
    second: str = ""
    icon: str = ""
    token: str = "ink2"
    chip: str = ""
    key: object | None = None
    tip: str = ""

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return "　".join(part for part in (self.first, self.second, self.chip) if part)
