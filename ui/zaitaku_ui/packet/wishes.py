"""What is asked of the window for a 資料一式: it prints and writes beside the view."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Act(StrEnum):
    """What is to be done."""

    PRINT = "print"  # with the system's dialog
    ONE = "one"  # one PDF
    EACH = "each"  # a PDF for each 資料
    FIX = "fix"  # 確定


@dataclass(frozen=True, slots=True)
class PacketWish:
    """`keys` = ids of the 配付資料 that are meant (0 = the 次第); () = all."""

    act: Act
    meeting_id: int
    keys: tuple[int, ...] = ()
