"""Which part of a sheet is what: title and 資料番号 above, headers, rows of values, notes below."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.exchange.account import Account
from zaitaku_desktop.exchange.headers import Header, anchors, import_columns
from zaitaku_desktop.exchange.labels import is_draft_mark, label, name_key, plain, split_draft
from zaitaku_desktop.exchange.legend_lines import LegendLines
from zaitaku_desktop.exchange.proposal import IGNORED, CellPlace, Fate
from zaitaku_desktop.exchange.sheet import SheetTable
from zaitaku_desktop.exchange.title_block import TitleBlock, read_title_block
from zaitaku_desktop.forms.definition import Form

_DOCUMENT_NUMBER = re.compile(
    r"[(\[【〔]?((?:当日|参考|別添)?資料\s*(?:No\.?)?\s*\d+(?:\s*[-‐–—―ー−の]\s*\d+)*)[)\]】〕]?"
)
_PAGE_NUMBER = re.compile(
    r"[-‐–—―ー−\s]*(?:p\.?\s*)?\d+(?:\s*[/／]\s*\d+)?\s*(?:ページ|頁)?[-‐–—―ー−\s]*", re.IGNORECASE
)
_CONTINUED = re.compile(r"[(\[【〔]?\s*(?:続き|つづき|次(?:ページ|頁)へ続く)\s*[)\]】〕]?")
_TITLE_WORDS = ("表", "計画", "一覧", "進捗", "管理", "取組")
NOTE_MARKS = "※＊*"


@dataclass(frozen=True, slots=True)
class DataRow:
    """A row of values under a header. `banner` = its one text names a 項目 across the table."""

    row: int
    header: Header
    banner: str = ""


@dataclass
class Regions:
    """A sheet taken apart. `title` without （案）."""

    table: SheetTable
    headers: Sequence[Header]
    form: Form
    title: str = ""
    draft: bool = False
    number: str = ""
    lead: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    legend: list[str] = field(default_factory=list)
    rows: list[DataRow] = field(default_factory=list)
    block: TitleBlock | None = None
    """Of a plan in points under banners: what stands above them."""


class RegionReader:
    """Takes one sheet apart and gives every cell outside the rows of values its fate."""

    def __init__(
        self,
        table: SheetTable,
        headers: Sequence[Header],
        form: Form,
        account: Account,
        *,
        groups: frozenset[str] = frozenset(),
        by_hand: Mapping[int, str] | None = None,
    ) -> None:
        """`groups` = folded names that are certainly a 項目 (the values of the axes)."""
        self.table = table
        self.headers = headers
        self.form = form
        self.account = account
        self.groups = groups
        self.by_hand = by_hand or {}
        self.found = Regions(table, headers, form)
        self._legend = LegendLines(form)
        self._anchors = anchors(form)
        self._named = any(column.role == "title" and column.printed for column in form.columns)

    def read(self) -> Regions:
        """The parts."""
        for slot in self.table.buried():
            self.account.refuse(
                self._place(*slot), self.table.cells[slot].text, "結合されたセルの下に隠れていて、表では見えません。"
            )
        for slot, cell in self.table.cells.items():
            if cell.problem:
                self.account.refuse(self._place(*slot), cell.text, cell.problem)
        self._above(range(1, self.headers[0].first))
        for index, header in enumerate(self.headers):
            self._header(header)
            following = self.headers[index + 1].first if index + 1 < len(self.headers) else self.table.last_row + 1
            self._body(header, range(header.last + 1, following))
        return self.found

    def _place(self, row: int, col: int) -> CellPlace:
        return (self.table.name, row, col)

    def _own(self, row: int) -> list[tuple[int, str]]:
        return [(col, text) for col in self.table.columns_of(row) if (text := self.table.text(row, col)).strip()]

    # --- above the table

    def _above(self, rows: range) -> None:
        cells = [(row, col, text) for row in rows for col, text in self._own(row)]
        rest = []
        if self.form.layout == "pdca":
            self._title_block([cell for cell in cells if not self._furniture(*cell)])
            return
        for row, col, text in cells:
            if self._legend.takes(text):
                self._take_legend(row, col, text)
            elif not self._furniture(row, col, text):
                rest.append((row, col, text))
        title = max(rest, key=self._title_score, default=None)
        for row, col, text in rest:
            place = self._place(row, col)
            if title == (row, col, text):
                joined = re.sub(r"\s*\n\s*", " ", text.strip())
                self.found.title, draft = split_draft(joined)
                self.found.draft = self.found.draft or draft
                self.account.take(place, Fate.TITLE)
            else:
                self.found.lead += [line for line in text.split("\n") if line.strip()]
                self.account.take(place, Fate.LEAD)

    def _title_block(self, cells: Sequence[tuple[int, int, str]]) -> None:
        found = self.found.block = read_title_block([(self._place(row, col), text) for row, col, text in cells])
        self.found.title, self.found.lead = found.title, found.lead
        self.found.draft = self.found.draft or found.draft
        for place, fate in found.fates.items():
            self.account.take(place, fate)

    def _take_legend(self, row: int, col: int, text: str) -> None:
        self.found.legend += [line.strip() for line in text.split("\n") if line.strip()]
        self.account.take(self._place(row, col), Fate.LEGEND)

    def _furniture(self, row: int, col: int, text: str) -> bool:
        """資料番号 and 案 standing in cells of their own."""
        if match := _DOCUMENT_NUMBER.fullmatch(plain(text)):
            if not self.found.number:
                opening = text.strip().lstrip("([【〔（［").rstrip(")]】〕）］")
                self.found.number = opening.strip() or match.group(1)
                self.account.take(self._place(row, col), Fate.NUMBER)
            elif plain(self.found.number) == match.group(1):
                self.account.take(self._place(row, col), Fate.REPEAT)
            else:
                self.account.refuse(self._place(row, col), text, "資料番号が2つあります。初めのものを使います。")
            return True
        if is_draft_mark(text):
            self.found.draft = True
            self.account.take(self._place(row, col), Fate.TITLE)
            return True
        return False

    def _title_score(self, cell: tuple[int, int, str]) -> tuple[int, int]:
        row, col, text = cell
        merge = self.table.merge_at(row, col)
        score = 2 * any(word in text for word in _TITLE_WORDS) + (merge is not None and merge.right > merge.left)
        score -= 2 * (text.startswith(tuple("■【※○●・（(")) or len(text) > 60)
        return score, -row

    # --- the headers

    def _header(self, header: Header) -> None:
        for row in range(header.first, header.last + 1):
            for col, text in self._own(row):
                merge = self.table.merge_at(row, col)
                span = range(col, (merge.right if merge else col) + 1)
                guesses = [header.guesses[at] for at in span if at in header.guesses]
                read = [guess for guess in guesses if guess.target != IGNORED]
                place = self._place(row, col)
                if not read:
                    self.account.refuse(place, text, self._why_unread(col, text))
                    continue
                self.account.take(place, Fate.HEADER)
                if max(guess.confidence for guess in read) < 1.0:
                    self.account.remark(
                        place, text, f"見出しを「{target_name(self.form, read[0].target)}」と読みました。"
                    )

    def _why_unread(self, col: int, heading: str) -> str:
        if col in self.by_hand:
            return "「読まない」に選ばれた列です。"
        short = re.sub(r"\s+", "", heading)[:20]
        return f"見出し「{short}」に当たる欄が様式にありません。列の行き先を選ぶと取り込めます。"

    # --- below a header

    def _body(self, header: Header, rows: range) -> None:
        columns = header.columns
        titles = [col for col, target in columns.items() if target in self._anchors]
        last_titled = max((row for row in rows if any(self._is_titled(row, col) for col in titles)), default=0)
        in_notes = False
        for row in rows:
            own = self._own(row)
            if self._repeated_furniture(row, own):
                continue
            if not own:
                if not in_notes and self._is_empty_line(row, header):
                    self.found.rows.append(DataRow(row, header))
                continue
            below = row > last_titled
            if len(own) == 1 and self._is_note(row, own[0], header, in_notes=in_notes, below=below):
                in_notes = in_notes or below
                self._note(row, *own[0])
            elif in_notes:
                for col, text in own:
                    self.account.refuse(
                        self._place(row, col), text, "表の下の行で、注とも取組とも読めないため、取り込みません。"
                    )
            else:
                self._data(row, own, header)

    def _is_titled(self, row: int, col: int) -> bool:
        """Words of its own in that column, not those of a cell reaching over from the left, as a note does.

        In a form without names of 取組 a note may stand in the very column of the 事業項目: alone in its row.
        """
        owner = self.table.owner(row, col)
        if not self.table.text(row, col) or owner[1] != col:
            return False
        return self._named or owner[0] < row or len(self._own(row)) > 1

    def _role(self, target: str) -> str:
        key = target.partition(":")[0]
        return next((column.role for column in self.form.columns if column.key == key), "fields")

    def _repeated_furniture(self, row: int, own: list[tuple[int, str]]) -> bool:
        """A row that only repeats the title or counts pages, between two parts of the table."""
        if not own:
            return False
        kinds = []
        # a lone figure is a page number only where nothing else stands around it
        alone = len(own) == 1 and self._gap_above(row) and not self._own(row + 1)
        for _, text in own:
            said = {name_key(self.found.title), name_key(self.found.number)} - {""}
            if name_key(split_draft(text)[0]) in said:
                kinds.append("title")
            elif _CONTINUED.fullmatch(plain(text)) or (_PAGE_NUMBER.fullmatch(plain(text)) and alone):
                kinds.append("page")
            else:
                return False
        for (col, text), kind in zip(own, kinds, strict=True):
            if kind == "title":
                self.account.take(self._place(row, col), Fate.REPEAT)
            else:
                self.account.refuse(self._place(row, col), text, "ページ番号や続きの印と見て、取り込みません。")
        return True

    def _is_empty_line(self, row: int, header: Header) -> bool:
        """A row without words inside a merged 取組名, where some cell of the line is its own: an empty 実施行."""
        covered = []
        for col, target in header.columns.items():
            merge = self.table.merge_at(row, col)
            from_above = merge is not None and merge.top < row
            if target in self._anchors and not (from_above and self.table.text(row, col)):
                return False
            covered.append(from_above)
        return not all(covered)

    def _is_wide(self, row: int, col: int, header: Header) -> bool:
        merge = self.table.merge_at(row, col)
        return merge is not None and 2 * (merge.right - merge.left + 1) >= len(header.columns) > 1

    def _is_note(self, row: int, own: tuple[int, str], header: Header, *, in_notes: bool, below: bool) -> bool:
        col, text = own
        if text.lstrip()[:1] in NOTE_MARKS and self._role(header.columns.get(col, "")) in ("group", "title"):
            return True
        if not below:
            return False
        if name_key(text) in self.groups:
            return False
        return in_notes or self._is_wide(row, col, header) or self._gap_above(row)

    def _gap_above(self, row: int) -> bool:
        return not any(self.table.text(row - 1, col) for col in range(1, self.table.last_column + 1))

    def _note(self, row: int, col: int, text: str) -> None:
        if self._legend.takes(text):
            self._take_legend(row, col, text)
            return
        place = self._place(row, col)
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        new = [line for line in lines if line not in self.found.notes]
        self.found.notes += new
        self.account.take(place, Fate.NOTE if new else Fate.REPEAT)

    def _data(self, row: int, own: list[tuple[int, str]], header: Header) -> None:
        read = header.columns
        if len(own) == 1 and self._is_wide(row, own[0][0], header):
            self.found.rows.append(DataRow(row, header, banner=own[0][1]))
            self.account.take(self._place(row, own[0][0]), Fate.VALUE)
            return
        mapped = False
        for col, text in own:
            merge = self.table.merge_at(row, col)
            if any(at in read for at in range(col, (merge.right if merge else col) + 1)):
                mapped = True
                continue
            heading = header.paths.get(col, ())
            why = self._why_unread(col, label(heading[-1])) if heading else "見出しのない列です。"
            self.account.refuse(self._place(row, col), text, why)
        problems = any(cell.problem for col in read if (cell := self.table.cells.get((row, col))) is not None)
        if mapped or problems:
            self.found.rows.append(DataRow(row, header))


def target_name(form: Form, target: str) -> str:
    """The name of a target for the clerk: `R3 計画`, `取組名`."""
    key, _, year = target.partition(":")
    column = next((column for column in import_columns(form) if column.key == key), None)
    if column is None:
        return "番号"
    if not year:
        return re.sub(r"\s+", "", column.heading[-1])
    words = re.sub(r"\s+|\{\w+\}", "", column.heading[-1]).removeprefix("の")
    name = column.field_name(column.fields[0]) if column.fields else "計画"
    return f"{FiscalYear(int(year)).short} {words or name}"
