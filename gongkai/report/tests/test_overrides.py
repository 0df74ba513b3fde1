"""人工改数: a counted cell is changed only with a reason; what was counted, why and who are kept and told."""

from datetime import date
from decimal import Decimal

import pytest

from gongkai.applications.tests.cases import noon
from gongkai.law.report_form import Cell
from gongkai.office.models import RowIsEvidence
from gongkai.report import acts
from gongkai.report.models import AnnualReport, Override
from gongkai.report.tests.casebook import one
from gongkai.report.tests.test_acts import made_public
from gongkai.report.tests.test_views import filled

pytestmark = pytest.mark.django_db
AT = noon(date(2026, 6, 30))
NEW = Cell("table3", "new", "natural_person")
TOTAL = Cell("table3", "new", "total")
PERMITS = Cell("table2", "permits", "decisions")
FEES = Cell("table2", "fees_10k_yuan", "amount")
WHERE = "表三“一、本年新收政府信息公开申请数量”行“自然人”列"
REASON = "纸质登记簿另有2件"


@pytest.fixture
def report(street) -> AnnualReport:
    one(street.chaotianmen, date(2026, 3, 2))
    return acts.build_report(2026, office=street.chaotianmen, by=street.liwen, at=AT)


def change(report: AnnualReport, cells, *, by, reason: str = "") -> None:
    report.refresh_from_db()
    acts.revise(
        report,
        tables=report.given_tables.replace(cells),
        narrative=report.narrative,
        signed_date=None,
        by=by,
        override_reason=reason,
        at=AT,
    )


def kept(report: AnnualReport) -> list[tuple[str, ...]]:
    rows = Override.objects.of(report)
    return [(row.cell, row.original, row.before, row.value, row.reason, row.by.name, row.lifted) for row in rows]


def test_a_change_without_a_reason_is_refused_and_names_the_cells(street, report) -> None:
    with pytest.raises(
        acts.ReasonMissing, match=f"改动了按登记统计的2格：表二“行政许可”行“本年处理决定数量”列、{WHERE}"
    ):
        change(report, {NEW: 3, PERMITS: 5}, by=street.liwen, reason=" ")

    assert AnnualReport.objects.get().given_tables.cells[NEW] == 1
    assert not Override.objects.exists()


def test_a_change_keeps_what_was_counted_why_and_who(street, report) -> None:
    change(report, {NEW: 3}, by=street.wangfang, reason=REASON)
    change(report, {NEW: 4}, by=street.liwen, reason="再补1件")

    assert kept(report) == [
        ("table3.new.natural_person", "1", "1", "3", REASON, "王芳", False),
        ("table3.new.natural_person", "1", "3", "4", "再补1件", "李文", False),
    ]
    assert {row.at for row in Override.objects.all()} == {AT}
    assert Override.objects.first().post.role == "DEPARTMENT_HEAD"
    assert Override.objects.standing(report)[NEW].value == "4"


def test_the_counted_value_again_lifts_the_change_without_a_reason(street, report) -> None:
    change(report, {NEW: 3}, by=street.liwen, reason=REASON)
    change(report, {NEW: 1}, by=street.wangfang)

    assert [row[-1] for row in kept(report)] == [False, True]
    assert Override.objects.standing(report) == {}


@pytest.mark.parametrize(
    ("cell", "first", "again", "rows"),
    [(PERMITS, None, 0, 2), (PERMITS, 5, 5, 1), (FEES, Decimal("1.50"), Decimal("1.5"), 1)],
    ids=["留空不是零", "没有改", "写法不同"],
)
def test_only_another_figure_is_a_change(street, report, cell, first, again, rows) -> None:
    change(report, {cell: first}, by=street.liwen, reason=REASON)
    change(report, {cell: again}, by=street.liwen, reason=REASON)

    assert len(kept(report)) == rows


def test_prose_is_changed_without_a_reason(street, report) -> None:
    acts.revise(
        report, tables=report.given_tables, narrative={"problems": "更新偏慢。"}, signed_date=None, by=street.liwen
    )

    assert not Override.objects.exists()


def test_an_imported_report_needs_no_reason(street, published_file) -> None:
    report = acts.import_report(published_file, office=street.chaotianmen, by=street.liwen)
    change(report, {PERMITS: 5}, by=street.liwen)

    assert not Override.objects.exists()


def test_a_changed_cell_is_a_reminder_and_what_no_longer_adds_up_stays_an_error(street, report) -> None:
    change(report, {NEW: 3}, by=street.liwen, reason=REASON)
    found = {finding.rule: finding for finding in acts.findings(report, at=AT)}

    assert (found["override"].severity, found["override"].expected, found["override"].found) == ("warn", "1", "3")
    assert (
        f"{WHERE}按登记统计为1，2026年6月30日由平安法治办公室拟稿人（信息员）李文改为3。理由：{REASON}。"
        in found["override"].message
    )
    assert {rule for rule, finding in found.items() if finding.severity == "error"} == {"E1", "E3", "E8"}


def test_totals_changed_with_it_satisfy_the_sums_and_the_prose_is_left_behind(street, report) -> None:
    handled = {
        Cell("table3", row, column): 3 for row in ("new", "carried_over") for column in ("natural_person", "total")
    }
    change(report, handled, by=street.liwen, reason=REASON)

    assert {finding.rule for finding in acts.findings(report, at=AT)} == {"override", "E8"}


def test_a_corrected_report_keeps_the_changes_of_the_version_before(street, report) -> None:
    change(report, {NEW: 3}, by=street.liwen, reason=REASON)
    made_public(street, report)
    second = acts.correct(report, explanation="改正本年新收", by=street.liwen)
    change(second, {NEW: 1}, by=street.liwen)

    assert Override.objects.standing(report)[NEW].reason == REASON
    assert Override.objects.standing(second) == {}
    assert [row[-1] for row in kept(second)] == [False, True]


def test_a_change_is_not_altered_afterwards(street, report) -> None:
    change(report, {NEW: 3}, by=street.liwen, reason=REASON)

    with pytest.raises(RowIsEvidence):
        Override.objects.all().delete()


def test_the_form_asks_for_the_reason_and_shows_it(street, report, desk) -> None:
    desk.force_login(street.liwen)
    name = "table3.new.natural_person"
    refused = desk.post(report.desk_address(), filled(report, **{name: "3"})).content.decode()
    page = desk.post(
        report.desk_address(), filled(report, **{name: "3", "override_reason": REASON}), follow=True
    ).content.decode()
    behind = desk.get(f"{report.desk_address()}cells/{name}/").content.decode()

    assert "没有保存" in refused
    assert WHERE in refused.split("没有保存")[1]
    assert f'<span class="report-counted">登记统计1，李文改：{REASON}</span>' in page
    for text in (page, behind):
        assert "人工改数（1条）" in text
        assert f"<td>{REASON}</td>" in text


def test_the_form_of_an_imported_report_asks_for_none(street, published_file, desk) -> None:
    report = acts.import_report(published_file, office=street.chaotianmen, by=street.liwen)
    desk.force_login(street.liwen)

    assert "override_reason" not in desk.get(report.desk_address()).content.decode()
