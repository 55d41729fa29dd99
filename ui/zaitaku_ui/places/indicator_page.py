"""指標: every indicator with its values, and its 資料 with charts beside it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMenu
from sqlalchemy import Connection

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.checks.finding import Place
from zaitaku_ui.action_table import INDICATOR_SPECS
from zaitaku_ui.actions import Actions
from zaitaku_ui.editors.indicator import IndicatorSource, year_of
from zaitaku_ui.editors.paper_pages import Subject, year_document
from zaitaku_ui.meeting_desk import COUNT_TABLES, MeetingDesk, Refresh
from zaitaku_ui.places.record_view import Paper, RecordView
from zaitaku_ui.places.tabbed import TabbedPage
from zaitaku_ui.records.table import RecordTable
from zaitaku_ui.theme import Theme
from zaitaku_ui.tool_row import ToolParts

TOOLS = ToolParts(
    (("undo", "redo"), ("add_record", "delete_rows"), ("move_up", "move_down", "find"), ("show_initiative",)),
    ("preview",),
    room=1010,
)
NO_INDICATOR = "指標の行を選んでください。"
NO_INITIATIVE = "この指標には、取組が結び付いていません。「取組」の列に No. を入力してください。"


def _on_paper(record: int) -> object:
    return "indicator", record


class IndicatorView(RecordView):
    """The table, and its pages."""

    title = "指標"

    def __init__(self, desk: MeetingDesk, theme: Theme, also: Actions) -> None:
        self._seen: FiscalYear | None = None
        paper = Paper(self._find_paper, _on_paper)
        super().__init__(desk, theme, IndicatorSource(desk), TOOLS, table="indicator", also=also, paper=paper)

    def _find_paper(self, connection: Connection) -> Subject | None:
        return year_document(connection, self.desk.year, "indicator", "k1")

    def show_now(self) -> None:
        """All columns of the 年度 that is chosen come into sight when it is another one than before."""
        super().show_now()
        if self._seen != self.desk.year:
            self._seen = self.desk.year
            QTimer.singleShot(0, self, self._show_year)  # the sheet has its width by then

    def _show_year(self) -> None:
        record = self.table.record()
        if record is not None:
            for key in ("note", "target"):
                self.table.go_to(record, f"y{self.desk.year.start}:{key}")

    def touched_by(self, refresh: Refresh) -> bool:
        """Indicators and what the 取組 are called."""
        return bool(refresh.tables & COUNT_TABLES)

    def _follow_cursor(self) -> None:
        record, column = self.table.record(), self.table.sheet.place()[1]
        if self.pages is None or record is None or not 0 <= column < len(self.source.columns):
            return
        yearly = year_of(self.source.columns[column].key)
        if yearly is None:
            self.pages.pane.set_cursor(("indicator", record))
            return
        field = yearly[1] if yearly[1] in ("target", "actual") else "parts"
        self.pages.pane.set_cursor(("value", record, yearly[0].start, field))

    def _go_to_clicked(self, ident: object) -> None:
        if not isinstance(ident, tuple) or not self.finish():
            return
        kind, record, *more = ident
        key = ""
        if kind == "value":
            field = {"rate": "actual", "parts": "numerator"}.get(more[1], more[1])
            key = f"y{more[0]}:{field}"
        if kind in ("indicator", "value", "chart") and self.table.go_to(record, key):
            self.table.setFocus()


class IndicatorPage(TabbedPage):
    """One table."""

    key = "indicator"

    def __init__(self, desk: MeetingDesk, theme: Theme) -> None:
        super().__init__(desk, theme)
        self.tabs.setAccessibleName("指標の表")
        own = self._own = Actions(self, theme, {"show_initiative": self.show_initiative}, INDICATOR_SPECS)
        self._shown = IndicatorView(desk, theme, own)
        self.add_view("indicators", self._shown)
        self.show_tabs(("indicators",), "indicators")

    def table(self) -> RecordTable:
        """The table of 指標."""
        return self._shown.table

    def show_initiative(self) -> None:
        """To the 取組 of the 指標 under the cursor; of several a menu asks which."""
        table, titles = self._shown.table, self.desk.item_titles
        record = table.record()
        items = [] if record is None else [one for one in self.desk.indicators.items_of(record) if one in titles]
        if not items:
            table.say(NO_INDICATOR if record is None else NO_INITIATIVE)
        elif len(items) == 1:
            self._show_item(items[0])
        else:
            menu = QMenu(self)
            for item in items:
                menu.addAction(titles[item].replace("&", "&&")).triggered.connect(partial(self._show_item, item))
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self._shown.tools.mapToGlobal(self._shown.tools.rect().bottomLeft()))

    def _show_item(self, item: int, *_checked: bool) -> None:
        if self.finish():
            self.desk.place_asked.emit(Place(item, "#title"))
