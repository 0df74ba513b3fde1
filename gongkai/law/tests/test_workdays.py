"""Counting working days: 《全国年节及纪念日放假办法》 and the notices of 国务院办公厅 for 2019–2026."""

import datetime as dt
import json
from pathlib import Path

import chinese_calendar
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.workdays import (
    ONE_DAY,
    Due,
    Notice,
    Rest,
    WorkCalendar,
    WorkdaysNotCountable,
    qingming,
    shipped_calendar,
)

FIRST, LAST = dt.date(2019, 1, 1), dt.date(2026, 12, 31)
EVERY_DAY = [FIRST + n * ONE_DAY for n in range((LAST - FIRST).days + 1)]
TRANSCRIPT = Path(__file__).parents[3].parent / "shared" / "data" / "holidays-2019-2026.json"
dates = st.dates(min_value=dt.date(2018, 6, 1), max_value=dt.date(2028, 6, 30))


@pytest.fixture
def calendar():
    return shipped_calendar()


@pytest.mark.parametrize(
    ("received", "after_7", "after_20", "after_40"),
    [
        pytest.param("2025-01-20", "2025-02-05", "2025-02-21", "2025-03-21", id="春节和两个周末上班日"),
        pytest.param("2025-04-25", "2025-05-08", "2025-05-27", "2025-06-25", id="周日上班"),
        pytest.param("2025-09-25", "2025-10-11", "2025-10-29", "2025-11-26", id="落在上班的周六"),
        pytest.param("2025-12-19", "2025-12-30", "2026-01-19", "2026-02-14", id="跨年并落在上班的周六"),
        pytest.param("2026-02-13", "2026-03-02", "2026-03-19", "2026-04-17", id="九天春节"),
        pytest.param("2026-09-18", "2026-09-29", "2026-10-22", "2026-11-19", id="周日上班后中秋国庆"),
    ],
)
def test_the_nth_working_day_is_counted_from_the_day_after(calendar, received, after_7, after_20, after_40):
    start = dt.date.fromisoformat(received)

    answers = [calendar.after(start, n) for n in (7, 20, 40)]

    assert answers == [Due(dt.date.fromisoformat(day), False) for day in (after_7, after_20, after_40)]


def test_both_2025_and_2026_have_248_working_days(calendar):
    lengths = [calendar.count_between(dt.date(year - 1, 12, 31), dt.date(year, 12, 31)) for year in (2025, 2026)]

    assert lengths == [248, 248]


def test_every_day_agrees_with_chinesecalendar(calendar):
    assert [day for day in EVERY_DAY if calendar.is_workday(day) != chinese_calendar.is_workday(day)] == []


def test_every_day_agrees_with_holidays(calendar):
    china = holidays.CN(years=range(2018, 2028))

    assert [day for day in EVERY_DAY if calendar.is_workday(day) != china.is_working_day(day)] == []


@pytest.mark.skipif(not TRANSCRIPT.exists(), reason="the transcript of the notices is not at hand")
def test_every_named_day_agrees_with_the_transcript(calendar):
    days = json.loads(TRANSCRIPT.read_text(encoding="utf-8"))["days"]

    assert {day: calendar.is_workday(dt.date.fromisoformat(day)) for day in days} == {
        day: kind == "work" for day, kind in days.items()
    }


def test_the_shipped_notices_have_no_fault(calendar):
    assert [sentence for notice in calendar.notices for sentence in notice.faults()] == []
    assert [notice.year for notice in calendar.notices if notice.verified != "seen"] == [2019]


@pytest.mark.parametrize(
    ("start", "n", "due"),
    [
        pytest.param("2026-12-31", 1, "2027-01-04", id="元旦放假是固定的"),
        pytest.param("2026-12-18", 20, "2027-01-18", id="跨入未公布的年份"),
        pytest.param("2027-04-02", 1, "2027-04-06", id="清明按历法推算"),
        pytest.param("2027-09-30", 1, "2027-10-04", id="国庆法定三天"),
        pytest.param("2027-02-05", 1, "2027-02-08", id="春节未知暂按工作日"),
        pytest.param("2027-03-03", 0, "2027-03-03", id="零个工作日"),
    ],
)
def test_a_year_without_notice_is_answered_as_provisional(calendar, start, n, due):
    assert calendar.after(dt.date.fromisoformat(start), n) == Due(dt.date.fromisoformat(due), True)


