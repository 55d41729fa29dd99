"""体系図: what a plan is made of, drawn from its records (LAYOUTS D1; measures: PAGES 5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zaitaku_desktop.forms.figure_words import FigureType
from zaitaku_desktop.forms.outline_layouts import FigureSettings
from zaitaku_desktop.model.plan import ItemKind
from zaitaku_desktop.model.snapshot import ItemRow, PlanSnapshot
from zaitaku_desktop.typeset.figures import Drawing, DrawnBox, DrawnLine, Tree

PHILOSOPHY = "philosophy"
VISION, OTHERS = "理想像", "その他"
HEADS = {PHILOSOPHY: "基本理念"}
ROW, BETWEEN, GROUPS = 7.5, 1.5, 4.0  # mm: least height of a 取組, between two, between 基本理念
CLOSER = (6.2, 1.0, 3.0)
"""The same where that saves the figure from being drawn in parts."""
VALUE = 15.0  # mm: least height of a 基本理念
HEAD, UNDER = 5.5, 3.0  # mm: the line of headings, and below it
LABEL_GREY = 0.91
MORE, MORE_SIZE = "（続き）", 7.5


@dataclass(frozen=True, slots=True)
class Branch:
    """A box of the middle column with those at its right: `sign` over its `words`."""

    sign: str
    words: str
    items: tuple[str, ...]
    more: bool = False
    """It goes on from the page before."""


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
    """Draws it, to be divided between 基本理念; one that is higher than a page is divided too."""

    def __init__(self, settings: FigureSettings, measure: float, type_: FigureType, room: float) -> None:
        """`room` = of a page, in mm."""
        self._settings = settings
        scale = measure / (settings.vision_width + settings.value_width + settings.item_width + 2 * settings.gap)
        self._widths = tuple(w * scale for w in (settings.vision_width, settings.value_width, settings.item_width))
        self._gap = settings.gap * scale
        self._type = type_
        self._room = room
        self._row, self._between, self._groups = ROW, BETWEEN, GROUPS

    def trees(self, plan: PlanSnapshot, ident: object) -> Iterator[Tree]:
        """Nothing for a plan without a 取組."""
        middle, found = branches(plan)
        if not found:
            return
        for spacing in ((ROW, BETWEEN, GROUPS), CLOSER, (ROW, BETWEEN, GROUPS)):
            self._row, self._between, self._groups = spacing
            tree = self._tree(plan, middle, found, ident)
            if tree.height(0, len(tree.pieces)) <= self._room:
                break
        yield tree

    def _tree(self, plan: PlanSnapshot, middle: str, found: Sequence[Branch], ident: object) -> Tree:
        vision = plan.plan.vision or plan.plan.title
        left = self._widths[0]
        pieces = [self._piece(part) for branch in found for part in self._divided(branch)]
        root = self._type.paragraphs(vision, bold=True, size=self._type.size + 0.5)
        least = self._type.height(vision, left, padding=2.0)
        return Tree(
            self._head((VISION if plan.plan.vision else "計画", middle, "取組")),
            DrawnBox(0.0, 0.0, left, least, root, 1.4, LABEL_GREY, padding=1.5),
            tuple(pieces),
            left + self._gap / 2,
            left + self._gap,
            self._groups,
            UNDER,
            3.0,
            3.0,
            ident,
        )

    def _head(self, words: tuple[str, str, str]) -> Drawing:
        """What the columns are called."""
        boxes, lines, x = [], [], 0.0
        for width, word in zip(self._widths, words, strict=True):
            boxes.append(DrawnBox(x, 0.0, width, HEAD, self._type.paragraphs(word), 0.0, padding=0.0))
            lines.append(DrawnLine(x, HEAD, x + width, HEAD, 0.5))
            x += width + self._gap
        return Drawing(HEAD, tuple(boxes), tuple(lines))

    def _divided(self, branch: Branch) -> Iterator[Branch]:
        """In parts that have room on a page, each under the same 基本理念."""
        part: list[str] = []
        for item in branch.items:
            if part and HEAD + UNDER + self._height(replace(branch, items=(*part, item))) > self._room:
                yield replace(branch, items=tuple(part))
                branch, part = replace(branch, more=True), []
            part.append(item)
        yield replace(branch, items=tuple(part))

    def _item(self, words: str) -> float:
        return max(self._row, self._type.height(words, self._widths[2], padding=0.8))

    def _value(self, branch: Branch) -> float:
        lines = (branch.sign, branch.words, MORE if branch.more else "")
        words = "\n".join(line for line in lines if line)
        return max(VALUE, self._type.height(words, self._widths[1], padding=1.5))

    def _height(self, branch: Branch) -> float:
        items = sum(self._item(one) + self._between for one in branch.items) - self._between
        return max(items, self._value(branch))

    def _piece(self, branch: Branch) -> Drawing:
        """A box with those at its right."""
        centre = self._widths[0] + self._gap
        right = centre + self._widths[1] + self._gap
        height, tall = self._height(branch), self._value(branch)
        middle = height / 2
        texts = self._type.paragraphs(branch.sign, bold=True, size=self._type.size + 0.5) if branch.sign else ()
        texts += self._type.paragraphs(branch.words, bold=not branch.sign)
        texts += self._type.paragraphs(MORE, size=MORE_SIZE) if branch.more else ()
        boxes = [DrawnBox(centre, middle - tall / 2, self._widths[1], tall, texts, 0.75)]
        heights = [self._item(one) for one in branch.items]
        y = middle - (sum(heights) + self._between * (len(heights) - 1)) / 2
        trunk = right - self._gap / 2
        ends = []
        for words, high in zip(branch.items, heights, strict=True):
            item = self._type.paragraphs(words, align="left")
            boxes.append(DrawnBox(right, y, self._widths[2], high, item, 0.5, padding=1.8))
            ends.append(y + high / 2)
            y += high + self._between
        lines = [DrawnLine(centre + self._widths[1], middle, trunk, middle)]
        lines.append(DrawnLine(trunk, min([*ends, middle]), trunk, max([*ends, middle])))
        lines += [DrawnLine(trunk, at, right, at) for at in ends]
        return Drawing(height, tuple(boxes), tuple(lines))
