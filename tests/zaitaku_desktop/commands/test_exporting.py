"""`export`: what it writes, what it refuses, and that what it wrote comes back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from zaitaku_desktop.cli import main

Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "a.zaitaku"
    assert main(["sample", str(path)]) == 0
    return path


@pytest.mark.parametrize("purpose", ["print", "data"])
def test_that_what_was_exported_comes_back_without_a_difference(
    purpose: str, sample: Path, tmp_path: Path, capsys: Captured
) -> None:
    out = tmp_path / "x.xlsx"
    capsys.readouterr()
    assert main(["export", str(sample), "1", "--format", "xlsx", "--for", purpose, "--out", str(out)]) == 0
    assert capsys.readouterr().out.strip() == str(out)
    assert main(["import", str(sample), str(out), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["taken"] > 100
    assert (report["not_taken"], report["conflicts"], report["created"]) == ([], [], [])


def test_that_a_cell_changed_in_excel_is_listed_and_mine_kept(sample: Path, tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "x.xlsx"
    assert main(["export", str(sample), "1", "--for", "data", "--out", str(out)]) == 0
    book = load_workbook(out)
    sheet = book.worksheets[0]
    col = next(cell.column for cell in sheet[1] if cell.value == "目的")
    sheet.cell(2, col).value = "書き直した。"
    book.save(out)
    capsys.readouterr()
    for _ in range(2):
        assert main(["import", str(sample), str(out), "--json"]) == 0
        report = json.loads(capsys.readouterr().out)
        assert [row["theirs"] for row in report["conflicts"]] == ["書き直した。"]
        assert set(report["conflicts"][0]) == {"where", "id", "field", "year", "mine", "theirs"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("99", "--out", "x.xlsx"), "番号 99"),
        (("1", "--out", "x.csv"), ".xlsx"),
        (("1", "--out", "ない/x.xlsx"), "フォルダー"),
    ],
)
def test_that_what_cannot_be_written_is_said_in_one_line(
    words: tuple[str, ...], said: str, sample: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()
    assert main(["export", str(sample), *words]) == 1
    told = capsys.readouterr().err
    assert said in told and told.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_that_only_xlsx_and_docx_are_offered(sample: Path, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as left:
        main(["export", str(sample), "1", "--format", "csv", "--out", str(tmp_path / "x.csv")])
    assert left.value.code == 2


def test_that_the_name_of_the_file_says_what_is_written(sample: Path, tmp_path: Path, capsys: Captured) -> None:
    out = tmp_path / "x.docx"
    assert main(["export", str(sample), "1", "--out", str(out)]) == 0
    assert out.read_bytes().startswith(b"PK")
    assert main(["export", str(sample), "1", "--format", "docx", "--out", str(tmp_path / "x.xlsx")]) == 1
    assert ".docx" in capsys.readouterr().err
