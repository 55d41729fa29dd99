"""An editor and, at its right, the pages it makes: closed where there is no room, opened by a command."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_ui.preview.pane import PreviewPane
from zaitaku_ui.theme import Theme

PORTRAIT = 344
"""LOOK 1: how wide the pane is for pages that stand upright."""
NARROW = 900
"""Below this width the editor has all the room, unless the pages were asked for."""


class PreviewBeside(QSplitter):
    """`turned` = the pages are seen, or no longer."""

    turned = Signal(bool)

    def __init__(
        self,
        theme: Theme,
        editor: QWidget,
        faces: Faces,
        parent: QWidget | None = None,
        *,
        narrow: int = NARROW,
        wide: int = PORTRAIT,
    ) -> None:
        """Below `narrow` px the pages are closed until they are asked for; open they are `wide`."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._narrow, self._wide = narrow, wide
        self._theme = theme
        self._editor = editor
        self._asked: bool | None = None
        self.pane = PreviewPane(theme, faces, self)
        self.pane.setMinimumWidth(theme.pixels(220))
        self.addWidget(editor)
        self.addWidget(self.pane)
        self.setStretchFactor(0, 1)
        self.setCollapsible(0, False)
        self.setCollapsible(1, False)
        self.setHandleWidth(1)
        self.pane.close_requested.connect(self.close_pages)

    @property
    def is_seen(self) -> bool:
        """Whether the pages are open."""
        return not self.pane.isHidden()

    def show_pages(self, shown: bool) -> None:
        """Open or close them, because somebody wants it so."""
        self._asked = shown
        self._turn(shown)

    def close_pages(self) -> None:
        """Close them."""
        self.show_pages(False)

    def _turn(self, shown: bool) -> None:
        if shown == self.is_seen:
            return
        now = QApplication.focusWidget()
        held = now is not None and self.pane.isAncestorOf(now)
        self.pane.setVisible(shown)
        if shown:
            wide = self._theme.pixels(self._wide)
            self.setSizes([max(self.width() - wide, 0), wide])
        elif held:
            self._editor.setFocus()
        self.turned.emit(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        first = not self.pane.isHidden() and event.oldSize().width() <= 0
        super().resizeEvent(event)
        self._turn(self.width() >= self._theme.pixels(self._narrow) if self._asked is None else self._asked)
        if first and self.is_seen:
            wide = self._theme.pixels(self._wide)
            self.setSizes([max(self.width() - wide, 0), wide])

    def shut_down(self) -> None:
        """Stop the layout thread."""
        self.pane.shut_down()
