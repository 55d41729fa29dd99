"""会議録・次第・名簿・文書を取り込む: which paper, from a file or as a text pasted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QRadioButton, QWidget

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.exchange.minutes.paper import PaperKind
from zaitaku_ui.dialogs.frame import FormDialog
from zaitaku_ui.theme import Theme

FILES = "会議録、次第、名簿、文書 (*.docx *.pdf *.txt *.tsv *.xlsx)"
PASTED = "貼り付けた文"
KINDS: tuple[tuple[str, PaperKind | None], ...] = (
    ("会議録か次第", None),
    ("委員名簿", "roster"),
    ("文書（基本方針など）", "document"),
)


@dataclass(frozen=True, slots=True)
class PaperSource:
    """What is to be imported: a file, or (`path` None) the text itself. `kind` None = a 会議録 or a 次第."""

    name: str
    path: Path | None = None
    text: str = ""
    kind: PaperKind | None = None


class PaperSourceDialog(FormDialog):
    """After it was accepted: `source` is what to import."""

    def __init__(self, theme: Theme, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(theme, "会議録・次第・名簿・文書を取り込む", "読み取る", parent)
        self._folder = folder
        self.source: PaperSource | None = None
        self.kinds = QButtonGroup(self)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        for index, (words, _) in enumerate(KINDS):
            button = QRadioButton(words)
            button.setChecked(index == 0)
            self.kinds.addButton(button, index)
            line.addWidget(button)
        line.addStretch(1)
        self.add_row("種類", row)
        self.text = QPlainTextEdit()
        self.text.setMinimumHeight(theme.pixels(260))
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText("Word やホームページ、PDF から写した文を、ここに貼り付けます（Ctrl+V）")
        note = "貼り付けたら Ctrl+Enter で読み取ります。結果を確かめてから取り込みます。元のファイルは変わりません。"
        self.add_row("文(&T)", self.text, note)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.go.click)  # Enter is a new line
        self.choose = QPushButton("ファイルを選ぶ(&F)…")
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._choose)
        self.beside(self.choose)
        self.setMinimumWidth(theme.pixels(720))
        self.text.setFocus()

    def _kind(self) -> PaperKind | None:
        return KINDS[max(0, self.kinds.checkedId())][1]

    def _choose(self) -> None:
        found, _ = QFileDialog.getOpenFileName(self, "取り込むファイルを選ぶ", str(self._folder), FILES)
        if found:
            self.take_file(Path(found))

    def take_file(self, path: Path) -> None:
        """Import this file."""
        self.source = PaperSource(path.name, path, kind=self._kind())
        self.accept()

    def take(self) -> bool:
        """Import the text. KnownError if there is none."""
        text = self.text.toPlainText()
        if not text.strip():
            raise KnownError(
                "取り込む文がまだありません。", safe="", todo="文を貼り付けるか、「ファイルを選ぶ」で選んでください。"
            )
        self.source = PaperSource(PASTED, None, text, self._kind())
        return True
