"""印刷, PDFに保存 and 確定 of a 資料一式: laid out and written beside the window."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.base.file_names import file_name, file_names
from zaitaku_desktop.base.files import replace_file
from zaitaku_desktop.forms.packet import Packet, read_packet
from zaitaku_desktop.model.snapshot import DocumentRow
from zaitaku_desktop.operations.packet import fix_packet
from zaitaku_desktop.storage.reading import load_documents
from zaitaku_desktop.storage.reading_meetings import load_content
from zaitaku_desktop.storage.workspace import Workspace
from zaitaku_desktop.typeset.boxes import Layout
from zaitaku_desktop.typeset.fonts import Faces
from zaitaku_ui.bridge import Bridge
from zaitaku_ui.errand import Errand
from zaitaku_ui.messages import MessageArea
from zaitaku_ui.packet.wishes import Act, PacketWish
from zaitaku_ui.preview.printing import print_with_dialog
from zaitaku_ui.theme import Theme
from zaitaku_ui.work import Progress

LAYING_OUT = 0.8
"""The part of the time that layout is told to take."""


class PacketPrinting(Errand):
    """Does what is wished, one at a time."""

    waiting = "前の印刷がまだ終わっていません。終わるまでお待ちください。"

    def __init__(self, bridge: Bridge, theme: Theme, area: MessageArea, host: QWidget, faces: Faces) -> None:
        super().__init__(bridge.workspace, theme, area, host)
        self._bridge = bridge
        self._faces = faces

    def do(self, wish: PacketWish) -> None:
        """Ask where, and begin."""
        if self._refuse_second():
            return
        try:
            packet, fixed = read_wished(self._workspace, wish.meeting_id)
            if fixed is None:  # what is fixed was looked at then
                if not self.confirm(self._documents(packet)):
                    return
                packet, fixed = read_wished(self._workspace, wish.meeting_id)
        except KnownError as error:
            self._area.show_trouble(error)
            return
        if wish.act is Act.PRINT:
            work = partial(_layout, packet, fixed, wish.keys)
            self._run(f"ページを組んでいます：{packet.title}", work, partial(self._print, packet))
        elif wish.act is Act.ONE:
            self._ask_one(packet, fixed)
        elif wish.act is Act.EACH:
            self._ask_each(packet, fixed)
        else:
            making = partial(_one, packet, None)
            self._run(f"確定するPDFを作っています：{packet.title}", making, partial(self._fix, packet))

    def _documents(self, packet: Packet) -> list[DocumentRow]:
        """The stored 資料 in it."""
        ids = {part.document_id for item in packet.items if not item.replaced for part in item.parts}
        with self._workspace.read() as connection:
            return [row for row in load_documents(connection) if row.id in ids]

    def _ask_one(self, packet: Packet, fixed: bytes | None) -> None:
        start = self._workspace.path.parent / file_name(packet.title.replace("　", "_"), ".pdf")
        found, _ = QFileDialog.getSaveFileName(self._host, "1つのPDFに保存", str(start), "PDF (*.pdf)")
        if found:
            target = Path(found)
            self.save_one(packet, fixed, target if target.suffix.lower() == ".pdf" else Path(f"{found}.pdf"))

    def save_one(self, packet: Packet, fixed: bytes | None, target: Path) -> None:
        """Write everything into `target`."""
        work = partial(_write_one, packet, fixed, target)
        self._run(f"PDFを作っています：{target.name}", work, self._one_saved)

    def _one_saved(self, path: Path) -> None:
        self._say_written("保存しました", path)

    def _ask_each(self, packet: Packet, fixed: bytes | None) -> None:
        found = QFileDialog.getExistingDirectory(
            self._host, "資料ごとのPDFを入れるフォルダー", str(self._workspace.path.parent)
        )
        if found:
            self.save_each(packet, fixed, Path(found))

    def save_each(self, packet: Packet, fixed: bytes | None, folder: Path) -> None:
        """Write a PDF for each 資料 into `folder`."""
        work = partial(_write_each, packet, fixed, folder)
        self._run(f"資料ごとのPDFを作っています：{folder.name}", work, self._each_saved)

    def _each_saved(self, paths: list[Path]) -> None:
        self._say_written(f"{len(paths)}件のPDFを保存しました", paths[0])

    def _print(self, packet: Packet, layout: Layout) -> None:
        self._end()
        try:
            printed = print_with_dialog(
                self._host,
                layout,
                self._faces,
                packet.title,
                copies=packet.options.copies or 1,
                two_sided=packet.options.two_sided,
            )
        except KnownError as error:
            self._area.show_trouble(error)
            return
        if printed:
            self._area.show_message("ok", f"プリンターに送りました：{packet.title}")

    def _fix(self, packet: Packet, made: tuple[bytes, int]) -> None:
        self._end()
        content, pages = made
        meeting_id = packet.meeting.meeting.id
        done = self._bridge.perform(
            "資料一式の確定", lambda session: fix_packet(session, meeting_id, content, pages), None
        )
        if done is not None:
            self._area.show_passing(
                "ok", f"資料一式を確定しました（{pages}ページ）。あとで記録を直しても、同じPDFを印刷できます。"
            )


def read_wished(workspace: Workspace, meeting_id: int) -> tuple[Packet, bytes | None]:
    """The 資料一式, and what was fixed of it. KnownError if the meeting is gone, or the fixed PDF."""
    with workspace.read() as connection:
        packet = read_packet(connection, meeting_id)
        digest = packet.options.fixed_digest
        return packet, load_content(connection, digest) if digest else None


def _layout(packet: Packet, fixed: bytes | None, keys: tuple[int, ...], progress: Progress) -> Layout:
    """The pages of all, or of the 資料 that are meant."""
    from zaitaku_desktop.forms.packet_fixed import fixed_pages  # noqa: PLC0415  reportlab and pikepdf with it
    from zaitaku_desktop.forms.packet_pages import lay_out_packet  # noqa: PLC0415

    pages = fixed_pages(packet, fixed) if fixed is not None else lay_out_packet(packet, Faces.load(), progress)
    chosen = [page for item in pages.items if not keys or item.item.key in keys for page in item.pages]
    if not chosen:
        raise KnownError("選んだ資料には、印刷するページがありません。", todo="ほかの資料を選んでください。")
    return Layout(chosen, packet.title)


def _one(packet: Packet, fixed: bytes | None, progress: Progress) -> tuple[bytes, int]:
    """One PDF of everything, and how many pages it has."""
    from zaitaku_desktop.forms.packet_pages import lay_out_packet, packet_pdf  # noqa: PLC0415  see _layout

    if fixed is not None:
        return fixed, packet.options.fixed_pages
    faces = Faces.load()
    pages = lay_out_packet(packet, faces, _Share(progress))
    return packet_pdf(pages, faces), len(pages.pages)


def _write_one(packet: Packet, fixed: bytes | None, target: Path, progress: Progress) -> Path:
    content, _ = _one(packet, fixed, progress)
    progress(0.99)
    replace_file(target, _Fill(content))
    return target


def _write_each(packet: Packet, fixed: bytes | None, folder: Path, progress: Progress) -> list[Path]:
    from zaitaku_desktop.forms.packet_fixed import fixed_parts  # noqa: PLC0415  see _layout
    from zaitaku_desktop.forms.packet_pages import item_pdf, lay_out_packet  # noqa: PLC0415

    if fixed is not None:
        contents = fixed_parts(fixed)
    else:
        faces = Faces.load()
        pages = lay_out_packet(packet, faces, _Share(progress))
        printed = [item for item in pages.items if item.pages]
        contents = [(item.item.file_title, item_pdf(item, faces)) for item in printed]
    written: list[Path] = []
    for name, (_, content) in zip(file_names([title for title, _ in contents], ".pdf"), contents, strict=True):
        progress(LAYING_OUT + (1 - LAYING_OUT) * len(written) / len(contents))
        replace_file(folder / name, _Fill(content))
        written.append(folder / name)
    return written


class _Share:
    """Layout is a part of the whole work."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def __call__(self, fraction: float) -> None:
        self._progress(LAYING_OUT * fraction)


class _Fill:
    """Fills the new file."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def __call__(self, path: Path) -> None:
        path.write_bytes(self._content)
