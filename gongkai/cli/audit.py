"""gongkai audit：核对留痕记录有没有被改动。

Only the words of the command; what it does is imported once Django has started.
"""

from gongkai.cli.answers import add_json_option
from gongkai.cli.chinese import Commands, add_commands
from gongkai.cli.django_door import with_django


def register(commands: Commands) -> None:
    """Add the command and its part."""
    parser = commands.add_parser(
        "audit", help="核对操作记录和审校留痕", description="操作记录和审校意见逐条相接，改动、删除、插入都会露出断点。"
    )
    parts = add_commands(parser, dest="part")
    verify = parts.add_parser(
        "verify",
        help="核对全部留痕，列出断点",
        description="从头核对操作记录的摘要链和每一轮审校的留痕，列出每一处断点。不改动任何内容。",
    )
    add_json_option(verify)
    verify.set_defaults(run=with_django("gongkai.cli.audit_acts", "verify"))
