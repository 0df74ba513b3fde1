"""gongkai demo 的办理：需要数据库的部分。"""

import argparse
from dataclasses import asdict

from django.core.management import call_command
from django.db import DatabaseError
from django.utils import timezone

from gongkai.cli.answers import FINE, CannotRun, answer, complain
from gongkai.cli.chinese import columns
from gongkai.desk.demo.loading import OfficesExist, is_loaded, load
from gongkai.desk.demonstration import PASSWORD, Login, logins

LOGIN_COLUMN = 14


def run(arguments: argparse.Namespace) -> int:
    """Load the demonstration once, and tell who can log in."""
    try:
        call_command("migrate", interactive=False, verbosity=0)
        count = None if is_loaded() else _load()
    except DatabaseError as error:
        raise CannotRun(f"数据库不能使用：{error}。") from error
    except OfficesExist as refusal:
        if arguments.if_empty:
            return FINE
        raise CannotRun(str(refusal)) from refusal
    people = logins(timezone.localdate())
    told = "演示数据此前已经装入。" if count is None else f"已装入演示数据：{len(people)}个机构，{count}条信息。"
    data = {
        "loaded": count is not None,
        "records": count,
        "password": PASSWORD,
        "logins": {office: [asdict(login) for login in held] for office, held in people.items()},
    }
    answer(arguments, data=data, text="\n".join([told, *_told(people)]))
    return FINE


def _load() -> int:
    complain("正在装入演示数据，约需一分钟……")
    call_command(
        "collectstatic", interactive=False, verbosity=0
    )  # letters keep the page that was signed, with its styles
    return load(timezone.now())


def _told(people: dict[str, list[Login]]) -> list[str]:
    lines = [f"以下人员均为虚构，密码都是 {PASSWORD}"]
    for office, held in people.items():
        lines += ["", office, *(f"  {_padded(login.username)}{_padded(login.name)}{login.posts}" for login in held)]
    return lines


def _padded(text: str) -> str:
    """Return the text filled up to the column, by the width that Chinese takes on a terminal."""
    return text + " " * max(LOGIN_COLUMN - columns(text), 1)
