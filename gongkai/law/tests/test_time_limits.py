"""When publication is due and which light burns: 《条例》第二十六条，《预算法》第十四条，the office's own promises."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.timeliness import (
    CHINA_TIME,
    DueAt,
    Light,
    NoLimitInForce,
    StartEvent,
    StartNotAware,
    StartTimeMissing,
    Thresholds,
    TimeLimit,
    Unit,
    ceiling,
    due_at,
    earliest,
    end_of,
    light,
    missing_starts,
)
from gongkai.law.workdays import shipped_calendar

POLICY = TimeLimit(3, Unit.WORKDAY, StartEvent.SIGNED, "本机关承诺")
NEWS = TimeLimit(24, Unit.HOUR, StartEvent.HAPPENED, "本机关承诺")
CALENDAR = shipped_calendar()


def moment(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=CHINA_TIME)


def general():
    return ceiling("general", on=dt.date(2025, 1, 1))


@pytest.mark.parametrize(
    ("start", "limit", "due", "provisional"),
    [
        pytest.param("2025-01-20 09:00", general(), "2025-02-21", False, id="二十个工作日跨春节"),
        pytest.param("2025-09-26 17:30", POLICY, "2025-09-30", False, id="三个工作日遇周日上班"),
        pytest.param("2026-12-30 10:00", POLICY, "2027-01-05", True, id="跨入未公布的年份"),
        pytest.param(
            "2025-02-10 10:00", ceiling("budget", on=dt.date(2025, 2, 10)), "2025-03-02", False, id="自然日不顺延"
        ),
        pytest.param(
            "2025-09-30 10:00",
            ceiling("penalty_revoked", on=dt.date(2025, 9, 30)),
            "2025-10-11",
            False,
            id="处罚撤回落在上班的周六",
        ),
    ],
)
def test_days_run_to_the_end_of_the_last_day_in_china(start, limit, due, provisional):
    answer = due_at(moment(start), limit, CALENDAR)

    assert answer.at == moment(f"{due} 23:59:59.999999")
    assert answer.provisional is provisional


def test_hours_run_exactly_also_over_a_weekend():
    assert due_at(moment("2025-03-07 16:40"), NEWS, CALENDAR).at == moment("2025-03-08 16:40")


def test_the_day_of_the_event_is_the_day_in_china():
    late_evening_in_utc = dt.datetime(2025, 3, 3, 16, 30, tzinfo=dt.UTC)

    assert due_at(late_evening_in_utc, POLICY, CALENDAR).at == end_of(dt.date(2025, 3, 7))


def test_a_bare_date_is_enough_for_days():
    assert due_at(dt.date(2025, 3, 3), POLICY, CALENDAR).at == end_of(dt.date(2025, 3, 6))


@pytest.mark.parametrize(
    ("start", "limit", "refusal", "words"),
    [
        pytest.param(dt.date(2025, 3, 3), NEWS, StartTimeMissing, "补填到分钟", id="小时不能只有日期"),
        pytest.param(dt.datetime(2025, 3, 3), POLICY, StartNotAware, "没有时区", id="没有时区"),  # noqa: DTZ001
    ],
)
def test_an_incomplete_start_is_refused(start, limit, refusal, words):
    with pytest.raises(refusal, match=words):
        due_at(start, limit, CALENDAR)


@pytest.mark.parametrize(
    ("kind", "on", "amount", "unit", "source"),
    [
        pytest.param("general", "2025-01-01", 20, Unit.WORKDAY, "《条例》第二十六条", id="一般"),
        pytest.param("general", "2019-05-14", 20, Unit.WORKDAY, "第492号）第十八条", id="旧条例最后一天"),
        pytest.param("general", "2019-05-15", 20, Unit.WORKDAY, "《条例》第二十六条", id="新条例第一天"),
        pytest.param("budget", "2025-01-01", 20, Unit.DAY, "《预算法》第十四条", id="预算二十日是自然日"),
        pytest.param("penalty_revoked", "2025-01-01", 3, Unit.WORKDAY, "第八十五条", id="处罚三日是工作日"),
    ],
)
def test_the_law_sets_the_ceiling(kind, on, amount, unit, source):
    limit = ceiling(kind, on=dt.date.fromisoformat(on))

    assert (limit.amount, limit.unit) == (amount, unit)
    assert limit.source.endswith(source)


@pytest.mark.parametrize(
    ("kind", "on"),
    [
        pytest.param("general", dt.date(2008, 4, 30), id="条例之前"),
        pytest.param("weather", dt.date(2025, 1, 1), id="没有这一类"),
    ],
)
def test_no_ceiling_is_invented(kind, on):
    with pytest.raises(NoLimitInForce, match="没有适用于该类信息"):
        ceiling(kind, on=on)


def test_a_limit_reads_as_a_sentence():
    assert str(general()) == "自信息形成或者变更之日起20个工作日内（《条例》第二十六条）"


@pytest.mark.parametrize(
    ("signed", "governing"),
    [
        pytest.param("2025-03-03 09:00", POLICY, id="承诺先到"),
        pytest.param("2025-04-30 09:00", general(), id="迟签则法定先到"),
    ],
)
def test_the_earliest_limit_governs(signed, governing):
    starts = {StartEvent.MADE: dt.date(2025, 3, 3), StartEvent.SIGNED: moment(signed)}

    assert earliest(starts, [general(), POLICY], CALENDAR).limit == governing


def test_a_limit_without_its_start_event_cannot_run_and_is_named():
    starts = {StartEvent.MADE: dt.date(2025, 3, 3)}

    assert earliest(starts, [general(), NEWS], CALENDAR).limit == general()
    assert missing_starts(starts, [general(), NEWS]) == [StartEvent.HAPPENED]
    assert earliest({}, [general()], CALENDAR) is None


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param("2025-03-03 08:00", Light.GREEN, id="还剩六个工作日"),
        pytest.param("2025-03-04 08:00", Light.YELLOW, id="还剩五个工作日"),
        pytest.param("2025-03-06 23:59", Light.YELLOW, id="还剩三个工作日"),
        pytest.param("2025-03-07 00:00", Light.ORANGE, id="还剩两个工作日"),
        pytest.param("2025-03-11 23:59", Light.ORANGE, id="到期当日"),
        pytest.param("2025-03-12 00:00", Light.RED, id="次日超期"),
    ],
)
def test_the_light_follows_the_working_days_left(now, expected):
    due = DueAt(end_of(dt.date(2025, 3, 11)))

    assert light(moment(now), due, CALENDAR) is expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param("2025-03-07 18:00", Light.GREEN, id="刚开始"),
        pytest.param("2025-03-08 04:00", Light.YELLOW, id="剩一半"),
        pytest.param("2025-03-08 10:00", Light.ORANGE, id="剩四分之一"),
        pytest.param("2025-03-08 16:00", Light.ORANGE, id="到点"),
        pytest.param("2025-03-08 16:01", Light.RED, id="超过一分钟"),
    ],
)
def test_the_light_of_hours_follows_the_share_left(now, expected):
    due = due_at(moment("2025-03-07 16:00"), NEWS, CALENDAR)

    assert light(moment(now), due, CALENDAR) is expected


def test_an_office_sets_its_own_thresholds():
    due = DueAt(end_of(dt.date(2025, 3, 31)))
    early = Thresholds(yellow_workdays=20, orange_workdays=10)

    assert light(moment("2025-03-10 09:00"), due, CALENDAR, early) is Light.YELLOW
    assert light(moment("2025-03-20 09:00"), due, CALENDAR, early) is Light.ORANGE


@pytest.mark.parametrize("member", [*Unit, *StartEvent, *Light], ids=str)
def test_every_code_has_the_words_of_the_office(member):
    assert member.label
    assert not member.label.isascii()


moments = st.datetimes(dt.datetime(2019, 1, 1), dt.datetime(2026, 10, 1), timezones=st.just(CHINA_TIME))  # noqa: DTZ001
limits = st.builds(TimeLimit, st.integers(1, 40), st.sampled_from(Unit), st.just(StartEvent.MADE), st.just("承诺"))


@given(start=moments, chosen=st.lists(limits, min_size=1, max_size=4))
def test_no_promise_can_move_the_due_moment_past_the_law(start, chosen):
    governing = earliest({StartEvent.MADE: start}, [general(), *chosen], CALENDAR)

    assert governing.at <= due_at(start, general(), CALENDAR).at
    assert governing.at > start


@given(start=moments, limit=limits, hours=st.lists(st.integers(0, 2000), min_size=2, max_size=6).map(sorted))
def test_the_light_never_turns_back(start, limit, hours):
    due = due_at(start, limit, CALENDAR)

    lights = [list(Light).index(light(start + dt.timedelta(hours=each), due, CALENDAR)) for each in hours]

    assert lights == sorted(lights)


@given(start=moments, limit=limits)
def test_red_begins_right_after_the_due_moment(start, limit):
    due = due_at(start, limit, CALENDAR)

    assert light(due.at, due, CALENDAR) is not Light.RED
    assert light(due.at + dt.timedelta(microseconds=1), due, CALENDAR) is Light.RED
