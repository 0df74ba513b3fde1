"""账户: a person changes the own password, and nothing else."""

import pytest

from gongkai.office.models import Event
from gongkai.office.tests.people import PASSWORD

NEW = "Jialingjiang-2026"


@pytest.fixture
def change(client, town):
    client.force_login(town.liwen)
    return lambda old=PASSWORD, new=NEW, again=NEW: client.post(
        "/desk/account/", {"old_password": old, "new_password1": new, "new_password2": again}, follow=True
    ).content.decode()


def test_password_changes_and_the_person_stays_logged_in(change, client, town):
    assert "密码已修改。" in change()

    town.liwen.refresh_from_db()
    assert town.liwen.check_password(NEW)
    assert client.get("/desk/").status_code == 200


def test_change_is_in_the_chain_without_the_password(change, town):
    change()

    event = Event.objects.get(verb="desk.password_changed")
    assert (event.actor, event.data) == (town.liwen, {})


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"old": "Falsch-2025"}, "现在的密码不正确"),
        ({"again": "Anders-2026-x"}, "两次输入的密码不一致"),
        ({"new": "kurz1", "again": "kurz1"}, "至少要有10个字符"),
        ({"old": "", "new": "", "again": ""}, "此项必填"),
    ],
    ids=["旧密码错", "两次不同", "太短", "空白"],
)
def test_refusal_says_why_and_changes_nothing(change, town, answers, sentence):
    text = change(**answers)

    assert sentence in text
    assert "密码未修改" in text
    town.liwen.refresh_from_db()
    assert town.liwen.check_password(PASSWORD)


def test_page_offers_nothing_but_the_password(client, town):
    client.force_login(town.liwen)

    page = client.get("/desk/account/").content.decode()

    assert page.count("<input type=") == 4  # the token and three passwords
