"""The sample municipality as a file, made once for a run of tests: to make it takes as long as ten short tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from zaitaku_desktop.operations.sample import fill_sample
from zaitaku_desktop.storage.workspace import Workspace


@cache
def _made() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sample.zaitaku"
        Workspace.create(path, name="みなと野市", fill=fill_sample).close()
        return path.read_bytes()


def sample_file(path: Path) -> Path:
    """The sample's file at `path`."""
    path.write_bytes(_made())
    return path


def open_sample(path: Path) -> Workspace:
    """The sample, opened at `path`."""
    return Workspace.open(sample_file(path))
