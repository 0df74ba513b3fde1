"""办件概况: what the prose says of the year's casework beside the tables."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count, F, QuerySet, Sum

from gongkai.applications.models import Application, ClockEntry, Fee
from gongkai.law.clock import ClockEventKind
from gongkai.law.workdays import WorkCalendar
from gongkai.office.calendar import work_calendar
from gongkai.office.models import Office
from gongkai.report.collecting.applications import CountedApplication


@dataclass(frozen=True, kw_only=True)
class Casework:
    """The year's casework up to a day. `average_workdays` is None where nothing was answered, or a year has no notice.

    `late` are those answered or withdrawn after their deadline.
    """

    replied_ids: tuple[int, ...]
    average_workdays: Decimal | None
    extended: int
    late: int
    unconfirmed: int
    fees_yuan: int
    fees_paid: int

    @property
    def replied(self) -> int:
        return len(self.replied_ids)


def casework(office: Office, year: int, counted: Iterable[CountedApplication], *, day: date) -> Casework:
    """Return what the register says of the year's casework up to the day."""
    span = (date(year, 1, 1), day)
    withdrawn = set(_entries(office, ClockEventKind.WITHDRAWN, span).values_list("application_id", flat=True))
    ended = [each for each in counted if each.ended_by(day) and span[0] <= _end(each)]
    replied = [each for each in ended if each.pk not in withdrawn]
    fees: dict[str, Any] = Fee.objects.filter(application__office=office, paid_on__range=span).aggregate(
        yuan=Sum("amount"), paid=Count("pk")
    )
    return Casework(
        replied_ids=tuple(each.pk for each in replied),
        average_workdays=_average_workdays(replied, work_calendar(office)),
        extended=extended(office, year, day=day).count(),
        late=late_replies(office, year, day=day).count(),
        unconfirmed=_unconfirmed(office, day).count(),
        fees_yuan=fees["yuan"] or 0,
        fees_paid=fees["paid"],
    )


def late_replies(office: Office, year: int, *, day: date) -> QuerySet[Application]:
    """Return the applications that ended in the year after the deadline that stood for them."""
    return Application.objects.filter(
        office=office, ended_on__range=(date(year, 1, 1), day), ended_on__gt=F("told_due")
    ).exclude(outcome="")


def extended(office: Office, year: int, *, day: date) -> QuerySet[Application]:
    """Return the applications whose period was extended in the year."""
    entries = _entries(office, ClockEventKind.EXTENDED, (date(year, 1, 1), day))
    return Application.objects.filter(pk__in=entries.values("application_id"))


def _entries(office: Office, kind: ClockEventKind, span: tuple[date, date]) -> Any:
    standing = ClockEntry.objects.filter(cancels__isnull=True, cancelled_by__isnull=True)
    return standing.filter(application__office=office, kind=kind.value, on__range=span)


def _unconfirmed(office: Office, day: date) -> Any:
    return Application.objects.filter(office=office, received_on__isnull=True, submitted_at__date__lte=day)


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
