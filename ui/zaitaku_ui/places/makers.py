"""The pages with tabs, by their place in the navigation. Each is imported when it is first shown: all together they
take as long to load as a file takes to open."""

# ruff: noqa: PLC0415
from __future__ import annotations

from collections.abc import Callable, Mapping

from zaitaku_ui.meeting_desk import MeetingDesk
from zaitaku_ui.places.tabbed import TabbedPage
from zaitaku_ui.theme import Theme


def _meetings(desk: MeetingDesk, theme: Theme) -> TabbedPage:
    from zaitaku_ui.places.meetings_page import MeetingsPage

    return MeetingsPage(desk, theme)


def _members(desk: MeetingDesk, theme: Theme) -> TabbedPage:
    from zaitaku_ui.places.members_page import MembersPage

    return MembersPage(desk, theme)


def _training(desk: MeetingDesk, theme: Theme) -> TabbedPage:
    from zaitaku_ui.places.trainings_page import TrainingsPage

    return TrainingsPage(desk, theme)


def _checks(desk: MeetingDesk, theme: Theme) -> TabbedPage:
    from zaitaku_ui.places.checks_page import ChecksPage

    return ChecksPage(desk, theme)


def _consultation(desk: MeetingDesk, theme: Theme) -> TabbedPage:
    from zaitaku_ui.places.consultation_page import ConsultationPage

    return ConsultationPage(desk, theme)


def _indicator(desk: MeetingDesk, theme: Theme) -> TabbedPage:
    from zaitaku_ui.places.indicator_page import IndicatorPage

    return IndicatorPage(desk, theme)


def _documents(desk: MeetingDesk, theme: Theme) -> TabbedPage:
    from zaitaku_ui.places.documents_page import DocumentsPage

    return DocumentsPage(desk, theme)


MAKERS: Mapping[str, Callable[[MeetingDesk, Theme], TabbedPage]] = {
    "meetings": _meetings,
    "members": _members,
    "training": _training,
    "checks": _checks,
    "consultation": _consultation,
    "indicator": _indicator,
    "documents": _documents,
}
"""A 資料 of a kind that is named here is where its page is."""
