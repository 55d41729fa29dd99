"""What every dialog has: a title, its fields, room for one message, and a foot with やめる and one filled button."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from zaitaku_desktop.base.errors import KnownError
from zaitaku_ui.messages import MessageArea
from zaitaku_ui.paragraph import Paragraph
from zaitaku_ui.theme import Theme


def caption(text: str) -> QLabel:
    """A small explaining text that wraps."""
    label = Paragraph(text)
    label.setProperty("caption", True)
    return label


def section(text: str) -> QLabel:
    """A heading within a dialog."""
    label = QLabel(text)
    label.setProperty("section", True)
    return label


def filled(text: str) -> QPushButton:
    """The one filled button of a screen."""
    button = QPushButton(text)
    button.setProperty("filled", True)
    return button


def answer_enter(button: QPushButton) -> None:
    """Let Enter press it from every field. Only once it stands in its dialog does that hear which one it is."""
    button.setDefault(True)


class FormDialog(QDialog):
    """A dialog with labelled fields. Subclasses add rows and say in `take()` what the filled button does."""

    def __init__(self, theme: Theme, title: str, button: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._first: QWidget | None = None
        self.setWindowTitle(title)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        body = QWidget()
        body.setObjectName("dialogbody")
        column = QVBoxLayout(body)
        gap = theme.pixels(16)
        column.setContentsMargins(theme.pixels(24), theme.pixels(20), theme.pixels(24), gap)
        column.setSpacing(theme.pixels(12))
        head = QLabel(title)
        head.setProperty("title", True)
        column.addWidget(head)
        self.messages = MessageArea(theme)
        column.addWidget(self.messages)
        self.fields = QGridLayout()
        self.fields.setHorizontalSpacing(gap)
        self.fields.setVerticalSpacing(theme.pixels(10))
        self.fields.setColumnStretch(1, 1)
        column.addLayout(self.fields)
        column.addStretch(1)
        self._body = body
        area = QScrollArea()  # in 特大 a long dialog is higher than a small screen
        area.setWidget(body)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer.addWidget(area, 1)
        self._foot_frame = self._foot(button)
        outer.addWidget(self._foot_frame)
        answer_enter(self.go)
        self.setMinimumWidth(theme.pixels(520))

    def _foot(self, button: str) -> QFrame:
        foot = QFrame()
        foot.setObjectName("foot")
        row = QHBoxLayout(foot)
        margin = self.theme.pixels(12)
        row.setContentsMargins(self.theme.pixels(24), margin, self.theme.pixels(24), margin)
        row.setSpacing(self.theme.pixels(8))
        self._foot_row = row
        row.addStretch(1)
        self.leave = QPushButton("やめる")
        self.leave.setAutoDefault(False)
        self.leave.clicked.connect(self.reject)
        self.go = filled(button)
        self.go.clicked.connect(self._go)
        row.addWidget(self.leave)
        row.addWidget(self.go)
        return foot

    def beside(self, button: QPushButton) -> None:
        """Put one more button at the left of the foot."""
        self._foot_row.insertWidget(0, button)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its fields, but never higher than the screen; the keyboard is in the first one."""
        super().showEvent(event)
        self.fit()
        field = self.focusWidget()
        if self._first is not None and (field is None or isinstance(field, QPushButton)):
            self._first.setFocus(Qt.FocusReason.TabFocusReason)

    def fit(self) -> None:
        """Take the height that the fields and messages want now, as far as the screen has it."""
        room = self.screen().availableGeometry().height() - self.theme.pixels(60)
        wanted = self._body.sizeHint().height() + self._foot_frame.sizeHint().height()
        self.setMaximumHeight(room)
        self.resize(max(self.width(), self.minimumWidth()), min(room, max(wanted, self.height())))

    def add_row(self, label: str, field: QWidget, note: str = "") -> QLabel:
        """A field with its label (which is returned) at left and, below it, a note.

        The label's mnemonic leads to the field.
        """
        row = self.fields.rowCount()
        name = QLabel(label)
        name.setBuddy(field)
        field.setAccessibleName(label.partition("(")[0])
        self._first = self._first or field
        top = Qt.AlignmentFlag.AlignTop
        name.setMinimumHeight(self.theme.pixels(30))
        self.fields.addWidget(name, row, 0, top)
        self.fields.addWidget(field, row, 1)
        if note:
            self.fields.addWidget(caption(note), row + 1, 1)
        return name

    def take(self) -> bool:
        """Do what the filled button says. False keeps the dialog open; a KnownError is shown in it."""
        return True

    def _go(self) -> None:
        self.messages.clear()
        try:
            done = self.take()
        except KnownError as error:
            self.messages.show_trouble(error)
            QTimer.singleShot(0, self, self.fit)  # when the message has been laid out
            return
        if done:
            self.accept()

    def watch(self, source: QObject) -> None:
        """Show what a bridge could not write while this dialog is open (`source` has a signal `failed`)."""
        source.failed.connect(self.messages.show_trouble)  # type: ignore[attr-defined]
