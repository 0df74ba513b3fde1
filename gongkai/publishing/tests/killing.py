"""What the processes of `test_killed` do: begin an installation, act in it, be killed while writing, check it.

Run as `python -m gongkai.publishing.tests.killing begin|act N|die N|check`, with the settings in the environment.
"""

from __future__ import annotations

import os
import random
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

import django
from django.core.management import call_command


def begin() -> None:
    """Make the database, the town, and a column with some documents."""
    call_command("migrate", verbosity=0)
    town = import_module("gongkai.office.tests.people").make_town()
    import_module("gongkai.records.tests.stories").open_office(town)
    filling().fill(town, column("tzgg"), 38)
    filling().settle()


def act(seed: int) -> None:
    """Publish, correct and withdraw a few documents."""
    publications = import_module("gongkai.records.models").Publication.objects
    chance, town = random.Random(seed), KeptTown()
    for number in range(4):
        filling().put_out(town, column(chance.choice(["tzgg", "gzdt"])), f"第{seed}轮第{number}件（示例）")
    one, other = chance.sample(list(publications.standing()), 2)
    filling().take_back(one)
    filling().put_out_again(other, f"第{seed}轮更正（示例）")


def die(number: int) -> None:
    """Catch up, and be killed at the n-th step that reaches the disk; return where there are fewer."""
    left = number

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*args: Any, **kwargs: Any) -> Any:
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **kwargs)

        return step

    for name in ("fsync", "sync", "replace", "unlink", "truncate"):
        setattr(os, name, counted(getattr(os, name)))
    filling().settle()


def check() -> None:
    """Catch up once more, as a restarted worker does, and print every difference."""
    filling().settle()
    verify = import_module("gongkai.publishing.verify")
    for difference in [*verify.differences(), *verify.stale_pages()]:
        print(difference)  # noqa: T201


def filling() -> Any:
    return import_module("gongkai.publishing.tests.filling")


def column(path: str) -> Any:
    return import_module("gongkai.catalogue.models").Column.objects.get(office__slug="chaotianmen", path=path)


class KeptTown:
    """The people of the town as they stand in the database, by their names."""

    def __getattr__(self, name: str) -> Any:
        models = import_module("gongkai.office.models")
        if name == "safety":
            return models.Department.objects.get(name="平安法治办公室")
        return models.User.objects.get(username=name)


if __name__ == "__main__":
    django.setup()
    globals()[sys.argv[1]](*map(int, sys.argv[2:]))
