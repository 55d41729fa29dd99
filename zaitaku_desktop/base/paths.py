"""Where the program's own files are. A checkout, an editable install, a wheel and a frozen bundle all work."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def resources_folder() -> Path:
    """The folder `resources`: in the package (wheel, frozen), else beside it (checkout)."""
    inside = _PACKAGE / "resources"
    return inside if inside.is_dir() else _PACKAGE.parent / "resources"


def resource(name: str) -> Path:
    """The path of a resource, e.g. `forms/p1.toml`. Raises FileNotFoundError if the program lacks it."""
    path = resources_folder() / name
    if not path.exists():
        raise FileNotFoundError(path)
    return path
