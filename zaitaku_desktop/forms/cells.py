"""What stands in a cell ⇄ the fields behind it: one pair of rules for typing, paste, import and print.

`show_cell` gives the text a clerk sees and edits, 太字 included (`model.inline`); `read_cell` takes such a text apart
again. For every text, reading what was shown gives the same values (a property test holds this).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zaitaku_desktop.base.fiscal_year import FiscalYear
from zaitaku_desktop.forms.definition import ColumnDef
from zaitaku_desktop.model import inline
from zaitaku_desktop.model.plan import EntryState, Mark

TITLE = "#title"  # pseudo fields of an item itself, so that every cell reads into the same kind of value
MARK = "#mark"
NUMBER = "#number"
END_NOTE, BELOW_NOTE = "#end_note", "#below_note"
NOTES = {"end_note": END_NOTE, "below_note": BELOW_NOTE}
"""By the role of the column they stand in."""
_TAGS = "#tags:"
NONE_SIGNS = frozenset("—―ー－-─")
NONE_SIGN = "―"
CONTINUES_WORD = "継続"
CONTINUES_SIGNS = frozenset({"継続", "→", "⇒", "➡"})
POINT_MARKS = "・○◆■◎●□※*＊"
GRADES = ("A", "B", "C", "D")
MARK_WORDS = {"新規": Mark.NEW, "既存": Mark.EXISTING, "太字": Mark.BOLD}
_SPACES = " \t\u3000"
# 令和3年度から市役所 is no year with a name after it: such words belong to the name.
_YEAR = re.compile(
    rf"^[{_SPACES}]*((?:令和|平成|[RHＲＨ])[{_SPACES}]*(?:元|[0-9０-９]{{1,2}})"
    rf"(?:年度(?!から|まで|以降|以後|末|中|より|[〜～~・、，,－-])|(?=[{_SPACES}:：])|$))[{_SPACES}:：]*"
)
_MARKED = re.compile(
    r"(?:【(新規|既存|太字)】|\[(新規|既存)\]|[(（](新規|既存)[)）]|(新規|既存|太字)(?=[ \t\u3000\n]|$))[ \t\u3000\n]*"
)


@dataclass(frozen=True, slots=True)
class FieldValue:
    """The value of one field for one 年度 (start year) or none. `state` None = blank."""

    field: str
    year: int | None
    state: EntryState | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its 年度 settled. `key` is unique in a grid: `plan:2021`, `leader`."""

    key: str
    definition: ColumnDef
    year: FiscalYear | None = None
    width: float = 0.0
    heading: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """Keys of the fields that stand in it."""
        return self.definition.fields

    @property
    def yearly(self) -> bool:
        """Whether a cell stands for a 年度, so that 継続 is a state in it."""
        return self.year is not None or self.definition.years == "collapsed"


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_state(text: str, *, yearly: bool) -> tuple[EntryState | None, str]:
    """(state, text) of what is written in one field: `継続`, `→`, `・継続⏎…` continue; a lone dash is none.

    Only line ends and outer blank lines are touched; the words stay as they are. A state itself is not bold.
    """
    tidy = inline.tidy(_lines(text)).strip("\n")
    bare = inline.plain(tidy).strip()
    if not bare:
        return None, ""
    if len(bare) == 1 and bare in NONE_SIGNS:
        return EntryState.NONE, ""
    if yearly:
        first, _, rest = tidy.partition("\n")
        word = inline.plain(first).strip()
        if word[:1] in POINT_MARKS:
            word = word[1:].strip()
        if word in CONTINUES_SIGNS and read_state(rest, yearly=True)[0] in (None, EntryState.TEXT):
            return EntryState.CONTINUES, rest.strip("\n") if inline.plain(rest).strip() else ""
    return EntryState.TEXT, tidy


def show_state(state: EntryState | None, text: str) -> str:
    """The words of one field. 継続 with more takes the mark of what follows: `・継続⏎・…`."""
    if state is None:
        return ""
    if state is EntryState.NONE:
        return NONE_SIGN
    if state is EntryState.CONTINUES:
        first = inline.plain(text)[:1]
        mark = first if first and first in "・○◆■●" else ""
        return f"{mark}{CONTINUES_WORD}\n{text}" if text else CONTINUES_WORD
    return text


def _labels(column: Column) -> dict[str, str]:
    return {column.definition.field_name(key): key for key in column.fields}


def _read_labelled(column: Column, text: str) -> tuple[FieldValue, ...]:
    """`目的：… 概要：…`: each label begins its field; what stands before the first label is the first field's."""
    labels = _labels(column)
    pattern = re.compile(rf"^[ \u3000]*({'|'.join(map(re.escape, labels))})[ \u3000]*[:：][ \u3000]*")
    parts: dict[str, list[str]] = {key: [] for key in column.fields}
    current = column.fields[0]
    for line in _lines(text).split("\n"):
        while match := pattern.match(inline.plain(line)):  # a label twice would be one when it is read again
            current = labels[match.group(1)]
            line = inline.cut(line, match.end())  # noqa: PLW2901
        parts[current].append(line)
    return tuple(
        FieldValue(key, None, *read_state(_without_lead("\n".join(lines)), yearly=False))
        for key, lines in parts.items()
    )


def _without_lead(text: str) -> str:
    """Without the blanks before the first word, bold ones too."""
    words = inline.plain(text)
    return inline.cut(text, len(words) - len(words.lstrip(" \u3000\n")))


