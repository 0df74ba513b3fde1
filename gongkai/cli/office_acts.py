"""gongkai office 的办理：需要数据库的部分。"""

import argparse
import getpass
import os

from django.core.management import call_command
from django.db import DatabaseError

from gongkai.cli.answers import FINE, CannotRun, answer
from gongkai.cli.office import KINDS
from gongkai.desk.founding import Founding, OfficeNotFounded, found
from gongkai.office.models import OfficeKind


def run(arguments: argparse.Namespace) -> int:
    """Open the office and tell where its first person goes on."""
    given = Founding(
        name=arguments.name,
        short_name=arguments.short,
        slug=arguments.slug,
        kind=OfficeKind(KINDS[arguments.kind]),
        code=arguments.code,
        district=arguments.district,
        login=arguments.login,
        person=arguments.person,
        password=_password(),
    )
    try:
        call_command("migrate", interactive=False, verbosity=0)
        office = found(given)
    except DatabaseError as error:
        raise CannotRun(f"数据库不能使用：{error}。") from error
    except OfficeNotFounded as refusal:
        raise CannotRun(f"没有开设：{refusal}") from refusal
    text = f"已开设{office.name}。请用 {arguments.login} 登录工作台，在“机构与人员”中设置人员和岗位。"
    answer(arguments, data={"office": office.slug, "login": arguments.login}, text=text)
    return FINE


def _password() -> str:
    return os.environ.get("GONGKAI_PASSWORD") or getpass.getpass("系统管理员的初始密码（至少10位）：")
