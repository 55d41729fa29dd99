"""Rectangles of cells to the clipboard and back, and what Excel and LibreOffice put there."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData
from zaitaku_ui.tables.clipboard import OWN, TSVC, CopiedCell, from_mime, parse_tsv, to_html, to_mime, to_tsv
from zaitaku_ui.tables.clipboard_html import parse_html

from zaitaku_desktop.base.errors import KnownError

WORDS = st.text(alphabet='a"\t\n 継続・―<&>', max_size=8).map(lambda text: text.strip(" \n"))
GRIDS = st.lists(st.lists(WORDS, min_size=2, max_size=2), min_size=1, max_size=3)


ROOT = Path(__file__).parents[3]
UI = os.pathsep.join([str(ROOT), str(ROOT / "ui")])


@given(GRIDS)
def test_that_tabs_quotes_and_line_ends_come_back_as_they_were(rows: list[list[str]]) -> None:
    assert parse_tsv(to_tsv([[CopiedCell(text) for text in row] for row in rows])) == rows


LINES = st.lists(st.text(alphabet='a"継続・―<&>', min_size=1, max_size=4), max_size=3)


@given(st.lists(LINES, min_size=1, max_size=4), st.just("表"))
def test_that_html_brings_back_every_text(row: list[list[str]], first: str) -> None:
    texts = [first, *("\n".join(lines) for lines in row)]
    assert parse_html(to_html([[CopiedCell(text) for text in texts]])) == [texts]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", [[""]]),
        ("a", [["a"]]),
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ('"a\nb"\tc', [["a\nb", "c"]]),
        ('"なし" と言う\tc', [['"なし" と言う', "c"]]),
        ('"open\tc', [['"open', "c"]]),
        ('""\t"say ""x"""', [["", 'say "x"']]),
        ("a\n\nb", [["a"], [""], ["b"]]),
    ],
)
def test_that_a_quote_closes_only_before_a_tab_or_a_line_end(text: str, rows: list[list[str]]) -> None:
    assert parse_tsv(text) == rows


def test_that_slots_under_a_merged_cell_are_left_alone() -> None:
    html = "<table><tr><td rowspan=2>a</td><td>b</td></tr>\n<tr><td>c</td></tr><tr><td colspan=2>d</td></tr></table>"
    assert parse_html(html) == [["a", "b"], [None, "c"], ["d", None]]


def test_that_line_ends_of_the_source_are_spaces_and_breaks_are_line_ends() -> None:
    html = "<table><tr><td>一行目\n  の続き<br>二行目</td></tr></table>"
    assert parse_html(html) == [["一行目 の続き\n二行目"]]


def test_that_an_absurd_span_makes_no_endless_rows() -> None:
    rows = parse_html('<table><tr><td colspan="999999999">a</td></tr></table>')
    assert rows is not None
    assert len(rows[0]) <= 1000


def test_that_a_page_without_a_table_falls_back_to_its_text() -> None:
    mime = QMimeData()
    mime.setHtml("<p>words</p>")
    mime.setText("a\tb")
    assert from_mime(mime).rows == [["a", "b"]]


def test_that_the_table_is_preferred_to_the_text() -> None:
    mime = to_mime([[CopiedCell("a\nb", 2), CopiedCell("0012")], [None, CopiedCell("=1+1")]])
    assert from_mime(mime).rows == [["a\nb", "0012"], [None, "=1+1"]]
    assert "mso-number-format:\\@" in mime.html()


def test_that_an_empty_clipboard_gives_nothing() -> None:
    assert from_mime(None).rows == []
    assert from_mime(QMimeData()).rows == []


