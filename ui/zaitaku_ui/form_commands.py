"""What the menu and the dialogs do with 様式: the list of them, and the editor over it or over a 資料."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from zaitaku_desktop.base.errors import KnownError

if TYPE_CHECKING:
    from zaitaku_ui.dialogs.document_settings import DocumentDialog
    from zaitaku_ui.file_page import FilePage
    from zaitaku_ui.forms_editor.editor import FormEditor
    from zaitaku_ui.main_window import MainWindow


class FormCommands:
    """Opens the list and the editor for the file that is open."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.editor: FormEditor | None = None
        """The editor, while it is open."""

    def _page(self) -> FilePage | None:
        page = self._window.page
        return page if page is not None and page.finish() else None

    def list_forms(self) -> None:
        """様式の一覧…"""
        from zaitaku_ui.dialogs.forms_list import FormsDialog  # noqa: PLC0415 - not before it is asked for

        page = self._page()
        if page is None:
            return
        dialog = FormsDialog(page.bridge, self._window.theme, self._window)

        def edit(key: str, copy: bool) -> None:
            self.edit(key, dialog.reload, copy=copy, over=dialog)

        dialog.edit_asked.connect(edit)
        dialog.exec()
        dialog.deleteLater()

    def edit_shown(self) -> None:
        """この資料の様式を直す…: an own form itself, of a preset a copy."""
        page = self._page()
        document = None if page is None else page.document()
        if page is None:
            return
        if document is None:
            page.say("まだ資料がありません。「様式の一覧」から様式を選べます。", level="info")
            return
        self.edit(document.form)

    def serve(self, dialog: DocumentDialog) -> None:
        """Open the editor when a dialog about a 資料 asks for it; what comes of it can be chosen there."""

        def edit(key: str, copy: bool) -> None:
            self.edit(key, dialog.offer_forms, copy=copy, over=dialog, use=False)

        dialog.form_asked.connect(edit)

    def edit(
        self,
        key: str,
        done: Callable[[str], None] | None = None,
        *,
        copy: bool = False,
        over: QWidget | None = None,
        use: bool = True,
    ) -> None:
        """Open the editor on a form (of a preset on a copy). `done` hears the key it was saved as, "" = it was not.
        `use` = it can be put over the 資料 on the screen there and then; else it is only tried on it."""
        from zaitaku_ui.forms_editor.editor import FormEditor  # noqa: PLC0415 - not before it is asked for
        from zaitaku_ui.forms_editor.store import copy_of, opened, read_subject  # noqa: PLC0415

        window, page = self._window, self._window.page
        if page is None:
            return
        library, subject = read_subject(page.bridge, page.document())
        try:
            given = (copy_of if copy else opened)(library, key)
        except KnownError as error:
            window.show_trouble(error)
            return
        editor = FormEditor(
            page.bridge, window.theme, page.printing.faces(), library, given, subject, over or window, use=use
        )
        editor.finished.connect(partial(self._ended, editor, page, done))
        self.editor = editor
        editor.open()

    def _ended(self, editor: FormEditor, page: FilePage, done: Callable[[str], None] | None, _result: int = 0) -> None:
        self.editor = None
        editor.shut_down()
        editor.deleteLater()
        if editor.used and (document := page.document()) is not None:
            page.reload()
            page.say(f"「{document.title}」の様式を変えました。Ctrl+Z で元に戻せます。")
        if done is not None:
            done(editor.given.key)
