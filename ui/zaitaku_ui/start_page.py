"""The start page: four ways in, and the files one worked on last."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from zaitaku_ui.messages import MessageArea
from zaitaku_ui.one_line import OneLine
from zaitaku_ui.paragraph import Paragraph
from zaitaku_ui.recent import RecentFile
from zaitaku_ui.recent_list import SAVED_SHARE, STATE_SHARE, RecentList
from zaitaku_ui.theme import Theme


class EntryButton(QAbstractButton):
    """A large button: icon, what it does, and a caption. `filled` = the most likely one."""

    def __init__(self, theme: Theme, icon: str, title: str, note: str, *, filled: bool) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self._note = note
        self.filled = filled
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(note)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.pixels(333), self._theme.pixels(68))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.pixels(200), self._theme.pixels(50))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, area = self._theme, self.rect()
        hovered = self.underMouse() or self.isDown()
        ground = ("accent-d" if hovered else "accent") if self.filled else ("head2" if hovered else "surface")
        ink, quiet, icon = ("on-accent",) * 3 if self.filled else ("ink", "ink3", "accent")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = bool(self.property("kbd")) and self.hasFocus()
        pen = painter.pen()
        pen.setColor(theme.colour("focus-button" if ring else ground if self.filled else "line3"))
        width = (3 if theme.high_contrast else 2) if ring else 1
        pen.setWidth(width)
        painter.setPen(pen)
        painter.setBrush(theme.colour(ground))
        inset = width / 2
        painter.drawRoundedRect(area.toRectF().adjusted(inset, inset, -inset, -inset), 4, 4)
        picture = theme.pixmap(self._icon, icon, 22, self.devicePixelRatioF())
        painter.drawPixmap(theme.pixels(18), (area.height() - theme.pixels(22)) // 2, picture)
        left, half = theme.pixels(57), area.height() // 2
        room = area.width() - left - theme.pixels(8)
        painter.setFont(theme.font(15, bold=True))
        painter.setPen(theme.colour(ink))
        painter.drawText(QRect(left, 0, room, half + theme.pixels(2)), int(_LOW), self.text())
        painter.setFont(theme.font(12))
        painter.setPen(theme.colour(quiet))
        painter.drawText(QRect(left, half + theme.pixels(3), room, half), int(_HIGH), self._note)


_LOW = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
_HIGH = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class SearchField(QFrame):
    """A field with a magnifying glass and its key."""

    def __init__(self, theme: Theme, hint: str, key: str) -> None:
        super().__init__()
        self.setObjectName("search")
        self.setFixedHeight(theme.pixels(30))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.pixels(8), 0, theme.pixels(8), 0)
        row.setSpacing(theme.pixels(6))
        glass = QLabel()
        glass.setPixmap(theme.pixmap("search", "ink2", 16, self.devicePixelRatioF()))
        self.field = QLineEdit()
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(hint)
        self.field.setProperty("bare", True)
        self.field.installEventFilter(self)
        chip = QLabel(key)
        chip.setProperty("kbd", True)
        row.addWidget(glass)
        row.addWidget(self.field, 1)
        row.addWidget(chip)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setProperty("active", event.type() == QEvent.Type.FocusIn)
            self.style().unpolish(self)
            self.style().polish(self)
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.field.setFocus()


class StartPage(QWidget):
    """What one sees without a file. The signals say what was asked for; the window does it."""

    open_asked = Signal()
    new_asked = Signal()
    import_asked = Signal()
    sample_asked = Signal()
    help_asked = Signal()
    file_chosen = Signal(str)
    file_removed = Signal(str)

    def __init__(self, theme: Theme, recent: Sequence[RecentFile], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left(first=not recent))
        row.addWidget(self._right(), 1)
        self.show_recent(recent)

    # -- left: ways in -----------------------------------------------------------------------------------

    def _left(self, *, first: bool) -> QFrame:
        theme = self._theme
        side = QFrame()
        side.setObjectName("startleft")
        side.setFixedWidth(theme.pixels(430))
        column = QVBoxLayout(side)
        margin = theme.pixels(48)
        column.setContentsMargins(margin, 48, margin, 24)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(theme.pixels(15))
        mark = QLabel()
        mark.setPixmap(self._mark())
        name = QLabel("在宅連携デスク")
        name.setProperty("product", True)
        head.addWidget(mark)
        head.addWidget(name, 1)
        column.addLayout(head)
        words = QLabel("一度の入力で、計画も資料もそろいます。")
        words.setProperty("secondary", True)
        words.setWordWrap(True)
        column.addWidget(words)
        column.addSpacing(theme.pixels(20))
        self.open_button = EntryButton(theme, "folder", "ファイルを開く", "Ctrl+O", filled=not first)
        self.new_button = EntryButton(
            theme, "new-file", "新しく作る", "自治体名と年度を決めて始めます　Ctrl+N", filled=first
        )
        self.import_button = EntryButton(
            theme, "upload", "いまのExcelから始める", "進捗管理表を読み取り、1つにまとめます", filled=False
        )
        self.sample_button = EntryButton(
            theme, "box", "見本を見る", "架空の「みなと野市」で自由に試せます", filled=False
        )
        pairs = (
            (self.open_button, self.open_asked),
            (self.new_button, self.new_asked),
            (self.import_button, self.import_asked),
            (self.sample_button, self.sample_asked),
        )
        for button, signal in pairs:
            button.clicked.connect(signal)
            column.addWidget(button)
        column.addStretch(1)
        guide = QPushButton("はじめての方へ")
        guide.setProperty("link", True)
        guide.setIcon(theme.icon("book", "accent", 18))
        guide.clicked.connect(self.help_asked)
        foot = QHBoxLayout()
        foot.addWidget(guide)
        foot.addStretch(1)
        column.addLayout(foot)
        return side

    def _mark(self) -> QPixmap:
        """The mark of the product: the line house on the accent."""
        side, ratio = self._theme.pixels(42), self.devicePixelRatioF()
        picture = QPixmap(QSize(round(side * ratio), round(side * ratio)))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent"))
        painter.drawRoundedRect(0, 0, side, side, 4, 4)
        inner = self._theme.pixels(32)
        painter.drawPixmap((side - inner) // 2, (side - inner) // 2, self._theme.pixmap("logo", "on-accent", 32, ratio))
        painter.end()
        return picture

    # -- right: recent files -----------------------------------------------------------------------------

    def _right(self) -> QFrame:
        theme = self._theme
        side = QFrame()
        side.setObjectName("startright")
        column = QVBoxLayout(side)
        column.setContentsMargins(theme.pixels(40), theme.pixels(48), theme.pixels(40), theme.pixels(24))
        column.setSpacing(theme.pixels(12))
        head = QHBoxLayout()
        title = QLabel("最近使ったファイル")
        title.setProperty("title", True)
        self.search = SearchField(theme, "ファイル名を検索", "Ctrl+F")
        self.search.setFixedWidth(theme.pixels(220))
        head.addWidget(title, 1)
        head.addWidget(self.search)
        column.addLayout(head)
        self.messages = MessageArea(theme)
        column.addWidget(self.messages)
        self._table = QWidget()
        inner = QVBoxLayout(self._table)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        self.recent = RecentList(theme)
        self.recent.chosen.connect(self.file_chosen)
        self.recent.removed.connect(self.file_removed)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.start_search)  # while this page is seen
        self.search.field.textChanged.connect(self._search)
        self.search.field.returnPressed.connect(self._open_found)
        inner.addWidget(ListHead(theme))
        inner.addWidget(self.recent, 1)
        inner.addSpacing(theme.pixels(12))
        inner.addWidget(self._keys())
        column.addWidget(self._table, 1)
        self._empty = Paragraph(
            "まだ開いたファイルがありません。「新しく作る」か「いまのExcelから始める」で始めてください。"
            "「見本を見る」なら、何も用意せずに試せます。"
        )
        self._empty.setProperty("secondary", True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self._empty, 1)
        return side

    def _keys(self) -> QWidget:
        theme = self._theme
        keys = QWidget()
        row = QHBoxLayout(keys)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.pixels(6))
        for key, words in (("↑ ↓", "選ぶ"), ("Enter", "開く"), ("Delete", "一覧から外す")):
            chip = QLabel(key)
            chip.setProperty("kbd", True)
            row.addWidget(chip)
            text = QLabel(words)
            text.setProperty("caption", True)
            row.addWidget(text)
        promise = OneLine(least=theme.pixels(140))
        promise.setProperty("caption", True)
        promise.setText("（ファイルは消えません）")
        row.addWidget(promise, 1)
        return keys

    def show_recent(self, files: Sequence[RecentFile]) -> None:
        """Show these files, or what to do when there is none."""
        self.recent.show_files(files)
        for button, filled in ((self.open_button, bool(files)), (self.new_button, not files)):
            button.filled = filled
            button.update()
        self._table.setVisible(bool(files))
        self.search.setVisible(bool(files))
        self._empty.setVisible(not files)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.messages.texts():
            self.messages.clear()
            return
        super().keyPressEvent(event)

    def start_search(self) -> None:
        """Put the cursor into the search field."""
        if self.search.isVisible():
            self.search.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.field.selectAll()

    def _search(self, words: str) -> None:
        self.recent.files.search(words)
        if self.recent.files.rowCount():
            self.recent.setCurrentIndex(self.recent.files.index(0))

    def _open_found(self) -> None:
        path = self.recent.current_path()
        if path:
            self.file_chosen.emit(path)


class ListHead(QWidget):
    """The headings over the columns of the list."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(theme.pixels(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, area = self._theme, self.rect()
        painter = QPainter(self)
        painter.fillRect(area, theme.colour("head2"))
        painter.fillRect(QRect(0, 0, area.width(), 1), theme.colour("line2"))
        painter.fillRect(QRect(0, area.height() - 1, area.width(), 1), theme.colour("line2"))
        painter.setFont(theme.font(12))
        painter.setPen(theme.colour("ink2"))
        middle = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        saved, state = (int(area.width() * share) for share in (SAVED_SHARE, STATE_SHARE))
        gap, metrics = theme.pixels(8), painter.fontMetrics()
        long, short = "最後に保存した日時", "保存日時"
        fits = metrics.horizontalAdvance(long) <= state - saved - gap
        for left, words in ((theme.pixels(46), "名前と場所"), (saved, long if fits else short), (state, "状態")):
            painter.drawText(QRect(left, 0, area.width() - left, area.height()), middle, words)
