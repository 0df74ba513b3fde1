"""工作日历: the shipped arrangements and those the office entered, as one value for the law's pure functions."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from gongkai.law.workdays import Notice, WorkCalendar, shipped_calendar

from .models import HolidayNotice, Office


def work_calendar(office: Office | None = None) -> WorkCalendar:
    """Return the calendar in force for the office: shipped notices, then general ones, then the office's own."""
    entered = HolidayNotice.objects.filter(Q(office__isnull=True) | Q(office=office)).order_by("year", "office_id")
    ordered = sorted(entered, key=lambda notice: (notice.office_id is not None, notice.year))
    return shipped_calendar().with_notices([as_notice(row) for row in ordered])


def as_notice(row: HolidayNotice) -> Notice:
    """Turn an entered arrangement into the law's value."""
    off = tuple((day, day) for day in map(date.fromisoformat, row.off))
    return Notice(
        year=row.year, number=row.number, source="本机关录入", off=off, work=tuple(map(date.fromisoformat, row.work))
    )
