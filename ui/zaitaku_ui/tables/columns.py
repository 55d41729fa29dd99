"""How wide the columns of a form are on the screen."""

from __future__ import annotations

from zaitaku_desktop.forms.cells import Column
from zaitaku_ui.tables.header import SLIM
from zaitaku_ui.theme import Theme

PX_PER_MM = 3.05
"""So that at 1366 px the current 年度 with 計画 and 実績 is seen beside the frozen columns (LOOK 4)."""
TITLE, PLAN, ACTUAL, LEADER, OTHER = 126, 108, 120, 82, 66
"""Least widths at text size 標準, in px."""


def default_width(theme: Theme, column: Column) -> int:
    """The width of a column in px, from its width on paper."""
    definition = column.definition
    if definition.role == "group":
        return theme.pixels(SLIM)
    yearly = {"plan": PLAN, "actual": ACTUAL, "collapsed": LEADER}
    least = TITLE if definition.role == "title" else yearly.get(definition.years, OTHER)
    return theme.pixels(max(round(column.width * PX_PER_MM), least))
