"""A form shaped by hand: each function makes another form of it, whole and with columns that fill the paper.

Columns are named by their keys. Headings over several columns are paths with a common beginning; no function tears
one of them apart (`checking_columns.torn_headings`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import fields as dataclass_fields
from dataclasses import is_dataclass, replace
from typing import Any

from zaitaku_desktop.forms.checking_columns import uppers_of
from zaitaku_desktop.forms.definition import ColumnDef, Form
from zaitaku_desktop.forms.shaping_widths import See, refit, scaled

Heading = tuple[str, ...]


# -- columns -------------------------------------------------------------------------------------------------


def position(form: Form, key: str) -> int:
    """Where the column stands among all of the form. Raises KeyError."""
    for index, column in enumerate(form.columns):
        if column.key == key:
            return index
    raise KeyError(key)


def change_column(form: Form, key: str, **changes: Any) -> Form:
    """The form with other properties of one column. Raises KeyError, TypeError for a property that columns have not."""
    at = position(form, key)
    columns = list(form.columns)
    columns[at] = replace(columns[at], **changes)
    return replace(form, columns=tuple(columns))


def free_key(form: Form, wanted: str) -> str:
    """`wanted`, or with a number behind it if a column is called so already."""
    used = {column.key for column in form.columns}
    if wanted not in used:
        return wanted
    return next(key for number in range(2, len(used) + 3) if (key := f"{wanted}_{number}") not in used)


def add_column(form: Form, column: ColumnDef, at: int, see: See) -> Form:
    """Put a column before that at `at` (from 0); between two under one heading it comes under it. Year columns give
    way first."""
    columns = list(form.columns)
    new = replace(column, key=free_key(form, column.key), heading=_free_heading(form, column.heading))
    columns.insert(at, new)
    made = _mended(replace(form, columns=tuple(columns)), {new.key})
    return refit(made, see)


def _free_heading(form: Form, path: Heading) -> Heading:
    """The heading, with a number behind it where another column has it (also as one over several)."""
    used = {column.heading for column in form.columns}
    used |= {upper for heading in used for upper in uppers_of(heading)}
    made = (path if number == 1 else (*path[:-1], f"{path[-1]}{number}") for number in range(1, len(used) + 2))
    return next(heading for heading in made if heading not in used)


def print_column(form: Form, key: str, printed: bool, see: See) -> Form:
    """Have a column on paper, or only on the screen. The last one on paper stays."""
    if not printed and not can_remove(form, key):
        return form
    return refit(_mended(change_column(form, key, printed=printed), {key}), see)


def can_remove(form: Form, key: str) -> bool:
    """Whether another column would be left on paper."""
    return any(column.printed and column.key != key for column in form.columns)


def remove_column(form: Form, key: str, see: See) -> Form:
    """Without that column; the others take its room. The last one on paper stays."""
    if not can_remove(form, key):
        return form
    return refit(replace(form, columns=tuple(column for column in form.columns if column.key != key)), see)


def move_columns(form: Form, keys: Collection[str], to: int) -> Form:
    """Put these columns, in their order, before the one that stands at `to` now (the number of columns = at the end).

    A column that leaves the heading it stood under with others loses it; one that comes to stand between two columns
    under one heading gets it.
    """
    moved = [column for column in form.columns if column.key in keys]
    before = [column for column in form.columns[:to] if column.key not in keys]
    after = [column for column in form.columns[to:] if column.key not in keys]
    return _mended(replace(form, columns=(*before, *moved, *after)), keys)


def step_column(form: Form, keys: Sequence[str], step: int) -> Form:
    """Move neighbours by one place: `step` -1 to the left, +1 to the right. At the edge nothing happens."""
    places = [position(form, key) for key in keys]
    to = min(places) - 1 if step < 0 else max(places) + 2
    return form if not 0 <= to <= len(form.columns) else move_columns(form, keys, to)


# -- headings ------------------------------------------------------------------------------------------------


def run_of(form: Form, key: str, level: int) -> tuple[str, ...]:
    """The columns that stand under the same heading of `level` (0 = the uppermost) as this one: those beside each other
    whose paths are alike so far. Columns that are not printed part nothing."""
    own = form.column(key)
    at = position(form, key)
    path = own.heading[: level + 1]
    if level >= len(own.heading) - 1:
        return (key,)
    found = [key]
    for side in (range(at - 1, -1, -1), range(at + 1, len(form.columns))):
        for index in side:
            column = form.columns[index]
            if not column.printed:
                continue
            if column.heading[: level + 1] != path or len(column.heading) <= level + 1:
                break
            found.append(column.key)
    order = [column.key for column in form.columns]
    return tuple(sorted(found, key=order.index))


def upper_headings(form: Form, key: str) -> Heading:
    """The headings over that of the column itself, from above."""
    return form.column(key).heading[:-1]


def set_heading(form: Form, key: str, words: str) -> Form:
    """Another heading of the column itself."""
    return change_column(form, key, heading=(*upper_headings(form, key), words))


def rename_upper(form: Form, key: str, level: int, words: str) -> Form:
    """Other words for a heading over several columns, over all of them."""
    for member in run_of(form, key, level):
        path = form.column(member).heading
        form = change_column(form, member, heading=(*path[:level], words, *path[level + 1 :]))
    return form


def group_columns(form: Form, keys: Collection[str], words: str) -> Form:
    """One heading over these neighbours, under those that all of them have already."""
    paths = [column.heading for column in form.columns if column.key in keys]
    common = _common([path[:-1] for path in paths])
    for column in form.columns:
        if column.key in keys:
            rest = column.heading[len(common) :]
            form = change_column(form, column.key, heading=(*common, words, *rest))
    return form


def split_heading(form: Form, key: str) -> Form:
    """Take the heading nearest over this column away, from all that stand under it.

    Columns that come under a heading which stands elsewhere, out of their reach, lose that one too.
    """
    level = len(form.column(key).heading) - 2
    if level < 0:
        return form
    members = run_of(form, key, level)
    for member in members:
        path = form.column(member).heading
        form = change_column(form, member, heading=(*path[:level], *path[level + 1 :]))
    for member in members:
        form = _mended(form, run_of(form, member, 0))
    return form


def neighbours(form: Form, keys: Collection[str]) -> bool:
    """Whether these columns stand beside each other on paper."""
    order = [column.key for column in form.columns if column.printed]
    places = [order.index(key) for key in keys if key in order]
    return len(places) == len(keys) > 0 and max(places) - min(places) == len(places) - 1


def _common(paths: Sequence[Heading]) -> Heading:
    found: list[str] = []
    for parts in zip(*paths, strict=False):
        if len(set(parts)) > 1:
            break
        found.append(parts[0])
    return tuple(found)


def _mended(form: Form, moved: Collection[str]) -> Form:
    """The headings of columns that have just come to where they stand, so that none over several is torn."""
    shown = [column for column in form.columns if column.printed]
    places = [index for index, column in enumerate(shown) if column.key in moved]
    if not places:
        return form
    left = shown[places[0] - 1].heading[:-1] if places[0] else ()
    right = shown[places[-1] + 1].heading[:-1] if places[-1] + 1 < len(shown) else ()
    between = _common([left, right])
    elsewhere = {path for column in shown if column.key not in moved for path in uppers_of(column.heading)}
    for column in (shown[index] for index in places):
        path = column.heading
        if path[: len(between)] != between or len(path) <= len(between):
            form = change_column(form, column.key, heading=(*between, path[-1]))
            continue
        kept = _reaching(path[:-1], elsewhere, left, right)
        if kept != path[:-1]:
            form = change_column(form, column.key, heading=(*kept, path[-1]))
    return form


def _reaching(uppers: Heading, elsewhere: Collection[Heading], left: Heading, right: Heading) -> Heading:
    """Of the headings over a column those that do not stand somewhere else, out of its reach."""
    level = 0
    while level < len(uppers):
        path = uppers[: level + 1]
        if path in elsewhere and path not in (left[: level + 1], right[: level + 1]):
            uppers = (*uppers[:level], *uppers[level + 1 :])
        else:
            level += 1
    return uppers


# -- everything else -----------------------------------------------------------------------------------------


def setting(form: Form, path: str) -> Any:
    """What the form says at `text.size`, `title`, `paper.left` … Raises AttributeError."""
    found: Any = form
    for name in path.split("."):
        found = getattr(found, name)
    return found


def change(form: Form, path: str, value: Any) -> Form:
    """The form with another value at `text.size` … Raises AttributeError for a name that is none."""
    made = _changed(form, path.split("."), value)
    assert isinstance(made, Form)
    return made


def _changed(whole: Any, names: Sequence[str], value: Any) -> Any:
    name, *rest = names
    if not is_dataclass(whole) or name not in {field.name for field in dataclass_fields(whole)}:
        raise AttributeError(name)
    within = _changed(getattr(whole, name), rest, value) if rest else value
    return replace(whole, **{name: within})  # type: ignore[type-var]


_LEADINGS = {"size": "leading", "note_size": "note_leading", "sub_size": "sub_leading"}
"""Type sizes, and the distance of lines that goes with each."""
ROOM = 50.0
"""mm that margins leave at least, both ways."""


def reshape(form: Form, path: str, value: Any, see: See) -> Form:
    """As `change`, with what follows from it: on other paper or between other margins each column is as much of the
    width as it was, lines of larger type stand further apart. Margins that leave no room are refused: the same form."""
    made = change(form, path, value)
    *above, name = path.split(".")
    if above[:1] == ["paper"]:
        paper = made.paper
        if min(paper.measure, paper.height - paper.margin("top") - paper.margin("bottom")) < ROOM:
            return form
        return scaled(made, form.paper.measure, see)
    leading = ".".join((*above, _LEADINGS.get(name, "")))
    if name in _LEADINGS and above and has_setting(form, leading) and (before := setting(form, path)):
        return change(made, leading, round(setting(form, leading) * value / before * 2) / 2)
    return made


def has_setting(form: Form, path: str) -> bool:
    """Whether forms say anything at that place."""
    try:
        setting(form, path)
    except AttributeError:
        return False
    return True
