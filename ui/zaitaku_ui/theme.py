"""The look of the program: colours, type and icons in one object that is passed to every widget (LOOK 1, 7)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from PySide6.QtCore import QByteArray, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QImage, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from zaitaku_desktop.base.paths import resource
from zaitaku_ui.tokens import HIGH_CONTRAST, LIGHT, SMALLEST, TEXT_FACTORS

UI_FACES = ("BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf", "ZaitakuFallbackGothic-Regular.otf")
FAMILY = "BIZ UDPGothic"
FALLBACK = "Zaitaku Fallback Gothic"
"""Kanji of names that the screen face lacks (𠮷)."""
_HIGH = 1  # Qt::ContrastPreference::HighContrast

_ROLES = {
    QPalette.ColorRole.Window: "win",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "surface",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.Highlight: "sel",
    QPalette.ColorRole.HighlightedText: "on-sel",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.PlaceholderText: "ink3",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.BrightText: "err",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "head2",
    QPalette.ColorRole.Mid: "line2",
    QPalette.ColorRole.Dark: "line3",
    QPalette.ColorRole.Shadow: "line4",
}
_TEXT_ROLES = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


def load_ui_fonts() -> str:
    """Make the bundled screen face known to Qt. Returns its family name. Call once, after QApplication."""
    found: list[str] = []
    for name in UI_FACES:
        number = QFontDatabase.addApplicationFont(str(resource(f"fonts/{name}")))
        found += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return found[0] if found else FAMILY


def system_wants_high_contrast() -> bool:
    """Whether the system is set to high contrast (Qt knows from 6.10 on; before, only the menu decides)."""
    hints = QGuiApplication.styleHints()
    if not hasattr(hints, "accessibility"):
        return False
    return bool(hints.accessibility().contrastPreference().value == _HIGH)


class Theme(QObject):
    """Tokens, text size and icons. `text_size` = small, standard, large, largest.

    `changed` = the user chose another look: whatever measures or paints by itself does so anew.
    """

    changed = Signal()

    def __init__(
        self, *, high_contrast: bool = False, text_size: str = "standard", family: str = FAMILY, zoom: float = 1.0
    ) -> None:
        """`zoom` = how much larger than elsewhere one widget is shown (a sheet with Ctrl+wheel)."""
        super().__init__()
        self._zoom = zoom
        self.family = family
        self.high_contrast = high_contrast
        self.text_size = text_size
        self.tokens: Mapping[str, str] = {}
        self.factor = 1.0
        self._icons: dict[tuple[str, str, int], QIcon] = {}
        self._settle()

    def _settle(self) -> None:
        self.tokens = HIGH_CONTRAST if self.high_contrast else LIGHT
        self.factor = TEXT_FACTORS.get(self.text_size, 1.0) * self._zoom
        self._icons.clear()

    def choose(self, *, text_size: str | None = None, high_contrast: bool | None = None) -> None:
        """Change the look of the running program."""
        self.text_size = self.text_size if text_size is None else text_size
        self.high_contrast = self.high_contrast if high_contrast is None else high_contrast
        self._settle()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            self.apply(application)
        self.changed.emit()

    def zoomed(self, zoom: float) -> Theme:
        """The same look, larger by that factor, for one widget."""
        return Theme(high_contrast=self.high_contrast, text_size=self.text_size, family=self.family, zoom=zoom)

    def colour(self, token: str) -> QColor:
        """The colour of a token. Raises KeyError for a name that is none."""
        return QColor(self.tokens[token])

    def pixels(self, px: float) -> int:
        """A length of LOOK at the present text size."""
        return round(px * self.factor)

    def type_pixels(self, px: float) -> int:
        """A type size of LOOK at the present text size, never under 12 px but in what was zoomed out."""
        return max(round(SMALLEST * min(self._zoom, 1.0)), round(px * self.factor))

    def font(self, px: float = 13, bold: bool = False) -> QFont:
        """The screen face at `px` (of LOOK) times the text size, never under 12 px."""
        font = QFont()
        font.setFamilies([self.family, FALLBACK])
        font.setPixelSize(self.type_pixels(px))
        font.setBold(bold)
        return font

    def icon(self, name: str, token: str = "ink2", size: int = 20) -> QIcon:
        """A line icon of resources/icons in the colour of a token; greyed when disabled, accent when checked."""
        key = (name, token, size)
        if key not in self._icons:
            icon = QIcon()
            states = (
                (QIcon.Mode.Normal, QIcon.State.Off, token),
                (QIcon.Mode.Disabled, QIcon.State.Off, "ink-d"),
                (QIcon.Mode.Normal, QIcon.State.On, "accent-d" if token == "ink2" else token),
            )
            for mode, state, colour in states:
                for scale in (1, 2):
                    icon.addPixmap(self.pixmap(name, colour, size, scale), mode, state)
            self._icons[key] = icon
        return self._icons[key]

    def pixmap(self, name: str, token: str = "ink2", size: int = 20, scale: float = 1.0) -> QPixmap:
        """The icon drawn at `size` px (times the text size) for a screen of `scale` device pixels."""
        side = round(self.pixels(size) * scale)
        svg = _svg(name).replace("currentColor", self.tokens[token])
        return _draw(svg, side, scale)

    def palette(self) -> QPalette:
        """The palette for Fusion."""
        palette = QPalette()
        for role, token in _ROLES.items():
            palette.setColor(role, self.colour(token))
        for role in _TEXT_ROLES:
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("ink-d"))
        return palette

    def style_sheet(self) -> str:
        """app.qss.in with `@token`, `@13px` (a length or type size) replaced."""
        values = {**self.tokens, "family": self.family, "icons": resource("icons/qss").as_posix()}
        values["fallback"] = FALLBACK
        values["set"] = "high-contrast" if self.high_contrast else "light"
        values["ring"] = "3px" if self.high_contrast else "2px"

        def replaced(found: re.Match[str]) -> str:
            if found["length"]:
                length = int(found["length"])  # from 12 px on it may be type, which never gets smaller
                return f"{self.type_pixels(length) if length >= SMALLEST else max(1, self.pixels(length))}px"
            return values[found["token"]]

        text = resource("qss/app.qss.in").read_text(encoding="utf-8")
        return re.sub(r"@(?:(?P<length>\d+)px|(?P<token>[a-z][a-z0-9-]*))", replaced, text)

    def apply(self, application: QApplication) -> None:
        """Dress the whole application."""
        if application.style().name() != "fusion":
            application.setStyle("Fusion")
        application.setPalette(self.palette())
        application.setFont(self.font(13))
        application.setStyleSheet(self.style_sheet())


@lru_cache(maxsize=256)
def _svg(name: str) -> str:
    return resource(f"icons/{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _draw(svg: str, side: int, scale: float) -> QPixmap:
    # The SVG renderer is a module of its own; Qt's image plugin reads SVG too and is loaded when needed.
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

    image = QImage(QSize(side, side), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    pixmap = QPixmap.fromImage(image)
    pixmap.setDevicePixelRatio(scale)
    return pixmap
