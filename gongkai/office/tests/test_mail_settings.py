"""Mail counts as configured only where the office gave a server and a sender."""

import json
import os
import subprocess
import sys

import pytest

ASK = (
    "import json; from gongkai import settings as s;"
    "print(json.dumps([s.EMAIL_CONFIGURED, s.EMAIL_BACKEND.split('.')[-2], s.EMAIL_HOST, s.EMAIL_PORT,"
    "getattr(s, 'EMAIL_USE_TLS', False), getattr(s, 'DEFAULT_FROM_EMAIL', '')]))"
)
SERVER = "smtp+tls://office:p%40ss@mail.example.gov.cn:587"
SENDER = "朝天门街道办事处 <gongkai@example.gov.cn>"


@pytest.fixture
def start(tmp_path):
    def start(**given):
        clean = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_EMAIL")}
        environment = {**clean, "GONGKAI_VAR": str(tmp_path), **given}
        return subprocess.run([sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=False)

    return start


def test_without_a_server_no_mail_is_configured(start):
    assert json.loads(start().stdout) == [False, "dummy", None, None, False, ""]


def test_a_server_and_a_sender_configure_mail(start):
    answer = start(GONGKAI_EMAIL_URL=SERVER, GONGKAI_EMAIL_FROM=SENDER)

    assert json.loads(answer.stdout) == [True, "smtp", "mail.example.gov.cn", 587, True, SENDER]


def test_the_server_may_stand_in_a_file(start, tmp_path):
    secret = tmp_path / "mail"
    secret.write_text(SERVER)

    answer = start(GONGKAI_EMAIL_URL_FILE=str(secret), GONGKAI_EMAIL_FROM=SENDER)

    assert json.loads(answer.stdout)[:3] == [True, "smtp", "mail.example.gov.cn"]


@pytest.mark.parametrize(
    ("given", "named"),
    [({"GONGKAI_EMAIL_URL": SERVER}, "GONGKAI_EMAIL_FROM"), ({"GONGKAI_EMAIL_URL": "pigeon://x"}, "pigeon")],
    ids=["没有发件人", "不认识的方式"],
)
def test_half_a_setting_stops_the_start(start, given, named):
    answer = start(**given)

    assert answer.returncode != 0
    assert named in answer.stderr
