"""What a clerk does to our own Excel files before they come back: nothing is lost, doubled or said of another row."""

from __future__ import annotations

from pathlib import Path

import pytest
from desks import KINDS, Desk, again
from openpyxl.worksheet.worksheet import Worksheet

from zaitaku_desktop.exchange.apply import apply
from zaitaku_desktop.exchange.proposal import Choice, ImportProposal, ImportReport
from zaitaku_desktop.exchange.stamp import Kind
from zaitaku_desktop.forms.cells import FieldValue
from zaitaku_desktop.model.plan import EntryState, ItemKind, Mark
from zaitaku_desktop.model.snapshot import ItemRow

MARKS, TITLES, PLANS = 2, 3, 11  # columns of the list of P1
WIDE = str.maketrans("Ｒ６", "R6")


def take(desk: Desk, proposal: ImportProposal, choice: Choice | None = None) -> ImportReport:
    """Import it; every difference as `choice` says, None = as the window proposes."""
    choices = {conflict.key: choice or conflict.default for conflict in proposal.conflicts}
    return desk.workspace.perform("取り込み", lambda session: apply(session, proposal, choices)).result


def split_initiative(desk: Desk) -> ItemRow:
    """A 取組 with several 実施行."""
    plan = desk.plan()
    return next(row for row in plan.walk() if row.kind is ItemKind.INITIATIVE and len(plan.row_items(row)) > 1)


def row_of(sheet: Worksheet, column: int, text: str) -> int:
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, column).value == text)


def test_that_a_mark_changed_on_one_row_of_a_list_is_asked(desk: Desk) -> None:
    item = split_initiative(desk)
    word, other = ("新規", "既存") if item.mark is Mark.EXISTING else ("既存", "新規")

    def change(sheet: Worksheet) -> None:
        sheet.cell(row_of(sheet, TITLES, item.title), MARKS).value = word

    found = desk.look(again(desk.export("data"), change)).conflicts
    assert [(c.id, c.field, c.mine, c.theirs) for c in found] == [(item.id, "#mark", other, word)]


def test_that_a_new_row_of_a_list_keeps_its_mark(desk: Desk) -> None:
    def change(sheet: Worksheet) -> None:
        row = sheet.max_row + 1
        for column, value in ((1, sheet.cell(2, 1).value), (MARKS, "新規"), (TITLES, "Excelで足した取組")):
            sheet.cell(row, column).value = value

    proposal = desk.look(again(desk.export("data"), change))
    assert proposal.not_taken == ()
    take(desk, proposal)
    made = next(row for row in desk.plan().walk() if row.title == "Excelで足した取組")
    assert made.mark is Mark.NEW


def test_that_words_for_a_mark_that_are_none_are_listed_and_no_part_of_the_name(desk: Desk) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.cell(2, MARKS).value = "検討中"

    proposal = desk.look(again(desk.export("data"), change))
    assert proposal.conflicts == ()
    assert "検討中" in [row.text for row in proposal.not_taken]


def sorted_without_marks(path: Path, column: int) -> Path:
    """The list sorted by one column, the hidden one left as it was."""

    def change(sheet: Worksheet) -> None:
        last = sheet.max_column - 1
        rows = [[sheet.cell(row, at).value for at in range(1, last + 1)] for row in range(2, sheet.max_row + 1)]
        rows.sort(key=lambda row: str(row[column - 1]))
        for number, row in enumerate(rows, 2):
            for at, value in enumerate(row, 1):
                sheet.cell(number, at).value = value  # type: ignore[assignment]

    return again(path, change)


def test_that_a_list_sorted_without_its_hidden_column_says_nothing_of_other_rows(desk: Desk) -> None:
    for column in (TITLES, PLANS):
        proposal = desk.look(sorted_without_marks(desk.export("data"), column))
        assert (proposal.conflicts, proposal.counts["new_items"], proposal.counts["add"]) == ((), 0, 0)


def rolled_up(desk: Desk) -> tuple[int, list[int], str]:
    """(取組, its 実施行 with a 実績, the year's cell as printed in P4) of one whose first 実績 has a single digit."""
    plan = desk.plan()
    year = desk.printable("p4").document.actual_years[0]
    for row in plan.walk():
        if row.kind is ItemKind.INITIATIVE:
            lines = [line.id for line in plan.row_items(row)]
            texts = [entry.text for line in lines if (entry := plan.entry(line, "actual", year)) and entry.text]
            if len(texts) == len(lines) > 1 and texts[0].startswith("・初") and "2回" in texts[0]:
                return row.id, lines, "\n".join(texts)
    raise AssertionError("the sample has none")


def rewrite(desk: Desk, start: str, old: str, new: str) -> ImportProposal:
    """P4 with one cell changed in Excel: `old` → `new` as printed, "" = all of it."""

    def change(sheet: Worksheet) -> None:
        cell = next(cell for row in sheet.iter_rows() for cell in row if str(cell.value or "").startswith(start))
        cell.value = str(cell.value).replace(old, new, 1) if old else new

    return desk.look(again(desk.export("print", "p4"), change))


