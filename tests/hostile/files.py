"""Files that are no workbook, or one of a kind that needs care."""

from __future__ import annotations

import os
import random
from pathlib import Path

from hostile.frame import BROKEN, HEAD, KIND, MAIN, MB, OFFICE, PACKAGE, Parts, changed, good, hostile, put


@hostile("refused", "パスワード")
def encrypted(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le"))


@hostile("refused", ".xls")
def old_xls(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096))


@hostile("refused", "空")
def no_bytes(path: Path) -> None:
    path.write_bytes(b"")


@hostile("refused", BROKEN)
def cut_off(path: Path) -> None:
    put(path, good())
    path.write_bytes(path.read_bytes()[:-700])


@hostile("refused", "MB")
def too_many_bytes(path: Path) -> None:
    with path.open("wb") as stream:
        stream.write(b"PK\x03\x04")
        stream.truncate(200 * MB)


@hostile("refused", "ではありません")
def binary_workbook(path: Path) -> None:
    parts = good()
    parts["xl/workbook.bin"] = parts.pop("xl/workbook.xml")
    put(path, parts)


@hostile("refused", "ではありません")
def strict_workbook(path: Path) -> None:
    put(path, changed("xl/workbook.xml", MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"))


@hostile("read")
def with_macros(path: Path) -> None:
    put(path, macro_book())


def macro_book() -> Parts:
    """A workbook with macros and a link to another book, under the name of one without."""
    parts = changed("[Content_Types].xml", f"{KIND}.sheet.main", "application/vnd.ms-excel.sheet.macroEnabled.main")
    parts["xl/vbaProject.bin"] = random.Random(1).randbytes(3000)
    relation = f'<Relationship Id="rx" Type="{OFFICE}/externalLink" Target="externalLinks/externalLink1.xml"/>'
    rels = "xl/_rels/workbook.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", f"{relation}</Relationships>".encode())
    parts["xl/externalLinks/externalLink1.xml"] = f'{HEAD}<externalLink xmlns="{MAIN}"/>'.encode()
    parts["xl/externalLinks/_rels/externalLink1.xml.rels"] = (
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" TargetMode="External" '
        f'Type="{OFFICE}/externalLinkPath" Target="file:///C:\\係\\昨年度の表.xlsx"/></Relationships>'
    ).encode()
    return parts


@hostile("refused", "フォルダー")
def folder(path: Path) -> None:
    path.mkdir()


if os.name == "posix":

    @hostile("read")
    def link_to_a_book(path: Path) -> None:
        put(path.with_name("本体.xlsx"), good())
        path.symlink_to(path.with_name("本体.xlsx"))

    @hostile("refused")
    def link_to_itself(path: Path) -> None:
        path.symlink_to(path)

    @hostile("refused", "ではありません")
    def named_pipe(path: Path) -> None:
        os.mkfifo(path)
