"""年报的日期: the dates of a district for the reports of a year, its own or the shipped ones, and when the year is frozen."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from gongkai.law.workdays import WorkCalendar
from gongkai.office.calendar import work_calendar
from gongkai.office.models import Office
from gongkai.report.models import Campaign

SHIPPED = tomllib.loads((Path(__file__).parent / "data" / "campaign.toml").read_text("utf-8"))


def campaign_of(district: Office, year: int) -> Campaign:
    """Return the district's dates for the reports of the year; unsaved and by the shipped dates where it set none."""
    kept = Campaign.objects.filter(district=district, year=year).first()
    return kept or Campaign(district=district, year=year, **shipped_dates(year, work_calendar(district)))


def shipped_dates(year: int, calendar: WorkCalendar) -> dict[str, date]:
    return {name: _day(year + 1, entry, calendar) for name, entry in SHIPPED.items()}


def _day(year: int, entry: dict[str, Any], calendar: WorkCalendar) -> date:
    """Return a day of the month, or its n-th working day."""
    first = date(year, entry["month"], 1)
    if "day" in entry:
        return first.replace(day=entry["day"])
    skipped = 0 if calendar.is_workday(first) else 1
    return calendar.after(first, entry["workday"] - 1 + skipped).date


def freeze_day(office: Office, year: int) -> date:
    """Return the day at whose end (24时) the office's year is frozen: what was entered on it still counts."""
    return campaign_of(office.district, year).freeze_on
