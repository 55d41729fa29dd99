"""The command line: exit codes, one line on stderr, JSON on stdout."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pypdfium2
import pytest
from shapes import shapes_file

from zaitaku_desktop.base.errors import Cancelled
from zaitaku_desktop.cli import RUNNERS, main
from zaitaku_desktop.model.municipality import Municipality
from zaitaku_desktop.storage.reading import load_municipality
from zaitaku_desktop.storage.workspace import Workspace


class Ended(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What stands on stdout."""
        return json.loads(self.out)


Run = Callable[..., Ended]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process. A refusal must be one line, in Japanese, without a traceback."""

    def command(*words: object) -> Ended:
        capfd.readouterr()
        try:
            code = main([str(word) for word in words])
        except SystemExit as left:
            code = int(left.code or 0)
        ended = Ended(code, *capfd.readouterr())
        if code:
            assert ended.err.count("\n") == 1 and ended.err.endswith("\n")
            assert re.search(r"[ぁ-ん]", ended.err)
        else:
            assert ended.err == ""
        return ended

    return command


@pytest.fixture(scope="module")
def made_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "sample.zaitaku"
    assert main(["sample", str(path)]) == 0
    return path


@pytest.fixture
def sample(made_sample: Path, tmp_path: Path) -> Path:
    """A fresh data file with the sample municipality."""
    path = tmp_path / "見本.zaitaku"
    shutil.copyfile(made_sample, path)
    return path


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("fly",),
        ("sample",),
        ("new", "a.zaitaku"),
        ("new", "a.zaitaku", "--name", "　"),
        ("print", "a.zaitaku", "--out", "x.pdf"),
        ("print", "a.zaitaku", "1", "--all", "--out", "x.pdf"),
        ("print", "a.zaitaku", "one", "--out", "x.pdf"),
        ("print", "a.zaitaku", "1"),
        ("import", "a.zaitaku", "b.xlsx", "--form", "p9"),
        ("list", "a.zaitaku", "--jso"),
    ],
)
def test_that_wrong_usage_is_said_in_japanese_with_code_2(run: Run, words: tuple[str, ...]) -> None:
    ended = run(*words)
    assert ended.code == 2
    assert "--help" in ended.err
    assert not re.search(r"usage|argument|required|invalid|choose|unrecognized", ended.err)


@pytest.mark.parametrize("words", [(), *((name,) for name in RUNNERS)])
def test_that_every_command_explains_itself(run: Run, words: tuple[str, ...]) -> None:
    ended = run(*words, "--help")
    assert ended.code == 0
    assert ended.out.startswith("使い方：zaitaku-cli")
    assert "usage" not in ended.out


def test_that_the_help_waits_for_no_library() -> None:
    heavy = "sqlalchemy|openpyxl|reportlab|PySide6|uharfbuzz|alembic"
    code = (
        "import sys, contextlib\n"
        "from zaitaku_desktop.cli import main\n"
        "with contextlib.suppress(SystemExit): main(['--help'])\n"
        f"import re; print([name for name in sys.modules if re.match('{heavy}', name)], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_that_the_module_is_the_command(tmp_path: Path) -> None:
    """In a process of its own, on a console that knows no Japanese."""
    settings = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-m", "zaitaku_desktop", "verify", str(tmp_path / "𠮷.zaitaku")],
        capture_output=True,
        check=False,
        env=settings,
    )
    assert done.returncode == 1
    assert done.stdout == b""
    assert "𠮷.zaitaku：ファイルが見つかりません。" in done.stderr.decode("utf-8")


def test_that_a_bug_is_told_in_one_line_without_what_stands_in_the_file(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def stumble(_given: object) -> int:
        raise KeyError("山田太郎")

    monkeypatch.setitem(RUNNERS, "list", stumble)
    ended = run("list", tmp_path / "a.zaitaku")
    assert ended.code == 1
    assert "KeyError test_cli.py:" in ended.err
    assert "山田" not in ended.err


def test_that_stopping_midway_is_no_crash(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def stop(_given: object) -> int:
        raise Cancelled

    monkeypatch.setitem(RUNNERS, "list", stop)
    assert run("list", tmp_path / "a.zaitaku").code == 1


@pytest.mark.parametrize("words", [("list",), ("dump",), ("verify",), ("backup",), ("print", "--all", "--out", "o")])
def test_that_a_file_which_is_not_ours_is_refused_untouched(run: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    other = tmp_path / "other.zaitaku"
    other.write_bytes(b"PK\x03\x04 something else")
    ended = run(words[0], other, *words[1:])
    assert ended.code == 1
    assert "このアプリのデータではありません" in ended.err
    assert other.read_bytes() == b"PK\x03\x04 something else"
    assert [path.name for path in tmp_path.iterdir()] == ["other.zaitaku"]


def test_that_a_new_file_is_empty_and_has_its_name(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.zaitaku"
    assert run("new", path, "--name", "髙﨑市").code == 0
    assert run("list", path, "--json").json == []
    assert "髙﨑市" in run("dump", path, "--json").out


@pytest.mark.parametrize("command", ["sample", "new"])
def test_that_a_file_which_is_there_is_never_replaced(run: Run, tmp_path: Path, command: str) -> None:
    path = tmp_path / "a.zaitaku"
    path.write_bytes(b"mine")
    ended = run(command, path, *(["--name", "市"] if command == "new" else []))
    assert ended.code == 1
    assert path.read_bytes() == b"mine"


def test_that_a_dump_brings_everything_back(run: Run, sample: Path, tmp_path: Path) -> None:
    first = run("dump", sample, "--json").out
    kept = tmp_path / "dump.json"
    kept.write_text(first, encoding="utf-8")
    again = tmp_path / "again.zaitaku"
    assert run("new", again, "--from", kept).code == 0
    assert run("dump", again, "--json").out == first
    assert run("verify", again).code == 0


def test_that_a_name_given_beside_a_dump_wins(run: Run, sample: Path, tmp_path: Path) -> None:
    kept = tmp_path / "dump.json"
    kept.write_text(run("dump", sample).out, encoding="utf-8")
    other = tmp_path / "other.zaitaku"
    assert run("new", other, "--name", "あさぎり町", "--from", kept).code == 0
    with Workspace.open(other, read_only=True) as workspace, workspace.read() as connection:
        assert load_municipality(connection).name == "あさぎり町"


@pytest.mark.parametrize("content", ["", "[]", "{", "{}", '{"plan": 3}', '{"format": "other"}'])
def test_that_what_is_no_dump_makes_no_file(run: Run, tmp_path: Path, content: str) -> None:
    dump = tmp_path / "dump.json"
    dump.write_text(content, encoding="utf-8")
    path = tmp_path / "a.zaitaku"
    assert run("new", path, "--from", dump).code == 1
    assert run("new", path, "--from", tmp_path / "missing.json").code == 1
    assert [one.name for one in tmp_path.iterdir()] == ["dump.json"]


def test_that_the_sample_lists_its_documents(run: Run, sample: Path) -> None:
    documents = run("list", sample, "--json").json
    assert documents
    assert all(set(row) == {"id", "kind", "title"} for row in documents)
    assert len({row["id"] for row in documents}) == len(documents)
    assert {"plan", "subcommittee_status", "training", "packet"} <= {row["kind"] for row in documents}
    lines = run("list", sample).out.splitlines()
    assert [line.split("\t")[0] for line in lines] == [str(row["id"]) for row in documents]


def test_that_reading_commands_leave_the_file_and_its_folder_alone(run: Run, sample: Path) -> None:
    before = sample.read_bytes()
    for command in ("list", "dump", "verify"):
        assert run(command, sample).code == 0
    assert sample.read_bytes() == before
    assert list(sample.parent.iterdir()) == [sample]


def test_that_a_file_open_in_a_window_can_be_read_and_printed_but_not_copied(sample: Path, tmp_path: Path) -> None:
    """Another process, as it is in life."""
    with Workspace.open(sample):

        def other(*words: str) -> subprocess.CompletedProcess[str]:
            return subprocess.run(
                [sys.executable, "-m", "zaitaku_desktop", *words],
                capture_output=True,
                check=False,
                text=True,
                encoding="utf-8",
            )

        assert other("list", str(sample)).returncode == 0
        assert other("print", str(sample), "4", "--out", str(tmp_path / "x.pdf")).returncode == 0
        refused = other("backup", str(sample))
    assert refused.returncode == 1
    assert "使っています" in refused.stderr


def test_that_all_documents_are_printed_one_file_each(run: Run, sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "a" / "out"
    ended = run("print", sample, "--all", "--out", out)
    assert ended.code == 0
    documents = run("list", sample, "--json").json
    files = sorted(out.iterdir())
    assert len(files) == len([row for row in documents if row["kind"] != "packet"])
    printed = [line for line in ended.out.splitlines() if not line.startswith(("未入力\t", "ページ数\t"))]
    assert sorted(printed) == [str(path) for path in files]
    assert all(path.read_bytes().startswith(b"%PDF-") for path in files)


def test_that_printing_says_what_is_not_filled_in_after_the_files(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.zaitaku"
    shapes_file(path)[0].close()
    number = run("list", path, "--json").json[1]["id"]
    ended = run("print", path, number, "--out", tmp_path / "x.pdf")
    assert ended.code == 0
    target, line = ended.out.splitlines()
    assert target == str(tmp_path / "x.pdf")
    assert line.startswith("未入力\tp4\t事業概要 3件、")


def test_that_several_documents_are_joined_in_the_order_asked_for(run: Run, sample: Path, tmp_path: Path) -> None:
    number = run("list", sample, "--json").json[0]["id"]
    single, double = tmp_path / "one.pdf", tmp_path / "two.pdf"
    assert run("print", sample, number, "--out", single).code == 0
    assert run("print", sample, number, number, "--out", double).code == 0
    assert _pages(double) == 2 * _pages(single)


def _pages(path: Path) -> int:
    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


def test_that_printing_twice_gives_the_same_bytes(run: Run, sample: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "1.pdf", tmp_path / "2.pdf"
    assert run("print", sample, "--all", "--out", first).code == 0
    assert run("print", sample, "--all", "--out", second).code == 0
    assert first.read_bytes() == second.read_bytes()


def test_that_a_document_which_is_not_there_prints_nothing(run: Run, sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "x.pdf"
    target.write_bytes(b"the last good one")
    ended = run("print", sample, "9999", "--out", target)
    assert ended.code == 1
    assert "9999" in ended.err
    assert target.read_bytes() == b"the last good one"


def test_that_an_empty_file_says_what_is_missing(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.zaitaku"
    run("new", path, "--name", "市")
    ended = run("print", path, "--all", "--out", tmp_path / "out")
    assert ended.code == 1
    assert not (tmp_path / "out").exists()


def test_that_a_target_that_cannot_be_written_is_one_message(run: Run, sample: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_bytes(b"")
    for target in (blocked / "x.pdf", blocked / "folder"):
        assert run("print", sample, "--all", "--out", target).code == 1
    assert blocked.read_bytes() == b""


def test_that_a_copy_is_whole_and_brings_the_past_back(run: Run, sample: Path) -> None:
    past = run("dump", sample).out
    copy = Path(run("backup", sample).out.strip())
    assert run("verify", copy, "--json").json == {"whole": True, "problems": []}
    with Workspace.open(sample) as workspace:
        workspace.perform("変更", _rename)
    assert run("dump", sample).out != past
    ended = run("restore", sample, copy)
    assert ended.code == 0
    assert run("dump", sample).out == past
    kept = Path(ended.out.splitlines()[1].split("：", 1)[1])
    assert "べつの町" in run("dump", kept).out


def _rename(session: Any) -> None:
    session.get(Municipality, 1).name = "べつの町"


def test_that_a_damaged_file_is_reported_and_not_written_to(run: Run, sample: Path) -> None:
    content = bytearray(sample.read_bytes())
    content[-2000:] = bytes(2000)
    sample.write_bytes(bytes(content[: len(content) // 2]))
    before = sample.read_bytes()
    ended = run("verify", sample, "--json")
    assert ended.code == 1
    assert ended.json["whole"] is False and ended.json["problems"]
    assert run("verify", sample).code == 1
    assert run("restore", sample, sample).code == 1
    assert sample.read_bytes() == before


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A small plan of P1's shape."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["項目", "取組名", "取組の目的・概要", "ターゲット\n対象者", "リーダー", "実施計画"])
    sheet.append([None, None, None, None, None, "R6", "R6実績", "R7"])
    group = "日常の療養支援"
    sheet.append([group, "連携カフェ（新規）", "目的:顔の見える関係", "専門職", "市役所", "年2回", "2回", "継続"])
    sheet.append([group, "出前講座", "概要:地区の集まりに出向く", "市民", "市役所", "年5回", "6回", "年8回"])
    path = tmp_path / "計画.xlsx"
    book.save(path)
    return path


@pytest.fixture
def empty(run: Run, tmp_path: Path) -> Path:
    path = tmp_path / "a.zaitaku"
    assert run("new", path, "--name", "みなと野市").code == 0
    return path


def test_that_an_import_says_what_it_took_and_made(run: Run, empty: Path, workbook: Path) -> None:
    report = run("import", empty, workbook, "--json").json
    assert set(report) == {"taken", "not_taken", "conflicts", "created"}
    assert report["taken"] >= 14
    assert [row["kind"] for row in report["created"]] == ["plan", "document"]
    assert [row["title"] for row in run("list", empty, "--json").json] == [report["created"][1]["title"]]


def test_that_importing_twice_changes_nothing(run: Run, empty: Path, workbook: Path) -> None:
    run("import", empty, workbook)
    once = run("dump", empty).out
    again = run("import", empty, workbook, "--json")
    assert again.code == 0
    assert again.json["created"] == [] and again.json["conflicts"] == []
    assert run("dump", empty).out == once


def test_that_a_dry_run_tells_and_writes_nothing(run: Run, empty: Path, workbook: Path) -> None:
    before = empty.read_bytes()
    told = run("import", empty, workbook, "--dry-run", "--json").json
    assert empty.read_bytes() == before
    done = run("import", empty, workbook, "--json").json
    assert told["taken"] == done["taken"]
    assert [row["title"] for row in told["created"]] == [row["title"] for row in done["created"]]


def test_that_an_import_is_one_step_after_a_copy_that_is_kept(run: Run, empty: Path, workbook: Path) -> None:
    before = run("dump", empty).out
    run("import", empty, workbook)
    assert any("取り込み前_固定" in path.name for path in Path(f"{empty} の控え").iterdir())
    with Workspace.open(empty) as workspace:
        assert workspace.undo_name == "取り込み"
        workspace.undo()
    assert run("dump", empty).out == before


def test_that_a_differing_value_stays_and_is_listed(run: Run, empty: Path, workbook: Path) -> None:
    run("import", empty, workbook)
    book = openpyxl.load_workbook(workbook)
    book.active["F4"] = "年9回"
    book.save(workbook)
    before = run("dump", empty).out
    ended = run("import", empty, workbook, "--json")
    assert ended.code == 0
    (conflict,) = ended.json["conflicts"]
    assert set(conflict) == {"where", "id", "field", "year", "mine", "theirs"}
    assert (conflict["mine"], conflict["theirs"], conflict["year"]) == ("年5回", "年9回", 2024)
    assert run("dump", empty).out == before
    assert "年9回" in run("import", empty, workbook).out


def test_that_what_is_no_workbook_or_no_plan_is_refused_with_nothing_lost(
    run: Run, empty: Path, tmp_path: Path
) -> None:
    before = run("dump", empty).out
    text = tmp_path / "text.xlsx"
    text.write_text("項目,取組名", encoding="utf-8")
    other = tmp_path / "other.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["りんご", "みかん"])
    book.save(other)
    for source in (text, other, tmp_path / "missing.xlsx", tmp_path):
        assert run("import", empty, source, "--json").code == 1
    assert run("dump", empty).out == before
