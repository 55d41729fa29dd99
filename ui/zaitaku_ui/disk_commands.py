"""The commands that wait for the disk: closing, a copy by hand, going on in another file."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.storage.workspace import NotSaved, Workspace
from zaitaku_ui.dialogs.closing import ClosingDialog, Ending
from zaitaku_ui.dialogs.new_file import FILES, SUFFIX
from zaitaku_ui.file_page import FilePage
from zaitaku_ui.waiting import QUIET, wait_beside

if TYPE_CHECKING:
    from zaitaku_ui.commands import FileCommands
    from zaitaku_ui.main_window import MainWindow


class DiskCommands:
    """What FileCommands hands on."""

    def __init__(self, window: MainWindow, files: FileCommands) -> None:
        self._window = window
        self._files = files
        self.busy = False

    def close_file(self) -> bool:
        """Back to the start page, once everything is on the disk. False = the file stays open."""
        page = self._window.page
        if page is None:
            return True
        if self.busy or not page.finish():
            return False
        self.busy = True
        try:
            ending = self._until_saved(page)
            if ending is Ending.SAVE_AS:
                ending = Ending.SAVED if self._go_on_elsewhere(page) else Ending.STAY
            return ending is not Ending.STAY and self._let_go(give_up=ending is Ending.GIVE_UP)
        finally:
            self.busy = False

    def _until_saved(self, page: FilePage) -> Ending:
        try:
            if page.workspace.flush(QUIET / 1000):
                return Ending.SAVED
        except NotSaved:
            pass  # the dialog says what it is
        dialog = ClosingDialog(page.bridge, self._window.theme, self._window)
        if dialog.ending is not Ending.SAVED:  # it may have been saved while the dialog was made
            dialog.exec()
        ending = dialog.ending
        dialog.deleteLater()
        return ending

    def _let_go(self, *, give_up: bool) -> bool:
        window = self._window
        page = window.page
        assert page is not None
        workspace = page.workspace
        page.release()
        trouble: KnownError | None = None
        try:
            wait_beside(window, window.theme, "控えを取っています…", partial(workspace.close, give_up=give_up))
        except NotSaved:  # the disk went away in the last moment: the page comes back, and says so
            self._files.show_instead(workspace)
            return False
        except KnownError as error:
            trouble = error  # the file itself is saved and closed all the same
        window.show_start()
        if trouble is not None:
            window.show_trouble(trouble)
        return True

    def back_up(self) -> None:
        """控えを取る."""
        page = self._window.page
        if page is None or self.busy or not page.finish():
            return
        self.busy = True
        try:
            path = wait_beside(
                self._window, self._window.theme, "控えを取っています…", partial(page.workspace.back_up, "手動")
            )
        except KnownError as error:
            page.messages.show_trouble(error)
        else:
            page.say(f"{dt.datetime.now():%H:%M} に控えを取りました：{path.name}")
        finally:
            self.busy = False

    def save_as(self) -> None:
        """別名で保存…: a new file with the same content, in which the work goes on."""
        page = self._window.page
        if page is None or self.busy or not page.finish():
            return
        self.busy = True
        try:
            self._go_on_elsewhere(page)
        finally:
            self.busy = False

    def _go_on_elsewhere(self, page: FilePage) -> bool:
        """False = nothing was chosen, or it could not be written there."""
        path = self._ask_where(page.workspace)
        if path is None:
            return False
        window, old = self._window, page.workspace
        try:
            wait_beside(window, window.theme, "別名で保存しています…", partial(old.save_copy, path))
            new = Workspace.open(path)
        except KnownError as error:
            page.messages.show_trouble(error)
            return False
        page.release()
        self._files.show_instead(new)
        window.remember(path)
        assert window.page is not None
        try:
            give_up = not old.disk.saved
            wait_beside(window, window.theme, "前のファイルを閉じています…", partial(old.close, give_up=give_up))
        except NotSaved:
            old.close(give_up=True)  # everything is in the new file
        except KnownError as error:
            window.show_trouble(error)
        window.page.say(f"「{path.name}」に保存しました。続きは、このファイルに入力します。")
        return True

    def _ask_where(self, workspace: Workspace) -> Path | None:
        """A place for the new file: another folder if there is trouble with this one."""
        name = workspace.path
        suggested = name.with_stem(f"{name.stem}（2）")
        if workspace.disk.trouble is not None:
            suggested = self._files.documents() / name.name
        option = QFileDialog.Option.DontConfirmOverwrite  # nothing is overwritten
        found, _ = QFileDialog.getSaveFileName(self._window, "別名で保存", str(suggested), FILES, "", option)
        if not found:
            return None
        path = Path(found)
        return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
