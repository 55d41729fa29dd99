"""指標 beside the plan: those of the 取組 under the cursor, linked and unlinked there."""

from __future__ import annotations

import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from sqlalchemy.orm import Session

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.checks.finding import Place
from zaitaku_desktop.operations import indicator
from zaitaku_desktop.operations.indicator import AmountValue

MOVES = 20
MANY = 60
"""指標 in the file, as no city has."""


def test_that_the_panel_shows_the_indicators_of_the_initiative_and_links_them(desk: Any) -> None:
    made: list[int] = []

    def fill(session: Session) -> None:
        made.extend(indicator.add_indicator(session, f"指標{number}", unit="件") for number in range(MANY))
        years = [AmountValue(one, 2020 + year, "actual", Decimal(year)) for one in made for year in range(6)]
        indicator.write_amounts(session, years)
        indicator.set_items(session, made[0], [desk.plan.a])

    desk.bridge.perform("指標", fill, desk)
    view = desk.editor.side.cell.indicators
    following = desk.editor.side.indicators
    desk.go(desk.plan.a, "plan:2024")
    following.show()
    assert following._known is None and view.shown is None  # nobody sees it: nothing is read
    desk.press(Qt.Key.Key_F8)
    desk.qtbot.waitUntil(view.isVisible)
    assert [line.second for line in view.list.lines] == ["目標 未入力　実績 5件　改善 ↗ +1（R6比）"]
    desk.editor.set_year(FiscalYear(2022))
    assert view.title.text() == "指標 R4" and "実績 2件" in view.list.lines[0].second

    asked: list[Place] = []
    following.place_asked.connect(asked.append)
    view.list.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert asked == [Place(field="indicator", part=made[0])]
    desk.press(Qt.Key.Key_Delete)
    assert not view.list.lines and view.nothing.isVisible()
    view._fill_menu()
    next(action for action in view._menu.actions() if action.text() == "指標2（件）").trigger()
    assert [line.key for line in view.list.lines] == [made[2]]
    assert desk.workspace.undo_name == "指標の結び付け"
    desk.bridge.undo()
    desk.bridge.undo()
    assert [line.key for line in view.list.lines] == [made[0]]

    assert wander(desk, following.show) - wander(desk, desk.editor.view.rows.__len__) < MOVES * 0.003


def wander(desk: Any, each: Callable[[], object]) -> float:
    """Seconds of this thread while the cursor goes to and fro between a 取組 with 指標 and one without."""
    begun = time.thread_time()
    for move in range(MOVES):
        desk.go(*((desk.plan.b, "title") if move % 2 else (desk.plan.a, "plan:2024")))
        each()
        desk.editor.side.cell.widget().layout().activate()
    return time.thread_time() - begun