def _read_collapsed(column: Column, text: str, years: Sequence[FiscalYear]) -> tuple[FieldValue, ...]:
    """`令和3年度⏎令和4年度⏎市役所`: years in a row share the name that follows; a name alone has no year."""
    field = column.fields[0]
    found: dict[int | None, list[str]] = {}
    pending: list[int] = []
    current: list[int | None] = [None]
    for line in _lines(text).split("\n"):
        year, rest = _year_of(line)
        while year is not None:
            pending.append(year)
            year, rest = _year_of(rest)
        if pending and not inline.plain(rest).strip():  # years whose name is still to come, perhaps after an empty line
            continue
        if pending:
            current, pending = list(dict.fromkeys(pending)), []
        for each in current:
            found.setdefault(each, []).append(rest)
    if pending:  # years without a name: kept as words of the last name, in a shape that is no year any more
        words = "\n".join(f"（{FiscalYear(year).long}）" for year in dict.fromkeys(pending))
        for each in current:
            found.setdefault(each, []).append(words)
    values = [
        FieldValue(field, year, *read_state("\n".join(lines), yearly=year is not None)) for year, lines in found.items()
    ]
    said = {value.year for value in values}
    blanks = [FieldValue(field, year, None) for year in (None, *(y.start for y in years)) if year not in said]
    return (*values, *blanks)


def _year_of(line: str) -> tuple[int | None, str]:
    """(start year, rest) of a line that begins with a 年度, else (None, line)."""
    match = _YEAR.match(inline.plain(line))
    if match is None:
        return None, line
    try:
        return FiscalYear.parse(match.group(1)).start, inline.cut(line, match.end())
    except ValueError:
        return None, line


def _show_collapsed(values: Iterable[FieldValue]) -> str:
    lines: list[str] = []
    yearly = sorted((v for v in values if v.year is not None and v.state), key=lambda v: v.year or 0)
    for value in (v for v in values if v.year is None and v.state):
        lines.append(show_state(value.state, value.text))
    for index, value in enumerate(yearly):
        assert value.year is not None
        lines.append(FiscalYear(value.year).long)
        following = yearly[index + 1] if index + 1 < len(yearly) else None
        same = (
            following is not None
            and following.year == value.year + 1
            and (following.state, following.text) == (value.state, value.text)
        )
        if not same:
            lines.append(show_state(value.state, value.text))
    return "\n".join(lines)


def _read_title(text: str) -> tuple[FieldValue, ...]:
    """`新規 名称`, `【既存】名称`: a leading mark word is the mark, the rest the name (line breaks kept)."""
    tidy = _lines(text).strip()
    mark = Mark.NONE
    if match := _MARKED.match(tidy):
        word = next(group for group in match.groups() if group)
        mark, tidy = MARK_WORDS[word], tidy[match.end() :]
    return (
        FieldValue(MARK, None, EntryState.TEXT, mark.value),
        FieldValue(TITLE, None, EntryState.TEXT, tidy),
    )


def tags_field(axis: str) -> str:
    """The pseudo field of a 取組's values on an axis; its text has one value on a line."""
    return _TAGS + axis


def tag_axis(field: str) -> str:
    """The axis of such a pseudo field, "" for any other."""
    return field[len(_TAGS) :] if field.startswith(_TAGS) else ""


def read_cell(
    column: Column, text: str, years: Sequence[FiscalYear] = (), *, field: str = ""
) -> tuple[FieldValue, ...]:
    """Every field of the cell, blank ones included (so that what was deleted is blanked).

    `years` = the plan's 年度, for columns that hold all years in one cell. `field` = which of its fields a column
    that shows the first of several is written to, "" = the first.
    """
    role, text = column.definition.role, _lines(text)
    text = inline.tidy(text) if role == "fields" else inline.plain(text)  # names, numbers, tags: in one weight
    if role == "group":
        return (FieldValue(TITLE, None, EntryState.TEXT, text.strip()),)
    if role == "title":
        return _read_title(text)
    if role == "number":
        return (FieldValue(NUMBER, None, EntryState.TEXT, text.strip()),)
    if role == "tags":
        return (FieldValue(tags_field(column.definition.axis), None, EntryState.TEXT, _lines(text).strip()),)
    if role in NOTES:
        return (FieldValue(NOTES[role], None, EntryState.TEXT, _lines(text).strip()),)
    if column.definition.years == "collapsed":
        return _read_collapsed(column, text, years)
    if column.definition.labelled and len(column.fields) > 1:
        return _read_labelled(column, text)
    year = column.year.start if column.year else None
    chosen = field if field in column.fields else column.fields[0]
    state, words = read_state(text, yearly=year is not None)
    if chosen == "grade" and state is EntryState.TEXT:
        words = read_grade(inline.plain(words))
    return (FieldValue(chosen, year, state, words),)


def read_grade(text: str) -> str:
    """評価: one letter, whatever its width or case, is kept as A…D; anything else as it was typed."""
    folded = unicodedata.normalize("NFKC", text).strip().upper()
    return folded if folded in GRADES else text


def show_cell(column: Column, values: Sequence[FieldValue]) -> str:
    """The text of the cell as it is edited and exported; "" = blank."""
    role = column.definition.role
    if role in ("group", "title"):
        by_field = {value.field: value.text for value in values}
        word = next((w for w, m in MARK_WORDS.items() if m.value and m.value == by_field.get(MARK)), "")
        return f"{word} {by_field.get(TITLE, '')}".strip(" ") if word else by_field.get(TITLE, "")
    if column.definition.years == "collapsed":
        return _show_collapsed(values)
    if role in ("number", "tags", *NOTES):
        return values[0].text if values else ""
    if column.definition.labelled and len(column.fields) > 1:
        names = {key: name for name, key in _labels(column).items()}
        return "\n".join(
            f"{names[value.field]}：{show_state(value.state, value.text)}" for value in values if value.state
        )
    return show_state(values[0].state, values[0].text) if values else ""
