"""Text files as sheets."""

from __future__ import annotations

from pathlib import Path

import pytest

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.exchange.source_names import is_source
from zaitaku_desktop.exchange.text_file import MAX_LINES, read_text_file

WORDS = "取組\t①-1 髙﨑の地図\r\n\r\n事業概要\tまとめる。\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_that_lines_are_rows_and_tabs_part_cells(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "カード.tsv"
    path.write_bytes(WORDS.encode(encoding))
    found = read_text_file(path)
    assert found.name == "カード"
    assert {slot: cell.text for slot, cell in found.cells.items()} == {
        (1, 1): "取組",
        (1, 2): "①-1 髙﨑の地図",
        (3, 1): "事業概要",
        (3, 2): "まとめる。",
    }


def test_that_text_as_windows_writes_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("取組\t地図".encode("cp932"))
    assert read_text_file(path).text(1, 1) == "取組"


@pytest.mark.parametrize(
    ("copied", "meant"),
    [
        ("令和 5 年度", "令和5年度"),
        ("令和 2 年 10 月", "令和2年10月"),
        ("お元気 in みなと 75 点", "お元気 in みなと 75 点"),
    ],
)
def test_that_blanks_a_pdf_left_around_figures_are_closed(copied: str, meant: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(copied, encoding="utf-8")
    assert read_text_file(path).text(1, 1) == meant


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "空"),
        (b" \n\t\n", "空"),
        (b"\x80\x00\xff\xff" * 9, "文字のファイル"),
        (b"a\n" * (MAX_LINES + 1), "大きすぎる"),
    ],
)
def test_that_what_is_no_text_is_refused_in_one_sentence(data: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(KnownError, match=said):
        read_text_file(path)


def test_that_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="見つかりません"):
        read_text_file(tmp_path / "無い.txt")
    with pytest.raises(KnownError, match="フォルダー"):
        read_text_file(tmp_path)


def test_that_sources_are_known_by_their_names() -> None:
    assert [is_source(Path(name)) for name in ("a.xlsx", "a.TSV", "a.txt", "a.zaitaku", "a.csv")] == [
        *(True, True, True),
        *(False, False),
    ]
