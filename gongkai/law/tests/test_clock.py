"""The reply period of an application: 《条例》第三十条至第三十五条, reckoned from dated events.

Expected days are counted by hand from the calendar; the vectors of single and compound periods are the field's own.
"""

from itertools import permutations

import pytest

from gongkai.law.clock import (
    ClockEvent,
    ClockEventKind,
    ClockState,
    Consulted,
    consultation_due,
    correction_notice_due,
    fee_due,
    reckon,
    reckoning_light,
)
from gongkai.law.clock.events import basis
from gongkai.law.tests.clock_events import CALENDAR, RECEIVED, consultation, day, event, reckoned
from gongkai.law.timeliness import Light
from gongkai.law.workdays import Due, WorkdaysNotCountable


@pytest.mark.parametrize(
    ("received", "correction_by", "due", "extended"),
    [
        pytest.param("2025-01-20", "2025-02-05", "2025-02-21", "2025-03-21", id="春节和两个周末上班日"),
        pytest.param("2025-04-25", "2025-05-08", "2025-05-27", "2025-06-25", id="周日上班"),
        pytest.param("2025-09-25", "2025-10-11", "2025-10-29", "2025-11-26", id="落在上班的周六"),
        pytest.param("2025-12-19", "2025-12-30", "2026-01-19", "2026-02-14", id="跨年并落在上班的周六"),
        pytest.param("2026-02-13", "2026-03-02", "2026-03-19", "2026-04-17", id="九天春节"),
        pytest.param("2026-09-18", "2026-09-29", "2026-10-22", "2026-11-19", id="周日上班后中秋国庆"),
    ],
)
def test_twenty_working_days_and_at_most_twenty_more(received, correction_by, due, extended):
    start, extension = event("RECEIVED", received), event("EXTENDED", received, workdays=20)

    assert correction_notice_due(start.on, CALENDAR) == Due(day(correction_by), False)
    assert reckoned(start).due == day(due)
    assert reckoned(start, extension).due == day(extended)


SUSPENDED_TEN = consultation(sent="3-6", answered="3-20")


