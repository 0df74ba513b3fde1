"""命令行：控制台命令 gongkai 的各条命令。"""

from gongkai.cli.answers import CANNOT_RUN, FINDINGS, FINE, CannotRun, add_json_option, answer, complain
from gongkai.cli.chinese import add_commands
from gongkai.cli.django_door import django_ready, with_django
from gongkai.cli.entry import main

__all__ = [
    "CANNOT_RUN",
    "FINDINGS",
    "FINE",
    "CannotRun",
    "add_commands",
    "add_json_option",
    "answer",
    "complain",
    "django_ready",
    "main",
    "with_django",
]
