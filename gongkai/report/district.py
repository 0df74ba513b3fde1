"""区级汇总: the district's roster and reports out of the register, and files from elsewhere, handed to `aggregating`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import chain, groupby
from pathlib import Path
from typing import Any

from django.db.models import Count, Max, Q
from django.utils import timezone

from gongkai.office.models import Office
from gongkai.report import aggregating
from gongkai.report.aggregating import Aggregate, Handed, Roster, Unit
from gongkai.report.aggregating.whole import check_handed
from gongkai.report.checking import Finding
from gongkai.report.dates import campaign_of
from gongkai.report.models import AnnualReport, CollectedReport, ReportingUnit, Succession
from gongkai.report.reading import ReportNotReadable, read_file

REGISTERED = "系统登记"
_MOST_KEPT = 2000
_FINDINGS: dict[tuple[str, ...], Sequence[Finding]] = {}
"""What was said about a report whose content has not changed since; a district's page asks again and again."""


def roster_of(district: Office) -> Roster:
    """Return the district's units: its publishing offices, and those that it entered itself.

    As long as it entered none from outside, files may add units of their own.
    """
    entered = list(ReportingUnit.objects.filter(district=district))
    by_office = {row.office_id: row for row in entered if row.office_id}
    offices = Office.objects.publishing().filter(parent=district).order_by("order", "id")
    outside = [row for row in entered if not row.office_id]
    steps = Succession.objects.filter(district=district).select_related("predecessor", "successor")
    return Roster(
        [*(_own(office, by_office.get(office.pk)) for office in offices), *(_entered(row) for row in outside)],
        district=district.name,
        successions=[_step(row) for row in steps],
        takes_others=not outside,
    )


def _own(office: Office, row: ReportingUnit | None) -> Unit:
    return Unit(
        name=row.name if row else office.name,
        short=office.short_name,
        key=f"o{office.pk}",
        from_year=row.from_year if row else None,
        to_year=row.to_year if row else None,
    )


def _entered(row: ReportingUnit) -> Unit:
    return Unit(name=row.name, short=row.short_name, key=_key(row), from_year=row.from_year, to_year=row.to_year)


def _step(row: Succession) -> aggregating.Succession:
    return aggregating.Succession(
        predecessor=row.predecessor.name,
        successor=row.successor.name,
        year=row.year,
        continues=row.continues,
        transferred=row.transferred,
    )


def handed_in(district: Office, roster: Roster, year: int) -> Iterator[Handed]:
    """Yield what the register has of the year: the reports of the offices first, then the files that were collected."""
    by_key = {unit.key: unit for unit in roster.units.values()}
    found = _reports(district, year).select_related("office", "record__publication")
    for _, versions in groupby(found.iterator(chunk_size=20), key=lambda report: report.office_id):
        yield _registered(settled(list(versions)), by_key)
    yield from _collected(district, by_key, year)


def settled(versions: Sequence[AnnualReport]) -> AnnualReport:
    """Return the version that counts, of one office's with the latest first: the last that became public, else the latest."""
    return next((report for report in versions if report.was_published), versions[0])


def _registered(report: AnnualReport, by_key: dict[str, Unit]) -> Handed:
    publication = getattr(report.record, "publication", None)
    is_public = publication is not None and publication.withdrawn_at is None
    return Handed(
        source=REGISTERED,
        unit=by_key.get(f"o{report.office_id}"),
        reading=report.reading,
        is_registered=True,
        published_on=timezone.localdate(publication.published_at) if publication and is_public else None,
        digest=f"{report.pk}:{report.updated_at.isoformat()}",
    )


def _reports(district: Office, *years: int) -> Any:
    """Return the reports of the district's offices and its own, the latest version of each first."""
    theirs = Q(office=district) | Q(office__parent=district)
    found = AnnualReport.objects.filter(theirs, year__in=years).order_by("office", "-version")
    return found.defer("evidence", "source_text")


def _collected(district: Office, by_key: dict[str, Unit], year: int) -> Iterator[Handed]:
    seen: set[int | None] = set()
    rows = CollectedReport.objects.filter(district=district, year=year).order_by("unit", "-version")
    for row in rows.select_related("unit").iterator(chunk_size=20):
        if row.unit_id not in seen:
            seen.add(row.unit_id)
            yield Handed(
                source=row.name,
                unit=by_key.get(_key(row.unit)) if row.unit else None,
                reading=row.reading,
                published_on=row.published_on,
                digest=row.sha256,
            )


def _key(row: ReportingUnit) -> str:
    return f"o{row.office_id}" if row.office_id else f"u{row.pk}"


def from_files(paths: Iterable[Path]) -> Iterator[Handed]:
    """Yield each file as it was read, one at a time; of folders every file in them but hidden ones."""
    for path in paths:
        for file in _files_in(path):
            yield _read(file)


def _files_in(path: Path) -> Iterable[Path]:
    if not path.is_dir():
        return [path]
    files = sorted(file for file in path.rglob("*") if file.is_file())
    return [file for file in files if not file.name.startswith((".", "~$"))]


def _read(file: Path) -> Handed:
    try:
        reading = read_file(file)
    except ReportNotReadable as refusal:
        return Handed(source=file.name, problem=str(refusal))
    return Handed(source=file.name, reading=reading, digest=hashlib.sha256(file.read_bytes()).hexdigest())


def sum_up(
    district: Office,
    year: int,
    *,
    on: date,
    deadline: date | None = None,
    files: Iterable[Path] = (),
    previous: Iterable[Path] = (),
) -> Aggregate:
    """Return the district's year from register and files as it stands on the day, by the date of its campaign without another.

    :raises SuccessionGoesRound: when the successions of the year go in a circle.
    """
    roster = roster_of(district)
    return aggregating.aggregate(
        roster,
        year=year,
        deadline=deadline or campaign_of(district, year).publish_due,
        on=on,
        handed=chain(handed_in(district, roster, year), from_files(files)),
        previous=chain(handed_in(district, roster, year - 1), from_files(previous)),
        checked=_checked,
    )


def _checked(handed: Handed, before: Handed | None) -> Sequence[Finding]:
    office = handed.reading.office if handed.reading else None
    key = (handed.digest, before.digest if before else "", office or "")
    if key not in _FINDINGS:
        if len(_FINDINGS) >= _MOST_KEPT:
            _FINDINGS.clear()
        _FINDINGS[key] = check_handed(handed, before)
    return _FINDINGS[key]


def as_it_stands(district: Office, year: int, *, on: date) -> Aggregate:
    """Return the sum of what the register has; worked out anew only where something of it changed.

    :raises SuccessionGoesRound: as in `sum_up`.
    """
    roster = roster_of(district)
    stamp = (tuple(roster.units.values()), roster.successions, *_state(district, year, year - 1))
    return _standing(district.pk, year, on, campaign_of(district, year).publish_due, stamp)


@lru_cache(maxsize=8)
def _standing(district: int, year: int, on: date, deadline: date, stamp: tuple[Any, ...]) -> Aggregate:
    return sum_up(Office.objects.get(pk=district), year, on=on, deadline=deadline)


def _state(district: Office, *years: int) -> tuple[Any, ...]:
    """Return what changes with every report, publication, withdrawal and file."""
    publication = "record__publication"
    reports = _reports(district, *years).aggregate(
        Count("pk"), Max("updated_at"), Max(f"{publication}__updated_at"), Count(f"{publication}__withdrawn_at")
    )
    collected = CollectedReport.objects.filter(district=district, year__in=years).aggregate(Max("created_at"))
    return (*reports.values(), *collected.values())
