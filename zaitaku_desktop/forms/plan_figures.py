"""計画期間 and 位置付け of a plan among the plans it belongs with (LAYOUTS D1; measures: PAGES 5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zaitaku_desktop.base.fiscal_year import FiscalYear, years_between
from zaitaku_desktop.forms.figure_words import FigureType
from zaitaku_desktop.forms.outline_layouts import FigureSettings
from zaitaku_desktop.model.snapshot import PlanSnapshot, RelatedPlanRow
from zaitaku_desktop.typeset.figures import Drawing, DrawnBox, DrawnLine

UPPER = "上位"
"""How the relation of a plan begins that stands over this one."""
PLAIN_RELATIONS = ("", "関連計画", "関連")
MOST_YEARS = 12
HEAD = 6.5  # mm: the line of the 年度
DOTTED = (1.0, 1.0)
OWN_GREY, LABEL_GREY = 0.25, 0.91
UPPER_WIDTH, UPPER_HEIGHT, LOWER_HEIGHT = 98.0, 8.0, 16.0  # mm


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of years (start years of 年度), and what stands in it."""

    first: int
    last: int
    words: str


def _label(row: RelatedPlanRow) -> tuple[str, str]:
    """`高齢者福祉計画　第9期` → what the row is called, and what stands in its bar."""
    label, gap, words = row.name.rpartition("\u3000")
    return (label, words) if gap and label else (row.name, "")


def period_rows(plan: PlanSnapshot) -> list[tuple[str, list[Bar]]]:
    """The related plans with their bars; those of one name in one row."""
    found: dict[str, list[Bar]] = {}
    for row in plan.related:
        if row.first_year is None and row.last_year is None:
            continue
        label, words = _label(row)
        first = row.first_year if row.first_year is not None else plan.plan.first_year.start
        last = row.last_year if row.last_year is not None else plan.plan.last_year.start
        found.setdefault(label, []).append(Bar(first, last, words))
    return list(found.items())


