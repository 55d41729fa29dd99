"""Which files an import can read, by their names. Imports nothing: the window asks before its first paint (GUI 3)."""

from __future__ import annotations

from pathlib import Path

_TEXT = (".txt", ".tsv")


def is_text_file(path: Path) -> bool:
    """Whether an import reads the file as text."""
    return path.suffix.lower() in _TEXT


def is_paper(path: Path) -> bool:
    """Whether a 会議録, a 次第 or a 名簿 can be read from the file."""
    return path.suffix.lower() in (".docx", ".pdf", ".xlsx") or is_text_file(path)


def is_source(path: Path) -> bool:
    """Whether an import can read the file."""
    return path.suffix.lower() == ".xlsx" or is_text_file(path)
