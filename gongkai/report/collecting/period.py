"""统计期限: the moments between which something happened in the year, up to a day that counts."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def span(year: int, day: date) -> tuple[datetime, datetime]:
    """Return the first moment of the year and the first after the day."""
    return _begin(date(year, 1, 1)), _begin(day + timedelta(days=1))


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
