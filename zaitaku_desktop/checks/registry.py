"""The rules, one file each; a new one is one more line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from zaitaku_desktop.checks import glyphs, missing_actual, weekday
from zaitaku_desktop.checks.finding import Finding
from zaitaku_desktop.checks.scope import Fact, Scope
from zaitaku_desktop.model.snapshot import ItemRow

NAMES: Mapping[str, str] = {
    weekday.RULE: "曜日が日付と合いません",
    missing_actual.RULE: "実績が未入力です",
    glyphs.RULE: "〓で印刷される文字があります",
}
"""What a rule is called in a list."""
OF_FACTS: tuple[Callable[[Scope, Fact], Iterator[Finding]], ...] = (weekday.check_fact, glyphs.check_fact)
"""Rules on one text, wherever it stands."""
OF_ITEMS: tuple[Callable[[Scope, ItemRow], Iterator[Finding]], ...] = (missing_actual.check_item,)
"""Rules on an item of a plan."""
