"""年报的核对: what is to be said about a registered report, or about figures that are not registered yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from gongkai.law.report_form import Cell
from gongkai.office.models import Office
from gongkai.report.before import before
from gongkai.report.case_checking import Drawn, case_findings
from gongkai.report.checking import Finding, check
from gongkai.report.collect import collect, last_day
from gongkai.report.evidence import from_json
from gongkai.report.models import AnnualReport, Origin, Override
from gongkai.report.reading import Reading


def findings(report: AnnualReport, *, at: datetime | None = None) -> list[Finding]:
    """Return what is to be said about the report, held against the previous year's where it is registered.

    One drawn up from the register is also held against its cases as they stand now.
    """
    if report.origin == Origin.BUILT:
        overrides = Override.objects.standing(report)
        return findings_of_drawn(
            report.reading, report.evidence, office=report.office, year=report.year, overrides=overrides, at=at
        )
    return check(report.reading, before(report.office, report.year).reading)


def findings_of_drawn(
    reading: Reading,
    evidence: Mapping[str, Any],
    *,
    office: Office,
    year: int,
    overrides: Mapping[Cell, Override] | None = None,
    at: datetime | None = None,
) -> list[Finding]:
    """Return what is to be said about figures drawn up from the register, whether they are registered or not."""
    moment = at or timezone.now()
    last_year = before(office, year)
    drawn = Drawn(
        office=office,
        year=year,
        day=last_day(year, moment),
        reading=reading,
        evidence=from_json(evidence),
        now=collect(office, year, as_of=moment),
        overrides=overrides or {},
    )
    by_cases = case_findings(drawn, last_year)
    checked = check(reading, last_year.reading)
    return [*(_unsaid(checked, by_cases) if last_year.balance else checked), *by_cases]


def _unsaid(checked: list[Finding], by_cases: list[Finding]) -> list[Finding]:
    """Return the findings without the equations that fail for want of cases: there the cases say it, with their numbers."""
    said = {finding.rule for finding in by_cases} & {"E4", "E7"}
    return [finding for finding in checked if finding.rule not in said]
