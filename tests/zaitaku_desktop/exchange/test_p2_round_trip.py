"""Our own P2 sheet comes back from Excel: cells in which several 取組 stand together as points."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from desks import Desk, again, open_desk
from openpyxl.worksheet.worksheet import Worksheet

from zaitaku_desktop.exchange.apply import apply
from zaitaku_desktop.exchange.proposal import ImportProposal
from zaitaku_desktop.forms.cells import FieldValue
from zaitaku_desktop.model.plan import EntryState
from zaitaku_desktop.model.snapshot import EntryRow

ACTUAL, ASSESSMENT, PLAN = 2, 3, 5  # columns of the sheet


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path)
    yield opened
    opened.workspace.close()


def edit(desk: Desk, column: int, change: Callable[[str], str], sign: str = "(ア)") -> ImportProposal:
    """The sheet with one cell edited."""

    def in_sheet(sheet: Worksheet) -> None:
        row = next(r for r in range(1, sheet.max_row + 1) if str(sheet.cell(r, 1).value or "").startswith(sign))
        cell = sheet.cell(row, column)
        before = str(cell.value)
        cell.value = change(before)
        assert cell.value != before

    return desk.look(again(desk.export("print", "p2"), in_sheet))


def entry_of(desk: Desk, words: str, field: str = "actual") -> EntryRow:
    return next(e for e in desk.plan().entries.values() if e.field == field and words in e.text)


def take(desk: Desk, proposal: ImportProposal) -> int:
    choices = {conflict.key: conflict.default for conflict in proposal.conflicts}
    return desk.workspace.perform("取り込み", lambda s: apply(s, proposal, choices)).result.changed


def test_that_an_edited_point_goes_to_the_row_it_came_from_with_its_own_mark(desk: Desk) -> None:
    proposal = edit(desk, ACTUAL, lambda text: text.replace("43か所から", "44か所から"))
    (conflict,) = proposal.conflicts
    before = entry_of(desk, "43か所から")
    assert (conflict.id, conflict.field, conflict.default) == (before.item_id, "actual", "theirs")
    assert conflict.theirs == before.text.replace("43か所から", "44か所から")
    assert conflict.theirs.startswith("・")
    assert take(desk, proposal) == 1
    assert entry_of(desk, "44か所から").text == conflict.theirs


def test_that_points_of_two_rows_edited_in_one_cell_are_two_changes(desk: Desk) -> None:
    def change(text: str) -> str:
        return text.replace("43か所から", "44か所から").replace("薬剤管理指導17か所", "薬剤管理指導18か所")

    proposal = edit(desk, ACTUAL, change)
    assert [conflict.default for conflict in proposal.conflicts] == ["theirs", "theirs"]
    assert take(desk, proposal) == 2
    assert entry_of(desk, "44か所から") and entry_of(desk, "指導18か所")


def test_that_a_new_line_belongs_to_what_stands_above_it(desk: Desk) -> None:
    line = "○一覧を４月に更新した。"  # as it is printed
    proposal = edit(desk, ACTUAL, lambda text: text.replace(line, f"{line}\n\u3000*変更は3か所\n○写しを配った。"))
    (conflict,) = proposal.conflicts
    assert conflict.theirs.split("\n")[:3] == ["・一覧を4月に更新した。", "*変更は3か所", "・写しを配った。"]


def test_that_what_goes_on_and_is_edited_is_a_text_of_this_year(desk: Desk) -> None:
    proposal = edit(desk, PLAN, lambda text: text.replace("訪問歯科診療及び", "訪問歯科、"))
    (conflict,) = proposal.conflicts
    assert (conflict.mine, conflict.year) == ("継続", 2025)
    assert conflict.theirs == "・訪問歯科、訪問薬剤管理指導に応じる先を調べる。"


def test_that_a_text_shared_by_rows_is_edited_once(desk: Desk) -> None:
    proposal = edit(desk, ASSESSMENT, lambda text: text.replace("９割を超え", "９割に届き"))
    (conflict,) = proposal.conflicts
    assert "*港南地区、三ツ浜地区" in conflict.theirs.split("\n")
    assert take(desk, proposal) == 1
    shared = entry_of(desk, "9割に届き", "assessment")
    assert desk.plan().sharers(shared.id)


def test_that_a_point_taken_out_deletes_nothing(desk: Desk) -> None:
    proposal = edit(desk, ACTUAL, lambda text: "\n".join(text.split("\n")[:2]))
    (conflict,) = proposal.conflicts
    assert conflict.default == "mine"
    assert take(desk, proposal) == 0


def test_that_an_edit_is_found_although_the_plan_has_changed_elsewhere(desk: Desk) -> None:
    other = entry_of(desk, "指導17か所")
    path = desk.export("print", "p2")
    desk.write(other.item_id, FieldValue("actual", 2024, EntryState.TEXT, "・訪問の先を19か所確かめた。"))

    def in_sheet(sheet: Worksheet) -> None:
        cell = next(c for row in sheet.iter_rows() for c in row if "43か所から" in str(c.value))
        cell.value = str(cell.value).replace("43か所から", "44か所から")

    proposal = desk.look(again(path, in_sheet))
    edited = [conflict for conflict in proposal.conflicts if "44か所から" in conflict.theirs]
    assert [conflict.default for conflict in edited] == ["theirs"]


def test_that_the_header_notes_come_back_and_an_edited_one_is_told(desk: Desk) -> None:
    def change(sheet: Worksheet) -> None:
        cell = next(c for row in sheet.iter_rows() for c in row if "資料１を参照" in str(c.value))
        cell.value = str(cell.value).replace("資料１", "資料２")

    proposal = desk.look(again(desk.export("print", "p2"), change))
    (conflict,) = proposal.conflicts
    assert (conflict.field, conflict.theirs) == ("document.header_notes", "*取組ごとの内容は、資料２を参照")
    assert desk.look(again(desk.export("print", "p2"))).conflicts == ()


def test_that_the_points_of_a_single_row_have_the_mark_of_the_others_and_come_back_with_their_own(desk: Desk) -> None:
    before = entry_of(desk, "様式を4月に改めた。")
    assert before.text.startswith("・")
    shown: list[str] = []

    def change(text: str) -> str:
        shown.append(text)
        return text.replace("改めた", "改訂した")

    proposal = edit(desk, ACTUAL, change, "(オ)")
    assert {line[0] for line in shown[0].split("\n")} == {"○"}
    (conflict,) = proposal.conflicts
    assert (conflict.id, conflict.theirs) == (before.item_id, before.text.replace("改めた", "改訂した"))
