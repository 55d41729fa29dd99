"""Whatever is done to a form by hand, it stays whole: columns that fill the paper, headings that are not torn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zaitaku_desktop.base.fiscal_year import FiscalYear, years_between
from zaitaku_desktop.forms import shaping
from zaitaku_desktop.forms.cells import Column
from zaitaku_desktop.forms.checking_columns import torn_headings
from zaitaku_desktop.forms.definition import ColumnDef, Form
from zaitaku_desktop.forms.grid_columns import build_columns, build_header
from zaitaku_desktop.forms.library import preset_forms
from zaitaku_desktop.forms.shaping_widths import LEAST, See, refit, resize
from zaitaku_desktop.forms.widths import settle_widths
from zaitaku_desktop.model.snapshot import DocumentRow

FORMS = preset_forms()
GRIDS = ("p1", "p2", "p3", "p4")


def seen_over(count: int, actual: tuple[int, ...] = (2024,)) -> See:
    """What a page of a plan of so many years shows."""

    def see(form: Form) -> Sequence[Column]:
        years = years_between(FiscalYear(2024), FiscalYear(2023 + count))
        document = DocumentRow(1, "plan", form.key, "題", 1, FiscalYear(2025), actual)
        return settle_widths(form, build_columns(form, document, years, "令和8年度末", printed=True))[0]

    return see


def leaves(form: Form) -> list[str]:
    return sorted(column.heading[-1] for column in form.columns)


def whole(form: Form, see: See) -> bool:
    """Nothing over the paper's edge, nothing torn, every slot of the header covered once."""
    columns = see(form)
    widths = [column.width for column in columns]
    said = sum(column.width for column in form.columns if column.printed and column.years not in ("plan", "actual"))
    header, depth = build_header(columns)
    covered = [
        (row, col)
        for cell in header
        for row in range(cell.row, cell.row + cell.rowspan)
        for col in range(cell.col, cell.col + cell.colspan)
    ]
    return (
        sum(widths) == pytest.approx(form.paper.measure)
        and min(widths) > 0
        and said <= form.paper.measure
        and not list(torn_headings([column for column in form.columns if column.printed]))
        and len({column.key for column in form.columns}) == len(form.columns)
        and sorted(covered) == [(row, col) for row in range(depth) for col in range(len(columns))]
    )


ACTS = ("add", "remove", "move", "step", "resize", "group", "split", "rename", "print", "paper", "margin")
Change = Callable[[Form, See], Form]


def _new_words(form: Form) -> str:
    """A heading that is not there yet."""
    used = {part for column in form.columns for part in column.heading}
    return next(words for number in range(99) if (words := f"上{number}") not in used)


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """One act of somebody at a form, whatever columns it has."""
    kind = draw(st.sampled_from(ACTS))
    a, b, size = draw(st.integers(0, 40)), draw(st.integers(0, 40)), draw(st.floats(0, 120))

    def change(form: Form, see: See) -> Form:
        columns = form.columns
        key, other = columns[a % len(columns)].key, columns[b % len(columns)].key
        places = sorted((a % len(columns), b % len(columns)))
        between = [column.key for column in columns[places[0] : places[1] + 1]]
        match kind:
            case "add":
                new = ColumnDef("summary", ("概要",), 30.0, fields=("summary",))
                return shaping.add_column(form, new, b % (len(columns) + 1), see)
            case "remove":
                return shaping.remove_column(form, key, see)
            case "move":
                return shaping.move_columns(form, {key}, b % (len(columns) + 1))
            case "step":
                return shaping.step_column(form, shaping.run_of(form, key, 0), 1 if b % 2 else -1)
            case "resize":
                return resize(form, see, a % len(see(form)), size)
            case "group" if shaping.neighbours(form, between):
                return shaping.group_columns(form, between, _new_words(form))
            case "split":
                return shaping.split_heading(form, key)
            case "rename":
                named = len(form.column(key).heading) > 1
                return shaping.rename_upper(form, key, 0, _new_words(form)) if named else form
            case "print":
                return shaping.print_column(form, other, bool(a % 2), see)
            case "paper":
                size_or_turn = ("paper.size", ("A4", "A3")[b % 2]) if a % 2 else ("paper.landscape", bool(b % 2))
                return shaping.reshape(form, *size_or_turn, see)
            case "margin":
                return shaping.reshape(form, f"paper.margins.{('left', 'top', 'right')[a % 3]}", size, see)
        return form

    return change


def test_that_a_heading_taken_away_tears_none_that_stood_below_it() -> None:
    form = shaping.group_columns(FORMS["p1"], ["title", "purpose_summary", "target_group", "leader", "plan"], "上")
    form = shaping.move_columns(form, {"title"}, shaping.position(form, "actual"))
    form = shaping.split_heading(form, "target_group")
    assert not list(torn_headings(form.columns))
    assert leaves(form) == leaves(FORMS["p1"])


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(GRIDS), st.integers(1, 5), st.lists(changes(), max_size=12))
def test_that_a_form_stays_whole_whatever_is_done_to_it(key: str, years: int, acts: list[Change]) -> None:
    form, see = FORMS[key], seen_over(years)
    for act in acts:
        before, form = form, act(form, see)
        assert whole(form, see), (before.columns, form.columns)


