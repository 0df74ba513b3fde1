"""kill -9 in the middle of publishing: after a restart register, files, manifest and index agree.

Each round a worker of its own follows the events while documents are published, corrected and withdrawn; it is killed at
a random moment. Then `catch_up` runs once, and `verify` must find nothing.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from gongkai.office.tests.database import template

ROUNDS = int(os.environ.get("GONGKAI_KILLS", "4"))
STEPS = (1, 40, 53, 57, 60, 500)
KILLED = -signal.SIGKILL

pytestmark = pytest.mark.slow


class Installation:
    """A whole installation of the test's own, in which every act is a process (`killing` tells which there are)."""

    def __init__(self, surroundings: dict[str, str]) -> None:
        command = [sys.executable, "-m", "gongkai.publishing.tests.killing"]
        self.process = subprocess.Popen(
            command, env=surroundings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def starts(self, *words: object) -> int:
        """Start the act and return the number of its process."""
        return self._asked(*words)

    def ends(self, number: int) -> int:
        """Wait for the process and return how it ended."""
        return self._asked("wait", number)

    def does(self, *words: object) -> int:
        return self.ends(self.starts(*words))

    def _asked(self, *words: object) -> int:
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())


@pytest.fixture
def installation(tmp_path) -> Iterator[Installation]:
    shutil.copyfile(template(), tmp_path / "gongkai.sqlite3")
    started = Installation(
        {
            **os.environ,
            "GONGKAI_VAR": str(tmp_path / "var"),
            "GONGKAI_DATABASE": f"sqlite:///{tmp_path / 'gongkai.sqlite3'}",
            "GONGKAI_PLAIN_STATIC": "true",
            "GONGKAI_LOG": "ERROR",
            "DJANGO_SETTINGS_MODULE": "gongkai.settings",
        }
    )
    assert started.does("begin") == 0
    yield started
    started.process.communicate(timeout=60)


def test_kills_at_random_moments_leave_no_difference(installation):
    chance = random.Random(20)
    for round_number in range(ROUNDS):
        worker = installation.starts("work")
        time.sleep(chance.uniform(0.2, 0.8))
        acts = installation.starts("act", round_number)
        time.sleep(chance.uniform(0.1, 1.5))
        os.kill(worker, signal.SIGKILL)

        assert installation.ends(worker) == KILLED
        assert installation.ends(acts) == 0
        assert installation.does("check") == 0, f"after round {round_number}"


def test_work_killed_at_any_step_is_taken_up_again(installation):
    """The worker dies at its n-th step that reaches the disk, for points all along the way; the next one makes it good."""
    for number in STEPS:
        assert installation.does("act", number) == 0
        died = installation.does("die", number)
        assert died in {0, KILLED}
        assert installation.does("check") == 0, f"killed at step {number}"
    assert died == 0, "the work never came to its end"
