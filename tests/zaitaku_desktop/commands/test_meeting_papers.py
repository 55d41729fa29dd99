"""The 資料 of meetings on the command line: listed, printed, exported, names told."""

from __future__ import annotations

import json
import re
import zlib
from contextlib import suppress
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
from sample_files import open_sample
from sqlalchemy.orm import Session

from zaitaku_desktop.cli import main
from zaitaku_desktop.model.outline import BlockKind, OutlineBlock
from zaitaku_desktop.operations.document import create_document
from zaitaku_desktop.storage.reading_meetings import load_roster
from zaitaku_desktop.storage.workspace import Workspace

Captured = pytest.CaptureFixture[str]
FORMS = (
    ("m1", "agenda"), ("m2", "minutes"), ("m2s", "minutes"), ("m3", "subcommittee_status"), ("m4", "attendance"),
    ("m5", "roster"), ("m5s", "attendance"), ("m5n", "document"), ("t1", "training"), ("t2", "training"), ("t4",
    "office_report"),
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
                    session, form=form, title=f"題{form} 灘井委員の分", fiscal_year=2025, kind=kind, meeting_id=2,
                    committee_id=1, options={"public": "yes"} if form == "m2s" else None,
                ),
            ).result  # fmt: skip
        workspace.perform("発言の追加", _add_a_word_with_a_name_in_it)
    return path, ids


def _add_a_word_with_a_name_in_it(session: Session) -> None:
    """灘井 is the family name of a member; nobody can tell whether 灘井医院 is his."""
    session.add(OutlineBlock(meeting_id=2, position=10**9, level=0, kind=BlockKind.PLAIN, text="灘井医院に頼む。"))


def contents(path: Path) -> str:
    """Everything that stands in a PDF or a Word file: pages, and every string and stream of it, in whatever code."""
    if path.suffix == ".docx":
        with ZipFile(path) as package:
            return "".join(package.read(name).decode("utf-8", "ignore") for name in package.namelist())
    raw = path.read_bytes()
    parts = [raw]
    for part in raw.split(b"stream\n")[1:]:
        with suppress(zlib.error):
            parts.append(zlib.decompress(part.split(b"endstream")[0].rstrip(b"\r\n")))
    whole = b"\n".join(parts)
    escaped = re.sub(rb"\\([0-7]{3})", lambda one: bytes([int(one[1], 8) % 256]), whole)
    strings = [bytes.fromhex(one.decode()) for one in re.findall(rb"<((?:[0-9A-Fa-f]{2})+)>", whole)]
    said = [one.decode(code, "ignore") for one in (whole, escaped, *strings) for code in ("utf-8", "utf-16-be")]
    said.append(escaped[1:].decode("utf-16-be", "ignore"))  # beginning at an odd place
    with pypdfium2.PdfDocument(path) as pages:
        said += [page.get_textpage().get_text_range() for page in pages]
        said += [item.get_title() for item in pages.get_toc()]
        said += pages.get_metadata_dict().values()
    return "\n".join(said)


def test_that_no_name_is_in_the_bytes_of_a_public_edition(sample: tuple[Path, dict[str, int]], tmp_path: Path) -> None:
    path, ids = sample
    with Workspace.open(path, read_only=True) as workspace, workspace.read() as connection:
        people = load_roster(connection).people.values()
    names = {part for person in people for part in (person.name, person.name.replace(" ", ""), person.family)}
    pdf, word = tmp_path / "a.pdf", tmp_path / "a.docx"
    assert main(["print", str(path), str(ids["m2s"]), "--out", str(pdf)]) == 0
    assert main(["export", str(path), str(ids["m2s"]), "--format", "docx", "--out", str(word)]) == 0
    for file in (pdf, word):
        found = contents(file)
        assert "○○" in found
        assert [name for name in names if len(name) > 1 and name in found] == []


def test_that_all_of_them_are_listed_and_printed(
    sample: tuple[Path, dict[str, int]], tmp_path: Path, capsys: Captured
) -> None:
    path, ids = sample
    assert main(["list", str(path), "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    listed = {row["id"]: row["kind"] for row in rows if row["kind"] != "packet"}  # whose ids are those of meetings
    assert {form: listed[ids[form]] for form, _ in FORMS} == dict(FORMS)
    assert main(["print", str(path), *map(str, ids.values()), "--out", str(tmp_path / "pdf")]) == 0
    assert len(list((tmp_path / "pdf").glob("*.pdf"))) == len(FORMS)
    told = capsys.readouterr().out.split("\n")
    masked = [line for line in told if line.startswith("伏せた言葉\t題m2s 灘井委員の分\t")]
    assert [line.split("\t")[2] for line in masked] == ["灘井医院 → ○○医院", "灘井 → ○○"]  # and not the city


@pytest.mark.parametrize(("form", "code"), [("m4", 0), ("m5", 0), ("m3", 0), ("t2", 0), ("m1", 1), ("m2", 1)])
def test_that_tables_go_to_excel_and_everything_to_word(
    form: str, code: int, sample: tuple[Path, dict[str, int]], tmp_path: Path, capsys: Captured
) -> None:
    path, ids = sample
    assert main(["export", str(path), str(ids[form]), "--out", str(tmp_path / "x.xlsx")]) == code
    assert (tmp_path / "x.xlsx").exists() is (code == 0)
    assert main(["export", str(path), str(ids[form]), "--format", "docx", "--out", str(tmp_path / "x.docx")]) == 0
    assert ("Word" in capsys.readouterr().err) is (code == 1)
