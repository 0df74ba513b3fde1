"""年报进度: where each report stands against the district's dates, who is reminded, and what the district sends back."""

from datetime import date, datetime
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone

from gongkai.law.timeliness import Light
from gongkai.office import events
from gongkai.office.authority import NoAuthority
from gongkai.records.determining import check as check_attribute
from gongkai.records.determining import sign
from gongkai.records.publishing_acts import publish
from gongkai.records.registering import submit
from gongkai.records.tests.stories import again, signed_by
from gongkai.report import acts
from gongkai.report.campaign import Standing, campaign_of, progress, waiting_for
from gongkai.report.models import AnnualReport, Campaign, ReportReturn
from gongkai.report.tests.test_acts import imported, revise_to_zero

pytestmark = pytest.mark.django_db
YEAR = 2024


def moment(month: int, day: int, hour: int = 9) -> datetime:
    return datetime(YEAR + 1, month, day, hour, tzinfo=timezone.get_default_timezone())


def standing(street, on: date):
    return progress([street.chaotianmen], campaign_of(street.district, YEAR), on=on)[0]


def test_shipped_dates_are_of_the_year_after(street) -> None:
    campaign = campaign_of(street.district, YEAR)

    assert campaign.pk is None
    assert campaign.freeze_on == date(2025, 1, 8)
    dates = (campaign.draft_due, campaign.check_due, campaign.publish_due, campaign.district_due)
    assert dates == (date(2025, 1, 10), date(2025, 1, 20), date(2025, 1, 31), date(2025, 3, 31))


@pytest.mark.parametrize(
    ("on", "light", "is_late"),
    [
        pytest.param(date(2025, 1, 4), Light.GREEN, False, id="六天前"),
        pytest.param(date(2025, 1, 5), Light.YELLOW, False, id="五天前"),
        pytest.param(date(2025, 1, 10), Light.YELLOW, False, id="当天"),
        pytest.param(date(2025, 1, 11), Light.RED, True, id="次日"),
    ],
)
def test_light_on_a_report_that_nobody_began(street, on, light, is_late) -> None:
    found = standing(street, on)

    assert (found.standing, found.due, found.light, found.is_late) == (
        Standing.NOT_STARTED,
        date(2025, 1, 10),
        light,
        is_late,
    )


def test_a_report_goes_through_its_standings(street, published_file: Path) -> None:
    seen = []

    def look() -> None:
        found = standing(street, date(2025, 1, 9))
        seen.append((found.standing.value, found.due_name))

    with time_machine.travel(moment(1, 9), tick=True):
        look()
        report = imported(street, published_file)
        look()
        acts.send_back(report, reason="表三与正文不符。", by=street.xufeng)
        look()
        revise_to_zero(AnnualReport.objects.get(pk=report.pk), by=street.liwen)
        look()
        record = again(report.record)
        check_attribute(record, by=street.zhaomin)
        sign(record, by=street.chengang)
        submit(record, by=street.liwen)
        look()
        signed_by(again(record), street.wangfang, street.zhaomin, street.chengang)
        look()
        publish(again(record), by=street.sunyue)
        look()
        acts.correct(AnnualReport.objects.get(pk=report.pk), explanation="漏计。", by=street.liwen)
        look()

    assert seen == [
        ("未起草", "初稿应完成"),
        ("起草中", "应送区县审核"),
        ("区县退回", "应送区县审核"),
        ("起草中", "应送区县审核"),
        ("审校中", "应公布"),
        ("待发布", "应公布"),
        ("已公布", ""),
        ("更正中", ""),
    ]


def test_publication_after_the_date_is_late(street, published_file: Path) -> None:
    with time_machine.travel(moment(2, 3), tick=True):
        record = imported(street, published_file).record
        check_attribute(again(record), by=street.zhaomin)
        sign(again(record), by=street.chengang)
        submit(again(record), by=street.liwen)
        signed_by(again(record), street.wangfang, street.zhaomin, street.chengang)
        publish(again(record), by=street.sunyue)

    found = standing(street, date(2025, 6, 1))
    assert (found.is_late, found.light, found.due) == (True, None, None)