def test_that_one_line_changed_in_a_rolled_up_cell_changes_that_line(desk: Desk) -> None:
    _, lines, text = rolled_up(desk)
    proposal = rewrite(desk, text[:8], "２回", "５回")
    first = text.split("\n", maxsplit=1)[0]
    (conflict,) = proposal.conflicts
    assert (conflict.id, text.startswith(conflict.mine), text == conflict.mine) == (lines[0], True, False)
    take(desk, proposal, "theirs")
    year = conflict.year
    after = [entry.text for line in lines if (entry := desk.plan().entry(line, "actual", year))]
    assert after[0].split("\n")[0] == first.replace("2回", "５回", 1)
    assert text.endswith("\n".join(after[1:]))


def test_that_a_rolled_up_cell_written_anew_stands_once(desk: Desk) -> None:
    _, lines, text = rolled_up(desk)
    proposal = rewrite(desk, text[:8], "", "・全部を書き直した。")
    (conflict,) = proposal.conflicts
    assert (conflict.mine, conflict.theirs, conflict.default) == (text, "・全部を書き直した。", "mine")
    take(desk, proposal, "mine")
    assert desk.look(desk.folder / "p4_print.xlsx").conflicts == (conflict,)
    take(desk, proposal, "theirs")
    plan = desk.plan()
    after = [entry.text for line in lines if (entry := plan.entry(line, "actual", conflict.year))]
    assert after == ["・全部を書き直した。"]
    desk.workspace.undo()
    assert rolled_up(desk)[2] == text


def groups_of(desk: Desk) -> list[tuple[int, str, list[int]]]:
    """(項目, its own name, its 取組) in order."""
    plan = desk.plan()
    return [(row.id, row.title, [child.id for child in plan.children(row.id)]) for row in plan.children(None)]


def test_that_an_initiative_put_under_another_heading_stays_and_is_told(desk: Desk) -> None:
    before = groups_of(desk)
    first = desk.plan().items[before[0][2][0]]

    for name in (None, "Excelで足した項目"):

        def change(sheet: Worksheet, name: str | None = name) -> None:
            sheet.cell(2, 1).value = name or sheet.cell(sheet.max_row, 1).value

        for _ in range(2):  # and the second time no more than the first
            proposal = desk.look(again(desk.export("data"), change))
            assert [(row.text, "項目は変えません" in row.why) for row in proposal.remarks] == [(first.title, True)]
            assert take(desk, proposal).changed == 0
        assert groups_of(desk) == before


def test_that_a_heading_renamed_in_excel_is_asked(desk: Desk) -> None:
    def change(sheet: Worksheet) -> None:
        old = sheet.cell(2, 1).value
        for row in range(2, sheet.max_row + 1):
            if sheet.cell(row, 1).value == old:
                sheet.cell(row, 1).value = "まったく別の項目"

    before = groups_of(desk)
    proposal = desk.look(again(desk.export("data"), change))
    (conflict,) = proposal.conflicts
    assert (conflict.id, conflict.field, conflict.theirs) == (before[0][0], "#title", "まったく別の項目")
    assert conflict.mine and conflict.item == conflict.mine
    take(desk, proposal, "mine")
    assert groups_of(desk) == before
    take(desk, proposal)
    assert groups_of(desk) == [(before[0][0], "まったく別の項目", before[0][2]), *before[1:]]


def test_that_a_note_added_below_the_table_is_asked_and_not_dropped(desk: Desk) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.cell(sheet.max_row + 1, 1).value = "※Excelで足した注"

    notes = desk.printable().document.notes
    proposal = desk.look(again(desk.export("print"), change))
    (conflict,) = proposal.conflicts
    assert (conflict.field, conflict.default) == ("document.notes", "theirs")
    assert conflict.theirs.split("\n") == [*notes, "※Excelで足した注"]  # in the digits of the record, not of print
    take(desk, proposal)
    assert desk.printable().document.notes == (*notes, "※Excelで足した注")


def test_that_a_title_edited_in_excel_keeps_the_digits_of_the_record(desk: Desk) -> None:
    def change(sheet: Worksheet) -> None:
        cell = next(
            cell for row in sheet.iter_rows(max_row=4) for cell in row if "R6" in str(cell.value or "").translate(WIDE)
        )
        cell.value = str(cell.value).replace("進捗", "進み具合")

    title = desk.printable().document.title
    assert "R6" in title
    proposal = desk.look(again(desk.export("print"), change))
    (conflict,) = proposal.conflicts
    assert (conflict.mine, conflict.theirs) == (title, title.replace("進捗", "進み具合"))


def test_that_a_number_and_a_tag_edited_only_in_excel_are_proposed(desk: Desk) -> None:
    def change(sheet: Worksheet) -> None:
        row = next(row for row in range(1, sheet.max_row) if str(sheet.cell(row, 1).value).startswith("①"))
        sheet.cell(row, 1).value = "①－99"
        sheet.cell(row, 4).value = "ク"

    proposal = desk.look(again(desk.export("print", "p4"), change))
    found = {conflict.field: (conflict.theirs, conflict.default) for conflict in proposal.conflicts}
    assert found["#number"] == ("①-99", "theirs")
    assert found["#tags:program_item"][1] == "theirs"
    take(desk, proposal)
    assert desk.look(desk.folder / "p4_print.xlsx").conflicts == ()


