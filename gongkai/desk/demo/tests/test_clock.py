"""People work in the office's hours, and many stories are told in the order of time."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from gongkai.desk.demo.clock import Hours, tell
from gongkai.law.workdays import shipped_calendar

ZONE = ZoneInfo("Asia/Shanghai")
HOURS = Hours(shipped_calendar(), ZONE)


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("since", "minutes", "until"),
    [
        pytest.param("2026-03-02T09:10", 30, "2026-03-02T09:40", id="上午之内"),
        pytest.param("2026-03-02T11:50", 30, "2026-03-02T14:20", id="跨过午休"),
        pytest.param("2026-03-02T12:30", 30, "2026-03-02T14:30", id="午休开始"),
        pytest.param("2026-03-06T17:50", 30, "2026-03-09T09:20", id="周五到周一"),
        pytest.param("2026-02-14T17:30", 60, "2026-02-24T09:30", id="调休上班日到春节后"),
        pytest.param("2026-03-02T06:00", 0, "2026-03-02T09:00", id="清早"),
        pytest.param("2026-03-02T09:00", 420, "2026-03-02T18:00", id="整一天"),
    ],
)
def test_work_goes_on_in_office_hours(since, minutes, until):
    assert HOURS.after(moment(since), minutes) == moment(until)


def test_a_rest_day_moves_to_the_next_workday():
    assert HOURS.workday_from(date(2026, 10, 1)) == date(2026, 10, 8)


def test_stories_are_told_in_the_order_of_time():
    heard = []

    def story(name, *moments):
        for each in moments:
            yield moment(each)
            heard.append((each, name))

    tell(
        [story("李文", "2026-03-02T09:00", "2026-03-04T09:00"), story("王芳", "2026-03-03T09:00", "2026-03-05T09:00")],
        until=moment("2026-03-04T12:00"),
    )

    assert heard == [("2026-03-02T09:00", "李文"), ("2026-03-03T09:00", "王芳"), ("2026-03-04T09:00", "李文")]
