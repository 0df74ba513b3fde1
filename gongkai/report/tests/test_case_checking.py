"""按办件核对 (E4、E9—E11): what the cases say against a report, each finding with the numbers of its cases."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.applications import acts
from gongkai.applications.filing import keep_upload
from gongkai.applications.models import Application, Fee, FileKind, RemedyKind
from gongkai.applications.tests import cases
from gongkai.law.report_form import Cell, ReportTables, zero_tables
from gongkai.report import acts as report_acts
from gongkai.report.checking import Finding, check
from gongkai.report.models import AnnualReport, Origin, as_read
from gongkai.report.tests.casebook import dispute, one

pytestmark = pytest.mark.django_db
NEW = Cell("table3", "new", "natural_person")
AT = cases.noon(date(2026, 6, 30))
LATER = cases.noon(date(2026, 7, 31))


@pytest.fixture(autouse=True)
def _private(tmp_path, settings):
    settings.PRIVATE_DIR = tmp_path / "private"
    settings.PRIVATE_DIR.mkdir()


@pytest.fixture
def told_case(street) -> Application:
    """An application answered and proven to have arrived."""
    application = cases.received(street, date(2026, 3, 2))
    application = cases.replied(street, application, "GRANTED", on=date(2026, 3, 20))
    proof = keep_upload(
        SimpleUploadedFile("回执.pdf", b"%PDF-1.7 proof", "application/pdf"),
        kind=FileKind.SERVICE,
        application=application,
        by=street.liwen,
        at=cases.noon(date(2026, 3, 25)),
    )
    delivery = application.deliveries.get()
    acts.record_service(delivery, on=date(2026, 3, 24), proof=proof, by=street.liwen, at=cases.noon(date(2026, 3, 25)))
    return cases.fresh(application)


def built(street, at=AT) -> AnnualReport:
    return report_acts.build_report(2026, office=street.chaotianmen, by=street.liwen, at=at)


def said(report: AnnualReport, rule: str, at=LATER) -> list[Finding]:
    return [finding for finding in report_acts.findings(report, at=at) if finding.rule == rule]


def changed(report: AnnualReport, cells: dict[Cell, int], **narrative: str) -> AnnualReport:
    report.write(
        tables=report.given_tables.replace(cells), narrative={**report.narrative, **narrative}, signed_date=None
    )
    return report


def test_a_report_whose_cases_are_whole_passes_in_silence(street, told_case) -> None:
    report = built(street)

    assert report.given_tables.row("table3", "granted") == (1, 0, 0, 0, 0, 0, 1)
    assert report_acts.findings(report, at=AT) == []


def test_a_case_entered_after_the_report_is_named(street, told_case) -> None:
    report = built(street)
    late = one(street.chaotianmen, date(2026, 5, 6))

    (finding,) = said(report, "E9")

    assert (finding.severity, finding.expected, finding.found) == ("error", 2, 1)
    assert late.number in finding.message
    assert "没有计入" in finding.message


def test_a_case_whose_receipt_moved_out_of_the_year_is_named(street) -> None:
    moved = one(street.chaotianmen, date(2026, 1, 5))
    report = built(street)
    Application.objects.filter(pk=moved.pk).update(received_on=date(2025, 12, 31))

    (finding,) = said(report, "E9")

    assert moved.number in finding.message
    assert "不是本年收到" in finding.message


def test_a_figure_without_its_cases_is_told_by_its_cell(street, told_case) -> None:
    report = changed(built(street), {NEW: 3})

    (finding,) = said(report, "E9")

    assert (finding.expected, finding.found) == (1, 3)
    assert finding.where == "表三“一、本年新收政府信息公开申请数量”行“自然人”列"
    assert told_case.number in finding.message


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"outcome": "", "state": "DRAFTING"}, "有办结日期而没有办理结果"),
        ({"ended_on": date(2026, 3, 21)}, "没有已签发并发出的答复"),
    ],
    ids=["没有结果", "没有答复"],
)
def test_an_ended_case_that_lacks_something_is_named(street, told_case, facts, words: str) -> None:
    Application.objects.filter(pk=told_case.pk).update(**facts)

    report = built(street)

    (finding,) = [finding for finding in said(report, "E9") if words in finding.message]
    assert (finding.severity, told_case.number in finding.message) == ("error", True)


def test_a_reply_not_proven_to_have_arrived_is_named(street) -> None:
    application = cases.received(street, date(2026, 3, 2))
    cases.replied(street, application, "GRANTED", on=date(2026, 3, 20))

    (finding,) = said(built(street), "E9")

    assert "缺少送达证明" in finding.message
    assert application.number in finding.message


def test_a_reply_signed_last_year_is_named(street, told_case) -> None:
    told_case.letters.update(signed_on=date(2025, 12, 31))

    (finding,) = said(built(street), "E9")

    assert "签发日期不在本年" in finding.message


def test_a_withdrawn_case_needs_neither_decision_nor_service(street) -> None:
    application = cases.received(street, date(2026, 3, 2))
    acts.withdraw(application, on=date(2026, 3, 4), by=None, at=cases.noon(date(2026, 3, 4)))

    report = built(street)

    assert report.given_tables.value("table3", "other", "total") == 1
    assert report_acts.findings(report, at=AT) == []


def test_a_case_given_up_for_a_fee_has_its_notice_and_part_six_its_sentence(street) -> None:
    unpaid = one(street.chaotianmen, date(2026, 3, 2), date(2026, 5, 6), "OTHER_FEE_UNPAID")
    report = changed(built(street), {}, other="")

    assert {finding.severity for finding in said(report, "E10")} == {"error"}
    assert [unpaid.number in finding.message for finding in said(report, "E10")] == [True, False]

    Fee.objects.create(application=unpaid, basis="ITEMS", quantity=11, amount=100, noticed_on=date(2026, 3, 10))
    assert said(changed(report, {}, other="2026年未收取信息处理费。"), "E10") == []


def test_the_amount_in_part_six_is_that_of_the_payments(street) -> None:
    application = one(street.chaotianmen, date(2026, 3, 2))
    Fee.objects.create(
        application=application,
        basis="ITEMS",
        quantity=12,
        amount=200,
        noticed_on=date(2026, 3, 10),
        paid_on=date(2026, 3, 12),
    )
    report = built(street)
    assert "收取信息处理费200元" in report.narrative["other"]
    assert said(report, "E10") == []

    (wrong,) = said(changed(report, {}, other="2026年未收取信息处理费。"), "E10")
    assert (wrong.expected, wrong.found) == (200, "0")

    (silent,) = said(changed(report, {}, other="没有其他事项。"), "E10")
    assert "没有写明" in silent.message


def test_a_fee_paid_in_another_year_is_not_reported(street) -> None:
    application = one(street.chaotianmen, date(2025, 12, 2))
    Fee.objects.create(application=application, basis="ITEMS", quantity=12, amount=200, paid_on=date(2025, 12, 31))

    assert "未收取信息处理费" in built(street).narrative["other"]


def test_more_suits_after_reconsideration_than_reconsiderations_ended(street) -> None:
    application = one(street.chaotianmen, date(2025, 3, 3), date(2025, 4, 1), "REFUSED_INTERNAL_AFFAIRS")
    before = dispute(application, RemedyKind.RECONSIDERATION, date(2025, 5, 6))
    dispute(application, RemedyKind.LITIGATION_AFTER_RECONSIDERATION, date(2026, 2, 3), follows=before)

    (finding,) = said(built(street), "E11")

    assert (finding.severity, finding.expected, finding.found) == ("warn", 0, 1)
    assert application.number in finding.message

    before.ended_on, before.result = date(2025, 7, 1), "UPHELD"
    before.save()
    assert said(AnnualReport.objects.get(), "E11") == []


def last_year(street, *, carried_over: int | None = None) -> AnnualReport:
    """Register last year's report: drawn up from the cases, or imported with a figure of its own."""
    at = cases.noon(date(2026, 1, 10))
    if carried_over is None:
        report = report_acts.build_report(2025, office=street.chaotianmen, by=street.liwen, at=at)
    else:
        cells = {
            Cell("table3", row, column): carried_over
            for row in ("new", "carried_over")
            for column in ("natural_person", "total")
        }
        given = report_acts.Content(tables=zero_tables().replace(cells), narrative={}, origin=Origin.IMPORTED)
        report = report_acts.register_report(given, office=street.chaotianmen, year=2025, by=street.liwen, at=at)
    AnnualReport.objects.filter(pk=report.pk).update(created_at=at)
    return report


