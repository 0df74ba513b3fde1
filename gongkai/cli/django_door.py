"""Django 的入口：只有需要数据库的命令才启动 Django。

The only place where a command reaches Django. A command module itself must not import Django, nor any app that does:
`gongkai workdays` has to answer without settings and without waiting for Wagtail. What needs the database lives in a
second module, which is imported once Django has started.
"""

import argparse
import os
from collections.abc import Callable
from importlib import import_module

SETTINGS = "gongkai.settings"

Act = Callable[[argparse.Namespace], int]


def django_ready() -> None:
    """Start Django with the settings of the environment; a second call does nothing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import_module("django").setup()


def with_django(module: str, name: str = "run") -> Act:
    """Return an act that starts Django, then imports `module` and calls its function `name`.

    In a command's `register`: `parser.set_defaults(run=with_django("gongkai.cli.site_acts", "build"))`.
    """

    def act(arguments: argparse.Namespace) -> int:
        django_ready()
        run: Act = getattr(import_module(module), name)
        return run(arguments)

    return act
