"""研修: the list of a 年度, participants by 職種, each with its 資料 beside it, and what they are sorted by."""

from __future__ import annotations

from sqlalchemy import Connection

from zaitaku_desktop.checks.finding import Place
from zaitaku_desktop.forms.library import read_library
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.storage.reading_trainings import TABLES
from zaitaku_ui.editors.paper_pages import Subject, year_document
from zaitaku_ui.editors.training_words import KindsSource, ProgrammesSource, SeriesSource
from zaitaku_ui.editors.trainings import ParticipantsSource, SessionsSource, TrainingSource
from zaitaku_ui.meeting_desk import MeetingDesk, Refresh
from zaitaku_ui.places.record_view import Paper, RecordView
from zaitaku_ui.places.tabbed import TabbedPage
from zaitaku_ui.records.source import RecordSource
from zaitaku_ui.records.table import RecordTable
from zaitaku_ui.theme import Theme
from zaitaku_ui.tool_row import ToolParts

WIDE = 2000
"""px from which all fields stand beside the counts too, without being asked for."""
BESIDE = ("record_side", "preview")
LIST_TOOLS = ToolParts(
    (("undo", "redo"), ("add_record", "delete_rows"), ("find", "document_settings")), BESIDE, room=880
)
COUNT_TOOLS = ToolParts((("undo", "redo"), ("delete_rows", "find"), ("document_settings",)), BESIDE, room=780)
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
        self.form_layout, self._standard = layout, standard
        self._wanted = 0
        tools = LIST_TOOLS if source.adds else COUNT_TOOLS
        paper = Paper(self._find_paper, self._on_paper)
        fields = source if isinstance(source, SessionsSource) else SessionsSource(desk)
        super().__init__(desk, theme, source, tools, table="training_session", paper=paper, fields=fields)
        if self.side is not None and fields is not source:
            self.side.least_room = theme.pixels(WIDE)  # the table itself has a column for each 職種

    def _find_paper(self, connection: Connection) -> Subject | None:
        """The 資料 of the 年度 in a form of this layout (that which was opened), else what one in the standard form
        would be."""
        return year_document(connection, self.desk.year, self.form_layout, self._standard, self._wanted)

    def show_paper(self, document: DocumentRow) -> None:
        """Show this 資料 beside the table, as long as it is of the 年度."""
        self._wanted = document.id
        if self.pages is not None:
            self.pages.refresh()

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

    def show_paper(self, document: DocumentRow) -> None:
        """The table that this 資料 prints, and the 資料 beside it."""
        with self.desk.bridge.workspace.read() as connection:
            form = read_library(connection).forms.get(document.form)
        for key in ("sessions", "participants"):
            view = self.views[key]
            if isinstance(view, TrainingView) and form is not None and form.layout == view.form_layout:
                self.turn_to(key)
                view.show_paper(document)

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
