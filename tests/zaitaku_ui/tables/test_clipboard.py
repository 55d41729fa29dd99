"""Rectangles of cells to the clipboard and back, and what Excel and LibreOffice put there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData
from zaitaku_ui.tables.clipboard import CopiedCell, from_mime, parse_html, parse_tsv, to_html, to_mime, to_tsv

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
    assert parse_html(html) == [["一行目   の続き\n二行目"]]


def test_that_an_absurd_span_makes_no_endless_rows() -> None:
    rows = parse_html('<table><tr><td colspan="999999999">a</td></tr></table>')
    assert rows is not None
    assert len(rows[0]) <= 1000


def test_that_a_page_without_a_table_falls_back_to_its_text() -> None:
    mime = QMimeData()
    mime.setHtml("<p>words</p>")
    mime.setText("a\tb")
    assert from_mime(mime) == [["a", "b"]]


def test_that_the_table_is_preferred_to_the_text() -> None:
    mime = to_mime([[CopiedCell("a\nb", 2), CopiedCell("0012")], [None, CopiedCell("=1+1")]])
    assert from_mime(mime) == [["a\nb", "0012"], [None, "=1+1"]]
    assert "mso-number-format:\\@" in mime.html()


def test_that_an_empty_clipboard_gives_nothing() -> None:
    assert from_mime(None) == []
    assert from_mime(QMimeData()) == []


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
