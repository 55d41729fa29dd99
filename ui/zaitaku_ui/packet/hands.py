"""What each command on a 資料一式 (action_table.py, scope "packet") does: one method for each, named as its key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog
from sqlalchemy.orm import Session

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.model.handout import PartKind
from zaitaku_desktop.model.meeting_names import meeting_name
from zaitaku_desktop.model.meeting_rows import MeetingSnapshot
from zaitaku_desktop.operations import handout, packet
from zaitaku_desktop.operations.meeting_steps import step_name
from zaitaku_desktop.storage.reading import load_documents
from zaitaku_ui.action_table import ActionSpec
from zaitaku_ui.dialogs.meeting_steps import ReasonDialog
from zaitaku_ui.editors.agenda_parts import PartsDialog
from zaitaku_ui.packet.adding import AddDialog, Source
from zaitaku_ui.packet.wishes import Act, PacketWish

if TYPE_CHECKING:
    from zaitaku_ui.packet.view import PacketView

NONE = "配付資料を選んでください。次第は「次第」で直します。"
FIXED = "この資料一式は確定しています。直すときは、先に確定を取り消してください。"
LOCKED = "会議録が確定しているため、変えられません。直すときは、先に会議録の確定を取り消してください。"


class PacketHands(QObject):
    """The commands, done to the chosen 資料 of the meeting that is open."""

    def __init__(self, view: PacketView) -> None:
        super().__init__(view)
        self._view = view

    def table(self, specs: Iterable[ActionSpec]) -> dict[str, Callable[..., object]]:
        """What each of these commands does, by key. AttributeError names one without a method."""
        return {spec.key: partial(_act, getattr(self, spec.key)) for spec in specs}

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """What the buttons at the right do."""
        return {
            "print": self.packet_print,
            "print_chosen": self.packet_print_chosen,
            "one": self.packet_one,
            "each": self.packet_each,
            "fix": self.packet_fix,
            "unfix": self.packet_unfix,
        }

    # Writing

    def _meeting(self) -> MeetingSnapshot | None:
        """The meeting, if its 配付資料 can be changed; else say why not."""
        view = self._view
        if view.meeting is None or view.desk.read_only:
            return None
        if view.packet.fixed_at or view.meeting.locked:
            self._say(FIXED if view.packet.fixed_at else LOCKED)
            return None
        return view.meeting

    def _chosen(self) -> list[int]:
        """The chosen 配付資料."""
        if self._meeting() is None:
            return []
        found = [key for key in self._view.list.chosen() if key]
        if not found:
            self._say(NONE)
        return found

    def _say(self, words: str) -> None:
        self._view.position_changed.emit(self._view.position()[0], words)

    def _perform(self, change: Callable[..., Any], *args: object, **more: object) -> Any:
        return self._view.desk.perform(step_name(change), lambda session: change(session, *args, **more), self._view)

    def desk_perform(self, name: str, change: Callable[..., Any], *args: Any) -> Any:
        """One undo step for a dialog, which shows by itself why it was not done. Raises KnownError."""
        bridge = self._view.desk.bridge
        done = bridge.workspace.perform(name, lambda session: change(session, *args))
        if done.step is not None:
            bridge.tell(done.step, self._view)
        return done.result

    def undo(self) -> None:
        """元に戻す."""
        self._view.desk.bridge.undo()

    def redo(self) -> None:
        """やり直す."""
        self._view.desk.bridge.redo()

    def set_option(self, name: str, value: object) -> None:
        """A setting at the right was changed."""
        meeting = self._view.meeting
        if meeting is not None:
            self._perform(packet.edit_packet, meeting.meeting.id, **{name: value})
            self._view.show_now()

    def enlarge(self) -> None:
        """プレビューを大きく見る."""
        self._view.show_large()

    # What is in it

    def packet_add(self) -> None:
        """資料を追加…: 資料 and 会議録 of the file, or a title alone."""
        meeting = self._meeting()
        if meeting is None:
            return
        dialog = AddDialog(self._view.theme, self._sources(meeting), self._view.window())
        if dialog.exec():
            chosen, title = dialog.chosen(), dialog.title.text().strip()
            made = self._view.desk.perform(
                "配付資料の追加", partial(_add, meeting_id=meeting.meeting.id, chosen=chosen, title=title), self._view
            )
            self._go_to(made)
        dialog.deleteLater()

    def _sources(self, meeting: MeetingSnapshot) -> list[Source]:
        with self._view.desk.bridge.workspace.read() as connection:
            documents = load_documents(connection)
        here = meeting.meeting.id
        found: list[Source] = [(PartKind.DOCUMENT, row.id, row.title) for row in documents if row.kind != "agenda"]
        committees = meeting.roster.committees
        for row in reversed(list(meeting.meetings.values())):
            if row.id != here:
                found.append((PartKind.MINUTES, row.id, f"{meeting_name(committees[row.committee_id], row)} 会議録"))
        return found

    def _go_to(self, made: Sequence[int] | None) -> None:
        if made:
            self._view.show_now()
            self._view.list.go_to(made[-1])
            self._view.list.setFocus()

    def packet_attach(self) -> None:
        """PDFを取り込む…: each becomes a 資料."""
        if self._meeting() is None:
            return
        view = self._view
        start = str(view.desk.bridge.workspace.path.parent)
        found, _ = QFileDialog.getOpenFileNames(view, "取り込むPDFを選ぶ", start, "PDF (*.pdf)")
        if found:
            self.take_files([Path(one) for one in found])

    def take_files(self, paths: Sequence[Path]) -> None:
        """Keep PDFs in the data file, each as a 資料 of its own; say which of them cannot be printed."""
        from zaitaku_desktop.typeset.attached import read_attached  # noqa: PLC0415 - pikepdf when it is needed

        meeting = self._meeting()
        if meeting is None:
            return
        files, troubles = [], []
        for path in paths:
            try:
                files.append((path, path.read_bytes()))
                read_attached(files[-1][1], path.name)
            except OSError:
                what, todo = "PDFを読み取れませんでした。", "ファイルを確かめて、もう一度選んでください。"
                troubles.append(KnownError(what, todo=todo, place=path.name))
            except KnownError as error:
                safe = "取り込みましたが、印刷では代わりに印のページが入ります。"
                troubles.append(KnownError(error.what, safe=safe, todo=error.todo, place=error.place))
        if files:
            change = partial(_attach, meeting_id=meeting.meeting.id, files=files)
            self._go_to(self._view.desk.perform("PDFの取り込み", change, self._view))
        for trouble in troubles:
            self._view.desk.bridge.failed.emit(trouble)

    def packet_parts(self) -> None:
        """中身を選ぶ…."""
        if chosen := self._chosen():
            dialog = PartsDialog(self, chosen[0])
            dialog.exec()
            dialog.deleteLater()
            self._view.show_now()

    # What the dialog of 中身 asks

    @property
    def meeting(self) -> MeetingSnapshot | None:
        """As it is now."""
        self._view.show_now()
        return self._view.meeting

    @property
    def theme(self) -> Any:
        """The look."""
        return self._view.theme

    @property
    def workspace(self) -> Any:
        """The open file."""
        return self._view.desk.bridge.workspace

    def window(self) -> Any:
        """Where dialogs stand."""
        return self._view.window()

    def packet_remove(self) -> None:
        """外す: its source stays."""
        if chosen := self._chosen():
            self._perform(handout.remove_handouts, chosen)

    def packet_up(self) -> None:
        """Before the one above."""
        self._step(-1)

    def packet_down(self) -> None:
        """Behind the one below."""
        self._step(1)

    def _step(self, step: int) -> None:
        chosen = self._chosen()
        if not chosen or self._view.meeting is None:
            return
        units = _units(self._view.meeting)
        rows = [row for row, unit in enumerate(units) if set(unit) & set(chosen)]
        to = rows[0] - 1 if step < 0 else rows[-1] + 2
        if 0 <= to <= len(units):
            self.put(chosen, units[to][0] if to < len(units) else None)

    def put(self, keys: Sequence[int], before: int | None) -> None:
        """Put 配付資料 before another (None = last); numbers, marks and references follow. A 差替 stays with what it
        replaces."""
        meeting = self._meeting()
        if meeting is None:
            return
        units = _units(meeting)
        moved = [key for unit in units if set(unit) & set(keys) for key in unit]
        target = next((unit[0] for unit in units if before in unit), None)
        if target not in moved:
            self._perform(handout.move_handouts, moved, target)
            self._view.list.setFocus()

    def packet_branch(self) -> None:
        """枝番にまとめる."""
        chosen = self._chosen()
        if len(chosen) < 2:
            self._say("枝番にする資料を、2つ以上選んでください（Shift+↓）。")
        else:
            self._perform(handout.make_branches, chosen)

    def packet_split(self) -> None:
        """枝番をやめる."""
        if chosen := self._chosen():
            self._perform(handout.split_branch, chosen[0])

    def packet_replace(self) -> None:
        """差替を作る: （訂正版） with the day of the meeting."""
        meeting = self._meeting()
        chosen = self._chosen() if meeting is not None else []
        if chosen and meeting is not None:
            self._go_to([self._perform(handout.replace_handout, chosen[0], meeting.meeting.day)])

    def packet_renumber(self) -> None:
        """番号を振り直す."""
        meeting = self._meeting()
        if meeting is not None:
            self._perform(handout.number_handouts, meeting.meeting.id)

    # Where it comes from

    def packet_open(self) -> None:
        """開く: the 資料 or 会議録 behind the one of the cursor."""
        self.open_item(self._view.list.current() or 0)

    def open_item(self, key: int) -> None:
        """Open what a 資料 is made from; a PDF or nothing has its 中身 shown."""
        view = self._view
        if view.meeting is None:
            return
        if key == 0:
            view.desk.view_asked.emit(view.meeting.meeting.id, "agenda")
            return
        with view.desk.bridge.workspace.read() as connection:
            here = {row.id for row in load_documents(connection) if row.meeting_id == view.meeting.meeting.id}
        tab = "minutes"
        for part in view.meeting.parts_of(key):
            if part.document_id in here:  # made of what others report: that is where it is written
                tab = "overview"
            elif part.document_id is not None:
                view.desk.document_asked.emit(part.document_id)
                return
            elif part.meeting_id is not None:
                view.desk.view_asked.emit(part.meeting_id, tab)
                return
        self.packet_parts()

    # Printing

    def _wish(self, act: Act, keys: Sequence[int] = ()) -> None:
        meeting = self._view.meeting
        if meeting is not None:
            self._view.desk.packet_asked.emit(PacketWish(act, meeting.meeting.id, tuple(keys)))

    def packet_print(self) -> None:
        """印刷…: all of it."""
        self._wish(Act.PRINT)

    def packet_print_chosen(self) -> None:
        """選んだ資料だけ印刷…."""
        self._wish(Act.PRINT, self._view.list.chosen())

    def packet_one(self) -> None:
        """1つのPDFに保存…."""
        self._wish(Act.ONE)

    def packet_each(self) -> None:
        """資料ごとに保存…."""
        self._wish(Act.EACH)

    def packet_fix(self) -> None:
        """確定."""
        self._wish(Act.FIX)

    def packet_unfix(self) -> None:
        """確定を取り消す…: the PDF that was kept goes; it comes back with 元に戻す."""
        meeting = self._view.meeting
        if meeting is None or not self._view.packet.fixed_at:
            return
        note = "確定したPDFを使うのをやめ、今の記録のとおりに印刷します。元に戻せます（Ctrl+Z）。"
        dialog = ReasonDialog(
            self.theme, "資料一式の確定を取り消す", "確定を取り消す", note, needed=False, parent=self.window()
        )
        if dialog.exec():
            self._perform(packet.unfix_packet, meeting.meeting.id)
            self._view.show_now()
        dialog.deleteLater()


def _units(meeting: MeetingSnapshot) -> list[list[int]]:
    """The 配付資料 in order, each with those that replace it."""
    units: dict[int, list[int]] = {}
    for row in meeting.handouts.values():
        first = row.replaces_id if row.replaces_id in meeting.handouts else row.id
        units.setdefault(first or row.id, []).append(row.id)
    return list(units.values())


def _add(session: Session, *, meeting_id: int, chosen: Sequence[Source], title: str) -> list[int]:
    """A 資料 for each source, last; and one that is only a title."""
    made = []
    for kind, source, words in chosen:
        made.append(handout.add_handout(session, meeting_id, words))
        handout.add_part(session, made[-1], kind, source)
    if title:
        made.append(handout.add_handout(session, meeting_id, title))
        handout.add_part(session, made[-1], PartKind.TITLE, title=title)
    return made


def _attach(session: Session, *, meeting_id: int, files: Sequence[tuple[Path, bytes]]) -> list[int]:
    """A 資料 for each PDF, last, called as its file."""
    made = []
    for path, content in files:
        kept = handout.keep_file(session, path.name, content)
        made.append(handout.add_handout(session, meeting_id, path.stem))
        handout.add_part(session, made[-1], PartKind.FILE, kept)
    return made


def _act(act: Callable[[], object], *_checked: bool) -> None:
    act()