def test_a_span_that_ends_before_the_unknown_year_is_certain(calendar):
    assert calendar.after(dt.date(2026, 12, 24), 5) == Due(dt.date(2026, 12, 31), False)
    assert calendar.known_through == LAST


def test_the_years_before_the_first_notice_are_provisional_too(calendar):
    assert calendar.after(dt.date(2018, 6, 1), 1).provisional
    assert not calendar.after(dt.date(2018, 12, 28), 1).provisional


def test_a_new_notice_settles_its_year(calendar):
    notice = Notice(
        year=2027,
        number="测试通知〔2026〕1号",
        off=((dt.date(2027, 1, 1), dt.date(2027, 1, 3)), (dt.date(2027, 2, 5), dt.date(2027, 2, 11))),
        work=(dt.date(2027, 2, 14),),
    )

    settled = calendar.with_notices([notice])

    assert settled.after(dt.date(2027, 2, 4), 1) == Due(dt.date(2027, 2, 12), False)
    assert settled.after(dt.date(2027, 2, 12), 1) == Due(dt.date(2027, 2, 14), False)
    assert calendar.after(dt.date(2027, 2, 4), 1).provisional
    assert settled.explain(dt.date(2027, 1, 1)).why == "元旦放假（测试通知〔2026〕1号）"
    assert settled.explain(dt.date(2027, 2, 5)).why == "放假（测试通知〔2026〕1号）"


def test_a_later_notice_prevails_on_the_days_it_names(calendar):
    local = Notice(year=2026, number="本地安排", off=((dt.date(2026, 7, 6), dt.date(2026, 7, 6)),))

    corrected = calendar.with_notices([local])

    assert not corrected.is_workday(dt.date(2026, 7, 6))
    assert corrected.is_workday(dt.date(2026, 5, 9))
    assert corrected.is_workday(dt.date(2026, 10, 10))


def test_a_supplement_changes_only_the_days_it_names(calendar):
    flood = Notice(
        year=2027,
        number="区政府防汛停工通告",
        off=(Rest(dt.date(2027, 7, 6), dt.date(2027, 7, 7), "防汛停工"),),
        is_supplement=True,
    )

    local = calendar.with_notices([flood])

    assert local.after(dt.date(2027, 7, 5), 1) == Due(dt.date(2027, 7, 8), True)
    assert local.explain(dt.date(2027, 7, 6)).why == "防汛停工放假（区政府防汛停工通告）"
    assert local.years == calendar.years


def test_a_supplement_lies_over_a_later_notice_of_its_year(calendar):
    day = dt.date(2026, 7, 6)
    flood = Notice(year=2026, number="停工通告", off=((day, day),), is_supplement=True)
    again = Notice(year=2026, number="全年安排", work=(day,))

    assert not calendar.with_notices([flood, again]).is_workday(day)


@pytest.mark.parametrize(
    ("day", "counts", "why"),
    [
        pytest.param("2025-10-06", False, "国庆节、中秋节放假（国办发明电〔2024〕12号）", id="放假"),
        pytest.param("2025-10-11", True, "调休上班（国办发明电〔2024〕12号）", id="调休"),
        pytest.param("2025-10-12", False, "周末", id="周末"),
        pytest.param("2025-10-13", True, "工作日", id="平日"),
        pytest.param("2027-05-03", True, "暂按工作日计（2027年放假安排尚未公布）", id="未公布"),
        pytest.param("2027-10-01", False, "国庆节（法定节日；2027年放假安排尚未公布）", id="未公布的法定节日"),
    ],
)
def test_each_day_says_why(calendar, day, counts, why):
    explained = calendar.explain(dt.date.fromisoformat(day))

    assert (explained.counts, explained.why) == (counts, why)


