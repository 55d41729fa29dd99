"""What the page says of the disk while something cannot be saved: a strip that stays until it can."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from zaitaku_desktop.storage.disk import Unforeseen
from zaitaku_desktop.storage.workspace import NotSaved
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.crash import LOGGER, described
from zaitaku_ui.messages import MessageArea, MessageStrip
from zaitaku_ui.theme import Theme

RETRY, SAVE_AS = "もう一度試す", "別名で保存…"


def trouble_words(trouble: NotSaved) -> str:
    """What happened, that the entries are still there, what to do."""
    return trouble.message + ("しばらくすると、自動でも試します。" if trouble.retries else "")


class SavingBanner(QWidget):
    """Empty while all is well. `area` says when it is well again; `save_as` is what 別名で保存… does."""

    def __init__(self, bridge: Bridge, theme: Theme, area: MessageArea, save_as: Callable[[], object]) -> None:
        super().__init__()
        self._bridge = bridge
        self._theme = theme
        self._area = area
        self._save_as = save_as
        self._strip: MessageStrip | None = None
        self._told: NotSaved | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 8, 0)
        self.hide()
        bridge.disk_changed.connect(self.look)
        self.look()

    def look(self) -> None:
        """Show how it stands."""
        disk = self._bridge.workspace.disk
        if disk.trouble is None:
            if self._strip is not None:
                self._clear()
                self._area.show_message("ok", f"{dt.datetime.now():%H:%M} に、入力した内容をすべて保存しました。")
        elif disk.trouble is not self._told:
            self._told = disk.trouble
            if isinstance(disk.trouble, Unforeseen) and disk.trouble.__cause__ is not None:
                LOGGER.error(described(disk.trouble.__cause__))
            self._show(trouble_words(disk.trouble))

    def _show(self, words: str) -> None:
        if self.words() == words:
            return
        self._clear()
        buttons = ((RETRY, self._bridge.workspace.retry), (SAVE_AS, self._save_as))
        self._strip = MessageStrip(self._theme, "err", words, buttons, self, closable=False)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self._strip)
        self.show()

    def _clear(self) -> None:
        if self._strip is not None:
            self._strip.close_message()
            self._strip = None
        self.hide()

    def words(self) -> str:
        """What is shown, "" while all is well."""
        return "" if self._strip is None else self._strip.text
