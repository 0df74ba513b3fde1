"""数据冻结日: the year is frozen after a day in January, so that December is in it; what is not entered by then is told."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from gongkai.law.report_form import Cell
from gongkai.law.timeliness import Light
from gongkai.law.workdays import shipped_calendar
from gongkai.records.publishing_acts import withdraw
from gongkai.records.tests.stories import again, published
from gongkai.report import acts, freezing
from gongkai.report.acts import MonthEntry
from gongkai.report.campaign import waiting_for
from gongkai.report.collect import collect
from gongkai.report.counted import Counted
from gongkai.report.dates import campaign_of, shipped_dates
from gongkai.report.models import AnnualReport, Campaign, MonthlyItem, Snapshot
from gongkai.report.tests.test_versions import moment
from gongkai.report.tests.test_versions import year_2025 as year_2025  # noqa: PLC0414 - a fixture

PERMITS = Cell("table2", "permits", "decisions")


@pytest.mark.parametrize(
    ("year", "day"),
    [
        pytest.param(2020, date(2021, 1, 8), id="元旦连周末，1月4日至8日"),
        pytest.param(2021, date(2022, 1, 10), id="1月1日至3日放假"),
        pytest.param(2022, date(2023, 1, 9), id="1月1日、2日放假"),
        pytest.param(2023, date(2024, 1, 8), id="1月1日星期一"),
        pytest.param(2024, date(2025, 1, 8), id="1月1日星期三"),
        pytest.param(2025, date(2026, 1, 8), id="1月4日星期日上班"),
    ],
)
def test_the_shipped_day_is_the_fifth_working_day_of_january(year: int, day: date) -> None:
    assert shipped_dates(year, shipped_calendar())["freeze_on"] == day


def december(town, day: int, *, reason: str = "") -> None:
    entry = MonthEntry(
        figures={item: Decimal(3) for item in MonthlyItem}, evidence="业务台账2025年第12页", reason=reason
    )
    at = moment(2026, 1, day, 10)
    acts.enter_month(town.chaotianmen, 2025, 12, entry=entry, by=town.liwen, at=at)


@pytest.mark.django_db
def test_december_entered_before_the_day_is_in_the_year(year_2025) -> None:
    freezing.catch_up(moment(2026, 1, 2, 9))
    december(year_2025, 8)
    freezing.catch_up(moment(2026, 1, 8, 23))
    assert not Snapshot.objects.exists()

    freezing.catch_up(moment(2026, 1, 9, 0, 5))

    frozen = Snapshot.objects.get()
    assert frozen.tables.cells[PERMITS] == 3
    assert frozen.content["missing"] == list(range(1, 12))


@pytest.mark.django_db
def test_a_month_not_entered_by_the_day_is_told_and_later_needs_a_reason(year_2025) -> None:
    freezing.catch_up(moment(2026, 1, 9, 0, 5))

    assert 12 in Snapshot.objects.get().content["missing"]
    assert any("1月至12月" in note for note in Counted.from_json(Snapshot.objects.get().content).notes)
    with pytest.raises(acts.ReasonMissing, match="已经冻结"):
        december(year_2025, 9)
    december(year_2025, 9, reason="台账移交较晚")
    assert Snapshot.objects.get().tables.cells[PERMITS] == 0


@pytest.mark.django_db
def test_the_district_sets_its_day(year_2025) -> None:
    campaign = campaign_of(year_2025.district, 2025)
    campaign.freeze_on = date(2026, 1, 5)
    acts.set_dates(campaign, by=year_2025.xufeng, at=moment(2026, 1, 4, 9))

    freezing.catch_up(moment(2026, 1, 5, 9))
    assert not Snapshot.objects.exists()
    freezing.catch_up(moment(2026, 1, 6, 9))
    assert Snapshot.objects.get().year == 2025


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "on", "told"),
    [
        pytest.param(date(2026, 1, 4), 5, "已经过去", id="过去的日子"),
        pytest.param(date(2025, 12, 31), 5, "年结束后才能", id="年内"),
        pytest.param(date(2026, 1, 12), 5, "数据冻结、初稿", id="晚于初稿"),
        pytest.param(date(2026, 1, 9), 9, "重新冻结", id="已经冻结"),
    ],
)
def test_a_day_that_cannot_be_is_refused(year_2025, day: date, on: int, told: str) -> None:
    freezing.catch_up(moment(2026, 1, on, 0, 5))
    campaign = campaign_of(year_2025.district, 2025)
    campaign.freeze_on = day

    with pytest.raises(acts.ReportRefused, match=told):
        acts.set_dates(campaign, by=year_2025.xufeng, at=moment(2026, 1, on, 9))
    assert not Campaign.objects.exists()


@pytest.mark.django_db
def test_an_office_that_is_ready_is_frozen_earlier_by_its_officer(year_2025) -> None:
    december(year_2025, 5)
    acts.freeze_again(
        year_2025.chaotianmen, 2025, reason="12月已登记齐", by=year_2025.zhaomin, at=moment(2026, 1, 5, 15)
    )

    freezing.catch_up(moment(2026, 1, 9, 0, 5))

    assert Snapshot.objects.get().by == year_2025.zhaomin


@pytest.mark.django_db
def test_a_draft_before_the_day_is_told_to_wait(year_2025) -> None:
    early = moment(2026, 1, 6, 9)
    report = acts.build_report(2025, office=year_2025.chaotianmen, by=year_2025.liwen, at=early)

    assert report.notes[0].startswith("编制时2025年的数据尚未冻结（1月8日24时冻结）")
    (told,) = [each for each in acts.findings(report, at=early) if each.rule == "frozen"]
    assert (told.severity, "1月8日24时冻结" in told.message) == ("warn", True)

    freezing.catch_up(moment(2026, 1, 9, 0, 5))
    later = moment(2026, 1, 9, 9)
    found = AnnualReport.objects.get(pk=report.pk)
    assert [each for each in acts.findings(found, at=later) if each.rule == "frozen"] == []
    acts.recount(found, by=year_2025.liwen, at=later)
    assert AnnualReport.objects.get(pk=report.pk).notes[0].startswith("表格和正文的数字取自2026年1月9日冻结")


@pytest.mark.django_db
def test_the_officer_is_reminded_of_the_months_until_the_day(year_2025) -> None:
    def waiting(*at: int, who=year_2025.zhaomin):
        return [each.unfilled for each in waiting_for(who, moment(*at)) if each.unfilled]

    months = tuple(range(1, 13))
    assert waiting(2026, 1, 2, 9) == [(months, date(2026, 1, 8), Light.GREEN)]
    assert waiting(2026, 1, 8, 9) == [(months, date(2026, 1, 8), Light.YELLOW)]
    assert waiting(2026, 1, 9, 9) == []
    assert waiting(2026, 1, 2, 9, who=year_2025.liwen) == []


@pytest.mark.django_db
def test_what_is_withdrawn_in_january_was_public_in_the_year(street) -> None:
    with time_machine.travel(moment(2025, 12, 29, 9), tick=True):
        record = published(street)
    with time_machine.travel(moment(2026, 1, 5, 9), tick=True):
        withdraw(again(record), by=street.zhaomin, reason="错发")

    items = collect(street.chaotianmen, 2025, as_of=moment(2026, 1, 6, 9)).items
    assert (items.total, items.withdrawn) == (1, 0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("at", "who", "told", "untold"),
    [
        pytest.param((2026, 1, 6, 9), "liwen", ["2026年1月8日24时自动冻结", "按月登记"], "现在冻结", id="拟稿人"),
        pytest.param((2026, 1, 6, 9), "zhaomin", ["尚未冻结", "现在冻结"], "重新冻结的理由", id="冻结之前"),
        pytest.param((2026, 1, 12, 9), "zhaomin", ["已冻结", "冻结时1月至12月", "重新冻结"], "现在冻结", id="冻结之后"),
        pytest.param((2025, 12, 20, 9), "zhaomin", ["2026年1月8日24时冻结"], "现在冻结", id="年内"),
    ],
)
def test_the_live_page_says_how_the_year_stands(year_2025, desk, at, who, told, untold) -> None:
    with time_machine.travel(moment(*at), tick=True):
        freezing.catch_up(moment(*at))
        desk.force_login(getattr(year_2025, who))
        page = desk.get("/desk/reports/live/chaotianmen/2025/").content.decode()

    assert [words for words in told if words not in page] == []
    assert untold not in page


@pytest.mark.django_db
def test_the_months_and_the_progress_name_the_day(year_2025, desk) -> None:
    with time_machine.travel(moment(2026, 1, 6, 9), tick=True):
        desk.force_login(year_2025.xufeng)
        assert "1月8日24时冻结，请在此前登记" in desk.get("/desk/reports/monthly/chaotianmen/2025/").content.decode()
        page = desk.get("/desk/reports/campaign/2025/").content.decode()

    assert "2025年数据1月8日24时冻结" in page
    assert "尚未冻结" in page
    assert 'name="freeze_on"' in page
