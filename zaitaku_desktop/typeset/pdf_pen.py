"""Numbers as PDF writes them, and the operators that begin the next line of text."""

from __future__ import annotations

from functools import lru_cache

NEAR = 0.005  # pt: a line nearer than this to the pen's next place begins there
NUMBERS = 4_096  # remembered as written: most steps from line to line are the same few


@lru_cache(NUMBERS)
def number(value: float) -> str:
    """A number as PDF writes it, to 1/100 pt."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


def fine_number(value: float) -> str:
    """A number that counts once for every character of a line, to 1/10,000 pt."""
    return f"{value:.4f}".rstrip("0").rstrip(".") if round(value, 4) else "0"


class Pen:
    """Where the last line of a text object began; makes the operators that begin the next. Points, y upwards.

    The leading is set once (`TL`) and outlives text objects; a line straight below, that far, needs no numbers.
    """

    def __init__(self) -> None:
        self._x = self._y = 0.0
        self.leading = 0.0
        """As it is set, to 1/100 pt."""

    def restart(self) -> None:
        """A new text object begins at the origin; the leading stays."""
        self._x = self._y = 0.0

    def lead(self, leading: float) -> str:
        """The operator that sets the leading, to 1/100 pt, or "" if it is that already."""
        rounded = round(leading, 2)
        if rounded == self.leading:
            return ""
        self.leading = rounded
        return f"{number(rounded)} TL"

    def fall(self, lines: int, leading: float, x: float) -> bool:
        """Begin so many lines at `x` without numbers; False if they do not stand straight below the last one."""
        if not -NEAR < x - self._x < NEAR or abs(leading - self.leading) * lines > NEAR:
            return False
        self._y -= lines * self.leading
        return True

    def to(self, x: float, y: float) -> str:
        """The operator that begins a line at (x, y), or "" if `T*` does."""
        down = self._y - self.leading
        if -NEAR < x - self._x < NEAR and -NEAR < y - down < NEAR:
            self._y = down
            return ""
        right, up = round((x - self._x) * 100), round((y - self._y) * 100)
        self._x += right / 100
        self._y += up / 100
        return _move(right, up)


@lru_cache(NUMBERS)
def _move(right: int, up: int) -> str:
    """The operator that begins a line so many 1/100 pt from the last."""
    return f"{number(right / 100)} {number(up / 100)} Td"
