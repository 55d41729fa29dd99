"""The pages with tabs, by their place in the navigation."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from zaitaku_ui.meeting_desk import MeetingDesk
from zaitaku_ui.places.checks_page import ChecksPage
from zaitaku_ui.places.consultation_page import ConsultationPage
from zaitaku_ui.places.documents_page import DocumentsPage
from zaitaku_ui.places.indicator_page import IndicatorPage
from zaitaku_ui.places.meetings_page import MeetingsPage
from zaitaku_ui.places.members_page import MembersPage
from zaitaku_ui.places.tabbed import TabbedPage
from zaitaku_ui.places.trainings_page import TrainingsPage
from zaitaku_ui.theme import Theme

MAKERS: Mapping[str, Callable[[MeetingDesk, Theme], TabbedPage]] = {
    "meetings": MeetingsPage,
    "members": MembersPage,
    "training": TrainingsPage,
    "checks": ChecksPage,
    "consultation": ConsultationPage,
    "indicator": IndicatorPage,
    "documents": DocumentsPage,
}
"""A 資料 of a kind that is named here is where its page is."""
