"""A plan as points under PDCA banners (LAYOUTS P6), in a text or a sheet → the same as a grid.

One row for each point (取組), the points below it in one cell of it. Above the first banner stand the title block, the
lead paragraphs and ありたい姿, line by line: `title_block.py` reads them. A row of the grid is the line of the source
in which the point begins.

Copied texts carry traces of the tools they went through: `- `, `#`, `<p>`, **bold**, kanji for kana in (エ) (オ) (カ),
(7) for (ア). They are read as what they stand for.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace

from zaitaku_desktop.exchange.labels import similarity, sole_year
from zaitaku_desktop.exchange.sheet import SheetCell, SheetTable, Slot
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.model import inline
from zaitaku_desktop.model.fields import standard_axes

CIRCLED = "①-⑳㉑-㉟"
_PHASE = re.compile(r"(plan|do|check|act(?:ion)?)(?![a-z])[\s:：、.]*(.*)", re.IGNORECASE | re.DOTALL)
_ITEM = re.compile(r"[（(]\s*([ア-ン工才力夕卜0-9０-９]{1,2})\s*[)）][\s:：、.．]*(\S.*)", re.DOTALL)
_KANA = str.maketrans("工才力夕卜", "エオカタト")
_BULLET = re.compile(r"^([ \t\u3000]*)(?:[-–—‐]|#+)[ \t\u3000]+")
_TRACES = re.compile(r"</?(?:p|br|div|span|li|ul)\s*/?>", re.IGNORECASE)
_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_POINT = re.compile(rf"[・･○●◆■]|[{CIRCLED}]")
_MARKED = re.compile(rf"[・･○●◆■*＊※{CIRCLED}{inline.ON}]")
_NUMBERED = re.compile(rf"([{CIRCLED}])[ \t\u3000]*(\S.*)", re.DOTALL)
_NOTE = re.compile(r"[*＊※]\s*\S")
_FULL_LINE = 34
"""Characters of a line that is as long as the page is wide: what follows without a sign may go on from it."""
_SENTENCE_END = "。．！？】）)」』"
_HEADINGS = ("PDCA", "事業項目", "No.", "取組")
_NOTES = "用語の注"
_TEXT = "内容"
BOLD_TITLE = "【太字】"
NEAR = 0.6


@dataclass
class _Point:
    """A point: `row` = its line, `indent` = blanks before it; `under` = the points below it."""

    row: int
    phase: str
    item: str
    number: str
    words: str
    indent: int
    under: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without the traces of tools. `depth` = blanks before its bullet, None without a bullet; `indent` = blanks
    before its words."""

    row: int
    text: str
    depth: int | None
    after_gap: bool
    indent: int = 0


def pdca_grid(table: SheetTable, form: Form) -> SheetTable | None:
    """The points of a sheet as a grid with the headings of `form`; None for a sheet without banners."""
    return None if form.layout != "pdca" else _Points(table).grid()


