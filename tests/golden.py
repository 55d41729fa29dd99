"""Pictures of pages that were looked at and found right, kept at 100 dpi in tests/golden.

`ZAITAKU_GOLDEN=write` writes the pictures anew: look at each before committing it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

FOLDER = Path(__file__).parent / "golden"
DPI = 100
NEAR = 40
"""Grey levels (of 255) a pixel may differ by: another version of the renderer smooths edges otherwise."""
MOST = 0.0005
"""Share of pixels that may differ by more."""


def picture_of(pdf: bytes, page: int) -> Image.Image:
    """A page, from 0, in grey."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[page].render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
    finally:
        document.close()


def check_golden(pdf: bytes, page: int, name: str) -> None:
    """Fail, with the picture beside the golden one, where the page looks otherwise."""
    path = FOLDER / f"{name}.png"
    found = picture_of(pdf, page)
    if os.environ.get("ZAITAKU_GOLDEN") == "write":
        FOLDER.mkdir(exist_ok=True)
        found.save(path, optimize=True)
    wanted = Image.open(path).convert("L")
    assert found.size == wanted.size, name
    histogram = ImageChops.difference(found, wanted).histogram()
    differing = sum(histogram[NEAR + 1 :]) / (found.width * found.height)
    if differing > MOST:
        seen = Path(os.environ.get("TMPDIR", "/tmp")) / f"golden-{name}.png"
        found.save(seen)
        raise AssertionError(f"{name}: {differing:.2%} of the page differs; see {seen}")
