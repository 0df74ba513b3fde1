"""The ledger: the columns of the paper one, and on screen, on paper and as a file exactly what is filtered."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from gongkai.applications import acts
from gongkai.applications.ledger import HEAD, lines, lines_with_names, together, with_days
from gongkai.applications.models import ApplicantKind, Application, RemedyKind, RemedyResult
from gongkai.applications.tests import cases
from gongkai.law.letters import LetterKind
from gongkai.office.models import AccessLog

pytestmark = pytest.mark.django_db

LEDGER = "/desk/applications/ledger/"
CSV = f"{LEDGER}ledger.csv"
ON = date(2026, 6, 1)


@pytest.fixture
def first_of_june(monkeypatch):
    """The screens read the clock: it stands at noon of 1 June 2026."""
    monkeypatch.setattr(timezone, "now", lambda: cases.noon(ON))


def the_long_way(street) -> Application:
    """Correction, silent third party, extension, reply in time, reconsideration that upholds it."""
    application = cases.received(street, date(2026, 3, 2))
    cases.corrected(street, application, asked=date(2026, 3, 5), until=date(2026, 3, 26), returned=date(2026, 3, 16))
    consultation = cases.consulted(street, application, sent_on=date(2026, 3, 18), delivered=date(2026, 3, 19))
    acts.lapse_consultation(consultation, by=street.liwen, at=cases.noon(date(2026, 4, 13)))
    cases.extended(street, application, on=date(2026, 4, 20), workdays=10)
    cases.replied(street, application, "GRANTED", on=date(2026, 5, 8))
    application = cases.closed(street, application, served=date(2026, 5, 11), on=date(2026, 5, 12))
    acts.record_remedy(
        application,
        kind=RemedyKind.RECONSIDERATION,
        authority="重庆市渝中区人民政府",
        number="渝中府复〔2026〕7号",
        received_on=date(2026, 5, 15),
        ended_on=date(2026, 5, 29),
        result=RemedyResult.UPHELD,
        by=street.zhaomin,
        at=cases.noon(ON),
    )
    return cases.fresh(application)


def cells(application) -> dict[str, str]:
    (row,) = together(with_days(Application.objects.filter(pk=application.pk)))
    return dict(zip(HEAD, next(lines([row])), strict=True))


def test_a_row_tells_the_whole_case(street, first_of_june):
    application = the_long_way(street)

    assert cells(application) == {
        "序号": "1",
        "编号": application.number,
        "收到日期": "2026-03-02",
        "途径": "互联网",
        "申请人类型": "自然人",
        "申请人": "张*",
        "申请内容": "《某某路房屋征收补偿协议》；2024年签订的协议",
        "承办科室": "平安法治办公室",
        "经办人": "李文",
        "补正": "2026-03-05告知，2026-03-16补正",
        "征求意见": "第三方：2026-03-18发出，逾期未提出意见",
        "延期": "2026-04-20延期10个工作日",
        "答复期限": application.told_due.isoformat(),
        "答复日期": "2026-05-08",
        "是否超期": "否",
        "办理结果": "予以公开",
        "送达方式、日期": "邮寄送达，2026-05-11送达",
        "复议诉讼": "行政复议（重庆市渝中区人民政府 渝中府复〔2026〕7号）：结果维持",
        "备注": "",
    }


def test_an_application_late_at_night_stands_under_its_own_day_in_china(street):
    application = cases.submitted(street, date(2026, 3, 2))
    late = datetime(2026, 3, 2, 16, 30, tzinfo=UTC)  # half past midnight of 3 March in China
    Application.objects.filter(pk=application.pk).update(submitted_at=late)

    assert cells(application)["收到日期"] == "未确认（2026-03-03提交）"


def test_a_withdrawal_is_no_answer(street):
    application = cases.received(street, date(2026, 3, 2))
    acts.withdraw(application, on=date(2026, 3, 4), by=None, at=cases.noon(date(2026, 3, 4)))

    row = cells(application)

    assert (row["答复日期"], row["是否超期"], row["备注"]) == ("", "否", "2026-03-04申请人撤回")


def test_names_stand_in_full_only_where_they_are_asked_for(street):
    application = cases.received(street, date(2026, 3, 2))
    (row,) = together(with_days(Application.objects.filter(pk=application.pk)))

    assert "张三" not in next(lines([row]))
    assert next(lines_with_names([row]))[HEAD.index("申请人")] == "张三"


@pytest.fixture
def several(street, first_of_june):
    """In time, late and done, late and open, due soon, a company's, and one of another year that is not confirmed."""
    in_time = cases.replied(street, cases.received(street, date(2026, 3, 2)), "GRANTED", on=date(2026, 3, 20))
    late = cases.replied(street, cases.received(street, date(2026, 3, 2)), "OTHER", on=date(2026, 4, 10))
    overdue = cases.received(street, date(2026, 4, 1))
    soon = cases.received(street, date(2026, 5, 7))
    company = cases.received(
        street,
        date(2026, 5, 25),
        who=cases.applicant("重庆某某有限公司", "91500103MA5U000000", ApplicantKind.COMPANY, contact_name="王五"),
    )
    unconfirmed = cases.submitted(street, date(2025, 12, 31))
    return {
        "in_time": in_time,
        "late": late,
        "overdue": overdue,
        "soon": soon,
        "company": company,
        "unconfirmed": unconfirmed,
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["in_time", "late", "overdue", "soon", "company", "unconfirmed"]),
        ("year=2026", ["in_time", "late", "overdue", "soon", "company"]),
        ("year=2025", ["unconfirmed"]),
        ("state=SUBMITTED", ["unconfirmed"]),
        ("outcome=GRANTED", ["in_time"]),
        ("outcome=GROUP:OTHER", ["late"]),
        ("kind=COMPANY", ["company"]),
        ("overdue=DONE", ["late"]),
        ("overdue=LATE", ["overdue"]),
        ("overdue=SOON", ["soon"]),
        ("year=2026&overdue=LATE&kind=COMPANY", []),
        ("year=abc", []),
        ("state=NONSENSE", []),
        ("handler=999999", []),
    ],
    ids=[
        "全部",
        "按年",
        "上年未确认",
        "按状态",
        "按结果",
        "按结果大类",
        "按申请人类型",
        "逾期已办",
        "逾期未办",
        "将逾期",
        "多项",
        "年份有误",
        "状态有误",
        "经办人有误",
    ],
)
def test_screen_print_and_files_hold_exactly_what_is_filtered(client, street, several, query, expected):
    numbers = [several[name].number for name in expected]
    client.force_login(street.zhaomin)

    screen = client.get(f"{LEDGER}?{query}").context["rows"]
    printed = client.get(f"{LEDGER}print/?{query}").content.decode()
    in_csv = read_csv(client.get(f"{CSV}?{query}"))
    sheet = load_workbook(io.BytesIO(client.get(f"{LEDGER}ledger.xlsx?{query}").content)).worksheets[0]

    assert [row["application"].number for row in screen] == numbers
    assert [each for each in all_numbers(several) if f"<td>{each}</td>" in printed] == sorted(numbers)
    assert [row[1] for row in in_csv[1:]] == numbers
    assert [row[1] for row in sheet.iter_rows(min_row=3, values_only=True)] == numbers


