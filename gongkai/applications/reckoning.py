"""办件的期限: the law's clock asked about one application, with the office's calendar of today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from gongkai.law.clock import Reckoning, reckon
from gongkai.law.workdays import WorkCalendar
from gongkai.office.calendar import work_calendar

from .models import Application, ClockEntry


def standing_entries(application: Application) -> QuerySet[ClockEntry]:
    """Return the dated events that no later entry has taken back."""
    entries = application.clock_entries.select_related("consultation")
    return entries.filter(cancelled_by__isnull=True, cancels__isnull=True)


def standing_of(entries: Iterable[ClockEntry]) -> list[ClockEntry]:
    """Return of all the entries of an application those that stand, where they were read already."""
    found = list(entries)
    taken_back = {entry.cancels_id for entry in found}
    return [entry for entry in found if entry.cancels_id is None and entry.pk not in taken_back]


def reckoning_of(application: Application, *, today: date, calendar: WorkCalendar | None = None) -> Reckoning:
    """Return where the clock stands, with its reckoning day by day."""
    events = [entry.as_event() for entry in standing_entries(application)]
    return reckon(events, calendar=calendar or work_calendar(application.office), today=today)
