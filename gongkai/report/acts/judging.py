"""年报的核对: what is to be said about a registered report, or about figures that are not registered yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils import timezone

from gongkai.law.report_form import Cell
from gongkai.office.models import Office
from gongkai.report.before import Before, before
from gongkai.report.case_checking import (
    Drawn,
    case_findings,
    drifting,
    moved_since,
    not_frozen_yet,
    unanswered,
    unlike_frozen,
)
from gongkai.report.checking import Finding, check
from gongkai.report.collect import Tabled, collect, last_day
from gongkai.report.counted import Counted
from gongkai.report.evidence import from_json
from gongkai.report.freezing import awaited, resting_on
from gongkai.report.models import AnnualReport, Origin, Override, as_read
from gongkai.report.reading import Reading
from gongkai.report.sources import Sources


class Judged(NamedTuple):
    """A report's findings, the figures that its prose may be bound to, last year's report, and the cells changed by hand.

    A report that was imported has no sources: the register need not know its year.
    """

    findings: list[Finding]
    sources: Sources
    previous: AnnualReport | None
    overrides: Mapping[Cell, Override]


def findings(report: AnnualReport, *, at: datetime | None = None) -> list[Finding]:
    """Return what is to be said about the report, held against the previous year's where it is registered."""
    return judge(report, at=at).findings


def judge(report: AnnualReport, *, at: datetime | None = None) -> Judged:
    """Hold the report against the year before; one drawn up from the register also against its rows as they are now."""
    last_year, overrides = before(report.office, report.year), Override.objects.standing(report)
    if report.origin != Origin.BUILT:
        return Judged(check(report.reading, last_year.reading), {}, last_year.report, overrides)
    moment = at or timezone.now()
    now = collect(report.office, report.year, as_of=moment)
    today = Counted.of(now)
    basis = resting_on(report, today)
    drawn = Drawn(
        office=report.office,
        year=report.year,
        day=last_day(report.year, moment),
        reading=report.reading,
        evidence=from_json(report.evidence),
        now=now,
        overrides=overrides,
        fees_yuan=now.casework.fees_yuan,
    )
    told = [
        *_on_freezing(report, drawn, basis, today, day=timezone.localdate(moment)),
        *_of_drawn(drawn, last_year),
        *drifting(report, basis.sources),
        *moved_since(report, basis, today),
        *unanswered(report, last_year.report),
    ]
    return Judged(told, basis.sources, last_year.report, overrides)


def _on_freezing(report: AnnualReport, drawn: Drawn, basis: Counted, today: Counted, *, day: date) -> Iterable[Finding]:
    """Return what is to be said of a first version's figures: that they may still change, or are not those frozen."""
    if report.version > 1 or report.was_published:
        return ()
    if basis is not today:
        return unlike_frozen(drawn, basis)
    freeze_on = awaited(report.office, report.year, today=day)
    return not_frozen_yet(report.year, freeze_on) if freeze_on else ()


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
    now = collect(office, year, as_of=moment)
    drawn = Drawn(
        office=office,
        year=year,
        day=last_day(year, moment),
        reading=reading,
        evidence=from_json(evidence),
        now=now,
        overrides=overrides or {},
        fees_yuan=now.casework.fees_yuan,
    )
    return _of_drawn(drawn, before(office, year))


def findings_of_tables(now: Tabled, last_year: Before, *, office: Office, year: int, at: datetime) -> list[Finding]:
    """Return what is to be said about the year's tables as the register has them at the moment; there is no prose yet."""
    reading = as_read(office=office.name, year=year, tables=now.tables, narrative={})
    drawn = Drawn(office=office, year=year, day=last_day(year, at), reading=reading, evidence=now.evidence, now=now)
    return _of_drawn(drawn, last_year)


def _of_drawn(drawn: Drawn, last_year: Before) -> list[Finding]:
    by_cases = case_findings(drawn, last_year)
    checked = check(drawn.reading, last_year.reading)
    return [*(_unsaid(checked, by_cases) if last_year.balance else checked), *by_cases]


def _unsaid(checked: list[Finding], by_cases: list[Finding]) -> list[Finding]:
    """Return the findings without the equations that fail for want of cases: there the cases say it, with their numbers."""
    said = {finding.rule for finding in by_cases} & {"E4", "E7"}
    return [finding for finding in checked if finding.rule not in said]
