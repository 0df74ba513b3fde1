"""名册的动作: the district keeps the roster of its units and notes what became of whom."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from gongkai.office import events
from gongkai.office.authority import post_for
from gongkai.office.models import Office, Post, Role, User
from gongkai.report.aggregating.succeeding import goes_round
from gongkai.report.district import roster_of
from gongkai.report.models import ReportingUnit, Succession

SUPERVISORS = (Role.DISTRICT_SUPERVISOR,)
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
    post = supervisors_post(by, district)
    if roster_of(district).units.get(name):
        raise RosterRefused(f"名册中已有{name}。")
    unit = ReportingUnit(district=district, name=name, short_name=short_name, from_year=from_year, to_year=to_year)
    _save(unit)
    tell("report.unit_added", unit, by=by, post=post, at=at, data={"name": name})
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
    post = supervisors_post(by, district)
    unit = unit_of(district, key)
    before = {"from": unit.from_year, "to": unit.to_year}
    unit.from_year, unit.to_year = from_year, to_year
    _save(unit)
    data = {"before": before, "after": {"from": from_year, "to": to_year}}
    tell("report.unit_years_set", unit, by=by, post=post, at=at, data=data)
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
    post = supervisors_post(by, district)
    row = Succession(
        district=district,
        predecessor=unit_of(district, predecessor),
        successor=unit_of(district, successor),
        year=year,
        continues=continues,
        transferred=transferred,
        note=note,
    )
    _save(row)
    if goes_round([step for step in roster_of(district).successions if step.year == year]):
        raise RosterRefused(f"{row}，与{year}年已登记的承继关系首尾相接，无法推算。请核对方向和年度。")
    tell("report.succession_noted", row, by=by, post=post, at=at, data={"sentence": str(row)})
    return row


@transaction.atomic
def strike_succession(row: Succession, *, by: User, at: datetime | None = None) -> None:
    """Take back what was noted wrongly; the event keeps it.

    :raises NoAuthority: when the person does not supervise the district.
    """
    post = supervisors_post(by, row.district)
    data = {"sentence": str(row), "transferred": row.transferred, "note": row.note}
    tell("report.succession_struck", row, by=by, post=post, at=at, data=data)
    row.delete()


def unit_of(district: Office, key: str) -> ReportingUnit:
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


def supervisors_post(by: User, district: Office) -> Post:
    return post_for(by, SUPERVISORS, district, to_do="汇总年度报告")


def tell(verb: str, row: Any, *, by: User, post: Post, at: datetime | None, data: dict[str, Any]) -> None:
    events.record(verb, row, office=row.district, by=by, post=post, data=data, at=at or timezone.now())
