"""开户: an office opens for business — its row, its columns, its procedures, and the one person who lets the others in."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from gongkai.catalogue.actions import plant_columns
from gongkai.office import events
from gongkai.office.models import Department, Office, OfficeKind, Post, Role, User
from gongkai.review.shipping import ship_procedures


class OfficeNotFounded(Exception):
    """The office cannot be opened as told; the sentence says why."""


@dataclass(frozen=True, kw_only=True)
class Founding:
    """What has to be known at the beginning; everything else is entered on the desk."""

    name: str
    short_name: str
    slug: str
    kind: OfficeKind
    code: str
    district: str
    login: str
    person: str
    password: str


@transaction.atomic
def found(given: Founding) -> Office:
    """Open the office with columns and procedures, and give its first person the post of 系统管理员.

    :raises OfficeNotFounded: naming everything that is wrong.
    """
    office = Office(
        name=given.name,
        short_name=given.short_name,
        slug=given.slug,
        kind=given.kind,
        code=given.code,
        parent=_district(given.district),
    )
    keeper = User(username=given.login, name=given.person)
    _check(office, keeper, given.password)
    office.save()
    keeper.set_password(given.password)
    keeper.save()
    Department.objects.create(office=office, name="党政办公室")
    Post.objects.create(user=keeper, role=Role.SYSADMIN, office=office, starts_on=timezone.localdate())
    if given.kind != OfficeKind.DISTRICT:
        plant_columns(office)
        ship_procedures(office)
    events.record("office.founded", office, office=office, by=None, data={"keeper": keeper.pk})
    return office


def _district(slug: str) -> Office | None:
    if not slug:
        return None
    district = Office.objects.filter(slug=slug, kind=OfficeKind.DISTRICT).first()
    if district is None:
        raise OfficeNotFounded(f"没有网址标识为“{slug}”的区县，请先开设区县，或者不写 --district。")
    return district


def _check(office: Office, keeper: User, password: str) -> None:
    wrong: list[str] = []
    for step in (office.full_clean, lambda: keeper.full_clean(exclude=["password"])):
        try:
            step()
        except ValidationError as error:
            wrong += error.messages
    try:
        validate_password(password, keeper)
    except ValidationError as error:
        wrong += error.messages
    if wrong:
        raise OfficeNotFounded("".join(wrong))
