"""資料: what a meeting, or a 会議体 in a 年度, prints; made, looked at, set, printed and exported here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.forms.library import read_library
from zaitaku_desktop.forms.meeting_documents import Offer, papers_of, variant_words
from zaitaku_desktop.forms.papers import paper_of
from zaitaku_desktop.model.minutes_rules import policy_of
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.operations.document import delete_document
from zaitaku_desktop.storage.reading import load_documents
from zaitaku_desktop.storage.workspace import Step
from zaitaku_ui.action_table import PAPER_SPECS, SHARED_KEYS
from zaitaku_ui.actions import Actions
from zaitaku_ui.editors.paper_pages import stored
from zaitaku_ui.meeting_desk import MeetingDesk
from zaitaku_ui.meeting_papers import ask_paper, confirm_masked
from zaitaku_ui.places.paper_desk import PaperDesk
from zaitaku_ui.places.view import View
from zaitaku_ui.side.line import Line
from zaitaku_ui.side.lines import LineList
from zaitaku_ui.status import PAPER_KEYS, Keys
from zaitaku_ui.theme import Theme
from zaitaku_ui.tool_row import ToolParts, ToolRow

TOOLS = ToolParts((("undo", "redo"), ("make_paper", "document_settings", "export", "delete_paper")), room=640)
THERE, MORE = "作った資料", "まだ作っていない資料"
WIDE = 400
"""Px at text size 標準 for the list."""
OTHERS = frozenset({"plan_item", "entry", "item_tag", "axis", "axis_value", "plan", "own_field", "acknowledgement"})
"""Tables that no 資料 of a meeting shows."""
NO_PAPER = "まだ作っていません。設定を変えるか、印刷すると、資料として残ります。"


def lines_of(there: Sequence[Offer], more: Sequence[Offer]) -> list[Line]:
    """The list: what there is, then what can be made."""
    lines = []
    for heading, offers, icon, token in ((THERE, there, "document", "accent"), (MORE, more, "plus", "ink2")):
        if offers:
            lines.append(Line(heading, chip=f"{len(offers)}件"))
            lines += [_line(offer, icon, token) for offer in offers]
    return lines


def _line(offer: Offer, icon: str, token: str) -> Line:
    variant = variant_words(offer.form, offer.document)
    first = f"{offer.form.name}（{variant}）" if variant else offer.form.name
    return Line(first, offer.document.title, icon, token, offer.document.number, offer.key)


class PapersView(View):
    """`of_meeting` = of the meeting that is open, else of the 会議体 in the 年度."""

    opened = Signal(str)
    """(layout): where that is written is wanted."""
    export_asked = Signal(object)
    """(document) is to be written as a file."""

    prints = True
    keys = PAPER_KEYS

    def __init__(self, desk: MeetingDesk, theme: Theme, *, of_meeting: bool, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self.title = "個別の資料" if of_meeting else "資料"
        self._of_meeting = of_meeting
        self._offers: dict[object, Offer] = {}
        self._pages = ""
        self._wanted: object = None
        handlers = {
            "undo": desk.bridge.undo,
            "redo": desk.bridge.redo,
            "make_paper": self.make,
            "document_settings": self.set,
            "export": self._export,
            "delete_paper": self.delete,
            "masked_words": self.look_at_masked,
        }
        shared = (*SHARED_KEYS, "document_settings", "export")
        self._actions = Actions(self, theme, handlers, PAPER_SPECS, keyless=shared)
        if desk.read_only:
            self._actions.refuse_writing(desk.bridge.workspace.read_only_reason or "")
        self.list = LineList(theme, "資料の一覧")
        self.list.chosen.connect(self._chosen_row)
        self.list.entered.connect(self._open)
        self.paper_desk = PaperDesk(theme, desk.faces)
        self.paper_desk.told.connect(self._told)
        self.paper_desk.masked_asked.connect(self.look_at_masked)
        self._build()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.show_now)
        desk.bridge.changed.connect(self._heard)

    def _build(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(self.paper_desk)
        split.setStretchFactor(1, 1)
        self.list.setMinimumWidth(self.theme.pixels(240))
        split.setSizes([self.theme.pixels(WIDE), self.theme.pixels(2 * WIDE)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(ToolRow(self.theme, self._actions, TOOLS, self))
        column.addWidget(split, 1)
        self.setFocusProxy(self.list)

    # What it shows

    def show_now(self) -> None:
        """The 資料 as they are now."""
        desk = self.desk
        committee, meeting = desk.committee, desk.meeting if self._of_meeting else None
        there: Sequence[Offer] = ()
        more: Sequence[Offer] = ()
        if committee is not None and (meeting is not None or not self._of_meeting):
            year = desk.year if meeting is None else meeting.fiscal_year
            with desk.bridge.workspace.read() as connection:
                documents, forms = load_documents(connection), read_library(connection).forms
            policy, today = policy_of(committee, desk.city), dt.date.today()
            there, more = papers_of(documents, forms, desk.roster, committee, meeting, year, today, policy)
        self._offers = {offer.key: offer for offer in (*there, *more)}
        self.list.blockSignals(True)
        self.list.show_lines(lines_of(there, more), take_first=True)
        if self._wanted is not None and self.list.take_key(self._wanted):
            self._wanted = None
        self.list.blockSignals(False)
        self._show_undo()
        self._chosen_row(self.list.key())
        self._tell()

    def take_paper(self, document_id: int) -> None:
        """Put the cursor on a 資料, if need be as soon as it is read."""
        self._wanted = (document_id, "")
        if self.list.take_key(self._wanted):
            self._wanted = None
        self.list.setFocus()

    def _heard(self, step: Step, _initiator: object) -> None:
        if any(change.table not in OTHERS for change in step.changes):
            if self.isVisible():
                self._soon.start(0)
            else:
                self._stale = True

    def touched_by(self, _refresh: object) -> bool:
        """It hears of every step by itself, 資料 and 様式 too."""
        return False

    def offer(self) -> Offer | None:
        """The 資料 of the cursor."""
        return self._offers.get(self.list.key())

    def _chosen_row(self, _key: object) -> None:
        offer = self.offer()
        there = offer is not None and offer.document.id != 0
        self._actions["delete_paper"].setEnabled(there and not self.desk.read_only)
        for key in ("document_settings", "export"):
            self._actions[key].setEnabled(offer is not None and (key == "export" or not self.desk.read_only))
        if offer is None:
            self.paper_desk.show_words("この会議体には、資料にできるものがまだありません。")
            return
        try:
            with self.desk.bridge.workspace.read() as connection:
                paper = paper_of(connection, offer.document, offer.form)
            self.paper_desk.show_paper(paper, offer.key)
            self._actions["masked_words"].setEnabled(bool(paper.masked()))
        except KnownError as trouble:
            self.paper_desk.show_words(trouble.message)
        self.position_changed.emit(*self.position())

    def _told(self, words: str) -> None:
        self._pages = words
        self.counts_changed.emit(words)

    def _show_undo(self) -> None:
        if not self.desk.read_only:
            workspace = self.desk.bridge.workspace
            self._actions.show_undo(workspace.undo_name, workspace.redo_name)

    # Commands

    def make(self) -> None:
        """資料を作る…: one more, beginning with the form of the cursor."""
        desk, offer = self.desk, self.offer()
        meeting_id = desk.meeting_id if self._of_meeting else None
        form = "" if offer is None else offer.form.key
        new = DocumentRow(0, "", form, "", None, desk.year, meeting_id=meeting_id, committee_id=desk.committee_id)
        self._ask(new)

    def set(self) -> None:
        """資料の設定…"""
        offer = self.offer()
        if offer is not None:
            self._ask(offer.document)

    def _ask(self, document: DocumentRow) -> None:
        made = ask_paper(self.desk.bridge, self.theme, self, document)
        if made is not None:
            self.take_paper(made)

    def delete(self) -> None:
        """資料を削除: the records it shows stay."""
        offer = self.offer()
        if offer is not None and offer.document.id:
            found = offer.document.id
            self.desk.perform("資料の削除", lambda session: delete_document(session, found), self)

    def look_at_masked(self) -> None:
        """伏せる言葉…"""
        document = self.paper()
        if document is not None:
            confirm_masked(self.desk.bridge, self.theme, self, [document])

    def _export(self) -> None:
        document = self.paper()
        if document is not None:
            self.export_asked.emit(document)

    def _open(self, _key: object) -> None:
        offer = self.offer()
        if offer is not None:
            self.opened.emit(offer.form.layout)

    # What the window asks

    def paper(self) -> DocumentRow | None:
        """The 資料 of the cursor; made if it is none yet."""
        offer = self.offer()
        if offer is None:
            return None
        found = stored(self.desk, offer.document, self)
        if found is not None and found.id != offer.document.id:
            self.take_paper(found.id)
        return found

    def subject(self) -> DocumentRow | None:
        """The 資料 of the cursor, made or not."""
        offer = self.offer()
        return None if offer is None else offer.document

    def commands(self) -> Sequence[Actions]:
        """Its own."""
        return (self._actions,)

    def panes(self) -> Sequence[QWidget]:
        """The list and the pages."""
        return (self.list, self.paper_desk.pages)

    def position(self) -> tuple[str, str]:
        """Which 資料."""
        offer = self.offer()
        if offer is None:
            return "", ""
        return offer.form.name, "" if offer.document.id else NO_PAPER

    def keys_of(self, _widget: QWidget, *, enter_breaks: bool) -> Keys:
        """Its own, wherever the keyboard is."""
        return self.keys

    def counts(self) -> str:
        """How many pages."""
        return self._pages

    def shut_down(self) -> None:
        """Stop laying out, hear of nothing any more."""
        self._soon.stop()
        self.desk.bridge.changed.disconnect(self._heard)
        self.paper_desk.shut_down()
