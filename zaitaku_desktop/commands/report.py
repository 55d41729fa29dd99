"""How commands speak: JSON for programs, lines for people, both on stdout."""

from __future__ import annotations

import json


def print_json(value: object) -> None:
    """One JSON value, readable, in its own letters."""
    print(json.dumps(value, ensure_ascii=False, indent=2))
