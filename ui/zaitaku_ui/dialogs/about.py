"""この版について: version, licence, what is inside."""

from __future__ import annotations

import platform

from PySide6 import __version__ as qt_version
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from zaitaku_desktop import __version__
from zaitaku_ui.crash import log_folder
from zaitaku_ui.dialogs.frame import caption
from zaitaku_ui.theme import Theme


class AboutDialog(QDialog):
    """What a help desk asks for."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("この版について")
        column = QVBoxLayout(self)
        edge = theme.pixels(24)
        column.setContentsMargins(edge, edge, edge, theme.pixels(16))
        column.setSpacing(theme.pixels(10))
        name = QLabel("在宅連携デスク")
        name.setProperty("product", True)
        self.facts = QLabel(
            f"版 {__version__}\nPython {platform.python_version()}　Qt {qt_version}　{platform.system()}"
        )
        column.addWidget(name)
        column.addWidget(self.facts)
        column.addWidget(caption("この端末の中だけで動きます。通信はしません。"))
        column.addWidget(caption(f"記録ファイルの場所：{log_folder()}"))
        column.addWidget(caption("書体：BIZ UDPゴシック、BIZ UDゴシック、BIZ UD明朝（SIL Open Font License 1.1）。"))
        close = QPushButton("閉じる")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column.addSpacing(theme.pixels(8))
        column.addLayout(foot)
        self.setMinimumWidth(theme.pixels(460))
