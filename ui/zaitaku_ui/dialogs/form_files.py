"""様式 as files: asked for, written and read, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.file_names import file_name
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.form_file import SUFFIX, FormFile, read_form_file, write_form_file
from zaitaku_desktop.forms.library import Library
from zaitaku_ui.messages import MessageArea

FILES = f"様式 (*{SUFFIX})"


class FormFiles:
    """Over `host`; `messages` says what was done, and why a broken file is refused. `library` = the forms of the data
    file; `take` hears what was read."""

    def __init__(
        self,
        host: QWidget,
        messages: MessageArea,
        library: Callable[[], Library],
        take: Callable[[FormFile], object],
    ) -> None:
        self._host, self._messages, self._library, self._take = host, messages, library, take
        self._folder = Path.home()

    def ask_and_read(self) -> None:
        """ファイルから読み込む…"""
        found, _ = QFileDialog.getOpenFileName(self._host, "様式をファイルから読み込む", str(self._folder), FILES)
        if found:
            self.read(Path(found))

    def read(self, path: Path) -> None:
        """Read a file. A broken one is refused with file, place and reason."""
        self._messages.clear()
        try:
            file = read_form_file(path, self._library())
        except KnownError as error:
            self._messages.show_trouble(error)
            return
        self._folder = path.parent
        self._take(file)

    def ask_and_write(self, form: Form) -> None:
        """ファイルに書き出す…"""
        start = self._folder / file_name(f"様式_{form.name}", SUFFIX)
        found, _ = QFileDialog.getSaveFileName(self._host, "様式をファイルに書き出す", str(start), FILES)
        if found:
            self.write(Path(found), form)

    def write(self, path: Path, form: Form) -> None:
        """Write a form into a file."""
        self._messages.clear()
        try:
            write_form_file(path, form)
        except KnownError as error:
            self._messages.show_trouble(error)
            return
        self._folder = path.parent
        self._messages.show_message("ok", f"様式を書き出しました：{path.name}")
