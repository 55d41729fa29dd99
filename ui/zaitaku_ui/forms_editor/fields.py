"""Fields of the panels: each shows a value of a form and says when somebody has changed it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from zaitaku_desktop.forms.placeholders import EXAMPLES, NAMES, shown_words, stored_words
from zaitaku_ui.dialogs.lines_edit import LinesEdit
from zaitaku_ui.forms_editor.settings import Setting
from zaitaku_ui.theme import Theme

_UNDO = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class NoUndo(QObject):
    """Event filter of a field: Ctrl+Z there is that of the whole editor, not of the words in the field."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
            return False
        if undoes := any(event.matches(key) for key in _UNDO):
            event.ignore()
        return undoes


class FieldBox(QWidget):
    """A field. `changed(value, going_on)`: going_on = in the middle of typing. `show_value` changes nothing."""

    changed = Signal(object, bool)
    left = Signal()
    """Somebody has gone on to another field."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self.inner = inner
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(4)
        self.row.addWidget(inner, 1)
        self.setFocusProxy(inner)
        self._no_undo = NoUndo(self)
        inner.installEventFilter(self._no_undo)
        inner.installEventFilter(self)

    def show_value(self, value: Any) -> None:
        """Show a value of the form."""
        raise NotImplementedError

    def name(self, words: str, note: str = "") -> None:
        """What a screen reader says."""
        self.inner.setAccessibleName(words)
        self.inner.setAccessibleDescription(note)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return False


class WordsField(FieldBox):
    """Words of one or several lines, with a button for what can be filled in. `listed` = a tuple of lines."""

    def __init__(self, theme: Theme, names: Sequence[str] = (), lines: int = 1, *, listed: bool = False) -> None:
        self._line = QLineEdit() if lines == 1 else None
        self._lines = LinesEdit((), theme, lines) if lines > 1 else None
        inner = self._line or self._lines
        assert inner is not None
        super().__init__(inner)
        self._names, self._listed = tuple(names), listed
        if self._line is not None:
            self._line.textEdited.connect(self._typed)
        if self._lines is not None:
            self._lines.textChanged.connect(self._typed)
        if names:
            self.row.addWidget(self._filler(theme), 0, Qt.AlignmentFlag.AlignTop)

    def _filler(self, theme: Theme) -> QToolButton:
        button = QToolButton()
        button.setProperty("tool", True)
        button.setIcon(theme.icon("plus"))
        button.setAccessibleName("差し込む言葉")
        button.setToolTip("年度など、資料ごとに変わる言葉を差し込みます")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        for name in self._names:
            action = QAction(f"{NAMES[name]}（例　{EXAMPLES[name]}）", menu)
            action.triggered.connect(partial(self._fill_in, name))
            menu.addAction(action)
        button.setMenu(menu)
        self.filler = button
        return button

    def _fill_in(self, name: str, _checked: bool = False) -> None:
        words = f"［{NAMES[name]}］"
        if self._line is not None:
            self._line.insert(words)
            self._typed()
        elif self._lines is not None:
            self._lines.insertPlainText(words)
        self.inner.setFocus()

    def text(self) -> str:
        """The words as they are seen."""
        if self._line is not None:
            return self._line.text()
        assert self._lines is not None
        return "\n".join(self._lines.lines())

    def _typed(self, _text: str = "") -> None:
        shown = self.text()
        stored = stored_words(shown, self._names) if self._names else shown
        self.changed.emit(
            tuple(stored.split("\n")) if self._listed and stored else () if self._listed else stored, True
        )

    def show_value(self, value: Any) -> None:
        """Show words of the form; the cursor stays if they are those that stand there."""
        stored = "\n".join(value) if self._listed else str(value)
        words = shown_words(stored) if self._names else stored
        if words == self.text():
            return
        with QSignalBlocker(self.inner):
            if self._line is not None:
                self._line.setText(words)
                self._line.setCursorPosition(0)
            elif self._lines is not None:
                self._lines.setPlainText(words)


class _Spin(QDoubleSpinBox):
    """The wheel scrolls the panel unless the field has the keyboard."""

    def textFromValue(self, value: float) -> str:
        return f"{round(value, self.decimals()):g}"

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class NumberField(FieldBox):
    """A number with its unit."""

    def __init__(self, setting: Setting) -> None:
        self.spin = _Spin()
        super().__init__(self.spin)
        whole = setting.unit not in ("mm", "pt")
        self.spin.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel over it scrolls the panel
        self.spin.setDecimals(0 if whole else 2)
        self.spin.setSingleStep(setting.step)
        self.spin.setRange(0.0 if setting.zero else setting.least, setting.most)
        self.spin.setSuffix(f" {setting.unit}" if setting.unit else "")
        self.spin.setKeyboardTracking(False)
        self.spin.setSpecialValueText(setting.zero)
        self.spin.lineEdit().installEventFilter(self._no_undo)
        self.spin.lineEdit().setTextMargins(6, 0, 0, 0)
        self._whole = whole
        self.spin.valueChanged.connect(self._changed)

    def _changed(self, value: float) -> None:
        self.changed.emit(round(value) if self._whole else round(value, 2), True)

    def show_value(self, value: Any) -> None:
        """Show a number of the form."""
        with QSignalBlocker(self.spin):
            self.spin.setValue(float(value))


class _Combo(QComboBox):
    """As narrow as the panel; its open list shows whole lines. The wheel scrolls the panel."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def showPopup(self) -> None:
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 24)
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ChoiceField(FieldBox):
    """One of several."""

    def __init__(self, choices: Sequence[tuple[Any, str]]) -> None:
        self.combo = _Combo()
        super().__init__(self.combo)
        self.combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.offer(choices)
        self.combo.activated.connect(self._chosen)

    def offer(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer these (value, words)."""
        if [(self.combo.itemData(at), self.combo.itemText(at)) for at in range(self.combo.count())] == list(choices):
            return
        with QSignalBlocker(self.combo):
            self.combo.clear()
            for value, words in choices:
                self.combo.addItem(words, value)

    def _chosen(self, index: int) -> None:
        self.changed.emit(self.combo.itemData(index), False)

    def show_value(self, value: Any) -> None:
        """Show a value of the form."""
        self.combo.setCurrentIndex(self.combo.findData(value))


class CheckField(FieldBox):
    """Yes or no; its words stand beside the box."""

    def __init__(self, words: str) -> None:
        self.box = QCheckBox(words)
        super().__init__(self.box)
        self.box.clicked.connect(self._clicked)

    def _clicked(self, checked: bool) -> None:
        self.changed.emit(checked, False)

    def show_value(self, value: Any) -> None:
        """Show a value of the form."""
        self.box.setChecked(bool(value))


def field_of(setting: Setting, theme: Theme, axes: Collection[tuple[str, str]]) -> FieldBox:
    """The field for a setting. `axes` = (key, name) of the axes."""
    match setting.kind:
        case "line":
            return WordsField(theme, setting.names)
        case "lines":
            listed = setting.path.endswith("lines") or setting.path == "synonyms"
            return WordsField(theme, setting.names, setting.lines, listed=listed)
        case "number":
            return NumberField(setting)
        case "check":
            return CheckField(setting.words)
        case "axis":
            return ChoiceField([*setting.choices, *axes])
    return ChoiceField(setting.choices)
