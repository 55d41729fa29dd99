"""相談: the counts of a 年度 by month, those of every 年度, and the categories."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from sqlalchemy import Connection

from zaitaku_ui.editors.consultation import (
    LABEL,
    CategoriesSource,
    CountSource,
    MonthsSource,
    YearsSource,
    category_of,
)
from zaitaku_ui.editors.paper_pages import Subject, year_document
from zaitaku_ui.meeting_desk import COUNT_TABLES, MeetingDesk, Refresh
from zaitaku_ui.places.record_view import Paper, RecordView
from zaitaku_ui.places.tabbed import TabbedPage
from zaitaku_ui.status import COUNT_KEYS, FIND_KEYS, Keys
from zaitaku_ui.theme import Theme
from zaitaku_ui.tool_row import ToolParts

COUNT_TOOLS = ToolParts((("undo", "redo"), ("fill_down", "find"), ("document_settings",)), ("preview",), room=760)
CATEGORY_TOOLS = ToolParts(
    (("undo", "redo"), ("add_record", "delete_rows"), ("move_up", "move_down", "find")), room=620
)
TABS = {"months": "月別", "years": "年度別", "categories": "区分"}


class CountView(RecordView):
    """A table of counts, and the pages of T3 beside it."""

    keys = COUNT_KEYS

    def __init__(self, desk: MeetingDesk, theme: Theme, source: CountSource) -> None:
        self.counted = source
        paper = Paper(self._find_paper, _nowhere)
        super().__init__(desk, theme, source, COUNT_TOOLS, table="consultation_count", paper=paper)

    def _find_paper(self, connection: Connection) -> Subject | None:
        return year_document(connection, self.desk.year, "consultation", "t3")

    def touched_by(self, refresh: Refresh) -> bool:
        """Counts and categories."""
        return bool(refresh.tables & COUNT_TABLES)

    def keys_of(self, widget: QWidget, *, enter_breaks: bool) -> Keys:
        """In the find bar those of finding."""
        return FIND_KEYS if self.table.finder.bar.isAncestorOf(widget) else self.keys

    def _follow_cursor(self) -> None:
        record, column = self.table.record(), self.table.sheet.place()[1]
        slot = None if record is None else self.counted.slot(record)
        if self.pages is None or slot is None or not 0 <= column < len(self.source.columns):
            return
        key = self.source.columns[column].key
        year, month = slot
        self.pages.pane.set_cursor(("count", year.start, month, None if key == LABEL else category_of(key)))

    def _go_to_clicked(self, ident: object) -> None:
        if not isinstance(ident, tuple) or ident[0] != "count" or not self.finish():
            return
        _, start, month, category = ident
        key = "total" if category is None else f"c{category}"
        for record in self.source.records():
            slot = self.counted.slot(record)
            if slot is not None and (slot[0].start, slot[1]) == (start, month) and self.table.go_to(record, key):
                self.table.setFocus()
                return


def _nowhere(_record: int) -> object:
    return None


class ConsultationPage(TabbedPage):
    """Its tabs are always the same."""

    key = "consultation"

    def __init__(self, desk: MeetingDesk, theme: Theme) -> None:
        super().__init__(desk, theme)
        self.tabs.setAccessibleName("相談件数の表")
        for key, view in (
            ("months", CountView(desk, theme, MonthsSource(desk))),
            ("years", CountView(desk, theme, YearsSource(desk))),
            (
                "categories",
                RecordView(desk, theme, CategoriesSource(desk), CATEGORY_TOOLS, table="consultation_category"),
            ),
        ):
            view.title = TABS[key]
            self.add_view(key, view)
        self.show_tabs(tuple(TABS), "months")