class _Points:
    def __init__(self, table: SheetTable) -> None:
        self.table = table
        self.points: list[_Point] = []
        self.above: list[_Line] = []
        self.loose: list[_Line] = []
        self._phase = self._item = ""
        self._under_last = False
        self._last: _Line | None = None
        axes = {axis.key: axis for axis in standard_axes()}
        self._phases = {value.number.lower(): value.number for value in axes["pdca"].values}
        self._items = [(value.number, value.heading) for value in axes["program_item"].values]

    def grid(self) -> SheetTable | None:
        lines = self._lines()
        if not any(self._phase_of(line) for line in lines):
            return None
        for line in lines:
            self._take(line)
        return self._as_grid() if self.points else None

    def _lines(self) -> list[_Line]:
        found: list[_Line] = []
        gap = False
        for row in range(1, self.table.last_row + 1):
            texts = [self.table.text(row, col) for col in self.table.columns_of(row)]
            words = "\u3000".join(text for text in texts if text.strip())
            words = _TRACES.sub("", words)
            bullet = _BULLET.match(words)
            text = words[bullet.end() :] if bullet else words
            if text.strip():
                depth = None if bullet is None else len(bullet.group(1))
                found.append(_Line(row, text.strip(), depth, gap, len(text) - len(text.lstrip())))
            gap = not text.strip()
        return found

    # ── what a line is

    def _phase_of(self, line: _Line) -> tuple[str, str] | None:
        """(sign, words after it) of a banner."""
        match = _PHASE.fullmatch(unicodedata.normalize("NFKC", _unbold(line.text)))
        if match is None or len(line.text) > 60 or (line.depth is not None and line.depth > 0):
            return None
        sign = match.group(1).lower()
        known = self._phases.get("act" if sign == "action" else sign)
        return None if known is None else (known, match.group(2).strip())

    def _item_of(self, line: _Line) -> str:
        """`ア　地域の…` of a heading, "" for any other line."""
        match = _ITEM.fullmatch(_unbold(line.text))
        if match is None or len(match.group(2)) > 60:
            return ""
        sign, words = match.group(1).translate(_KANA), match.group(2).strip()
        if not "ア" <= sign[0] <= "ン":
            likest = max(self._items, key=lambda value: similarity(value[1], words))
            sign = likest[0] if similarity(likest[1], words) >= NEAR else sign
        return f"{sign}\u3000{words}"

    def _take(self, line: _Line) -> None:
        if phase := self._phase_of(line):
            said = any(point.phase.startswith(phase[0]) for point in self.points) or self._phase.startswith(phase[0])
            self._phase = phase[0] if said and self._phase.startswith(phase[0]) else "\u3000".join(filter(None, phase))
            self._last = None
        elif not self._phase:
            self.above.append(line)
        elif item := self._item_of(line):
            self._item, self._last = item, None
        elif _NOTE.match(line.text) and not line.text.startswith("**") and self.points:
            self.points[-1].notes.append(_unbold(line.text))
        elif self._goes_on(line):
            self._append(line.text)
            self._last = line
        else:
            self._add(line)
            self._last = line

    def _goes_on(self, line: _Line) -> bool:
        """Whether a line without a sign goes on from the full line right above it."""
        before = self._last
        if before is None or line.after_gap or line.depth is not None or _POINT.match(line.text):
            return False
        ended = _unbold(before.text)[-1:] in _SENTENCE_END
        return len(before.text) >= _FULL_LINE and not ended and line.row == before.row + 1

    def _append(self, text: str) -> None:
        point = self.points[-1]
        if self._under_last and point.under:
            point.under[-1] += text
        else:
            point.words += text

    def _add(self, line: _Line) -> None:
        bare = line.text.replace("**", "")
        numbered = _NUMBERED.fullmatch(bare)
        here = [point for point in self.points if (point.phase, point.item) == (self._phase, self._item)]
        deeper = line.depth is not None and line.depth > 0
        plain_list = line.depth is None and bool(here) and bool(here[-1].number)
        if plain_list and 0 < line.indent <= here[-1].indent:
            plain_list = False  # it stands as far in as the numbered point: beside it, not under it
        self._under_last = bool(here) and numbered is None and (deeper or (plain_list and bare[:1] in "・･"))
        if self._under_last:
            self.points[-1].under.append(_bold_in(line.text))
            return
        words = numbered.group(2) if numbered else bare.lstrip("・･○●◆■ \t\u3000")
        whole = _BOLD.fullmatch(line.text.lstrip("・･○●◆■ \t\u3000"))
        number = numbered.group(1) if numbered else ""
        title = f"{BOLD_TITLE}{words}" if whole else words
        self.points.append(_Point(line.row, self._phase, self._item, number, title, line.indent))

    # ── the grid

    def _as_grid(self) -> SheetTable:
        first = self.points[0].row
        top = max((line.row for line in self.above), default=0) + 1
        down = 1 if top >= first else 0  # no free row between what stands above and the first point
        cells: dict[Slot, SheetCell] = {(line.row, 1): SheetCell(_unbold(line.text)) for line in self.above}
        year = next((found for line in self.above if (found := sole_year(line.text))), None)
        text = f"{year.long} {_TEXT}" if year is not None else _TEXT
        headings = [*_HEADINGS]
        headings += [text] if any(point.under for point in self.points) else []
        headings += [_NOTES] if any(point.notes for point in self.points) else []
        for at, words in enumerate(headings, 1):
            cells[top, at] = SheetCell(words)
        for point in self.points:
            said = dict(zip(_HEADINGS, (point.phase, point.item, point.number, point.words), strict=True))
            said[_NOTES] = "\n".join(point.notes)
            said[text] = "\n".join(words if _MARKED.match(words) else f"・{words}" for words in point.under)
            for at, words in enumerate(headings, 1):
                if content := said.get(words, ""):
                    plain = inline.plain(content)
                    rich = content if words == text and plain != content else ""
                    cells[point.row + down, at] = SheetCell(plain, rich=rich)
        return replace(self.table, cells=dict(sorted(cells.items())), merges=())


def _unbold(text: str) -> str:
    return text.replace("**", "")


def _bold_in(text: str) -> str:
    """**…** as our own 太字."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for match in _BOLD.finditer(text):
        pieces += [(text[at : match.start()], False), (match.group(1), True)]
        at = match.end()
    pieces.append((text[at:], False))
    return inline.marked(pieces).replace("**", "")
