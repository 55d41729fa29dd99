"""What paper a 資料 needs, in words and for Qt's printing."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageLayout, QPageSize

from zaitaku_desktop.typeset.blocks import Grid, Paragraph, PrintJob
from zaitaku_desktop.typeset.boxes import Fitted, Page

PAPERS = {(210, 297): "A4", (297, 420): "A3", (257, 364): "B4", (182, 257): "B5", (148, 210): "A5"}
_QT = {
    "A3": QPageSize.PageSizeId.A3,
    "A4": QPageSize.PageSizeId.A4,
    "A5": QPageSize.PageSizeId.A5,
    "B4": QPageSize.PageSizeId.JisB4,
    "B5": QPageSize.PageSizeId.JisB5,
}
_SIDES = {"top": "上", "right": "右", "bottom": "下", "left": "左"}
MM = 72 / 25.4


def paper_name(width: float, height: float) -> str:
    """「A3 横」 from millimetres; a size without a name is told in millimetres."""
    short, long = sorted((round(width), round(height)))
    name = PAPERS.get((short, long), f"{round(width)}×{round(height)} mm")
    return f"{name} {'横' if width > height else '縦'}"


def type_size(job: PrintJob) -> float | None:
    """The size most characters of the grids' cells are set in, in points; None without a grid."""
    counts: Counter[float] = Counter()
    for block in job.blocks:
        if isinstance(block, Grid):
            for cell in block.body:
                for piece in cell.blocks:
                    if isinstance(piece, Paragraph):
                        counts[piece.style.size] += len(piece.text)
    return counts.most_common(1)[0][0] if counts else None


def describe(job: PrintJob, fitted: Fitted | None = None) -> str:
    """「A3 横　9ポイント　綴じ代 上」, 「A3 横　4ページに収めて8.5ポイント」."""
    sheet = job.sheet
    words = [paper_name(sheet.width, sheet.height)]
    size = type_size(job)
    if fitted is not None and fitted.closer:
        words.append(f"{fitted.pages}ページに収めて{fitted.size:g}ポイント")
    elif size is not None:
        words.append(f"{size:g}ポイント")
    if fitted is not None and not fitted.fits:
        words.append(f"{fitted.pages}ページに収まりません")
    if sheet.bound in _SIDES:
        words.append(f"綴じ代 {_SIDES[sheet.bound]}")
    return "　".join(words)


def page_layout(page: Page) -> QPageLayout:
    """Paper size and orientation of a laid-out page for a printer; no margins, the page has its own."""
    short, long = sorted((page.width / MM, page.height / MM))
    name = PAPERS.get((round(short), round(long)))
    size = QPageSize(_QT[name]) if name else QPageSize(QSizeF(short, long), QPageSize.Unit.Millimeter)
    wide = page.width > page.height
    layout = QPageLayout()
    layout.setMode(QPageLayout.Mode.FullPageMode)
    layout.setPageSize(size)
    layout.setOrientation(QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait)
    return layout
