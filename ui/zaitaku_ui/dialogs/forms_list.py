"""様式の一覧: all forms of the file, to be copied, shaped, renamed, removed, written to files and read from them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from sqlalchemy.orm import Session

from zaitaku_desktop.forms.form_file import FormFile
from zaitaku_desktop.forms.library import Library, read_library
from zaitaku_desktop.operations.own_forms import remove_form, rename_form, take_form
from zaitaku_desktop.storage.reading import load_documents
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.dialogs.form_files import FormFiles
from zaitaku_ui.dialogs.frame import FormDialog
from zaitaku_ui.theme import Theme

KEY = Qt.ItemDataRole.UserRole
ROWS = 9


class FormsDialog(FormDialog):
    """Every form. `edit_asked(key, copy)`: somebody wants to shape a form, or a copy of it."""

    edit_asked = Signal(str, bool)

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "様式の一覧", "複製して直す", parent)
        self._bridge = bridge
        self.watch(bridge)
        self.library = Library({})
        self.files = FormFiles(self, self.messages, self._forms, self._take_file)
        self.list = QListWidget()
        self.list.setAccessibleName("様式の一覧")
        self.list.setObjectName("formslist")
        self.list.setFixedHeight(theme.pixels(33) * ROWS)
        self.list.currentRowChanged.connect(self._chosen)
        self.list.itemActivated.connect(self._edit_chosen)
        self.edit_button = self._button("直す", self._edit_chosen)
        self.rename_button = self._button("名前を変える…", self.ask_name)
        self.write_button = self._button("ファイルに書き出す…", self._write_file)
        self.read_button = self._button("ファイルから読み込む…", self.files.ask_and_read)
        self.remove_button = self._button("消す", self.remove)
        row = QHBoxLayout()
        row.setSpacing(theme.pixels(12))
        column = QVBoxLayout()
        column.setSpacing(theme.pixels(8))
        for button in (self.edit_button, self.rename_button, self.write_button, self.read_button, self.remove_button):
            column.addWidget(button)
        column.addStretch(1)
        row.addWidget(self.list, 1)
        row.addLayout(column)
        self.fields.addLayout(row, 0, 0, 1, 2)
        self.leave.setText("閉じる")
        self.setMinimumWidth(theme.pixels(760))
        self.reload()
        self.list.setFocus()

    def _button(self, words: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(partial(_act, act))
        return button

    def reload(self, choose: str = "") -> None:
        """Read the forms again; `choose` = that one is chosen, else the one that was."""
        wanted = choose or self.key()
        with self._bridge.workspace.read() as connection:
            self.library = read_library(connection)
            documents = load_documents(connection)
        counts = {key: sum(row.form == key for row in documents) for key in {row.form for row in documents}}
        self.list.clear()
        own = [*self.library.own, *(key for key in self.library.names if key in self.library.unreadable)]
        for key in (*self.library.presets, *own):
            parts = ["" if key in self.library.presets else "自分の様式"]
            parts.append(f"資料 {counts[key]}件" if counts.get(key) else "")
            parts.append("読み取れません" if key in self.library.unreadable else "")
            about = "、".join(part for part in parts if part)
            item = QListWidgetItem(f"{self.library.name(key)}{f'　（{about}）' if about else ''}")
            item.setData(KEY, key)
            form = self.library.forms.get(key)
            item.setToolTip(form.about if form is not None else self.library.unreadable[key].message)
            self.list.addItem(item)
        rows = [self.list.item(at).data(KEY) for at in range(self.list.count())]
        self.list.setCurrentRow(rows.index(wanted) if wanted in rows else 0)

    def key(self) -> str:
        """The chosen form, "" = none."""
        item = self.list.currentItem()
        return "" if item is None else str(item.data(KEY))

    def _chosen(self, _row: int) -> None:
        key, writable = self.key(), not self._bridge.read_only
        own, whole = key in self.library.names, key in self.library.forms
        self.go.setEnabled(self._shapes(key) and writable)
        self.edit_button.setEnabled(own and self._shapes(key) and writable)
        self.rename_button.setEnabled(own and whole and writable)
        self.remove_button.setEnabled(own and writable)
        self.read_button.setEnabled(writable)
        self.write_button.setEnabled(whole)
        if key in self.library.unreadable:
            self.messages.show_trouble(self.library.unreadable[key])
        else:
            self.messages.clear()

    def _shapes(self, key: str) -> bool:
        """Whether the form can be shaped by hand: those of plans; one of a meeting is changed in its file."""
        form = self.library.forms.get(key)
        return form is not None and form.kind == "plan"

    def _edit_chosen(self, _item: object = None) -> None:
        key = self.key()
        if self._shapes(key):
            self.edit_asked.emit(key, key not in self.library.own)

    def take(self) -> bool:
        """複製して直す; the list stays."""
        if self._shapes(self.key()):
            self.edit_asked.emit(self.key(), True)
        return False

    def ask_name(self) -> None:
        """名前を変える…"""
        key = self.key()
        name, given = QInputDialog.getText(self, "名前を変える", "様式の名前", text=self.library.name(key))
        if given:
            self.rename(name)

    def rename(self, name: str) -> None:
        """Call the chosen form otherwise."""
        key = self.key()

        def change(session: Session) -> None:
            rename_form(session, key, name)

        self.messages.clear()
        if self._bridge.perform("様式の名前の変更", change, self) is not None:
            self.reload(key)

    def remove(self) -> None:
        """消す; not while 資料 are in it."""
        key = self.key()

        def change(session: Session) -> None:
            remove_form(session, key)

        self.messages.clear()
        name = self.library.name(key)
        if self._bridge.perform("様式の削除", change, self) is not None:
            self.reload()
            self.messages.show_message("ok", f"「{name}」を消しました。Ctrl+Z で元に戻せます。")

    def _write_file(self) -> None:
        self.files.ask_and_write(self.library.form(self.key()))

    def _forms(self) -> Library:
        return self.library

    def _take_file(self, file: FormFile) -> None:
        """Store the form of a file as an own one."""

        def change(session: Session) -> str:
            return take_form(session, file)

        done = self._bridge.perform("様式の読み込み", change, self)
        if done is not None:
            self.reload(done.result)
            self.messages.show_message("ok", f"「{self.library.name(done.result)}」を読み込みました。")


def _act(act: Callable[[], object], *_checked: bool) -> None:
    act()
