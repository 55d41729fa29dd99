"""履歴: what the cell said before, each version against the one before it, and the way back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from zaitaku_ui.dialogs.text_difference import merged
from zaitaku_ui.side.lines import LineList
from zaitaku_ui.side.past import BLANK_WORDS, Fields, Version, lines_of, words_of
from zaitaku_ui.theme import Theme

NOTHING = "このセルの変更はまだありません。"
LEGEND = "取り消し線はこのとき消えた文、下線は加わった文です。"
CHANGE = "change"


class _Words(QTextBrowser):
    def sizeHint(self) -> QSize:
        return QSize(200, self.minimumHeight())


class HistoryView(QWidget):
    """The versions in a list, the chosen one in full. `restore_asked(Version)`; `back_asked`: Esc."""

    restore_asked = Signal(object)
    back_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.read_only = False
        title = QLabel("履歴")
        title.setProperty("section", True)
        self._nothing = QLabel(NOTHING)
        self._nothing.setProperty("caption", True)
        self.list = LineList(theme, "このセルの履歴")
        self.list.setMinimumHeight(theme.pixels(98))
        self.list.chosen.connect(self._show_chosen)
        self.list.entered.connect(self._ask)
        self.list.left.connect(self.back_asked)
        self.text = _Words()
        self.text.setAccessibleName("選んだ版の文")
        self.text.setTabChangesFocus(True)
        self.text.setToolTip(LEGEND)
        self.text.setObjectName("pasttext")
        self.restore = QPushButton("この内容に戻す")
        self.restore.setAutoDefault(False)
        self.restore.setToolTip("戻した後も Ctrl+Z で元に戻せます")
        self.restore.clicked.connect(self._ask)
        edge = theme.pixels(12)
        head = QHBoxLayout()
        head.setContentsMargins(edge, theme.pixels(8), edge, theme.pixels(4))
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self._nothing)
        head.addWidget(self.restore)
        foot = QVBoxLayout()
        foot.setContentsMargins(edge, theme.pixels(6), edge, theme.pixels(8))
        foot.addWidget(self.text, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addLayout(foot, 1)
        column.addStretch(0)  # without a list the heading stays at the top
        self.show_versions([])

    def show_versions(self, versions: Sequence[Version], *, several: bool = False, fields: Fields = None) -> None:
        """Show these, the newest first; `several` = the cell has several fields: say of which each is, by its name in
        `fields`."""
        now = dt.datetime.now().astimezone()
        self.list.show_lines(lines_of(versions, now, several=several, fields=fields), take_first=True)
        for widget in (self.list, self.text, self.restore):
            widget.setVisible(bool(versions))
        self._nothing.setVisible(not versions)
        self._show_chosen(None)

    def chosen(self) -> Version | None:
        """The version of the row that has the cursor."""
        key = self.list.key()
        return key if isinstance(key, Version) else None

    def _show_chosen(self, _key: object) -> None:
        version = self.chosen()
        if version is None:
            return
        before = version.text if version.before is None else words_of(version.before)
        self.text.setHtml(self._html(merged(before, version.text)))
        self.text.scrollToAnchor(CHANGE)
        self.restore.setEnabled(not version.now and not self.read_only)

    def _html(self, parts: Sequence[tuple[str, str]]) -> str:
        tokens, first, words = self._theme.tokens, f'<a name="{CHANGE}"></a>', []
        looks = {
            "gone": f"text-decoration: line-through; color: {tokens['err']}; background-color: {tokens['err-b']};",
            "new": f"text-decoration: underline; color: {tokens['ok']}; background-color: {tokens['ok-b']};",
        }
        for text, kind in parts:
            shown = escape(text).replace("\n", "<br>")
            if kind in looks:
                shown, first = f'{first}<span style="{looks[kind]}">{shown}</span>', ""
            words.append(shown)
        return f'<p style="line-height:140%; white-space:pre-wrap">{"".join(words) or BLANK_WORDS}</p>'

    def _ask(self, _key: object = None) -> None:
        version = self.chosen()
        if version is not None and self.restore.isEnabled():
            self.restore_asked.emit(version)
