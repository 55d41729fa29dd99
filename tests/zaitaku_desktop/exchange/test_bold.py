"""太字 in our own Excel files: written as bold stretches, and no difference when the file comes back."""

from __future__ import annotations

import io
from xml.etree.ElementTree import iterparse

import pytest
from desks import Desk, again
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.worksheet import Worksheet

from zaitaku_desktop.exchange.apply import apply
from zaitaku_desktop.exchange.package_scan import _Strings
from zaitaku_desktop.exchange.plan_import import propose
from zaitaku_desktop.exchange.stamp import Kind
from zaitaku_desktop.forms.cells import FieldValue
from zaitaku_desktop.model.inline import has_bold, marked, plain
from zaitaku_desktop.model.plan import EntryState
from zaitaku_desktop.model.snapshot import EntryRow

WORDS = marked([("・年間の予定を", False), ("5月まで", True), ("に配る。\n　・夜間も", False)])


def write_bold(desk: Desk) -> EntryRow:
    """An entry of the sample that says WORDS now."""
    plan = desk.plan()
    entry = next(e for e in plan.entries.values() if e.field == "plan" and e.year == 2024 and not e.shared_from_id)
    desk.write(entry.item_id, FieldValue("plan", 2024, EntryState.TEXT, WORDS))
    return entry


def cell_with(sheet: Worksheet, words: str) -> object:
    return next(cell.value for row in sheet.iter_rows() for cell in row if words in str(cell.value or ""))


def test_that_the_printed_sheet_has_bold_stretches_and_typed_indents(desk: Desk) -> None:
    write_bold(desk)
    value = cell_with(load_workbook(desk.export("print"), rich_text=True).worksheets[0], "年間の予定を")
    assert isinstance(value, CellRichText)
    bold = [part.text for part in value if isinstance(part, TextBlock) and part.font.b]
    assert bold in (["5月まで"], ["５月まで"])
    assert str(value).endswith("\n　・夜間も")


@pytest.mark.parametrize("kind", ["print", "data"])
def test_that_a_file_that_comes_back_changes_nothing_of_it(desk: Desk, kind: Kind) -> None:
    entry = write_bold(desk)
    path = desk.export(kind)
    assert not any(has_bold(str(cell.value)) for row in load_workbook(path).worksheets[0].iter_rows() for cell in row)
    proposal = desk.look(path)
    assert proposal.conflicts == ()
    desk.workspace.perform("取り込み", lambda session: apply(session, proposal))
    assert desk.plan().entries[entry.item_id, "plan", 2024].text == WORDS


def test_that_words_edited_in_excel_come_in_place_of_bold_ones(desk: Desk) -> None:
    entry = write_bold(desk)

    def change(sheet: Worksheet) -> None:
        for row in sheet.iter_rows():
            for cell in row:
                if "年間の予定を" in str(cell.value or ""):
                    cell.value = "・6月までに配る。"

    proposal = desk.look(again(desk.export("data"), change))
    (conflict,) = proposal.conflicts
    assert (conflict.mine, conflict.theirs, conflict.default) == (plain(WORDS), "・6月までに配る。", "theirs")
    desk.workspace.perform("取り込み", lambda session: apply(session, proposal, {conflict.key: "theirs"}))
    assert desk.plan().entries[entry.item_id, "plan", 2024].text == "・6月までに配る。"


def test_that_a_new_text_comes_with_its_bold_words(desk: Desk) -> None:
    write_bold(desk)
    found = [entry for plan in propose(desk.export("print")).plans for entry in plan.entries if entry.rich]
    assert found and all(same(entry.marked, WORDS) and entry.text == plain(entry.marked) for entry in found)


def test_that_a_text_taken_from_excel_has_the_bold_words_typed_there(desk: Desk) -> None:
    entry = write_bold(desk)

    def change(sheet: Worksheet) -> None:
        for row in sheet.iter_rows():
            for cell in row:
                if "年間の予定を" in str(cell.value or ""):
                    cell.value = CellRichText("・", TextBlock(InlineFont(b=True), "7月まで"), "に配る。")

    proposal = desk.look(again(desk.export("data"), change))
    (conflict,) = proposal.conflicts
    assert conflict.theirs == "・7月までに配る。"
    desk.workspace.perform("取り込み", lambda session: apply(session, proposal, {conflict.key: "theirs"}))
    bold = marked([("・", False), ("7月まで", True), ("に配る。", False)])
    assert desk.plan().entries[entry.item_id, "plan", 2024].text == bold


def same(one: str, other: str) -> bool:
    """Alike in what is bold; digits are set for print."""
    digits = str.maketrans("０１２３４５６７８９", "0123456789")
    return one.translate(digits) == other.translate(digits)


def test_that_labels_names_and_whole_cells_in_bold_make_no_text_bold(desk: Desk) -> None:
    path = desk.export("print")
    proposal = propose(path)
    assert proposal.plans and not any(entry.rich for plan in proposal.plans for entry in plan.entries)


def test_that_what_is_read_aloud_and_what_is_bold_as_a_whole_is_told_apart() -> None:
    strings = _Strings()
    xml = (
        "<sst><si><t>一</t></si><si><r><rPr><b/></rPr><t>全部</t></r></si>"
        '<si><r><t xml:space="preserve">年4回 </t></r><r><rPr><sz val="9"/><b val="1"/></rPr><t>夜間</t></r>'
        '<r><rPr><b val="0"/></rPr><t>に</t></r><rPh sb="0" eb="1"><t>ヤカン</t></rPh></si></sst>'
    )
    for action, node in iterparse(io.BytesIO(xml.encode()), ("start", "end")):
        if action == "start":
            strings.start(node.tag, node.attrib)
            if node.text:
                strings.text(node.text)
        else:
            strings.end(node.tag)
    assert strings.bold == {2: marked([("年4回 ", False), ("夜間", True), ("に", False)])}


def test_that_signs_of_ours_in_a_foreign_file_are_no_bold(desk: Desk) -> None:
    entry = write_bold(desk)

    def change(sheet: Worksheet) -> None:
        for row in sheet.iter_rows():
            for cell in row:
                if "年間の予定を" in str(cell.value or ""):
                    cell.value = "・\ufdd06月\ufdd1に配る。"

    proposal = desk.look(again(desk.export("data"), change))
    (conflict,) = proposal.conflicts
    assert conflict.theirs == "・6月に配る。"
    desk.workspace.perform("取り込み", lambda session: apply(session, proposal, {conflict.key: "theirs"}))
    assert desk.plan().entries[entry.item_id, "plan", 2024].text == "・6月に配る。"
