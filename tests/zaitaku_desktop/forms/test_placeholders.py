from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zaitaku_desktop.forms.library import preset_forms
from zaitaku_desktop.forms.placeholders import EXAMPLES, HEADING, NAMES, bare_words, shown_words, stored_words


@given(st.text(alphabet="あ{}［］年度略の\nyear", max_size=20))
def test_that_whatever_a_clerk_types_prints_as_typed(typed: str) -> None:
    """But for the words in ［ ］ that the program fills in."""
    stored = stored_words(typed, HEADING)
    printed = stored.format(**{key: f"［{NAMES[key]}］" for key in HEADING})
    assert printed == typed
    assert stored_words(shown_words(stored), HEADING) == stored


def test_that_what_is_filled_in_has_a_name_in_brackets() -> None:
    assert shown_words("{long}\n取組状況") == "［年度］\n取組状況"
    assert stored_words("［年度の略］実績", HEADING) == "{year}実績"
    assert stored_words("［最初の年度］から", HEADING) == "［最初の年度］から"


def test_that_every_heading_of_a_preset_can_be_typed() -> None:
    for form in preset_forms().values():
        for part in (part for column in form.columns for part in column.heading):
            assert stored_words(shown_words(part), HEADING) == part
            part.format(**EXAMPLES)


def test_that_a_list_names_a_heading_on_one_line() -> None:
    assert bare_words("目標（達成時期：{due}）") == "目標"
    assert bare_words("{long}\n評価") == "［年度］評価"
