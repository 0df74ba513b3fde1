"""工作日历: the shipped arrangements and those the office entered, as one value for the law's pure functions."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q

from gongkai.law.workdays import Notice, WorkCalendar, shipped_calendar

from .models import HolidayNotice, Office


def work_calendar(office: Office | None = None, *, leaving_out: Collection[int] = ()) -> WorkCalendar:
    """Return the calendar in force for the office: shipped notices, then general ones, then the office's own.

    `leaving_out` names notices by their keys that are to be disregarded, to see what they changed.
    """
    entered = HolidayNotice.objects.filter(Q(office__isnull=True) | Q(office=office)).exclude(pk__in=leaving_out)
    ordered = sorted(entered, key=lambda notice: (notice.office_id is not None, notice.year))
    return shipped_calendar().with_notices([as_notice(row) for row in ordered])


def work_calendars(offices: Iterable[int]) -> dict[int, WorkCalendar]:
    """Return the calendars of several offices by their keys, in one query; those without a notice of their own share one."""
    entered = sorted(HolidayNotice.objects.all(), key=lambda notice: notice.year)
    general = [as_notice(row) for row in entered if row.office_id is None]
    shared, found = shipped_calendar().with_notices(general), {}
    for office in offices:
        own = [as_notice(row) for row in entered if row.office_id == office]
        found[office] = shared.with_notices(own) if own else shared
    return found


def as_notice(row: HolidayNotice) -> Notice:
    """Turn an entered arrangement into the law's value."""
    off = tuple((day, day) for day in map(date.fromisoformat, row.off))
    return Notice(
        year=row.year, number=row.number, source="本机关录入", off=off, work=tuple(map(date.fromisoformat, row.work))
    )
