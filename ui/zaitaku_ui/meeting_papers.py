"""会議の資料 in the window: made and set by a dialog; which words a 公開用 one leaves out before it goes anywhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.forms.papers import paper_as
from zaitaku_desktop.forms.print_minutes import SHOWN
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.operations.document import edit_document
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.dialogs.masked_words import MaskedWordsDialog
from zaitaku_ui.dialogs.meeting_paper import MeetingPaperDialog
from zaitaku_ui.dialogs.year_paper import YearPaperDialog, of_year
from zaitaku_ui.theme import Theme


def ask_paper(bridge: Bridge, theme: Theme, host: QWidget, document: DocumentRow) -> int | None:
    """資料の設定 of one that is stored, else one is made beginning with it (id 0): of a meeting, a 会議体 or a 年度.

    Its id, None = given up.
    """
    dialog: MeetingPaperDialog | YearPaperDialog
    try:
        kind = YearPaperDialog if of_year(bridge, document) else MeetingPaperDialog
        dialog = kind(bridge, document, theme, host)
    except KnownError as trouble:
        bridge.failed.emit(trouble)
        return None
    made = dialog.made if dialog.exec() else None
    dialog.deleteLater()
    return made


def confirm_masked(bridge: Bridge, theme: Theme, host: QWidget, documents: Sequence[DocumentRow]) -> bool:
    """Before 資料 are printed or written: show the words of each 公開用 one in which names were found. False = the
    clerk does not want it so, or one cannot be read, which has been said."""
    for document in documents:
        if document.plan_id is not None:
            continue
        try:
            with bridge.workspace.read() as connection:
                paper = paper_as(connection, document)
            masked = paper.masked()
        except KnownError as trouble:
            bridge.failed.emit(trouble)
            return False
        if not masked:
            continue
        before = [word for word in paper.document.options.get(SHOWN, "").split("\n") if word]
        dialog = MaskedWordsDialog(theme, document.title, masked, before, host)
        accepted, shown = dialog.exec(), dialog.shown()
        dialog.deleteLater()
        if not accepted:
            return False
        if shown != before and not bridge.read_only and not _let_stand(bridge, paper.document, shown):
            return False
    return True


def _let_stand(bridge: Bridge, document: DocumentRow, shown: Sequence[str]) -> bool:
    """Keep which words stand as they are, as one undo step."""
    options = {name: value for name, value in document.options.items() if name != SHOWN}
    if shown:
        options[SHOWN] = "\n".join(shown)

    def change(session: Session) -> None:
        edit_document(session, document.id, options=options)

    return bridge.perform("伏せる言葉の変更", change, None) is not None
