"""The look of the program: colours, type and icons in one object that is passed to every widget."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QImage, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from zaitaku_desktop.base.paths import resource
from zaitaku_ui.tokens import HIGH_CONTRAST, LIGHT, SMALLEST, TEXT_FACTORS

UI_FACES = ("BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf")
FAMILY = "BIZ UDPGothic"


def load_ui_fonts() -> str:
    """Make the bundled screen face known to Qt. Returns its family name. Call once, after QApplication."""
    family = FAMILY
    for name in UI_FACES:
        number = QFontDatabase.addApplicationFont(str(resource(f"fonts/{name}")))
        families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
        family = families[0] if families else family
    return family


class Theme:
    """Tokens, text size and icons. `text_size` = small, standard, large, largest."""

    def __init__(self, *, high_contrast: bool = False, text_size: str = "standard", family: str = FAMILY) -> None:
        self.high_contrast = high_contrast
        self.tokens: Mapping[str, str] = HIGH_CONTRAST if high_contrast else LIGHT
        self.factor = TEXT_FACTORS.get(text_size, 1.0)
        self.family = family
        self._icons: dict[tuple[str, str, int], QIcon] = {}

    def colour(self, token: str) -> QColor:
        """The colour of a token. Raises KeyError for a name that is none."""
        return QColor(self.tokens[token])

    def pixels(self, px: float) -> int:
        """A length of LOOK at the present text size."""
        return round(px * self.factor)

    def font(self, px: float = 13, bold: bool = False) -> QFont:
        """The screen face at `px` (of LOOK) times the text size, never under 12 px."""
        font = QFont(self.family)
        font.setPixelSize(max(SMALLEST, round(px * self.factor)))
        font.setBold(bold)
        return font

    def icon(self, name: str, token: str = "ink2", size: int = 20) -> QIcon:
        """A line icon of resources/icons in the colour of a token; greyed when disabled."""
        key = (name, token, size)
        if key not in self._icons:
            icon = QIcon()
            pairs = ((QIcon.Mode.Normal, token), (QIcon.Mode.Disabled, "ink-d"))
            for mode, colour in pairs:
                for scale in (1, 2):
                    icon.addPixmap(self.pixmap(name, colour, size, scale), mode)
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
        roles = {
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
            QPalette.ColorRole.BrightText: "err",
            QPalette.ColorRole.Light: "surface",
            QPalette.ColorRole.Mid: "line2",
            QPalette.ColorRole.Dark: "line3",
            QPalette.ColorRole.Shadow: "line4",
        }
        for role, token in roles.items():
            palette.setColor(role, self.colour(token))
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("ink-d"))
        return palette

    def style_sheet(self) -> str:
        """app.qss.in with @token and @12px (a length) replaced."""
        text = resource("qss/app.qss.in").read_text(encoding="utf-8")
        for token in sorted(self.tokens, key=len, reverse=True):
            text = text.replace(f"@{token};", f"{self.tokens[token]};").replace(f"@{token} ", f"{self.tokens[token]} ")
        for px in range(60, 0, -1):
            text = text.replace(f"@{px}px", f"{max(SMALLEST, self.pixels(px)) if px >= SMALLEST else px}px")
        return text.replace("@family", self.family).replace("@icons", str(resource("icons").as_posix()))

    def apply(self, application: QApplication) -> None:
        """Dress the whole application."""
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
