"""发布及时率 and 栏目更新及时率: numerator, denominator, list (《条例》第二十六条, the counting rule of docs/law.md)."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.timeliness import (
    CHINA_TIME,
    ColumnState,
    DueAt,
    Item,
    PeriodReversed,
    Publication,
    end_of,
    rate,
    update_rate,
)

MARCH = (dt.date(2025, 3, 1), dt.date(2025, 3, 31))
DUE = DueAt(end_of(dt.date(2025, 3, 14)))


def moment(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=CHINA_TIME)


def item(key="甲", due=DUE, published="2025-03-10 09:00", **facts):
    return Item(key=key, due=due, first_published_at=published and moment(published), **facts)


@pytest.mark.parametrize(
    ("published", "outcome"),
    [
        pytest.param("2025-03-10 09:00", "on_time", id="提前"),
        pytest.param("2025-03-14 23:59:59", "on_time", id="到期当日"),
        pytest.param("2025-03-15 00:00", "late", id="迟一天"),
        pytest.param("2025-05-15 00:00", "late", id="时段之后才发布"),
        pytest.param(None, "never", id="从未发布"),
    ],
)
def test_each_item_due_in_the_period_is_in_exactly_one_list(published, outcome):
    figure = rate([item(published=published)], *MARCH)

    assert {name: len(getattr(figure, name)) for name in ("on_time", "late", "never")} == {
        **dict.fromkeys(("on_time", "late", "never"), 0),
        outcome: 1,
    }
    assert figure.numerator == (outcome == "on_time")
    assert figure.denominator == 1


@pytest.mark.parametrize(
    ("day", "counted"),
    [
        pytest.param("2025-02-28", 0, id="上月末"),
        pytest.param("2025-03-01", 1, id="首日"),
        pytest.param("2025-03-31", 1, id="末日"),
        pytest.param("2025-04-01", 0, id="下月初"),
    ],
)
def test_the_deadline_decides_the_period(day, counted):
    figure = rate([item(due=DueAt(end_of(dt.date.fromisoformat(day))))], *MARCH)

    assert (figure.denominator, len(figure.excluded)) == (counted, 0)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        pytest.param({"kind": Publication.CORRECTION}, "更正，不重复计算", id="更正"),
        pytest.param({"kind": Publication.REPUBLICATION}, "重新发布，不重复计算", id="重新发布"),
        pytest.param({"kind": Publication.CROSS_LISTING}, "多栏目同时刊载，不重复计算", id="多栏目"),
        pytest.param({"due": None}, "未填写起算时间，无法计算时限", id="没有起算时间"),
        pytest.param({"due": None, "published": None}, "未填写起算时间，无法计算时限", id="没有起算时间也未发布"),
        pytest.param(
            {"withdrawn_at": moment("2025-03-12 09:00"), "withdrawn_reason": "改为依申请公开", "published": None},
            "到期前已撤回或者变更公开属性：改为依申请公开",
            id="到期前变更属性",
        ),
    ],
)
def test_what_is_not_counted_is_listed_with_its_reason(facts, reason):
    figure = rate([item(**facts)], *MARCH)

    assert figure.denominator == 0
    assert [each.reason for each in figure.excluded] == [reason]


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({"withdrawn_at": moment("2025-03-12 09:00")}, id="没有写理由"),
        pytest.param({"withdrawn_at": moment("2025-03-15 09:00"), "withdrawn_reason": "内容有误"}, id="到期之后才撤回"),
    ],
)
def test_a_withdrawal_that_excuses_nothing_stays_in_the_denominator_and_is_listed_apart(facts):
    figure = rate([item(published=None, **facts)], *MARCH)

    assert (figure.denominator, len(figure.never), len(figure.withdrawn)) == (1, 1, 1)


def test_one_piece_of_information_counts_once():
    figure = rate([item(), item(published="2025-03-20 09:00")], *MARCH)

    assert (figure.numerator, figure.denominator) == (1, 1)
    assert figure.excluded[0].reason == "同一信息重复列入，只计一次"


def test_what_is_not_yet_due_is_neither_on_time_nor_late():
    figure = rate([item(), item("乙", published=None)], *MARCH, as_of=moment("2025-03-12 09:00"))

    assert figure.denominator == 0
    assert [each.reason for each in figure.excluded] == ["期限未到", "期限未到"]


def test_a_reversed_period_is_refused():
    with pytest.raises(PeriodReversed, match="止日早于起日"):
        rate([], *reversed(MARCH))


@pytest.mark.parametrize(
    ("on_time", "late", "text", "reaches_98"),
    [
        pytest.param(44, 1, "44/45 97.8%", False, id="四十五件迟一件"),
        pytest.param(45, 0, "45/45 100.0%", True, id="全部及时"),
        pytest.param(0, 3, "0/3 0.0%", False, id="全部迟延"),
        pytest.param(4999, 1, "4999/5000 99.9%", True, id="迟一件不写成百分之百"),
        pytest.param(49, 1, "49/50 98.0%", True, id="正好达标"),
        pytest.param(2399, 49, "2399/2448 98.0%", False, id="四舍五入不算达标"),
        pytest.param(0, 0, None, None, id="没有到期的"),
    ],
)
def test_the_figure_shows_numerator_and_denominator(on_time, late, text, reaches_98):
    items = [item(n) for n in range(on_time)] + [item(-1 - n, published="2025-03-20 09:00") for n in range(late)]

    figure = rate(items, *MARCH)

    assert figure.text == text
    assert figure.meets(98) is reaches_98
    assert figure.percent == (text and Decimal(text.split()[1].rstrip("%")))


def column(last, cycle=30, **facts):
    days = cycle and dt.timedelta(days=cycle)
    return ColumnState(key="通知公告", cycle=days, last_published_at=last and moment(last), **facts)


@pytest.mark.parametrize(
    ("state", "outcome"),
    [
        pytest.param(column("2025-03-02 12:00"), "on_time", id="正好一个周期"),
        pytest.param(column("2025-03-02 11:59"), "late", id="超过一分钟"),
        pytest.param(column("2025-02-28 12:00", grace=dt.timedelta(days=2)), "on_time", id="宽限期内"),
        pytest.param(column(None), "never", id="空白栏目"),
        pytest.param(column(None, opened_at=moment("2025-02-01 09:00")), "never", id="新设已满周期"),
        pytest.param(column(None, opened_at=moment("2025-03-20 09:00")), "新设栏目，首个更新周期未满", id="新设"),
        pytest.param(column("2020-01-01 00:00", cycle=None), "未规定更新周期", id="没有周期"),
    ],
)
def test_a_column_is_on_time_within_its_cycle(state, outcome):
    figure = update_rate([state], moment("2025-04-01 12:00"))

    reasons = {each.reason: each.item for each in figure.excluded}
    assert reasons.get(outcome) is state or getattr(figure, outcome) == (state,)
    assert figure.denominator + len(figure.excluded) == 1


def test_the_two_figures_have_two_names():
    assert rate([], *MARCH).name == "发布及时率"
    assert update_rate([], moment("2025-04-01 12:00")).name == "栏目更新及时率"


moments = st.datetimes(dt.datetime(2025, 1, 1), dt.datetime(2025, 6, 1), timezones=st.just(CHINA_TIME))  # noqa: DTZ001
items = st.builds(
    Item,
    key=st.integers(0, 20),
    due=st.none() | st.builds(DueAt, moments),
    first_published_at=st.none() | moments,
    kind=st.sampled_from(Publication),
    withdrawn_at=st.none() | moments,
    withdrawn_reason=st.sampled_from(["", "内容有误"]),
)


@given(st.lists(items, max_size=30), st.none() | moments)
def test_nothing_is_counted_twice_and_nothing_is_lost(given_items, as_of):
    figure = rate(given_items, dt.date(2025, 1, 1), dt.date(2025, 6, 1), as_of=as_of)

    assert figure.denominator + len(figure.excluded) == len(given_items)
    assert len({each.key for each in (*figure.on_time, *figure.late, *figure.never)}) == figure.denominator
    assert all(each.reason for each in figure.excluded)
    assert figure.percent is None or 0 <= figure.percent <= 100
    assert (figure.percent == 100) == (0 < figure.numerator == figure.denominator)


@given(st.lists(items, max_size=30, unique_by=lambda each: each.key))
def test_two_halves_of_a_year_add_up_to_the_whole(given_items):
    dated = [each for each in given_items if each.due]
    spring, summer = dt.date(2025, 3, 31), dt.date(2025, 4, 1)

    halves = [
        rate(dated, dt.date(2025, 1, 1), spring),
        rate(dated, summer, dt.date(2025, 6, 1)),
    ]
    whole = rate(dated, dt.date(2025, 1, 1), dt.date(2025, 6, 1))

    assert sum(half.numerator for half in halves) == whole.numerator
    assert sum(half.denominator for half in halves) == whole.denominator
