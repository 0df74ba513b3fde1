"""What the processes of `test_killed` do: begin an installation, act in it, be killed while writing, check it.

Run as `python -m gongkai.publishing.tests.killing`, with the settings in the environment. Each line of standard input, such
as `act 3`, is done by a process of its own, forked from this one, which has imported everything and opened nothing; its
number is told at once. `wait NUMBER` tells how it ended.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import traceback
from collections.abc import Callable
from importlib import import_module
from typing import Any

import django


def begin() -> None:
    """Make the town, and a column with some documents, in a database that has its tables."""
    town = import_module("gongkai.office.tests.people").make_town()
    import_module("gongkai.records.tests.stories").open_office(town)
    filling().fill(town, column("tzgg"), 38)
    filling().settle()


def work() -> None:
    """Be the worker, until killed."""
    import_module("gongkai.cli.worker").main()


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
    """Catch up once more, as a restarted worker does, and fail with every difference."""
    filling().settle()
    verify = import_module("gongkai.publishing.verify")
    assert [*verify.differences(), *verify.stale_pages()] == []


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


def forked(name: str, *words: str) -> int:
    """Let a process of its own do this, and return its number."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        globals()[name](*map(int, words))
        code = 0
    except BaseException:  # noqa: BLE001  whatever it was, this process must not go on as its parent
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def ended(number: str) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(int(number), 0)[1])


def serve() -> None:
    """Do what is asked until nobody asks."""
    for module in ("publishing.tests.filling", "publishing.verify", "publishing.worker", "records.tests.stories"):
        import_module(f"gongkai.{module}")
    while words := sys.stdin.readline().split():
        print(ended(words[1]) if words[0] == "wait" else forked(*words), flush=True)  # noqa: T201


if __name__ == "__main__":
    django.setup()
    serve()