def all_numbers(several) -> list[str]:
    return sorted(each.number for each in several.values())


def read_csv(answer) -> list[list[str]]:
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def test_a_print_says_what_was_filtered(client, street, several):
    client.force_login(street.zhaomin)

    page = client.get(f"{LEDGER}print/?year=2026&overdue=LATE&handler={street.liwen.pk}").content.decode()

    assert "收到年份：2026；经办人：李文；期限：逾期未办。共1件，2026年6月1日打印。" in page


def test_what_an_applicant_wrote_is_no_formula(client, street):
    cases.received(street, date(2026, 3, 2), title="", who=cases.applicant("=1+1"))
    application = Application.objects.get()
    application.wordings.update(description='=HYPERLINK("http://example.com")')
    client.force_login(street.zhaomin)

    answer = client.post(f"{LEDGER}names/", {"reason": "核对", "format": "csv"})

    row = read_csv(answer)[1]
    assert row[HEAD.index("申请人")] == "'=1+1"
    assert row[HEAD.index("申请内容")].startswith("'=HYPERLINK")


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_plain_export_names_nobody(client, street, suffix):
    cases.received(street, date(2026, 3, 2))
    client.force_login(street.zhaomin)

    answer = client.get(f"{LEDGER}ledger.{suffix}")

    told = answer.content.decode("utf-8-sig") if suffix == "csv" else str(sheet_of(answer))
    assert "张*" in told
    assert "张三" not in told
    assert not AccessLog.objects.exists()
    assert "no-store" in answer["Cache-Control"]


