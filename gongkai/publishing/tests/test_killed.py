"""kill -9 in the middle of publishing: after a restart register, files, manifest and index agree.

Each round a worker of its own follows the events while documents are published, corrected and withdrawn; it is killed at
a random moment. Then `catch_up` runs once, and `verify` must find nothing.
"""

import os
import random
import signal
import subprocess
import sys
import time

import pytest

ROUNDS = int(os.environ.get("GONGKAI_KILLS", "4"))
STEPS = (1, 40, 53, 57, 60, 500)
WORKER = [sys.executable, "-m", "gongkai.cli.worker"]
STORY = [sys.executable, "-m", "gongkai.publishing.tests.killing"]

pytestmark = pytest.mark.slow


@pytest.fixture
def surroundings(tmp_path) -> dict[str, str]:
    """A whole installation of the test's own: database, folders, settings."""
    return {
        **os.environ,
        "GONGKAI_VAR": str(tmp_path / "var"),
        "GONGKAI_DATABASE": f"sqlite:///{tmp_path / 'gongkai.sqlite3'}",
        "GONGKAI_PLAIN_STATIC": "true",
        "GONGKAI_LOG": "ERROR",
        "DJANGO_SETTINGS_MODULE": "gongkai.settings",
    }


def told(surroundings, *words: str) -> str:
    done = subprocess.run([*STORY, *words], env=surroundings, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_kills_at_random_moments_leave_no_difference(surroundings):
    chance = random.Random(20)
    told(surroundings, "begin")

    for round_number in range(ROUNDS):
        worker = subprocess.Popen(WORKER, env=surroundings)
        time.sleep(chance.uniform(1.2, 2.2))
        acts = subprocess.Popen([*STORY, "act", str(round_number)], env=surroundings)
        time.sleep(chance.uniform(1.0, 3.0))
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        assert acts.wait(120) == 0

        assert told(surroundings, "check") == "", f"after round {round_number}"


def test_work_killed_at_any_step_is_taken_up_again(surroundings):
    """The worker dies at its n-th step that reaches the disk, for points all along the way; the next one makes it good."""
    told(surroundings, "begin")
    for number in STEPS:
        assert told(surroundings, "act", str(number)) == ""
        died = subprocess.run(
            [*STORY, "die", str(number)], env=surroundings, capture_output=True, timeout=300, check=False
        )
        assert died.returncode in {0, -signal.SIGKILL}
        assert told(surroundings, "check") == "", f"killed at step {number}"
    assert died.returncode == 0, "the work never came to its end"
