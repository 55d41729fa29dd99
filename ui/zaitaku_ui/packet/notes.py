"""What is to be known before a 資料一式 is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from zaitaku_desktop.forms.packet_fixed import fixed_words
from zaitaku_desktop.forms.packet_pages import ItemPages
from zaitaku_desktop.model.meeting_rows import MeetingSnapshot, PacketRow
from zaitaku_ui.packet.settings import Note
from zaitaku_ui.theme import Theme

LOCKED = "会議録が確定しているため、資料の並びと中身は変えられません。印刷はできます。"
_Words = tuple[str, str, str, Callable[[], object] | None]


def notes_of(
    theme: Theme,
    packet: PacketRow,
    meeting: MeetingSnapshot | None,
    made: Sequence[ItemPages],
    go_to: Callable[[int], object],
    open_item: Callable[[int], object],
) -> list[Note]:
    """`made` = the pages that are printed; `go_to`, `open_item` = to a 資料 of the list, by its key."""
    if packet.fixed_at:
        when = fixed_words(packet.fixed_at)
        return [Note(theme, "info", f"{when}に確定しました。記録を直しても、このときのPDFを印刷します。")]
    notes = [Note(theme, *words) for one in made for words in _of_item(one, go_to, open_item)]
    if meeting is not None and meeting.locked:
        notes.append(Note(theme, "info", LOCKED))
    return notes


def _of_item(one: ItemPages, go_to: Callable[[int], object], open_item: Callable[[int], object]) -> Iterator[_Words]:
    name, key = one.item.name, one.item.key
    show = ("その資料を見る", partial(go_to, key))
    for words in one.troubles:
        yield ("err", f"{name}：{words}代わりに印のページを入れます。", *show)
    for words in one.blanks:
        said = f"{name}に未入力があります（{words}）。このまま印刷できます。"
        yield ("warn", said, "その資料を開く", partial(open_item, key))
    if one.missing:
        yield ("warn", f"{name}に〓で印刷される文字があります：{'　'.join(one.missing[:6])}", *show)
