"""`print --meeting`: the 資料一式 of a meeting, as one PDF or one for each 資料."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from zaitaku_desktop.base.file_names import file_names
from zaitaku_desktop.base.files import replace_file
from zaitaku_desktop.commands.printing import make_folder
from zaitaku_desktop.forms.packet import Packet, read_packet
from zaitaku_desktop.forms.packet_fixed import fixed_parts, fixed_words
from zaitaku_desktop.forms.packet_pages import PacketPages, item_pdf, lay_out_packet, packet_pdf
from zaitaku_desktop.storage.reading_meetings import load_content
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_desktop.typeset.fonts import Faces


def print_packet(path: Path, meeting_id: int, *, out: Path) -> int:
    """Into X.pdf, or a file each into a folder. A fixed 資料一式 is written as it was fixed."""
    packet, fixed = _read(path, meeting_id)
    if fixed is not None:
        if out.suffix.lower() == ".pdf":
            _write(out, fixed)
            print(out)
        else:
            _write_each(out, fixed_parts(fixed))
        print(f"確定\t{packet.title}\t{fixed_words(packet.options.fixed_at)}に確定した内容です")
        return 0
    faces = Faces.load()
    pages = lay_out_packet(packet, faces)
    if out.suffix.lower() == ".pdf":
        _write(out, packet_pdf(pages, faces))
        print(out)
    else:
        _write_each(out, [(one.item.file_title, item_pdf(one, faces)) for one in pages.items if one.pages])
    _tell(pages)
    return 0


def _write_each(folder: Path, contents: Sequence[tuple[str, bytes]]) -> None:
    """A file for each 資料: (what it is called, its PDF)."""
    make_folder(folder)
    for name, (_, content) in zip(file_names([title for title, _ in contents], ".pdf"), contents, strict=True):
        _write(folder / name, content)
        print(folder / name)


def _read(path: Path, meeting_id: int) -> tuple[Packet, bytes | None]:
    workspace = Workspace.open(path, read_only=True)
    try:
        with workspace.read() as connection:
            packet = read_packet(connection, meeting_id)
            fixed = packet.options.fixed_digest
            return packet, load_content(connection, fixed) if fixed else None
    finally:
        workspace.close()


def _tell(pages: PacketPages) -> None:
    """A line for each 資料 that is not printed as it should be, or is not complete."""
    for one in pages.items:
        for trouble in one.troubles:
            print(f"印刷できません\t{one.item.name}\t{trouble}")
        for words in one.blanks:
            print(f"未入力\t{one.item.name}\t{words}")
        if not one.pages:
            print(f"別に用意\t{one.item.name}\t中身がないため、ページはありません")


def _write(target: Path, content: bytes) -> None:
    def write(part: Path) -> None:
        part.write_bytes(content)

    replace_file(target, write)
