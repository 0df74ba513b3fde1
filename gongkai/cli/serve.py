"""gongkai serve：一条命令启动公开网站、工作台和后台工作。

Only the words of the command; what it does is imported once Django has started.
"""

import argparse

from gongkai.cli.chinese import Commands
from gongkai.cli.django_door import with_django
from gongkai.cli.values import count_value


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "serve",
        help="启动公开网站、工作台和后台工作",
        description="更新数据库结构，补齐缺少的页面，然后启动公开网站、工作台（/desk/）和后台工作。按 Ctrl+C 停止。",
    )
    parser.add_argument("--host", metavar="地址", default="127.0.0.1", help="监听的地址，默认只供本机访问")
    parser.add_argument("--port", metavar="端口", type=_port, default=8000, help="监听的端口，默认 8000")
    parser.add_argument("--processes", metavar="个数", type=_processes, default=2, help="网站进程数，默认 2")
    parser.set_defaults(run=with_django("gongkai.cli.serving"))


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError("端口应是1至65535之间的整数")
    return int(text)


def _processes(text: str) -> int:
    number = count_value(text)
    if not 1 <= number <= 64:
        raise argparse.ArgumentTypeError("进程数应在1至64之间")
    return number
