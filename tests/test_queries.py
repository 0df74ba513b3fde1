"""Every screen of the desk keeps to a number of queries, whoever looks and however much there is.

Twelve of our own is the rule. What every screen asks for beside them is left out: session, person and posts, a district's
offices for the menu, and what Wagtail's frame and editor ask of Wagtail's own tables. Some screens show more than twelve
kinds of rows and keep a number of their own, each kind read once:

- 首页 gathers from six registers: rounds, records, applications, remedies, requests for correction and reports.
- 办件页面 shows everything about a case: wordings, consultations, clock, searches, decisions, letters with their rounds,
  deliveries with what was enclosed, fees, contacts, remedies, moved deadlines, files, acts and earlier applications.
- 年报 drawn up from the register is held against the whole register: what the tables count and what the prose states.
- 年报即时数据 counts the tables, and asks the district's campaign and calendar on which day the year is frozen.
- 年报数字的来源 counts that register to say what one figure of the prose is.
- 区级汇总, looked at first after a change, reads all reports of two years; later looks take what the rule allows.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import time_machine
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, resolve

from gongkai.applications import acts as case_acts
from gongkai.applications.piles import Pile
from gongkai.applications.tests import cases, screens
from gongkai.catalogue.models import Column
from gongkai.desk.doors import leaves, no_such_page
from gongkai.law.letters import LetterKind
from gongkai.office.models import HolidayNotice, Post, User
from gongkai.records import pages
from gongkai.records.tests import stories
from gongkai.report import acts as report_acts
from gongkai.review.models import Procedure

pytestmark = pytest.mark.django_db

RULE = 12
MORE = {
    "wagtailadmin_home": 16,
    "application_case": 20,
    "annual_report": 30,
    "live_report": 15,
    "live_report_source": 23,
    "report_aggregate": 16,
}
PLAIN = "/desk/account/"
"""A screen that asks for nothing of its own."""
FRAME = re.compile(r'"(wagtail\w+|django_content_type)"|^(BEGIN|COMMIT|SAVEPOINT|RELEASE)')
"""Wagtail's tables, and what is no question."""
TABLE = re.compile(r'"(\w+)"(?: ([TUVW]\d+)\b)?')
SCAN = re.compile(r"SCAN (\w+)")
BIG = {
    model._meta.db_table
    for app in ("applications", "records", "review")
    for model in apps.get_app_config(app).get_models()
    if model._meta.model_name not in {"caserules", "numberseries", "procedure", "schedule", "stage"}
} | {"office_event", "office_accesslog", "report_monthlyfigure"}
"""What grows with the years; of the rest there are a few."""
YEAR = 2025

NO_SCREENS = {
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
    "ping",
    "release",
    "list_results",
    "index_results",
    "history_results",
    "preview_on_edit",
    "revisions_view",
    "revisions_compare",
    "lock",
    "unlock",
    "review_page",
    "review_sheet",
    "review_withdraw",
    "review_procedure_use",
    "review_procedure_adopt",
    "record_clean_paste",
    "record_act",
    "record_upload_image",
    "record_attachment",
    "application_ledger_names",
    "application_ledger_export",
    "application_rules_template",
    "application_package",
    "application_person",
    "application_file",
    "application_file_withdraw",
    "application_redact_page",
    "application_form",
    "application_service_record",
    "application_letter_submit",
    "application_letter_void",
    "application_letter_enclose",
    "application_approval_slip",
    "application_letter_pdf",
    "application_letter_docx",
    "application_rectification_told",
    "application_rectification_person",
    "application_rectification_file",
    "annual_report_export",
    "annual_report_correct",
    "annual_report_enclose",
    "annual_report_recount",
    "annual_report_send_back",
    "freeze_again",
    "ledger_file",
    "collected_report_file",
    "report_aggregate_latest",
    "report_aggregate_letter",
    "report_aggregate_workbook",
    "report_succession_strike",
    "application_redact",
    "application_remedy_find",
    "wagtailadmin_account",
}
"""Logging in, scripts, files, buttons that lead back to a screen, and drawing on a file, which its own tests see."""
LISTS = (
    "",
    "records/",
    "records/add/",
    "timeliness/",
    "review/",
    "review/procedures/",
    *(f"applications/?pile={pile.value}" for pile in Pile),
    *(f"applications/{page}/" for page in ("add", "ledger", "ledger/print", "remedies", "rectifications", "retention")),
    "applications/rules/",
    "applications/rectifications/add/",
    "applications/remedies/find/",
    "reports/",
    *(
        f"{register}/"
        for register in ("office", "department", "people", "post", "holidaynotice", "accesslog", "column")
    ),
    *(f"{register}/new/" for register in ("department", "people", "post", "holidaynotice", "column")),
)
OF_CASE = (
    "similar",
    "contact",
    "decide",
    "decide/draft",
    "proactive",
    "files/add",
    "remedies/add",
    "do/confirm",
    "do/assign",
    "do/take-opinion",
    "do/record-service",
)
OF_YEAR = (
    "live/{office.slug}/{year}/",
    "live/{office.slug}/{year}/cells/table3.new.total/",
    "live/{office.slug}/{year}/cells/table2.normative_documents.made/",
    "live/{office.slug}/{year}/figures/casework.replied/",
    "live/{office.slug}/{year}/figures/review.closed/",
    "monthly/{office.slug}/{year}/?month=1",
    "opening/{office.slug}/{year}/",
    "campaign/{year}/",
)
OF_DISTRICT = (
    "campaign/{year}/",
    "aggregate/{year}/",
    "aggregate/{year}/cells/table3.new.total/",
    "aggregate/{year}/units/o{office.pk}/",
    "aggregate/{year}/roster/",
)


