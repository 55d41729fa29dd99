"""Where the next block goes: the pages made so far and the place reached on the last one. Points."""

from __future__ import annotations

from collections.abc import Callable

from zaitaku_desktop.typeset.blocks import Sheet
from zaitaku_desktop.typeset.boxes import MissingGlyph, Page, Part
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.pieces import MM, Pen

Progress = Callable[[float], None]


class Flow:
    """Pages of one 資料 being filled from top to bottom."""

    def __init__(self, sheet: Sheet, faces: Faces, progress: Progress | None = None) -> None:
        self.sheet = sheet
        self.faces = faces
        self.left = sheet.left * MM
        self.width = (sheet.width - sheet.left - sheet.right) * MM
        self.top = sheet.top * MM
        self.bottom = (sheet.height - sheet.bottom) * MM
        self.pages: list[Page] = []
        self.parts: list[Part] = []
        self.missing: list[MissingGlyph] = []
        self._progress = progress
        self.y = 0.0
        self.fresh = True
        """Nothing stands on the page yet (below the title)."""
        self.new_page()

    @property
    def page(self) -> Page:
        """The page being filled."""
        return self.pages[-1]

    @property
    def pen(self) -> Pen:
        """Draws on the page being filled."""
        return Pen(self.pages[-1], self.missing)

    @property
    def left_over(self) -> float:
        """Height still free on this page."""
        return self.bottom - self.y

    @property
    def full_height(self) -> float:
        """Height of the text area of a page without a title."""
        return self.bottom - self.top

    def new_page(self) -> None:
        """Go on at the top of another page."""
        self.pages.append(Page(self.sheet.width * MM, self.sheet.height * MM))
        self.y = self.top
        self.fresh = True

    def add_part(self, part: Part) -> int:
        """Add a part in reading order; its index is what text boxes carry."""
        self.parts.append(part)
        return len(self.parts) - 1

    def report(self, fraction: float) -> None:
        """Tell how far the work is (0…1). Raises Cancelled when the user has had enough."""
        if self._progress is not None:
            self._progress(min(max(fraction, 0.0), 1.0))
