"""Import of 自由文書: what is recognised, what becomes of older cards, and that nothing is done twice."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import docx
import pytest
from documents_text import BOOKLET, MEMO, TEXT
from sample_files import open_sample

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.exchange.documents.proposing import (
    DocumentsProposal,
    apply_documents,
    load_known_documents,
    propose_documents,
)
from zaitaku_desktop.exchange.documents.reading import read_documents
from zaitaku_desktop.exchange.paper_text import read_paper
from zaitaku_desktop.forms.papers import read_paper as read_printed
from zaitaku_desktop.model.outline import BlockKind, Series
from zaitaku_desktop.model.plan import EntryState
from zaitaku_desktop.storage.reading import load_documents, load_plan
from zaitaku_desktop.storage.reading_documents import load_outline, load_revisions
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_desktop.typeset.layout import lay_out


@pytest.fixture
def workspace(tmp_path: Path) -> Any:
    with open_sample(tmp_path / "s.zaitaku") as workspace:
        yield workspace


def proposed(workspace: Workspace, text: str = TEXT) -> DocumentsProposal:
    with workspace.read() as connection:
        return propose_documents(text, "方針.txt", load_known_documents(connection))


def take(workspace: Workspace) -> list[int]:
    proposal = proposed(workspace)
    report = workspace.perform("取り込み", lambda session: apply_documents(session, proposal)).result
    return [row.id for row in report.created if row.kind == "document"]


def folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def test_that_two_documents_are_told_apart_by_the_cover_of_the_second() -> None:
    memo, booklet = read_documents(TEXT)
    assert (memo.title, memo.cover, memo.fiscal_year, memo.cards) == (MEMO, False, 2025, 0)
    assert (booklet.title, booklet.dated, booklet.city, booklet.cover) == (BOOKLET, "令和4年3月", "みなと野市", True)
    assert (booklet.fiscal_year, booklet.cards) == (2021, 2)


def test_that_headings_lists_and_steps_are_recognised() -> None:
    memo, _ = read_documents(TEXT)
    rows = [(block.level, block.kind, block.text, block.series) for block in memo.blocks]
    plain, head, auto = BlockKind.PLAIN, BlockKind.HEADING, Series.AUTO
    assert rows[2:9] == [
        (0, head, "検討事項", auto),
        (1, head, "改訂の方向性", auto),
        (2, plain, "全面改訂", Series.RESTART),
        (2, plain, "一部改訂", Series.CONTINUE),
        (1, head, "改訂内容", auto),
        (2, plain, "(1)の方向性に関わらず、盛り込む事項について", auto),
        (3, plain, "部会の働きの記載", Series.RESTART),
    ]
    assert [block.text for block in memo.blocks if block.kind is BlockKind.STEP] == ["たたき台の作成"]
    assert "・上位の計画に大きな変更の予定がないこと。" in [block.text for block in memo.blocks]


def test_that_boxes_definitions_tables_and_cards_are_recognised() -> None:
    _, booklet = read_documents(TEXT)
    texts = {kind: [block.text for block in booklet.blocks if block.kind is kind] for kind in BlockKind}
    assert texts[BlockKind.STATEMENT] == [
        "みなと野市が目指す理想像\n\n望む場所で、最期まで自分らしく\n暮らせるみなと野市"
    ]
    assert texts[BlockKind.SLOGAN] == ["理想像のキャッチコピー\n\nいつもの場所で いつもの私で"]
    assert [text.partition("\n")[0] for text in texts[BlockKind.DEFINITION]] == [
        "ア　資源の把握",
        "イ　課題の抽出",
        "ウ　情報の共有",
    ]
    assert texts[BlockKind.TABLE] == ["名称\t開催\n推進会議\t年3回\n部会\t随時"]
    assert len(texts[BlockKind.CARDS]) == len(texts[BlockKind.FIGURE]) == 1
    plan = booklet.plan
    assert plan is not None and plan.plan.vision == "望む場所で、最期まで自分らしく暮らせるみなと野市"
    assert [(item.number, item.title) for item in plan.items.values() if item.title] == [
        ("①-1", "在宅医療の地図の作成"),
        ("②-1", "推進会議の開催"),
    ]
    first = next(item.id for item in plan.items.values() if item.number == "①-1")
    states = [plan.entries[first, "indicator_text", year].state for year in (2022, 2023, 2024)]
    assert states == [EntryState.TEXT, EntryState.CONTINUES, EntryState.TEXT]
    assert [listed.text for listed in booklet.left] == ["位置付け", "体系図"]


def test_that_the_older_cards_become_a_revision_and_the_plan_stays(workspace: Workspace) -> None:
    with workspace.read() as connection:
        before = load_plan(connection, 1)
    _, booklet = take(workspace)
    with workspace.read() as connection:
        assert load_plan(connection, 1) == before
        (revision,) = load_revisions(connection)
        outline = load_outline(connection, booklet)
    assert (revision.dated, revision.source, revision.plan_id) == ("令和4年3月", "方針.txt", 1)
    assert {block.revision_id for block in outline.blocks if block.kind is BlockKind.CARDS} == {revision.id}
    workspace.undo()
    with workspace.read() as connection:
        assert load_revisions(connection) == []


def test_that_every_sentence_is_printed_under_a_cover(workspace: Workspace) -> None:
    made = take(workspace)
    with workspace.read() as connection:
        jobs = [read_printed(connection, one).job() for one in made]
    faces = Faces.load()
    pages = ["".join(box.text for box in page.texts) for job in jobs for page in lay_out(job, faces).pages]
    said = folded("".join(pages)).replace("-", "").replace("－", "")
    source = TEXT.replace("<p>", "\n").replace("</p>", "\n").replace("**", "").replace("\t", "\n")
    source = re.sub(r"(令和\d年度) (?=\S)", r"\1\n", source)  # 年度 and value of a card stand in two cells
    for line in source.splitlines():
        words = folded(line.removeprefix("- ")).replace("-", "").replace("－", "")
        for part in words.split("。"):
            assert part in said, line
    assert any(BOOKLET in page and "令和４年３月" in page and "背景" not in page for page in pages)


def test_that_a_second_import_does_nothing_and_an_edited_document_stays(workspace: Workspace) -> None:
    made = take(workspace)
    again = proposed(workspace)
    assert (again.changes, again.created, again.taken) == (0, (), proposed(workspace).taken)
    assert again.taken > 30
    changed = proposed(workspace, TEXT.replace("会議を開催し、課題の検討を行う。", "会議を開く。"))
    assert changed.changes == 0 and changed.not_taken[-1].text == BOOKLET
    with workspace.read() as connection:
        assert len([row for row in load_documents(connection) if row.id in made]) == 2


def test_that_a_word_file_is_read_like_a_text(tmp_path: Path) -> None:
    document = docx.Document()
    for line in ("方針の案", "1 目的", "方針を改める。", "(1) 方向性", "・一部を改める。"):
        document.add_paragraph(line)
    table = document.add_table(2, 2)
    for cell, words in zip(table._cells, ("名称", "開催", "部会", "随時"), strict=True):
        cell.text = words
    path = tmp_path / "方針.docx"
    document.save(str(path))
    (found,) = read_documents(read_paper(path))
    assert [block.kind for block in found.blocks] == [
        BlockKind.HEADING,
        BlockKind.PLAIN,
        BlockKind.HEADING,
        BlockKind.PLAIN,
        BlockKind.TABLE,
    ]
    with pytest.raises(KnownError, match="読み取れる文がありません"):
        propose_documents("", "空.txt", None)  # type: ignore[arg-type]
