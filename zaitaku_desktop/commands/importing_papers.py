"""`import FILE SOURCE --as minutes|agenda|roster|document`: a paper of a meeting or a 自由文書, from text, Word, PDF or
Excel."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.orm import Session

from zaitaku_desktop.commands.importing import ReportWords, report_lines, write_import
from zaitaku_desktop.commands.report import print_json
from zaitaku_desktop.exchange.documents.proposing import apply_documents, load_known_documents, propose_documents
from zaitaku_desktop.exchange.minutes.applying import apply_paper
from zaitaku_desktop.exchange.minutes.known import KnownMeetings, load_known_meetings
from zaitaku_desktop.exchange.minutes.paper import PaperKind, PaperProposal
from zaitaku_desktop.exchange.minutes.proposing import propose_meeting
from zaitaku_desktop.exchange.minutes.proposing_roster import propose_roster
from zaitaku_desktop.exchange.paper_text import read_paper
from zaitaku_desktop.exchange.proposal import ImportReport, Listed
from zaitaku_desktop.storage.workspace import Workspace

DOCUMENT_WORDS = ReportWords("項目", "取り込まないもの", "尋ねること")
WORDS = ReportWords("行", "文のまま残すもの", "尋ねること")


def import_paper(path: Path, source: Path, *, kind: PaperKind | None, dry_run: bool, as_json: bool) -> int:
    """0 if anything of it is (now) in the records, else 1. A differing value stays; who is not surely there is new."""
    text = read_paper(source)
    with Workspace.open(path, read_only=dry_run) as workspace:
        with workspace.read() as connection:
            proposal = _propose(text, source.name, load_known_meetings(connection), kind)
        report = proposal.report() if dry_run else _write(workspace, proposal)
    if as_json:
        print_json(report.to_json())
    else:
        print("\n".join(report_lines(report, _remarks(proposal), WORDS, dry_run=dry_run)))
    return 0 if report.taken else 1


def import_documents(path: Path, source: Path, *, dry_run: bool, as_json: bool) -> int:
    """The same for 自由文書."""
    text = read_paper(source)
    with Workspace.open(path, read_only=dry_run) as workspace:
        with workspace.read() as connection:
            proposal = propose_documents(text, source.name, load_known_documents(connection))

        def change(session: Session) -> ImportReport:
            return apply_documents(session, proposal)

        writes = bool(proposal.changes) and not dry_run
        report = write_import(workspace, change) if writes else proposal.report()
    if as_json:
        print_json(report.to_json())
    else:
        print("\n".join(report_lines(report, proposal.remarks, DOCUMENT_WORDS, dry_run=dry_run)))
    return 0 if report.taken else 1


def _propose(text: str, source: str, known: KnownMeetings, kind: PaperKind | None) -> PaperProposal:
    if kind == "roster":
        return propose_roster(text, source, known)
    return propose_meeting(text, source, known, kind=kind)


def _write(workspace: Workspace, proposal: PaperProposal) -> ImportReport:
    def change(session: Session) -> ImportReport:
        return apply_paper(session, proposal)

    return write_import(workspace, change) if proposal.changes else proposal.report()


def _remarks(proposal: PaperProposal) -> list[Listed]:
    """What to know besides: also the numbers that were put right."""
    repairs = [Listed(f"{one.line}行目", f"{one.before} → {one.after}", one.why) for one in proposal.repairs]
    return [*proposal.remarks, *repairs]
