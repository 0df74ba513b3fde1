"""填报单位的动作: the district keeps its roster, notes what became of whom, and collects the files that units hand in."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from gongkai.office import events
from gongkai.office.authority import post_for
from gongkai.office.models import Office, Post, Role, User
from gongkai.report.aggregating import Fate, Handed, Verdict
from gongkai.report.aggregating.intake import Intake
from gongkai.report.aggregating.succeeding import goes_round
from gongkai.report.district import from_files, roster_of
from gongkai.report.models import AnnualReport, CollectedReport, ReportingUnit, Succession

SUPERVISORS = (Role.DISTRICT_SUPERVISOR,)
MAX_BYTES = 20 * 1024 * 1024
LONGEST_NAME = 80
"""Characters of a file's name that fit into a file system, Han characters taking three bytes."""

_NO_SUCH_UNIT = "名册中没有这个单位，请重新选择。"


class RosterRefused(Exception):
    """The roster cannot be changed this way; the sentence says why and what to do."""


@transaction.atomic
def add_unit(
    district: Office,
    *,
    name: str,
    short_name: str = "",
    from_year: int | None = None,
    to_year: int | None = None,
    by: User,
    at: datetime | None = None,
) -> ReportingUnit:
    """Enter a unit that reports by other means than this system.

    :raises NoAuthority: when the person does not supervise the district.
    :raises RosterRefused: when the roster has the name, or the years are the wrong way round.
    """
    post = _post(by, district)
    if roster_of(district).units.get(name):
        raise RosterRefused(f"名册中已有{name}。")
    unit = ReportingUnit(district=district, name=name, short_name=short_name, from_year=from_year, to_year=to_year)
    _save(unit)
    _tell("report.unit_added", unit, by=by, post=post, at=at, data={"name": name})
    return unit


@transaction.atomic
def set_years(
    district: Office,
    key: str,
    *,
    from_year: int | None,
    to_year: int | None,
    by: User,
    at: datetime | None = None,
) -> ReportingUnit:
    """Fix the first and the last year of which the unit reports; None leaves a side open.

    :raises NoAuthority: when the person does not supervise the district.
    :raises RosterRefused: when there is no such unit, or the years are the wrong way round.
    """
    post = _post(by, district)
    unit = _unit(district, key)
    before = {"from": unit.from_year, "to": unit.to_year}
    unit.from_year, unit.to_year = from_year, to_year
    _save(unit)
    data = {"before": before, "after": {"from": from_year, "to": to_year}}
    _tell("report.unit_years_set", unit, by=by, post=post, at=at, data=data)
    return unit


@transaction.atomic
def note_succession(
    district: Office,
    *,
    predecessor: str,
    successor: str,
    year: int,
    continues: bool = False,
    transferred: int | None = None,
    note: str = "",
    by: User,
    at: datetime | None = None,
) -> Succession:
    """Note by their keys that from the year on one unit reports what another did.

    :raises NoAuthority: when the person does not supervise the district.
    :raises RosterRefused: when a unit is not there, both are one, it is noted already, or the steps go in a circle.
    """
    post = _post(by, district)
    row = Succession(
        district=district,
        predecessor=_unit(district, predecessor),
        successor=_unit(district, successor),
        year=year,
        continues=continues,
        transferred=transferred,
        note=note,
    )
    _save(row)
    if goes_round([step for step in roster_of(district).successions if step.year == year]):
        raise RosterRefused(f"{row}，与{year}年已登记的承继关系首尾相接，无法推算。请核对方向和年度。")
    _tell("report.succession_noted", row, by=by, post=post, at=at, data={"sentence": str(row)})
    return row


@transaction.atomic
def strike_succession(row: Succession, *, by: User, at: datetime | None = None) -> None:
    """Take back what was noted wrongly; the event keeps it.

    :raises NoAuthority: when the person does not supervise the district.
    """
    post = _post(by, row.district)
    data = {"sentence": str(row), "transferred": row.transferred, "note": row.note}
    _tell("report.succession_struck", row, by=by, post=post, at=at, data=data)
    row.delete()


