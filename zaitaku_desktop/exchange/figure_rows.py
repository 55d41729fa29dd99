"""What every reader of figures tells and is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zaitaku_desktop.exchange.proposal import Choice

Decided = Mapping[tuple[int, str, int | None], Choice]
"""What to do where something differs, by `Conflict.key`."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A line for the window: `mark` = what happens (追加, 追記, 同じ, 違い, 確認, 読まない)."""

    mark: str
    where: str
    text: str
    why: str = ""