def test_what_last_years_report_carried_over_is_carried_in(street) -> None:
    one(street.chaotianmen, date(2025, 12, 15))
    last_year(street)

    report = built(street)

    assert report.given_tables.value("table3", "carried_in", "total") == 1
    assert said(report, "E4") == []


def test_a_case_of_last_year_entered_late_explains_the_difference(street) -> None:
    one(street.chaotianmen, date(2025, 12, 15))
    last_year(street)
    late = one(street.chaotianmen, date(2025, 12, 20))
    Application.objects.filter(pk=late.pk).update(submitted_at=cases.noon(date(2026, 2, 3)))

    explained = said(built(street), "E4")[-1]

    assert (explained.severity, explained.expected, explained.found) == ("error", 1, 2)
    assert f"{late.number}（上年报告之后，2026年2月3日登记）" in explained.message


def test_a_case_whose_end_was_entered_late_explains_the_difference(street) -> None:
    ended = one(street.chaotianmen, date(2025, 12, 15))
    last_year(street)
    Application.objects.filter(pk=ended.pk).update(ended_on=date(2025, 12, 30), outcome="OTHER", state="CLOSED")

    explained = said(built(street), "E4")[-1]

    assert (explained.expected, explained.found) == (1, 0)
    assert f"{ended.number}（登记为2025年12月30日办结）" in explained.message


def test_an_imported_report_of_last_year_is_held_against_the_cases(street) -> None:
    carried = one(street.chaotianmen, date(2025, 12, 15))
    last_year(street, carried_over=2)

    explained = said(built(street), "E4")[-1]

    assert (explained.expected, explained.found) == (2, 1)
    assert carried.number in explained.message


def test_an_imported_report_is_not_held_against_the_cases(street) -> None:
    one(street.chaotianmen, date(2025, 12, 15))

    assert said(last_year(street, carried_over=2), "E9") == []


@pytest.mark.parametrize(
    ("other", "found"),
    [("没有其他事项。", ["E10"]), ("本年未收取信息处理费。", []), (None, [])],
    ids=["第六部分不提收费", "写明未收取", "没有读到第六部分"],
)
def test_a_report_that_was_read_speaks_of_fees_where_somebody_did_not_pay(other, found) -> None:
    cells = {
        Cell("table3", row, column): 1
        for row in ("new", "other_fee_unpaid", "handled_total")
        for column in ("natural_person", "total")
    }
    reading = as_read(
        office="甲",
        year=2025,
        tables=ReportTables(zero_tables().cells).replace(cells),
        narrative={"overview": "概述。"} | ({"other": other} if other else {}),
    )

    assert [finding.rule for finding in check(reading)] == found
