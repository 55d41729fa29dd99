"""The weekday against the date."""

from __future__ import annotations

from typing import Any

import pytest

from zaitaku_desktop.checks.finding import Severity
from zaitaku_desktop.operations.document import edit_document


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("R6/6/18（水）に開く。", "2024年6月18日は火曜日ですが、「水」と書かれています。"),
        ("・令和６年６月１８日（水）", "2024年6月18日は火曜日ですが、「水」と書かれています。"),
        ("6月18日（水）", "2024年6月18日（令和6年度）は火曜日ですが、「水」と書かれています。"),
        ("2月3日（土）", "2025年2月3日（令和6年度）は月曜日ですが、「土」と書かれています。"),
        ("令和6年6月31日（月）", "2024年に6月31日という日はありません。"),
    ],
)
def test_that_a_wrong_weekday_is_found_in_a_cell(checked: Any, words: str, message: str) -> None:
    checked.write(checked.plan.a, "actual", words, 2024)
    (found,) = checked.all("weekday")
    assert found.message == message
    assert (found.place.item_id, found.place.field, found.place.year) == (checked.plan.a, "actual", 2024)
    assert found.severity is (
        Severity.ERROR if "年6" in words or "R6" in words or "６年" in words else Severity.WARNING
    )
    assert (found.repair is None) is ("31日" in words)


@pytest.mark.parametrize(
    "words",
    [
        "R6/6/18（火）に開く。",
        "6月18日（火）、19日（水）",
        "次は令和7年度の4月3日（木）",
        "令和5年度は6月14日（水）に、令和6年度は6月18日（火）に開いた。",
    ],
)
def test_that_a_right_weekday_is_left_alone(checked: Any, words: str) -> None:
    checked.write(checked.plan.a, "actual", words, 2024)
    assert checked.all("weekday") == []


def test_that_a_date_whose_year_nobody_can_tell_is_left_alone(checked: Any) -> None:
    checked.write(checked.plan.a, "purpose", "6月18日（水）に開く。")
    assert checked.all("weekday") == []


def test_that_notes_and_names_are_looked_at_too(checked: Any) -> None:
    wrong = "R6/6/18（水）"
    checked.workspace.perform(
        "注記", lambda session: edit_document(session, checked.plan.document, notes=["よし", f"※ {wrong}現在"])
    )
    checked.write(checked.plan.a, "#title", f"顔合わせ {wrong}")
    places = [one.place for one in checked.all("weekday")]
    assert [(one.item_id, one.document_id, one.field, one.part) for one in places] == [
        (checked.plan.a, None, "#title", 0),
        (None, checked.plan.document, "notes", 1),
    ]