@given(st.sampled_from(GRIDS), st.integers(1, 5), st.integers(0, 20), st.floats(0, 200))
def test_that_a_column_gets_the_width_it_is_drawn_to_as_far_as_the_others_can_give(
    key: str, years: int, index: int, width: float
) -> None:
    see = seen_over(years)
    form = refit(FORMS[key], see)
    before = see(form)
    index %= len(before)
    after = see(resize(form, see, index, width))
    least = min(LEAST, *(column.width for column in before))
    assert min(column.width for column in after) >= least - 0.02
    assert sum(column.width for column in after) == pytest.approx(form.paper.measure)
    if LEAST <= width <= before[index].width:
        assert after[index].width == pytest.approx(width, abs=0.05)
    else:
        assert after[index].width <= max(LEAST, width, before[index].width) + 0.05


def test_that_the_neighbour_gives_way_and_then_the_next_and_at_the_end_the_one_before() -> None:
    see = seen_over(1)
    form = FORMS["p2"]  # 46 | 67 | 54 | 48 | 52, scaled to 269

    def widths(of: Form) -> list[float]:
        return [round(column.width, 1) for column in see(of)]

    start = widths(form)
    wider = widths(resize(form, see, 0, 60.0))
    assert wider[0] == 60 and wider[2:] == start[2:] and wider[1] == pytest.approx(start[1] + start[0] - 60, abs=0.1)
    much = widths(resize(form, see, 1, 160.0))
    assert much[1] == 160 and much[2] == LEAST and much[3] < start[3] and much[4] == start[4] and much[0] == start[0]
    last = widths(resize(form, see, 4, 80.0))
    assert last[4] == 80 and last[3] < start[3] and last[:3] == start[:3]


def test_that_all_further_years_have_one_width_and_the_last_its_own() -> None:
    see = seen_over(4, ())
    form = resize(FORMS["p1"], see, 6, 50.0)  # R5: with it R6, not R4 and not R7
    widths = [round(column.width, 1) for column in see(form) if column.definition.key == "plan"]
    assert widths[1] == widths[2] == 50
    assert form.column("plan").width_next == 50
    assert {widths[0], widths[3]}.isdisjoint({50})


def test_that_one_heading_over_several_columns_is_put_and_taken_away() -> None:
    form = FORMS["p4"]
    made = shaping.group_columns(form, ("summary", "program_item"), "事業")
    assert made.column("summary").heading == ("事業", "事業概要")
    assert shaping.run_of(made, "program_item", 0) == ("summary", "program_item")
    assert shaping.rename_upper(made, "summary", 0, "こと").column("program_item").heading == ("こと", "事業区分")
    assert shaping.split_heading(made, "program_item") == form


def test_that_a_column_that_leaves_its_heading_loses_it_and_one_between_two_gets_it() -> None:
    form = FORMS["p1"]  # … 計画 実績 under 実施計画, 実施量 成果 under 目標
    away = shaping.move_columns(form, {"actual"}, 0)
    assert away.columns[0].heading == ("{year}実績",)
    within = shaping.move_columns(form, {"leader"}, shaping.position(form, "actual"))
    assert within.column("leader").heading == ("実施計画", "リーダー")
    together = shaping.move_columns(form, {"output_goal", "outcome_goal"}, 2)
    assert [column.heading[0] for column in together.columns[2:4]] == ["目標（達成時期：{due}）"] * 2


@given(st.sampled_from(GRIDS), st.integers(0, 20), st.integers(0, 20))
def test_that_moving_changes_no_heading_of_a_column_itself(key: str, what: int, to: int) -> None:
    form = FORMS[key]
    column = form.columns[what % len(form.columns)]
    assert leaves(shaping.move_columns(form, {column.key}, to % (len(form.columns) + 1))) == leaves(form)


def test_that_the_last_column_on_paper_stays() -> None:
    see = seen_over(3)
    form = replace(FORMS["p4"], columns=FORMS["p4"].columns[:1])
    assert not shaping.can_remove(form, "number")
    assert shaping.remove_column(form, "number", see) == form
    assert shaping.print_column(form, "number", False, see) == form


def test_that_other_paper_keeps_what_each_column_has_of_the_width() -> None:
    see = seen_over(3)
    form = shaping.reshape(FORMS["p4"], "paper.size", "A3", see)
    assert (form.paper.width, form.paper.height) == (420, 297)
    shares = [column.width / form.paper.measure for column in see(form)]
    assert shares == pytest.approx([column.width / 269 for column in see(FORMS["p4"])], abs=0.001)


def test_that_a_margin_that_leaves_no_room_is_refused() -> None:
    see = seen_over(3)
    assert shaping.reshape(FORMS["p4"], "paper.margins.left", 250, see) == FORMS["p4"]
    form = shaping.reshape(FORMS["p4"], "paper.margins.left", FORMS["p4"].paper.margins.left + 6, see)
    assert sum(column.width for column in see(form)) == pytest.approx(263)


def test_that_lines_of_larger_type_stand_further_apart() -> None:
    see, form = seen_over(3), FORMS["p4"]
    larger = shaping.reshape(form, "text.size", form.text.size * 2, see)
    assert larger.text.leading == form.text.leading * 2
    assert shaping.reshape(form, "header.note_size", 9, see).header.note_leading == 12
    assert shaping.reshape(form, "title", "題", see).title == "題"


def test_that_anything_in_a_form_can_be_changed_by_its_name() -> None:
    form = shaping.change(FORMS["p4"], "text.size", 8.5)
    assert shaping.setting(form, "text.size") == 8.5 and form.text.leading == FORMS["p4"].text.leading
    assert shaping.change(form, "title", "題").title == "題"
    with pytest.raises(AttributeError):
        shaping.change(form, "text.colour", 1)
