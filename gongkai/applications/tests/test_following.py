"""Deadlines that move without anybody acting: a notice for 2027 is entered, a day passes (第三十三条; 国务院办公厅放假通知)."""

from datetime import date

import pytest

from gongkai.applications.following import catch_up
from gongkai.applications.models import Application, DeadlineChange
from gongkai.applications.tests import cases
from gongkai.office import events
from gongkai.office.models import HolidayNotice

pytestmark = pytest.mark.django_db

ENTERED = date(2026, 12, 18)
OFF_2027 = ["2027-01-01", "2027-01-02", "2027-01-03"] + [f"2027-02-{day:02d}" for day in range(5, 13)]


def enter_notice(by, *, office=None, off=OFF_2027, work=("2027-01-24",)):
    notice = HolidayNotice.objects.create(
        year=2027, number="国办发明电〔2026〕示例号", office=office, off=list(off), work=list(work), entered_by=by
    )
    events.record("office.holiday_notice_entered", notice, office=office, by=by, at=cases.noon(ENTERED))
    catch_up(cases.noon(ENTERED))
    return notice


def test_a_notice_for_2027_moves_every_open_deadline_and_says_why(street):
    first = cases.received(street, date(2026, 12, 10))
    second = cases.received(street, date(2026, 12, 17))
    assert all(row.told_provisional for row in (first, second))

    enter_notice(street.zhaomin)

    for application in (cases.fresh(first), cases.fresh(second)):
        change = DeadlineChange.objects.get(application=application)
        assert not application.told_provisional
        assert (change.after, change.is_provisional) == (application.told_due, False)
        assert any("国办发明电〔2026〕示例号" in sentence or "安排已经录入" in sentence for sentence in change.why)


def test_a_deadline_in_known_days_does_not_move(street):
    application = cases.received(street, date(2026, 11, 2))

    enter_notice(street.zhaomin)

    assert not DeadlineChange.objects.filter(application=application).exists()


def test_a_notice_of_another_office_moves_nothing_here(street):
    application = cases.received(street, date(2026, 12, 10))

    enter_notice(street.xufeng, office=street.jiefangbei)

    assert not DeadlineChange.objects.exists()
    assert cases.fresh(application).told_provisional


def test_an_answered_application_is_left_alone(street):
    application = cases.received(street, date(2026, 12, 10))
    cases.replied(street, application, "GRANTED", on=date(2026, 12, 16))

    enter_notice(street.zhaomin)

    assert not DeadlineChange.objects.exists()


def test_the_change_is_told_once(street):
    cases.received(street, date(2026, 12, 10))
    enter_notice(street.zhaomin)

    catch_up(cases.noon(date(2026, 12, 19)))

    assert DeadlineChange.objects.count() == 1


def test_an_open_consultation_moves_the_told_deadline_from_day_to_day(street):
    application = cases.received(street, date(2026, 3, 2))
    cases.consulted(street, application, sent_on=date(2026, 3, 6))
    before = Application.objects.get(pk=application.pk).told_due

    catch_up(cases.noon(date(2026, 3, 12)))

    assert Application.objects.get(pk=application.pk).told_due > before