def test_only_the_officer_of_an_office_that_worked_then_is_reminded(street) -> None:
    def reminded(person) -> list[str]:
        return [each.office.slug for each in waiting_for(person, moment(1, 8))]

    assert reminded(street.zhaomin) == []
    with time_machine.travel(datetime(2024, 5, 6, tzinfo=timezone.get_default_timezone())):
        events.record("office.worked", street.chaotianmen, office=street.chaotianmen, by=street.liwen)

    assert reminded(street.zhaomin) == ["chaotianmen"]
    assert [reminded(other) for other in (street.liwen, street.xufeng, street.jiangli, street.guchao)] == [[]] * 4


# What the district does


def dates(street, **changes: date) -> Campaign:
    campaign = campaign_of(street.district, YEAR)
    for name, day in changes.items():
        setattr(campaign, name, day)
    return campaign


def test_the_district_sets_its_dates(street) -> None:
    acts.set_dates(dates(street, draft_due=date(2025, 1, 8)), by=street.xufeng)

    assert campaign_of(street.district, YEAR).draft_due == date(2025, 1, 8)
    assert standing(street, date(2025, 1, 9)).is_late


@pytest.mark.parametrize("who", ["zhaomin", "chengang", "qiankun", "guchao"])
def test_nobody_else_sets_dates(street, who) -> None:
    with pytest.raises(NoAuthority):
        acts.set_dates(dates(street), by=getattr(street, who))

    assert not Campaign.objects.exists()


def test_dates_out_of_order_are_refused(street) -> None:
    with pytest.raises(acts.ReportRefused, match="先后"):
        acts.set_dates(dates(street, check_due=date(2025, 1, 2)), by=street.xufeng)

    assert not Campaign.objects.exists()


@pytest.mark.parametrize("who", ["zhaomin", "chengang", "shentao", "guchao"])
def test_only_the_district_sends_back(street, published_file: Path, who) -> None:
    report = imported(street, published_file)

    with pytest.raises(NoAuthority):
        acts.send_back(report, reason="改。", by=getattr(street, who))
    with pytest.raises(acts.ReportRefused, match="写明要修改什么"):
        acts.send_back(report, reason=" ", by=street.xufeng)
    assert not ReportReturn.objects.exists()


# Screens


def test_the_district_sees_all_and_sets_dates_on_the_page(street, desk) -> None:
    desk.force_login(street.xufeng)
    page = desk.get(f"/desk/reports/campaign/{YEAR}/").content.decode()
    assert "朝天门" in page
    assert "解放碑" in page
    assert "未起草2家" in page

    given = {
        "freeze_on": "2025-01-08",
        "draft_due": "2025-01-08",
        "check_due": "2025-01-18",
        "publish_due": "2025-01-31",
        "district_due": "2025-03-31",
    }
    assert desk.post(f"/desk/reports/campaign/{YEAR}/", given).status_code == 302
    assert campaign_of(street.district, YEAR).draft_due == date(2025, 1, 8)

    told = desk.post(f"/desk/reports/campaign/{YEAR}/", given | {"check_due": "2025-01-02"}).content.decode()
    assert "先后应当是" in told
    assert campaign_of(street.district, YEAR).check_due == date(2025, 1, 18)


def test_an_office_sees_its_own_row_and_no_form(street, desk) -> None:
    desk.force_login(street.liwen)
    page = desk.get(f"/desk/reports/campaign/{YEAR}/").content.decode()

    assert "朝天门" in page
    assert "解放碑" not in page
    assert "设定日期" not in page
    desk.post(f"/desk/reports/campaign/{YEAR}/", {"draft_due": "2025-01-02"})
    assert not Campaign.objects.exists()
    assert desk.get(f"/desk/reports/campaign/{timezone.localdate().year}/").status_code == 404


def test_sending_back_and_correcting_on_the_page(street, published_file: Path, desk) -> None:
    report = imported(street, published_file)
    desk.force_login(street.xufeng)
    assert "退回该机构" in desk.get(report.desk_address()).content.decode()
    desk.post(f"{report.desk_address()}send-back/", {"reason": "表三与正文不符。"})

    desk.force_login(street.liwen)
    page = desk.get(report.desk_address()).content.decode()
    assert "表三与正文不符。" in page
    assert "另立新版" not in page
    told = desk.post(f"{report.desk_address()}correct/", {"explanation": "漏计。"}, follow=True).content.decode()
    assert "可以直接修改" in told

    desk.force_login(street.jiangli)
    assert desk.post(f"{report.desk_address()}correct/", {"explanation": "漏计。"}).status_code == 404
    assert desk.get(f"{report.desk_address()}correct/").status_code == 405
