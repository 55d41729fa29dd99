"""How wide the columns of a form are on the screen, which of them stay in sight, and what they are called."""

from __future__ import annotations

from itertools import takewhile

from zaitaku_desktop.forms.cells import Column
from zaitaku_desktop.forms.grid import GridView
from zaitaku_ui.theme import Theme

SLIM = 30
"""The narrowest column, in px at text size 標準: one letter wide."""
PX_PER_MM = 3.05
"""So that at 1366 px the current 年度 with 計画 and 実績 is seen beside the frozen columns (LOOK 4)."""
TITLE, PLAN, ACTUAL, LEADER, OTHER, NARROW = 126, 108, 120, 82, 66, 48
"""Least widths at text size 標準, in px; NARROW = of a No. or a 評価."""
MOST_YEAR = 190
"""The widest column of a 計画: of a form with few columns at least two 年度 are seen at once."""


NARROW_GROUP = 25.0
"""A 項目 up to this width on paper, in mm, is written from top to bottom: 場面 are short, 事業項目 are sentences."""


def runs_down(view: GridView, column: Column) -> bool:
    """Whether the texts of a column are written from top to bottom: a narrow 項目 beside the names of 取組."""
    definition = column.definition
    return definition.role == "group" and view.names_initiatives and column.width <= NARROW_GROUP


def default_width(theme: Theme, view: GridView, column: Column) -> int:
    """The width of a column in px, from its width on paper."""
    definition = column.definition
    if runs_down(view, column):
        return theme.pixels(SLIM)
    if definition.role == "number" or definition.fields == ("grade",):
        return theme.pixels(NARROW)
    yearly = {"plan": PLAN, "actual": ACTUAL, "collapsed": LEADER}
    least = TITLE if definition.role == "title" else yearly.get(definition.years, OTHER)
    wanted = max(round(column.width * PX_PER_MM), least)
    return theme.pixels(min(wanted, MOST_YEAR) if definition.years == "plan" else wanted)


def frozen_columns(view: GridView) -> int:
    """How many columns at the left say which row it is and stay in sight."""
    leading = takewhile(lambda c: c.definition.role != "fields" or c.definition.title_above, view.columns)
    return sum(1 for _ in leading)


def heading(view: GridView, column: int) -> str:
    """`R6実績`: what a column is called in a few words. A heading that is only the 年度 gets its field's name."""
    known = view.columns[column]
    words = known.heading[-1].replace("\n", "")
    if known.year is not None and words in (known.year.short, known.year.long):
        return known.year.short + known.definition.field_name(known.fields[0])
    return words


def computed(view: GridView, column: int) -> str:
    """Why nothing is typed in a heading that follows from the 取組."""
    return f"{heading(view, column)}は、取組の分類から決まります。「実施実績・評価」の事業区分で変えられます。"
