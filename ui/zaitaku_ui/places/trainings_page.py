"""研修: the list of a 年度, participants by 職種, each with its 資料 beside it, and what they are sorted by."""

from __future__ import annotations

from sqlalchemy import Connection

from zaitaku_desktop.checks.finding import Place
from zaitaku_desktop.forms.library import read_library
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.storage.reading import load_documents
from zaitaku_desktop.storage.reading_trainings import TABLES
from zaitaku_ui.editors.paper_pages import Subject
from zaitaku_ui.editors.training_words import KindsSource, ProgrammesSource, SeriesSource
from zaitaku_ui.editors.trainings import ParticipantsSource, SessionsSource, TrainingSource
from zaitaku_ui.meeting_desk import MeetingDesk, Refresh
from zaitaku_ui.places.record_view import Paper, RecordView
from zaitaku_ui.places.tabbed import TabbedPage
from zaitaku_ui.records.source import RecordSource
from zaitaku_ui.records.table import RecordTable
from zaitaku_ui.theme import Theme
from zaitaku_ui.tool_row import ToolParts

LIST_TOOLS = ToolParts(
    (("undo", "redo"), ("add_record", "delete_rows"), ("find",)), ("record_side", "preview"), room=760
)
COUNT_TOOLS = ToolParts((("undo", "redo"), ("delete_rows", "find")), ("record_side", "preview"), room=660)
WORD_TOOLS = ToolParts((("undo", "redo"), ("add_record", "delete_rows"), ("move_up", "move_down", "find")), room=620)
TABS = {
    "sessions": "研修",
    "participants": "参加者",
    "programmes": "事業",
    "series": "シリーズ",
    "kinds": "職種",
}


class TrainingView(RecordView):
    """A table of 研修 with its 資料."""

    def __init__(self, desk: MeetingDesk, theme: Theme, source: TrainingSource, layout: str, standard: str) -> None:
        self._layout, self._standard = layout, standard
        tools = LIST_TOOLS if source.adds else COUNT_TOOLS
        paper = Paper(self._find_paper, self._on_paper)
        fields = source if isinstance(source, SessionsSource) else SessionsSource(desk)
        super().__init__(desk, theme, source, tools, table="training_session", paper=paper, fields=fields)

    def _find_paper(self, connection: Connection) -> Subject | None:
        """The 資料 of the 年度 in a form of this layout, else what one in the standard form would be."""
        library, year = read_library(connection), self.desk.year
        for row in load_documents(connection):
            if row.fiscal_year == year and row.kind == "training":
                form = library.form(row.form)
                if form.layout == self._layout:
                    return row, form
        form = library.form(self._standard)
        title = form.title.format(long=year.long)
        return DocumentRow(0, form.kind, form.key, title, None, year, draft=False), form

    def _on_paper(self, record: int) -> object:
        return "session", record, "content"

    def touched_by(self, refresh: Refresh) -> bool:
        """研修, their words, people and 会議体."""
        return bool(refresh.tables & TABLES)


class TrainingsPage(TabbedPage):
    """Its tabs are the same in every 年度."""

    key = "training"

    def __init__(self, desk: MeetingDesk, theme: Theme) -> None:
        super().__init__(desk, theme)
        self.tabs.setAccessibleName("研修の区分")
        self._add("sessions", TrainingView(desk, theme, SessionsSource(desk), "training_list", "t1"))
        self._add("participants", TrainingView(desk, theme, ParticipantsSource(desk), "training_matrix", "t2"))
        self._words("programmes", ProgrammesSource(desk), "training_programme")
        self._words("series", SeriesSource(desk), "training_series")
        self._words("kinds", KindsSource(desk), "participant_kind")
        self.show_tabs(tuple(TABS), "sessions")

    def go_to_place(self, place: Place) -> None:
        """Where something was found: the row of that 研修 and the cell of that field."""
        self.turn_to("participants" if place.field == "typed_total" else "sessions")
        view = self.view()
        if isinstance(view, RecordView) and view.table.go_to(place.training_id or 0, place.field):
            view.table.setFocus()

    def table(self) -> RecordTable:
        """The table that is seen."""
        view = self.views[self.view_key()]
        assert isinstance(view, RecordView)
        return view.table

    def _words(self, key: str, source: RecordSource, table: str) -> None:
        self._add(key, RecordView(self.desk, self.theme, source, WORD_TOOLS, table=table))

    def _add(self, key: str, view: RecordView) -> None:
        view.title = TABS[key]
        self.add_view(key, view)
