"""命令行入口 gongkai：认出命令，交给它办理，答以退出码。

What lives here: the list of commands and what becomes of their failures. A command is a module of this package with
`register(commands)`, which adds a parser and sets `run`, a function from the arguments to the exit code.
"""

import os
import sys
import traceback
from collections.abc import Sequence
from types import ModuleType

from gongkai.cli import audit, deadline, demo, fee, office, report, search, serve, site, workdays
from gongkai.cli.answers import CANNOT_RUN, FINE, CannotRun, complain
from gongkai.cli.chinese import ChineseParser, add_commands

COMMANDS: tuple[ModuleType, ...] = (serve, office, demo, workdays, deadline, fee, report, search, site, audit)
"""Modules with `register(commands)`, in the order in which the help lists them."""

EPILOG = "退出码：0 正常；1 有“禁止发布”或“错误”级的问题；2 无法办理。"


def build_parser(commands: Sequence[ModuleType] = COMMANDS) -> ChineseParser:
    """Return the parser of the whole command line."""
    parser = ChineseParser(prog="gongkai", description="公开：基层政府机关政府信息公开工作系统。", epilog=EPILOG)
    entries = add_commands(parser)
    for command in commands:
        command.register(entries)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (0 fine, 1 findings, 2 cannot run)."""
    arguments = build_parser(COMMANDS).parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except CannotRun as refusal:
        complain(str(refusal))
    except BrokenPipeError:
        _drop_output()
        return FINE
    except KeyboardInterrupt:
        complain("已中断。")
    except Exception:  # noqa: BLE001  Python's own exit code for a crash is 1, which here means "findings".
        traceback.print_exc()
        complain("程序出错，未能办理。请将以上内容发给系统管理员。")
    return CANNOT_RUN


def _drop_output() -> None:
    """Let the rest of the answer go nowhere: whoever read it (`| head`) has seen enough."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
