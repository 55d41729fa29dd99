"""Rows of areas → 研修 as a sheet has them, each with the cells it was read from."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from zaitaku_desktop.base.read_day import find_day, read_time
from zaitaku_desktop.exchange.areas import Area, key_of
from zaitaku_desktop.exchange.minutes.lines import tidy as tidied
from zaitaku_desktop.exchange.proposal import Listed

_DAYS = ("開催日", "開催日時", "実施日", "日時", "日程", "年月日")
_TOTALS = ("合計", "参加人数", "参加者数", "人数", "計", "総計", "参加者")
_SUMS = ("合計", "計", "総計", "小計")
_NTH = re.compile(r"第([0-9]+)回")
_TITLE_FIRST = re.compile(r"第([0-9]+)回(.+)", re.DOTALL)
_TITLE_LAST = re.compile(r"(.+?)[(（]第([0-9]+)回[)）]", re.DOTALL)
_LATER = re.compile(r"\s*[・、,及び]*\s*(?:(\d{1,2})月)?(\d{1,2})日")
_HOURS = re.compile(r"(午前|午後)?\s*\d{1,2}(?:時(?:\d{1,2}分|半)?|:\d{2})")
_LECTURER = re.compile(
    r"(?:(?P<where>.+)[ \u3000])?(?P<name>[^ \u3000（(]{2,8}?)(?:氏|先生|様)?[（(](?P<what>[^）)]+)[）)]"
)
_HAN = r"[\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
_PEOPLE = re.compile(r"([0-9,]+)\s*[人名]?")
_QUOTES = str.maketrans("", "", '『』「」"“”')
_GROUPS = ("部会", "委員会", "協議会", "推進会議")


@dataclass(frozen=True, slots=True)
class LecturerText:
    """A 講師. `person` = it is somebody's name, `committee` = that of a 会議体."""

    name: str
    affiliation: str = ""
    profession: str = ""
    person: bool = False
    committee: bool = False


@dataclass(frozen=True)
class TrainingText:
    """A row. `where` = its place; `programme` = the 事業 (of a list), `heading` = over its table of participants.
    `counts` by group and 職種, `total` as written; `cells` = how many cells it was read from."""

    where: str
    days: tuple[tuple[dt.date, dt.time | None, dt.time | None], ...] = ()
    programme: str = ""
    heading: str = ""
    lecturer_note: str = ""
    number: int | None = None
    nth: int | None = None
    cumulative: int | None = None
    series: str = ""
    title: str = ""
    content: str = ""
    place: str = ""
    lecturers: tuple[LecturerText, ...] = ()
    counts: tuple[tuple[tuple[str, str], int], ...] = ()
    total: int | None = None
    capacity: int | None = None
    cells: int = 0

    @property
    def computed(self) -> int | None:
        """What the counts add up to."""
        return sum(people for _, people in self.counts) if self.counts else None


@dataclass
class ReadTrainings:
    """The 研修 of some areas, and what of them could not be read."""

    rows: list[TrainingText] = field(default_factory=list)
    not_taken: list[Listed] = field(default_factory=list)
    remarks: list[Listed] = field(default_factory=list)
    taken: int = 0


def read_trainings(areas: Sequence[Area]) -> ReadTrainings:
    """Every row of the areas that are lists of 研修 or tables of their participants."""
    found = ReadTrainings()
    for area in areas:
        if area.kind in ("training_list", "training_matrix"):
            _Reader(area, found).read()
    return found


