"""F1, Ctrl+F1, この版について: shown over the window, imported when first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zaitaku_ui.dialogs.help import HelpViewer
    from zaitaku_ui.main_window import MainWindow


class HelpDesk:
    """The window's help. One viewer stays, so that it opens where one left it."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.viewer: HelpViewer | None = None

    def show_help(self) -> None:
        """F1: the page that fits what is on the screen."""
        page = self._window.page
        self._show("first-steps" if page is None else "print" if page.place() == "print" else "plan")

    def show_first_steps(self) -> None:
        """はじめての方へ."""
        self._show("first-steps")

    def _show(self, page: str) -> None:
        from zaitaku_ui.dialogs.help import HelpViewer  # noqa: PLC0415 - not before it is asked for

        if self.viewer is None:
            self.viewer = HelpViewer(self._window.theme, self._window)
        self.viewer.show_page(page)
        if self.viewer.isVisible():
            self.viewer.raise_()
        self.viewer.show()
        self.viewer.activateWindow()

    def show_keys(self) -> None:
        """Ctrl+F1: every key."""
        from zaitaku_ui.dialogs.keys import KeySheet, key_rows  # noqa: PLC0415 - not before it is asked for

        KeySheet(self._window.theme, key_rows(), self._window).exec()

    def show_about(self) -> None:
        """この版について."""
        from zaitaku_ui.dialogs.about import AboutDialog  # noqa: PLC0415 - not before it is asked for

        AboutDialog(self._window.theme, self._window).exec()

    def forget(self) -> None:
        """Another look: the viewer is made anew when it is next asked for."""
        if self.viewer is not None:
            self.viewer.close()
            self.viewer.deleteLater()
            self.viewer = None
