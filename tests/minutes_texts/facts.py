"""What a reading of a 会議録 says, as short lines to compare with those that a person wrote down beside the text."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zaitaku_desktop.exchange.minutes.lines import BREAKS, squeeze
from zaitaku_desktop.exchange.minutes.tree import MinutesText, When

FOLDER = Path(__file__).parent
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.txt")))


def text_of(name: str) -> str:
    """A 会議録 of made-up cities."""
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


def expected(name: str) -> dict[str, Any]:
    """What it must say."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def facts_of(found: MinutesText) -> dict[str, Any]:
    """What the reading says."""
    title = found.title
    return {
        "head": {
            "committee": title.committee,
            "year": title.fiscal_year or 0,
            "nth": title.number or 0,
            "cumulative": title.total_number or 0,
            "when": _when(found.when),
            "place": found.place,
            "method": found.method or "",
            "office": found.office,
            "observing": str(found.observing),
            "observers": -1 if found.observers is None else found.observers,
            "reason": found.closed_reason,
            "next": _when(found.next_meeting) if found.next_meeting else "",
            "scheme": list(found.scheme),
            "style": found.style,
            "talk": found.talk,
        },
        "people": [
            "|".join(
                (
                    one.side,
                    one.presence,
                    one.role,
                    one.name,
                    one.organization,
                    one.post,
                    one.group,
                    one.proxy or one.note,
                    "" if one.sure else "?",
                )
            )
            for one in found.people
        ],
        "agenda": [f"{one.level} {one.number} {one.title}" for one in found.agenda],
        "handouts": [f"{one.number}|{one.title}|{one.kind}|{'' if one.listed else '*'}" for one in found.handouts],
        "blocks": list(_blocks(found)),
        "repairs": [f"{one.line} {one.before} {one.after}" for one in found.repairs],
        "unread": [f"{one.line} {one.text}" for one in found.unread],
    }


def _when(when: When) -> str:
    end = "から" if when.open_end else f"-{when.end:%H:%M}" if when.end else ""
    return f"{when.day} {when.start:%H:%M}{end}" if when.start else f"{when.day}"


def _blocks(found: MinutesText) -> Iterator[str]:
    for block in found.blocks:
        flags = "".join(
            (
                "R" if block.restarts else "",
                "C" if block.continues else "",
                "".join(f"@{ref.words}" for ref in block.refs),
                f"[{block.series[0]}-{block.series[1]}]" if block.series else "",
            )
        )
        head = "" if block.agenda is None else f"#{block.agenda}"
        yield f"{block.level} {block.kind} {block.number}{block.mark} {block.text[:16]!r} {block.speaker} {head}{flags}"


def words_of(text: str, found: MinutesText) -> tuple[str, str]:
    """The signs of the source without the listed debris, and those of the reading; white space counts nowhere."""
    rows = [list(line) for line in BREAKS.split(text)]
    for scrap in found.debris:
        row, at = scrap.at
        rows[row - 1][at : at + len(scrap.text)] = " " * len(scrap.text)
    return squeeze("\n".join("".join(row) for row in rows)), squeeze("".join(found.words()))
