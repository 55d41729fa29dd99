"""会議録・次第・名簿を取り込む: read beside the window, shown with what was not understood, people asked, taken in one
step that Ctrl+Z undoes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from zaitaku_desktop.exchange.documents import proposing as documents
from zaitaku_desktop.exchange.minutes.applying import apply_paper
from zaitaku_desktop.exchange.minutes.known import load_known_meetings
from zaitaku_desktop.exchange.minutes.paper import NEW, PaperProposal
from zaitaku_desktop.exchange.minutes.proposing import propose_meeting
from zaitaku_desktop.exchange.minutes.proposing_roster import propose_roster
from zaitaku_desktop.exchange.paper_text import read_paper
from zaitaku_desktop.exchange.proposal import ImportReport
from zaitaku_desktop.model.roster import CommitteeRow
from zaitaku_desktop.storage.workspace import Done
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.dialogs.frame import caption, section
from zaitaku_ui.dialogs.import_conflicts import ConflictPage
from zaitaku_ui.dialogs.import_frame import RESULT, Asking, ImportFrame, Numbers
from zaitaku_ui.dialogs.paper_lines import NUMBERS, PaperLines, PaperList, PaperRow, rows_of
from zaitaku_ui.dialogs.paper_people import PeoplePage
from zaitaku_ui.dialogs.paper_source import PaperSource
from zaitaku_ui.theme import Theme
from zaitaku_ui.work import Progress

PEOPLE = RESULT + 1
"""The page that asks who somebody is."""
Read = tuple[str, PaperProposal | documents.DocumentsProposal, Sequence[CommitteeRow]]
TITLES = {"roster": "委員名簿を取り込む", "document": "文書を取り込む"}


class PaperDialog(ImportFrame):
    """Opens with the reading under way."""

    def __init__(self, bridge: Bridge, theme: Theme, source: PaperSource, parent: QWidget | None = None) -> None:
        super().__init__(bridge, theme, TITLES.get(source.kind or "", "会議録・次第を取り込む"), (1180, 640), parent)
        self._source = source
        self._text = source.text
        self._proposal: PaperProposal | None = None
        self._committee: int | None = None
        self._meeting_id: int | None = None
        self._documents: documents.DocumentsProposal | None = None
        self.people = PeoplePage(theme)
        self.conflicts = ConflictPage(theme, theirs="取り込む内容", first="会議、人")
        asking = [
            Asking(self.people, self._people, "人を確かめる", "人"),
            Asking(self.conflicts, self._differences, "違いを決める"),
        ]
        self.set_pages(source.name, "", self._result_page(), asking)
        self._read()

    def _people(self) -> int:
        return len(self._proposal.questions) if self._proposal is not None else 0

    def _differences(self) -> int:
        return len(self._proposal.conflicts) if self._proposal is not None else 0

    # ── how it is built ──────────────────────────────────────────────────────────────────────────────────

    def _result_page(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        splitter = QSplitter(Qt.Orientation.Vertical)
        self.lines = PaperLines(self._theme)
        self.changes = PaperList(self._theme)
        self.changes.line_chosen.connect(self.lines.go_to)
        splitter.addWidget(self._under("取り込む文", self.lines))
        splitter.addWidget(self._under("取り込むと、こう変わります", self.changes))
        splitter.setSizes([self._theme.pixels(280), self._theme.pixels(240)])
        splitter.setChildrenCollapsible(False)
        row.addWidget(splitter, 1)
        row.addWidget(self._side())
        return page

    def _under(self, words: str, widget: QWidget) -> QWidget:
        room = QWidget()
        column = QVBoxLayout(room)
        column.setContentsMargins(self._theme.pixels(12), self._theme.pixels(6), 0, self._theme.pixels(6))
        column.addWidget(section(words))
        column.addWidget(widget, 1)
        return room

    def _side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(self._theme.pixels(290))
        column = QVBoxLayout(side)
        column.setContentsMargins(*(self._theme.pixels(12),) * 4)
        column.addWidget(section("読み取りの結果"))
        self._numbers = Numbers(self._theme, NUMBERS)
        column.addWidget(self._numbers)
        name = QLabel("会議体(&K)")
        self._of_meetings = name
        name.setProperty("section", True)
        self.committee = QComboBox()
        self.committee.setAccessibleName("会議体")
        self.committee.activated.connect(self._choose_committee)
        name.setBuddy(self.committee)
        column.addWidget(name)
        column.addWidget(self.committee)
        self._meeting = caption("")
        column.addWidget(self._meeting)
        column.addWidget(section("読み方"))
        column.addWidget(
            caption(
                "番号の付いた文は、段と並びを読み取って付け直します。読み取れない文は、その場所に文のまま残します。"
                "空の欄で今の内容を消すことはありません。取り込みの前に控えを取ります。"
            )
        )
        column.addStretch(1)
        return side

    # ── reading ──────────────────────────────────────────────────────────────────────────────────────────

    def _read(self) -> None:
        source, text, workspace = self._source, self._text, self._bridge.workspace
        choices, committee = self.people.choices(), self._committee

        def job(progress: Progress) -> Read:
            words = text or (read_paper(source.path, progress=progress) if source.path is not None else "")
            with workspace.read() as connection:
                if source.kind == "document":
                    return (
                        words,
                        documents.propose_documents(words, source.name, documents.load_known_documents(connection)),
                        [],
                    )
                known = load_known_meetings(connection)
                if source.kind == "roster":
                    proposal = propose_roster(words, source.name, known, choices=choices, committee=committee)
                else:
                    proposal = propose_meeting(words, source.name, known, choices=choices, committee=committee)
            return words, proposal, known.committees()

        self.start(job, self._show_read)

    def _show_read(self, read: Read) -> None:
        self._text, proposal, committees = read
        if isinstance(proposal, documents.DocumentsProposal):
            self._show_documents(proposal)
            return
        self._proposal = proposal
        self._show_rows(proposal.lines, list(rows_of(proposal)))
        self.people.show_people(proposal.questions)
        self.conflicts.show_conflicts(proposal.conflicts)
        meeting = proposal.meeting
        counts = {
            "people": len(proposal.people),
            "agenda": 0 if meeting is None else len(meeting.titles),
            "blocks": 0 if meeting is None else meeting.read,
            "left": len(proposal.not_taken),
        }
        self._numbers.show_numbers(counts)
        self._offer_committees(proposal, committees)
        self._meeting.setText(_about(proposal))
        self.show_result()
        self.go.setFocus()

    def _show_rows(self, lines: Sequence[str], rows: Sequence[PaperRow]) -> None:
        looked_at = ("conflict", "ask", "left", "repair")
        self.lines.show_lines(lines, frozenset(row.line for row in rows if row.kind in looked_at))
        self.changes.show_rows(rows)

    def _show_documents(self, proposal: documents.DocumentsProposal) -> None:
        """自由文書: nobody is asked, and there is no 会議体."""
        self._documents = proposal
        self._show_rows(proposal.lines, list(rows_of(proposal)))
        self._numbers.show_numbers(
            {"people": 0, "agenda": proposal.cards, "blocks": proposal.read, "left": len(proposal.not_taken)}
        )
        self._of_meetings.hide()
        self.committee.hide()
        self._numbers.names["agenda"].setText("カード")
        state = f"{len(proposal.drafts)}件の文書：" if proposal.new else "取込み済み："
        self._meeting.setText(state + "、".join(draft.title for draft in proposal.drafts))
        self.show_result()
        self.go.setFocus()

    def _offer_committees(self, proposal: PaperProposal, committees: Sequence[CommitteeRow]) -> None:
        self.committee.clear()
        new = proposal.committee.name if not proposal.committee.id else ""
        if new or self._committee is not None:
            above = proposal.committee.above
            below = f"（{above}の下に）" if above else ""
            self.committee.addItem(f"新しく作る{below}：{proposal.written or new}", NEW)
        for row in committees:
            self.committee.addItem(row.name, row.id)
        self.committee.setCurrentIndex(max(0, self.committee.findData(proposal.committee.id)))

    def _choose_committee(self, index: int) -> None:
        self._committee = int(self.committee.itemData(index))
        self._read()

    # ── from page to page ────────────────────────────────────────────────────────────────────────────────

    def leaving(self, page: int) -> None:
        """Propose anew where somebody was taken for another than before."""
        if page == PEOPLE and self._decided_otherwise():
            self._again()

    def _decided_otherwise(self) -> bool:
        """Whether somebody was chosen whom the proposal does not have."""
        assert self._proposal is not None
        chosen = self.people.choices()
        return any(chosen.get(person.key, person.person) != person.person for person in self._proposal.questions)

    def _again(self) -> None:
        """Propose anew with the people as chosen: what differs depends on who somebody is. It takes no time."""
        with self._bridge.workspace.read() as connection:
            known, source = load_known_meetings(connection), self._source
            propose = propose_roster if source.kind == "roster" else propose_meeting
            self._proposal = propose(
                self._text, source.name, known, choices=self.people.choices(), committee=self._committee
            )
        self.conflicts.show_conflicts(self._proposal.conflicts)

    # ── writing ──────────────────────────────────────────────────────────────────────────────────────────

    def write_all(self) -> None:
        """Take in what was found, as decided."""
        if self._documents is not None:
            self.write("文書の取り込み", partial(documents.apply_documents, proposal=self._documents))
            return
        proposal, decided = self._proposal, self.conflicts.decided()
        if proposal is not None:
            name = "会議録の取り込み" if proposal.kind == "minutes" else "取り込み"
            self.write(name, lambda session: apply_paper(session, proposal, decided))

    @property
    def meeting_id(self) -> int | None:
        """The meeting that the paper went to, None = to none (a 名簿), or nothing was written."""
        return self._meeting_id

    @property
    def kind(self) -> str:
        """What the paper was: minutes, agenda or roster; "" = nothing was read."""
        return "" if self._proposal is None else self._proposal.kind

    def written(self, done: Done[ImportReport]) -> None:
        """It is in the file: remember the meeting that it went to."""
        there = self._proposal.meeting if self._proposal is not None else None
        made = next((row.id for row in done.result.created if row.kind == "meeting"), None)
        self._meeting_id = made or (there.id if there is not None else None)
        super().written(done)


def _about(proposal: PaperProposal) -> str:
    """Which meeting or 任期 it goes to."""
    lines = []
    if proposal.meeting is not None:
        there = "今ある会議に入れます" if proposal.meeting.id else "新しい会議として作ります"
        lines.append(f"{proposal.meeting.title}\n{there}。")
    if proposal.term is not None and not proposal.term.id:
        lines.append(f"任期　{proposal.term.words}\n新しく作ります。")
    if not proposal.changes and not proposal.conflicts:
        lines.append("今の内容と同じです。")
    return "\n".join(lines)


def paper_words(report: ImportReport) -> tuple[str, str]:
    """(level, sentence) for the window after an import."""
    if not report.changed:
        return "info", "今の内容と同じでした。何も変わっていません。"
    made = next((row.title for row in report.created if row.kind == "meeting"), "")
    people = sum(row.kind == "person" for row in report.created)
    head = f"「{made}」を作りました。" if made else "今ある記録に取り込みました。"
    head += f"{people}人を加えました。" if people else ""
    tail = f"{len(report.not_taken)}か所は文のまま残しました。" if report.not_taken else ""
    tail += f"内容の違う{len(report.conflicts)}か所がありました。" if report.conflicts else ""
    return ("warn" if tail else "ok"), f"{head}{report.taken}行を読みました。{tail}Ctrl+Zで元に戻せます。"
