"""Every address of the lists × every post × the other office × nobody: as declared here, and nothing else."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.applications import acts, wagtail_hooks
from gongkai.applications.models import RemedyKind
from gongkai.applications.tests import cases
from gongkai.office.models import AccessLog

pytestmark = pytest.mark.django_db

IN = 200
OUT = 302
"""Sent home with a message, as Wagtail does; nobody without an account gets further than the log-in."""
NONE = 404

PEOPLE = (
    "zhaomin",
    "liwen",
    "wangfang",
    "chengang",
    "zhoujian",
    "lvying",
    "heping",
    "hanlei",
    "sunyue",
    "wujing",
    "qiankun",
    "xufeng",
    "jiangli",
    "shentao",
    "guchao",
)
READ_LISTS = {
    *("zhaomin", "liwen", "wangfang", "chengang", "zhoujian", "lvying", "heping", "hanlei"),
    *("xufeng", "jiangli", "shentao"),
}
SEE_WHOLE = {"zhaomin", "chengang", "zhoujian", "lvying", "heping", "hanlei", "xufeng"}
SEE = SEE_WHOLE | {"liwen", "wangfang"}
"""Who sees the case and the request for correction that 李文 of 平安法治办 has in hand."""
INSIDE = SEE - {"xufeng"}


def as_list(entitled: set[str]) -> dict[str, int]:
    return {name: IN if name in entitled else OUT for name in PEOPLE}


def as_row(entitled: set[str], *, seen_by: set[str] = SEE) -> dict[str, int]:
    """Whoever does not see the row is told that there is none."""
    return {name: IN if name in entitled else OUT if name in seen_by else NONE for name in PEOPLE}


@pytest.fixture
def rows(street):
    application = cases.replied(street, cases.received(street, date(2026, 3, 2)), "GRANTED", on=date(2026, 3, 20))
    application = cases.closed(street, application, served=date(2026, 3, 24), on=date(2026, 3, 25))
    remedy = acts.record_remedy(
        application,
        kind=RemedyKind.RECONSIDERATION,
        authority="重庆市渝中区人民政府",
        received_on=date(2026, 4, 1),
        by=street.zhaomin,
        at=cases.noon(date(2026, 4, 1)),
    )
    rectification = acts.take_rectification(
        cases.applicant("赵六"),
        office=street.chaotianmen,
        subject="出生日期有误",
        evidence="身份证",
        received_on=date(2026, 4, 1),
        files=[SimpleUploadedFile("户口簿.pdf", b"%PDF-1.7 household")],
        department=street.safety,
        handler=street.liwen,
        by=street.zhaomin,
        at=cases.noon(date(2026, 4, 1)),
    )
    return {
        "case": application.pk,
        "remedy": remedy.pk,
        "rectification": rectification.pk,
        "file": rectification.files.get().pk,
        "number": application.number,
    }


KEEP_REMEDIES = {"zhaomin", "lvying"}
ADDRESSES: dict[str, tuple[str, dict[str, int]]] = {
    "application_queues": ("", as_list(READ_LISTS)),
    "application_ledger": ("ledger/", as_list(READ_LISTS)),
    "application_ledger_print": ("ledger/print/", as_list(READ_LISTS)),
    "application_ledger_export": ("ledger/ledger.csv", as_list(READ_LISTS)),
    "application_remedies": ("remedies/", as_list(READ_LISTS)),
    "application_remedy": ("remedies/{remedy}/", as_row(KEEP_REMEDIES)),
    "application_remedy_add": ("{case}/remedies/add/", as_row(KEEP_REMEDIES)),
    "application_rectifications": ("rectifications/", as_list(READ_LISTS)),
    "application_rectification_add": ("rectifications/add/", as_list({"zhaomin"})),
    "application_rectification": ("rectifications/{rectification}/", as_row(SEE)),
    "application_rectification_reply": (
        "rectifications/{rectification}/reply/",
        as_row({"zhaomin", "liwen", "wangfang"}),
    ),
    "application_rectification_file": ("rectifications/{rectification}/files/{file}/", as_row(INSIDE)),
    "application_rules": ("rules/", as_list({"zhaomin", "qiankun"})),
    "application_rules_template": ("rules/system.docx", as_list({"zhaomin", "qiankun"})),
    "application_retention": ("retention/", as_list(SEE_WHOLE)),
}
POSTED: dict[str, tuple[str, dict[str, str], dict[str, int]]] = {
    "application_package": ("{case}/package.zip", {}, as_row({"zhaomin"})),
    "application_rectification_person": (
        "rectifications/{rectification}/person/",
        {"reason": "核对"},
        as_row(INSIDE),
    ),
    "application_ledger_names": (
        "ledger/names/",
        {"reason": "核对", "format": "csv"},
        as_list(READ_LISTS - {"xufeng"}),
    ),
}
ELSEWHERE = {"application_remedy_find", "application_rectification_told"}
"""Addresses that only lead on, tested with what they do."""


@pytest.mark.parametrize("name", ADDRESSES)
def test_an_address_opens_for_whom_it_is_declared(client, street, rows, name):
    path, expected = ADDRESSES[name]

    assert {who: status(client, street, path.format(**rows), who) for who in PEOPLE} == expected


@pytest.mark.parametrize("name", POSTED)
def test_what_shows_people_in_full_opens_for_whom_it_is_declared(client, street, rows, name):
    path, data, expected = POSTED[name]

    assert {who: status(client, street, path.format(**rows), who, data) for who in PEOPLE} == expected
    looked = {entry.person.username for entry in AccessLog.objects.exclude(what="审阅文书").select_related("person")}
    assert looked <= {who for who, answer in expected.items() if answer == IN}


def status(client, street, path: str, who: str, data: dict[str, str] | None = None) -> int:
    client.force_login(street.people[who])
    address = f"/desk/applications/{path}"
    return (client.get(address) if data is None else client.post(address, data)).status_code


@pytest.mark.parametrize("name", [*ADDRESSES, *POSTED])
def test_nobody_without_an_account_gets_further_than_the_log_in(client, rows, name):
    path = (ADDRESSES.get(name) or POSTED[name])[0].format(**rows)

    for answer in (client.get(f"/desk/applications/{path}"), client.post(f"/desk/applications/{path}")):
        assert (answer.status_code, answer.url.split("?")[0]) == (302, "/desk/login/")


@pytest.mark.parametrize("who", ["jiangli", "shentao"])
def test_the_lists_of_another_office_are_empty(client, street, rows, who):
    client.force_login(street.people[who])

    for path in ("", "ledger/", "ledger/print/", "ledger/ledger.csv", "remedies/", "rectifications/"):
        page = client.get(f"/desk/applications/{path}").content.decode()
        assert rows["number"] not in page
        assert "张*" not in page


def test_a_filter_opens_no_other_office(client, street, rows):
    client.force_login(street.jiangli)

    for query in (f"office={street.chaotianmen.pk}", f"handler={street.liwen.pk}", f"number={rows['number']}"):
        assert client.get(f"/desk/applications/ledger/?{query}").context["page"].paginator.count == 0


def test_every_address_of_the_lists_is_declared():
    own = {"queue_views", "ledger_views", "remedy_views", "rectification_views", "rules_views", "archive_views"}
    names = {each.name for each in wagtail_hooks.addresses() if each.callback.__module__.rpartition(".")[2] in own}

    assert names == {*ADDRESSES, *POSTED, *ELSEWHERE}
