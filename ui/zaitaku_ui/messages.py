"""Messages in the page: what happened, what is safe, what to do — never a box in the way (LOOK 5)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from zaitaku_desktop.base.errors import KnownError
from zaitaku_ui.paragraph import Paragraph
from zaitaku_ui.theme import Theme

ICONS = {"info": ("info", "accent"), "ok": ("ok", "ok"), "warn": ("warn", "warn"), "err": ("error", "err")}


class MessageStrip(QFrame):
    """One message with an icon, at most two buttons, and × (Esc) unless it stays until its cause has gone."""

    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        level: str,
        text: str,
        buttons: tuple[tuple[str, Callable[[], object]], ...] = (),
        parent: QWidget | None = None,
        *,
        closable: bool = True,
    ) -> None:
        super().__init__(parent)
        self.setProperty("level", level)
        self._closable = closable
        self.level = level
        self.text = text
        self.passing = False
        """It is true only until something else happens, and has been seen: the next happening takes it away."""
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.pixels(12), theme.pixels(6), theme.pixels(6), theme.pixels(6))
        row.setSpacing(theme.pixels(8))
        icon, token = ICONS[level]
        picture = QLabel()
        picture.setPixmap(theme.pixmap(icon, token, 20, self.devicePixelRatioF()))
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignVCenter)
        words = Paragraph(text)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(words, 1)
        for name, action in buttons:
            button = QPushButton(name)
            button.clicked.connect(partial(_act, action))
            row.addWidget(button)
        close = QToolButton()
        close.setProperty("tool", True)
        close.setIcon(theme.icon("close", "ink2", 16))
        close.setAccessibleName("この知らせを閉じる")
        close.setToolTip("閉じる（Esc）")
        close.clicked.connect(self.close_message)
        row.addWidget(close)
        if not closable:
            close.hide()
        self.setAccessibleName(text)

    def let_pass(self) -> None:
        """Be `passing` from now on."""
        self.passing = True

    def close_message(self) -> None:
        """Take the message away."""
        self.closed.emit()
        self.hide()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._closable:
            self.close_message()
            return
        super().keyPressEvent(event)


def _act(action: Callable[[], object], *_checked: bool) -> None:
    action()


class MessageArea(QWidget):
    """Where messages stand, the newest on top; at most three at once."""

    MOST = 3

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._strips: list[MessageStrip] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 0, 8, 0)
        self._column.setSpacing(4)

    def show_message(self, level: str, text: str, *buttons: tuple[str, Callable[[], object]]) -> MessageStrip:
        """Show a message (info, ok, warn, err). The same text is not shown twice, and good news replaces good news."""
        for strip in list(self._strips):
            if strip.text == text or level == strip.level == "ok" or len(self._strips) >= self.MOST:
                self._forget(strip)
                strip.close_message()
        strip = MessageStrip(self._theme, level, text, tuple(buttons), self)
        strip.closed.connect(self._forget_sender)
        self._strips.insert(0, strip)
        self._column.insertWidget(0, strip)
        return strip

    def show_trouble(self, trouble: KnownError) -> MessageStrip:
        """Show what a KnownError says."""
        return self.show_message("err", trouble.message)

    def show_passing(self, level: str, text: str) -> None:
        """Show what is true only until the next step is written or another page is shown (`pass_on`)."""
        strip = self.show_message(level, text)
        QTimer.singleShot(0, strip, strip.let_pass)  # what belongs to the same act must not take it away unseen

    def show_refusal(self, trouble: KnownError) -> None:
        """Show why something that was typed or asked for was not done."""
        self.show_passing("err", trouble.message)

    def pass_on(self) -> None:
        """Something else has happened: what was said in passing holds no longer."""
        for strip in [one for one in self._strips if one.passing]:
            self._forget(strip)
            strip.close_message()

    def texts(self) -> list[str]:
        """What is shown now, the newest first."""
        return [strip.text for strip in self._strips]

    def clear(self, level: str = "") -> None:
        """Take all messages away, or those of a level."""
        for strip in list(self._strips):
            if not level or strip.property("level") == level:
                self._forget(strip)
                strip.close_message()

    def _forget_sender(self) -> None:
        sender = self.sender()
        if isinstance(sender, MessageStrip):
            self._forget(sender)

    def _forget(self, strip: MessageStrip) -> None:
        if strip in self._strips:
            self._strips.remove(strip)
