"""依申请公开的各个页面: which of them a person's posts open, and the way from one to the other without a script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from gongkai.applications.models.cases import SEES_ALL
from gongkai.applications.transitions import INTAKE
from gongkai.office.authority import person
from gongkai.office.models import Department, Office, Post, Role, User

READERS = (*SEES_ALL, Role.CONTRIBUTOR, Role.DEPARTMENT_HEAD, Role.DISTRICT_SUPERVISOR)
WHOLE = (*SEES_ALL, Role.DISTRICT_SUPERVISOR)
"""Who sees the whole office and not only the own department."""
RULE_KEEPERS = (Role.DISCLOSURE_OFFICER, Role.SYSADMIN)
HANDLING = (Role.CONTRIBUTOR, Role.DEPARTMENT_HEAD, Role.DISCLOSURE_OFFICER)


@dataclass(frozen=True)
class Section:
    """One page of the menu: its name in the address table, its words, and whom it is for."""

    name: str
    label: str
    roles: tuple[Role, ...]
    icon: str = "list-ul"

    @property
    def address(self) -> str:
        return reverse(self.name)


SECTIONS = (
    Section("application_queues", "办件", READERS, "tasks"),
    Section("application_ledger", "申请台账", READERS, "table"),
    Section("application_add", "登记收到的申请", INTAKE, "plus"),
    Section("application_remedies", "复议诉讼", READERS, "thumbtack"),
    Section("application_rectifications", "更正申请", READERS, "edit"),
    Section("application_retention", "保存期", WHOLE, "time"),
    Section("application_rules", "依申请公开设置", RULE_KEEPERS, "cogs"),
)


def sections(user: User) -> list[Section]:
    """Return the pages that the person's posts open."""
    held = {post.role for post in user.active_posts()}
    return [each for each in SECTIONS if held & set(each.roles)]


def enter(request: HttpRequest, name: str) -> User:
    """Return the person, whose posts open the page; which rows are on it, `visible_to` decides.

    :raises PermissionDenied: naming who may.
    """
    user = person(request)
    if any(each.name == name for each in sections(user)):
        return user
    wanted = next(each for each in SECTIONS if each.name == name)
    roles = "、".join(Role(role).label for role in wanted.roles)
    raise PermissionDenied(f"您没有可以使用“{wanted.label}”的岗位。此页由{roles}使用。")


def offices_of(user: User, roles: tuple[Role, ...]) -> list[Office]:
    """Return the offices in which the person holds one of the roles, in the order of the posts."""
    return list(dict.fromkeys(post.office for post in user.active_posts() if post.role in roles))


def chosen_office(request: HttpRequest, roles: tuple[Role, ...], *, to_do: str) -> tuple[Office, list[Office]]:
    """Return the office that the address names (`?office=`), or the person's first, and all to choose from.

    :raises PermissionDenied: when no post gives one.
    """
    offices = offices_of(person(request), roles)
    if not offices:
        names = "、".join(Role(role).label for role in roles)
        raise PermissionDenied(f"您没有可以{to_do}的岗位。此事由{names}办理。")
    wanted = request.GET.get("office", "")
    return next((office for office in offices if office.slug == wanted), offices[0]), offices


@dataclass(frozen=True)
class Staff:
    """Who handles applications in the person's offices, and in which departments; read in one query."""

    departments: list[Department]
    people: list[User]


def staff(user: User) -> Staff:
    posts = Post.objects.active(on=timezone.localdate()).filter(
        office__in=user.office_ids() | user.below_ids(), role__in=HANDLING
    )
    held = list(posts.select_related("user", "department").order_by("office", "department__order", "user"))
    departments = dict.fromkeys(post.department for post in held if post.department)
    return Staff(list(departments), list(dict.fromkeys(post.user for post in held)))


def as_choices(rows: list[Any]) -> list[tuple[str, str]]:
    return [("", "全部"), *((str(row.pk), str(row)) for row in rows)]


class CountedPaginator(Paginator):
    """A paginator that is told how many rows there are, where that is known already."""

    def __init__(self, rows: QuerySet[Any], per_page: int, *, total: int) -> None:
        super().__init__(rows, per_page)
        self._total = total

    @property
    def count(self) -> int:  # type: ignore[override]
        return self._total


def query_without(request: HttpRequest, *names: str) -> str:
    """Return the query of the address without these names, so that a link can add its own."""
    kept = request.GET.copy()
    for name in names:
        kept.pop(name, None)
    return kept.urlencode()
