"""相談件数 on a sheet: a row of categories, over it the two groups, below it a row for each 年度 or month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.exchange.counts.sheets import BLANK, TOTALS, Account, bare, month_in, year_above, year_in
from zaitaku_desktop.exchange.sheet import SheetTable
from zaitaku_desktop.model.consultation_table import Consultations, read_count
from zaitaku_desktop.model.consultation_vocabulary import standard_categories

WHOLE = frozenset({"件数", "相談件数", "実績", "年度"})
LEAST = 3
"""Categories that a row of headings names at least, and at least half of its cells."""

Path = tuple[str, str]
"""Names of the upper and the lower category; ("", "") = 合計, (name, "") = the total of a group."""


@dataclass(frozen=True, slots=True)
class ReadCount:
    """A count as it stands in a sheet: `path` in the words of the records where they know it."""

    place: tuple[str, int, int]
    year: FiscalYear
    month: int | None
    path: Path
    count: int


class Lexicon:
    """What headings mean, however they are written: the categories of the file, and the standard ones."""

    def __init__(self, table: Consultations) -> None:
        self.heads: dict[str, str] = {}
        self.leaves: dict[str, str] = {}
        for head in table.children():
            self.heads[bare(head.name)] = head.name
            for row in table.children(head.id) or [head]:
                self.leaves[bare(row.name)] = row.name
        for words in standard_categories():
            for said in (words.name, *words.synonyms):
                self.heads.setdefault(bare(said), self.heads.get(bare(words.name), words.name))
            for member in words.members:
                for said in (member.name, *member.synonyms):
                    self.leaves.setdefault(bare(said), self.leaves.get(bare(member.name), member.name))


def find_consultations(sheet: SheetTable, table: Consultations, source: str, account: Account) -> Iterator[ReadCount]:
    """Every count of every such table on the sheet. `source` = name of the file: it may say the 年度."""
    lexicon = Lexicon(table)
    headers = [row for row in range(1, sheet.last_row + 1) if _is_header(sheet, row, lexicon)]
    for row in headers:
        columns = _columns(sheet, row, lexicon)
        year = year_above(sheet, row) or year_in(source.rpartition(".")[0])
        below = min((other - 1 for other in headers if other > row), default=sheet.last_row)
        yield from _rows(sheet, row, below, columns, year, account)


def _is_header(sheet: SheetTable, row: int, lexicon: Lexicon) -> bool:
    words = [bare(sheet.text(row, col)) for col in sheet.columns_of(row)]
    words = [word for word in words if word]
    known = [word for word in words if word in lexicon.leaves]
    return len(set(known)) >= LEAST and len(known) * 2 >= len(words)


def _columns(sheet: SheetTable, row: int, lexicon: Lexicon) -> Mapping[int, Path]:
    """What each column counts."""
    first = min(col for col in sheet.columns_of(row) if bare(sheet.text(row, col)) in lexicon.leaves)
    last = max((*sheet.columns_of(row), *sheet.columns_of(row - 1)), default=first)
    found: dict[int, Path] = {}
    head = ""
    for col in range(first, last + 1):
        over, word = bare(sheet.text(row - 1, col)), bare(sheet.text(row, col))
        if over in TOTALS or (word in TOTALS and over == "" and not _has_head(sheet, row, col, lexicon)):
            found[col] = ("", "")
        elif over:
            head = lexicon.heads.get(over, sheet.text(row - 1, col).strip())
        if col not in found and word:
            found[col] = (head, "" if word in TOTALS else lexicon.leaves.get(word, _name(sheet.text(row, col))))
    return found


def _has_head(sheet: SheetTable, row: int, col: int, lexicon: Lexicon) -> bool:
    """Whether a total belongs to the group over the column before it: 計 directly below 医療機関."""
    merge = sheet.merge_at(row - 1, col)
    return merge is not None and bare(sheet.text(row - 1, col)) in lexicon.heads


def _name(text: str) -> str:
    return "".join(text.split())


def _rows(
    sheet: SheetTable, row: int, below: int, columns: Mapping[int, Path], year: FiscalYear | None, account: Account
) -> Iterator[ReadCount]:
    first = min(columns)
    for at in range(row + 1, below + 1):
        cells = {col: sheet.text(at, col) for col in columns if sheet.text(at, col).strip()}
        counts = {col: count for col, text in cells.items() if (count := _count(text)) is not None}
        if not counts:
            if cells and at > row + 1:
                return
            continue
        label = " ".join(sheet.text(at, col) for col in sheet.columns_of(at) if col < first)
        own = year_in(label) or year
        month = month_in(label)
        if label.strip() and own is year and month is None and not _is_whole(label):
            for col, text in cells.items():
                account.leave((sheet.name, at, col), text, f"「{_name(label)}」が、月か年度か分かりません。")
            continue
        if own is None:
            for col, text in cells.items():
                account.leave((sheet.name, at, col), text, "どの年度の数か、表からもファイルの名前からも分かりません。")
            continue
        for col, text in cells.items():
            place = (sheet.name, at, col)
            if col in counts:
                yield ReadCount(place, own, month, columns[col], counts[col])
            elif bare(text) not in BLANK:
                account.leave(place, text, "件数として読み取れません。")


def _is_whole(label: str) -> bool:
    """Whether a row is about the whole 年度."""
    return bare(label) in TOTALS | WHOLE or year_in(label) is not None


def _count(text: str) -> int | None:
    try:
        return read_count(text)
    except KnownError:
        return None
