"""What the menu does with 会議録, 次第 and 名簿 of elsewhere: choose or paste one, look at it, take it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zaitaku_ui.dialogs.paper_source import PaperSource
    from zaitaku_ui.file_page import FilePage
    from zaitaku_ui.main_window import MainWindow


class PaperCommands:
    """Imports a paper into the open file. `folder()` = where the choice of a file begins."""

    def __init__(self, window: MainWindow, folder: Callable[[], Path]) -> None:
        self._window = window
        self._folder = folder

    def _page(self) -> FilePage | None:
        page = self._window.page
        return page if page is not None and page.finish() else None

    def ask(self) -> None:
        """会議録・次第・名簿を取り込む…"""
        from zaitaku_ui.dialogs.paper_source import PaperSourceDialog  # noqa: PLC0415 - not before it is asked for

        if self._page() is None:
            return
        dialog = PaperSourceDialog(self._window.theme, self._folder(), self._window)
        if dialog.exec() and dialog.source is not None:
            self.take(dialog.source)
        dialog.deleteLater()

    def take_file(self, path: Path) -> None:
        """Import a file that is a 会議録 or a 次第."""
        from zaitaku_ui.dialogs.paper_source import PaperSource  # noqa: PLC0415

        self.take(PaperSource(path.name, path))

    def take(self, source: PaperSource) -> None:
        """Read it, show it, and import it if the clerk says so."""
        from zaitaku_ui.dialogs.paper_dialog import PaperDialog, paper_words  # noqa: PLC0415 - SQLAlchemy when used

        page = self._page()
        if page is None:
            return
        dialog = PaperDialog(page.bridge, self._window.theme, source, self._window)

        def tell(report: object) -> None:
            page.reload()
            made = [row.id for row in report.created if row.kind == "document"]  # type: ignore[attr-defined]
            if dialog.meeting_id is not None:
                page.show_meeting(dialog.meeting_id, dialog.kind)
            elif source.kind == "document":
                page.go("documents")
                if made:
                    page.open_document(made[-1])
            else:
                page.go("members")
            level, words = paper_words(report)  # type: ignore[arg-type]
            page.say(words, level=level)

        dialog.imported.connect(tell)
        dialog.exec()
        dialog.deleteLater()
