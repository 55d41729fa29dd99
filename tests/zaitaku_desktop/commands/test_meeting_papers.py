"""The 資料 of meetings on the command line: listed, printed, exported, names told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sample_files import open_sample
from sqlalchemy.orm import Session

from zaitaku_desktop.cli import main
from zaitaku_desktop.model.outline import BlockKind, OutlineBlock
from zaitaku_desktop.operations.document import create_document

Captured = pytest.CaptureFixture[str]
FORMS = (
    ("m1", "agenda"), ("m2", "minutes"), ("m2s", "minutes"), ("m3", "subcommittee_status"), ("m4", "attendance"),
    ("m5", "roster"), ("m5s", "attendance"), ("m5n", "document"),
)  # fmt: skip


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    """The sample with one 資料 in each form of a meeting, and their ids; that in m2s is 公開用."""
    path = tmp_path_factory.mktemp("papers") / "a.zaitaku"
    ids = {}
    with open_sample(path) as workspace:
        for form, kind in FORMS:
            ids[form] = workspace.perform(
                "資料の追加",
                lambda session, form=form, kind=kind: create_document(  # type: ignore[misc]
                    session, form=form, title=f"題{form}", fiscal_year=2025, kind=kind, meeting_id=2, committee_id=1,
                    options={"public": "yes"} if form == "m2s" else None,
                ),
            ).result  # fmt: skip
        workspace.perform("発言の追加", _add_a_word_with_a_name_in_it)
    return path, ids


def _add_a_word_with_a_name_in_it(session: Session) -> None:
    """灘井 is the family name of a member; nobody can tell whether 灘井医院 is his."""
    session.add(OutlineBlock(meeting_id=2, position=10**9, level=0, kind=BlockKind.PLAIN, text="灘井医院に頼む。"))


def test_that_all_of_them_are_listed_and_printed(
    sample: tuple[Path, dict[str, int]], tmp_path: Path, capsys: Captured
) -> None:
    path, ids = sample
    assert main(["list", str(path), "--json"]) == 0
    listed = {row["id"]: row["kind"] for row in json.loads(capsys.readouterr().out)}
    assert {form: listed[ids[form]] for form, _ in FORMS} == dict(FORMS)
    assert main(["print", str(path), *map(str, ids.values()), "--out", str(tmp_path / "pdf")]) == 0
    assert len(list((tmp_path / "pdf").glob("*.pdf"))) == len(FORMS)
    told = capsys.readouterr().out.split("\n")
    masked = [line for line in told if line.startswith("伏せた言葉\t題m2s\t")]
    assert len(masked) == 1 and "灘井医院" in masked[0] and "○○医院" in masked[0]  # and not the city


@pytest.mark.parametrize(("form", "code"), [("m4", 0), ("m5", 0), ("m3", 0), ("m1", 1), ("m2", 1)])
def test_that_tables_go_to_excel_and_everything_to_word(
    form: str, code: int, sample: tuple[Path, dict[str, int]], tmp_path: Path, capsys: Captured
) -> None:
    path, ids = sample
    assert main(["export", str(path), str(ids[form]), "--out", str(tmp_path / "x.xlsx")]) == code
    assert (tmp_path / "x.xlsx").exists() is (code == 0)
    assert main(["export", str(path), str(ids[form]), "--format", "docx", "--out", str(tmp_path / "x.docx")]) == 0
    assert ("Word" in capsys.readouterr().err) is (code == 1)
