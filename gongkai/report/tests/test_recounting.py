"""重新统计: what was entered since comes into the tables, what a person changed by hand stays, the prose is left alone."""

from datetime import date

import pytest

from gongkai.law.report_form import Cell
from gongkai.office import events
from gongkai.office.authority import NoAuthority
from gongkai.report import acts, freezing
from gongkai.report.evidence import from_json, rows_behind
from gongkai.report.models import AnnualReport, Override
from gongkai.report.tests.casebook import one
from gongkai.report.tests.test_acts import imported
from gongkai.report.tests.test_overrides import AT, NEW, PERMITS, TOTAL, change
from gongkai.report.tests.test_overrides import report as report  # noqa: PLC0414 - a fixture
from gongkai.report.tests.test_versions import moment

pytestmark = pytest.mark.django_db
COMPANY = Cell("table3", "new", "company")


def figure(report: AnnualReport, cell: Cell):
    return AnnualReport.objects.get(pk=report.pk).given_tables.cells[cell]


def again(report: AnnualReport) -> AnnualReport:
    return AnnualReport.objects.get(pk=report.pk)


def test_what_was_entered_since_is_counted(street, report) -> None:
    prose = report.narrative
    one(street.chaotianmen, date(2026, 4, 2))

    changed = acts.recount(report, by=street.liwen, at=AT)

    assert NEW in changed
    assert TOTAL in changed
    assert figure(report, NEW) == 2
    assert len(rows_behind(from_json(again(report).evidence), NEW)) == 2
    assert again(report).narrative == prose
    assert again(report).is_drawn()
    assert [event.verb for event in events.of(report)][-1] == "report.recounted"


def test_nothing_new_changes_nothing(street, report) -> None:
    assert acts.recount(report, by=street.liwen, at=AT) == []


def test_a_change_by_hand_stays_and_knows_what_is_counted_now(street, report) -> None:
    change(report, {NEW: 3}, by=street.liwen, reason="纸质登记簿另有2件")
    one(street.chaotianmen, date(2026, 4, 2))

    acts.recount(again(report), by=street.liwen, at=AT)

    assert figure(report, NEW) == 3
    standing = Override.objects.standing(again(report))[NEW]
    assert (standing.original, standing.value, standing.lifted) == ("2", "3", False)
    change(report, {NEW: 2}, by=street.liwen)
    assert NEW not in Override.objects.standing(again(report))


def test_a_change_that_the_register_has_caught_up_with_is_lifted(street, report) -> None:
    change(report, {NEW: 2, TOTAL: 2}, by=street.liwen, reason="纸质登记簿另有1件")
    one(street.chaotianmen, date(2026, 4, 2))

    acts.recount(again(report), by=street.liwen, at=AT)

    assert Override.objects.standing(again(report)) == {}
    assert figure(report, NEW) == 2


def test_a_frozen_year_is_taken_as_it_was_frozen(street, report) -> None:
    office, january = street.chaotianmen, moment(2027, 1, 1, 0, 5)
    freezing.freeze_once(office, 2026, at=january)
    one(office, date(2026, 12, 31))

    acts.recount(again(report), by=street.liwen, at=moment(2027, 1, 5, 9))
    assert figure(report, NEW) == 1

    acts.freeze_again(office, 2026, reason="补登1件", by=street.zhaomin, at=moment(2027, 1, 6, 9))
    acts.recount(again(report), by=street.liwen, at=moment(2027, 1, 6, 10))
    assert figure(report, NEW) == 2


@pytest.mark.parametrize("who", ["jiangli", "xufeng", "sunyue", "guchao"])
def test_a_stranger_does_not_recount(street, report, who) -> None:
    with pytest.raises(NoAuthority):
        acts.recount(report, by=getattr(street, who), at=AT)


def test_an_imported_report_has_nothing_to_count(street, published_file) -> None:
    with pytest.raises(acts.ReportRefused, match="没有登记数据"):
        acts.recount(imported(street, published_file), by=street.liwen)


def test_the_button_recounts(street, report, desk) -> None:
    change(report, {PERMITS: 5}, by=street.liwen, reason="业务台账")
    desk.force_login(street.liwen)

    assert "重新统计" in desk.get(report.desk_address()).content.decode()
    told = desk.post(f"{report.desk_address()}recount/", follow=True).content.decode()

    assert "已重新统计" in told
    assert figure(report, PERMITS) == 5
    assert desk.get(f"{report.desk_address()}recount/").status_code == 405