@pytest.mark.parametrize("kind", KINDS)
def test_that_a_row_deleted_in_excel_stays_and_is_told(desk: Desk, kind: Kind) -> None:
    items = [row for row in desk.plan().walk() if row.kind is ItemKind.INITIATIVE and row.relisted_from_id is None]
    item = items[-1]

    def change(sheet: Worksheet) -> None:
        places = (cell.row for row in sheet.iter_rows() for cell in row if str(cell.value or "").endswith(item.title))
        row = next(places)
        sheet.delete_rows(row)
        for merge in [merge for merge in sheet.merged_cells.ranges if merge.min_row > row]:
            merge.shift(row_shift=-1)

    proposal = desk.look(again(desk.export(kind), change))
    assert [(row.text, "消しません" in row.why) for row in proposal.remarks] == [(item.title, True)]
    assert take(desk, proposal).changed == 0


def test_that_a_part_deleted_from_a_cell_stays_and_is_told(desk: Desk) -> None:
    plan = desk.plan()
    item = next(
        row for row in plan.walk() if plan.entry(row.id, "purpose", None) and plan.entry(row.id, "summary", None)
    )
    summary = plan.entry(item.id, "summary", None)
    assert summary is not None

    def change(sheet: Worksheet) -> None:
        cell = next(cell for row in sheet.iter_rows() for cell in row if str(cell.value or "").startswith("目的："))
        cell.value = str(cell.value).partition("\n概要：")[0]

    proposal = desk.look(again(desk.export("print"), change))
    assert summary.text in [row.text for row in proposal.remarks]
    assert all("消しません" in row.why for row in proposal.remarks)
    assert take(desk, proposal).changed == 0


def test_that_what_was_written_after_the_proposal_is_not_overwritten(desk: Desk) -> None:
    plan = desk.plan()
    item = next(row for row in plan.walk() if row.kind is ItemKind.INITIATIVE and plan.entry(row.id, "plan", 2024))

    def change(sheet: Worksheet) -> None:
        row = row_of(sheet, TITLES, item.title)
        sheet.cell(row, TITLES).value = "Excelでの名前"
        sheet.cell(row, PLANS).value = "・Excelでの計画"

    proposal = desk.look(again(desk.export("data"), change))
    assert [conflict.default for conflict in proposal.conflicts] == ["theirs", "theirs"]
    desk.write(item.id, FieldValue("plan", 2024, EntryState.TEXT, "・その後の計画"))
    desk.write(item.id, FieldValue("#title", None, EntryState.TEXT, "その後の名前"))
    report = take(desk, proposal)
    assert report.changed == 0
    assert sorted((c.mine, c.theirs) for c in report.conflicts) == [
        ("その後の名前", "Excelでの名前"),
        ("・その後の計画", "・Excelでの計画"),
    ]
    entry = desk.plan().entry(item.id, "plan", 2024)
    assert entry is not None and entry.text == "・その後の計画"


def test_that_a_name_edited_above_its_purpose_is_no_part_of_the_purpose(desk: Desk) -> None:
    item = next(row for row in desk.plan().walk() if len(row.title) > 8 and row.kind is ItemKind.INITIATIVE)

    def change(sheet: Worksheet) -> None:
        cells = (cell for row in sheet.iter_rows() for cell in row if str(cell.value or "").startswith(item.title))
        cell = next(cells)
        cell.value = str(cell.value).replace(item.title, f"{item.title}改", 1)

    proposal = desk.look(again(desk.export("print", "p3"), change))
    assert proposal.conflicts == ()
    assert [row.why for row in proposal.remarks if "取組名" in row.why]
    assert take(desk, proposal).changed == 0


def test_that_a_new_row_under_a_computed_heading_is_tagged_and_makes_no_item(desk: Desk) -> None:
    def change(sheet: Worksheet) -> None:
        row = sheet.max_row + 1
        sheet.cell(row, 1).value = sheet.cell(row - 1, 1).value
        sheet.cell(row, 3).value, sheet.cell(row, 5).value = "Excelで足した目的", "・Excelで足した計画"

    before = [group[0] for group in groups_of(desk)]
    path = again(desk.export("data", "p3"), change)
    known = {row.id for row in desk.plan().walk()}
    take(desk, desk.look(path))
    plan = desk.plan()
    (made,) = [row for row in plan.walk() if row.id not in known]
    assert [group[0] for group in groups_of(desk)] == before and made.parent_id in before
    assert len(plan.tagged(made, "program_item")) == 1


def test_that_a_hidden_column_is_told_once(desk: Desk) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.column_dimensions["K"].hidden = True

    remarks = desk.look(again(desk.export("data"), change)).remarks
    assert ["隠れた列" in row.why for row in remarks] == [True]
