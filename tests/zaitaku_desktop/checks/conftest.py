"""A small plan, open, and what the checks find in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from plans import SmallPlan, small_file, text

from zaitaku_desktop.checks.finding import Finding
from zaitaku_desktop.checks.reading import check_file
from zaitaku_desktop.operations import plan_cells
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_desktop.typeset.fonts import Faces


class Checked:
    """The file and its findings."""

    def __init__(self, workspace: Workspace, plan: SmallPlan, faces: Faces) -> None:
        self.workspace = workspace
        self.plan = plan
        self.faces = faces

    def write(self, item: int, field: str, words: str, year: int | None = None) -> None:
        value = text(field, words, year)
        self.workspace.perform("入力", lambda session: plan_cells.write_values(session, item, [value]))

    def all(self, rule: str = "") -> list[Finding]:
        with self.workspace.read() as connection:
            ((_, _, found),) = check_file(connection, self.faces)
        return [one for one in found if rule in ("", one.rule)]


@pytest.fixture(scope="session")
def faces() -> Faces:
    return Faces.load()


@pytest.fixture
def checked(tmp_path: Path, faces: Faces) -> Iterator[Checked]:
    workspace, plan = small_file(tmp_path / "a.zaitaku")
    yield Checked(workspace, plan, faces)
    workspace.close()
