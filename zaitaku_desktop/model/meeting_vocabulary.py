"""What the values of meeting records are called, and the words offered while typing (resources/vocabularies)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Any, Literal

from zaitaku_desktop.base.paths import resource

Offer = Literal["roles", "professions", "selections", "handout_labels"]


@cache
def _words() -> Mapping[str, Any]:
    return tomllib.loads(resource("vocabularies/meetings.toml").read_text(encoding="utf-8"))


def called(value: StrEnum) -> str:
    """What a value is called in Japanese (`MeetingStatus.DRAFT` → 会議録（案）)."""
    return str(_words()["names"][type(value).__name__][value.value])


def offered(what: Offer) -> tuple[str, ...]:
    """Words offered where one is typed; others may be written."""
    return tuple(_words()["offered"][what])