class _Reader:
    def __init__(self, area: Area, found: ReadTrainings) -> None:
        self._area = area
        self._found = found
        self._matrix = area.kind == "training_matrix"
        self._day = area.column(*_DAYS)
        self._kinds = kinds_of(area) if self._matrix else {}
        self._fields = {
            "number": area.column("No", "番号", "回"),
            "title": area.column("名称", "研修名", "講座名", "研修会名"),
            "content": area.column("内容", "テーマ"),
            "lecturer": area.column("講師"),
            "place": area.column("場所", "会場"),
            "capacity": area.column("定員"),
        }
        totals = [column for name in _TOTALS if (column := area.column(name)) and column not in self._kinds]
        self._total = totals[0] if totals else None

    def read(self) -> None:
        """All rows; a row of sums is compared with what it sums up."""
        for row in range(self._area.first, self._area.last + 1):
            first = key_of("".join(self._text(row, column) for column in (1, 2)))
            if first in _SUMS:
                self._sum(row)
                continue
            text = self._row(row)
            if text is None:
                self._leave(row)
                continue
            self._found.rows.append(text)
            self._found.taken += text.cells

    def _text(self, row: int, column: int | None) -> str:
        return "" if column is None else self._area.sheet.text(row, column).strip()

    def _leave(self, row: int) -> None:
        for column in self._area.sheet.columns_of(row):
            words = "研修の行として読み取れません（開催日が読み取れません）。"
            self._found.not_taken.append(Listed(self._area.where(row, column), self._text(row, column), words))

    def _row(self, row: int) -> TrainingText | None:
        days = tuple(read_days(self._text(row, self._day)))
        if not days and not self._text(row, self._fields["title"]):
            return None
        counts, cells = [], 0
        for column, path in self._kinds.items():
            people = self._people(row, column)
            cells += people is not None
            if people is not None:
                counts.append((path, people))
        total = self._people(row, self._total)
        title, series, nth, cumulative = read_title(self._text(row, self._fields["title"]))
        serial = _NTH.search(_folded(self._text(row, 1)))
        number = None if self._matrix else _number(self._text(row, self._fields["number"]))
        read = [column for column in (self._day, self._total, *self._fields.values()) if column is not None]
        texts = {column for column in read if self._text(row, column)}
        if serial is not None and self._matrix:
            nth = int(serial[1])
            texts.add(1)
        self._others(row, texts | set(self._kinds))
        return TrainingText(
            self._area.where(row),
            days,
            programme="" if self._matrix else self._area.heading,
            heading=_without_end(self._area.heading) if self._matrix else "",
            lecturer_note=self._note(),
            number=number,
            nth=nth,
            cumulative=cumulative,
            series=series,
            title=title,
            content=tidy(self._text(row, self._fields["content"])).strip("『』"),
            place=tidy(self._text(row, self._fields["place"])),
            lecturers=read_lecturers(self._text(row, self._fields["lecturer"])),
            counts=tuple(counts),
            total=total,
            capacity=_number(self._text(row, self._fields["capacity"])),
            cells=cells + len(texts),
        )

    def _people(self, row: int, column: int | None) -> int | None:
        text = _folded(self._text(row, column))
        match = _PEOPLE.fullmatch(text.strip()) if text else None
        if match is None:
            if text and column is not None:
                words = "人数として読み取れません。"
                self._found.not_taken.append(Listed(self._area.where(row, column), self._text(row, column), words))
            return None
        return int(match[1].replace(",", ""))

    def _others(self, row: int, read: set[int]) -> None:
        for column in self._area.sheet.columns_of(row):
            if column not in read:
                words = "この列は研修の記録にないため、取り込みません。"
                self._found.not_taken.append(Listed(self._area.where(row, column), self._text(row, column), words))

    def _note(self) -> str:
        column = self._fields["lecturer"]
        if column is None:
            return ""
        match = re.search(r"[（(](.+)[）)]", "".join(self._area.shown[column]))
        return f"（{match[1].strip()}）" if match else ""

    def _sum(self, row: int) -> None:
        """The sums of a table are computed: what is written is compared."""
        rows = range(self._area.first, row)
        for column in (*self._kinds, *((self._total,) if self._total else ())):
            written = self._people(row, column)
            computed = sum(self._people(one, column) or 0 for one in rows)
            if written is None:
                continue
            self._found.taken += 1
            if written != computed:
                words = f"合計が{written}と書かれていますが、行の合計は{computed}です。計算した合計を使います。"
                self._found.remarks.append(Listed(self._area.where(row, column), str(written), words))


