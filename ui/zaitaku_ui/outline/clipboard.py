"""Items of an outline on the clipboard: whole for ourselves, as numbered lines for all others."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from typing import Any

from PySide6.QtCore import QMimeData

from zaitaku_desktop.model.inline import plain
from zaitaku_desktop.model.references import resolved
from zaitaku_ui.outline.lines import OutlineLine
from zaitaku_ui.outline.texts import saying

OWN_ITEMS = "application/x-zaitaku-outline"
Item = dict[str, Any]
"""An item by the names of its columns; `said` and `aside` = its text and its speaker in words."""


def items_mime(origin: str, lines: Sequence[OutlineLine], items: Sequence[Item]) -> QMimeData:
    """What is put on the clipboard. `origin` = the file: only there the references of a text mean anything."""
    words = [resolved(line.text, saying(line)) for line in lines]
    said = [{**item, "said": text, "aside": line.aside} for item, text, line in zip(items, words, lines, strict=True)]
    least = min((line.level for line in lines), default=0)
    shown = [
        "\u3000" * (line.level - least) + (f"{line.sign}\u3000" if line.sign else "") + plain(text)
        for line, text in zip(lines, words, strict=True)
    ]
    mime = QMimeData()
    mime.setText("\n".join(shown))
    mime.setHtml('<meta charset="utf-8">' + "".join(f"<p>{escape(line)}</p>" for line in shown))
    mime.setData(OWN_ITEMS, json.dumps({"origin": origin, "items": said}).encode())
    return mime


def items_of(mime: QMimeData, origin: str) -> list[Item] | None:
    """The items that `items_mime` put there, None for what comes from elsewhere."""
    if not mime.hasFormat(OWN_ITEMS):
        return None
    found = json.loads(bytes(mime.data(OWN_ITEMS).data()))
    items: list[Item] = found["items"]
    for item in items:
        said, aside = item.pop("said"), item.pop("aside")
        if found["origin"] != origin:
            item |= {"text": said, "speaker": aside, "speaker_id": None, "revision_id": None}
    return items


def has_items(mime: QMimeData) -> bool:
    """Whether several items would come of it: our own, or lines."""
    return mime.hasFormat(OWN_ITEMS) or (mime.hasText() and "\n" in mime.text().strip())
