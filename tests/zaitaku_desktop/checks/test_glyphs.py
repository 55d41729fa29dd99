"""Characters that no face has."""

from __future__ import annotations

from typing import Any

from zaitaku_desktop.checks.finding import Severity


def test_that_a_character_printed_as_geta_is_found_with_its_place(checked: Any) -> None:
    checked.write(checked.plan.a, "actual", "絵文字😀と𒀀を書いた。", 2024)
    (found,) = checked.all("glyph")
    assert found.severity is Severity.ERROR
    assert found.place.item_id == checked.plan.a
    assert found.evidence == "😀𒀀"
    assert "「😀」（U+1F600）" in found.message
    assert "〓" in found.message


def test_that_variants_of_names_are_no_finding(checked: Any) -> None:
    checked.write(checked.plan.a, "actual", "𠮷田、髙橋、﨑山、葛\U000e0100城、か゚、①㈱", 2024)
    assert checked.all("glyph") == []
