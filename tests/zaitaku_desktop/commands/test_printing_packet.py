"""`print --meeting`: the first 資料一式 of the sample, now and fixed."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest
from sample_files import open_sample

from zaitaku_desktop.cli import main
from zaitaku_desktop.operations.packet import fix_packet
from zaitaku_desktop.operations.plan import edit_plan
from zaitaku_desktop.storage.workspace import Workspace

MEETING = "令和7年度第1回みなと野市在宅ケア推進会議"


def _packet(path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["list", str(path), "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    return next(str(row["id"]) for row in rows if row["kind"] == "packet" and row["title"].startswith(MEETING))


def test_that_the_first_packet_prints_whole_each_and_the_same_once_it_is_fixed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, whole, folder = tmp_path / "a.zaitaku", tmp_path / "x.pdf", tmp_path / "each"
    open_sample(path).close()
    listed = _packet(path, capsys)
    kind, _, meeting = listed.partition("-")
    assert kind == "packet"
    assert main(["print", str(path), listed, "--out", str(whole)]) == 0
    assert "未入力\t資料３" in capsys.readouterr().out
    with pikepdf.open(whole) as pdf, pdf.open_outline() as outline:
        count = len(pdf.pages)
        assert count >= 25
        titles = [one.title for one in outline.root]
        assert len(titles) == 8 and titles[3] == "資料３　各部会における検討状況について"
        assert len(list(outline.root[3].children)) == 2
    assert main(["print", str(path), "--meeting", meeting, "--out", str(folder)]) == 0
    names = sorted(file.name for file in folder.iterdir())
    assert "資料1_在宅医療・介護連携推進の取組進捗管理表.pdf" in names and "次第.pdf" in names and len(names) == 8
    content = whole.read_bytes()
    with Workspace.open(path) as workspace:
        workspace.perform("確定", lambda session: fix_packet(session, int(meeting), content, count))
        workspace.perform("変更", lambda session: edit_plan(session, 1, title="別の計画"))
    again, parts = tmp_path / "again.pdf", tmp_path / "parts"
    for words in ((listed,), ("--meeting", meeting), ("--meeting", listed)):
        assert main(["print", str(path), *words, "--out", str(again)]) == 0
        assert again.read_bytes() == content
    assert main(["print", str(path), "14", listed, "--out", str(again)]) == 0
    with pikepdf.open(again) as pdf:
        assert len(pdf.pages) > count
    assert main(["export", str(path), listed, "--out", str(tmp_path / "x.xlsx")]) == 1
    assert "資料一式は" in capsys.readouterr().err
    assert main(["print", str(path), "--meeting", meeting, "--out", str(parts)]) == 0
    assert sorted(file.name for file in parts.iterdir()) == names
    assert main(["print", str(path), "--meeting", "999", "--out", str(again)]) == 1
