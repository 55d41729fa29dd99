"""点検 of an open file as the window sees it: how many there are, where the list is, and the way to each place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.checks.finding import Place
from zaitaku_ui.places.makers import MAKERS
from zaitaku_ui.places.record_view import RecordView

if TYPE_CHECKING:
    from zaitaku_ui.file_page import FilePage

NO_PAGE = "この記録の画面は、まだありません。"


class FindingDesk(QObject):
    """Counts what is found in the plan on the screen and elsewhere in the file, and leads there."""

    def __init__(self, page: FilePage) -> None:
        super().__init__(page)
        self._page = page
        self._in_plan = 0
        page.editor.side.counted.connect(self._counted)
        page.desk.checking.found.connect(self._tell)
        page.desk.place_asked.connect(self.go)
        page.editor.side.indicators.place_asked.connect(self.go)
        page.desk.checking.begin()

    def _counted(self, count: int) -> None:
        self._in_plan = count
        self._tell()

    def _tell(self) -> None:
        count = self._in_plan + len(self._page.desk.checking.open_elsewhere)
        self._page.findings_counted.emit(count)
        self._page.navigation.count("checks", count)

    def show_list(self) -> None:
        """点検の一覧: beside the plan while it is seen, else the page of the whole file."""
        if self._page.place() == "plan" and not self._page.desk.checking.open_elsewhere:
            self._page.editor.side.show_list()
        else:
            self._page.go("checks")

    def go(self, place: Place) -> None:
        """Show that place, with the keyboard on it."""
        from zaitaku_ui.places.meetings_page import MeetingsPage  # noqa: PLC0415  loaded when needed

        page = self._page
        if place.item_id is not None or place.document_id is not None:
            page.go("plan")
            page.editor.side.go_to(place)
            return
        page.desk.open()
        if place.meeting_id in page.desk.meetings:
            page.year = page.desk.meetings[place.meeting_id or 0].fiscal_year
            page.go("meetings")
            meetings = page.tabbed()
            if isinstance(meetings, MeetingsPage):
                meetings.go_to_place(place)
        elif place.committee_id is not None or place.field == "person":
            self._go_to_people(place)
        elif place.training_id is not None:
            self._go_to_training(place)
        elif place.field in MAKERS:
            page.year = page.year if place.year is None else FiscalYear(place.year)
            page.go(place.field)
            self._go_to_record(place)
        else:
            page.say(NO_PAGE, level="info")

    def _go_to_record(self, place: Place) -> None:
        """The row of a 指標."""
        tabbed = self._page.tabbed()
        view = None if tabbed is None else tabbed.view()
        if place.field == "indicator" and isinstance(view, RecordView):
            view.table.go_to(place.part, "" if place.year is None else f"y{place.year}:actual")

    def _go_to_training(self, place: Place) -> None:
        """The row and the field of a 研修, in its 年度."""
        from zaitaku_ui.places.trainings_page import TrainingsPage  # noqa: PLC0415  loaded when needed

        page = self._page
        row = page.desk.trainings.sessions.get(place.training_id or 0)
        page.year = page.year if row is None else row.fiscal_year
        page.go("training")
        trainings = page.tabbed()
        if isinstance(trainings, TrainingsPage):
            trainings.go_to_place(place)

    def _go_to_people(self, place: Place) -> None:
        """Somebody in a 名簿, or among all people."""
        from zaitaku_ui.editors.committees import COLUMNS  # noqa: PLC0415  loaded when needed
        from zaitaku_ui.places.members_page import MembersPage  # noqa: PLC0415  loaded when needed

        page = self._page
        page.go("members")
        members = page.tabbed()
        if not isinstance(members, MembersPage):
            return
        if place.committee_id is not None:
            page.desk.choose_committee(place.committee_id)
        if place.field in (column.key for column in COLUMNS):  # a setting of the 会議体 itself
            members.turn_to("committees")
            members.table().go_to(place.committee_id or 0, place.field)
            return
        members.turn_to("people" if place.field == "person" else "members")
        view = members.view()
        if isinstance(view, RecordView):
            view.table.go_to(place.part)
