"""Where the next block goes: the pages made so far and the place reached on the last one. Points."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from zaitaku_desktop.typeset.blocks import Sheet
from zaitaku_desktop.typeset.boxes import MissingGlyph, Page, Part
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.pieces import EPSILON, MM, Pen

Progress = Callable[[float], None]


class RunningHead(Protocol):
    """A heading that stands again at the top of each page on which its section goes on."""

    @property
    def again_height(self) -> float:
        """What it takes there, with the spaces around it."""

    def draw_again(self) -> None:
        """Draw it from where the flow stands, which goes on below it."""


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
        self._reached = 0.0
        self.heads: list[RunningHead] = []
        """The headings of the sections that are being set, outermost first."""
        self.tables = 0
        """Grids set so far."""
        self.y = 0.0
        self.fresh = True
        """Nothing stands on the page yet (below the title, or below headings that go on)."""
        self._start = 0.0
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
        """Height of the text area of a page without a title, below the headings that go on."""
        return self.bottom - self.top - sum(head.again_height for head in self.heads)

    @property
    def at_top(self) -> bool:
        """Whether what comes next is the first of a page, so that no space stands above it."""
        return self.fresh and self.y <= self._start + EPSILON

    def set_margins(self, top: float, bottom: float) -> None:
        """From the next page on the text area ends so many mm from the edges of the paper; 0 = as before."""
        self.top = top * MM or self.top
        if bottom:
            self.bottom = (self.sheet.height - bottom) * MM

    def new_page(self) -> None:
        """Go on at the top of another page, below the headings that go on."""
        self.pages.append(Page(self.sheet.width * MM, self.sheet.height * MM))
        self.y = self.top
        self.fresh = True
        for head in self.heads:
            head.draw_again()
        self._start = self.y

    def add_part(self, part: Part) -> int:
        """Add a part in reading order; its index is what text boxes carry."""
        self.parts.append(part)
        return len(self.parts) - 1

    def report(self, fraction: float) -> None:
        """Tell how far the work is (0…1; it never goes back). Raises Cancelled when the user has had enough."""
        if self._progress is not None:
            self._reached = min(max(fraction, self._reached), 1.0)
            self._progress(self._reached)