def sheet_of(answer) -> list:
    return list(load_workbook(io.BytesIO(answer.content)).worksheets[0].values)


def test_full_names_go_out_for_a_reason_that_is_on_record(client, street):
    cases.received(street, date(2026, 3, 2))
    client.force_login(street.zhaomin)

    answer = client.post(f"{LEDGER}names/?state=REGISTERED", {"reason": "移交档案室", "format": "xlsx"})

    assert sheet_of(answer)[2][HEAD.index("申请人")] == "张三"
    entry = AccessLog.objects.get()
    assert (entry.person, entry.what, entry.reason) == (street.zhaomin, "导出含完整姓名的台账（1件）", "移交档案室")


def test_without_a_reason_no_name_goes_out(client, street):
    cases.received(street, date(2026, 3, 2))
    client.force_login(street.zhaomin)

    answer = client.post(f"{LEDGER}names/?year=2026", {"reason": " ", "format": "csv"}, follow=True)

    assert answer.redirect_chain[-1][0] == f"{LEDGER}?year=2026"
    assert "须说明理由" in answer.content.decode()
    assert not AccessLog.objects.exists()


def test_the_district_takes_no_names_out(client, street):
    cases.received(street, date(2026, 3, 2))
    client.force_login(street.xufeng)

    answer = client.post(f"{LEDGER}names/", {"reason": "督查", "format": "csv"})

    assert (answer.status_code, answer.url) == (302, "/desk/")
    assert not AccessLog.objects.exists()


def test_too_many_rows_are_asked_for_in_parts(client, street, monkeypatch):
    cases.received(street, date(2026, 3, 2))
    monkeypatch.setattr("gongkai.applications.screens.ledger_views.LARGEST", 0)
    client.force_login(street.zhaomin)

    for address in (CSV, f"{LEDGER}print/"):
        assert "缩小范围" in client.get(address, follow=True).content.decode()


def test_pages_number_on_and_keep_the_filter(client, street, monkeypatch):
    monkeypatch.setattr("gongkai.applications.screens.ledger_views.PER_PAGE", 2)
    for _ in range(3):
        cases.submitted(street, date(2026, 3, 2))
    client.force_login(street.zhaomin)

    answer = client.get(f"{LEDGER}?state=SUBMITTED&page=2")

    assert answer.context["rows"][0]["cells"][0] == ("序号", "3")
    assert "?state=SUBMITTED&amp;page=1" in answer.content.decode()


def test_a_page_takes_few_queries_however_many_rows(client, street, django_assert_max_num_queries):
    for _ in range(5):
        cases.received(street, date(2026, 3, 2))
    application = cases.received(street, date(2026, 3, 2))
    cases.sent(
        street,
        application,
        LetterKind.EXTENSION_NOTICE,
        date(2026, 3, 9),
        terms={"workdays": 20, "reasons": "协议数量较多。"},
    )
    client.force_login(street.zhaomin)
    client.get(LEDGER)

    with django_assert_max_num_queries(16):
        client.get(LEDGER)
