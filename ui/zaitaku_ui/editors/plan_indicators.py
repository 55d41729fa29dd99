"""Keeps the 指標 in the page セル in step with the cursor of a plan, and links them to its 取組."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.checks.finding import Place
from zaitaku_desktop.model.indicator_table import Indicators
from zaitaku_desktop.operations.indicator import link_item
from zaitaku_desktop.storage.reading_counts import load_indicators
from zaitaku_desktop.storage.workspace import RowChange
from zaitaku_ui.side.indicator_lines import indicators_of
from zaitaku_ui.side.indicator_view import CellIndicators
from zaitaku_ui.side.right_side import RightSide

if TYPE_CHECKING:
    from zaitaku_ui.editors.plan import PlanEditor

TABLES = frozenset({"indicator", "indicator_value", "indicator_item"})


class IndicatorFollowing(QObject):
    """Reads when the cursor has come to rest and the page is seen; what was read is kept until a step changes it."""

    place_asked = Signal(object)
    """(Place): the table of 指標 shall be shown there."""

    def __init__(self, editor: PlanEditor, view: CellIndicators, right: RightSide) -> None:
        super().__init__(editor)
        self._editor = editor
        self._view = view
        self._right = right
        self._known: Indicators | None = None
        view.read_only = editor.workspace.read_only
        view.go_asked.connect(self._go)
        view.link_asked.connect(self._link)
        view.back_asked.connect(editor.sheet.setFocus)

    def hear(self, changes: Iterable[RowChange]) -> None:
        """A step was written."""
        if any(change.table in TABLES for change in changes):
            self._known = None
            self.show()

    def show(self) -> None:
        """Those of the 取組 under the cursor, in the 年度 shown; nothing while nobody sees them."""
        if self._right.page_seen() != "cell":
            return
        target, year = self._editor.target(), self._editor.year
        item = None if target is None else target.line.initiative_id
        if item is None or year is None:
            self._view.show_indicators(None)
            return
        if self._known is None:
            try:
                with self._editor.workspace.read() as connection:
                    self._known = load_indicators(connection)
            except KnownError:  # a file that cannot be read now has none to show
                return
        self._view.show_indicators(indicators_of(self._known, item, year))

    def _go(self, indicator: int | None) -> None:
        if self._editor.finish_editing():
            self.place_asked.emit(Place(field="indicator", part=indicator or 0))

    def _link(self, indicator: int, linked: bool) -> None:
        shown = self._view.shown
        if shown is None or self._editor.writable() is None:
            return
        item = shown.item_id

        def change(session: Session) -> None:
            link_item(session, indicator, item, linked=linked)

        self._editor.bridge.perform(f"指標の{'結び付け' if linked else '取り外し'}", change, self)
