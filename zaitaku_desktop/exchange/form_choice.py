"""Which form each sheet of a workbook is in, and what a column of it may be set to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.exchange.headers import NUMBER, Header, HeaderFinder, import_columns
from zaitaku_desktop.exchange.proposal import IGNORED, ColumnChoices, Target
from zaitaku_desktop.exchange.regions import target_name
from zaitaku_desktop.exchange.sheet import SheetTable
from zaitaku_desktop.forms.definition import Form
from zaitaku_desktop.forms.library import Library

GROUP_WEIGHT = 2.0  # a sheet that has 項目 is in a form that has them, whatever else it shows


@dataclass(frozen=True)
class SheetForm:
    """A recognised sheet."""

    form: Form
    headers: Sequence[Header]

    @property
    def undated(self) -> tuple[str, ...]:
        """The headings of columns whose 年度 is said nowhere."""
        found = [header.paths[col][-1] for header in self.headers for col in header.undated]
        return tuple(dict.fromkeys("".join(words.split()) for words in found))


def choices_of(choices: ColumnChoices, sheet: str) -> dict[int, str]:
    """The columns of one sheet that were set by hand."""
    return {column: target for (name, column), target in choices.items() if name == sheet}


def plan_forms(library: Library, form_key: str | None, used: Collection[str] = ()) -> list[Form]:
    """The forms that are tried: the one wanted, else all of plans that can be read, those first that 資料 are in
    (`used`): a copy of a preset has the same headings. KnownError if there is none of that key."""
    if form_key:
        return [library.form(form_key)]
    forms = library.of_kind("plan")
    return [form for wanted in (True, False) for key, form in forms.items() if (key in used) is wanted]


def choose_forms(tables: Iterable[SheetTable], forms: Sequence[Form], choices: ColumnChoices) -> dict[str, SheetForm]:
    """The form whose headings fit best, for each sheet that has its grid; of two that fit alike, the one that fits
    the whole workbook better, then the first."""
    fits: dict[str, list[tuple[float, Form, list[Header]]]] = {}
    total = dict.fromkeys((form.key for form in forms), 0.0)
    for table in tables:
        for form in () if table.hidden else forms:
            headers = HeaderFinder(form, choices_of(choices, table.name)).find(table)
            if headers:
                score = max(_score(form, header) for header in headers)
                total[form.key] += score
                fits.setdefault(table.name, []).append((score, form, headers))
    found = {}
    for sheet, fitting in fits.items():
        best = max(fitting, key=lambda fit: (round(fit[0], 6), total[fit[1].key]))
        found[sheet] = SheetForm(best[1], best[2])
    return found


def _score(form: Form, header: Header) -> float:
    groups = {column.key for column in form.columns if column.role == "group"}
    return header.score + GROUP_WEIGHT * any(target in groups for target in header.columns.values())


def column_targets(form: Form, first: int, last: int) -> tuple[Target, ...]:
    """What a column may be set to: the form's columns for every 年度 of the plan, the next one, 番号, 読まない."""
    keys = []
    block: list[str] = []
    for column in import_columns(form):
        if column.by_year:
            block.append(column.key)
        else:
            keys.append(column.key)
    keys += [f"{key}:{year}" for year in range(first, last + 2) for key in block]
    return (*(Target(key, target_name(form, key)) for key in (*keys, NUMBER)), Target(IGNORED, "読まない"))


def nothing_found(tables: Sequence[SheetTable], forms: Sequence[Form], place: str) -> KnownError:
    """Why no sheet can be read."""
    what = "計画の表を見つけられませんでした。"
    if not any(table.cells for table in tables):
        what = "何も書かれていないブックです。"
    nearest = [
        (near.score, -index, form, table.name, near)
        for table in tables
        if not table.hidden
        for index, form in enumerate(forms)
        if (near := HeaderFinder(form).nearest(table)) is not None and near.lacking
    ]
    form = forms[0]
    if nearest:
        _, _, form, sheet, near = max(nearest, key=lambda row: row[:2])
        what = (
            f"様式「{form.name}」の表として読めませんでした。"
            f"シート「{sheet}」の{near.row}行目は見出しのようですが、「{'」「'.join(near.lacking)}」の列がありません。"
        )
    headings = "、".join("".join(column.heading[-1].split("\n")) for column in form.columns[:5] if column.heading)
    return KnownError(
        what,
        safe="何も取り込んでいません。",
        todo=f"見出し（{headings} など）のある表を選んでください。",
        place=place,
    )


def undated(sheet: str, found: SheetForm, place: str) -> KnownError:
    """No 年度 is said anywhere in a sheet whose form shows results of one."""
    return KnownError(
        f"シート「{sheet}」の「{'」「'.join(found.undated)}」が、何年度のものか分かりません。",
        safe="何も取り込んでいません。",
        todo="表の見出しか題に年度（令和6年度 など）を書いて保存してから、もう一度取り込んでください。",
        place=place,
    )
