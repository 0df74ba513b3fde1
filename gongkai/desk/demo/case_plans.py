"""演示的办件: which applications came in the year, to which office, and how many working days ago."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from random import Random
from typing import Any

from .casework import CaseTale
from .clock import Hours, Story
from .town import Crew, told


def case_stories(crew: Crew, hours: Hours, now: datetime) -> Iterator[Story]:
    """Yield the story of every application to the office."""
    earlier: dict[str, int] = {}
    today = now.astimezone(hours.zone).date()
    for row in told("cases")["case"]:
        if row["office"] == crew.slug:
            rng = Random(row["key"])  # noqa: S311  the same case every time, not a secret
            day = _day(row, hours, today)
            moment = hours.on(day, rng.choice((9, 10, 14, 15)), rng.randint(5, 50))
            yield CaseTale(row, crew, hours, rng, moment, earlier).story()


def _day(row: dict[str, Any], hours: Hours, today: date) -> date:
    """Return when the case begins: so many workdays ago, or on a day of last year, so that its report has something to count."""
    if "last_year" in row:
        return hours.workday_from(date(today.year - 1, *row["last_year"]))
    return hours.calendar.before(today, row["workdays_ago"]).date
