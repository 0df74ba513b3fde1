"""演示的按月登记: what each office enters of permits, penalties, coercions and fees once a month has ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from gongkai.report.acts import MonthEntry, enter_month, freeze_again
from gongkai.report.collecting.monthly import ended_months, last_day_of
from gongkai.report.models import MonthlyItem

from .clock import Hours, Story
from .town import Crew, told

NAMES = {
    MonthlyItem.PERMITS: "permits",
    MonthlyItem.PENALTIES: "penalties",
    MonthlyItem.COERCIONS: "coercions",
    MonthlyItem.FEES: "fees",
}
ENTERED_AFTER = 3
"""How many days after its end a month is entered at the earliest."""
ENTERED_LATE = 11
"""The same of a December that is entered only after the year was frozen."""
CORRECTED_AFTER = 20
DECEMBER = 12


def monthly_stories(crew: Crew, hours: Hours, now: datetime) -> Iterator[Story]:
    """Yield the entries of every ended month of this year and the last, but for those the office has not made yet."""
    today = now.astimezone(hours.zone).date()
    for row in told("monthly")["office"]:
        if row["slug"] == crew.slug:
            months = _months(today)
            for ago, (year, month) in enumerate(months, start=1):
                if ago > row.get("late", 0):
                    yield _month(crew, hours, row, year, month)
                if ago == row.get("corrected", {}).get("months_ago"):
                    yield _correction(crew, hours, row, year, month)


def _months(today: date) -> list[tuple[int, int]]:
    """Return the ended months of this year and the last, the latest first."""
    years = (today.year - 1, today.year)
    return [(year, month) for year in years for month in ended_months(year, today)][::-1]


def _month(crew: Crew, hours: Hours, row: dict[str, Any], year: int, month: int) -> Story:
    late = row.get("late_december", "") if month == DECEMBER else ""
    at = _moment(hours, year, month, ENTERED_LATE if late else ENTERED_AFTER)
    yield at
    figures = {item: _figure(row, item, month) for item in MonthlyItem}
    _enter(crew, row, year, month, figures, at=at, reason=late)
    if late:
        at = hours.after(at, 25)
        yield at
        freeze_again(crew.office, year, reason=late, by=crew.officer, at=at)


def _correction(crew: Crew, hours: Hours, row: dict[str, Any], year: int, month: int) -> Story:
    at = _moment(hours, year, month, CORRECTED_AFTER)
    yield at
    permits = _figure(row, MonthlyItem.PERMITS, month) + row["corrected"]["more"]
    _enter(crew, row, year, month, {MonthlyItem.PERMITS: permits}, at=at, reason=row["corrected"]["reason"])


def _enter(
    crew: Crew,
    row: dict[str, Any],
    year: int,
    month: int,
    figures: dict[MonthlyItem, Decimal],
    *,
    at: datetime,
    reason: str = "",
) -> None:
    """Enter the figures in the name of the general department; what the cases charged is not among the fees."""
    entry = MonthEntry(
        figures=figures,
        evidence=row["evidence"].format(year=year, month=month),
        includes_processing_fees=False,
        reason=reason,
    )
    enter_month(crew.office, year, month, entry=entry, by=next(iter(crew.writers.values())), at=at)


def _figure(row: dict[str, Any], item: MonthlyItem, month: int) -> Decimal:
    return Decimal(row.get(NAMES[item], ["0"] * 12)[month - 1])


def _moment(hours: Hours, year: int, month: int, days: int) -> datetime:
    rng = Random(f"{year}-{month}")  # noqa: S311  the same minute every time, not a secret
    day = hours.workday_from(last_day_of(year, month) + timedelta(days=days))
    return hours.on(day, rng.choice((9, 10)), rng.randint(5, 50))
