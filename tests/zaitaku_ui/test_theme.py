from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from zaitaku_ui.theme import Theme, load_ui_fonts
from zaitaku_ui.tokens import HIGH_CONTRAST, LIGHT

from zaitaku_desktop.base.paths import resource

SETS = pytest.mark.parametrize("tokens", [LIGHT, HIGH_CONTRAST], ids=["light", "high-contrast"])
TEXT = (
    *((ink, ground) for ink in ("ink", "ink2", "ink3", "accent") for ground in ("surface", "panel", "win")),
    ("on-accent", "accent"),
    ("on-sel", "sel"),
    ("accent-d", "accent-s"),
    ("ok", "ok-b"),
    ("warn", "warn-b"),
    ("err", "err-b"),
    ("ok", "win"),
    ("err", "win"),
)


def _light(colour: str) -> float:
    """Relative luminance (WCAG 2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2)."""
    brighter, darker = sorted((_light(one), _light(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@SETS
def test_that_text_can_be_read_on_every_ground(tokens: dict[str, str]) -> None:
    pale = [f"{ink} on {ground}" for ink, ground in TEXT if contrast(tokens[ink], tokens[ground]) < 4.5]
    assert not pale


@SETS
def test_that_borders_of_fields_and_buttons_can_be_seen(tokens: dict[str, str]) -> None:
    for ground in ("surface", "win"):
        assert contrast(tokens["line3"], tokens[ground]) >= 3
        assert contrast(tokens["focus"], tokens[ground]) >= 3


def test_that_both_sets_have_the_same_names_and_paper_stays_white() -> None:
    assert LIGHT.keys() == HIGH_CONTRAST.keys()
    assert LIGHT["paper"] == HIGH_CONTRAST["paper"] == "#FFFFFF"


@pytest.mark.parametrize("size", ["small", "standard", "large", "largest"])
@pytest.mark.parametrize("high_contrast", [False, True])
def test_that_the_style_sheet_is_complete(qapp: QApplication, size: str, high_contrast: bool) -> None:
    text = Theme(high_contrast=high_contrast, text_size=size).style_sheet()
    assert "@" not in text.split("*/", 1)[1]
    named = re.findall(r"url\(([^)]+)\)", text)
    assert named and all(Path(name).is_file() for name in named)
    assert text.count("{") == text.count("}")


def test_that_no_type_is_smaller_than_twelve_pixels(qapp: QApplication) -> None:
    small = Theme(text_size="small")
    assert small.font(12).pixelSize() == 12 and small.font(13).pixelSize() == 12
    assert min(int(size) for size in re.findall(r"font-size: (\d+)px", small.style_sheet())) == 12


def test_that_the_largest_size_scales_type_and_lengths_alike(qapp: QApplication) -> None:
    largest = Theme(text_size="largest")
    assert (largest.font(20).pixelSize(), largest.pixels(20)) == (26, 26)


def test_that_the_screen_face_is_the_bundled_one(qapp: QApplication) -> None:
    assert load_ui_fonts() == "BIZ UDPGothic"


def test_that_icons_are_lines_in_one_colour() -> None:
    found = sorted(resource("icons").glob("*.svg"))
    assert len(found) > 40
    for path in found:
        text = path.read_text(encoding="utf-8")
        assert 'viewBox="0 0 20 20"' in text, path.name
        assert "currentColor" in text and "#" not in text, path.name


def test_that_another_look_reaches_the_application(qtbot: QtBot, dressed: Theme, qapp: QApplication) -> None:
    with qtbot.waitSignal(dressed.changed):
        dressed.choose(high_contrast=True, text_size="large")
    assert qapp.palette().window().color().name().upper() == HIGH_CONTRAST["win"]
    assert HIGH_CONTRAST["accent"] in qapp.styleSheet()
    assert qapp.font().pixelSize() == round(13 * 1.15)


def test_that_an_icon_takes_the_colour_of_its_token(qapp: QApplication) -> None:
    picture = Theme().pixmap("minus", "err", 80).toImage()
    inked = {
        picture.pixelColor(x, y).name().upper()
        for x in range(80)
        for y in range(80)
        if picture.pixelColor(x, y).alpha() == 255
    }
    assert inked == {LIGHT["err"]}


@pytest.mark.parametrize("sign", ["𠮷", "槗", "髙"])
def test_that_kanji_of_names_are_drawn_on_the_screen(qapp: QApplication, sign: str) -> None:
    layout = QTextLayout(sign, Theme(family=load_ui_fonts()).font(13))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    runs = layout.glyphRuns()
    assert runs and all(number for run in runs for number in run.glyphIndexes())  # 0 would be an empty box
