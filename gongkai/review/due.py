"""办理时限: when a stage has to be done, from the moment it opened. Derived each time it is asked, never stored."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.utils import timezone

from gongkai.law.workdays import WorkCalendar

from .models import LimitUnit, StageFacts

SHIFTS = ((time(9), time(12)), (time(14), time(18)))
"""Office hours in which working hours are counted."""
CLOSING = time(18)


class StageDue(NamedTuple):
    """The last moment, and whether it may still move because a year has no holiday notice yet."""

    at: datetime
    provisional: bool


def stage_due(stage: StageFacts, *, opened_at: datetime, calendar: WorkCalendar) -> StageDue | None:
    """Return when the stage is due; None without a limit. In workdays, the day of opening is day 0."""
    if not stage.limit_amount:
        return None
    opened = timezone.localtime(opened_at)
    if stage.limit_unit == LimitUnit.WORKING_HOUR:
        return _after_hours(opened, timedelta(hours=stage.limit_amount), calendar)
    day = calendar.after(opened.date(), stage.limit_amount)
    return StageDue(_moment(day.date, CLOSING), day.provisional)


def _after_hours(opened: datetime, left: timedelta, calendar: WorkCalendar) -> StageDue:
    day, provisional = opened.date(), False
    while True:
        provisional = provisional or not calendar.is_known(day)
        for start, end in SHIFTS if calendar.is_workday(day) else ():
            begins = max(_moment(day, start), opened)
            open_for = max(_moment(day, end) - begins, timedelta(0))
            if left <= open_for:
                return StageDue(begins + left, provisional)
            left -= open_for
        day += timedelta(days=1)


def _moment(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))