@pytest.fixture
def street(town, monkeypatch, tmp_path: Path, settings):
    """The town at work on 10 March 2026, with folders of its own and without the public site."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.PRIVATE_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setattr(pages, "_site", [stories.PlainSite()])
    cache.clear()
    with time_machine.travel(cases.noon(screens.TODAY), tick=False):
        stories.open_office(town)
        cases.open_office(town)
        yield town


class Desk:
    """What lies on the desk: of everything at least two, so that a question asked row by row shows."""

    def __init__(self, street) -> None:
        self.street = street
        self.cases = [each(street) for each in (screens.submitted, screens.delivered, screens.refused_by_third_party)]
        self.busiest = screens.ordered_anew(street)
        for _n in range(2):
            self._lengthen(self.cases[1])
            self._work_on_records()
        terms = {"workdays": 20, "reasons": "协议数量较多。"}
        case_acts.draft(self.cases[1], LetterKind.EXTENSION_NOTICE, by=street.liwen, terms=terms)
        self.rectifications = [self._rectification() for _n in range(2)]
        self.reports = [
            report_acts.build_report(year, office=street.chaotianmen, by=street.liwen) for year in (YEAR - 1, YEAR)
        ]
        HolidayNotice.objects.create(
            year=2027, number="示例", office=street.chaotianmen, off=["2027-01-01"], entered_by=street.qiankun
        )

    def _lengthen(self, application) -> None:
        given = {"places": "档案室", "keywords": "协议", "searched_on": screens.TODAY, "result": "无"}
        case_acts.record_search(application, by=self.street.liwen, **given)
        case_acts.log_contact(application, on=screens.TODAY, text="申请人来电", by=self.street.liwen)
        case_acts.add_file(application, screens.scan(), kind="EVIDENCE", title="材料", by=self.street.liwen)

    def _work_on_records(self) -> None:
        self.records = [
            each(self.street) for each in (stories.registered, stories.in_review, stories.approved, stories.published)
        ]

    def _rectification(self):
        street = self.street
        return case_acts.take_rectification(
            cases.applicant(),
            office=street.chaotianmen,
            subject="出生日期有误",
            evidence="身份证",
            received_on=screens.TODAY,
            files=[screens.scan()],
            department=street.safety,
            handler=street.liwen,
            by=street.zhaomin,
            at=cases.noon(screens.TODAY),
        )

    def addresses(self) -> Iterator[str]:
        yield from (f"/desk/{each}" for each in LISTS)
        for case in (*self.cases, self.busiest):
            yield from (case.desk_address(), *(f"{case.desk_address()}{each}/" for each in OF_CASE))
            for letter in case.letters.all():
                yield from (letter.desk_address(), f"{letter.desk_address()}edit/", f"{letter.desk_address()}send/")
        entry, file = self.busiest.clock_entries.last(), self.busiest.files.last()
        yield from (
            f"{self.busiest.desk_address()}{each}/" for each in (f"clock/{entry.pk}", f"files/{file.pk}/redact")
        )
        for row in (*self.rectifications, self.busiest.remedies.get()):
            yield row.desk_address()
        yield f"{self.rectifications[0].desk_address()}reply/"
        for record in self.records:
            yield from (
                record.desk_address(),
                f"/desk/records/edit/{record.pk}/",
                f"/desk/records/history/{record.pk}/",
            )
            yield from (f"/desk/review/{round.pk}/" for round in record.rounds.all())
        for report in self.reports:
            yield from (report.desk_address(), f"{report.desk_address()}cells/table3.new.total/")
        yield from self._of_year(OF_YEAR, YEAR, YEAR + 1)
        procedure = Procedure.objects.filter(office=self.street.chaotianmen).first()
        yield f"/desk/review/procedures/{procedure.pk}/"
        for row in (self.street.chaotianmen, self.street.safety, self.street.liwen, *self._rows()):
            yield f"/desk/{'people' if isinstance(row, User) else row._meta.model_name}/edit/{row.pk}/"

    def seen_by_the_district(self) -> Iterator[str]:
        yield from (f"/desk/{each}" for each in LISTS)
        yield from (self.busiest.desk_address(), self.records[-1].desk_address(), self.reports[-1].desk_address())
        yield from self._of_year(OF_DISTRICT, YEAR)

    def _of_year(self, wanted: Iterable[str], *years: int) -> Iterator[str]:
        for year, page in itertools.product(years, wanted):
            yield f"/desk/reports/{page.format(year=year, office=self.street.chaotianmen)}"

    def _rows(self):
        return [model.objects.first() for model in (Post, HolidayNotice, Column)]


class Look(NamedTuple):
    """What one look at a screen took: how many questions, Wagtail's left out, and the big tables that were read through."""

    asked: int
    scans: list[str]


