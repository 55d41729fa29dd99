"""`import`: what can be taken from an Excel or text file, taken; the rest listed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.commands.report import print_json
from zaitaku_desktop.exchange.apply import apply
from zaitaku_desktop.exchange.plan_import import load_known, propose
from zaitaku_desktop.exchange.proposal import ImportProposal, ImportReport, Listed, dry_report
from zaitaku_desktop.storage.workspace import NotSaved, Workspace


def import_source(path: Path, source: Path, *, form: str | None, dry_run: bool, as_json: bool) -> int:
    """`import FILE SOURCE`: 0 if anything of it is (now) in the records, else 1. A differing value stays."""
    with Workspace.open(path, read_only=dry_run) as workspace:
        with workspace.read() as connection:
            known = load_known(connection)
        proposal = propose(source, known, form_key=form)
        report = dry_report(proposal) if dry_run else _write(workspace, proposal)
    if as_json:
        print_json(report.to_json())
    else:
        print("\n".join(_lines(report, proposal.remarks, dry_run=dry_run)))
    return 0 if report.taken else 1


def _write(workspace: Workspace, proposal: ImportProposal) -> ImportReport:
    """One undo step, after a verified copy that is kept."""

    def change(session: Session) -> ImportReport:
        return apply(session, proposal)

    workspace.back_up("取り込み前")
    report = workspace.perform("取り込み", change).result
    try:
        workspace.flush()  # nothing is reported before it is on the disk
    except NotSaved as error:
        safe = "取り込みは書き込んでいません。"
        raise KnownError(error.what, safe=safe, todo=error.todo, place=error.place) from error
    return report


def _lines(report: ImportReport, remarks: Sequence[Listed], *, dry_run: bool) -> list[str]:
    """The report for people. `remarks` = what to know of the cells that are taken."""
    verb = "取り込めます" if dry_run else "取り込みました"
    kinds = {"plan": "計画", "document": "資料", "axis_value": "分類"}
    lines = [f"{report.taken}個のセルを{verb}。"]
    lines += [f"作るもの\t{kinds.get(row.kind, row.kind)}\t{row.title}" for row in report.created]
    lines += [f"取り込まないもの\t{row.where}\t{_one_line(row.text)}\t{row.why}" for row in report.not_taken]
    lines += [
        f"内容が違うもの\t{row.where}\t今の内容：{_one_line(row.mine)}\t取り込む内容：{_one_line(row.theirs)}"
        for row in report.conflicts
    ]
    lines += [f"未入力のもの\t{row.where}\t{_one_line(row.text)}\t{row.why}" for row in report.asked]
    lines += [f"確かめるもの\t{row.where}\t{_one_line(row.text)}\t{row.why}" for row in remarks]
    return lines


def _one_line(text: str) -> str:
    return " ".join(text.split())
