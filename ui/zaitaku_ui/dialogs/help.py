"""使い方: the pages of resources/help, with a list at left. Stands beside the work, never in its way."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QWidget

from zaitaku_desktop.base.paths import resource
from zaitaku_ui.dialogs.keys import key_rows
from zaitaku_ui.dialogs.room import open_within_screen
from zaitaku_ui.theme import Theme


def help_pages() -> list[tuple[str, Path]]:
    """(title, file) of every page, in order."""
    found = []
    for path in sorted(resource("help").glob("*.md")):
        first = path.read_text(encoding="utf-8").lstrip().splitlines()[0]
        found.append((first.lstrip("# ").strip(), path))
    return found


def page_text(path: Path) -> str:
    """A page as Markdown; where it says {keys} stand the keys of the table of commands."""
    text = path.read_text(encoding="utf-8")
    return text.replace("{keys}", _key_tables()) if "{keys}" in text else text


def _key_tables() -> str:
    groups: dict[str, list[str]] = {}
    for where, key, words in key_rows():
        groups.setdefault(where, []).append(f"| {key} | {words} |")
    return "\n\n".join(
        "\n".join([f"## {where}\n", "| キー | すること |", "|---|---|", *rows]) for where, rows in groups.items()
    )


class HelpViewer(QDialog):
    """Not modal: one reads and works on."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle("使い方")
        open_within_screen(self, theme, 860, 580)
        self.list = QListWidget()
        self.list.setObjectName("helplist")
        self.list.setAccessibleName("目次")
        self.list.setFixedWidth(theme.pixels(220))
        self.text = QTextBrowser()
        self.text.setObjectName("helptext")
        self.text.setAccessibleName("説明")
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(theme.pixels(20))
        for title, path in help_pages():
            item = QListWidgetItem(title)
            item.setData(Qt.ItemDataRole.UserRole, str(path))
            self.list.addItem(item)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(self.text, 1)
        self.list.currentItemChanged.connect(self._show)
        self.list.setCurrentRow(0)

    def show_page(self, name: str) -> None:
        """Show the page whose file name holds `name`; the first if there is none."""
        for row in range(self.list.count()):
            if name in Path(self.list.item(row).data(Qt.ItemDataRole.UserRole)).name:
                self.list.setCurrentRow(row)
                return
        self.list.setCurrentRow(0)

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        path = Path(item.data(Qt.ItemDataRole.UserRole))
        self.text.document().setDefaultFont(self._theme.font(14))
        self.text.setMarkdown(page_text(path))
        self._dress()
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _dress(self) -> None:
        """Type sizes of the house instead of Qt's own for headings, and ruled tables."""
        document = self.text.document()
        sizes = {1: 18, 2: 15, 3: 14}
        block = document.begin()
        while block.isValid():
            level = block.blockFormat().headingLevel()
            cursor = QTextCursor(block)
            shape = block.blockFormat()
            shape.setLineHeight(150, 1)  # proportional
            if level:
                shape.setTopMargin(self._theme.pixels(16 if level > 1 else 0))
                shape.setBottomMargin(self._theme.pixels(6))
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                words = QTextCharFormat()
                words.setProperty(QTextFormat.Property.FontSizeAdjustment, 0)
                words.setFont(self._theme.font(sizes.get(level, 14), bold=True))
                cursor.mergeCharFormat(words)
            cursor.setBlockFormat(shape)
            block = block.next()
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._rule(frame)

    def _rule(self, table: QTextTable) -> None:
        shape = QTextTableFormat(table.format())
        shape.setBorderCollapse(True)
        shape.setBorder(1)
        shape.setBorderBrush(self._theme.colour("line"))
        shape.setCellPadding(self._theme.pixels(5))
        shape.setCellSpacing(0)
        table.setFormat(shape)
        for column in range(table.columns()):
            head = QTextCharFormat()
            head.setBackground(self._theme.colour("head2"))
            head.setFontWeight(QFont.Weight.Bold)
            table.cellAt(0, column).setFormat(head)
