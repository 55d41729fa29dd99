"""The pages of one 資料 below each other, and over them what is still missing on them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.forms.missing import summary
from zaitaku_desktop.forms.papers import Paper
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_ui.preview.desk import WIDTH, Desk
from zaitaku_ui.preview.painter import PagePainter
from zaitaku_ui.preview.worker import Draft, Laid, LayoutWorker
from zaitaku_ui.theme import Theme


class PaperDesk(QFrame):
    """Shows what it is told. `told(words)`: how many pages, and in what type."""

    told = Signal(str)
    masked_asked = Signal()
    """The words that 公開用 masks are to be looked at."""

    def __init__(self, theme: Theme, faces: Faces, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: object = None
        self._worker = LayoutWorker(faces)
        self._worker.laid_out.connect(self._show)
        self._worker.known_error.connect(self._refuse)
        self.pages = Desk(theme, PagePainter(faces))
        self.pages.fit = WIDTH
        # a bar that comes and goes would change the width that the pages fill, and so on for ever
        self.pages.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.words = QLabel()
        self.words.setProperty("secondary", True)
        self.masked = QPushButton("伏せる言葉…")
        self.masked.setToolTip("公開用で伏せる言葉を確かめます（Ctrl+Shift+M）")
        self.masked.clicked.connect(self.masked_asked)
        self._head = QFrame()
        self._head.setProperty("level", "info")
        row = QHBoxLayout(self._head)
        row.setContentsMargins(*(theme.pixels(side) for side in (12, 4, 12, 4)))
        row.addWidget(self.words, 1)
        row.addWidget(self.masked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.pages, 1)
        self.setFocusProxy(self.pages)
        self._head.hide()

    def show_paper(self, paper: Paper, subject: object) -> None:
        """Lay these pages out. Those of another `subject` than before begin at the top."""
        if subject != self._shown:
            self.pages.verticalScrollBar().setValue(0)
        self._shown = subject
        blanks = "、".join(f"{heading} {count}件" for heading, count in summary(paper.missing()))
        masked = paper.masked()
        words = [f"未入力　{blanks}"] if blanks else []
        words += [f"公開用　{len(masked)}種類の言葉を伏せます"] if masked else []
        self.words.setText("　".join(words))
        self.masked.setVisible(bool(masked))
        self._head.setVisible(bool(words))
        self._worker.submit(Draft(paper.job, subject=subject))

    def show_words(self, words: str) -> None:
        """Say why there are no pages."""
        self._shown = None
        self.words.setText(words)
        self.masked.hide()
        self._head.setVisible(bool(words))
        self.pages.hide()
        self.told.emit("")

    def _show(self, laid: Laid) -> None:
        if laid.subject == self._shown:
            self.pages.show()
            self.pages.show_layout(laid.layout)
            self.told.emit(f"全 {len(laid.layout.pages)}ページ　{laid.paper}")

    def _refuse(self, trouble: KnownError) -> None:
        self.show_words(trouble.message)

    def shut_down(self) -> None:
        """Stop laying out."""
        self._worker.shut_down()
