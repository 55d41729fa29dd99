"""A page of the navigation with tabs over its views, and a part of its own in the top bar."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_ui.actions import Actions
from zaitaku_ui.meeting_desk import MeetingDesk
from zaitaku_ui.places.view import View
from zaitaku_ui.status import KEYS, Keys
from zaitaku_ui.theme import Theme

HEIGHT = 36


class TabbedPage(QFrame):
    """Shows one of its views. `bar` = what stands in the top bar while the page is seen."""

    position_changed = Signal(str, str)
    counts_changed = Signal(str)
    export_asked = Signal(object)
    """(document): 書き出す was pressed in a view."""
    turned = Signal()
    """Another view is seen, with other commands."""

    key = ""
    """In the navigation."""

    def __init__(self, desk: MeetingDesk, theme: Theme, commands: Actions | None = None) -> None:
        """`commands` = those of the page as a whole, whichever view is seen."""
        super().__init__()
        self.setObjectName("place")
        self.desk = desk
        self.theme = theme
        self._own = commands
        self.views: dict[str, View] = {}
        """Those that were made so far."""
        self._titles: dict[str, str] = {}
        self._makers: dict[str, Callable[[], View]] = {}
        self.bar: QWidget = QWidget()
        self.tabs = QTabBar()
        self.tabs.setObjectName("placetabs")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.currentChanged.connect(self._tab_chosen)
        self.head = QFrame()
        self.head.setObjectName("placehead")
        self.head.setFixedHeight(theme.pixels(HEIGHT))
        self.head_row = QHBoxLayout(self.head)
        self.head_row.setContentsMargins(theme.pixels(8), 0, theme.pixels(12), 0)
        self.head_row.setSpacing(theme.pixels(8))
        self.head_row.addWidget(self.tabs)
        self.head_row.addStretch(1)
        self.stack = QStackedWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.head)
        self._whole = QSplitter(Qt.Orientation.Horizontal)
        self._whole.setHandleWidth(1)
        self._whole.setChildrenCollapsible(False)
        self._whole.addWidget(self.stack)
        self._column.addWidget(self._whole, 1)
        for keys, act in (("Ctrl+Tab", self.next_tab), ("Ctrl+Shift+Tab", self.previous_tab)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def set_beside(self, panel: QWidget) -> None:
        """What can be opened at the right of every view."""
        self._whole.addWidget(panel)
        self._whole.setStretchFactor(0, 1)

    # Views

    def add_view(self, key: str, view: View) -> None:
        """One more view; it gets a tab when `show_tabs` names it."""
        self.views[key] = view
        self._titles.setdefault(key, view.title)
        self.stack.addWidget(view)
        view.position_changed.connect(self._moved)
        view.counts_changed.connect(self._counted)

    def add_later(self, key: str, title: str, make: Callable[[], View]) -> None:
        """The same, but made only when it is first wanted: a view takes as long to make as it takes to show."""
        self._titles[key] = title
        self._makers[key] = make

    def made(self, key: str) -> View:
        """The view of that key."""
        if key in self._makers:
            view = self._makers.pop(key)()
            view.title = self._titles[key]
            self.add_view(key, view)
            self.view_made()
        return self.views[key]

    def view_made(self) -> None:
        """A view has been made, and hears of changes after those that were there before."""

    def show_tabs(self, keys: Sequence[str], current: str) -> None:
        """Have these tabs, and show that view."""
        shown = [self.tabs.tabData(index) for index in range(self.tabs.count())]
        self.tabs.blockSignals(True)
        if shown != list(keys):
            while self.tabs.count():
                self.tabs.removeTab(0)
            for key in keys:
                index = self.tabs.addTab(self._titles[key])
                self.tabs.setTabData(index, key)
        self.tabs.setCurrentIndex(list(keys).index(current))
        self.tabs.blockSignals(False)
        self._show_view(current)

    def view(self) -> View | None:
        """The view that is seen."""
        found = self.stack.currentWidget()
        return found if isinstance(found, View) else None

    def view_key(self) -> str:
        """Its key."""
        return next((key for key, view in self.views.items() if view is self.stack.currentWidget()), "")

    def _tab_chosen(self, index: int) -> None:
        key = self.tabs.tabData(index)
        if key is None:
            return
        if not self.finish():
            self.show_tabs([self.tabs.tabData(i) for i in range(self.tabs.count())], self.view_key())
            return
        self._show_view(str(key))

    def _show_view(self, key: str) -> None:
        view = self.made(key)
        self.stack.setCurrentWidget(view)
        self.setFocusProxy(view)
        self.turned.emit()

    def turn_to(self, key: str) -> None:
        """Show the view of that key, if it has a tab now."""
        index = next((i for i in range(self.tabs.count()) if self.tabs.tabData(i) == key), None)
        if index is not None:
            self.tabs.setCurrentIndex(index)
            self.made(key).setFocus()

    def next_tab(self) -> None:
        """To the tab at the right, round and round."""
        self._step(1)

    def previous_tab(self) -> None:
        """To the tab at the left."""
        self._step(-1)

    def _step(self, step: int) -> None:
        if self.tabs.count() and self.finish():
            self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())
            self.views[self.view_key()].setFocus()

    def _moved(self, where: str, what: str) -> None:
        if self.sender() is self.view():
            self.position_changed.emit(where, what)

    def _counted(self, words: str) -> None:
        if self.sender() is self.view():
            self.counts_changed.emit(words)

    # What the window asks

    def commands(self) -> list[Actions]:
        """What stands in the menus of the window while the page is seen."""
        view = self.view()
        own = [] if self._own is None else [self._own]
        return [*own, *(view.commands() if view is not None else ())]

    def panes(self) -> list[QWidget]:
        """What F6 goes through."""
        view = self.view()
        return [*(view.panes() if view is not None else ()), self.tabs]

    def keys_of(self, widget: QWidget, *, enter_breaks: bool) -> Keys:
        """The keys that work while the keyboard is in `widget`."""
        view = self.view()
        return KEYS if view is None else view.keys_of(widget, enter_breaks=enter_breaks)

    @property
    def prints(self) -> bool:
        """Whether the view that is seen can be printed."""
        view = self.view()
        return view is not None and view.prints

    @property
    def prints_itself(self) -> bool:
        """Whether the view that is seen prints something that is no single 資料."""
        view = self.view()
        return view is not None and view.prints_itself

    def print_itself(self, *, pdf: bool) -> bool:
        """Have the view print that. False = it has nothing of the kind."""
        view = self.view()
        return view is not None and view.print_itself(pdf=pdf)

    def paper(self) -> DocumentRow | None:
        """The 資料 that prints what is seen, None = nothing does."""
        view = self.view()
        return None if view is None else view.paper()

    def subject(self) -> DocumentRow | None:
        """The same, made or not."""
        view = self.view()
        return None if view is None else view.subject()

    def show_paper(self, _document: DocumentRow) -> None:
        """Show this 資料, where the page has several that it could show."""

    def tell(self) -> None:
        """Say again where the cursor is and how much there is."""
        view = self.view()
        self.position_changed.emit(*(view.position() if view is not None else ("", "")))
        self.counts_changed.emit(view.counts() if view is not None else "")

    def finish(self) -> bool:
        """Write what is being typed. False = it could not be written and stays."""
        view = self.view()
        return view is None or view.finish()

    def shut_down(self) -> None:
        """Write what is being typed and stop what runs beside."""
        self.finish()
        for view in self.views.values():
            view.shut_down()
