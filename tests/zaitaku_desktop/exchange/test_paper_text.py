"""Papers of other programs as text: what Word and PDF hold, and what is refused."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from minutes_texts.facts import facts_of, text_of
from openpyxl import Workbook
from papers import numbered_paper, pdf_paper, word_paper
from reportlab.pdfgen.canvas import Canvas

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.exchange.minutes.reading import read_minutes
from zaitaku_desktop.exchange.paper_text import read_paper
from zaitaku_desktop.exchange.text_file import MAX_LINES

SAME_IN_WORD = ("form_one_cell", "form_range", "own_points", "own_two_columns", "sections_talk")


@pytest.mark.parametrize("name", SAME_IN_WORD)
def test_that_a_word_document_says_what_its_text_says(tmp_path: Path, name: str) -> None:
    path = word_paper(tmp_path / "会議録.docx", text_of(name))
    found, wanted = facts_of(read_minutes(read_paper(path))), facts_of(read_minutes(text_of(name)))
    for part in ("head", "people", "agenda", "handouts", "blocks"):
        assert found[part] == wanted[part], part


def test_that_the_text_of_a_pdf_is_read_over_its_pages(tmp_path: Path) -> None:
    path = pdf_paper(tmp_path / "会議録.pdf", text_of("own_points"))
    text = read_paper(path)
    assert "\f" in text
    found, wanted = facts_of(read_minutes(text)), facts_of(read_minutes(text_of("own_points")))
    for part in ("head", "people", "agenda", "handouts", "blocks"):
        assert found[part] == wanted[part], part


def test_that_numbers_counted_by_word_are_in_the_text(tmp_path: Path) -> None:
    paragraphs = [
        (0, "開会"),
        (0, "議題"),
        (1, "研修について"),
        (2, "一つ目の意見である。"),
        (-1, "続きの文。"),
        (2, "二つ目の意見である。"),
        (3, "枝の文"),
        (1, "その他"),
        (2, "知らせ"),
    ]
    formats = [("decimal", "%1"), ("decimal", "(%2)"), ("aiueoFullWidth", "%3"), ("decimalEnclosedCircle", "%4")]
    path = numbered_paper(tmp_path / "会議録.docx", paragraphs, formats)
    assert read_paper(path).split("\n") == [
        "1 開会",
        "2 議題",
        "(1) 研修について",
        "ア 一つ目の意見である。",
        "続きの文。",
        "イ 二つ目の意見である。",
        "① 枝の文",
        "(2) その他",
        "ア 知らせ",
    ]


def test_that_what_was_struck_out_is_gone_and_what_was_added_is_there(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("残る")._p
    space = nsdecls("w")
    paragraph.append(parse_xml(f"<w:del {space}><w:r><w:delText>消えた</w:delText></w:r></w:del>"))
    paragraph.append(parse_xml(f"<w:ins {space}><w:r><w:t>加わった</w:t></w:r></w:ins>"))
    reading, base = "<w:r><w:t>みさき</w:t></w:r>", "<w:r><w:t>岬</w:t></w:r>"
    ruby = f"<w:ruby><w:rt>{reading}</w:rt><w:rubyBase>{base}</w:rubyBase></w:ruby>"
    paragraph.append(parse_xml(f"<w:r {space}>{ruby}</w:r>"))
    document.save(str(tmp_path / "a.docx"))
    assert read_paper(tmp_path / "a.docx").strip() == "残る加わった岬"


def test_that_lines_within_a_cell_stand_below_its_first(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=3)
    table.cell(0, 0).text = "出席者"
    table.cell(0, 1).text = "委員"
    table.cell(0, 2).text = "会長 磯貝 千里\n委員 舟木 大"
    document.save(str(tmp_path / "a.docx"))
    assert read_paper(tmp_path / "a.docx").split("\n")[:2] == ["出席者\t委員\t会長 磯貝 千里", "\t\t委員 舟木 大"]


def test_that_the_rows_of_a_sheet_are_lines_with_tabs(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["No", "氏名", "所属"])
    sheet.append([1, "磯貝 千里", "灯台薬局"])
    book.save(tmp_path / "名簿.xlsx")
    assert read_paper(tmp_path / "名簿.xlsx") == "No\t氏名\t所属\n1\t磯貝 千里\t灯台薬局"


def test_that_a_text_of_windows_is_read(tmp_path: Path) -> None:
    path = tmp_path / "会議録.txt"
    path.write_bytes("会議録\r\n日時".encode("cp932"))
    assert read_paper(path).split() == ["会議録", "日時"]


def _workbook(path: Path) -> None:
    Workbook().save(path)


def _bomb(path: Path) -> None:
    word_paper(path, "文")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/extra.xml", "<a>" + " " * 80_000_000 + "</a>")


def _doctype(path: Path) -> None:
    word_paper(path, "文")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/extra.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')


def _picture(path: Path) -> None:
    canvas = Canvas(str(path))
    canvas.rect(50, 50, 100, 100)
    canvas.showPage()
    canvas.save()


def _locked(path: Path) -> None:
    canvas = Canvas(str(path), encrypt="鍵")
    canvas.drawString(50, 50, "text")
    canvas.showPage()
    canvas.save()


@pytest.mark.parametrize(
    ("name", "make", "words"),
    [
        ("a.docx", _workbook, "Word のファイル（.docx）ではありません"),
        ("a.docx", lambda path: path.write_bytes(b"PK\x03\x04broken"), "壊れている"),
        ("a.docx", lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600), "古い形式の Word"),
        ("a.docx", lambda path: path.write_bytes(b""), "中身が空"),
        ("a.docx", _bomb, "大きすぎる"),
        ("a.docx", _doctype, "普通の文書ではない"),
        ("a.pdf", lambda path: path.write_text("text", encoding="ascii"), "PDF のファイルではありません"),
        ("a.pdf", lambda path: path.write_bytes(b"%PDF-1.7\nbroken"), "壊れている"),
        ("a.pdf", _picture, "文字が入っていません"),
        ("a.pdf", _locked, "パスワード"),
        ("a.txt", lambda path: path.write_text(" \n", encoding="ascii"), "中身が空"),
        ("a.txt", lambda path: path.mkdir(), "フォルダー"),
        ("a.txt", lambda path: path.write_bytes(bytes(range(256)) * 40), "文字のファイルとして読み取れません"),
        ("a.txt", lambda path: path.write_text("\n" * MAX_LINES + "a\n", encoding="ascii"), "普通の文ではない"),
        ("a.txt", lambda path: None, "見つかりません"),
    ],
)
def test_that_what_cannot_be_read_is_told_kindly(tmp_path: Path, name: str, make: object, words: str) -> None:
    path = tmp_path / name
    make(path)  # type: ignore[operator]
    with pytest.raises(KnownError) as told:
        read_paper(path)
    assert words in told.value.message
    assert told.value.todo and "シート" not in told.value.todo
