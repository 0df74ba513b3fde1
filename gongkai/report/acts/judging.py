"""年报的核对: what is to be said about a registered report, or about figures that are not registered yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from gongkai.office.models import Office
from gongkai.report.case_checking import Drawn, case_findings
from gongkai.report.checking import Finding, check
from gongkai.report.collect import collect, last_day
from gongkai.report.evidence import from_json
from gongkai.report.models import AnnualReport, Origin
from gongkai.report.reading import Reading


def findings(report: AnnualReport, *, at: datetime | None = None) -> list[Finding]:
    """Return what is to be said about the report, held against the previous year's where it is registered.

    One drawn up from the register is also held against its cases as they stand now.
    """
    if report.origin == Origin.BUILT:
        return findings_of_drawn(report.reading, report.evidence, office=report.office, year=report.year, at=at)
    previous = AnnualReport.objects.settled(report.office, report.year - 1)
    return check(report.reading, previous.reading if previous else None)


def findings_of_drawn(
    reading: Reading, evidence: Mapping[str, Any], *, office: Office, year: int, at: datetime | None = None
) -> list[Finding]:
    """Return what is to be said about figures drawn up from the register, whether they are registered or not."""
    moment = at or timezone.now()
    previous = AnnualReport.objects.settled(office, year - 1)
    drawn = Drawn(
        office=office,
        year=year,
        day=last_day(year, moment),
        reading=reading,
        evidence=from_json(evidence),
        now=collect(office, year, as_of=moment),
    )
    return [*check(reading, previous.reading if previous else None), *case_findings(drawn, previous)]