@pytest.mark.parametrize(
    ("events", "due", "conservative"),
    [
        pytest.param([], "3-30", "3-30", id="没有其他事项"),
        pytest.param(SUSPENDED_TEN, "4-14", "3-30", id="征求第三方意见十个工作日"),
        pytest.param([*SUSPENDED_TEN, event("EXTENDED", "4-14", workdays=20)], "5-14", "4-28", id="并延期二十日"),
        pytest.param(consultation(sent="3-6", delivered="3-9"), "4-22", "3-30", id="第三方沉默"),
        pytest.param(
            consultation(sent="3-6", delivered="3-9", of=Consulted.CO_MAKER), "4-22", "3-30", id="共同制作机关沉默"
        ),
        pytest.param(consultation(sent="3-6", delivered="3-9", of=Consulted.AGENCY), "4-22", "3-30", id="协办沉默"),
        pytest.param(
            consultation(sent="3-6", delivered="3-9", answered="4-10"), "4-22", "3-30", id="意见来得太晚，只扣十五日"
        ),
        pytest.param(
            [*SUSPENDED_TEN, *consultation(sent="3-13", answered="3-25", ref="乙")], "4-17", "3-30", id="两次交叠"
        ),
        pytest.param(
            [*SUSPENDED_TEN, *consultation(sent="3-10", answered="3-12", ref="乙")], "4-14", "3-30", id="一次包含一次"
        ),
        pytest.param(
            [*SUSPENDED_TEN, *consultation(sent="3-25", answered="3-26", ref="乙")], "4-15", "3-30", id="先后两次"
        ),
        pytest.param(consultation(sent="3-30", answered="4-10"), "3-30", "3-30", id="到期当日才征求，不再推迟"),
        pytest.param(consultation(sent="3-6", answered="3-6"), "3-30", "3-30", id="当日得到意见，不扣"),
        pytest.param(consultation(sent="3-6", answered="3-8"), "3-30", "3-30", id="只占周末，不扣"),
        pytest.param(
            [event("CORRECTION_ASKED", "3-11"), event("CORRECTED", "3-16")], "4-14", "4-14", id="补正后重新起算"
        ),
        pytest.param(
            [
                event("EXTENDED", "3-3", workdays=5),
                event("CORRECTION_ASKED", "3-11"),
                event("CORRECTED", "3-16"),
            ],
            "4-14",
            "4-14",
            id="补正前的延期随原期限作废",
        ),
        pytest.param(
            [*SUSPENDED_TEN, event("CORRECTION_ASKED", "3-11"), event("CORRECTED", "3-16")],
            "4-20",
            "4-14",
            id="征求意见跨过补正",
        ),
        pytest.param(
            [event("REASONS_ASKED", "3-4"), event("REASONS_GIVEN", "3-20")], "3-30", "3-30", id="说明理由不停"
        ),
        pytest.param(
            [event("REASONS_ASKED", "3-4"), event("DELAYED", "3-24", until="4-30")], "4-30", "4-30", id="延迟答复"
        ),
        pytest.param(
            [event("REASONS_ASKED", "3-4"), event("DELAYED", "3-24", until="3-27")], "3-30", "3-30", id="延迟日期更早"
        ),
        pytest.param(
            [event("REASONS_ASKED", "3-4"), event("DELAYED", "3-24", until="5-1")],
            "5-6",
            "5-6",
            id="延迟到劳动节，顺延",
        ),
        pytest.param(
            [
                event("REASONS_ASKED", "3-4"),
                event("DELAYED", "3-24", until="4-30"),
                event("DELAYED", "3-25", until="4-20"),
            ],
            "4-30",
            "4-30",
            id="再次延迟不早于前次",
        ),
        pytest.param(
            [event("FEE_NOTICED", "3-30"), event("FEE_PAID", "4-8")],
            "5-9",
            "5-9",
            id="缴费次日起重新计算，落在上班的周六",
        ),
        pytest.param([event("UNREACHABLE", "3-2"), event("REACHED", "3-16")], "4-14", "4-14", id="恢复联系之日起算"),
        pytest.param([event("REPLIED", "3-20"), event("ORDERED", "6-1", workdays=15)], "6-23", "6-23", id="责令十五日"),
        pytest.param([event("ORDERED", "6-1", until="6-20")], "6-22", "6-22", id="责令至休息日，顺延"),
        pytest.param([event("ORDERED", "6-1")], "6-30", "6-30", id="责令未写期限，按法定"),
        pytest.param(
            [event("ORDERED", "6-1", workdays=15), *consultation(sent="6-2", answered="6-10")],
            "6-23",
            "6-23",
            id="责令的期限不因征求意见推迟",
        ),
    ],
)
def test_events_move_the_period(events, due, conservative):
    reckoning = reckoned(RECEIVED, *events)

    assert (reckoning.due, reckoning.conservative_due) == (day(due), day(conservative))
    assert reckoning.days[-1].date == reckoning.due


