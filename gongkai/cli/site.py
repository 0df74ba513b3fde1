"""gongkai site：重建、检查、核对公开网站的文件。

Only the words of the command; what it does is imported once Django has started.
"""

import argparse
import os

from gongkai.cli.answers import add_json_option
from gongkai.cli.chinese import ChineseParser, Commands, add_commands
from gongkai.cli.django_door import with_django
from gongkai.cli.values import count_value

ACTS = "gongkai.cli.site_acts"


def register(commands: Commands) -> None:
    """Add the command and its parts."""
    parser = commands.add_parser(
        "site", help="重建、检查、核对公开网站", description="公开网站的文件：重建、检查链接、与登记簿核对。"
    )
    parts = add_commands(parser, dest="part")
    _add_build(parts)
    _add_check(parts)
    _add_verify(parts)


def _add_build(parts: Commands) -> None:
    parser = parts.add_parser(
        "build",
        help="重新生成全部页面和检索索引",
        description="重新生成全部页面、附件、订阅、站点地图和检索索引，清除不属于任何页面的文件。中断后由后台接着做完。",
    )
    parser.add_argument(
        "--processes", metavar="个数", type=_processes, default=os.cpu_count() or 1, help="同时工作的进程数"
    )
    parser.add_argument("--new-manifest", action="store_true", help="发布清单损坏时使用：封存旧清单，另起新清单")
    add_json_option(parser)
    parser.set_defaults(run=with_django(ACTS, "build"))


def _add_check(parts: Commands) -> None:
    parser = parts.add_parser(
        "check",
        help="检查站内链接、锚点和附件",
        description="逐页检查站内链接、页内位置、附件、订阅和站点地图所指的文件是否都在。",
    )
    add_json_option(parser)
    parser.set_defaults(run=with_django(ACTS, "check"))


def _add_verify(parts: Commands) -> None:
    parser: ChineseParser = parts.add_parser(
        "verify",
        help="核对登记簿、文件、发布清单和检索索引",
        description="核对登记簿、公开目录中的文件、发布清单、检索索引四者是否一致，列出每一处不同。不改动任何内容。",
    )
    parser.add_argument("--deep", action="store_true", help="再把每一页重新生成一遍，与文件逐字比对（较慢）")
    add_json_option(parser)
    parser.set_defaults(run=with_django(ACTS, "verify"))


def _processes(text: str) -> int:
    """Return a number of processes, at least one."""
    number = count_value(text)
    if not 1 <= number <= 64:
        raise argparse.ArgumentTypeError("进程数应在1至64之间")
    return number
