"""工作日历: the shipped arrangements and those the office entered, as one value for the law's pure functions."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from functools import cached_property

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


class Calendars(dict[int, WorkCalendar]):
    """The calendars of offices by their keys, made as they are asked for: one query, and none where nobody asks.

    Offices without a notice of their own share one. Kept for one look at many things, never longer.
    """

    def __missing__(self, office: int) -> WorkCalendar:
        own = [as_notice(row) for row in self._entered if row.office_id == office]
        self[office] = self._shared.with_notices(own) if own else self._shared
        return self[office]

    @cached_property
    def _entered(self) -> list[HolidayNotice]:
        return sorted(HolidayNotice.objects.all(), key=lambda notice: notice.year)

    @cached_property
    def _shared(self) -> WorkCalendar:
        return shipped_calendar().with_notices([as_notice(row) for row in self._entered if row.office_id is None])


def work_calendars(offices: Iterable[int]) -> dict[int, WorkCalendar]:
    """Return the calendars of several offices by their keys, in one query."""
    calendars = Calendars()
    return {office: calendars[office] for office in offices}


def as_notice(row: HolidayNotice) -> Notice:
    """Turn an entered arrangement into the law's value."""
    off = tuple((day, day) for day in map(date.fromisoformat, row.off))
    return Notice(
        year=row.year, number=row.number, source="本机关录入", off=off, work=tuple(map(date.fromisoformat, row.work))
    )
