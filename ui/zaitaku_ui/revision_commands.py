"""版として保存: what is shown now, a plan or a 自由文書, is kept under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zaitaku_ui.main_window import MainWindow

NOTHING = "版として残せる計画も文書もありません。"


class RevisionCommands:
    """Asks for a name and keeps it."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def save(self) -> None:
        """版として保存…"""
        from zaitaku_desktop.model.revision import RevisionKind  # noqa: PLC0415 - SQLAlchemy when used
        from zaitaku_desktop.operations import revision  # noqa: PLC0415
        from zaitaku_ui.dialogs.outline_dialogs import RevisionDialog  # noqa: PLC0415
        from zaitaku_ui.places.documents_page import DocumentsPage  # noqa: PLC0415

        page = self._window.page
        if page is None or not page.finish():
            return
        tabbed, plan = page.tabbed(), page.plan()
        text = tabbed.shown_document() if isinstance(tabbed, DocumentsPage) else None
        document = next((row for row in page.documents if row.id == text), None)
        if document is None and plan is None:
            page.say(NOTHING, level="warn")
            return
        what = document.title if document is not None else plan.title if plan is not None else ""
        plan_id, document_id = (plan.id if plan else 0), None if document is None else document.id
        with page.workspace.read() as connection:
            proposed = revision.proposed_name(connection, plan_id=plan_id, document_id=document_id)
        dialog = RevisionDialog(self._window.theme, what, proposed, self._window)
        if dialog.exec():
            change = revision.save_plan_revision if document_id is None else revision.save_document_revision
            kind, subject = RevisionKind(dialog.kind), plan_id if document_id is None else document_id
            if page.bridge.perform("版として保存", lambda session: change(session, subject, dialog.name, kind), self):
                page.say(f"「{what}」を「{dialog.name}」として残しました。「文書」の「版」に並びます。")
        dialog.deleteLater()
