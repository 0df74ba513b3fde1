"""办件的门: which rows a person reaches at the desk. Everything here begins with `visible_to`."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from gongkai.applications.case import Case
from gongkai.applications.models import Application, CaseFile, Letter
from gongkai.applications.states import Act, State
from gongkai.applications.transitions import TABLE, entitled
from gongkai.office.authority import person
from gongkai.office.models import Role, User

NOT_YOURS = "您没有办理本件的岗位。此事由信息公开专员，或者承办本件的人员和科室负责人办理。"


def visible_application(request: HttpRequest, pk: int) -> Application:
    """Return the application if the person may see it: the only way in for every screen of a case."""
    rows = Application.objects.visible_to(person(request))
    return get_object_or_404(
        rows.select_related("office__parent", "applicant", "department", "handler", "registered_by", "repeats"), pk=pk
    )


def visible_letter(request: HttpRequest, pk: int) -> Letter:
    """Return the letter of a case or of a request for correction that the person may see."""
    rows = Letter.objects.visible_to(person(request))
    related = ("office__parent", "application__applicant", "application__office", "rectification", "author", "paper")
    return get_object_or_404(rows.select_related(*related), pk=pk)


def file_of(request: HttpRequest, application: Application, pk: int) -> CaseFile:
    """Return a file of this very case."""
    rows = CaseFile.objects.visible_to(person(request)).filter(application=application)
    return get_object_or_404(rows.select_related("application__office", "added_by"), pk=pk)


def belongs_to_office(user: User, application: Application) -> bool:
    """Test if the person works in the office of the case, and does not only look down on it from the district."""
    return application.office_id in user.office_ids()


def require_office(request: HttpRequest, application: Application) -> User:
    """Return the person, who works in the office of the case.

    :raises PermissionDenied: for the district, which sees without taking part.
    """
    user = person(request)
    if not belongs_to_office(user, application):
        raise PermissionDenied("只有本机关的人员可以查看个人信息和案卷材料。")
    return user


def handles(user: User, application: Application) -> bool:
    """Test if one of the person's posts handles the case; whether an act is lawful now, its own row tells."""
    return entitled(Case.now(application, by=user), TABLE[Act.SEARCH])


def require_handler(request: HttpRequest, application: Application) -> User:
    """Return the person, who handles the case.

    :raises PermissionDenied: for whoever only sees it.
    """
    user = person(request)
    if not handles(user, application):
        raise PermissionDenied(NOT_YOURS)
    return user


def inside_ids(user: User) -> set[int]:
    """Return the offices in which the person works, and does not only look down on from the district."""
    return {post.office_id for post in user.active_posts() if post.role != Role.DISTRICT_SUPERVISOR}


def may_pack(user: User, row: Application) -> bool:
    """Test if the person may take the package of a closed case, the unredacted originals in it, out of the system."""
    return row.state in {State.CLOSED, State.ARCHIVED} and archives(user, row)


def archives(user: User, row: Application) -> bool:
    held = {post.role for post in user.active_posts() if post.office_id == row.office_id}
    return bool(held & set(TABLE[Act.ARCHIVE].roles))
