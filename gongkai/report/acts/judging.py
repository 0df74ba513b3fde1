"""年报的核对: what is to be said about a registered report, or about figures that are not registered yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.utils import timezone

from gongkai.office.models import Office
from gongkai.report.case_checking import Drawn, case_findings, drifting, unanswered
from gongkai.report.checking import Finding, check
from gongkai.report.collect import Collected, collect, last_day
from gongkai.report.evidence import from_json
from gongkai.report.freezing import as_frozen
from gongkai.report.models import AnnualReport, Origin, Snapshot
from gongkai.report.reading import Reading
from gongkai.report.sources import Sources, known_figures


class Judged(NamedTuple):
    """A report's findings, the figures that its prose may be bound to, and last year's report.

    A report that was imported has no sources: the register need not know its year.
    """

    findings: list[Finding]
    sources: Sources
    previous: AnnualReport | None


def findings(report: AnnualReport, *, at: datetime | None = None) -> list[Finding]:
    """Return what is to be said about the report, held against the previous year's where it is registered."""
    return judge(report, at=at).findings


def judge(report: AnnualReport, *, at: datetime | None = None) -> Judged:
    """Hold the report against the previous year's; one drawn up from the register also against its rows as they are now."""
    previous = AnnualReport.objects.settled(report.office, report.year - 1)
    if report.origin != Origin.BUILT:
        return Judged(check(report.reading, previous.reading if previous else None), {}, previous)
    moment = at or timezone.now()
    now = collect(report.office, report.year, as_of=moment)
    sources = _sources(report, now)
    told = _of_drawn(report.reading, report.evidence, now, previous, office=report.office, year=report.year, at=moment)
    return Judged([*told, *drifting(report, sources), *unanswered(report, previous)], sources, previous)


def _sources(report: AnnualReport, now: Collected) -> Sources:
    """Return what the prose is held against: the register, and for what the tables count the year as it was frozen.

    A correction says what the register says now: that is why it is written.
    """
    frozen = Snapshot.objects.year_end(report.office, report.year) if report.version == 1 else None
    return known_figures(as_frozen(now, frozen) if frozen else now)


def findings_of_drawn(
    reading: Reading, evidence: Mapping[str, Any], *, office: Office, year: int, at: datetime | None = None
) -> list[Finding]:
    """Return what is to be said about figures drawn up from the register, whether they are registered or not."""
    moment = at or timezone.now()
    previous = AnnualReport.objects.settled(office, year - 1)
    now = collect(office, year, as_of=moment)
    return _of_drawn(reading, evidence, now, previous, office=office, year=year, at=moment)


def _of_drawn(
    reading: Reading,
    evidence: Mapping[str, Any],
    now: Collected,
    previous: AnnualReport | None,
    *,
    office: Office,
    year: int,
    at: datetime,
) -> list[Finding]:
    drawn = Drawn(
        office=office, year=year, day=last_day(year, at), reading=reading, evidence=from_json(evidence), now=now
    )
    return [*check(reading, previous.reading if previous else None), *case_findings(drawn, previous)]
