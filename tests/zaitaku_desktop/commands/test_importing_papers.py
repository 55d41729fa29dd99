"""`import --as minutes|agenda|roster` on the command line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from minutes_texts.facts import text_of
from openpyxl import Workbook
from papers import word_paper
from plan_p6 import plan_text

from zaitaku_desktop.cli import main

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    path = tmp_path / "a.zaitaku"
    assert main(["new", str(path), "--name", "みなと野市"]) == 0
    return path


def run(capfd: Capture, *words: object) -> tuple[int, str, str]:
    """How a command ended: code, stdout, stderr."""
    capfd.readouterr()
    code = main([str(word) for word in words])
    return code, *capfd.readouterr()


def report(capfd: Capture, *words: object) -> dict[str, Any]:
    """What an import tells as JSON."""
    code, out, err = run(capfd, "import", *words, "--json")
    assert (code, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


def made(found: dict[str, Any]) -> Sequence[str]:
    """The kinds of what is new, each once."""
    return sorted({row["kind"] for row in found["created"]})


def test_that_a_text_of_minutes_is_taken_and_told_as_json(empty: Path, tmp_path: Path, capfd: Capture) -> None:
    source = tmp_path / "会議録.txt"
    source.write_text(text_of("form_range"), encoding="utf-8")
    dry = report(capfd, empty, source, "--as", "minutes", "--dry-run")
    found = report(capfd, empty, source, "--as", "minutes")
    assert made(found) == made(dry) == ["committee", "document", "meeting", "person", "term"]
    assert found["taken"] == dry["taken"] > 40
    assert all(row["id"] for row in found["created"])
    again = report(capfd, empty, source, "--as", "minutes")
    assert (again["created"], again["conflicts"], again["taken"]) == ([], [], found["taken"])


def test_that_a_text_is_recognised_without_being_told(empty: Path, tmp_path: Path, capfd: Capture) -> None:
    minutes, plan = tmp_path / "会議録.txt", plan_text(tmp_path / "計画.txt")
    minutes.write_text(text_of("own_points"), encoding="utf-8")
    assert "meeting" in made(report(capfd, empty, minutes))
    assert "plan" in made(report(capfd, empty, plan))


def test_that_a_word_document_is_taken(empty: Path, tmp_path: Path, capfd: Capture) -> None:
    source = word_paper(tmp_path / "会議録.docx", text_of("form_one_cell"))
    code, out, _ = run(capfd, "import", empty, source)
    assert code == 0
    assert "作るもの\t会議\t令和6年度第2回記録と連絡の部会" in out


def test_that_repairs_and_open_questions_are_lines_of_their_own(empty: Path, tmp_path: Path, capfd: Capture) -> None:
    source = tmp_path / "会議録.txt"
    source.write_text(text_of("form_shifted_signs"), encoding="utf-8")
    _, out, _ = run(capfd, "import", empty, source)
    assert "確かめるもの\t27行目\t(7) → (ア)\t" in out
    source.write_text(text_of("own_bare_labels"), encoding="utf-8")
    _, out, _ = run(capfd, "import", empty, source)
    assert "確かめるもの\t23行目\t出雲\t" in out
    assert "文のまま残すもの\t1行目\tページの先頭です\t" in out


def test_that_a_roster_in_a_workbook_is_taken(empty: Path, tmp_path: Path, capfd: Capture) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["推進会議 委員名簿"],
        ["氏名", "所属", "役職"],
        ["磯貝 千里", "灯台薬局", "会長"],
        ["舟木 大", "", ""],
    ):
        sheet.append(row)
    book.save(tmp_path / "名簿.xlsx")
    found = report(capfd, empty, tmp_path / "名簿.xlsx", "--as", "roster")
    assert made(found) == ["committee", "person", "term"]


@pytest.mark.parametrize("kind", ["minutes", "agenda", "roster"])
def test_that_a_text_that_is_none_is_refused_in_one_line(
    kind: str, empty: Path, tmp_path: Path, capfd: Capture
) -> None:
    source = tmp_path / "覚え.txt"
    source.write_text("牛乳\n卵\n", encoding="utf-8")
    before = empty.read_bytes()
    code, out, err = run(capfd, "import", empty, source, "--as", kind)
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    assert "読み取れませんでした" in err
    assert empty.read_bytes() == before


def test_that_a_form_belongs_to_plans_only(empty: Path, tmp_path: Path, capfd: Capture) -> None:
    with pytest.raises(SystemExit) as left:
        main(["import", str(empty), str(tmp_path / "a.txt"), "--as", "minutes", "--form", "p1"])
    assert left.value.code == 2
    assert "--form" in capfd.readouterr().err
