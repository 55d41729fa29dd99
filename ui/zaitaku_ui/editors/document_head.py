"""The fields of a 自由文書 over its outline: title, cover, 年月, plan."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from zaitaku_desktop.forms.outline_cover import CITY, COVER, COVER_TITLE, DATE, EDITION, YES
from zaitaku_desktop.model.document_rows import DocumentOutline
from zaitaku_desktop.operations.document import edit_document
from zaitaku_desktop.storage.reading import load_plans
from zaitaku_ui.fields.basic import LineField
from zaitaku_ui.one_line import OneLineChoice
from zaitaku_ui.theme import Theme

if TYPE_CHECKING:
    from zaitaku_ui.editors.document import DocumentEditor

LABEL, ROW = 64, 33
DATE_ROOM, CHECK_ROOM = 116, 92
"""Pixels: 令和10年12月, and a box with 付ける, with the room around them."""
BREAK = "／"
"""Where the title breaks on the cover, as it is typed."""
OPTIONS = {"cover_title": COVER_TITLE, "edition": EDITION, "date": DATE, "city": CITY}


class DocumentHead(QFrame):
    """Two rows. Each field is written as it is left."""

    def __init__(self, theme: Theme, editor: DocumentEditor) -> None:
        super().__init__(editor)
        self._theme = theme
        self._editor = editor
        self.setObjectName("minuteshead")
        self.fields = {
            "title": LineField("題名"),
            "number": LineField("資料番号", "資料5"),
            "cover_title": LineField("表紙の題名", f"折る所に {BREAK} を入れます"),
            "edition": LineField("表紙の括弧", "改訂案"),
            "date": LineField("年月", "令和8年3月"),
            "city": LineField("自治体名"),
        }
        self.cover = QCheckBox("付ける")
        self.cover.setAccessibleName("表紙")
        self.draft = QCheckBox("案")
        self.draft.setAccessibleName("案")
        self.plan = OneLineChoice()
        self.plan.setAccessibleName("計画")
        self._build()
        for key, field in self.fields.items():
            field.edited.connect(partial(self._write, key))
            field.refused.connect(editor.say)
        self.cover.clicked.connect(partial(self._turned, "cover"))
        self.draft.clicked.connect(partial(self._turned, "draft"))
        self.plan.activated.connect(self._plan_chosen)
        self.setFocusProxy(self.fields["title"])

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(1, 1, 1, 1)
        grid.setSpacing(1)
        for column, stretch in ((1, 30), (3, 16), (5, 12), (7, 8)):
            grid.setColumnStretch(column, stretch)
        for column, room in ((5, DATE_ROOM), (7, CHECK_ROOM)):
            grid.setColumnMinimumWidth(column, self._theme.pixels(room))
        fields, draft, cover = self.fields, self._padded(self.draft), self._padded(self.cover)
        rows: tuple[tuple[tuple[str, QWidget], ...], ...] = (
            (
                ("題名", fields["title"]),
                ("計画", self.plan),
                ("番号", fields["number"]),
                ("状態", draft),
            ),
            (
                ("表紙題名", fields["cover_title"]),
                ("括弧", fields["edition"]),
                ("年月", fields["date"]),
                ("表紙", cover),
            ),
        )
        for row, cells in enumerate(rows):
            for at, (label, field) in enumerate(cells):
                self._put(grid, label, field, row, 2 * at)

    def _padded(self, box: QCheckBox) -> QWidget:
        cell = QWidget()
        row = QHBoxLayout(cell)
        row.setContentsMargins(self._theme.pixels(8), 0, 0, 0)
        row.addWidget(box)
        cell.setFocusProxy(box)
        return cell

    def _put(self, grid: QGridLayout, label: str, field: QWidget, row: int, column: int) -> None:
        name = QLabel(label)
        name.setProperty("headlabel", True)
        name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        name.setFixedWidth(self._theme.pixels(LABEL))
        field.setMinimumHeight(self._theme.pixels(ROW))
        field.setMinimumWidth(self._theme.pixels(60))
        field.setProperty("headcell", True)
        field.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
        grid.addWidget(name, row, column)
        grid.addWidget(field, row, column + 1)

    def show_document(self, outline: DocumentOutline, *, writable: bool) -> None:
        """Show it as it is now."""
        document, options = outline.document, outline.document.options
        self.fields["title"].show_value(document.title)
        self.fields["number"].show_value(document.number)
        for key, option in OPTIONS.items():
            self.fields[key].show_value(options.get(option, "").replace("\n", BREAK))
        self.fields["city"].setPlaceholderText(outline.municipality.name)
        self.cover.setChecked(options.get(COVER) == YES)
        self.draft.setChecked(document.draft)
        self.plan.clear()
        self.plan.addItem("（なし）", None)
        with self._editor.workspace.read() as connection:
            for row in load_plans(connection):
                self.plan.addItem(row.title, row.id)
        self.plan.setCurrentIndex(max(self.plan.findData(document.plan_id), 0))
        for field in self.fields.values():
            field.setReadOnly(not writable)
        for widget in (self.cover, self.draft, self.plan):
            widget.setEnabled(writable)

    def finish(self) -> bool:
        """Write what is typed. False = it cannot be read and stays."""
        return all(field.finish() for field in self.fields.values())

    def _edit(self, name: str, **changes: Any) -> None:
        outline = self._editor.outline
        if outline is not None and self._editor.can_write():
            self._editor.perform(name, edit_document, outline.document.id, **changes)

    def _write(self, key: str, value: Any) -> None:
        if key in OPTIONS:
            self._option(OPTIONS[key], str(value).replace(BREAK, "\n"))
        elif key == "title" and not value:
            self._editor.say("題名は空にできません。")
            self._editor.show_again()
        else:
            self._edit("文書の欄の変更", **{key: value})

    def _option(self, key: str, value: str) -> None:
        outline = self._editor.outline
        if outline is None:
            return
        options = {name: words for name, words in outline.document.options.items() if name != key}
        self._edit("文書の欄の変更", options={**options, **({key: value} if value else {})})

    def _turned(self, key: str, *_checked: bool) -> None:
        if key == "cover":
            self._option(COVER, YES if self.cover.isChecked() else "")
        else:
            self._edit("文書の状態の変更", draft=self.draft.isChecked())

    def _plan_chosen(self, index: int) -> None:
        self._edit("文書の計画の変更", plan_id=self.plan.itemData(index))
