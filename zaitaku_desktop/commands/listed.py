"""What `list` calls the things that `print` takes: 14 = a 資料, packet-2 = the 資料一式 of a meeting."""

from __future__ import annotations

from dataclasses import dataclass

PACKET = "packet"
"""The kind of a 資料一式, and how its id begins."""


@dataclass(frozen=True, slots=True)
class ListedId:
    """`number` = the id of a 資料, or of the meeting whose 資料一式 it is."""

    number: int
    packet: bool = False

    def __str__(self) -> str:
        """As `list` writes it and `print` takes it."""
        return f"{PACKET}-{self.number}" if self.packet else str(self.number)

    @property
    def listed(self) -> int | str:
        """As it stands in JSON: a number of a 資料 stays a number."""
        return str(self) if self.packet else self.number


def listed_id(text: str) -> ListedId:
    """The id that somebody typed. ValueError if it is none."""
    kind, parted, number = text.strip().casefold().rpartition("-")
    if kind not in ("", PACKET) or (parted and not kind):
        raise ValueError(text)
    return ListedId(int(number), packet=bool(kind))


def meeting_id(text: str) -> int:
    """The meeting that somebody named, by its own number or by the id of its 資料一式. ValueError if it is none."""
    return listed_id(text).number
