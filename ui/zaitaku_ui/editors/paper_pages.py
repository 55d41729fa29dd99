"""The printed pages of a table beside it: 名簿, 出欠表, 出席簿, as they print now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from sqlalchemy import Connection

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.library import read_library
from zaitaku_desktop.forms.meeting_documents import proposed
from zaitaku_desktop.forms.papers import paper_of
from zaitaku_desktop.model.roster import CommitteeRow
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.storage.reading import load_documents
from zaitaku_ui.meeting_desk import MeetingDesk
from zaitaku_ui.meeting_papers import ask_paper
from zaitaku_ui.outline.meeting_papers import create_like
from zaitaku_ui.preview.beside import PreviewBeside
from zaitaku_ui.preview.worker import Draft
from zaitaku_ui.theme import Theme

Subject = tuple[DocumentRow, Form]
Finder = Callable[[Connection], Subject | None]
NARROW = 1500
"""Below this width (a screen of 1366) the pages are closed until they are asked for (F9)."""


def committee_document(
    connection: Connection, committee: CommitteeRow, year: FiscalYear, layout: str, standard: str
) -> Subject:
    """The 資料 of a 会議体 for a 年度 in a form of this layout, else what one in the standard form would be (id 0).

    KnownError if the form cannot be read.
    """
    library = read_library(connection)
    for row in load_documents(connection):
        if row.committee_id == committee.id and row.fiscal_year == year:
            form = library.form(row.form)
            if form.layout == layout:
                return row, form
    form = library.form(standard)
    return proposed(form, committee, None, year, dt.date.today()), form


def stored(desk: MeetingDesk, document: DocumentRow, initiator: object) -> DocumentRow | None:
    """The 資料; made as one undo step if it is none yet (in a file that cannot be written it stays so). None = it could
    not be made, which has been said."""
    if document.id or desk.read_only:
        return document
    made = desk.perform("資料の追加", partial(create_like, document=document), initiator)
    return None if made is None else replace(document, id=made)


def year_document(connection: Connection, year: FiscalYear, layout: str, standard: str, wanted: int = 0) -> Subject:
    """The 資料 of a 年度 in a form of this layout (`wanted` if it is one), else what one in the standard form would be
    (id 0).

    KnownError if the form cannot be read.
    """
    library = read_library(connection)
    for row in sorted(load_documents(connection), key=lambda row: row.id != wanted):
        if row.fiscal_year == year and row.kind == library.form(standard).kind:
            form = library.form(row.form)
            if form.layout == layout:
                return row, form
    form = library.form(standard)
    return DocumentRow(0, form.kind, form.key, form.title.format(long=year.long), None, year, draft=False), form


class PaperPages(QObject):
    """Keeps the pages of what `find` says in step. `clicked(ident)`: a place on a page was clicked."""

    clicked = Signal(object)

    def __init__(self, desk: MeetingDesk, theme: Theme, editor: QWidget, find: Finder, *, wide: int = 344) -> None:
        super().__init__(editor)
        self._desk, self._theme = desk, theme
        self._find = find
        self._action: QAction | None = None
        self.beside = PreviewBeside(theme, editor, desk.faces, narrow=NARROW, wide=wide)
        self.pane = self.beside.pane
        self.pane.ident_clicked.connect(self.clicked)
        self.beside.turned.connect(self._turned)

    def follow_action(self, action: QAction) -> None:
        """Show in a command whether the pages are seen."""
        self._action = action
        action.setChecked(self.beside.is_seen)

    def turn(self) -> None:
        """Open or close the pages."""
        self.beside.show_pages(not self.beside.is_seen)

    def enlarge(self) -> None:
        """大きく見る."""
        self.pane.show_large()
        self.refresh()

    def settings(self) -> None:
        """資料の設定 of the 資料, which is made by it if it is none yet."""
        found = self.subject()
        if found is not None:
            ask_paper(self._desk.bridge, self._theme, self.beside.window(), found)

    def refresh(self) -> None:
        """Lay the pages out as the records are now, as long as somebody sees them."""
        if not self.pane.is_wanted or not self.beside.isVisible():
            return
        try:
            with self._desk.bridge.workspace.read() as connection:
                found = self._find(connection)
                paper = None if found is None else paper_of(connection, *found)
        except KnownError as trouble:
            self._desk.bridge.failed.emit(trouble)
            return
        if paper is not None:
            self.pane.show_draft(Draft(paper.job))

    def subject(self) -> DocumentRow | None:
        """The 資料 as it is stored, or as it would be (id 0). None = nothing can be printed."""
        try:
            with self._desk.bridge.workspace.read() as connection:
                found = self._find(connection)
        except KnownError as trouble:
            self._desk.bridge.failed.emit(trouble)
            return None
        return None if found is None else found[0]

    def document(self) -> DocumentRow | None:
        """The stored 資料; made as one undo step if there is none yet. None = nothing can be printed."""
        found = self.subject()
        return None if found is None else stored(self._desk, found, self)

    def shut_down(self) -> None:
        """Stop the layout thread."""
        self.beside.shut_down()

    def _turned(self, shown: bool) -> None:
        if self._action is not None:
            self._action.setChecked(shown)
        if shown:
            self.refresh()
