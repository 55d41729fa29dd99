"""A 資料 as a Word file: read again with python-docx, every word in its place."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import docx
import pytest
from made_meetings import agenda_meeting, document, minutes_meeting
from printed_pdf import solid

from zaitaku_desktop.base.errors import Cancelled, KnownError
from zaitaku_desktop.exchange.document_export import export_paper
from zaitaku_desktop.exchange.word_export import docx_bytes, write_docx
from zaitaku_desktop.exchange.word_parsing import parse_word
from zaitaku_desktop.forms.library import load_form
from zaitaku_desktop.forms.papers import AgendaPaper, MinutesPaper, formats_of
from zaitaku_desktop.forms.print_agenda import agenda_job
from zaitaku_desktop.forms.print_minutes import minutes_job
from zaitaku_desktop.typeset.blocks import (
    Banner,
    Cell,
    Chip,
    Grid,
    Legend,
    Paragraph,
    PrintJob,
    Run,
    Section,
    Sheet,
    TextBlock,
    TextStyle,
    Together,
)
from zaitaku_desktop.typeset.fonts import Faces

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STYLE = TextStyle("mincho", 10.0, 15.0)


def words(text: str, **more: Any) -> Paragraph:
    return Paragraph((Run(text),), STYLE, **more)


def opened(job: PrintJob) -> Any:
    return docx.Document(io.BytesIO(docx_bytes(job)))


def agenda() -> PrintJob:
    return agenda_job(load_form("m1"), document("m1", number="資料1"), agenda_meeting())


def minutes() -> PrintJob:
    return minutes_job(load_form("m2"), document("m2"), minutes_meeting()).job


def text_of(job: PrintJob, folder: Path) -> str:
    write_docx(job, folder / "a.docx")
    return solid("".join(parse_word(folder / "a.docx")))


def test_that_every_sentence_of_the_minutes_is_read_again_from_word(tmp_path: Path) -> None:
    found = text_of(minutes(), tmp_path)
    assert "会議録" in found and "令和7年度第1回" in found and "◎可・一部不可・不可" in found
    assert "部会員作例久美子(みなと野リハビリテーション病院医療相談室)" in found
    said = [block.text for block in minutes_meeting().blocks if "\ufdd2" not in block.text]
    assert [text for text in said if solid(text) not in found] == []
    assert solid("オ 開催の目安は、病棟の種別に応じて2種類を定める。") in found


def test_that_a_programme_has_its_marks_behind_tabs_and_its_list_in_a_box(tmp_path: Path) -> None:
    made = opened(agenda())
    line = next(one for one in made.paragraphs if "実施実績" in one.text)
    assert line.text.endswith("\t【資料１】")
    assert line.paragraph_format.tab_stops[0].alignment == 2  # right
    assert len(made.tables) == 2  # the box of the 資料番号, and the list
    assert solid("資料1-2令和6年度における研修の実施状況") in text_of(agenda(), tmp_path)


def test_that_paper_margins_and_page_numbers_are_those_of_the_form() -> None:
    made = opened(minutes())
    first, second = made.sections
    assert (round(first.page_width.mm), round(first.top_margin.mm), round(second.top_margin.mm)) == (210, 22, 25)
    assert "PAGE" in first.footer._element.xml and second.footer.is_linked_to_previous


def test_that_headings_can_be_found_and_a_heading_stays_with_what_follows() -> None:
    made = opened(minutes())
    head = next(one for one in made.paragraphs if one.text.startswith("１\u3000開会"))
    assert head._p.find(f"{W}pPr/{W}outlineLvl").get(f"{W}val") == "1"
    assert head.paragraph_format.keep_with_next
    assert head.paragraph_format.left_indent.pt == pytest.approx(11.0)
    assert head.paragraph_format.first_line_indent.pt == pytest.approx(-11.0)


def test_that_a_table_is_merged_ruled_and_filled_as_on_paper() -> None:
    header = (Cell(0, 0, (words("見出し"),), colspan=2, fill=True),)
    body = (
        Cell(0, 0, (words("左"),), rowspan=2, vertical=True),
        Cell(0, 1, (Chip("新規", "filled"), words("右"))),
        Cell(1, 1, slashed=True),
    )
    grid = Grid((20.0, 60.0), header, 1, body, 2, group_starts=frozenset({1}), group_columns=frozenset({1}))
    (table,) = opened(PrintJob(Sheet(), (grid,))).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["見出し", "見出し"], ["左", "【新規】\n右"], ["左", ""],
    ]  # fmt: skip
    xml = table._tbl.xml
    for wanted in ('w:fill="E8E8E8"', "w:tblHeader", 'w:val="tbRlV"', "w:tr2bl", 'w:sz="8"', 'w:sz="4"', 'w:sz="6"'):
        assert wanted in xml


def test_that_bold_is_gothic_and_a_spread_label_is_as_wide_as_its_cell_allows() -> None:
    label = Paragraph((Run("日時"),), STYLE, spread=4.0)
    bold = Paragraph((Run("太い", bold=True), Run("細い")), STYLE)
    made = opened(PrintJob(Sheet(), (TextBlock((label, bold)),)))
    spread, weights = made.paragraphs[0], made.paragraphs[1]
    assert spread.text == "日時"
    assert spread.runs[0]._r.find(f"{W}rPr/{W}spacing").get(f"{W}val") == "400"
    assert [run.font.name for run in weights.runs] == ["BIZ UDゴシック", "BIZ UD明朝"]


def test_that_every_kind_of_block_finds_its_way(tmp_path: Path) -> None:
    cell = Grid((80.0,), (), 0, (Cell(0, 0, (words("表"),)),), 1)
    section = Section(Banner(words("Plan"), words("現状分析")), (TextBlock((words("点"),)), cell))
    legend = Legend(words("凡例"), ((words("Ａ：よい"), words("Ｂ：ふつう")),))
    sheet = Sheet(title="題名", tag="資料2", over=words("上"), under=words("下"), running=words("柱"))
    job = PrintJob(sheet, (section, Together((cell, TextBlock((words("注"),)))), legend, cell, cell))
    found = text_of(job, tmp_path)
    for text in ("題名", "資料2", "上", "下", "Plan", "現状分析", "点", "凡例", "A:よい", "注"):
        assert solid(text) in found
    assert found.count("表") == 4
    assert "柱" in opened(job).sections[0].header._element.xml


def test_that_the_same_paper_gives_the_same_bytes_without_names_or_dates() -> None:
    first = docx_bytes(minutes())
    assert docx_bytes(minutes()) == first
    core = docx.Document(io.BytesIO(first)).core_properties
    assert (core.author, core.last_modified_by) == ("", "")
    assert re.search(rb"20\d\d-\d\d-\d\dT", first) is None


def test_that_signs_no_file_can_hold_are_left_out(tmp_path: Path) -> None:
    job = PrintJob(Sheet(), (TextBlock((words("前\x0b中\x01後\ufdd0"),)),))
    assert text_of(job, tmp_path) == "前中後"


def test_that_a_full_disk_or_a_stop_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")

    def stop(_fraction: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        write_docx(minutes(), target, report=stop)
    assert target.read_bytes() == b"old" and [path.name for path in tmp_path.iterdir()] == ["a.docx"]


def test_that_a_text_goes_to_word_and_not_to_excel(tmp_path: Path) -> None:
    faces = Faces.load()
    papers = (
        AgendaPaper(document("m1"), load_form("m1"), agenda_meeting()),
        MinutesPaper(document("m2"), load_form("m2"), minutes_meeting()),
    )
    for paper in papers:
        assert formats_of(paper.form.layout) == ("docx",)
        export_paper(paper, "print", tmp_path / "a.docx", faces, origin="")
        with pytest.raises(KnownError, match="Excel には書き出せません"):
            export_paper(paper, "print", tmp_path / "a.xlsx", faces, origin="")
    assert formats_of("attendance") == ("xlsx", "docx")
