"""gongkai serve: one command, two children, and a clear refusal where it cannot run."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from gongkai.cli import CannotRun
from gongkai.cli.serving import Child, Guard, prepare, require_free, web_child
from gongkai.publishing.tests.nginx import free_port


def test_taken_port_is_refused():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()

        with pytest.raises(CannotRun, match="已被其他程序占用"):
            require_free("127.0.0.1", other.getsockname()[1])


def test_foreign_address_is_refused():
    with pytest.raises(CannotRun, match=r"不能在 203\.0\.113\.1:8000 上监听"):
        require_free("203.0.113.1", 8000)


def test_keys_that_cannot_be_read_stop_the_start(settings):
    settings.DATA_KEYS = "first:too-short"

    with pytest.raises(CannotRun, match="数据密钥读不懂"):
        prepare()


def test_address_of_version_6_is_put_in_brackets():
    command = web_child(argparse.Namespace(host="::1", port=8000, processes=2)).command

    assert "[::1]:8000" in command


def test_dead_child_is_started_again_and_both_are_stopped():
    child = Child("后台", [sys.executable, "-c", "import time; time.sleep(60)"])
    guard = Guard([child])
    child.start()
    first = child.process
    first.kill()
    first.wait()

    guard._revive()
    second = child.process
    child.stop()

    assert first.pid != second.pid
    assert second.returncode == -signal.SIGTERM


@pytest.fixture
def surroundings(tmp_path):
    return {
        **os.environ,
        "GONGKAI_VAR": str(tmp_path / "var"),
        "GONGKAI_DATABASE": f"sqlite:///{tmp_path / 'gongkai.sqlite3'}",
        "GONGKAI_LOG": "CRITICAL",
    }


def answered(url: str, *, within: float) -> int:
    """Return the status of the first answer."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return answer.status
        except urllib.error.HTTPError as refusal:
            return refusal.code
        except OSError:
            time.sleep(0.3)
    pytest.fail(f"{url} did not answer")


def children_of(pid: int) -> list[int]:
    found = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False).stdout
    return [int(word) for word in found.split()]


@pytest.mark.slow
def test_serving_from_nothing_to_the_end(surroundings):
    port = free_port()
    command = [str(Path(sys.executable).with_name("gongkai")), "serve", "--port", str(port)]
    serving = subprocess.Popen(command, env=surroundings)
    try:
        assert answered(f"http://127.0.0.1:{port}/", within=180) == 200
        assert answered(f"http://127.0.0.1:{port}/nowhere", within=5) == 404
        assert subprocess.run(command, env=surroundings, capture_output=True, check=False).returncode == 2
        children = children_of(serving.pid)
        assert len(children) == 2
    finally:
        serving.terminate()
        serving.wait(60)
    assert serving.returncode == 0
    assert not [pid for pid in children if Path(f"/proc/{pid}").exists()]