@transaction.atomic
def collect_file(
    district: Office,
    *,
    name: str,
    content: bytes,
    year: int,
    received_on: date,
    published_on: date | None = None,
    by: User,
    at: datetime | None = None,
) -> Fate:
    """Keep what a unit handed in, or say why not. The report of the year before is taken too, to compare with.

    :raises NoAuthority: when the person does not supervise the district.
    """
    post = _post(by, district)
    handed = _read(name, content)
    fate = _fate(district, handed, year)
    reading = handed.reading
    if reading is None or not (fate.is_taken or fate.verdict == Verdict.DISTRICT):
        return fate
    unit = _unit(district, fate.unit.key) if fate.unit else None
    earlier = CollectedReport.objects.filter(district=district, unit=unit, year=reading.year or year)
    latest = earlier.order_by("-version").first()
    if latest is not None and latest.sha256 == handed.digest:
        return replace(fate, verdict=Verdict.DUPLICATE, sentence=f"与已收的{latest}内容相同，没有重复登记。")
    row = CollectedReport.of(
        reading,
        district=district,
        unit=unit,
        year=reading.year or year,
        version=latest.version + 1 if latest else 1,
        name=handed.source,
        sha256=handed.digest,
        received_on=received_on,
        published_on=published_on,
        received_by=by,
    )
    row.save()
    _tell("report.collected", row, by=by, post=post, at=at, data={"year": row.year, "version": row.version})
    return replace(fate, sentence=_told(fate, row, year))


def _told(fate: Fate, row: CollectedReport, year: int) -> str:
    told = fate.sentence
    if row.year != year:
        told = f"是{row.year}年的报告，收为{row.unit or row.district}的上年报告，用来比较和核对结转。"
    if row.version > 1:
        told += f"此前的文件保留，本文件为第{row.version}版。"
    return told


def _read(name: str, content: bytes) -> Handed:
    plain = PurePath(name.replace("\\", "/")).name[-LONGEST_NAME:] or "未命名"
    if len(content) > MAX_BYTES:
        return Handed(source=plain, problem=f"“{plain}”超过20兆，请只选取年度报告的部分后再上传。")
    with TemporaryDirectory() as folder:
        file = Path(folder, plain)
        file.write_bytes(content)
        handed = next(from_files([file]))
    return replace(handed, digest=hashlib.sha256(content).hexdigest())


def _fate(district: Office, handed: Handed, year: int) -> Fate:
    """Return what is to become of the file; here the roster takes nobody whom the district has not entered."""
    roster = roster_of(district)
    roster.takes_others = False
    read = handed.reading.year if handed.reading else None
    fate = Intake(roster, year - 1 if read == year - 1 else year).take(handed)
    if fate.is_taken and fate.unit and _is_registered(fate.unit.key, read or year):
        told = f"{fate.unit.name}的报告已在系统登记，以登记的为准，本文件未收。"
        return replace(fate, verdict=Verdict.DUPLICATE, sentence=told)
    return fate


def _is_registered(key: str, year: int) -> bool:
    return key.startswith("o") and AnnualReport.objects.filter(office=int(key[1:]), year=year).exists()


def _unit(district: Office, key: str) -> ReportingUnit:
    """Return the unit of the key, an office of the register being entered now if it is not yet.

    :raises RosterRefused: when the district has no such unit.
    """
    kind, number = key[:1], key[1:]
    if not number.isdigit():
        raise RosterRefused(_NO_SUCH_UNIT)
    unit = ReportingUnit.objects.filter(district=district, pk=int(number)).first() if kind == "u" else None
    if unit is not None:
        return unit
    office = Office.objects.publishing().filter(parent=district, pk=int(number)).first() if kind == "o" else None
    if office is None:
        raise RosterRefused(_NO_SUCH_UNIT)
    return _entered(office, district)


def _entered(office: Office, district: Office) -> ReportingUnit:
    defaults = {"district": district, "name": office.name, "short_name": office.short_name}
    return ReportingUnit.objects.get_or_create(office=office, defaults=defaults)[0]


def _save(row: ReportingUnit | Succession) -> None:
    try:
        row.full_clean()
    except ValidationError as error:
        raise RosterRefused("".join(error.messages)) from error
    row.save()


def _post(by: User, district: Office) -> Post:
    return post_for(by, SUPERVISORS, district, to_do="汇总年度报告")


def _tell(verb: str, row: Any, *, by: User, post: Post, at: datetime | None, data: dict[str, Any]) -> None:
    events.record(verb, row, office=row.district, by=by, post=post, data=data, at=at or timezone.now())
