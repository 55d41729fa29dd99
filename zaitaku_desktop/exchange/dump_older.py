"""Dumps of earlier editions of the program, as one of now would write them: what was saved can be read for ever."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import Any

from zaitaku_desktop.storage.contents import digest_of


def as_of_now(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The dump with what earlier editions wrote otherwise; the very same where nothing is, or where it is damaged
    (then whoever reads it refuses it, with its place)."""
    records, contents = data.get("records"), data.get("contents", {})
    if not isinstance(records, dict) or not isinstance(contents, dict):
        return data
    revisions = records.get("revision")
    if not isinstance(revisions, list):
        return data
    found = [_apart(row) for row in revisions]
    kept = {digest: text for _, part in found for digest, text in part.items()}
    if not kept:
        return data
    return {
        **data,
        "records": {**records, "revision": [row for row, _ in found]},
        "contents": {**contents, **kept},
    }


def _apart(row: Any) -> tuple[Any, dict[str, str]]:
    """A 版 whose content stood within it, and that content by its sha256."""
    if not isinstance(row, dict) or not isinstance(row.get("content"), str) or "content_digest" in row:
        return row, {}
    try:
        content = base64.b64decode(row["content"], validate=True)
    except (binascii.Error, ValueError):
        return row, {}
    digest = digest_of(content)
    rest = {name: value for name, value in row.items() if name != "content"}
    return {**rest, "content_digest": digest}, {digest: row["content"]}