@pytest.mark.parametrize(
    ("events", "today", "state", "due", "waits_until"),
    [
        pytest.param([], "3-3", "RUNNING", "3-30", None, id="正在计算"),
        pytest.param(consultation(sent="3-6"), "3-10", "SUSPENDED", "4-1", None, id="征求意见书尚未送达，算到今天"),
        pytest.param(consultation(sent="3-6"), "3-20", "SUSPENDED", "4-14", None, id="仍未送达，又过十日"),
        pytest.param(
            consultation(sent="3-6", delivered="3-9"), "3-10", "SUSPENDED", "4-1", "3-30", id="已送达，等到十五日满"
        ),
        pytest.param(
            consultation(sent="3-6", delivered="3-9"), "3-30", "SUSPENDED", "4-22", "3-30", id="第十五日仍在等"
        ),
        pytest.param(consultation(sent="3-6", delivered="3-9"), "3-31", "RUNNING", "4-22", None, id="期满自行结束"),
        pytest.param(consultation(sent="3-30"), "4-1", "RUNNING", "3-30", None, id="期限已满，征求意见不起作用"),
        pytest.param(
            [event("CORRECTION_ASKED", "3-11", until="4-1")],
            "3-20",
            "WAITING_FOR_CORRECTION",
            None,
            "4-1",
            id="等待补正",
        ),
        pytest.param([event("FEE_NOTICED", "3-20")], "3-21", "WAITING_FOR_FEE", None, None, id="收费通知未送达"),
        pytest.param(
            [event("FEE_NOTICED", "3-20"), event("FEE_DELIVERED", "3-23")],
            "3-24",
            "WAITING_FOR_FEE",
            None,
            "4-21",
            id="等待缴费二十日",
        ),
        pytest.param([event("UNREACHABLE", "3-2")], "3-20", "NOT_STARTED", None, None, id="无法联系"),
        pytest.param(
            [event("UNREACHABLE", "3-2"), event("REPLIED", "3-9")],
            "3-20",
            "STOPPED",
            None,
            None,
            id="始终无法联系而终止",
        ),
        pytest.param([event("REPLIED", "3-2")], "3-20", "STOPPED", "3-30", None, id="当场答复"),
        pytest.param([event("WITHDRAWN", "3-4")], "3-20", "STOPPED", "3-30", None, id="撤回"),
        pytest.param(
            [event("CORRECTION_ASKED", "3-11"), event("REPLIED", "4-7")], "4-8", "STOPPED", None, None, id="逾期不补正"
        ),
    ],
)
def test_the_state_says_what_the_period_waits_for(events, today, state, due, waits_until):
    reckoning = reckoned(RECEIVED, *events, today=day(today))

    assert reckoning.state == ClockState[state]
    assert reckoning.due == (day(due) if due else None)
    assert reckoning.waits_until == (day(waits_until) if waits_until else None)


@pytest.mark.parametrize(
    ("events", "today", "late"),
    [
        pytest.param([], "3-30", False, id="末日未过"),
        pytest.param([], "3-31", True, id="过了末日"),
        pytest.param([event("REPLIED", "3-30")], "5-6", False, id="末日答复"),
        pytest.param([event("REPLIED", "3-31")], "5-6", True, id="次日答复"),
        pytest.param([*consultation(sent="3-6"), event("REPLIED", "4-20")], "5-6", False, id="征求意见中答复"),
        pytest.param([event("CORRECTION_ASKED", "3-4")], "5-6", None, id="没有期限"),
    ],
)
def test_lateness_is_that_of_the_reply_or_of_today(events, today, late):
    assert reckoned(RECEIVED, *events, today=day(today)).is_late is late


@pytest.mark.parametrize(
    ("consulted", "consequence"),
    [
        pytest.param(Consulted.THIRD_PARTY, "由本机关依照《条例》的规定决定是否公开（第三十二条）。", id="第三方"),
        pytest.param(Consulted.CO_MAKER, "视为同意公开（第三十四条）。", id="共同制作机关"),
        pytest.param(Consulted.AGENCY, "由本机关依法办理。", id="协办"),
    ],
)
def test_silence_means_what_the_law_says(consulted, consequence):
    events = [RECEIVED, *consultation(sent="3-6", delivered="3-9", of=consulted)]

    (sentence,) = reckoned(*events, today=day("3-31")).notes

    assert sentence.startswith(f"{consulted.label}自2026年3月9日收到征求意见书起15个工作日内没有答复")
    assert sentence.endswith(consequence)
    assert reckoned(*events, today=day("3-30")).notes == ()


def test_reasons_and_late_payments_are_noted():
    reasons = reckoned(RECEIVED, event("REASONS_ASKED", "3-4")).notes
    late = reckoned(
        RECEIVED, event("FEE_NOTICED", "3-20"), event("FEE_DELIVERED", "3-23"), event("FEE_PAID", "4-22")
    ).notes

    assert reasons == ("2026年3月4日“要求说明理由”不停止计算答复期限（《条例》第三十五条没有规定停止）。",)
    assert late == ("2026年4月22日“缴费”晚于规定的2026年4月21日。按已受理计算；是否受理请依法决定。",)


