"""gongkai serve 的办理：准备好数据库和页面，再看护两个子进程（网站、后台）。

A child that dies is started again; SIGTERM or Ctrl+C stops both and waits for them.
"""

import argparse
import ctypes
import errno
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field

from django.core.management import call_command
from django.db import DatabaseError
from django.utils import timezone

from gongkai.cli.answers import FINE, CannotRun, complain
from gongkai.office import keys
from gongkai.office.keys import KeyRingUnreadable
from gongkai.publishing import follow
from gongkai.publishing.models import OfficeSite

WATCH_SECONDS = 0.3
PATIENCE_SECONDS = 20.0
RESTART_PAUSE_SECONDS = 1.0
THREADS = 8
PR_SET_PDEATHSIG = 1


def run(arguments: argparse.Namespace) -> int:
    """Prepare, serve until told to stop, and stop both children."""
    require_free(arguments.host, arguments.port)
    prepare()
    guard = Guard([web_child(arguments), Child("后台", [sys.executable, "-m", "gongkai.cli.worker"])])
    print(f"公开网站：http://{arguments.host}:{arguments.port}/", flush=True)
    print(f"工作台：http://{arguments.host}:{arguments.port}/desk/", flush=True)
    guard.watch()
    return FINE


def require_free(host: str, port: int) -> None:
    """Refuse at once when something else listens there.

    :raises CannotRun: when the address is taken or not ours.
    """
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise CannotRun(f"端口 {port} 已被其他程序占用，请用 --port 另选一个端口。") from error
            if error.errno == errno.EACCES:
                raise CannotRun(f"没有使用端口 {port} 的权限，请用 --port 选 1024 以上的端口。") from error
            raise CannotRun(f"不能在 {host}:{port} 上监听：{error.strerror}。") from error


def prepare() -> None:
    """Bring database, static files and pages up to date; what takes longer is left to the worker.

    :raises CannotRun: when the database or the keys of personal data cannot be used.
    """
    try:
        keys.ring()
        call_command("migrate", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        follow.notice_new_frames()
        follow.catch_up()
        _write_home_pages()
    except DatabaseError as error:
        raise CannotRun(f"数据库不能使用：{error}。") from error
    except KeyRingUnreadable as refusal:
        raise CannotRun(str(refusal)) from refusal


def _write_home_pages() -> None:
    """Write what a first visitor sees before the worker has come through all columns."""
    until = time.monotonic() + PATIENCE_SECONDS
    while OfficeSite.objects.sweeping().exists() and time.monotonic() < until:
        follow.sweep_a_stretch(timezone.now())


def web_child(arguments: argparse.Namespace) -> "Child":
    """Return the web server's process."""
    command = [sys.executable, "-m", "gunicorn", "gongkai.wsgi:application"]
    host = f"[{arguments.host}]" if ":" in arguments.host else arguments.host
    options = {
        "--bind": f"{host}:{arguments.port}",
        "--worker-class": "gthread",
        "--workers": str(arguments.processes),
        "--threads": str(THREADS),
        "--timeout": "60",
        "--graceful-timeout": "10",
        "--log-level": "warning",
    }
    return Child("网站", [*command, *(word for option in options.items() for word in option)])


@dataclass
class Child:
    """A process of ours."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0

    def start(self) -> None:
        self.process = subprocess.Popen(  # noqa: S603  our own interpreter and modules
            self.command,
            preexec_fn=_end_with_parent,  # noqa: PLW1509  no threads run here before the children start
        )
        self.started = time.monotonic()

    def has_died(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def stop(self) -> None:
        """Ask the process to end, and end it where it does not."""
        if self.process is None or self.has_died():
            return
        self.process.terminate()
        try:
            self.process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def _end_with_parent() -> None:
    """Ask Linux to end this process when its parent is killed, so that no child keeps the port."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Guard:
    """Keeps the children running until a signal says stop."""

    children: list[Child]
    stopping: bool = field(default=False, init=False)

    def watch(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        try:
            for child in self.children:
                child.start()
            while not self.stopping:
                time.sleep(WATCH_SECONDS)
                self._revive()
        finally:
            for child in self.children:
                child.stop()

    def _revive(self) -> None:
        for child in self.children:
            if child.has_died() and not self.stopping:
                complain(f"{child.name}进程意外结束，正在重新启动。")
                time.sleep(RESTART_PAUSE_SECONDS)
                child.start()

    def _stop(self, signal_number: int, frame: object) -> None:
        self.stopping = True
