"""A new holiday notice moves the open deadlines and says why."""

from gongkai.law.clock import (
    why_changed,
)
from gongkai.law.tests.clock_events import CALENDAR, day, event, reckoned
from gongkai.law.workdays import Notice, Rest

SPRING_2027 = Notice(
    year=2027,
    number="国办发明电〔2026〕1号",
    off=(Rest(day("2027-1-1"), day("2027-1-3"), "元旦"), Rest(day("2027-2-5"), day("2027-2-11"), "春节")),
    work=(day("2027-1-30"),),
)


def changes(received, calendar):
    events = [event("RECEIVED", received)]
    before, after = reckoned(*events), reckoned(*events, calendar=calendar)
    return before, after, why_changed(before, after, calendar_before=CALENDAR, calendar_after=calendar)


def test_a_new_notice_tells_which_days_moved_the_deadline():
    before, after, sentences = changes("2027-1-11", CALENDAR.with_notices([SPRING_2027]))

    assert (before.due, before.provisional) == (day("2027-2-8"), True)
    assert (after.due, after.provisional) == (day("2027-2-12"), False)
    assert sentences == [
        "答复期限由2027年2月8日改为2027年2月12日。",
        "按国办发明电〔2026〕1号，2027年1月30日上班，原不计入，现在计入。",
        "按国办发明电〔2026〕1号，2027年2月5日、2027年2月8日至2027年2月11日放假，原按工作日计，现在不计入。",
    ]


def test_a_notice_that_moves_nothing_settles_the_deadline():
    assert changes("2026-12-18", CALENDAR.with_notices([SPRING_2027]))[2] == [
        "答复期限仍为2027年1月18日，不再待校准。",
        "放假安排没有改变期限内的日子；所涉年份的安排已经录入。",
    ]


def test_a_deadline_in_a_known_year_does_not_change():
    assert changes("2026-3-2", CALENDAR.with_notices([SPRING_2027]))[2] == []


def test_a_local_supplement_is_named_as_the_reason():
    stop = Notice(
        year=2027, number="某政通〔2027〕3号", off=(Rest(day("2027-1-14"), day("2027-1-14")),), is_supplement=True
    )

    before, after, sentences = changes("2027-1-11", CALENDAR.with_notices([stop]))

    assert (before.due, after.due) == (day("2027-2-8"), day("2027-2-9"))
    assert sentences == [
        "答复期限由2027年2月8日改为2027年2月9日（待校准）。",
        "按某政通〔2027〕3号，2027年1月14日放假，原按工作日计，现在不计入。",
    ]
