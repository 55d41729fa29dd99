"""What stands around the blocks: 資料番号 box, title, page numbers (PAGES 1)."""

from __future__ import annotations

from zaitaku_desktop.typeset.blocks import Paragraph, Run, Sheet, TextStyle
from zaitaku_desktop.typeset.boxes import FrameBox, Mark, Page, Part, Region
from zaitaku_desktop.typeset.flow import Flow
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.linebreak import break_paragraph
from zaitaku_desktop.typeset.pieces import MM, Pen, Piece, baseline_of

TAG_RULE = 0.75  # pt
TAG_HEIGHT = 7.5  # mm
TAG_LEAST_WIDTH = 22.0  # mm
TAG_PADDING = 3.0  # mm
TAG_CLEAR = 3.0  # mm kept free between the box and what stands beside or below it
TAG_STYLE = TextStyle("gothic", 11.0, 11.0)
NOTE_STYLE = TextStyle("gothic", 9.0, 12.0)
RUNNING_GAP = 3.0  # mm between the running line and the text area
NUMBER_STYLE = TextStyle("mincho", 10.0, 10.0, align="center")
_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")


def first_page(flow: Flow) -> None:
    """Set the 資料番号 box and the title on the first page and move below them."""
    sheet = flow.sheet
    taken = _tag(flow)
    tag_bottom = (sheet.tag_top + TAG_HEIGHT) * MM
    beside = taken > 0 and tag_bottom > flow.y
    kept = taken + TAG_CLEAR * MM if beside else 0.0
    if sheet.over is not None:
        _line(flow, sheet.over, kept, Mark("title", sheet.over_ident, flow.add_part(Part("paragraph"))))
    if sheet.title:
        _title(flow, kept)
    if sheet.under is not None:
        _line(flow, sheet.under, 0.0, Mark("title", sheet.under_ident, flow.add_part(Part("paragraph"))))
    if sheet.title or sheet.over or sheet.under:
        flow.y += sheet.title_after * MM
    if beside:
        flow.y = max(flow.y, tag_bottom + sheet.title_after * MM)


def _tag(flow: Flow) -> float:
    """Draw the box; returns its width, 0 if there is none."""
    sheet = flow.sheet
    if not sheet.tag:
        _tag_note(flow, sheet.tag_top * MM)
        return 0.0
    paragraph = Paragraph((Run(sheet.tag),), TAG_STYLE)
    widest = flow.width - 2 * TAG_PADDING * MM
    line = break_paragraph(paragraph, widest, flow.faces)[0]
    width = max(TAG_LEAST_WIDTH * MM, line.width + 2 * TAG_PADDING * MM)
    height = TAG_HEIGHT * MM
    x = flow.left + flow.width - width
    y = sheet.tag_top * MM
    _tag_note(flow, y)
    half = TAG_RULE / 2
    flow.page.frames.append(FrameBox(x + half, y + half, width - TAG_RULE, height - TAG_RULE, TAG_RULE))
    part = flow.add_part(Part("tag"))
    baseline = baseline_of(y, height, TAG_STYLE.size)
    flow.pen.line(line, x + (width - line.width) / 2, baseline, Mark("tag", sheet.tag_ident, part))
    if sheet.tag_ident is not None:
        flow.page.regions.append(Region(sheet.tag_ident, x, y, width, height))
    return width


def _tag_note(flow: Flow, foot: float) -> None:
    """Set the line over the box, which ends at `foot`."""
    if not flow.sheet.tag_note:
        return
    paragraph = Paragraph((Run(flow.sheet.tag_note),), NOTE_STYLE)
    line = break_paragraph(paragraph, flow.width, flow.faces)[0]
    baseline = baseline_of(foot - NOTE_STYLE.leading, NOTE_STYLE.leading, NOTE_STYLE.size)
    part = flow.add_part(Part("tag"))
    flow.pen.line(line, flow.left + flow.width - line.width, baseline, Mark("tag", None, part))


def _title(flow: Flow, kept: float) -> None:
    """Centre the title on the text area; `kept` points at either side stay free for the box."""
    sheet = flow.sheet
    paragraph = Paragraph((Run(sheet.title),), sheet.title_style, spread=sheet.title_spread)
    narrow = flow.width - 2 * kept
    if narrow < flow.width / 2:
        # A box so wide leaves no room beside it: the title goes below.
        flow.y = max(flow.y, (sheet.tag_top + TAG_HEIGHT + TAG_CLEAR) * MM)
        narrow = flow.width
    _line(flow, paragraph, kept, Mark("title", sheet.title_ident, flow.add_part(Part("title"))), narrow)


def _line(flow: Flow, paragraph: Paragraph, kept: float, mark: Mark, measure: float = 0.0) -> None:
    """Centre a paragraph on the text area in `measure` points, else in what `kept` at either side leaves."""
    narrow = measure or flow.width - 2 * kept
    x = flow.left + (flow.width - narrow) / 2
    lines = break_paragraph(paragraph, narrow, flow.faces)
    leading = paragraph.style.leading
    pieces = [Piece(leading, 0.0, paragraph, lines, index) for index in range(len(lines))]
    flow.pen.draw(pieces, x, flow.y, mark)
    height = leading * len(lines)
    if mark.source is not None:
        flow.page.regions.append(Region(mark.source, x, flow.y, narrow, height))
    flow.y += height


def running_heads(flow: Flow) -> None:
    """Set the running line over the text area of each page but the first; an artifact."""
    sheet, top = flow.sheet, flow.top
    if sheet.running is None:
        return
    style = sheet.running.style
    baseline = baseline_of(top - RUNNING_GAP * MM - style.leading, style.leading, style.size)
    line = break_paragraph(sheet.running, flow.width, flow.faces)[0]
    for page in flow.pages[1:]:
        Pen(page, flow.missing).line(line, flow.left, baseline, Mark("running", artifact=True))


def page_numbers(flow: Flow) -> None:
    """Number all pages, once their count is known. They are artifacts."""
    sheet, pages = flow.sheet, flow.pages[flow.sheet.front :]
    total = len(pages)
    if total > 1 or sheet.number_single_page:
        for number, page in enumerate(pages, start=1):
            number_page(page, sheet, number, total, flow.faces)


def number_page(page: Page, sheet: Sheet, number: int, total: int, faces: Faces) -> None:
    """Set the number of one page at its foot, as the sheet wants it."""
    if sheet.page_number == "none":
        return
    top = page.height - sheet.page_number_foot * MM - NUMBER_STYLE.leading
    baseline = baseline_of(top, NUMBER_STYLE.leading, NUMBER_STYLE.size)
    if sheet.page_number == "fraction":
        text = f"{number}／{total}"
    else:
        text = f"－ {str(number).translate(_DIGITS) if number < 10 else number} －"
    width = page.width - (sheet.left + sheet.right) * MM
    line = break_paragraph(Paragraph((Run(text),), NUMBER_STYLE, artifact=True), width, faces)[0]
    Pen(page, []).line(line, sheet.left * MM, baseline, Mark("page-number", artifact=True))
