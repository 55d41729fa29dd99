"""References in texts: what counts as one, and how it follows a new numbering."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from plans import text
from shapes import Shapes, read

from zaitaku_desktop.forms.references import References, following
from zaitaku_desktop.model import inline
from zaitaku_desktop.model.snapshot import PlanSnapshot
from zaitaku_desktop.operations import axes, plan_cells, plan_numbers
from zaitaku_desktop.operations.document import edit_document
from zaitaku_desktop.operations.references import write_following
from zaitaku_desktop.storage.reading import load_documents
from zaitaku_desktop.storage.workspace import Workspace

Opened = tuple[Workspace, Shapes]


def plan(opened: Opened) -> PlanSnapshot:
    workspace, shapes = opened
    return read(workspace, shapes.plan, shapes.p4)[0]


def value_id(snapshot: PlanSnapshot, sign: str) -> int:
    return next(v.id for v in snapshot.axis_values.values() if v.axis == "program_item" and v.number == sign)


def found(opened: Opened, words: str) -> list[tuple[str, str, bool]]:
    references = References(plan(opened)).find(words)
    return [(words[one.start : one.stop], one.kind, one.target is not None) for one in references]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("参加者については（カ）参照", [("カ", "axis_value", True)]),
        ("（イ）の協議会に諮る。", [("イ", "axis_value", True)]),
        ("分析し、(ウ)及び(エ)の計画に反映する。", [("ウ", "axis_value", True), ("エ", "axis_value", True)]),
        ("(ア) 一つ目\n（イ）二つ目", []),
        ("・（カ）を参照", [("カ", "axis_value", True)]),
        ("重点取組内容については、資料4を参照", [("4", "document", False)]),
        ("資料１－２のとおり", [("１－２", "document", False)]),
        ("詳しくは①-2を参照", [("①-2", "item", True)]),
        ("春に①－10に続けて行う。", [("①－10", "item", True)]),
        ("①-2 カード", []),
        ("令和7-8年度に、3人が参加", []),
        ("（市役所）の係", []),
    ],
)
def test_that_signs_in_running_text_are_references_and_those_of_lists_are_not(
    opened_shapes: Opened, words: str, expected: list[tuple[str, str, bool]]
) -> None:
    assert found(opened_shapes, words) == expected


def test_that_two_signs_that_change_places_do_so_in_texts(opened_shapes: Opened) -> None:
    snapshot = plan(opened_shapes)
    ka, ki = value_id(snapshot, "カ"), value_id(snapshot, "キ")
    references = References(snapshot)
    numbers = {("axis_value", ka): "キ", ("axis_value", ki): "カ"}
    assert references.follow("（カ）及び（キ）を参照。\n(ク)参照", numbers) == ("（キ）及び（カ）を参照。\n(ク)参照", 2)
    bold = inline.marked([("（カ）参照", True), ("と、", False), ("(キ)参照", False)])
    assert inline.pieces(references.follow(bold, numbers)[0]) == [("（キ）参照", True), ("と、(カ)参照", False)]


@pytest.fixture
def referring(opened_shapes: Opened) -> Iterator[Opened]:
    """References in a shared text, in what is added to 継続, and around the grid."""
    workspace, shapes = opened_shapes

    def write(session: object) -> None:
        first, second = shapes.lines
        plan_cells.write_values(session, first, [text("goal", "（カ）参照。①-10も参照。", 2025)])  # type: ignore[arg-type]
        plan_cells.share_with(session, second, [("goal", 2025)], first)  # type: ignore[arg-type]
        edit_document(
            session,  # type: ignore[arg-type]
            shapes.p4,
            header_notes={"plan": "*（カ）を参照", "group": "*資料4を参照"},
            notes=["※①-2を参照", "ほかの注"],
        )

    workspace.perform("参照", write)
    yield opened_shapes


def texts(opened: Opened) -> tuple[str, str, list[str], dict[str, str]]:
    workspace, shapes = opened
    snapshot = plan(opened)
    shared = [snapshot.entry(line, "goal", 2025) for line in shapes.lines]
    assert shared[0] is not None and shared[0] is shared[1]
    with workspace.read() as connection:
        document = next(row for row in load_documents(connection) if row.id == shapes.p4)
    return shared[0].text, snapshot.items[shapes.map].number, list(document.notes), dict(document.header_notes)


def test_that_every_reference_of_the_plan_and_its_documents_follows_in_one_step(referring: Opened) -> None:
    workspace, shapes = referring
    snapshot = plan(referring)
    ka, ki = value_id(snapshot, "カ"), value_id(snapshot, "キ")
    before = texts(referring)
    with workspace.read() as connection:
        documents = load_documents(connection)
    words = {ka: ("キ", "医療・介護関係者の研修"), ki: ("カ", "地域住民への普及啓発")}
    changes = following(snapshot, documents, values={key: sign for key, (sign, _) in words.items()})
    assert sum(change.count for change in changes) == 2
    workspace.perform("分類", lambda s: axes.rename_axis_values(s, words, changes))
    assert texts(referring) == (
        *("（キ）参照。①-10も参照。", "①-10", ["※①-2を参照", "ほかの注"]),
        {"plan": "*（キ）を参照", "group": "*資料4を参照"},
    )
    workspace.undo()
    assert texts(referring) == before
    numbers = {shapes.map: "②-1", shapes.cards: "②-2"}
    changes = following(snapshot, documents, items=numbers)
    workspace.perform("番号", lambda s: plan_numbers.renumber(s, numbers, changes))
    after = texts(referring)
    assert (after[0], after[1], after[2]) == ("（カ）参照。②-1も参照。", "②-1", ["※②-2を参照", "ほかの注"])


def test_that_a_text_written_meanwhile_is_left_as_it_is(referring: Opened) -> None:
    workspace, shapes = referring
    snapshot = plan(referring)
    changes = following(snapshot, (), values={value_id(snapshot, "カ"): "ケ"})
    workspace.perform(
        "入力", lambda s: plan_cells.write_values(s, shapes.lines[0], [text("goal", "（カ）のとおり。", 2025)])
    )
    assert workspace.perform("参照", lambda s: write_following(s, changes)).result == 0
    assert texts(referring)[0] == "（カ）のとおり。"
