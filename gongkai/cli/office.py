"""gongkai office：开设一个机构，任命第一位系统管理员。

Only the words of the command; what it does is imported once Django has started.
"""

from gongkai.cli.answers import add_json_option
from gongkai.cli.chinese import Commands
from gongkai.cli.django_door import with_django

KINDS = {"区县": "DISTRICT", "街道": "SUBDISTRICT", "乡镇": "TOWNSHIP", "部门": "BUREAU"}


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "office",
        help="开设一个机构",
        description="开设一个机构，建好栏目和审校流程，并任命第一位系统管理员；其余人员和岗位由其在工作台上设置。"
        "密码在终端上输入，或由环境变量 GONGKAI_PASSWORD 给出。",
    )
    parser.add_argument("name", metavar="机构全称", help="如：某市某区人民政府某某街道办事处")
    parser.add_argument("--slug", required=True, metavar="标识", help="公开网址的开头，小写字母、数字和连字符")
    parser.add_argument("--short", required=True, metavar="简称", help="如：某某街道")
    parser.add_argument("--kind", choices=KINDS, default="街道", help="类型，默认为街道")
    parser.add_argument("--code", default="", metavar="代码", help="统一社会信用代码或9位组织机构代码，索引号以此开头")
    parser.add_argument("--district", default="", metavar="标识", help="所属区县的标识")
    parser.add_argument("--login", required=True, metavar="用户名", help="第一位系统管理员的用户名")
    parser.add_argument("--person", required=True, metavar="姓名", help="第一位系统管理员的姓名")
    add_json_option(parser)
    parser.set_defaults(run=with_django("gongkai.cli.office_acts"))