def test_that_a_program_that_copied_ends_in_order() -> None:
    """PySide takes the process down when an object of Python's is still on the clipboard at the end."""
    program = (
        "from PySide6.QtGui import QGuiApplication\n"
        "from zaitaku_ui.tables.clipboard import CopiedCell, put_on_clipboard, to_mime\n"
        "application = QGuiApplication([])\n"
        "put_on_clipboard(to_mime([[CopiedCell('a')]]))\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], env=os.environ | {"PYTHONPATH": UI}, check=False)
    assert ended.returncode == 0


EXCEL = (
    "Version:1.0\r\nStartHTML:0000000128\r\nEndHTML:0000000900\r\n"
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel">\r\n<head>'
    "<style>\r\n<!--table\r\n\t{x:y;}\r\n-->\r\n</style>"
    "</head><body>\r\n<table border=0 cellpadding=0 width=144>\r\n<!--StartFragment-->\r\n <col width=72 span=2>\r\n"
    " <tr height=18>\r\n  <td height=18 class=xl65>一行目<br>\r\n    二行目</td>\r\n"
    '  <td class=xl65 x:str="\'0012">0012</td>\r\n </tr>\r\n'
    " <tr height=18>\r\n  <td>a<span style='mso-spacerun:yes'>&nbsp;&nbsp; </span>b long\r\n  text</td>\r\n"
    '  <td>上<br style="mso-data-placement:same-cell">\r\n    下</td>\r\n </tr>\r\n'
    " <tr>\r\n  <td colspan=2 style='mso-ignore:colspan'>はみ出す文</td>\r\n </tr>\r\n"
    " <![if supportMisalignedColumns]>\r\n <tr height=0 style='display:none'>\r\n  <td width=72></td>\r\n"
    "  <td width=72></td>\r\n </tr>\r\n <![endif]>\r\n<!--EndFragment-->\r\n</table>\r\n</body></html>"
)


def test_that_a_table_of_excel_is_read_as_it_is_seen() -> None:
    assert parse_html(EXCEL) == [
        ["一行目\n二行目", "0012"],
        ["a   b long text", "上\n下"],
        ["はみ出す文", ""],  # words that run over their cell are no merge
    ]


def test_that_spaces_tabs_and_notes_of_libreoffice_are_told_apart() -> None:
    html = (
        '<table cellspacing="0">\n\t<colgroup span="2" width="83"></colgroup>\n\t<tr>\n'
        '\t\t<td sdnum="1041;0;@"><font color="#000000">  two  spaces  </font></td>\n'
        '\t\t<td><a class="comment-indicator"></a><comment><b>だれか:</b> 覚え書き</comment>a\tb</td>\n'
        "\t\t<td><font><br></font></td>\n\t</tr>\n</table>"
    )
    assert parse_html(html) == [["  two  spaces  ", "a\tb", ""]]


def test_that_several_bodies_are_one_table_and_a_table_in_a_cell_is_words() -> None:
    html = (
        "<table><thead><tr><th>題</th></tr></thead><tbody><tr><td>x<table><tr><td>1</td><td>2</td></tr></table></td>"
        "</tr></tbody><tbody><tr><td>&lt;y&gt; 3 < 4</td></tr></tbody></table><table><tr><td>z</td></tr></table>"
    )
    assert parse_html(html) == [["題"], ["x\n1 2"], ["<y> 3 < 4"]]


def test_that_a_block_over_rows_and_columns_covers_its_slots() -> None:
    html = "<table><tr><td rowspan=2 colspan=2>a</td><td>b</td></tr><tr><td>c</td></tr><tr><td>d</td></tr></table>"
    assert parse_html(html) == [["a", None, "b"], [None, None, "c"], ["d"]]


@pytest.mark.parametrize("part", ["<!--", "<td title='", "<", "<td> ", "&", '<table><tr><td rowspan="9">', "<td ><"])
def test_that_the_time_for_broken_html_grows_with_its_length_alone(part: str) -> None:
    def seconds(times: int) -> float:
        html = "<table><tr><td>" + part * times
        start = time.process_time()
        parse_html(html)
        return time.process_time() - start

    assert seconds(40_000) < 12 * max(seconds(10_000), 0.01)


def test_that_more_cells_than_are_read_are_told() -> None:
    with pytest.raises(KnownError):
        parse_html("<table>" + "<tr><td rowspan=1000 colspan=1000>a</td></tr>" * 300)


@given(st.text(alphabet="<>/tdrable=\"'!- \n&;a1", max_size=80))
def test_that_no_html_is_too_strange_to_be_read(words: str) -> None:
    parse_html(f"<table><tr><td>{words}")


def test_that_the_tsv_of_libreoffice_is_preferred_to_its_plain_text() -> None:
    mime = QMimeData()
    mime.setText("a b\tc")
    mime.setData(TSVC, b'"a\nb"\tc\n')
    assert from_mime(mime).rows == [["a\nb", "c"]]


def test_that_what_another_program_put_under_our_name_is_not_believed() -> None:
    for data in (b"", b"[]", b'{"rows": 1}', b'{"rows": [["a"]], "shared": [[0]], "reasons": []}', b"\xff"):
        mime = QMimeData()
        mime.setText("text")
        mime.setData(OWN, data)
        assert from_mime(mime).rows == [["text"]]


def test_that_our_own_copy_keeps_what_stands_behind_the_texts() -> None:
    clip = from_mime(to_mime([[CopiedCell("a", 2, "7"), CopiedCell("A", reason="なぜなら")], [None, CopiedCell("")]]))
    assert clip.rows == [["a", "A"], ["a", ""]]
    assert clip.shared == {(0, 0): "7", (1, 0): "7"}
    assert clip.reasons == {(0, 1): "なぜなら"}


def test_that_several_spaces_and_line_ends_are_written_so_that_spreadsheets_keep_them() -> None:
    html = to_html([[CopiedCell("  a  b\nc"), CopiedCell("d e")]])
    assert '<pre>  a  b<br style="mso-data-placement:same-cell">c</pre>' in html
    assert ">d e</td>" in html
    assert parse_html(html) == [["  a  b\nc", "d e"]]
