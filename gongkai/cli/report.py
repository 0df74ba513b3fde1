"""gongkai report：读取、核对、登记、编制、汇总政府信息公开工作年度报告。

Only the words of the command; what it does is imported when it is called, so that other commands start without it.
"""

import argparse
from collections.abc import Callable
from importlib import import_module

from gongkai.cli.answers import add_json_option
from gongkai.cli.chinese import Commands, add_commands
from gongkai.cli.django_door import with_django
from gongkai.cli.values import count_value, date_value

_FILE_HELP = "已公布的年度报告：网页（.html、.htm）、Word 文档（.docx）、Excel 工作簿（.xlsx）、PDF（.pdf）、JSON 数据（.json）或复制下来的纯文本（.txt）"


def register(commands: Commands) -> None:
    """Add the command and its parts."""
    parser = commands.add_parser(
        "report",
        help="读取、核对、登记、编制、汇总年度报告",
        description="政府信息公开工作年度报告：读取法定表格和正文数字，核对勾稽关系，登记为待审校的信息，按登记数据编制，全区汇总。",
    )
    parts = add_commands(parser, dest="part")
    _add_read(parts)
    _add_check(parts)
    _add_import(parts)
    _add_build(parts)
    _add_schema(parts)
    _add_aggregate(parts)


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


def _add_import(parts: Commands) -> None:
    parser = parts.add_parser(
        "import",
        help="把年度报告登记为信息",
        description="把一份年度报告连同表格和正文登记为信息，拟为主动公开，放在该机构的年报栏目下，等待认定和审校。",
    )
    parser.add_argument("file", metavar="文件", help=_FILE_HELP)
    _add_office(parser)
    add_json_option(parser)
    parser.set_defaults(run=with_django("gongkai.cli.report_records", "bring_in"))


def _add_build(parts: Commands) -> None:
    parser = parts.add_parser(
        "build",
        help="按登记数据编制年度报告",
        description="按登记数据编制一个年度的报告，写出网页、Word 文档、PDF、Excel 工作簿和 JSON，另写各单元格的数据依据；该年度尚未登记报告的，同时登记为信息，等待认定和审校。",
    )
    parser.add_argument("year", metavar="年度", type=count_value, help="如 2025")
    _add_office(parser)
    parser.add_argument("--out", metavar="目录", required=True, help="写出文件的目录，没有时建立")
    add_json_option(parser)
    parser.set_defaults(run=with_django("gongkai.cli.report_records", "build"))


def _add_schema(parts: Commands) -> None:
    parser = parts.add_parser(
        "schema",
        help="显示年度报告 JSON 数据的格式",
        description="显示年度报告 JSON 数据的格式（JSON Schema）：report read --json 的输出和 report build 写出的 JSON 都符合它。",
    )
    parser.set_defaults(run=_later("schema"))


def _add_aggregate(parts: Commands) -> None:
    parser = parts.add_parser(
        "aggregate",
        help="汇总全区各单位的年度报告",
        description="把系统内各机构登记的年度报告和其他单位交来的文件逐格相加，逐份核对，核对合计数、撤并后的上年结转、"
        "缺报迟报和文字雷同，并与上年比较。没有提供的格不作零计；读不了、认不出、重复的文件逐个说明。",
    )
    parser.add_argument("year", metavar="年度", type=count_value, help="如 2025")
    parser.add_argument("--out", metavar="目录", help="写出网页、XLSX、JSON 和各单位退回意见的目录，没有时建立")
    parser.add_argument("--files", metavar="文件", nargs="+", default=[], help="各单位交来的本年报告，可以是目录")
    parser.add_argument("--previous", metavar="文件", nargs="+", default=[], help="各单位的上年报告，可以是目录")
    parser.add_argument("--district", metavar="网址标识", help="区县的网址标识；只有一个区县时不必填")
    parser.add_argument("--deadline", metavar="日期", type=date_value, help="公布时限，不填时为次年1月31日")
    add_json_option(parser)
    parser.set_defaults(run=with_django("gongkai.cli.report_aggregate", "aggregate"))


def _add_office(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--office", metavar="网址标识", required=True, help="机构的网址标识，如 chaotianmen")
    parser.add_argument("--by", metavar="登录名", help="以谁的名义登记；不填时为该机构在岗的拟稿人")


def _later(name: str) -> Callable[[argparse.Namespace], int]:
    """Return an act that is imported when it is called."""

    def act(arguments: argparse.Namespace) -> int:
        run: Callable[[argparse.Namespace], int] = getattr(import_module("gongkai.cli.report_acts"), name)
        return run(arguments)

    return act
