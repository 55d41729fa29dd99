"""Settings one below the other: short ones beside their names, words under them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from zaitaku_desktop.forms import shaping
from zaitaku_ui.dialogs.frame import caption, section
from zaitaku_ui.forms_editor.fields import CheckField, FieldBox, WordsField, field_of
from zaitaku_ui.forms_editor.settings import COLUMN, FORM, Setting, is_shown
from zaitaku_ui.forms_editor.shaper import Shaper
from zaitaku_ui.theme import Theme

LABEL = 148
"""Pixels for the names of short settings."""


class Rows(QWidget):
    """A grid of settings. Each row can be hidden as a whole."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._members: dict[str, tuple[FieldBox, list[QWidget]]] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.pixels(8))
        self._grid.setVerticalSpacing(theme.pixels(6))
        self._grid.setColumnMinimumWidth(0, theme.pixels(LABEL))
        self._grid.setColumnStretch(1, 1)

    def add(self, key: str, words: str, field: FieldBox, note: str = "") -> None:
        """Put a setting below the others."""
        field.name(words, note)
        row = self._grid.rowCount()
        parts: list[QWidget] = [field]
        if isinstance(field, CheckField):
            self._grid.addWidget(field, row, 0, 1, 2)
        else:
            label = QLabel(words)
            label.setBuddy(field)
            label.setWordWrap(True)
            parts.append(label)
            wide = isinstance(field, WordsField)
            self._grid.addWidget(label, row, 0, 1, 2 if wide else 1)
            self._grid.addWidget(field, row + 1 if wide else row, 0 if wide else 1, 1, 2 if wide else 1)
        if note:
            words_of = caption(note)
            parts.append(words_of)
            self._grid.addWidget(words_of, row + 2, 0, 1, 2)
        self._members[key] = (field, parts)

    def field(self, key: str) -> FieldBox:
        """The field of a setting. Raises KeyError."""
        return self._members[key][0]

    def rename(self, key: str, words: str) -> None:
        """Call a setting otherwise."""
        for part in self._members[key][1]:
            if isinstance(part, QLabel) and part.buddy() is not None:
                part.setText(words)
        self._members[key][0].name(words)

    def show_row(self, key: str, shown: bool) -> None:
        """Show or hide a setting with its words."""
        for part in self._members[key][1]:
            part.setVisible(shown)

    def paths(self) -> list[str]:
        """All settings, from above."""
        return list(self._members)

    def any_shown(self) -> bool:
        """Whether a setting is not hidden."""
        return any(not field.isHidden() for field, _ in self._members.values())


class Panel(QScrollArea):
    """A column of settings that scrolls."""

    def __init__(self, theme: Theme, shaper: Shaper) -> None:
        super().__init__()
        self.theme = theme
        self.shaper = shaper
        body = QWidget()
        body.setObjectName("dialogbody")
        self.column = QVBoxLayout(body)
        edge = theme.pixels(14)
        self.column.setContentsMargins(edge, theme.pixels(10), edge, edge)
        self.column.setSpacing(theme.pixels(8))
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """F6 leads to the first field that is seen."""
        fields = (field for field in self.findChildren(FieldBox) if field.isVisible())
        first = next(fields, None)
        if first is not None:
            first.setFocus(event.reason())

    def axes(self) -> list[tuple[str, str]]:
        """(key, name) of the axes."""
        return list(self.shaper.axes.items())

    def go_to(self, field: FieldBox) -> None:
        """Give the keyboard to a field and bring it into sight."""
        field.setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(field, 0, self.theme.pixels(60))


class FormPanel(Panel):
    """「様式」: everything that is no column's."""

    def __init__(self, theme: Theme, shaper: Shaper) -> None:
        super().__init__(theme, shaper)
        self._sections: list[tuple[QLabel, Rows]] = []
        self._settings: dict[str, Setting] = {}
        for title, settings in FORM:
            head, rows = section(title), Rows(theme)
            self._sections.append((head, rows))
            self.column.addWidget(head)
            self.column.addWidget(rows)
            for setting in settings:
                self._add(rows, setting)
        self.column.addStretch(1)
        self.show_form()

    def _add(self, rows: Rows, setting: Setting) -> None:
        field = field_of(setting, self.theme, self.axes())
        field.changed.connect(partial(self._changed, setting))
        field.left.connect(self.shaper.steps.pause)
        rows.add(setting.path, setting.words, field, setting.note)
        self._settings[setting.path] = setting

    def _changed(self, setting: Setting, value: Any, going_on: bool) -> None:
        self.shaper.set_value(setting.path, setting.words, value, going_on=going_on)
        if shaping.setting(self.shaper.form, setting.path) != value:  # refused: no room would be left
            self.show_form()

    def show_form(self) -> None:
        """Show what the form says."""
        form = self.shaper.form
        for head, rows in self._sections:
            for path in rows.paths():
                rows.field(path).show_value(shaping.setting(form, path))
                rows.show_row(path, is_shown(self._settings[path], form))
            head.setVisible(rows.any_shown())
            rows.setVisible(rows.any_shown())

    def field(self, path: str) -> FieldBox | None:
        """The field of a place of the form, or of the nearest above it; None = it is in no field."""
        for _, rows in self._sections:
            for known in rows.paths():
                if known == path or path.startswith(f"{known}.") or known.startswith(f"{path}."):
                    return rows.field(known)
        return None


def column_rows(panel: Panel, rows: Rows, changed: object) -> Sequence[Setting]:
    """Add the settings that every column has."""
    assert callable(changed)
    for setting in COLUMN:
        field = field_of(setting, panel.theme, panel.axes())
        field.changed.connect(partial(changed, setting))
        field.left.connect(panel.shaper.steps.pause)
        rows.add(setting.path, setting.words, field, setting.note)
    return COLUMN