class PlanFigures:
    """Draws them; `own` = what the plan itself is called (本計画, 本方針)."""

    def __init__(self, settings: FigureSettings, measure: float, type_: FigureType, own: str) -> None:
        self._settings = settings
        self._measure = measure
        self._type = type_
        self._own = own

    # ── 計画期間

    def periods(self, plan: PlanSnapshot, ident: object) -> Drawing:
        """A row for each plan under the 年度."""
        rows = period_rows(plan)
        first, last = self._range(plan, rows)
        years = years_between(FiscalYear(first), FiscalYear(last))
        label_width = self._settings.label_width
        step = (self._measure - label_width) / len(years)
        boxes: list[DrawnBox] = []
        lines: list[DrawnLine] = []
        for at, year in enumerate(years):
            words = self._type.paragraphs(year.long if step > 16 else year.short)
            boxes.append(DrawnBox(label_width + at * step, 0.0, step, HEAD, words, 0.5, LABEL_GREY, padding=0.3))
        own = Bar(plan.plan.first_year.start, plan.plan.last_year.start, self._own_words(plan, step))
        y = HEAD + 1.5
        for label, bars in [*rows, (self._own, [own])]:
            is_own = bars == [own]
            height = max(self._settings.bar, self._type.height(label, label_width, padding=0.0))
            texts = self._type.paragraphs(label, bold=is_own, align="left")
            boxes.append(DrawnBox(0.0, y, label_width - 1.0, height, texts, 0.0, padding=0.0))
            for bar in bars:
                boxes += self._bar(bar, (first, last), step, y + (height - self._settings.bar) / 2, own=is_own)
            foot = y + height + self._settings.pitch - self._settings.bar
            for at in range(len(years) + 1):
                if not any(bar.first - first < at <= bar.last - first for bar in bars):
                    x = label_width + at * step
                    lines.append(DrawnLine(x, y, x, foot, 0.5, DOTTED))
            y = foot
        return Drawing(y, tuple(boxes), tuple(lines), 3.0, 3.0, ident)

    def _own_words(self, plan: PlanSnapshot, step: float) -> str:
        """令和6年度～令和8年度, or R6～R8 where there is little room."""
        words, count = years_words(plan), plan.plan.last_year.start - plan.plan.first_year.start + 1
        if self._type.height(words, count * step - self._settings.point - 0.4) <= self._settings.bar:
            return words
        return f"{plan.plan.first_year.short}～{plan.plan.last_year.short}" if count > 1 else plan.plan.first_year.short

    def _range(self, plan: PlanSnapshot, rows: list[tuple[str, list[Bar]]]) -> tuple[int, int]:
        """The years shown: all, but at most `MOST_YEARS`, those of the plan among them."""
        own_first, own_last = plan.plan.first_year.start, plan.plan.last_year.start
        first = min([own_first, *(bar.first for _, bars in rows for bar in bars)])
        last = max([own_last, *(bar.last for _, bars in rows for bar in bars)])
        spare = max(MOST_YEARS - (own_last - own_first + 1), 0)
        before = min(own_first - first, spare // 2)
        after = min(last - own_last, spare - before)
        return own_first - before, own_last + after

    def _bar(self, bar: Bar, shown: tuple[int, int], step: float, y: float, *, own: bool) -> Iterator[DrawnBox]:
        first, last = max(bar.first, shown[0]), min(bar.last, shown[1])
        if last < first:
            return
        x, width = self._settings.label_width + (first - shown[0]) * step, (last - first + 1) * step - 0.4
        size = self._type.size
        while size > 6.0 and self._type.height(bar.words, width - self._settings.point, size=size) > self._settings.bar:
            size -= 0.5
        texts = self._type.paragraphs(bar.words, bold=own, size=size) if bar.words else ()
        yield DrawnBox(
            x, y, width, self._settings.bar, texts, 0.5, OWN_GREY if own else 1.0, self._settings.point, own, 0.5
        )

    # ── 位置付け

    def place(self, plan: PlanSnapshot, ident: object) -> Drawing:
        """The upper plans one under the other, below them this one beside the others."""
        upper, others = related_names(plan)
        boxes: list[DrawnBox] = []
        lines: list[DrawnLine] = []
        middle, y = self._measure / 2, 0.0
        for name in upper:
            height = max(UPPER_HEIGHT, self._type.height(name, UPPER_WIDTH))
            box = DrawnBox(middle - UPPER_WIDTH / 2, y, UPPER_WIDTH, height, self._type.paragraphs(name), 0.75)
            boxes.append(box)
            lines.append(DrawnLine(middle, y + height, middle, y + height + 4.0))
            y += height + 4.0
        own_width = 65.0 if others else UPPER_WIDTH
        own_left = self._measure - own_width - 3.0 if others else middle - own_width / 2
        heights = [max(LOWER_HEIGHT, self._type.height(name, 72.0)) for name, _ in others]
        tall = max(sum(heights) + 3.0 * (len(heights) - 1), LOWER_HEIGHT)
        if upper and others:
            lines.append(DrawnLine(39.0, y, own_left + own_width / 2, y))
            lines += [DrawnLine(x, y, x, y + 2.0) for x in (39.0, own_left + own_width / 2)]
            y += 2.0
        words = f"{plan.plan.title}\n（{self._own}）"
        own_height = max(LOWER_HEIGHT, self._type.height(words, own_width, size=self._type.size + 0.5))
        tall = max(tall, own_height)
        texts = self._type.paragraphs(words, bold=True, size=self._type.size + 0.5)
        own_top = y + (tall - own_height) / 2 if not upper else y
        boxes.append(DrawnBox(own_left, own_top, own_width, own_height, texts, 1.4))
        at = y
        for (name, relation), height in zip(others, heights, strict=True):
            boxes.append(DrawnBox(3.0, at, 72.0, height, self._type.paragraphs(name), 0.75))
            centre = at + height / 2
            lines.append(DrawnLine(77.0, centre, own_left - 2.0, centre, 2.5, None, 4.0))
            if relation not in PLAIN_RELATIONS:
                below = self._type.paragraphs(relation)
                boxes.append(DrawnBox(75.0, centre + 2.6, own_left - 75.0, 5.0, below, 0.0, padding=0.0))
            at += height + 3.0
        if others and at - 3.0 > own_top + own_height:  # the frame reaches down to its last neighbour
            boxes = [_taller(one, at - 3.0 - own_top) if one.weight == 1.4 else one for one in boxes]
        return Drawing(max(y + tall, at - 3.0 if others else 0.0) + 1.0, tuple(boxes), tuple(lines), 3.0, 3.0, ident)


def _taller(box: DrawnBox, height: float) -> DrawnBox:
    return DrawnBox(box.x, box.y, box.width, height, box.texts, box.weight)


def related_names(plan: PlanSnapshot) -> tuple[list[str], list[tuple[str, str]]]:
    """Names of the upper plans; names and relations of the others. Each once."""
    upper: dict[str, None] = {}
    others: dict[str, str] = {}
    for row in plan.related:
        name = _label(row)[0]
        if row.relation.startswith(UPPER):
            upper[name] = None
        else:
            others.setdefault(name, row.relation)
    return list(upper), list(others.items())


def years_words(plan: PlanSnapshot) -> str:
    """令和6年度～令和8年度."""
    first, last = plan.plan.first_year.long, plan.plan.last_year.long
    return first if first == last else f"{first}～{last}"
