"""What the command line accepts, and its help. Knows no command: `cli.py` hands in what runs."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from zaitaku_desktop.commands.listed import listed_id, meeting_id

Runner = Callable[[argparse.Namespace], int]

FORM_KEY = re.compile(r"p[1-6]|own[1-9][0-9]*")
"""The presets, and what a data file calls its own forms."""
PAPERS = ("plan", "minutes", "agenda", "roster", "document", "training", "consultation", "indicator")
"""What a source can be imported as."""

# argparse's own sentences; what it fills in is kept.
_MESSAGES = (
    (r"the following arguments are required: (.+)", r"次の指定が足りません：\1"),
    (r"unrecognized arguments: (.+)", r"知らない指定があります：\1"),
    (r"argument (.+?): expected (?:one|at least one) argument", r"\1 の値が足りません"),
    (
        r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)",
        r"\1 に \2 は使えません。使えるもの：\3",
    ),
    (r"argument (.+?): invalid \w+ value: (.+)", r"\1 に \2 は使えません"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 と \2 は同時に指定できません"),
    (r"ambiguous option: (.+?) could match (.+)", r"\1 はどれか決まりません：\2"),
)


class Parser(argparse.ArgumentParser):
    """An ArgumentParser that speaks Japanese and says what is wrong on one line."""

    def __init__(self, **settings: object) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **settings)  # type: ignore[arg-type]
        self.asked = self.add_argument_group("指定するもの")
        self.optional = self.add_argument_group("選べるもの")
        self.optional.add_argument("-h", "--help", action="help", help="この説明を出します")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments and leave with exit code 2."""
        for pattern, japanese in _MESSAGES:
            message, found = re.subn(f"^{pattern}$", japanese, message)
            if found:
                break
        self.exit(2, f"{message}。使い方は {self.prog} --help でわかります。\n")

    def format_usage(self) -> str:
        """The usage line."""
        return super().format_usage().replace("usage: ", "使い方：", 1)

    def format_help(self) -> str:
        """The whole help of the program or of one command."""
        return super().format_help().replace("usage: ", "使い方：", 1)


def parse(argv: Sequence[str] | None, runners: Mapping[str, Runner]) -> argparse.Namespace:
    """The arguments of one command, with `run` = what runs it. Wrong usage raises SystemExit(2)."""
    top = parser(runners)
    given = top.parse_args(argv)
    if problem := _problem(given):
        top.error(problem)
    return given


def _problem(given: argparse.Namespace) -> str:
    """What argparse cannot say by itself about arguments that belong together."""
    if given.command == "new" and not (given.name or "").strip() and given.dump is None:
        return "--name か --from のどちらかを指定してください"
    if given.command == "import" and given.form and given.kind not in (None, "plan"):
        return "--form は計画を取り込むときだけ指定できます"
    if given.command == "print" and [given.all, bool(given.ids), given.meeting is not None].count(True) != 1:
        return "印刷する資料の番号、--meeting、--all のどれか一つを指定してください"
    if given.command == "import" and given.form and not FORM_KEY.fullmatch(given.form):
        return f"--form に {given.form} は使えません。使えるもの：form list で出るもの（p1 から p6、own1 など）"
    return ""


def parser(runners: Mapping[str, Runner]) -> Parser:
    """The parser of the whole command line. `runners` = what runs each command, by its name."""
    top = Parser(
        prog="zaitaku-cli",
        description="在宅連携デスクのデータファイル（.zaitaku）を、画面なしで扱います。",
        epilog="終了コード：0 できた、1 断った・取り込めるものがなかった・点検で見つかった、2 指定のしかたが違う。",
    )
    commands = top.add_subparsers(dest="command", metavar="命令", title="命令", required=True)
    for name, (help_text, add) in _COMMANDS.items():
        command = commands.add_parser(name, help=help_text, description=help_text)
        add(command)
        command.set_defaults(run=runners[name])
    return top


def _file(command: Parser) -> None:
    command.asked.add_argument("file", metavar="FILE", type=Path, help="データファイル（.zaitaku）")


def _json(command: Parser) -> None:
    command.optional.add_argument("--json", action="store_true", help="結果を JSON で出します")


def _new(command: Parser) -> None:
    _file(command)
    command.optional.add_argument("--name", metavar="市名", help="自治体の名前（--from がなければ必要）")
    command.optional.add_argument(
        "--from", dest="dump", metavar="DUMP.json", type=Path, help="dump で書き出したものから作り直します"
    )


def _list(command: Parser) -> None:
    _file(command)
    _json(command)


