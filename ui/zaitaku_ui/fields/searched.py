"""A list to choose from that is also searched by typing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QStyledItemDelegate


def search_any_part(combo: QComboBox) -> None:
    """Have what is typed into `combo`, which must be editable, offer the choices that have it anywhere in them."""
    completer = combo.completer()
    assert completer is not None  # one comes with being editable
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    found = completer.popup()
    assert found is not None
    found.setObjectName("choices")
    found.setItemDelegate(QStyledItemDelegate(found))  # Qt's own there knows no style sheet
