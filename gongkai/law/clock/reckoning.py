"""期限推算：由办理事项得出答复的最后一天，逐日说明。

What lives here: the answer that is made of the events, and its light. The answer is never stored as truth: it follows
from the events and the calendar of the day on which it is asked for.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gongkai.law.clock.consultations import Consultation, consultations, suspensions
from gongkai.law.clock.course import Course
from gongkai.law.clock.events import ClockEvent, ClockEventKind, ClockState, basis, day_zero, in_order
from gongkai.law.timeliness import CHINA_TIME, DueAt, Light, end_of, light
from gongkai.law.workdays import Day, WorkCalendar, WorkdaysNotCountable


@dataclass(frozen=True, kw_only=True)
class Reckoning:
    """When the reply is due, and how that was reckoned.

    `due` is None while nothing runs: before receipt, while a correction or a fee is waited for. `conservative_due` lets
    no consultation suspend. `waits_until` ends the period of the applicant or of whoever was consulted, None where it is
    not known. `is_late` compares the reply, or today, with `due`, and is None without one.
    """

    state: ClockState
    due: dt.date | None
    provisional: bool
    conservative_due: dt.date | None
    days: tuple[Day, ...]
    basis: tuple[str, ...]
    waits_until: dt.date | None
    stopped_on: dt.date | None
    is_late: bool | None
    notes: tuple[str, ...] = ()
    """Sentences for the clerk: what silence means, what does not stop the period, what came late."""


def reckon(events: Iterable[ClockEvent], *, calendar: WorkCalendar, today: dt.date) -> Reckoning:
    """Return the reckoning of the events as it stands today, whatever their order.

    Twenty working days from receipt, the day of receipt being day 0; consultations suspend, a correction or a payment
    begins anew (《条例》第三十条至第三十五条).

    :raises ClockContradiction: when events contradict each other or the law.
    :raises WorkdaysNotCountable: when the end lies beyond the year 9999.
    """
    ordered = sorted(events, key=in_order)
    letters = consultations(ordered)
    stops = [event.on for event in ordered if event.kind in (ClockEventKind.REPLIED, ClockEventKind.WITHDRAWN)]
    try:
        spans = suspensions(letters, calendar=calendar, today=today, stops=stops)
        course = Course(calendar=calendar, spans=spans)
        for event in ordered:
            course.take(event)
        return _reckoning(course, ordered, letters, today=today)
    except OverflowError as beyond:
        raise WorkdaysNotCountable("期限超出了日历的范围。请核对各项日期。") from beyond


def _reckoning(
    course: Course, events: Sequence[ClockEvent], letters: Sequence[Consultation], *, today: dt.date
) -> Reckoning:
    calendar, period = course.calendar, course.period
    days = period.days(calendar, course.spans) if period else ()
    due = days[-1].date if days else None
    waiting = _waiting(course, letters, due, today)
    return Reckoning(
        state=ClockState.SUSPENDED if waiting else course.state,
        due=due,
        provisional=any(not calendar.is_known(day.date) for day in days[1:]),
        conservative_due=period.due(calendar) if period else None,
        days=days,
        basis=_clauses(events, bool(days)),
        waits_until=_last_due(waiting, calendar) if waiting else course.waits_until,
        stopped_on=course.stopped_on,
        is_late=(course.stopped_on or today) > due if due else None,
        notes=tuple(_notes(course, letters, today)),
    )


def _waiting(
    course: Course, letters: Iterable[Consultation], due: dt.date | None, today: dt.date
) -> list[Consultation]:
    """Return the consultations that keep the period from running today; none does once the period is over."""
    if course.state is not ClockState.RUNNING or due is None or due <= today or _is_ordered(course):
        return []
    return [each for each in letters if each.ended_on(course.calendar, today=today) is None]


def _is_ordered(course: Course) -> bool:
    return bool(course.period and course.period.is_ordered)


def _last_due(letters: Iterable[Consultation], calendar: WorkCalendar) -> dt.date | None:
    return max(filter(None, (letter.due(calendar) for letter in letters)), default=None)


def _notes(course: Course, letters: Sequence[Consultation], today: dt.date) -> Iterator[str]:
    """Yield the sentences for the clerk; what was consulted before the period began concerns it no more."""
    on = course.stopped_on or today
    yield from course.notes
    yield from course.fee_doubts(on)
    yield from _silences(letters, course.calendar, on)
    if course.period and not _is_ordered(course):
        begun = course.period.base
        doubts = (each.doubt(course.calendar, today=on) for each in letters if (each.answered_on or on) > begun)
        yield from filter(None, doubts)


def _silences(letters: Iterable[Consultation], calendar: WorkCalendar, on: dt.date) -> list[str]:
    return [letter.silence() for letter in letters if letter.is_silent(calendar, today=on)]


def _clauses(events: Iterable[ClockEvent], is_running: bool) -> tuple[str, ...]:
    cited = (clause for event in events for clause in basis(event))
    return tuple(dict.fromkeys((*cited, *[day_zero()] * is_running)))


def reckoning_light(reckoning: Reckoning, *, calendar: WorkCalendar, today: dt.date) -> Light:
    """Return how near the end is: green while nothing runs; a stopped period shows only whether it was kept."""
    if reckoning.stopped_on:
        return Light.RED if reckoning.is_late else Light.GREEN
    if reckoning.due is None:
        return Light.GREEN
    return light(dt.datetime.combine(today, dt.time.min, CHINA_TIME), DueAt(end_of(reckoning.due)), calendar)
