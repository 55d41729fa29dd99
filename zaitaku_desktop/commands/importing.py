"""`import`: what can be taken from an Excel or text file, taken; the rest listed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.commands.report import print_json
from zaitaku_desktop.exchange.apply import apply
from zaitaku_desktop.exchange.plan_import import load_known, propose
from zaitaku_desktop.exchange.proposal import ImportProposal, ImportReport, Listed, dry_report
from zaitaku_desktop.exchange.source_names import is_text_file
from zaitaku_desktop.storage.workspace import NotSaved, Workspace


def is_paper_import(source: Path, kind: str | None) -> bool:
    """Whether a source is a paper of a meeting: asked for (`kind` = --as), a file in which no plan can be, or a text
    that reads like one."""
    if kind is not None:
        return kind != "plan"
    if not is_text_file(source):
        return source.suffix.lower() in (".docx", ".pdf")
    from zaitaku_desktop.exchange.minutes.recognising import reads_as_paper  # noqa: PLC0415

    return reads_as_paper(source)


def import_source(path: Path, source: Path, *, form: str | None, dry_run: bool, as_json: bool) -> int:
    """`import FILE SOURCE`: 0 if anything of it is (now) in the records, else 1. A differing value stays."""
    with Workspace.open(path, read_only=dry_run) as workspace:
        with workspace.read() as connection:
            known = load_known(connection)
        proposal = propose(source, known, form_key=form)
        report = dry_report(proposal) if dry_run else _take(workspace, proposal)
    if as_json:
        print_json(report.to_json())
    else:
        print("\n".join(report_lines(report, proposal.remarks, PLAN_WORDS, dry_run=dry_run)))
    return 0 if report.taken else 1


def _take(workspace: Workspace, proposal: ImportProposal) -> ImportReport:
    def change(session: Session) -> ImportReport:
        return apply(session, proposal)

    return write_import(workspace, change)


def write_import(workspace: Workspace, change: Callable[[Session], ImportReport]) -> ImportReport:
    """One undo step, after a verified copy that is kept. KnownError if it does not reach the disk."""
    workspace.back_up("取り込み前")
    report = workspace.perform("取り込み", change).result
    try:
        workspace.flush()  # nothing is reported before it is on the disk
    except NotSaved as error:
        safe = "取り込みは書き込んでいません。"
        raise KnownError(error.what, safe=safe, todo=error.todo, place=error.place) from error
    return report


@dataclass(frozen=True, slots=True)
class ReportWords:
    """What a report calls things: `counted` what is taken, `left` = what was not understood, `asked` = what is open."""

    counted: str
    left: str
    asked: str


PLAN_WORDS = ReportWords("個のセル", "取り込まないもの", "未入力のもの")


def report_lines(report: ImportReport, remarks: Sequence[Listed], words: ReportWords, *, dry_run: bool) -> list[str]:
    """The report for people. `remarks` = what to know of what is taken."""
    verb = "取り込めます" if dry_run else "取り込みました"
    kinds = {
        "plan": "計画",
        "document": "資料",
        "revision": "版",
        "axis_value": "分類",
        "committee": "会議体",
        "term": "任期",
        "person": "人",
        "meeting": "会議",
        "training": "研修",
        "training_programme": "事業",
        "training_series": "シリーズ",
        "participant_kind": "職種",
    }
    lines = [f"{report.taken}{words.counted}を{verb}。"]
    lines += [f"作るもの\t{kinds.get(row.kind, row.kind)}\t{row.title}" for row in report.created]
    lines += [f"{words.left}\t{row.where}\t{_one_line(row.text)}\t{row.why}" for row in report.not_taken]
    lines += [
        f"内容が違うもの\t{row.where}\t今の内容：{_one_line(row.mine)}\t取り込む内容：{_one_line(row.theirs)}"
        for row in report.conflicts
    ]
    lines += [f"{words.asked}\t{row.where}\t{_one_line(row.text)}\t{row.why}" for row in report.asked]
    lines += [f"確かめるもの\t{row.where}\t{_one_line(row.text)}\t{row.why}" for row in remarks]
    return lines


def _one_line(text: str) -> str:
    return " ".join(text.split())
