"""The installed nginx with the shipped configuration, on a free port, for tests and measurements."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import gongkai

DEPLOY = Path(gongkai.__file__).parent.parent / "deploy"
INSTALLED = shutil.which("nginx") or "/usr/sbin/nginx"
AROUND = """
daemon off; pid {place}/nginx.pid; error_log {place}/error.log warn; worker_processes 1; {user}
events {{ worker_connections 1024; }}
http {{ access_log off; client_body_temp_path {place}/body; proxy_temp_path {place}/proxy;
fastcgi_temp_path {place}/f; uwsgi_temp_path {place}/u; scgi_temp_path {place}/s;
{server}
{beside} }}
"""


def is_installed() -> bool:
    return Path(INSTALLED).exists()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(public: Path, place: Path, *, program_port: int = 9, beside: str = "") -> Iterator[str]:
    """Run nginx with `deploy/nginx.conf` on the folder and yield its address; `beside` are further servers."""
    port = free_port()
    place.mkdir(parents=True, exist_ok=True)
    passing = (DEPLOY / "gongkai-pass.conf").read_text().replace("127.0.0.1:8000", f"127.0.0.1:{program_port}")
    (place / "pass.conf").write_text(passing)
    server = (DEPLOY / "nginx.conf").read_text()
    for given, ours in {
        "<80>": f"127.0.0.1:{port}",
        "<www.example.gov.cn>": "127.0.0.1",
        "</srv/gongkai/var/public>": str(public),
        "snippets/gongkai-pass.conf": str(place / "pass.conf"),
        "snippets/gongkai-headers.conf": str(DEPLOY / "gongkai-headers.conf"),
    }.items():
        server = server.replace(given, ours)
    user = "user root;" if os.geteuid() == 0 else ""
    (place / "nginx.conf").write_text(AROUND.format(place=place, server=server, user=user, beside=beside))
    process = subprocess.Popen([INSTALLED, "-e", f"{place}/error.log", "-c", f"{place}/nginx.conf"])
    try:
        _wait_for(port, process, place)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes], place: Path) -> None:
    for _ in range(100):
        if process.poll() is not None:
            raise RuntimeError((place / "error.log").read_text())
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("nginx does not answer")
