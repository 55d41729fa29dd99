"""Starting the program: Qt alone until the window has painted, everything else after it (GUI 3)."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from zaitaku_desktop import __version__, preferences
from zaitaku_ui.crash import CrashHook, log_folder, start_log, stop_log
from zaitaku_ui.focus import KeyboardFocus
from zaitaku_ui.main_window import PRODUCT, MainWindow
from zaitaku_ui.theme import Theme, load_ui_fonts, system_wants_high_contrast
from zaitaku_ui.threads import take_short_turns
from zaitaku_ui.translation import install

USAGE = "使い方：zaitaku [FILE]\n\nFILE  開くデータファイル（.zaitaku）または取り込むファイル（.xlsx、.tsv、.txt）\n"


def run(arguments: Sequence[str]) -> int:
    """Open the window, and in it the file named. Returns the exit code."""
    names = [name for name in arguments if not name.startswith("-")]
    if "--help" in arguments or "-h" in arguments:
        sys.stdout.write(USAGE)
        return 0
    if len(names) > 1 or len(names) != len(arguments):
        sys.stderr.write(USAGE)
        return 2
    if trouble := no_screen():
        sys.stderr.write(trouble + "\n")
        return 1
    take_short_turns()
    application = QApplication([sys.argv[0]])
    application.setApplicationName("zaitaku-desktop")
    application.setApplicationDisplayName(PRODUCT)
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("zaitaku-desktop")
    window = make_window(application)
    window.show()
    QTimer.singleShot(0, window, partial(_after_first_paint, window, names[0] if names else ""))
    try:
        return application.exec()
    finally:
        stop_log()


def make_window(application: QApplication) -> MainWindow:
    """The window with everything it stands on: fonts, words, look, log."""
    settings = preferences.load()
    dark = settings.theme == "high-contrast" or (settings.theme == "system" and system_wants_high_contrast())
    theme = Theme(high_contrast=dark, text_size=settings.text_size, family=load_ui_fonts())
    install(application)
    theme.apply(application)
    application.setWindowIcon(theme.icon("logo", "accent", 64))
    ring = KeyboardFocus(application)
    application.installEventFilter(ring)
    window = MainWindow(theme, settings)
    sys.excepthook = CrashHook(window.show_crash, start_log(log_folder()))
    return window


def _after_first_paint(window: MainWindow, name: str) -> None:
    QApplication.processEvents()  # the shell is on the screen before storage is imported
    if name:
        window.open_path(str(Path(name).absolute()))
    window.look_at_recent()


def no_screen() -> str:
    """Why no window can be shown, "" = it can. Qt itself would end the process without a word in Japanese."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return ""
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return ""
    return "画面がないため、窓を開けません。画面なしで使うときは zaitaku-cli を使ってください。"
