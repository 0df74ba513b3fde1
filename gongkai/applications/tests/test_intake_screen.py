"""Intake at the desk: paper, mail, word of mouth and fax; the day of receipt by channel (《条例》第三十一条)."""

from datetime import date

import pytest

from gongkai.applications.models import Application, FileKind
from gongkai.applications.states import State
from gongkai.applications.tests import cases, screens
from gongkai.applications.tests.screens import page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tenth_of_march")]
ADD = "/desk/applications/add/"
PERSON = {
    "kind": "NATURAL_PERSON",
    "name": "张三",
    "identity_type": "ID_CARD",
    "identity_number": cases.ID_NUMBER,
    "phone": "13800001234",
}
COMPANY = {
    "kind": "COMPANY",
    "name": "重庆示例商贸有限公司",
    "identity_type": "CREDIT_CODE",
    "identity_number": "91500103MA5U00000X",
    "contact_name": "李四",
    "address": "重庆市渝中区示例路1号",
}
WANTED = {"title": "某某路补偿协议", "provide_form": "PAPER", "obtain_way": "POST"}
IN_PERSON = {"channel": "IN_PERSON", "came_on": "2026-03-10"}


def take_in(client, street, *parts: dict, who="zhaomin"):
    given = {}
    for part in parts:
        given |= part
    client.force_login(getattr(street, who))
    return client.post(ADD, given)


@pytest.mark.parametrize(
    ("arrival", "received_on"),
    [
        (IN_PERSON, date(2026, 3, 10)),
        ({"channel": "ORAL", "came_on": "2026-03-09"}, date(2026, 3, 9)),
        ({"channel": "MAIL_SIGNED", "signed_on": "2026-03-06", "posted_on": "2026-03-03"}, date(2026, 3, 6)),
        (
            {"channel": "MAIL_ORDINARY", "came_on": "2026-03-09", "confirmed_on": "2026-03-10"},
            date(2026, 3, 10),
        ),
        ({"channel": "FAX", "came_on": "2026-03-09", "confirmed_on": "2026-03-09"}, date(2026, 3, 9)),
    ],
    ids=["当面", "口头", "需签收的邮件", "平常信函", "传真"],
)
def test_each_channel_fixes_its_day_of_receipt(street, client, arrival, received_on):
    answer = take_in(client, street, PERSON, WANTED, arrival)

    application = Application.objects.get()
    assert answer["Location"] == application.desk_address()
    assert (application.state, application.received_on) == (State.REGISTERED, received_on)


def test_a_fax_that_is_not_confirmed_waits(street, client):
    take_in(client, street, PERSON, WANTED, {"channel": "FAX", "came_on": "2026-03-10"})

    application = Application.objects.get()
    assert (application.state, application.received_on) == (State.SUBMITTED, None)


def test_an_organisation_is_taken_in_with_its_scans(street, client):
    scans = {
        "original": screens.scan("申请.pdf"),
        "identity": screens.scan("执照.pdf"),
        "attachments": [screens.scan()],
    }

    take_in(client, street, COMPANY, WANTED, IN_PERSON, scans)

    application = Application.objects.get()
    assert application.applicant.kind == "COMPANY"
    assert set(application.files.values_list("kind", flat=True)) == {
        FileKind.ORIGINAL,
        FileKind.IDENTITY,
        FileKind.ATTACHMENT,
    }


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"came_on": ""}, "提交之日为收到之日"),
        ({"channel": "MAIL_SIGNED"}, "请填写签收日期"),
        ({"channel": "FAX", "confirmed_on": "2026-03-09"}, "早于申请到达的日期"),
        ({"channel": "WEB"}, "WEB"),
        ({"came_on": "2026-03-11"}, "晚于今天"),
        ({"title": ""}, "至少填写一项"),
        ({"phone": ""}, "否则无法送达"),
        ({"identity_type": "CREDIT_CODE"}, "证件类型与申请人类型不符"),
        ({"email": "not-an-address"}, "电子邮件"),
        ({"original": screens.scan("a.exe", b"MZ")}, "不能上传"),
    ],
    ids=[
        "没有提交日期",
        "没有签收日期",
        "确认早于到达",
        "互联网",
        "将来的日期",
        "没有内容",
        "没有联系方式",
        "证件不符",
        "邮箱有误",
        "不收的文件",
    ],
)
def test_bad_input_is_said_and_nothing_is_lost(street, client, wrong, reason):
    answer = take_in(client, street, PERSON, WANTED, IN_PERSON, {"affiliation": "示例小区3栋"}, wrong)

    assert answer.status_code == 422
    assert reason in page(answer)
    assert "示例小区3栋" in page(answer)
    assert not Application.objects.exists()


def test_whoever_asked_before_is_shown_before_a_new_case_is_opened(street, client):
    earlier = screens.received(street)

    answer = take_in(client, street, PERSON, WANTED, IN_PERSON)
    assert answer.status_code == 422
    assert str(earlier) in page(answer)
    assert Application.objects.count() == 1

    take_in(client, street, PERSON, WANTED, IN_PERSON, {"is_new": "yes"})
    assert Application.objects.count() == 2


def test_earlier_applications_are_looked_up_without_taking_in(street, client):
    earlier = screens.received(street)

    found = take_in(client, street, PERSON, {"do": "look"})
    none = take_in(client, street, COMPANY, {"do": "look"})

    assert str(earlier) in page(found)
    assert "没有查到同一申请人此前的申请" in page(none)
    assert Application.objects.count() == 1


def test_a_contributor_is_shown_nothing_that_he_may_not_see(street, client):
    screens.submitted(street)

    answer = take_in(client, street, PERSON, WANTED, IN_PERSON, who="liwen")

    assert answer["Location"] == "/desk/"
    assert Application.objects.count() == 2


def test_intake_is_for_the_own_office(street, client):
    take_in(client, street, PERSON, WANTED, IN_PERSON, who="jiangli")

    assert Application.objects.get().office == street.jiefangbei
