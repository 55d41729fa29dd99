"""What is wrong with the columns of a form, one by one and beside each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from zaitaku_desktop.forms.definition import ColumnDef, Form
from zaitaku_desktop.forms.placeholders import HEADING, only_uses
from zaitaku_desktop.forms.tables import Problem
from zaitaku_desktop.model.fields import Field

MOST_COLUMNS = 60
MOST_YEARS = 20
DEEPEST = 6
"""Headings one over the other."""
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_MM = 72 / 25.4
Path = tuple[str, ...]


class ColumnChecker:
    """Looks over the columns of one form. `fields` = those a column may show, `axes` = keys of the axes."""

    def __init__(self, form: Form, fields: Mapping[str, Field], axes: frozenset[str]) -> None:
        self.form = form
        self.fields = fields
        self.axes = axes

    def problems(self) -> Iterator[Problem]:
        """All of them, column by column, then what is between them."""
        for number, column in enumerate(self.form.columns, 1):
            place = f"column.{column.key}" if column.key else f"column[{number}]"
            yield from self._column(column, place)
            yield from self._shown(column, place)
            yield from self._years(column, place)
        yield from self._together()
        yield from self._headings()
        yield from self._widths()

    def _column(self, column: ColumnDef, place: str) -> Iterator[Problem]:
        if not _KEY.fullmatch(column.key):
            yield Problem(f"{place}.key", "半角の小文字と数字と _ で、小文字から書き始めてください。")
        for name in ("width", "width_next", "width_last"):
            width = getattr(column, name)
            if width < 0 or (name == "width" and not width):
                yield Problem(f"{place}.{name}", "幅は 0 より大きい数（mm）にしてください。")
        for name in ("size", "one_line"):
            size = getattr(column, name)
            if size and not 5 <= size <= 72:
                yield Problem(f"{place}.{name}", "文字の大きさは 5 から 72 ポイントまでにしてください。")
        short = (column.short,) if column.short else ()
        if not column.heading or not all(only_uses(part, HEADING) for part in (*column.heading, *short)):
            yield Problem(f"{place}.heading", "見出しは文字の並びです。かっこは {year}、{long}、{due} だけ使えます。")
        elif len(column.heading) > DEEPEST:
            yield Problem(f"{place}.heading", f"見出しは {DEEPEST} 段までにしてください。")

    def _shown(self, column: ColumnDef, place: str) -> Iterator[Problem]:
        """A column that would hide a field, or write it to rows on which it does not stand."""
        for key in column.fields:
            if key not in self.fields:
                yield Problem(f"{place}.fields", f"「{key}」という欄はありません。")
        own = [self.fields[key] for key in column.fields if key in self.fields]
        for name, used in (("axis", column.role == "tags"), ("flags", bool(column.flags))):
            if used and getattr(column, name) not in self.axes:
                yield Problem(f"{place}.{name}", f"「{getattr(column, name)}」という分類の軸はありません。")
        if column.role != "fields":
            if column.fields:
                yield Problem(f"{place}.fields", "項目や取組名の列に、欄は置けません。")
            return
        if not column.fields:
            yield Problem(f"{place}.fields", "列に欄がありません。")
        if len(set(column.fields)) < len(column.fields):
            yield Problem(f"{place}.fields", "同じ欄が二つあります。")
        together = column.first_of or (column.years == "none" and column.labelled)
        if len(own) > 1 and not together:
            yield Problem(f"{place}.fields", "欄が二つ以上ある列は、labelled = true で、年度なしにしてください。")
        if len({field.level for field in own}) > 1:
            yield Problem(f"{place}.fields", "取組の欄と実施行の欄は、同じ列に置けません。")

    def _years(self, column: ColumnDef, place: str) -> Iterator[Problem]:
        """年度 that do not go with the fields, or are none."""
        own = [self.fields[key] for key in column.fields if key in self.fields]
        if column.role != "fields":
            if column.years != "none":
                yield Problem(f"{place}.years", "項目や取組名の列は、年度ごとにできません。")
            return
        if any(field.per_year == ("no" if column.years != "none" else "yes") for field in own):
            yield Problem(f"{place}.years", "欄の年度と列の年度が合いません。")
        elif column.years == "collapsed" and any(field.per_year != "both" for field in own):
            yield Problem(f"{place}.years", "この欄は、全ての年度を1つのセルに並べられません。")
        if column.years == "relative":
            if abs(column.offset) > MOST_YEARS:
                yield Problem(f"{place}.offset", f"{MOST_YEARS} 年までにしてください。")
            if not 1 <= column.span <= MOST_YEARS:
                yield Problem(f"{place}.span", f"1 から {MOST_YEARS} 年度までにしてください。")
        if column.years == "range":
            if not 1990 <= column.first_year <= 2150:
                yield Problem(f"{place}.first_year", "最初の年度を西暦の4けたで書いてください（2024 = 令和6年度）。")
            elif not 0 <= column.last_year - column.first_year < MOST_YEARS:
                yield Problem(f"{place}.last_year", f"最初の年度から {MOST_YEARS} 年度以内にしてください。")

    def _together(self) -> Iterator[Problem]:
        """What the columns are beside each other."""
        columns = self.form.columns
        if not columns:
            yield Problem("column", "列がありません。")
        elif self.form.layout == "grid" and not any(column.printed for column in columns):
            yield Problem("column", "印刷する列がありません。")
        if len(columns) > MOST_COLUMNS:
            yield Problem("column", f"列は {MOST_COLUMNS} までにしてください。")
        seen: set[str] = set()
        for column in columns:
            if column.key in seen:
                yield Problem(f"column.{column.key}.key", "同じ名前（key）の列が、ほかにもあります。")
            seen.add(column.key)
        for role, name in (("group", "項目"), ("title", "取組名"), ("number", "No.")):
            for column in [column for column in columns if column.role == role][1:]:
                yield Problem(f"column.{column.key}.role", f"{name}の列は、一つだけ置けます。")
        if columns and not any(column.role in ("group", "title") for column in columns):
            why = "項目の列も取組名の列もないので、Excel から取り込むことができません。"
            yield Problem("column", why, "warning")
        shown: set[tuple[str, ...]] = set()
        for column in columns:
            keys = {(field, column.years, str(column.offset), str(column.first_year)) for field in column.fields}
            if keys & shown:
                yield Problem(f"column.{column.key}.fields", "同じ欄の列が、ほかにもあります。", "warning")
            shown |= keys

    def _headings(self) -> Iterator[Problem]:
        """Headings that lie over each other, or stand twice."""
        columns = self.form.columns
        uppers = {path for column in columns for path in uppers_of(column.heading)}
        whole: set[Path] = set()
        for column in columns:
            place, words = f"column.{column.key}.heading", _said(column.heading)
            if column.heading in uppers:
                yield Problem(place, f"見出し「{words}」が、ほかの列の上の見出しと重なっています。")
            if column.heading in whole:
                yield Problem(place, f"見出し「{words}」が、ほかの列の見出しと重なっています。")
            whole.add(column.heading)
        for column, path in torn_headings([column for column in columns if column.printed]):
            why = f"上の見出し「{_said(path)}」が、離れた所に分かれています。"
            yield Problem(f"column.{column.key}.heading", why, "warning")
        for column in columns:
            dated = any("{year}" in part or "{long}" in part for part in column.heading)
            if column.every_year and not dated:
                why = "年度ごとの列の見出しに、年度（{year} か {long}）がありません。"
                yield Problem(f"column.{column.key}.heading", why, "warning")

    def _widths(self) -> Iterator[Problem]:
        """Columns wider than the paper, and those in which no character has room."""
        form = self.form
        if form.layout != "grid":
            return
        room, shown = form.paper.measure, [column for column in form.columns if column.printed]
        least = 2 * form.text.padding_horizontal + form.text.size / _MM
        for column in shown:
            if 0 < column.width < least:
                why = f"幅が狭すぎて、1字も入りません（{least:.1f}mm から）。"
                yield Problem(f"column.{column.key}.width", why)
        fixed = sum(column.width for column in shown if not column.repeats)
        yearly = sum(self._least_of_years(column) for column in shown if column.repeats)
        if fixed + yearly > room or (fixed == room and yearly):
            rest = "（年度の列を除く）" if yearly else ""
            why = f"列の幅の合計 {fixed:g}mm{rest}が用紙の {room:g}mm を超えます。"
            if fixed <= room:
                why = f"年度の列を置く幅が足りません。年度を除く列の幅の合計は {fixed:g}mm、用紙は {room:g}mm です。"
            yield Problem("column.width", why)

    def _least_of_years(self, column: ColumnDef) -> float:
        """mm that the columns of a definition need at least, of those whose number the form itself says."""
        count = {"relative": column.span, "range": column.last_year - column.first_year + 1}.get(column.years, 1)
        least = 2 * self.form.text.padding_horizontal + self.form.years.smaller_size / _MM
        return count * min(column.width, least)


def uppers_of(path: Path) -> Iterator[Path]:
    """The headings over a column, each as the path down to it."""
    return (path[:length] for length in range(1, len(path)))


def torn_headings(columns: Sequence[ColumnDef]) -> Iterator[tuple[ColumnDef, Path]]:
    """Columns at which a heading over several begins a second time, and that heading."""
    seen: set[Path] = set()
    last: set[Path] = set()
    for column in columns:
        now = set(uppers_of(column.heading))
        for path in sorted(now & seen - last, key=len)[:1]:
            yield column, path
        seen |= now
        last = now


def _said(path: Path) -> str:
    return "／".join("".join(part.split()) for part in path)
