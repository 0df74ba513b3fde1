"""登录: who gets in, what is said to those who do not, and that a password cannot be tried out."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from gongkai.desk.demonstration import PASSWORD as SHOWN_PASSWORD
from gongkai.desk.forms import address_of
from gongkai.desk.models import LIMITS, WINDOW, LoginAttempt, LoginPaused
from gongkai.office.models import Post
from gongkai.office.tests.people import PASSWORD

PAUSED = "已暂停登录"
WRONG = "用户名或密码不正确"


def sign_in(client: Client, username: str, password: str, **extra: str) -> str:
    answer = client.post("/desk/login/", {"username": username, "password": password, "next": "/desk/"}, **extra)
    return answer.headers.get("Location", "") or answer.content.decode()


def test_person_with_a_post_reaches_the_desk(client, town):
    assert sign_in(client, "liwen", PASSWORD) == "/desk/"
    assert client.get("/desk/").status_code == 200


def test_wrong_password_is_answered_with_a_sentence(client, town):
    assert WRONG in sign_in(client, "liwen", "Falsch-2025")


def test_unknown_person_reads_the_same_sentence(client, town):
    assert WRONG in sign_in(client, "nobody", PASSWORD)


@pytest.mark.parametrize(
    ("username", "password", "sentence"),
    [("", "x", "请输入用户名。"), ("liwen", "", "请输入密码。")],
    ids=["缺用户名", "缺密码"],
)
def test_empty_field_is_named(client, town, username, password, sentence):
    assert sentence in sign_in(client, username, password)


def test_superuser_without_a_post_is_told_why_and_not_let_in(client, town):
    assert "没有在任的岗位" in sign_in(client, "guchao", PASSWORD)
    assert client.get("/desk/").status_code == 302


def test_person_whose_post_ended_is_led_back_to_the_login_page_with_the_reason(client, town):
    sign_in(client, "liwen", PASSWORD)
    Post.objects.filter(user=town.liwen).update(ends_on=timezone.localdate() - timedelta(days=1))

    answer = client.get("/desk/", follow=True)

    assert "没有在任的岗位" in answer.content.decode()


def test_closed_person_is_not_let_in(client, town):
    town.liwen.is_active = False
    town.liwen.save()

    assert WRONG in sign_in(client, "liwen", PASSWORD)


def test_sixth_attempt_is_refused_even_with_the_right_password(client, town):
    for _ in range(5):
        sign_in(client, "liwen", "Falsch-2025")

    assert PAUSED in sign_in(client, "liwen", PASSWORD)


def test_pause_concerns_neither_colleagues_nor_another_place(client, town):
    for _ in range(5):
        sign_in(client, "liwen", "Falsch-2025")

    assert sign_in(client, "wangfang", PASSWORD) == "/desk/"
    assert sign_in(Client(), "liwen", PASSWORD, REMOTE_ADDR="192.0.2.7") == "/desk/"


def test_right_password_starts_the_count_anew(client, town):
    for _ in range(3):
        for _ in range(4):
            sign_in(client, "liwen", "Falsch-2025")
        assert sign_in(client, "liwen", PASSWORD) == "/desk/"
        client.logout()


def test_pause_ends_with_the_window(db):
    start = timezone.now()
    for minute in range(5):
        LoginAttempt.book(username="liwen", address="192.0.2.7", at=start + timedelta(minutes=minute))

    with pytest.raises(LoginPaused):
        LoginAttempt.book(username="liwen", address="192.0.2.7", at=start + WINDOW - timedelta(seconds=1))
    LoginAttempt.book(username="liwen", address="192.0.2.7", at=start + WINDOW)


@pytest.mark.parametrize(("facts", "limit"), LIMITS[1:], ids=["一人多处", "一处多人"])
def test_spread_attempts_are_counted_too(db, facts, limit):
    now = timezone.now()
    one = {"username": "liwen", "address": "192.0.2.7"}
    for number in range(limit):
        other = {"username": f"name{number}", "address": f"192.0.2.{number}"}
        LoginAttempt.book(**{fact: (one if fact in facts else other)[fact] for fact in one}, at=now)

    with pytest.raises(LoginPaused):
        LoginAttempt.book(**{fact: one[fact] if fact in facts else "elsewhere" for fact in one}, at=now)


def test_attempts_are_forgotten_after_a_day(db):
    now = timezone.now()
    LoginAttempt.book(username="liwen", address="192.0.2.7", at=now - timedelta(days=2))

    LoginAttempt.book(username="wangfang", address="192.0.2.8", at=now)

    assert [attempt.username for attempt in LoginAttempt.objects.all()] == ["wangfang"]


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("192.0.2.7", "198.51.100.1", "192.0.2.7"),
        ("127.0.0.1", "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "", "127.0.0.1"),
    ],
    ids=["直接访问时自报的地址不算", "前置服务器追加的地址才算", "本机"],
)
def test_place_is_what_the_nearest_trusted_server_saw(rf, peer, forwarded, expected):
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}

    assert address_of(rf.get("/", REMOTE_ADDR=peer, **headers)) == expected


def test_foreign_address_after_login_is_not_followed(client, town):
    answer = client.post("/desk/login/", {"username": "liwen", "password": PASSWORD, "next": "https://example.org/"})

    assert answer.headers["Location"] == "/desk/"


def test_demonstration_lists_everybody_with_the_post(client, town, settings):
    settings.DEMONSTRATION = True

    page = client.get("/desk/login/?username=liwen").content.decode()

    assert SHOWN_PASSWORD in page
    assert "平安法治办公室拟稿人（信息员）" in page
    assert 'value="liwen"' in page
    assert "guchao" not in page


def test_in_earnest_nobody_is_listed(client, town):
    page = client.get("/desk/login/").content.decode()

    assert SHOWN_PASSWORD not in page
    assert "liwen" not in page


def test_login_page_points_nowhere_outside_and_needs_no_script(client, db):
    page = client.get("/desk/login/").content.decode()

    assert "<script" not in page
    assert "https://" not in page
    assert "Wagtail" not in page