def kinds_of(area: Area) -> dict[int, tuple[str, str]]:
    """Group and 職種 of each column of counts. A 職種 that stands twice in a group begins before it: headings that were
    merged are often one column off."""
    found: dict[int, tuple[str, str]] = {}
    for column, path in area.shown.items():
        if len(path) >= 2 and key_of(path[0]) not in _SUMS and "参加" in path[0]:
            found[column] = ("" if len(path) == 2 else tidy(path[-2]), tidy(path[-1]))
    order = list(found)
    for at, column in enumerate(order[1:], 1):
        group, name = found[column]
        before = found[order[at - 1]][0]
        twice = [one for one in order if found[one] == (group, name)]
        if group != before and len(twice) > 1 and (before, name) not in found.values():
            found[column] = (before, name)
    return found


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _number(text: str) -> int | None:
    match = re.fullmatch(r"\D*?([0-9]+)\D*", _folded(text).replace(",", ""))
    return int(match[1]) if match else None


def tidy(text: str) -> str:
    """Without what copying leaves: blanks between figures, capitals and katakana, line ends."""
    text = tidied(" ".join(text.split()))
    text = re.sub(r"(?<=[0-9０-９第]) (?=[0-9０-９回])", "", text)
    return re.sub(r"(?<=[ァ-ヶー]) (?=[ァ-ヶー])", "", text)


def _without_end(heading: str) -> str:
    return re.sub(r"の(?:実施状況|開催状況|実績|参加状況|参加者)$", "", tidy(heading))


def read_days(text: str) -> Iterator[tuple[dt.date, dt.time | None, dt.time | None]]:
    """The days of 令和7年11月12日（水）・13日 午後1時～3時, each with the hours."""
    folded = re.sub(r"(?<=[年月])\s+(?=\d)", "", _folded(text)).strip()
    found = find_day(folded)
    if found is None:
        return
    day, end = found
    rest = re.sub(r"\([月火水木金土日][曜日祝・]*\)", "", folded[end:])
    days = [day]
    while match := _LATER.match(rest):
        try:
            days.append(dt.date(days[-1].year, int(match[1] or days[-1].month), int(match[2])))
        except ValueError:
            break
        rest = rest[match.end() :]
    hours = [match.group() for match in _HOURS.finditer(rest)]
    start = read_time(hours[0]) if hours else None
    last = _end(hours, start)
    yield from ((one, start, last) for one in days)


def _end(hours: Sequence[str], start: dt.time | None) -> dt.time | None:
    """The second time; 午後7時～8時 means 8 in the evening."""
    if len(hours) < 2 or start is None:
        return None
    end = read_time(hours[1])
    if end is not None and end < start and end.hour < 12 and not hours[1].startswith("午"):
        end = end.replace(hour=end.hour + 12)
    return end


def read_title(text: str) -> tuple[str, str, int | None, int | None]:
    """Title, シリーズ, nth and cumulative of 第23回勉強会, 講演会（第1回）, 講演会."""
    title = tidy(text)
    folded = re.sub(r"[0-9０-９]+", lambda match: _folded(match.group()), title)
    if match := _TITLE_FIRST.fullmatch(folded):
        return folded, match[2].strip(), None, int(match[1])
    if match := _TITLE_LAST.fullmatch(folded):
        return folded.replace("(", "（").replace(")", "）"), match[1].strip(), int(match[2]), None
    return title, title, None, None


def read_lecturers(text: str) -> tuple[LecturerText, ...]:
    """The 講師 of a cell, one a line: 所属 氏名（職種）, a 会議体, or words."""
    return tuple(_lecturer(line) for line in text.split("\n") if line.strip())


def _lecturer(line: str) -> LecturerText:
    words = tidy(line)
    match = _LECTURER.fullmatch(words)
    if match and re.fullmatch(f"{_HAN}[^ ]*", match["name"]) and not match["name"].endswith(_GROUPS):
        return LecturerText(match["name"], (match["where"] or "").strip(), match["what"].strip(), person=True)
    if words.endswith(_GROUPS) and " " not in words:
        return LecturerText(words, committee=True)
    return LecturerText(words)


def content_key(text: str) -> str:
    """Words of a title or content as two sheets are compared."""
    folded = _folded(text).translate(_QUOTES)
    return re.sub(r"[\s、。.,・~〜～!?！？()（）\-―ー]", "", folded)
