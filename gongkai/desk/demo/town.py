"""演示机构: the district, its offices, their people and posts, columns and procedures, as `data/town.toml` tells them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password

from gongkai.applications.models import CaseRules
from gongkai.catalogue.actions import plant_columns
from gongkai.catalogue.models import Column
from gongkai.desk.demonstration import PASSWORD
from gongkai.office.models import Department, Office, OfficeKind, Post, Role, User
from gongkai.review.models import Procedure
from gongkai.review.shipping import ship_procedures

DATA = Path(__file__).parent / "data"
SINCE = date(2020, 1, 1)
DAYS = 365
"""How long the told year is."""
STAND_IN_DAYS = (3, 11)
"""Since how many days the stand-in serves, and for how many more."""
CONTACTS = ("address", "postcode", "hours", "phone", "complaint_phone", "fax", "email", "site_id_code")
NOTHING_OF_THE_KIND = {
    "zfxxgk/fdzdgknr/xzxk": "本机关没有行政许可事项。",
    "zfxxgk/fdzdgknr/xzcf": "本机关没有作出行政处罚和行政强制的职权。",
    "zfxxgk/fdzdgknr/xzsyxsf": "本机关没有行政事业性收费项目。",
}


@cache
def told(name: str) -> dict[str, Any]:
    """Return what `data/<name>.toml` tells."""
    return tomllib.loads((DATA / f"{name}.toml").read_text("utf-8"))


@dataclass
class Crew:
    """One office with its people: who drafts and who heads in each department, and who holds the office's posts."""

    office: Office
    number: str
    writers: dict[Department, User] = field(default_factory=dict)
    holders: dict[str, User] = field(default_factory=dict)
    columns: dict[str, Column] = field(default_factory=dict)

    @property
    def officer(self) -> User:
        return self.holders[Role.DISCLOSURE_OFFICER]

    @property
    def leader(self) -> User:
        return self.holders[Role.LEADER_IN_CHARGE]

    @property
    def publisher(self) -> User:
        return self.holders[Role.PUBLISHER]

    @property
    def slug(self) -> str:
        return self.office.slug

    def department(self, name: str) -> Department:
        """Return the department of that name, or the general one where the office has none such."""
        by_name = {each.name: each for each in self.writers}
        return by_name.get(name) or next(iter(self.writers))


def build(today: date) -> tuple[Office, list[Crew]]:
    """Make the district and its offices, ready for work."""
    facts, password = told("town"), make_password(PASSWORD)
    district = _office(facts["district"], OfficeKind.DISTRICT, None, order=0)
    for row in facts["district"]["people"]:
        _appoint(row, district, None, password)
    offices = [
        _crew(row, district, password, today=today, order=order) for order, row in enumerate(facts["office"], start=1)
    ]
    return district, offices


def _crew(row: dict[str, Any], district: Office, password: str, *, today: date, order: int) -> Crew:
    office = _office(row, OfficeKind.SUBDISTRICT, district, order=order)
    crew = Crew(office, row["number"])
    for place, each in enumerate(row["department"], start=1):
        department = Department.objects.create(office=office, name=each["name"], order=place)
        _staff(crew, each["people"], department, password)
    _staff(crew, row["people"], None, password)
    if "stand_in" in row:
        _stand_in(row["stand_in"], today)
    _plant(crew, row, today)
    _choose_procedure(office, row["mode"])
    CaseRules.objects.create(office=office, **row["casework"])
    return crew


def _office(row: dict[str, Any], kind: OfficeKind, parent: Office | None, *, order: int) -> Office:
    facts = {name: row[name] for name in ("slug", "name", "short_name", "code", *CONTACTS) if name in row}
    office = Office(kind=kind, parent=parent, order=order, **facts)
    office.full_clean()
    office.save()
    return office


def _staff(crew: Crew, rows: list[dict[str, str]], department: Department | None, password: str) -> None:
    for row in rows:
        user = _appoint(row, crew.office, department, password)
        crew.holders.setdefault(row["role"], user)
        if department and row["role"] == Role.CONTRIBUTOR:
            crew.writers[department] = user


def _appoint(row: dict[str, str], office: Office, department: Department | None, password: str) -> User:
    user = User(username=row["username"], name=row["name"], password=password)
    user.save()
    Post.objects.create(user=user, role=row["role"], office=office, department=department, starts_on=SINCE)
    return user


def _stand_in(row: dict[str, str], today: date) -> None:
    """Let somebody serve another's post for some days around today (AB岗)."""
    served = Post.objects.select_related("office", "department").get(user__username=row["for"])
    since, more = STAND_IN_DAYS
    Post.objects.create(
        user=User.objects.get(username=row["username"]),
        role=served.role,
        office=served.office,
        department=served.department,
        starts_on=today - timedelta(days=since),
        ends_on=today + timedelta(days=more),
        stands_in_for=served,
        reason=row["reason"],
    )


def _plant(crew: Crew, row: dict[str, Any], today: date) -> None:
    """Plant the columns and say who answers for each: the department named with the longest path above it."""
    monitor = User.objects.get(username=row["monitor"])
    statements = NOTHING_OF_THE_KIND | row.get("statements", {})
    duties = {path: each["name"] for each in row["department"] for path in each["columns"]}
    for column in plant_columns(crew.office, monitor=monitor):
        path = max((each for each in duties if _is_at_or_below(column, each)), key=len)
        column.department = crew.department(duties[path])
        column.responsible = crew.writers[column.department]
        column.statement = statements.get(column.path, "")
        column.stated_on = today - timedelta(days=DAYS) if column.statement else None
        column.save()
        crew.columns[column.path] = column


def _is_at_or_below(column: Column, path: str) -> bool:
    return f"{column.path}/".startswith(f"{path}/")


def _choose_procedure(office: Office, mode: str) -> None:
    """Give the office the shipped procedures; with `six`, the one of separate proofreaders is in use."""
    shipped = ship_procedures(office)
    if mode == "six":
        Procedure.objects.filter(office=office, content_class="").update(is_active=False)
        chosen = next(each for each in shipped if each.stages.count() == 6)
        Procedure.objects.filter(pk=chosen.pk).update(is_active=True)
