"""gongkai report：读、核对政府信息公开工作年度报告。

Only the words of the command; what it does is imported when it is called, so that other commands start without it.
"""

import argparse
from collections.abc import Callable
from importlib import import_module

from gongkai.cli.answers import add_json_option
from gongkai.cli.chinese import Commands, add_commands

_FILE_HELP = "已公布的年度报告：网页（.html）或复制下来的纯文本（.txt）"


def register(commands: Commands) -> None:
    """Add the command and its parts."""
    parser = commands.add_parser(
        "report", help="读取、核对年度报告", description="读取、核对政府信息公开工作年度报告的法定表格和正文数字。"
    )
    parts = add_commands(parser, dest="part")
    _add_read(parts)
    _add_check(parts)


def _add_read(parts: Commands) -> None:
    parser = parts.add_parser(
        "read",
        help="把年度报告读成法定表格",
        description="把任何一份已公布的年度报告读成法定的三张表，并列出正文中的数字。原文没有的一律留空并列明，不当作零。",
    )
    parser.add_argument("file", metavar="文件", help=_FILE_HELP)
    add_json_option(parser)
    parser.set_defaults(run=_later("read"))


def _add_check(parts: Commands) -> None:
    parser = parts.add_parser(
        "check",
        help="核对年度报告的勾稽关系和正文数字",
        description="核对年度报告：表内勾稽关系、与上年报告的衔接、正文与表格是否一致。",
    )
    parser.add_argument("file", metavar="文件", help=_FILE_HELP)
    parser.add_argument("--previous", metavar="文件", help="上一年的年度报告，用来核对结转数和现行有效件数")
    add_json_option(parser)
    parser.set_defaults(run=_later("check"))


def _later(name: str) -> Callable[[argparse.Namespace], int]:
    """Return an act that is imported when it is called."""

    def act(arguments: argparse.Namespace) -> int:
        run: Callable[[argparse.Namespace], int] = getattr(import_module("gongkai.cli.report_acts"), name)
        return run(arguments)

    return act
