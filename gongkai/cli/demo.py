"""gongkai demo：把演示数据装入空数据库，说明可以用哪些人员登录。

Only the words of the command; what it does is imported once Django has started.
"""

from gongkai.cli.answers import add_json_option
from gongkai.cli.chinese import Commands
from gongkai.cli.django_door import with_django


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "demo",
        help="装入演示数据",
        description="把一个区、三个街道和一年的虚构办理过程装入空数据库，并列出可以登录的人员。已经装入的不再重复；"
        "数据库中已有其他机构的，不装入。",
    )
    parser.add_argument("--if-empty", action="store_true", help="数据库中已有其他机构时什么也不做，不算出错")
    add_json_option(parser)
    parser.set_defaults(run=with_django("gongkai.cli.demo_acts"))
