"""`form`: the 様式 of a data file listed, written to a file to hand on, taken from one."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from zaitaku_desktop.base.errors import KnownError
from zaitaku_desktop.commands.report import print_json
from zaitaku_desktop.forms.form_file import SUFFIX, read_form_file, write_form_file
from zaitaku_desktop.forms.library import Library, read_library
from zaitaku_desktop.operations.own_forms import take_form
from zaitaku_desktop.storage.reading import load_documents
from zaitaku_desktop.storage.workspace import NotSaved, Workspace


def list_forms(path: Path, *, as_json: bool) -> int:
    """`form list FILE`: every 様式, which 資料 are in it, and why one cannot be read. 1 if any cannot."""
    workspace = Workspace.open(path, read_only=True)
    try:
        with workspace.read() as connection:
            library, documents = read_library(connection), load_documents(connection)
    finally:
        workspace.close()
    users: dict[str, list[int]] = {}
    for document in documents:
        users.setdefault(document.form, []).append(document.id)
    keys = dict.fromkeys((*library.forms, *library.unreadable))
    rows = [_row(library, key, users.get(key, [])) for key in keys]
    if as_json:
        print_json(rows)
    else:
        for row in rows:
            kind = "自治体の様式" if row["own"] else "備え付け"
            print("\t".join((str(row["key"]), kind, str(row["name"]), str(row["why"]))).rstrip("\t"))
    return 1 if library.unreadable else 0


def _row(library: Library, key: str, documents: list[int]) -> dict[str, object]:
    form, trouble = library.forms.get(key), library.unreadable.get(key)
    return {
        "key": key,
        "name": library.name(key),
        "own": key in library.names,
        "base": "" if form is None else form.base,
        "documents": documents,
        "why": "" if trouble is None else trouble.what,
    }


def export_form(path: Path, key: str, *, out: Path) -> int:
    """`form export FILE KEY --out X.toml`."""
    if out.suffix.lower() != SUFFIX:
        raise KnownError(
            f"出力先は {SUFFIX} で終わる名前にしてください。",
            safe="何も書き出していません。",
            place=out.name or str(out),
        )
    workspace = Workspace.open(path, read_only=True)
    try:
        with workspace.read() as connection:
            form = read_library(connection).form(key)
    finally:
        workspace.close()
    write_form_file(out, form)
    print(out)
    return 0


def import_form(path: Path, source: Path, *, name: str, as_json: bool) -> int:
    """`form import FILE X.toml`: the form under a key of its own, with the fields it brings. One undo step."""
    with Workspace.open(path) as workspace:
        with workspace.read() as connection:
            file = read_form_file(source, read_library(connection))
        key = workspace.perform("様式の読み込み", partial(take_form, file=file, name=name)).result
        try:
            workspace.flush()  # nothing is reported before it is on the disk
        except NotSaved as error:
            safe = "様式は書き込んでいません。"
            raise KnownError(error.what, safe=safe, todo=error.todo, place=error.place) from error
        with workspace.read() as connection:
            made = read_library(connection).form(key)
    fields = [field.name for field in file.new]
    if as_json:
        print_json({"key": key, "name": made.name, "fields": fields})
    else:
        print(f"様式を読み込みました\t{key}\t{made.name}")
        for field in fields:
            print(f"欄を作りました\t{field}")
    return 0
