"""凡例 in a sheet: which lines around a grid belong to it, and what of them the 資料 needs to keep."""

from __future__ import annotations

import re
from collections.abc import Iterable

from zaitaku_desktop.exchange.labels import name_key, plain
from zaitaku_desktop.forms.cells import GRADES
from zaitaku_desktop.forms.definition import Form

_BEGINS = re.compile(r"[※*【\[(]?\s*(?:凡例|評価(?:の)?(?:基準|区分|の目安))")
_GRADE = re.compile(rf"[{''.join(GRADES)}][\s]*[:=・…、.\-ー―]|[{''.join(GRADES)}]\s|[―—ー-]\s*[:=]", re.IGNORECASE)


class LegendLines:
    """Tells legend lines from others; the meanings of A…D belong to it where the form shows grades."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.graded = any("grade" in column.fields for column in form.columns)

    def takes(self, text: str) -> bool:
        """Whether all of a cell's words are of the legend."""
        lines = [line for line in text.split("\n") if line.strip()]
        if not lines:
            return False
        begins = _BEGINS.match(plain(lines[0])) is not None
        return begins or (self.graded and all(_GRADE.match(plain(line)) for line in lines))

    def kept(self, lines: Iterable[str]) -> str:
        """What the 資料 keeps: "" where the form prints the same anyway."""
        own = self.form.legend
        title = name_key(own.title)
        found = [line for line in lines if not (title and name_key(line) == title)]
        if _folded(found) == _folded(own.lines):
            return ""
        return "\n".join(found)


def _folded(lines: Iterable[str]) -> str:
    return "".join(name_key(line) for line in lines)
