"""办件概况: what the prose says of the year's casework beside the tables."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import F, QuerySet

from gongkai.applications.models import Application, ClockEntry
from gongkai.law.clock import ClockEventKind
from gongkai.law.workdays import WorkCalendar
from gongkai.office.models import Office
from gongkai.report.collecting.applications import CountedApplication
from gongkai.report.collecting.fees import Payment


@dataclass(frozen=True, kw_only=True)
class Casework:
    """The year's casework up to a day. `average_workdays` is None where nothing was answered, or a year has no notice.

    `late` are those answered or withdrawn after their deadline.
    """

    replied_ids: tuple[int, ...]
    average_workdays: Decimal | None
    extended: int
    late: int
    fees_yuan: int
    fees_paid: int

    @property
    def replied(self) -> int:
        return len(self.replied_ids)


def casework(
    office: Office,
    year: int,
    counted: Iterable[CountedApplication],
    payments: Iterable[Payment],
    *,
    day: date,
    calendar: WorkCalendar,
) -> Casework:
    """Return what the register says of the year's casework up to the day."""
    span = (date(year, 1, 1), day)
    withdrawn, prolonged = _withdrawn_and_extended(office, span)
    ended = [each for each in counted if each.ended_by(day) and span[0] <= _end(each)]
    replied = [each for each in ended if each.pk not in withdrawn]
    paid = [each for each in payments if each.on <= day]
    return Casework(
        replied_ids=tuple(each.pk for each in replied),
        average_workdays=_average_workdays(replied, calendar),
        extended=len(prolonged),
        late=sum(each.is_late for each in ended),
        fees_yuan=sum(each.yuan for each in paid),
        fees_paid=sum(each.fees for each in paid),
    )


def _withdrawn_and_extended(office: Office, span: tuple[date, date]) -> tuple[set[int], set[int]]:
    """Return the applications withdrawn in the span, and those whose period was extended in it."""
    rows = list(
        _entries(office, span, ClockEventKind.WITHDRAWN, ClockEventKind.EXTENDED).values_list("kind", "application_id")
    )
    by_kind = [
        {pk for found, pk in rows if found == kind} for kind in (ClockEventKind.WITHDRAWN, ClockEventKind.EXTENDED)
    ]
    return by_kind[0], by_kind[1]


def late_replies(office: Office, year: int, *, day: date) -> QuerySet[Application]:
    """Return the applications that ended in the year after the deadline that stood for them."""
    return Application.objects.filter(
        office=office, ended_on__range=(date(year, 1, 1), day), ended_on__gt=F("told_due")
    ).exclude(outcome="")


def extended(office: Office, year: int, *, day: date) -> QuerySet[Application]:
    """Return the applications whose period was extended in the year."""
    entries = _entries(office, (date(year, 1, 1), day), ClockEventKind.EXTENDED)
    return Application.objects.filter(pk__in=entries.values("application_id"))


def _entries(office: Office, span: tuple[date, date], *kinds: ClockEventKind) -> Any:
    standing = ClockEntry.objects.filter(cancels__isnull=True, cancelled_by__isnull=True)
    return standing.filter(application__office=office, kind__in=kinds, on__range=span)


def _end(each: CountedApplication) -> date:
    return each.ended_on or date.max


def _average_workdays(replied: list[CountedApplication], calendar: WorkCalendar) -> Decimal | None:
    """Return the working days from receipt (day 0) to reply on average, whatever they were spent on."""
    days = {day for each in replied for day in (each.received_on, _end(each))}
    if not days or not all(calendar.is_known(day) for day in days):
        return None
    workdays = _workdays(min(days), max(days), calendar)
    used = sum(bisect_right(workdays, _end(each)) - bisect_right(workdays, each.received_on) for each in replied)
    return (Decimal(used) / len(replied)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _workdays(first: date, last: date, calendar: WorkCalendar) -> list[date]:
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if calendar.is_workday(day)]
