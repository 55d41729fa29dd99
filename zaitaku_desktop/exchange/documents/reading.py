"""Text → 自由文書: where one begins, its headings, lists, boxes, tables and cards.

Numbers are told from words by the series they make. What is not understood stays as a paragraph in its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zaitaku_desktop.exchange.documents.card_texts import CardReader, plan_of_cards
from zaitaku_desktop.exchange.documents.signs import (
    CITY,
    YEAR_MONTH,
    Line,
    first_year,
    is_heading,
    is_wrapped,
    kana_value,
    lines_of,
    mark_of,
    sign_of,
)
from zaitaku_desktop.exchange.documents.tree import BlockText, DocumentText
from zaitaku_desktop.exchange.proposal import Listed
from zaitaku_desktop.model.outline import BlockKind, Figure, Series

_VISION, _SLOGAN = "理想像", "キャッチコピー"
_SCHEDULE = ("スケジュール", "日程", "予定", "工程")
_FIGURES = {"体系図": Figure.SYSTEM, "位置付け": Figure.PLACE, "位置づけ": Figure.PLACE}
_STEP_SIGNS = "⇓↓▼⇩"
_LONGEST_STEP, _LONGEST_CAPTION, _LONGEST_STATEMENT = 24, 40, 60
_NO_FIGURE = "図は文に含まれていないため、取り込めません。「挿入」の「図」で入れられます。"
_DRAWN = "図は文に含まれていないため、カードから描きました。"


def read_documents(text: str) -> list[DocumentText]:
    """The 自由文書 of a text, in order; [] for one without words."""
    lines = lines_of(text)
    if not lines:
        return []
    starts = _starts(lines)
    return [
        _Reader(lines[start:stop]).document() for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True)
    ]


def _starts(lines: Sequence[Line]) -> list[int]:
    """Where each begins: the first line, and wherever a cover stands before a heading 1."""
    found = [0]
    for at in range(1, len(lines)):
        if _cover_length(lines, at):
            found.append(at)
    return found


def _cover_length(lines: Sequence[Line], at: int) -> int:
    """Lines of the cover that begins here: title, 年月, whose it is; 0 = there is none."""
    for size in (3, 4, 5):
        *title, dated, city = [line.text for line in lines[at : at + size]] if at + size < len(lines) else ["", "", ""]
        if not (title and YEAR_MONTH.match(dated) and CITY.match(city)):
            continue
        first = sign_of(lines[at + size].text)
        titles = all(is_heading(words) and sign_of(words) is None and "\t" not in words for words in title)
        if titles and first is not None and (first.level, first.value) == (0, 1):
            return size
    return 0


class _Reader:
    """Reads one 自由文書 line by line."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._blocks: list[BlockText] = []
        self._cards = CardReader()
        self._counts: dict[int, int] = {}
        self._level = -1
        self._heading = ""
        self._at = 0
        self._vision = self._slogan = ""
        self._left: list[Listed] = []

    def document(self) -> DocumentText:
        """All of it."""
        size = _cover_length(self._lines, 0)
        title, dated, city = self._title(size)
        while self._at < len(self._lines):
            self._line(self._lines[self._at])
        self._empty_figure()
        texts = [dated, *(line.text for line in self._lines)]
        plan = None
        if self._cards.cards:
            plan = plan_of_cards(self._cards.cards, title.replace("\n", ""), city, self._vision, self._slogan)
        return DocumentText(
            self._lines[0].number, title, tuple(self._settled()), bool(size), dated, city, plan,
            len(self._cards.cards), first_year(texts), tuple(self._left),
        )  # fmt: skip

    def _title(self, size: int) -> tuple[str, str, str]:
        if size:
            self._at = size
            *words, dated, city = [line.text for line in self._lines[:size]]
            return "\n".join(words), dated, city
        title: list[str] = []
        for line in self._lines[:3]:
            if sign_of(line.text) is not None or not is_heading(line.text) or "\t" in line.text:
                break
            title.append(line.text)
            if line.blank_before and len(title) > 1:
                title.pop()
                break
        self._at = len(title)
        return "\n".join(title) or "文書", "", ""

    # ── line by line

    def _line(self, line: Line) -> None:
        self._at += 1
        if (self._cards.begin_heading(line) and self._is_card_next()) or self._cards.take(line):
            self._show_cards(line)
        elif "\t" in line.text:
            self._table(line)
        elif not (self._numbered(line) or self._definition(line) or self._box(line) or self._step(line)):
            self._paragraph(line)

    def _is_card_next(self) -> bool:
        return self._at < len(self._lines) and "\t" in self._lines[self._at].text

    def _show_cards(self, line: Line) -> None:
        if not any(block.kind is BlockKind.CARDS for block in self._blocks):
            self._put(line, BlockKind.CARDS, "", frozen=True)

    def _put(self, line: Line, kind: BlockKind, text: str, level: int | None = None, **more: object) -> None:
        here = self._level + 1 if level is None else level
        self._blocks.append(BlockText(line.number, kind, text, here, **more))  # type: ignore[arg-type]

    def _numbered(self, line: Line) -> bool:
        """A heading, or a member of a numbered list: its number is the next of its level."""
        sign = sign_of(line.text)
        if sign is None or line.parts:
            return False
        due = self._counts.get(sign.level, 0) + 1
        if sign.value not in (due, 1) or (sign.level == 0 and sign.value != due):
            return False
        if sign.level == 3 and self._after_definition(line):
            return False
        self._counts = {level: value for level, value in self._counts.items() if level < sign.level}
        self._counts[sign.level] = sign.value
        if sign.level <= 1 and is_heading(sign.words):
            self._empty_figure()
            self._level, self._heading = sign.level, sign.words if sign.level == 0 else self._heading
            self._put(line, BlockKind.HEADING, sign.words, sign.level)
            return True
        series = Series.RESTART if sign.value == 1 else Series.CONTINUE
        self._put(line, BlockKind.PLAIN, sign.words, sign.level, series=series)
        return True

    # ── boxes

    def _after_definition(self, line: Line) -> bool:
        before = self._blocks[-1] if self._blocks else None
        value = kana_value(line.text)
        if before is None or before.kind is not BlockKind.DEFINITION or value is None:
            return False
        return kana_value(before.text) == value - 1

    def _definition(self, line: Line) -> bool:
        """A ruled box: a name and what it means, as paragraphs of one line or behind the box before."""
        if len(line.parts) > 1 and kana_value(line.parts[0]) is not None:
            self._put(line, BlockKind.DEFINITION, "\n".join((_spaced(line.parts[0]), *line.parts[1:])))
            return True
        if not self._after_definition(line):
            return False
        sign, name, *words = line.text.replace("\u3000", " ").split(" ")
        self._put(line, BlockKind.DEFINITION, "\n".join(one for one in (f"{sign}　{name}", " ".join(words)) if one))
        return True

    def _box(self, line: Line) -> bool:
        """What stands in a frame: in bold over several lines, or below a line that says what it is."""
        caption = line.text if is_heading(line.text) and len(line.text) <= _LONGEST_CAPTION else ""
        ends = next((word for word in (_SLOGAN, _VISION) if caption.endswith(word)), "")
        if not ends and not (line.bold and self._may_be_statement(line)):
            return False
        start = self._at if ends else self._at - 1
        lines = self._statement(start)
        if not lines:
            return False
        self._at = start + len(lines)
        words = "\n".join(one.text for one in lines)
        slogan = ends == _SLOGAN
        if slogan:
            self._slogan = words.replace("\n", "")
        else:
            self._vision = self._vision or words.replace("\n", "")
        kind = BlockKind.SLOGAN if slogan else BlockKind.STATEMENT
        self._put(line, kind, f"{caption}\n\n{words}" if ends else words)
        return True

    def _may_be_statement(self, line: Line) -> bool:
        return _VISION in self._heading and sign_of(line.text) is None

    def _statement(self, start: int) -> list[Line]:
        """The lines in the frame: without a number, no sentences; bold ones as long as they are bold."""
        found: list[Line] = []
        for line in self._lines[start : start + 8]:
            if found and (line.blank_before or line.bold != found[0].bold):
                break
            structural = sign_of(line.text) is not None or mark_of(line.text) or "\t" in line.text or line.parts
            if structural or len(line.text) > _LONGEST_STATEMENT or (line.text.endswith("。") and not line.bold):
                return found if found else []
            found.append(line)
        return found

    # ── the rest

    def _step(self, line: Line) -> bool:
        """⇓ with what is done meanwhile: between the numbered steps of a schedule."""
        bare = line.text.lstrip(_STEP_SIGNS).strip()
        signed = bare != line.text
        short = len(bare) <= _LONGEST_STEP and "。" not in bare and not mark_of(line.text) and not line.listed
        lone = line.blank_before > 1 and any(word in self._heading for word in _SCHEDULE) and self._level == 1
        if not (short and (signed or lone)):
            return False
        self._put(line, BlockKind.STEP, bare, 1)
        return True

    def _table(self, line: Line) -> None:
        """Lines with cells one below the other."""
        before = self._blocks[-1] if self._blocks else None
        if before is not None and before.kind is BlockKind.TABLE and not line.blank_before:
            self._blocks[-1] = replace(before, text=f"{before.text}\n{line.text}")
        else:
            self._put(line, BlockKind.TABLE, line.text)

    def _paragraph(self, line: Line) -> None:
        marked = mark_of(line.text)
        before = self._blocks[-1] if self._blocks else None
        joins = before is not None and before.kind is BlockKind.PLAIN and not line.blank_before and not line.listed
        if joins and before is not None and is_wrapped(before.text.rpartition("\n")[2], line.text) and not marked:
            self._blocks[-1] = replace(before, text=before.text + line.text)
            return
        self._put(line, BlockKind.PLAIN, marked or line.text, max(self._level + 1, 0))

    def _empty_figure(self) -> None:
        """A heading that names a figure and has none below it: drawn from the cards, or listed."""
        which = next((figure for word, figure in _FIGURES.items() if word in self._heading), None)
        if which is None:
            return
        at = max(i for i, block in enumerate(self._blocks) if block.kind is BlockKind.HEADING and block.level == 0)
        head = self._blocks[at]
        below = self._blocks[at + 1 :]
        if any(block.kind is not BlockKind.PLAIN for block in below) or len(below) > 2 or self._level != 0:
            return
        drawn = which is Figure.SYSTEM
        self._left.append(Listed(f"{head.line}行目", self._heading, _DRAWN if drawn else _NO_FIGURE))
        if drawn:
            self._blocks.append(BlockText(head.line, BlockKind.FIGURE, "", 1, figure=which.value, frozen=True))
        self._heading = ""

    def _settled(self) -> list[BlockText]:
        """Without figures of cards that never came."""
        if self._cards.cards:
            return self._blocks
        return [block for block in self._blocks if not block.frozen]


def _spaced(text: str) -> str:
    """`ア 地域の…` with a full blank behind the sign."""
    sign, words = text[0], text[1:].strip(" \u3000")
    return f"{sign}　{words}"