def test_the_reckoning_tells_each_day():
    days = reckoned(RECEIVED, *consultation(sent="3-6", answered="3-9")).days

    assert [(each.date.isoformat(), each.counts, each.why) for each in days[:10]] == [
        ("2026-03-02", False, "收到申请当日，不计入"),
        ("2026-03-03", True, "工作日"),
        ("2026-03-04", True, "工作日"),
        ("2026-03-05", True, "工作日"),
        ("2026-03-06", True, "工作日"),
        ("2026-03-07", False, "周末"),
        ("2026-03-08", False, "周末"),
        ("2026-03-09", False, "征求第三方意见，不计入（《条例》第三十三条第三款）"),
        ("2026-03-10", True, "工作日"),
        ("2026-03-11", True, "工作日"),
    ]
    assert sum(each.counts for each in days) == 20


def test_two_opinions_on_one_day_are_both_named():
    letters = consultation(sent="3-6", answered="3-9") + consultation(
        sent="3-6", answered="3-9", ref="乙", of=Consulted.CO_MAKER
    )

    whys = {each.date: each.why for each in reckoned(RECEIVED, *letters).days}

    assert "征求第三方意见" in whys[day("3-9")]
    assert "征求共同制作机关意见" in whys[day("3-9")]


def test_a_stated_date_tells_why_it_counts():
    days = reckoned(RECEIVED, event("REASONS_ASKED", "3-4"), event("DELAYED", "3-24", until="5-1")).days

    assert days[-1].why == "延迟答复，至2026年5月1日；末日逢休息日，顺延"
    assert sum(each.counts for each in days) == 20


def test_the_clauses_are_those_of_what_happened():
    plain = reckoned(RECEIVED).basis
    rich = reckoned(RECEIVED, event("CORRECTION_ASKED", "3-4"), event("CORRECTED", "3-5"), *SUSPENDED_TEN).basis

    assert plain == ("《条例》第三十一条", "《条例》第三十三条第二款", "《民事诉讼法》第八十五条第二款（参照）")
    assert {"《条例》第三十条", "《条例》第三十二条", "《条例》第三十三条第三款"} <= set(rich)
    assert len(rich) == len(set(rich))


@pytest.mark.parametrize("kind", ClockEventKind, ids=lambda kind: kind.label)
def test_each_kind_of_event_has_its_label_and_its_effect_in_data(kind):
    assert kind.label
    assert isinstance(basis(ClockEvent(kind=kind, on=day("3-2"))), tuple)


def test_events_of_one_day_need_no_order():
    events = [
        RECEIVED,
        event("CORRECTION_ASKED", "3-2"),
        event("CORRECTED", "3-2"),
        event("CONSULTED", "3-2", ref="甲", consulted=Consulted.THIRD_PARTY),
        event("EXTENDED", "3-2", workdays=5),
    ]

    answers = {reckon(order, calendar=CALENDAR, today=day("3-9")).due for order in permutations(events)}

    assert answers == {day("4-14")}


def test_other_periods_begin_the_day_after():
    assert consultation_due(day("3-9"), CALENDAR) == Due(day("3-30"), False)
    assert fee_due(day("3-23"), CALENDAR) == Due(day("4-21"), False)


@pytest.mark.parametrize(
    ("events", "today", "shown"),
    [
        pytest.param([], "3-20", Light.GREEN, id="还有六个工作日"),
        pytest.param([], "3-23", Light.YELLOW, id="还有五个"),
        pytest.param([], "3-26", Light.ORANGE, id="还有两个"),
        pytest.param([], "3-30", Light.ORANGE, id="末日"),
        pytest.param([], "3-31", Light.RED, id="超期"),
        pytest.param([event("REPLIED", "3-31")], "3-31", Light.RED, id="答复超期"),
        pytest.param([event("REPLIED", "3-30")], "5-6", Light.GREEN, id="按期答复"),
        pytest.param([event("CORRECTION_ASKED", "3-4")], "5-6", Light.GREEN, id="等待补正"),
    ],
)
def test_the_light_follows_the_deadline(events, today, shown):
    reckoning = reckoned(RECEIVED, *events, today=day(today))

    assert reckoning_light(reckoning, calendar=CALENDAR, today=day(today)) is shown


def test_the_end_of_the_calendar_is_told():
    with pytest.raises(WorkdaysNotCountable, match="超出了日历的范围"):
        reckoned(event("RECEIVED", "9999-12-20"))