@pytest.mark.parametrize(
    ("off", "work", "sentence"),
    [
        pytest.param([("2027-02-03", "2027-02-01")], [], "2027年2月3日至2027年2月1日：末日早于首日。", id="首末颠倒"),
        pytest.param([("2028-02-03", "2028-02-03")], [], "2028年2月3日不属于2027年的安排。", id="年份不对"),
        pytest.param([("2026-11-30", "2026-11-30")], [], "2026年11月30日不属于2027年的安排。", id="上年十二月之前"),
        pytest.param(
            [("2027-02-06", "2027-02-06")], ["2027-02-06"], "2027年2月6日既是放假日又是上班日。", id="自相矛盾"
        ),
        pytest.param([], ["2027-02-03"], "2027年2月3日不是周末，不必写作调休上班日。", id="平日不必调休"),
    ],
)
def test_a_wrong_notice_is_told_in_chinese(off, work, sentence):
    day = dt.date.fromisoformat
    notice = Notice(year=2027, number="试", off=tuple((day(a), day(b)) for a, b in off), work=tuple(map(day, work)))

    assert notice.faults() == [sentence]


def test_the_december_before_may_belong_to_the_new_year_holiday():
    notice = Notice(year=2027, number="试", off=((dt.date(2026, 12, 31), dt.date(2027, 1, 2)),))

    assert notice.faults() == []


@pytest.mark.parametrize("year", range(2008, 2100))
def test_qingming_is_where_the_almanac_has_it(year):
    assert dt.date(year, 4, qingming(year)) in holidays.CN(years=year, language="zh_CN").get_named("清明节")


@pytest.mark.parametrize(
    ("start", "n"),
    [pytest.param(LAST, -1, id="负数"), pytest.param(dt.date(9999, 12, 30), 9, id="超出日历")],
)
def test_a_span_without_an_end_is_refused(calendar, start, n):
    with pytest.raises(WorkdaysNotCountable, match=r"。$"):
        calendar.after(start, n)


def test_a_calendar_without_notices_knows_nothing():
    assert WorkCalendar().known_through is None
    assert WorkCalendar().after(FIRST, 1) == Due(dt.date(2019, 1, 2), True)


@given(day=dates, n=st.integers(1, 90))
def test_the_walk_counts_exactly_n_days_and_ends_on_the_due_day(day, n):
    calendar = shipped_calendar()

    days = calendar.walk(day, n)

    assert sum(each.counts for each in days) == n
    assert days[0].date == day
    assert days[-1].counts
    assert days[-1].date == calendar.after(day, n).date
    assert all(each.why for each in days)


@given(day=dates, n=st.integers(0, 90))
def test_counting_back_gives_the_number_again(day, n):
    calendar = shipped_calendar()
    due = calendar.after(day, n).date

    assert calendar.count_between(day, due) == n
    assert calendar.count_between(due, day) == -n


@given(day=dates, n=st.integers(1, 90))
def test_before_undoes_after_from_a_working_day(day, n):
    calendar = shipped_calendar()
    start = calendar.after(day, 1).date

    assert calendar.before(calendar.after(start, n).date, n).date == start


@given(day=dates, n=st.integers(0, 60), m=st.integers(0, 60))
def test_two_spans_one_after_the_other_are_one_span(day, n, m):
    calendar = shipped_calendar()

    assert calendar.after(calendar.after(day, n).date, m).date == calendar.after(day, n + m).date


@given(first=dates, last=dates)
def test_the_provisional_mark_means_an_unknown_day_was_touched(first, last):
    calendar = shipped_calendar()
    n = abs((last - first).days) % 60 + 1
    due = calendar.after(first, n)
    touched = Rest(first + ONE_DAY, due.date).dates()

    assert due.provisional == any(not calendar.is_known(day) for day in touched)
