"""What a form says about a 自由文書 (D1): cover, headings, boxes, cards, figures. Lengths in mm, type sizes in points
(measures: PAGES 5)."""

from __future__ import annotations

from dataclasses import dataclass

from zaitaku_desktop.forms.layouts import TypeSettings


@dataclass(frozen=True, slots=True)
class CoverSettings:
    """The cover. `top` = from the paper's upper edge, `date_foot` = of the 年月 from its lower one;
    `tracking` of the title, `city_tracking` of the municipality in 字."""

    title: TypeSettings = TypeSettings(22.0, 36.0)
    top: float = 87.0
    tracking: float = 0.08
    edition_size: float = 14.0
    date_size: float = 16.0
    date_foot: float = 75.0
    city_size: float = 18.0
    city_tracking: float = 0.3


@dataclass(frozen=True, slots=True)
class FigureSettings:
    """体系図: three columns (理想像, 基本理念, 取組), `gap` between them. 計画期間: `label_width`, bars `bar` high,
    `pitch` from one to the next, with a point `point` long."""

    vision_width: float = 27.0
    value_width: float = 42.0
    item_width: float = 66.0
    gap: float = 14.0
    size: float = 9.0
    leading: float = 13.0
    label_width: float = 52.0
    bar: float = 6.6
    pitch: float = 8.0
    point: float = 3.0


@dataclass(frozen=True, slots=True)
class OutlineSettings:
    """The body. `heading` = of the first level, `sub_size` of the others; `heading_after` = below a heading in points.
    `statement` = 枠囲み, `slogan_size` with `slogan_tracking` in 字 = キャッチコピー, `caption_size` = over both.
    `cards` = key of the form of the cards in it."""

    heading_size: float = 12.0
    heading_after: float = 3.0
    sub_size: float = 11.0
    statement: TypeSettings = TypeSettings(14.0, 23.0)
    slogan_size: float = 16.0
    slogan_tracking: float = 0.12
    slogan_height: float = 13.0
    caption_size: float = 10.0
    table_size: float = 10.0
    table_leading: float = 15.0
    cards: str = "p5"
    cover: CoverSettings = CoverSettings()
    figure: FigureSettings = FigureSettings()