def _print(command: Parser) -> None:
    _file(command)
    command.asked.add_argument(
        "ids",
        metavar="ID",
        type=listed_id,
        nargs="*",
        help="印刷する資料の番号（list で出るもの。資料一式は packet-2 など）",
    )
    command.optional.add_argument("--all", action="store_true", help="すべての資料を印刷します")
    command.optional.add_argument(
        "--meeting",
        metavar="ID",
        type=meeting_id,
        help="会議の資料一式（次第と配付資料）を印刷します。会議の番号でも、list で出る packet-2 などでもかまいません",
    )
    command.optional.add_argument(
        "--out",
        metavar="DIR|X.pdf",
        type=Path,
        required=True,
        help="出力先。フォルダーなら資料ごとに1つ、.pdf なら1つにまとめます",
    )


def _import(command: Parser) -> None:
    _file(command)
    command.asked.add_argument(
        "source",
        metavar="SOURCE",
        type=Path,
        help="取り込む Excel（.xlsx）、文字のファイル（.tsv、.txt）、Word（.docx）、PDF",
    )
    command.optional.add_argument(
        "--as",
        dest="kind",
        choices=PAPERS,
        help="何として取り込むか。plan 計画、minutes 会議録、agenda 次第、roster 委員名簿、document 自由文書、"
        "training 研修、consultation 相談件数、indicator 指標。"
        "指定がなければ中身で見分けます（見分けられない Excel は plan とします）",
    )
    command.optional.add_argument(
        "--form", metavar="KEY", help="様式（form list で出るもの）。指定がなければ見出しから見分けます"
    )
    command.optional.add_argument("--dry-run", action="store_true", help="取り込まずに、何が変わるかだけを出します")
    _json(command)


def _export(command: Parser) -> None:
    _file(command)
    command.asked.add_argument("id", metavar="ID", type=listed_id, help="書き出す資料の番号（list で出るもの）")
    command.optional.add_argument(
        "--format", choices=("xlsx", "docx"), default="", help="形式。指定がなければ出力先の名前のとおり"
    )
    command.optional.add_argument(
        "--for",
        dest="purpose",
        choices=("print", "data"),
        default="print",
        help="print は印刷用（見たまま）、data はデータ用（集計向け）。指定がなければ print です",
    )
    command.optional.add_argument("--out", metavar="X.xlsx|X.docx", type=Path, required=True, help="出力先")


def _form(command: Parser) -> None:
    actions = command.add_subparsers(dest="action", metavar="すること", title="すること", required=True)
    for name, (help_text, add) in _FORM_ACTIONS.items():
        action = actions.add_parser(name, help=help_text, description=help_text)
        _file(action)
        add(action)


def _form_export(command: Parser) -> None:
    command.asked.add_argument("key", metavar="KEY", help="書き出す様式（form list で出るもの）")
    command.optional.add_argument("--out", metavar="X.toml", type=Path, required=True, help="出力先")


def _form_import(command: Parser) -> None:
    command.asked.add_argument("source", metavar="X.toml", type=Path, help="様式のファイル")
    command.optional.add_argument(
        "--name", metavar="名前", default="", help="様式の名前。指定がなければファイルのとおり"
    )
    _json(command)


def _dump(command: Parser) -> None:
    _file(command)
    command.optional.add_argument("--json", action="store_true", help="JSON で出します（いつも JSON です）")


def _verify(command: Parser) -> None:
    _file(command)
    _json(command)


def _restore(command: Parser) -> None:
    _file(command)
    command.asked.add_argument("backup", metavar="BACKUP", type=Path, help="戻す控え")


_FORM_ACTIONS: dict[str, tuple[str, Callable[[Parser], None]]] = {
    "list": ("様式を並べます。", _json),
    "export": ("様式をファイルに書き出します。ほかの自治体に渡せます。", _form_export),
    "import": ("ファイルの様式を読み込みます。今ある様式は変えません。", _form_import),
}
_COMMANDS: dict[str, tuple[str, Callable[[Parser], None]]] = {
    "sample": ("見本の自治体のデータファイルを作ります。", _file),
    "new": ("新しいデータファイルを作ります。", _new),
    "list": ("印刷できる資料を並べます。", _list),
    "print": ("資料を PDF に印刷します。", _print),
    "export": ("資料を Excel か Word のファイルに書き出します。Excel で直したものは import で取り込めます。", _export),
    "import": ("計画表、会議録、次第、委員名簿を取り込みます。今ある内容は上書きしません。", _import),
    "form": ("様式を並べる（list）、ファイルに書き出す（export）、ファイルから読み込む（import）。", _form),
    "check": ("日付と曜日、実績の未入力、印刷できない文字を点検します。", _verify),
    "dump": ("すべての記録を、このアプリがなくても読める形で出します。", _dump),
    "verify": ("データファイルや控えが壊れていないか確かめます。", _verify),
    "backup": ("データファイルの控えを取ります。", _file),
    "restore": ("控えの内容に戻します。今の内容は先に控えを取ります。", _restore),
}
