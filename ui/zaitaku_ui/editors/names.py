"""How 取組 are called in sentences and lists."""

from __future__ import annotations

from collections.abc import Sequence

from zaitaku_desktop.model.snapshot import ItemRow

NAMELESS = "（名前なし）"


def one_line(name: str, longest: int = 0) -> str:
    """A name without line ends, of at most `longest` characters (0 = any number)."""
    flat = name.replace("\n", "") or NAMELESS
    return flat if not longest or len(flat) <= longest else flat[: longest - 1] + "…"


def names_of(items: Sequence[ItemRow]) -> str:
    """「便利帳」, or 「便利帳」ほか2件."""
    return f"「{one_line(items[0].title)}」" + (f"ほか{len(items) - 1}件" if len(items) > 1 else "")
