"""跟进: what happens to open cases without anybody acting on them: a new holiday notice, the turn of a day, the end of a term.

The truth is reckoned anew whenever somebody looks. Here the deadline last told is brought up to date, and where a notice
moved it, a row says from what to what and why.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gongkai.law.clock import ClockEvent, reckon, why_changed
from gongkai.law.clock.events import shown
from gongkai.law.workdays import WorkCalendar
from gongkai.office import events
from gongkai.office.calendar import work_calendar
from gongkai.office.models import Cursor, Event, HolidayNotice, Office

from .models import Application, DeadlineChange
from .reckoning import standing_entries
from .retention import erase_what_is_due
from .states import CONSULTING, State

FOLLOWER = "applications"
DAILY = "applications.day"
NOTICE = "office.holiday_notice_entered"


def connect() -> None:
    """Let the worker call in every round."""
    events.on_work(catch_up)


def catch_up(now: datetime) -> None:
    """Follow the notices entered since, and once a day what the day alone changes."""
    while batch := events.pending(FOLLOWER):
        with transaction.atomic():
            _take_up([event for event in batch if event.verb == NOTICE], now)
            events.handled(FOLLOWER, batch[-1].pk)
    today = timezone.localdate(now)
    if _is_new(today):
        turn_the_day(today)
        erase_what_is_due(now)
        events.handled(DAILY, today.toordinal())


def turn_the_day(today: date) -> None:
    """Bring the told deadline of suspended cases up to date: an open consultation moves it from day to day."""
    for application in Application.objects.filter(state__in=CONSULTING).select_related("office"):
        calendar = work_calendar(application.office)
        found = reckon(_events(application), calendar=calendar, today=today)
        Application.objects.filter(pk=application.pk).update(told_due=found.due, told_provisional=found.provisional)


def _take_up(entered: list[Event], now: datetime) -> None:
    notices = HolidayNotice.objects.filter(pk__in=[event.subject_id for event in entered])
    for office in Office.objects.filter(applications__isnull=False).distinct():
        concerning = [notice.pk for notice in notices if notice.office_id in {None, office.pk}]
        if concerning:
            _recompute(office, concerning, now)


def _recompute(office: Office, notices: list[int], now: datetime) -> None:
    """Reckon every open case of the office with and without the notices, and trace what they moved."""
    before, after = work_calendar(office, leaving_out=notices), work_calendar(office)
    for application in Application.objects.open().filter(office=office).exclude(state=State.SUBMITTED):
        _trace(application, before, after, now)


def _trace(application: Application, before: WorkCalendar, after: WorkCalendar, now: datetime) -> None:
    dated, today = _events(application), timezone.localdate(now)
    old, new = (reckon(dated, calendar=calendar, today=today) for calendar in (before, after))
    told = (application.told_due, application.told_provisional)
    if told == (new.due, new.provisional):
        return
    why = why_changed(old, new, calendar_before=before, calendar_after=after)
    if (old.due, old.provisional) != told:
        why = [f"放假安排经过修改；此前告知的期限为{shown(told[0]) if told[0] else '未起算'}。", *why]
    DeadlineChange.objects.create(
        application=application,
        before=told[0],
        after=new.due,
        was_provisional=told[1],
        is_provisional=new.provisional,
        why=why,
        at=now,
    )
    Application.objects.filter(pk=application.pk).update(told_due=new.due, told_provisional=new.provisional)


def _events(application: Application) -> list[ClockEvent]:
    return [entry.as_event() for entry in standing_entries(application)]


def _is_new(today: date) -> bool:
    cursor, _ = Cursor.objects.get_or_create(name=DAILY)
    return cursor.last_event_id < today.toordinal()
