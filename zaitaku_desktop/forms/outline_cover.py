"""The cover of a 自由文書: title, 年月, 自治体名 (measures: PAGES 5)."""

from __future__ import annotations

from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.meeting_printer import MM, MeetingPrinter
from zaitaku_desktop.forms.print_cells import full_width
from zaitaku_desktop.forms.sheets import DRAFT
from zaitaku_desktop.model.document_rows import DocumentOutline
from zaitaku_desktop.typeset.blocks import Paragraph, Run, TextStyle
from zaitaku_desktop.typeset.figures import Drawing, DrawnBox

COVER, COVER_TITLE, EDITION, DATE, CITY = "cover", "cover_title", "edition", "date", "city"
"""Options of a 自由文書: whether it has a cover ("yes"), its title broken by hand, （改訂案）, 年月, and whose it is
where that is not the municipality."""
YES = "yes"
_APART = 7.0  # mm between the title and （改訂案）


def has_cover(outline: DocumentOutline) -> bool:
    """Whether one is printed."""
    return outline.document.options.get(COVER) == YES


def cover_title(outline: DocumentOutline) -> str:
    """The title as it stands there: broken by hand where somebody did so."""
    return outline.document.options.get(COVER_TITLE, "") or outline.document.title


def cover(form: Form, outline: DocumentOutline, printer: MeetingPrinter) -> Drawing:
    """The whole page."""
    settings, paper, options = form.outline.cover, form.paper, outline.document.options
    top = paper.margin("top")
    boxes: list[DrawnBox] = []
    y = settings.top - top
    style = TextStyle("mincho", settings.title.size, settings.title.leading, align="center")
    room = paper.measure * MM / settings.title.size / (1 + settings.tracking) - 1
    for line in cover_title(outline).split("\n"):
        words = printer.heading(line)
        rows = max(-(-full_width(words) // max(room, 1)), 1)
        height = rows * settings.title.leading / MM
        spread = full_width(words) * (1 + settings.tracking) if rows == 1 else 0.0
        boxes.append(_line(words, style, y, height, paper.measure, spread))
        y += height
    edition = options.get(EDITION, "") or (DRAFT.strip("（）") if outline.document.draft and form.draft_mark else "")
    if edition:
        words = printer.heading(f"（{edition}）")
        style = TextStyle("mincho", settings.edition_size, settings.edition_size * 1.6, align="center")
        boxes.append(_line(words, style, y + _APART, 8.0, paper.measure))
    y = paper.height - settings.date_foot - top
    for words, size, tracking in (
        (options.get(DATE, ""), settings.date_size, 0.0),
        (options.get(CITY, "") or outline.municipality.name, settings.city_size, settings.city_tracking),
    ):
        style = TextStyle("mincho", size, size * 1.6, align="center")
        shown = printer.heading(words)
        spread = full_width(shown) * (1 + tracking) if tracking else 0.0
        if words:
            boxes.append(_line(shown, style, y, size * 1.6 / MM, paper.measure, spread))
        y += size * 1.6 / MM + 4.0
    return Drawing(paper.room - 0.1, tuple(boxes), ident=("cover", "title"))


def _line(words: str, style: TextStyle, y: float, height: float, measure: float, spread: float = 0.0) -> DrawnBox:
    return DrawnBox(
        0.0, y, measure, height, (Paragraph((Run(words),), style, spread=spread, phrases=True),), 0.0, padding=0.0
    )
