"""The command line: every menu command that needs no screen.

Exit codes: 0 done, 1 refused, nothing taken or something found (`check`), 2 wrong usage. Messages go to stderr,
in Japanese, one line each, without a traceback; what a command reports goes to stdout. The commands themselves are
imported only when they run, so that the help appears at once.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from zaitaku_desktop.base.errors import Cancelled, KnownError
from zaitaku_desktop.base.own_process import READING
from zaitaku_desktop.commands import arguments
from zaitaku_desktop.commands.listed import ListedId


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code. Wrong usage raises SystemExit(2), as argparse does."""
    if argv is None and sys.argv[1:2] == [READING]:
        from zaitaku_desktop.exchange.reading_process import main as read

        return read(sys.argv[2:])
    _write_utf8()
    chosen = arguments.parse(argv, RUNNERS)
    try:
        code: int = chosen.run(chosen)
        sys.stdout.flush()
    except KnownError as error:
        return _refuse(error.message)
    except (Cancelled, KeyboardInterrupt):
        return _refuse("途中でやめました。今の内容は残っています。")
    except BrokenPipeError:
        # The reader (head, less) has gone; the interpreter's own flush at exit must not complain again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as bug:  # noqa: BLE001  the last stop: say it in one line, without anyone's data
        return _refuse(_describe(bug))
    return code


def _refuse(message: str) -> int:
    print(" ".join(message.split("\n")), file=sys.stderr)
    return 1


def _describe(bug: Exception) -> str:
    """Where the program went wrong. No text of the exception: it may quote what stands in the file."""
    trace = bug.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace is not None else ""
    return (
        "プログラムの中で思わぬことが起きました。データファイルは今の内容のまま残っています。"
        f"次の印を添えて、作成元に知らせてください：{type(bug).__name__} {place}"
    )


def _write_utf8() -> None:
    """Names may hold letters that a console's own encoding lacks (𠮷 in cp932)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _sample(given: argparse.Namespace) -> int:
    from zaitaku_desktop.commands.making import write_sample

    return write_sample(given.file)


def _new(given: argparse.Namespace) -> int:
    from zaitaku_desktop.commands.making import create

    return create(given.file, name=given.name, dump=given.dump)


def _list(given: argparse.Namespace) -> int:
    from zaitaku_desktop.commands.listing import list_documents

    return list_documents(given.file, as_json=given.json)


def _print(given: argparse.Namespace) -> int:
    from zaitaku_desktop.commands.printing import print_listed

    ids = given.ids if given.meeting is None else [ListedId(given.meeting, packet=True)]
    return print_listed(given.file, ids, everything=given.all, out=given.out)


def _export(given: argparse.Namespace) -> int:
    from zaitaku_desktop.commands.exporting import export_document

    return export_document(given.file, given.id, kind=given.purpose, out=given.out, form=given.format)


def _import(given: argparse.Namespace) -> int:
    from zaitaku_desktop.commands.importing import import_source, is_paper_import
    from zaitaku_desktop.commands.importing_figures import import_figures, is_figures_import

    figures = given.kind in ("training", "consultation", "indicator")
    if figures or (given.kind is None and given.form is None and is_figures_import(given.source)):
        return import_figures(given.file, given.source, kind=given.kind, dry_run=given.dry_run, as_json=given.json)
    if is_paper_import(given.source, given.kind or ("plan" if given.form else None)):
        from zaitaku_desktop.commands.importing_papers import import_documents, import_paper

        if given.kind == "document":
            return import_documents(given.file, given.source, dry_run=given.dry_run, as_json=given.json)
        return import_paper(given.file, given.source, kind=given.kind, dry_run=given.dry_run, as_json=given.json)
    return import_source(given.file, given.source, form=given.form, dry_run=given.dry_run, as_json=given.json)


def _form(given: argparse.Namespace) -> int:
    from zaitaku_desktop.commands import form_files

    if given.action == "list":
        return form_files.list_forms(given.file, as_json=given.json)
    if given.action == "export":
        return form_files.export_form(given.file, given.key, out=given.out)
    return form_files.import_form(given.file, given.source, name=given.name, as_json=given.json)


def _check(given: argparse.Namespace) -> int:
    from zaitaku_desktop.commands.checking import check

    return check(given.file, as_json=given.json)


def _dump(given: argparse.Namespace) -> int:
    from zaitaku_desktop.commands.listing import dump

    return dump(given.file)


def _verify(given: argparse.Namespace) -> int:
    from zaitaku_desktop.commands.data_files import verify

    return verify(given.file, as_json=given.json)


def _backup(given: argparse.Namespace) -> int:
    from zaitaku_desktop.commands.data_files import back_up

    return back_up(given.file)


def _restore(given: argparse.Namespace) -> int:
    from zaitaku_desktop.commands.data_files import restore

    return restore(given.file, given.backup)


RUNNERS: dict[str, arguments.Runner] = {
    "sample": _sample,
    "new": _new,
    "list": _list,
    "print": _print,
    "export": _export,
    "import": _import,
    "form": _form,
    "check": _check,
    "dump": _dump,
    "verify": _verify,
    "backup": _backup,
    "restore": _restore,
}
