"""What the list of a 資料一式 says of each 資料."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from zaitaku_desktop.forms.packet import AGENDA
from zaitaku_desktop.forms.packet_pages import ItemPages
from zaitaku_desktop.model.handout import HandoutKind, PartKind
from zaitaku_desktop.model.meeting_rows import HandoutRow, MeetingSnapshot
from zaitaku_desktop.model.meeting_vocabulary import called
from zaitaku_desktop.operations.contents import size_words
from zaitaku_desktop.typeset.digits import set_digits
from zaitaku_ui.packet.lines import PacketLine

CHIPS = {HandoutKind.ON_DAY: "当日配付", HandoutKind.REFERENCE: "参考", HandoutKind.REPLACEMENT: "差替"}
SOURCES = {PartKind.DOCUMENT: "資料から作成", PartKind.MINUTES: "会議録から作成", PartKind.FILE: "PDFファイル"}
NO_NUMBER = "番号なし"


class _States(Protocol):
    def __call__(self, made: ItemPages | None, *, printed: bool) -> tuple[str, str]:
        """(words, level) of a 資料 with these pages. `printed` = pages are expected."""


def lines_of(meeting: MeetingSnapshot, made: Mapping[int, ItemPages], *, fixed: bool = False) -> list[PacketLine]:
    """The 次第 and each 配付資料. `made` = what was laid out last, by id (0 = the 次第); `fixed` = what was fixed."""
    states = _fixed_state if fixed else _state
    return [
        _agenda(meeting, made.get(0), states),
        *(_line(meeting, row, made.get(row.id), states) for row in meeting.handouts.values()),
    ]


def _agenda(meeting: MeetingSnapshot, made: ItemPages | None, states: _States) -> PacketLine:
    state, level = states(made, printed=True)
    page = made.pages[0] if made is not None and made.pages else None
    return PacketLine(0, AGENDA, meeting.name, _caption(made, "次第から作成"), state, level, framed=False, page=page)


def _line(meeting: MeetingSnapshot, row: HandoutRow, made: ItemPages | None, states: _States) -> PacketLine:
    parts = meeting.parts_of(row.id)
    kinds = list(dict.fromkeys(part.kind for part in parts))
    source = SOURCES.get(kinds[0], "") if len(kinds) == 1 else "いくつかの部分から作成" if kinds else ""
    source += f"（{len(parts)}つ）" if len(parts) > 1 and source else ""
    files = [meeting.files.get(part.file_id or 0) for part in parts]
    size = sum(file.size for file in files if file is not None)
    source += f"　{size_words(size)}" if size else ""
    replaced = any(other.replaces_id == row.id for other in meeting.handouts.values())
    printed = bool(parts) and kinds != [PartKind.TITLE]
    state, level = ("差し替え済み", "") if replaced else states(made, printed=printed)
    mark = set_digits(row.mark, "half") if row.number is not None or row.label != "資料" else NO_NUMBER
    pages = made.pages if made is not None else []
    return PacketLine(
        row.id,
        mark,
        meeting.handout_title(row) or "（題名なし）",
        _caption(made, source),
        state,
        level,
        CHIPS.get(row.kind, ""),
        framed=mark != NO_NUMBER,
        page=pages[0] if pages else None,
        tip="\n".join(meeting.part_title(part) or called(part.kind) for part in parts),
    )


def _caption(made: ItemPages | None, source: str) -> str:
    count = len(made.pages) if made is not None else 0
    return "　".join(word for word in (f"{count}ページ" if count else "", source) if word)


def _fixed_state(made: ItemPages | None, *, printed: bool) -> tuple[str, str]:
    """(words, level) once the 資料一式 is fixed."""
    if made is not None:
        return "確定済み", "ok"
    return ("確定後に追加", "warn") if printed else ("別に用意", "")


def _state(made: ItemPages | None, *, printed: bool) -> tuple[str, str]:
    """(words, level)."""
    if not printed:
        return "別に用意", ""
    if made is None:
        return "", ""
    if made.troubles:
        return "印刷できません", "err"
    if made.blanks or made.missing:
        return "確かめる", "warn"
    return "準備済み", "ok"
