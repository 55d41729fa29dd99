"""The status bar: saved when | where I am | keys that work now | counts (LOOK 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QStackedWidget, QWidget

from zaitaku_ui.theme import Theme

if TYPE_CHECKING:  # storage is imported after the first paint (GUI 3)
    from zaitaku_desktop.storage.workspace import DiskState

NARROW = 960
"""Below this width (150 % on a 1366 screen) there is no room for the keys."""
Keys = tuple[tuple[str, str], ...]
KEYS = (("F2", "直す"), ("Ctrl+Z", "元に戻す"), ("F1", "使い方"))
EDITING_KEYS = (("Enter", "確定"), ("Alt+Enter", "改行"), ("Esc", "取り消す"))
BREAKING_KEYS = (("Ctrl+Enter", "確定"), ("Enter", "改行"), ("Esc", "取り消す"))
"""While a cell is edited in which Enter makes a new line, or its text in the large field."""
SIDE_KEYS = (("↑ ↓", "選ぶ"), ("Enter", "決める"), ("Esc", "表に戻る"))
"""In the lists at the right."""
FIND_KEYS = (("Enter", "次"), ("Shift+Enter", "前"), ("Esc", "閉じる"))
RECORD_KEYS = (("F2", "直す"), ("Alt+↓", "一覧"), ("Ctrl+V", "貼り付け"), ("Ctrl+Z", "元に戻す"))
"""In a table of records."""
COUNT_KEYS = (("Enter", "下へ"), ("Tab", "右へ"), ("Ctrl+V", "貼り付け"), ("Ctrl+Z", "元に戻す"))
"""In a table of counts."""
FIELD_KEYS = (("Tab", "次の欄"), ("Alt+↓", "暦"), ("Ctrl+Z", "元に戻す"))
"""On a page of fields."""
SIDE_FIELD_KEYS = (("Tab", "次の欄"), ("Ctrl+Enter", "表に戻る"), ("Esc", "取り消す"), ("Ctrl+Z", "元に戻す"))
"""In the fields beside a table."""
ATTENDANCE_KEYS = (("1～5", "出欠を記入"), ("Enter", "下へ"), ("F2", "代理者"))
OUTLINE_KEYS = (("Enter", "次の項目"), ("Tab", "一段下げる"), ("Ctrl+1～9", "種類"), ("@", "参照"))
"""In the outline of a 会議録."""
AGENDA_KEYS = (("Enter", "次の議題"), ("Tab", "一段下げる"), ("Ctrl+1～4", "種類"), ("@", "資料の印"))
PACKET_KEYS = (("Alt+↑ ↓", "順番を変える"), ("Enter", "開く"), ("Ctrl+P", "印刷"))
"""In the list of a 資料一式."""
CHOICE_KEYS = (("↓", "候補"), ("Enter", "決める"), ("Esc", "取り消す"))
"""In a field that offers names."""
PAPER_KEYS = (("↑ ↓", "選ぶ"), ("Enter", "元を直す"), ("Ctrl+P", "印刷"), ("Ctrl+Shift+S", "設定"))
"""In the list of the 資料 of a meeting."""
CHECK_KEYS = (("↑ ↓", "選ぶ"), ("Enter", "その場所を開く"), ("Ctrl+Z", "元に戻す"))
"""On the page 点検."""
LIST_KEYS = (("↑ ↓", "選ぶ"), ("Enter", "開く"), ("Ctrl+P", "印刷"), ("F1", "使い方"))

SAVING_AFTER = 300
"""Milliseconds: a shorter 保存中… would only flicker (LOOK 3)."""


def keys_of(widget: QWidget, *, enter_breaks: bool) -> Keys:
    """The keys that work in a part of the plan editor; `enter_breaks` = Enter in a cell makes a new line."""
    for name, keys in (("LineList", SIDE_KEYS), ("LineEditor", OUTLINE_KEYS), ("AsideField", CHOICE_KEYS)):
        if widget.inherits(name):
            return AGENDA_KEYS if widget.property("keys") == "agenda" else keys
    if widget.inherits("LargeField") or (enter_breaks and widget.inherits("CellEditor")):
        return BREAKING_KEYS
    return EDITING_KEYS if widget.inherits("CellEditor") else KEYS


class StatusBar(QFrame):
    """26 px at the foot of the window."""

    findings_asked = Signal()
    """「点検 3件」 was pressed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusbar")
        self.setFixedHeight(theme.pixels(26))
        self._theme = theme
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.pixels(12), 0, theme.pixels(12), 0)
        row.setSpacing(theme.pixels(8))
        self._icon = QLabel()
        self._saved = QLabel()
        self._place = _Place()
        self._keys = _KeySets()
        self._counts = QLabel()
        self.findings = QPushButton()
        self.findings.setProperty("link", True)
        self.findings.setProperty("foot", True)
        self.findings.setAutoDefault(False)
        self.findings.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.findings.setToolTip("点検で見つかった所を並べます（Shift+F8）")
        self.findings.clicked.connect(self.findings_asked)
        self.findings.hide()
        self._sets: dict[Keys, int] = {
            keys: self._keys.addWidget(self._chips(keys))
            for keys in (
                *(KEYS, EDITING_KEYS, BREAKING_KEYS, SIDE_KEYS, FIND_KEYS, LIST_KEYS),
                *(PAPER_KEYS, COUNT_KEYS, CHECK_KEYS, SIDE_FIELD_KEYS),
                *(RECORD_KEYS, FIELD_KEYS, ATTENDANCE_KEYS, OUTLINE_KEYS, AGENDA_KEYS, CHOICE_KEYS, PACKET_KEYS),
            )
        }
        # 保存中… takes as much room as the time, so that nothing jumps.
        self._saved.setMinimumWidth(self._saved.fontMetrics().horizontalAdvance("保存済み 00:00"))
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(SAVING_AFTER)
        self._patience.timeout.connect(self._show_saving)
        # A long name is cut rather than making the window wider.
        self._place.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._place.setMinimumWidth(1)
        self._first, self._second, self._third = self._line(), self._line(), self._line()
        for widget in (self._icon, self._saved, self._first, self._place, self._second, self._keys):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._counts)
        row.addWidget(self._third)
        row.addWidget(self.findings)
        self._third.hide()

    def _chips(self, keys: Keys) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.pixels(6))
        for key, word in keys:
            chip = QLabel(key)
            chip.setProperty("kbd", True)
            row.addWidget(chip)
            row.addWidget(QLabel(word))
        row.addStretch(1)
        return holder

    def show_keys(self, keys: Keys) -> None:
        """Show the keys that work now (one of those above)."""
        self._keys.setCurrentIndex(self._sets[keys])
        self._keys.updateGeometry()

    def show_start(self, version: str) -> None:
        """Without a file: where the data stay, and the version."""
        self._patience.stop()
        self._mark("lock", "ink2", "この端末の中だけで動きます。通信はしません。")
        self._counts.setText(f"版 {version}")
        for widget in (self._first, self._place, self._second, self._keys, self._third, self.findings):
            widget.hide()

    def show_file(self) -> None:
        """With a file: everything."""
        for widget in (self._first, self._place, self._second):
            widget.show()
        self._keys.setVisible(self._roomy())
        self._counts.clear()
        self._place.show_place("", "")

    def _roomy(self) -> bool:
        """Where one is is worth more than the keys."""
        return self.width() >= self._theme.pixels(NARROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keys.setVisible(self._roomy() and not self._place.isHidden())

    def _line(self) -> QFrame:
        line = QFrame()
        line.setFixedSize(1, self._theme.pixels(16))
        line.setStyleSheet(f"background: {self._theme.tokens['line2']};")
        return line

    def show_disk(self, disk: DiskState) -> None:
        """✓ 保存済み 14:32, 保存中… (once it takes long enough to be read), or that it cannot be saved."""
        if disk.trouble is not None:
            self._patience.stop()
            many = f"（{disk.waiting}件）" if disk.waiting else ""
            self._mark("error", "err", f"保存できません{many}")
        elif disk.saved:
            self._patience.stop()
            words = "保存済み" if disk.saved_at is None else f"保存済み {disk.saved_at.astimezone():%H:%M}"
            self._mark("check", "ok", words)
        elif not self._patience.isActive():
            self._patience.start()

    def _show_saving(self) -> None:
        self._mark("history", "ink2", "保存中…")

    def show_read_only(self) -> None:
        """Nothing can be written in this file."""
        self._patience.stop()
        self._mark("lock", "ink2", "閲覧専用")

    def _mark(self, icon: str, token: str, words: str) -> None:
        self._icon.setPixmap(self._theme.pixmap(icon, token, 16, self.devicePixelRatioF()))
        self._saved.setText(words)
        self._saved.setStyleSheet(f"color: {self._theme.tokens[token]};")

    def show_place(self, bold: str, rest: str) -> None:
        """Where the cursor is."""
        self._place.show_place(bold.replace("\n", " "), rest.replace("\n", " "))

    def show_counts(self, words: str) -> None:
        """How much there is (全 28行)."""
        self._counts.setText(words)

    def show_findings(self, count: int) -> None:
        """⚠ 点検 3件; ✓ 点検 0件."""
        icon, token = ("warn", "warn") if count else ("ok", "ok")
        self.findings.setIcon(self._theme.icon(icon, token, 16))
        self.findings.setText(f"点検 {count}件")
        self.findings.setAccessibleName(self.findings.text())
        self.findings.setStyleSheet(f"color: {self._theme.tokens[token]};")
        self.findings.ensurePolished()
        self.findings.updateGeometry()
        self.findings.show()
        self._third.show()

    def place(self) -> str:
        """What is said of the cursor, with its markup."""
        return self._place.text()

    def saved(self) -> str:
        """What is said of saving."""
        return self._saved.text()


class _KeySets(QStackedWidget):
    """As wide as the keys that are seen, not as the most that ever are: the place beside them needs the room."""

    def sizeHint(self) -> QSize:
        """Of what is seen."""
        shown = self.currentWidget()
        return super().sizeHint() if shown is None else shown.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """The same: keys are not cut."""
        return self.sizeHint()


class _Place(QLabel):
    """Where one is: bold, then more; too long it ends in … and is told in full when the mouse rests on it."""

    _bold, _rest = "", ""

    def show_place(self, bold: str, rest: str) -> None:
        """Both on one line."""
        self._bold, self._rest = bold, rest
        self.setText(f"<b>{_plain(bold)}</b>　{_plain(rest)}" if bold else _plain(rest))

    def paintEvent(self, event: QPaintEvent) -> None:
        cut = self.sizeHint().width() > self.width()
        self.setToolTip(f"{self._bold}　{self._rest}".strip() if cut else "")
        if not cut:
            super().paintEvent(event)
            return
        painter, left = QPainter(self), 0
        painter.setPen(self.palette().color(self.foregroundRole()))
        for words, thick in ((self._bold, True), ("　" + self._rest if self._bold else self._rest, False)):
            font = QFont(self.font())
            font.setBold(thick)
            painter.setFont(font)
            room = QRect(left, 0, self.width() - left, self.height())
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
            left += painter.fontMetrics().horizontalAdvance(words)
            if left >= self.width():
                break
        painter.end()


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", " ")
