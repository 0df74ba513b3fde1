"""When a stage is due. Dates counted by hand on the calendar of May and June 2025 (端午节 5月31日—6月2日)."""

from datetime import datetime

import pytest
from django.utils import timezone

from gongkai.law.workdays import shipped_calendar
from gongkai.review.due import stage_due
from gongkai.review.models import Stage
from gongkai.review.waiting import light_of


def moment(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))


@pytest.mark.parametrize(
    ("opened", "amount", "unit", "due"),
    [
        ("2025-05-29 10:00", 1, "WORKDAY", "2025-05-30 18:00"),
        ("2025-05-30 10:00", 1, "WORKDAY", "2025-06-03 18:00"),
        ("2025-05-29 10:00", 1, "WORKING_HOUR", "2025-05-29 11:00"),
        ("2025-05-29 11:00", 1, "WORKING_HOUR", "2025-05-29 12:00"),
        ("2025-05-29 11:30", 1, "WORKING_HOUR", "2025-05-29 14:30"),
        ("2025-05-29 17:00", 4, "WORKING_HOUR", "2025-05-30 12:00"),
        ("2025-05-29 22:00", 1, "WORKING_HOUR", "2025-05-30 10:00"),
        ("2025-05-30 17:00", 4, "WORKING_HOUR", "2025-06-03 12:00"),
        ("2025-05-31 09:00", 8, "WORKING_HOUR", "2025-06-04 10:00"),
    ],
    ids=["次日", "跨端午", "一小时", "到午休", "跨午休", "跨夜", "下班后", "跨节", "节日中"],
)
def test_due_time(opened, amount, unit, due):
    stage = Stage(limit_amount=amount, limit_unit=unit)

    found = stage_due(stage, opened_at=moment(opened), calendar=shipped_calendar())

    assert found == (moment(due), False)


def test_no_limit_is_never_due():
    assert stage_due(Stage(limit_amount=0), opened_at=moment("2025-05-29 10:00"), calendar=shipped_calendar()) is None


def test_a_year_without_a_notice_gives_a_provisional_time():
    stage = Stage(limit_amount=1, limit_unit="WORKING_HOUR")

    assert stage_due(stage, opened_at=moment("2031-03-04 10:00"), calendar=shipped_calendar()).provisional


@pytest.mark.parametrize(
    ("now", "light"),
    [
        pytest.param("2025-05-28 23:59", "green", id="前一天"),
        pytest.param("2025-05-29 00:01", "yellow", id="到期当天"),
        pytest.param("2025-05-29 11:00", "yellow", id="到期一刻"),
        pytest.param("2025-05-29 11:01", "red", id="已过"),
    ],
)
def test_the_light(now, light):
    stage = Stage(limit_amount=1, limit_unit="WORKING_HOUR")
    due = stage_due(stage, opened_at=moment("2025-05-29 10:00"), calendar=shipped_calendar())

    assert light_of(due, moment(now)) == light
