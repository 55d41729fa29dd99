"""The window: assembly only. What it can do stands in actions.py, what it asks in dialogs/."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from zaitaku_desktop import __version__, preferences
from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.exchange.source_names import is_paper
from zaitaku_desktop.preferences import Preferences
from zaitaku_ui.action_table import TEXT_SIZES, WINDOW_SPECS
from zaitaku_ui.actions import Actions
from zaitaku_ui.focus import turn
from zaitaku_ui.help_desk import HelpDesk
from zaitaku_ui.messages import MessageArea
from zaitaku_ui.recent import RecentFile, unseen
from zaitaku_ui.recent_watch import RecentWatch
from zaitaku_ui.start_page import StartPage
from zaitaku_ui.status import FIND_KEYS, LIST_KEYS, StatusBar, keys_of
from zaitaku_ui.theme import Theme

if TYPE_CHECKING:
    from zaitaku_ui.commands import FileCommands
    from zaitaku_ui.file_page import FilePage

PRODUCT = "在宅連携デスク"
NARROW = 1100
"""Below this width the left side is folded (LOOK 1: 125 % scaling of 1366)."""


class MainWindow(QMainWindow):
    """Start page or an open file. `show()`, then `open_path` if a file was named."""

    def __init__(self, theme: Theme, settings: Preferences) -> None:
        super().__init__()
        self.theme = theme
        self.settings = settings
        self.page: FilePage | None = None
        self.help_desk = HelpDesk(self)
        self._watch = RecentWatch(self)
        self._watch.found.connect(self._looked)
        self._user_folded: bool | None = None
        self._commands: FileCommands | None = None
        self.setWindowTitle(PRODUCT)
        self.setAcceptDrops(True)
        self.setMinimumSize(theme.pixels(720), theme.pixels(480))
        self.actions_table = Actions(self, theme, self._handlers(), WINDOW_SPECS)
        self.menus = self.actions_table.fill(self.menuBar())
        self._fixed = {key: len(menu.actions()) for key, menu in self.menus.items()}
        self._fill_view_menu()
        self._shortcuts()
        self._build()
        self.theme.changed.connect(self._rebuild)
        self._restore_place()
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    # -- assembly ------------------------------------------------------------------------------------------

    def _handlers(self) -> dict[str, Callable[..., object]]:
        """What each action does; what needs storage is imported when it is first asked for."""
        late = (
            "new open close save_as print pdf back_up undo redo undo_list previous_year next_year show_plan show_print"
            " show_meetings show_members show_trainings show_consultations show_indicators"
            " show_documents save_revision"
            " import import_paper export municipality plan_settings axes document_settings"
            " add_document forms edit_form show_checks"
        )
        handlers: dict[str, Callable[..., object]] = {key: partial(self._late, key) for key in late.split()}
        handlers |= {
            "quit": self.close,
            "fold": self._fold,
            "contrast": self._change_contrast,
            "enter_breaks": self._change_enter,
            "help": self.help_desk.show_help,
            "keys": self.help_desk.show_keys,
            "about": self.help_desk.show_about,
        }
        return handlers

    def _late(self, key: str, *_checked: bool) -> None:
        self.commands.run(key)

    @property
    def commands(self) -> FileCommands:
        """The commands on files. Imports storage, so never before the first paint."""
        if self._commands is None:
            from zaitaku_ui.commands import FileCommands  # noqa: PLC0415 - GUI 3: Qt alone until it has painted

            self._commands = FileCommands(self)
        return self._commands

    def _build(self) -> None:
        """Everything below the menu bar."""
        theme = self.theme
        whole = QWidget()
        whole.setObjectName("work")
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.stack = QStackedWidget()
        self.start = StartPage(theme, [unseen(path) for path in self.settings.recent])
        self.start.open_asked.connect(self.actions_table["open"].trigger)
        self.start.new_asked.connect(self.actions_table["new"].trigger)
        self.start.import_asked.connect(self._start_from_excel)
        self.start.sample_asked.connect(self._open_sample)
        self.start.help_asked.connect(self.help_desk.show_first_steps)
        self.start.file_chosen.connect(self.open_path)
        self.start.file_removed.connect(self._forget)
        self.stack.addWidget(self.start)
        self.status = StatusBar(theme)
        column.addWidget(self.stack, 1)
        column.addWidget(self.status)
        self.setCentralWidget(whole)
        self._corner = self._file_corner()
        self.menuBar().setCornerWidget(self._corner, Qt.Corner.TopRightCorner)
        self.actions_table["contrast"].setChecked(theme.high_contrast)
        self.actions_table["enter_breaks"].setChecked(self.settings.enter_breaks)
        self._settle()

    def _file_corner(self) -> QWidget:
        corner = QWidget()
        row = QHBoxLayout(corner)
        corner.setMinimumHeight(self.theme.pixels(27))
        row.setContentsMargins(0, 4, self.theme.pixels(14), 0)
        row.setSpacing(self.theme.pixels(4))
        picture = QLabel()
        picture.setPixmap(self.theme.pixmap("document", "ink2", 16, self.devicePixelRatioF()))
        self._file_name = QLabel()
        self._file_name.setProperty("secondary", True)
        row.addWidget(picture)
        row.addWidget(self._file_name)
        return corner

    def _fill_view_menu(self) -> None:
        menu = self.menus["view"]
        sizes = QMenu("文字サイズ(&S)", menu)
        group = QActionGroup(sizes)
        for key, word in TEXT_SIZES:
            action = QAction(word, sizes)
            action.setCheckable(True)
            action.setChecked(key == self.theme.text_size)
            action.triggered.connect(partial(self._change_size, key))
            group.addAction(action)
            sizes.addAction(action)
        menu.insertMenu(self.actions_table["contrast"], sizes)
        self._fixed["view"] += 1

    def _shortcuts(self) -> None:
        for keys, act in (("F6", self._next_pane), ("Shift+F6", self._previous_pane)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    # -- what is seen --------------------------------------------------------------------------------------

    @property
    def messages(self) -> MessageArea:
        """Where messages of the present page stand."""
        return self.start.messages if self.page is None else self.page.messages

    def show_trouble(self, error: KnownError) -> None:
        """Show a KnownError in the page."""
        self.messages.show_trouble(error)

    def show_crash(self, sentence: str) -> None:
        """Show that something unforeseen happened (crash.py)."""
        self.messages.show_message("err", sentence)

    def _settle(self) -> None:
        """Title, corner, status bar and what can be done, as the present page wants them."""
        page = self.page
        possible: set[str] = set()
        if page is None:
            self.setWindowTitle(PRODUCT)
            self.status.show_start(__version__)
        else:
            self.setWindowTitle(f"{page.workspace.path.stem} — {PRODUCT}")
            self._file_name.setText(page.workspace.path.name)
            self._file_name.setToolTip(str(page.workspace.path))
            possible = {"file", *page.possible()}
            if page.workspace.read_only:
                self.status.show_read_only()
            else:
                possible.add("write")
                self.status.show_disk(page.workspace.disk)
        self._corner.setVisible(page is not None)
        self.menus["insert"].menuAction().setVisible(page is not None)
        self.actions_table.allow(possible)
        self._show_undo()

    def _show_undo(self) -> None:
        page = self.page
        names = (None, None) if page is None else (page.workspace.undo_name, page.workspace.redo_name)
        self.actions_table.show_undo(*names)

    def show_page(self, page: FilePage) -> None:
        """Show an open file in place of the start page."""
        self.page = page
        page.bridge.disk_changed.connect(self._disk_changed)
        page.state_changed.connect(self._settle)
        page.turned.connect(self._fill_editor_menus)
        page.position_changed.connect(self.status.show_place)
        page.counts_changed.connect(self.status.show_counts)
        page.findings_counted.connect(self.status.show_findings)
        self.status.findings_asked.connect(page.finding_desk.show_list)
        page.navigation.folded.connect(self._folded_by_hand)
        page.navigation.chosen.connect(self._place_chosen)
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        self.status.show_file()
        self._fill_editor_menus()
        self._fold_for_width()
        self._settle()
        page.reload_words()
        page.go(page.place())

    def show_start(self) -> None:
        """Back to the start page; the page of the file has been shut down."""
        page, self.page = self.page, None
        self._empty_editor_menus()
        if page is not None:
            self.stack.removeWidget(page)
            page.deleteLater()
        self.stack.setCurrentWidget(self.start)
        self.start.show_recent([unseen(path) for path in self.settings.recent])
        self._settle()
        self.look_at_recent()
        self.start.recent.setFocus()

    def _rebuild(self) -> None:
        """Another text size or other colours: build everything anew around the open file."""
        self.actions_table.dress()
        self.help_desk.forget()
        old, self.page = self.page, None
        if old is not None:
            old.release()
            self._empty_editor_menus()
        self._build()
        if old is not None:
            self.show_page(self.commands.page_for(old.workspace, old))
            old.deleteLater()
        self.look_at_recent()

    # -- menus of the editor -------------------------------------------------------------------------------

    def _fill_editor_menus(self) -> None:
        """The commands of the page that is seen in the window's menus; they are there while a file is open."""
        self._empty_editor_menus()
        for commands in self.page.commands() if self.page is not None else ():
            for key in commands.menus():
                commands.add_to(self.menus[key], key)

    def _empty_editor_menus(self) -> None:
        for key, menu in self.menus.items():
            for action in menu.actions()[self._fixed[key] :]:
                menu.removeAction(action)

    # -- files ---------------------------------------------------------------------------------------------

    def open_path(self, path: str) -> None:
        """Open a data file (or offer to import an Excel file); a refusal is shown in the page."""
        self.commands.open_path(Path(path))

    def _start_from_excel(self) -> None:
        self.commands.start_from_excel()

    def _open_sample(self) -> None:
        self.commands.open_sample()

    def remember(self, path: Path) -> None:
        """A file has been opened: the newest in the list."""
        self.keep(self.settings.with_recent(path))

    def _forget(self, path: str) -> None:
        self.keep(self.settings.without_recent(path))
        self.start.show_recent([unseen(one) for one in self.settings.recent])
        self.look_at_recent()

    def keep(self, settings: Preferences) -> None:
        """Use and keep these preferences."""
        self.settings = settings
        preferences.save(settings)

    def look_at_recent(self) -> None:
        """Ask the disk about the recent files, beside the window."""
        self._watch.look(self.settings.recent)

    def _looked(self, files: list[RecentFile]) -> None:
        known = set(self.settings.recent)
        self.start.show_recent([file for file in files if file.path in known])

    def _disk_changed(self) -> None:
        if self.page is not None and not self.page.workspace.read_only:
            self.status.show_disk(self.page.workspace.disk)

    # -- look ----------------------------------------------------------------------------------------------

    def _change_size(self, size: str, _checked: bool = True) -> None:
        if size != self.theme.text_size and self._ready_to_rebuild():
            self.keep(replace(self.settings, text_size=size))
            self.theme.choose(text_size=size)

    def _change_contrast(self, on: bool) -> None:
        if self._ready_to_rebuild():
            self.keep(replace(self.settings, theme="high-contrast" if on else "light"))
            self.theme.choose(high_contrast=on)

    def _change_enter(self, breaks: bool) -> None:
        self.keep(replace(self.settings, enter_breaks=breaks))
        if self.page is not None:
            self.page.editor.sheet.editing.let_enter_break(breaks)

    def _ready_to_rebuild(self) -> bool:
        return self.page is None or self.page.finish()

    def _fold(self, folded: bool) -> None:
        self._user_folded = folded
        if self.page is not None:
            self.page.navigation.fold(folded)

    def _folded_by_hand(self, folded: bool) -> None:
        self._user_folded = folded
        self.actions_table["fold"].setChecked(folded)

    def _fold_for_width(self) -> None:
        if self.page is None:
            return
        narrow = self.width() < self.theme.pixels(NARROW)
        folded = narrow if self._user_folded is None else self._user_folded
        if folded != self.page.navigation.is_folded:
            self.page.navigation.fold(folded)
        self.actions_table["fold"].setChecked(folded)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold_for_width()

    # -- keyboard ------------------------------------------------------------------------------------------

    def _panes(self) -> list[QWidget]:
        if self.page is None:
            return [self.start.open_button, self.start.recent]
        return self.page.panes()

    def _next_pane(self) -> None:
        self._turn_pane(1)

    def _previous_pane(self) -> None:
        self._turn_pane(-1)

    def _turn_pane(self, step: int) -> None:
        turn(self._panes(), step)

    def _place_chosen(self, _place: str) -> None:
        self._focus_moved(None, QApplication.focusWidget())

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        page = self.page
        if page is None or now is None:
            return
        tabbed = page.tabbed()
        if page.place() == "print":
            self.status.show_keys(LIST_KEYS)
        elif tabbed is not None:
            if tabbed.isAncestorOf(now):
                self.status.show_keys(tabbed.keys_of(now, enter_breaks=self.settings.enter_breaks))
        elif page.editor.finding.bar.isAncestorOf(now):
            self.status.show_keys(FIND_KEYS)
        elif page.editor.isAncestorOf(now):
            self.status.show_keys(keys_of(now, enter_breaks=self.settings.enter_breaks))

    # -- drag and drop, leaving ----------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = self._dropped(event)
        if path is not None:
            event.acceptProposedAction()
            # After the drop has ended: a dialog in here would hold the other program.
            QTimer.singleShot(0, self, partial(self.open_path, str(path)))

    @staticmethod
    def _dropped(event: QDropEvent) -> Path | None:
        for url in event.mimeData().urls():
            path = Path(url.toLocalFile())
            if url.isLocalFile() and (path.suffix.lower() == ".zaitaku" or is_paper(path)):
                return path
        return None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self.page is not None:
            self.commands.check_file()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.page is not None and not self.commands.close_file():
            event.ignore()
            return
        self._watch.shut_down()
        place = bytes(self.saveGeometry().data())
        self.keep(replace(self.settings, geometry=base64.b64encode(place).decode("ascii")))
        super().closeEvent(event)

    def _restore_place(self) -> None:
        self.resize(1366, 738)
        if self.settings.geometry:
            try:
                place = base64.b64decode(self.settings.geometry, validate=True)
            except ValueError:
                return
            self.restoreGeometry(QByteArray(place))
