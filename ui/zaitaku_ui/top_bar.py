"""The band over the page: 年度, which 資料, its 様式, and printing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from zaitaku_desktop.forms.sheets import document_title
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_ui.one_line import OneLine, OneLineChoice
from zaitaku_ui.theme import Theme
from zaitaku_ui.year_selector import YearSelector

HEIGHT = 46
LIST_WIDTH = 560
"""The open list of 資料 shows their whole titles."""
LEAST_FORM = 90
"""Pixels: the word 様式 and the first letters of its name."""


def document_name(document: DocumentRow) -> str:
    """A 資料 as a list names it: its number, its title, （案）."""
    number = f"{document.number}　" if document.number else ""
    return f"{number}{document_title(document)}"


class DocumentList(OneLineChoice):
    """The list of 資料. `opened` = the last choice was made in the open list, not by arrow keys on the closed one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.opened = False

    def showPopup(self) -> None:
        self.opened = True
        super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.opened = False
        super().keyPressEvent(event)


class TopBar(QFrame):
    """年度 first and tinted, then what is shown. `document_chosen(id)`; `left()` = the choosing is over."""

    document_chosen = Signal(int)
    left = Signal()

    def __init__(
        self, theme: Theme, print_action: QAction, pdf_action: QAction, settings: QAction, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("topbar")
        self.setFixedHeight(theme.pixels(HEIGHT))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.pixels(12), 0, theme.pixels(12), 0)
        row.setSpacing(theme.pixels(10))
        self.years = YearSelector(theme)
        self.documents = DocumentList()
        self.documents.setProperty("strong", True)
        self.documents.setAccessibleName("資料")
        self.documents.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.documents.setMinimumContentsLength(22)
        self.documents.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.documents.setMaximumWidth(theme.pixels(460))
        self.documents.view().setMinimumWidth(theme.pixels(LIST_WIDTH))
        self.documents.view().setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.documents.activated.connect(self._chosen)
        settings_button = QToolButton()
        settings_button.setProperty("tool", True)
        settings_button.setDefaultAction(settings)
        settings_button.setIconSize(QSize(theme.pixels(20), theme.pixels(20)))
        settings_button.setAccessibleName("資料の設定")
        self.form = OneLine(least=theme.pixels(LEAST_FORM))
        self.form.setProperty("secondary", True)
        plan = QWidget()
        inner = QHBoxLayout(plan)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.pixels(10))
        for widget in (self.documents, settings_button):
            inner.addWidget(widget)
        inner.addWidget(self.form, 1)
        self.middle = QStackedWidget()
        self.middle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.middle.addWidget(plan)
        self.nothing = QWidget()  # the part of a page that shows no one 資料
        row.addWidget(self.years)
        row.addWidget(self.middle, 1)
        self.pdf = self._button(theme, pdf_action, "download", "PDFに保存")
        self.printing = self._button(theme, print_action, "print", "印刷")
        row.addWidget(self.pdf)
        row.addWidget(self.printing)

    def _button(self, theme: Theme, action: QAction, icon: str, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setIcon(theme.icon(icon))
        button.setIconSize(QSize(theme.pixels(18), theme.pixels(18)))
        button.setToolTip(action.toolTip())
        button.clicked.connect(action.trigger)
        return button

    def show_documents(self, documents: Sequence[DocumentRow], current: int | None) -> None:
        """Offer these and show which one is on the screen."""
        self.documents.clear()
        for document in documents:
            self.documents.addItem(document_name(document), document.id)
        index = self.documents.findData(current)
        self.documents.setCurrentIndex(index)
        self.documents.setToolTip(self.documents.currentText())
        for widget in (self.documents, self.pdf, self.printing):
            widget.setEnabled(index >= 0)

    def show_part(self, part: QWidget | None) -> None:
        """What stands beside the 年度: the part of a page, None = the 資料."""
        if part is not None and self.middle.indexOf(part) < 0:
            self.middle.addWidget(part)
        self.middle.setCurrentIndex(0 if part is None else self.middle.indexOf(part))

    def show_form(self, name: str) -> None:
        """Say in which 様式 the 資料 is."""
        self.form.setText(f"様式　{name}" if name else "")

    def _chosen(self, index: int) -> None:
        self.document_chosen.emit(self.documents.itemData(index))
        if self.documents.opened:  # arrow keys are the sheet's again and do not turn to yet another 資料
            self.left.emit()
