"""gongkai search：公开网站的检索索引。

What lives here: the words of the command. What needs the database is in `search_acts`.
"""

from gongkai.cli.answers import add_json_option
from gongkai.cli.chinese import Commands, add_commands
from gongkai.cli.django_door import with_django


def register(commands: Commands) -> None:
    """Add the command and its parts."""
    parser = commands.add_parser("search", help="检索索引", description="公开网站的检索索引。")
    parts = add_commands(parser, dest="part")
    rebuild = parts.add_parser(
        "rebuild",
        help="重建检索索引",
        description="按登记簿上已经公开的信息重新建立检索索引。重建期间网站照常用旧索引答复，建成后一次换上。",
    )
    add_json_option(rebuild)
    rebuild.set_defaults(run=with_django("gongkai.cli.search_acts", "rebuild"))
