"""What a tab of a page is to the page that holds it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from zaitaku_desktop.checks.finding import Place
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_ui.actions import Actions
from zaitaku_ui.meeting_desk import MeetingDesk, Refresh
from zaitaku_ui.status import KEYS, Keys, keys_of
from zaitaku_ui.theme import Theme


class View(QWidget):
    """Subclasses override what they have. It reads only while it is seen, and anew when it is shown."""

    position_changed = Signal(str, str)
    """What the foot of the window says of the cursor."""
    counts_changed = Signal(str)

    prints = False
    """Whether `paper` may have a 資料."""
    prints_itself = False
    """Whether `print_itself` prints something."""
    title = ""
    """On its tab."""
    keys: Keys = KEYS
    """What the foot of the window shows while nothing is typed."""

    def __init__(self, desk: MeetingDesk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.theme = theme
        self._stale = True
        desk.changed.connect(self._changed)
        desk.chosen.connect(self._chosen)

    def show_now(self) -> None:
        """Show the records as they are now."""

    def touched_by(self, refresh: Refresh) -> bool:
        """Whether it shows something else after such a change."""
        return bool(refresh.tables)

    def follow(self, _refresh: Refresh) -> None:
        """Records have changed that it shows."""
        self.show_now()

    def commands(self) -> Sequence[Actions]:
        """What stands in the menus of the window while it is seen."""
        return ()

    def panes(self) -> Sequence[QWidget]:
        """What F6 goes through."""
        return (self,)

    def position(self) -> tuple[str, str]:
        """As `position_changed`."""
        return "", ""

    def counts(self) -> str:
        """As `counts_changed`."""
        return ""

    def keys_of(self, widget: QWidget, *, enter_breaks: bool) -> Keys:
        """The keys that work while the keyboard is in `widget`, for the foot of the window."""
        found = keys_of(widget, enter_breaks=enter_breaks)
        return self.keys if found is KEYS else found

    def paper(self) -> DocumentRow | None:
        """The 資料 that prints what is shown, None = nothing does."""
        return None

    def print_itself(self, *, pdf: bool) -> bool:
        """印刷 and PDFに保存 of the window, where what is seen is no single 資料. False = it is one, or nothing."""
        return False

    def go_to_place(self, _place: Place) -> None:
        """Put the keyboard on what a finding is about."""

    def take_paper(self, _document_id: int) -> None:
        """Put the cursor on a 資料, where the view is a list of them."""

    def subject(self) -> DocumentRow | None:
        """The same as it is, or as it would be (id 0); nothing is made."""
        return None

    def finish(self) -> bool:
        """Write what is being typed. False = it could not be written and stays."""
        return True

    def shut_down(self) -> None:
        """Stop what runs beside the window."""

    # When to read

    def _changed(self, refresh: Refresh) -> None:
        if not self.isVisible():
            self._stale = True
        elif self.touched_by(refresh):
            self.follow(refresh)
            self._tell()

    def _chosen(self) -> None:
        self._stale = True
        if self.isVisible():
            self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def _show(self) -> None:
        if self._stale:
            self._stale = False
            self.show_now()
        self._tell()

    def _tell(self) -> None:
        self.position_changed.emit(*self.position())
        self.counts_changed.emit(self.counts())
