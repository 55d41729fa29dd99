"""`form`: 様式 listed, written to a file, taken from one; what cannot be used is refused and nothing else harmed."""

from __future__ import annotations

import json
import sqlite3
from functools import partial
from pathlib import Path

import pytest
from own_forms import own_desk
from sample_files import sample_file

from zaitaku_desktop.cli import main
from zaitaku_desktop.storage.workspace import Workspace

Captured = pytest.CaptureFixture[str]


def run(capsys: Captured, *arguments: object) -> tuple[int, str, str]:
    """Exit code, stdout, stderr."""
    capsys.readouterr()
    code = main([str(one) for one in arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def handed_on(capsys: Captured, folder: Path) -> Path:
    """The file of a form that shows fields of its own municipality."""
    own = own_desk(folder)
    own.desk.workspace.close()
    out = folder / "予算の表.toml"
    assert run(capsys, "form", "export", folder / "a.zaitaku", own.key, "--out", out) == (0, f"{out}\n", "")
    return out


def test_that_a_form_goes_from_one_file_to_another_and_prints_there(tmp_path: Path, capsys: Captured) -> None:
    source = handed_on(capsys, tmp_path)
    target = sample_file(tmp_path / "b.zaitaku")
    code, out, err = run(capsys, "form", "import", target, source, "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == {"key": "own2", "name": "予算の表", "fields": ["根拠"]}
    code, out, err = run(capsys, "form", "import", target, source, "--name", "二つ目")
    assert (code, out, err) == (0, "様式を読み込みました\town3\t二つ目\n", "")
    rows = json.loads(run(capsys, "form", "list", target, "--json")[1])
    assert [row["key"] for row in rows if row["own"]] == ["own1", "own2", "own3"]
    (first,) = [row for row in rows if row["key"] == "p1"]
    assert first["documents"] == [1] and not first["own"]
    assert (rows[-1]["name"], rows[-1]["own"], rows[-1]["base"], rows[-1]["documents"]) == ("二つ目", True, "p1", [])
    assert "own3\t自治体の様式\t二つ目\n" in run(capsys, "form", "list", target)[1]


def test_that_a_preset_can_be_handed_on_too(tmp_path: Path, capsys: Captured) -> None:
    target, out = sample_file(tmp_path / "b.zaitaku"), tmp_path / "p2.toml"
    assert run(capsys, "form", "export", target, "p2", "--out", out)[0] == 0
    assert run(capsys, "form", "import", target, out)[1].split("\t")[2] == (
        "事業項目別 取組状況・評価・目標・計画（2）\n"
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\xff", "文字のファイル"),
        (b"", "中身が空"),
        (b"name = ", "TOML"),
        (b'[[column]]\nkey = "a"\n', "「key」"),
    ],
)
def test_that_a_broken_file_is_refused_in_one_line_and_nothing_is_written(
    tmp_path: Path, capsys: Captured, content: bytes, said: str
) -> None:
    target, source = sample_file(tmp_path / "b.zaitaku"), tmp_path / "壊れた.toml"
    source.write_bytes(content)
    before = target.read_bytes()
    code, out, err = run(capsys, "form", "import", target, source)
    assert (code, out) == (1, "")
    assert err.startswith("壊れた.toml：") and said in err and err.count("\n") == 1
    assert target.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("export", "own9", "--out", "x.toml"), "own9"),
        (("export", "p1", "--out", "x.xlsx"), ".toml"),
        (("import", "no-such.toml"), "見つかりません"),
    ],
)
def test_that_what_is_not_there_is_refused(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    action, *rest = arguments
    code, _, err = run(capsys, "form", action, sample_file(tmp_path / "b.zaitaku"), *rest)
    assert code == 1 and said in err


def test_that_a_form_that_cannot_be_read_is_listed_with_the_reason_and_the_others_print(
    tmp_path: Path, capsys: Captured
) -> None:
    source, target = handed_on(capsys, tmp_path), sample_file(tmp_path / "b.zaitaku")
    assert run(capsys, "form", "import", target, source)[0] == 0

    def damage(session: object) -> None:
        session.connection().exec_driver_sql("UPDATE stored_form SET toml = 'rows = 3' WHERE key = 'own2'")  # type: ignore[attr-defined]
        session.connection().exec_driver_sql("UPDATE document SET form = 'own2' WHERE id = 2")  # type: ignore[attr-defined]

    with Workspace.open(target) as workspace:
        workspace.perform("様式", partial(damage))
    code, out, _ = run(capsys, "form", "list", target)
    assert code == 1
    assert "own2\t自治体の様式\t予算の表\t様式の「key」を読み取れませんでした。" in out
    code, _, err = run(capsys, "print", target, "2", "--out", tmp_path / "x.pdf")
    assert code == 1 and "様式 予算の表" in err and "key" in err
    assert run(capsys, "print", target, "1", "3", "--out", tmp_path / "x.pdf")[0] == 0
    assert run(capsys, "check", target)[0] in (0, 1)
    sheet = tmp_path / "x.xlsx"
    assert run(capsys, "export", target, "1", "--for", "data", "--out", sheet)[0] == 0
    assert run(capsys, "import", target, sheet)[0] == 0
    assert sqlite3.connect(target).execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_that_a_document_that_is_fitted_to_its_pages_says_so_when_printed(tmp_path: Path, capsys: Captured) -> None:
    target, out = sample_file(tmp_path / "b.zaitaku"), tmp_path / "p1.toml"
    assert run(capsys, "form", "export", target, "p1", "--out", out)[0] == 0
    out.write_text(out.read_text(encoding="utf-8").replace("pages = 0", "pages = 4"), encoding="utf-8")
    assert run(capsys, "form", "import", target, out, "--name", "4ページ")[0] == 0
    with Workspace.open(target) as workspace:
        change = "UPDATE document SET form = 'own2' WHERE id = 1"
        workspace.perform("様式", lambda s: s.connection().exec_driver_sql(change))
    code, said, _ = run(capsys, "print", target, "1", "--out", tmp_path / "x.pdf")
    assert code == 0
    assert "ページ数\t資料1\t4ページに収めるため、文字を8.25ポイントにしました。" in said
