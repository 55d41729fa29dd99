"""字体: characters that no face has, which are printed as 〓 (CHECKS, "Text")."""

from __future__ import annotations

from collections.abc import Iterator

from zaitaku_desktop.checks.finding import Finding, Severity
from zaitaku_desktop.checks.scope import Fact, Scope
from zaitaku_desktop.typeset.fonts import Faces, split_clusters

RULE = "glyph"
FACES = ("mincho", "gothic")
SHOWN = 6


def check_fact(scope: Scope, fact: Fact) -> Iterator[Finding]:
    """One finding for a text, whatever it lacks."""
    if fact.text.isascii():
        return
    lacking = missing_in(scope.faces, fact.text)
    if not lacking:
        return
    signs = "、".join(f"「{sign}」（{_code(sign)}）" for sign in lacking[:SHOWN])
    more = "など" if len(lacking) > SHOWN else ""
    message = f"{signs}{more}は、この書体にない文字のため、「〓」で印刷されます。別の文字にしてください。"
    yield Finding(RULE, Severity.ERROR, fact.place, message, "".join(lacking))


def missing_in(faces: Faces, text: str) -> list[str]:
    """The clusters of `text` that one of the faces cannot draw, each once, in order."""
    clusters = dict.fromkeys(split_clusters(text))
    return [one for one in clusters if any(faces.glyph(key, one).missing for key in FACES)]


def _code(sign: str) -> str:
    return " ".join(f"U+{ord(character):04X}" for character in sign)
