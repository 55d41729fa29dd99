"""体系図: what a plan is made of, drawn from its records (LAYOUTS D1; measures: PAGES 5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zaitaku_desktop.forms.figure_words import FigureType
from zaitaku_desktop.forms.outline_layouts import FigureSettings
from zaitaku_desktop.model.plan import ItemKind
from zaitaku_desktop.model.snapshot import ItemRow, PlanSnapshot
from zaitaku_desktop.typeset.figures import Drawing, DrawnBox, DrawnLine

PHILOSOPHY = "philosophy"
VISION, OTHERS = "理想像", "その他"
HEADS = {PHILOSOPHY: "基本理念"}
ROW, BETWEEN, GROUPS = 7.5, 1.5, 4.0  # mm: least height of a 取組, between two, between 基本理念
CLOSER = (6.2, 1.0, 3.0)
"""The same where that saves the figure from being drawn in parts."""
VALUE = 15.0  # mm: least height of a 基本理念
HEAD, UNDER = 5.5, 3.0  # mm: the line of headings, and below it
LABEL_GREY = 0.91


@dataclass(frozen=True, slots=True)
class Branch:
    """A box of the middle column with those at its right: `sign` over its `words`."""

    sign: str
    words: str
    items: tuple[str, ...]


def branches(plan: PlanSnapshot) -> tuple[str, list[Branch]]:
    """What the middle column is called, and its boxes: the 基本理念 that 取組 have, else the 項目 they stand in."""
    initiatives = [item for item in plan.walk() if item.kind is ItemKind.INITIATIVE and item.relisted_from_id is None]
    tagged = {item.id: plan.tagged(item, PHILOSOPHY) for item in initiatives}
    if any(tagged.values()):
        found = []
        for value in plan.axis_values.values():
            own = [item for item in initiatives if value in tagged[item.id]]
            if value.axis == PHILOSOPHY and own:
                found.append(Branch(f"基本理念{value.number}", value.heading, _names(own)))
        rest = [item for item in initiatives if not tagged[item.id]]
        return HEADS[PHILOSOPHY], [*found, *([Branch("", OTHERS, _names(rest))] if rest else [])]
    groups: dict[int | None, list[ItemRow]] = {}
    for item in initiatives:
        group = plan.ancestor(item, ItemKind.GROUP)
        groups.setdefault(None if group is None else group.id, []).append(item)
    return "項目", [Branch("", _group_name(plan, key), _names(rows)) for key, rows in groups.items()]


def _group_name(plan: PlanSnapshot, item_id: int | None) -> str:
    if item_id is None:
        return OTHERS
    item = plan.items[item_id]
    value = plan.axis_values.get(item.axis_value_id or 0)
    return value.label if value is not None else "　".join(one for one in (item.number, item.title) if one) or OTHERS


def _names(items: Sequence[ItemRow]) -> tuple[str, ...]:
    ordered = sorted(items, key=_number_order)
    return tuple("　".join(one for one in (row.number.replace("-", "－"), row.title) if one) for row in ordered)


def _number_order(item: ItemRow) -> tuple[bool, list[int], int]:
    digits = "".join(char if char.isdigit() and char.isascii() else " " for char in item.number)
    return not item.number, [int(one) for one in digits.split()], item.position


class SystemFigure:
    """Draws it; more than a page holds is drawn in parts, the 理想像 in each of them."""

    def __init__(self, settings: FigureSettings, measure: float, type_: FigureType, room: float) -> None:
        self._settings = settings
        scale = measure / (settings.vision_width + settings.value_width + settings.item_width + 2 * settings.gap)
        self._widths = tuple(w * scale for w in (settings.vision_width, settings.value_width, settings.item_width))
        self._gap = settings.gap * scale
        self._type = type_
        self._room = room
        self._row, self._between, self._groups = ROW, BETWEEN, GROUPS

    def drawings(self, plan: PlanSnapshot, ident: object) -> Iterator[Drawing]:
        """Nothing for a plan without a 取組."""
        middle, found = branches(plan)
        if not found:
            return
        for spacing in ((ROW, BETWEEN, GROUPS), CLOSER, (ROW, BETWEEN, GROUPS)):
            self._row, self._between, self._groups = spacing
            if len(list(self._parts(found))) == 1:
                break
        vision = plan.plan.vision or plan.plan.title
        for part in self._parts(found):
            yield self._drawing(vision, VISION if plan.plan.vision else "計画", middle, part, ident)

    def _parts(self, found: Sequence[Branch]) -> Iterator[list[Branch]]:
        part: list[Branch] = []
        used = HEAD + UNDER
        for branch in found:
            height = self._height(branch) + self._groups
            if part and used + height > self._room:
                yield part
                part, used = [], HEAD + UNDER
            part.append(branch)
            used += height
        yield part

    def _item(self, words: str) -> float:
        return max(self._row, self._type.height(words, self._widths[2], padding=0.8))

    def _value(self, branch: Branch) -> float:
        words = f"{branch.sign}\n{branch.words}" if branch.sign else branch.words
        return max(VALUE, self._type.height(words, self._widths[1], padding=1.5))

    def _height(self, branch: Branch) -> float:
        items = sum(self._item(one) + self._between for one in branch.items) - self._between
        return max(items, self._value(branch))

    def _drawing(self, vision: str, head: str, middle: str, part: Sequence[Branch], ident: object) -> Drawing:
        left, centre, right = 0.0, self._widths[0] + self._gap, self._widths[0] + self._widths[1] + 2 * self._gap
        boxes: list[DrawnBox] = []
        lines: list[DrawnLine] = []
        for x, width, words in zip((left, centre, right), self._widths, (head, middle, "取組"), strict=True):
            boxes.append(DrawnBox(x, 0.0, width, HEAD, self._type.paragraphs(words), 0.0, padding=0.0))
            lines.append(DrawnLine(x, HEAD, x + width, HEAD, 0.5))
        y = start = HEAD + UNDER
        middles = []
        for branch in part:
            height = self._height(branch)
            middles.append(self._branch(branch, (centre, right), y, height, boxes, lines))
            y += height + self._groups
        foot = max(y - self._groups, start + self._type.height(vision, self._widths[0], padding=2.0))
        boxes.append(self._vision(vision, start, foot))
        half, first = self._gap / 2, self._widths[0]
        lines.append(DrawnLine(first, (start + foot) / 2, first + half, (start + foot) / 2))
        ends = [*middles, (start + foot) / 2]
        lines.append(DrawnLine(first + half, min(ends), first + half, max(ends)))
        lines += [DrawnLine(first + half, at, centre, at) for at in middles]
        return Drawing(foot, tuple(boxes), tuple(lines), 3.0, 3.0, ident)

    def _vision(self, words: str, start: float, foot: float) -> DrawnBox:
        texts = self._type.paragraphs(words, bold=True, size=self._type.size + 0.5)
        return DrawnBox(0.0, start, self._widths[0], foot - start, texts, 1.4, LABEL_GREY, padding=1.5)

    def _branch(
        self,
        branch: Branch,
        columns: tuple[float, float],
        top: float,
        height: float,
        boxes: list[DrawnBox],
        lines: list[DrawnLine],
    ) -> float:
        """A box with those at its right; returns its middle."""
        centre, right = columns
        tall = self._value(branch)
        middle = top + height / 2
        texts = self._type.paragraphs(branch.sign, bold=True, size=self._type.size + 0.5) if branch.sign else ()
        texts += self._type.paragraphs(branch.words, bold=not branch.sign)
        boxes.append(DrawnBox(centre, middle - tall / 2, self._widths[1], tall, texts, 0.75))
        heights = [self._item(one) for one in branch.items]
        y = middle - (sum(heights) + self._between * (len(heights) - 1)) / 2
        trunk = right - self._gap / 2
        ends = []
        for words, high in zip(branch.items, heights, strict=True):
            item = self._type.paragraphs(words, align="left")
            boxes.append(DrawnBox(right, y, self._widths[2], high, item, 0.5, padding=1.8))
            ends.append(y + high / 2)
            y += high + self._between
        lines.append(DrawnLine(centre + self._widths[1], middle, trunk, middle))
        lines.append(DrawnLine(trunk, min([*ends, middle]), trunk, max([*ends, middle])))
        lines += [DrawnLine(trunk, at, right, at) for at in ends]
        return middle