def look(client, address: str) -> Look | None:
    """Return what the look took; None where this person is led elsewhere."""
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(address)
    asked = [each["sql"] for each in seen.captured_queries if not FRAME.search(each["sql"])]
    return Look(len(asked), [scan for sql in asked for scan in scans_of(sql)]) if answer.status_code == 200 else None


def scans_of(sql: str) -> list[str]:
    """Return the big tables that the database would read from end to end for the question."""
    if connection.vendor != "sqlite" or not sql.startswith("SELECT"):
        return []
    with connection.cursor() as cursor:
        plan = cursor.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
    tables = {alias or table: table for table, alias in TABLE.findall(sql)}
    read = [match[1] for step in plan if (match := SCAN.match(step[3]))]
    return [tables[name] for name in read if tables.get(name) in BIG]


def looks(client, person, addresses: Iterable[str]) -> dict[str, Look]:
    """Return by address what the person's look takes beyond that at a plain screen."""
    client.force_login(person)
    client.get(PLAIN)
    frame = look(client, PLAIN)
    seen = {address: look(client, address) for address in addresses}
    return {address: each._replace(asked=each.asked - frame.asked) for address, each in seen.items() if each}


def name_of(address: str) -> str:
    return resolve(address.partition("?")[0]).url_name


def test_every_screen_keeps_to_its_number_of_queries_and_reads_no_big_table_through(street, client) -> None:
    desk = Desk(street)

    officer = looks(client, street.zhaomin, desk.addresses())
    district = looks(client, street.xufeng, desk.seen_by_the_district())
    found = [*officer.items(), *district.items()]

    assert {at: each.asked for at, each in found if each.asked > MORE.get(name_of(at), RULE)} == {}
    assert {at: each.scans for at, each in found if each.scans} == {}
    assert screens_of_the_desk() == {name_of(at) for at, _ in found}


def screens_of_the_desk() -> set[str]:
    """Return the names of all addresses of the desk that show a screen to whoever opens them."""
    doors = leaves(get_resolver("gongkai.desk.urls").url_patterns)
    return {door.name for door in doors if door.name and door.callback is not no_such_page} - NO_SCREENS
