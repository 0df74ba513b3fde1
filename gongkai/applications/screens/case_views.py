"""办件页面、个人信息的完整查看、各办理动作的页面."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.applications.case import Case
from gongkai.applications.models import Applicant, Application
from gongkai.applications.repeats import asked_by_others
from gongkai.applications.transitions import TABLE, ActRefused, entitled, refusals
from gongkai.office.access import note
from gongkai.office.authority import NoAuthority, person
from gongkai.records.uploads import UploadRefused
from gongkai.review.refusals import ReviewRefused

from . import case_page
from .doing import CONTACT, PAGES, ActPage
from .doors import NOT_YOURS, require_office, visible_application
from .fields import ActForm

REFUSALS = (ActRefused, NoAuthority, ReviewRefused, UploadRefused)


def reasons_of(refusal: Exception) -> list[str]:
    """Return every reason of a refusal as its own sentence."""
    return list(refusal.reasons) if isinstance(refusal, ActRefused) else [str(refusal)]


@require_GET
@never_cache
def case_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Show everything about a case and what this person may do now."""
    application = visible_application(request, pk)
    return render(request, "applications/case.html", case_page.context(application, person(request)))


@require_POST
@never_cache
def person_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the applicant's data in full, once, to somebody of the office who says why; the look is on record."""
    application = visible_application(request, pk)
    user, reason = require_office(request, application), request.POST.get("reason", "").strip()
    if not reason:
        messages.error(request, "查看完整个人信息须说明理由，查看会留下记录。")
        return redirect(application.desk_address())
    note(user, application, "查看完整个人信息", office=application.office, reason=reason[:200])
    facts = whole(application.applicant)
    if application.assistance:
        facts.append(("协助说明", application.assistance))
    return render(request, "applications/person.html", {"application": application, "facts": facts})


def whole(applicant: Applicant) -> list[tuple[str, str]]:
    """Return everything that is known of the applicant, with its name on the form."""
    fields: dict[str, Any] = {field.name: field for field in applicant._meta.fields}
    return [(fields[name].verbose_name, text) for name in applicant.PERSONAL if (text := getattr(applicant, name))]


@require_GET
def similar_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what other people asked for in similar words, as far as this person may see it."""
    application = visible_application(request, pk)
    found = asked_by_others(application)
    seen = set(
        Application.objects.visible_to(person(request))
        .filter(pk__in=[each.application.pk for each in found])
        .values_list("pk", flat=True)
    )
    similar = [each for each in found if each.application.pk in seen]
    return render(request, "applications/similar.html", {"application": application, "similar": similar})


@require_http_methods(["GET", "POST"])
@never_cache
def act_view(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Show the form of one act, or do it; a refusal changes nothing, says every reason and keeps what was typed."""
    application = visible_application(request, pk)
    if slug not in PAGES:
        raise Http404
    page, case = PAGES[slug], Case.now(application, by=person(request))
    if not entitled(case, TABLE[page.act]):
        raise PermissionDenied(NOT_YOURS)
    if reasons := refusals(case, page.act):
        return _show(request, page, case, None, reasons)
    return _ask(request, page, case)


@require_http_methods(["GET", "POST"])
def contact_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a note of contact from anybody of the office who sees the case."""
    application = visible_application(request, pk)
    require_office(request, application)
    return _ask(request, CONTACT, Case.now(application, by=person(request)))


def _ask(request: HttpRequest, page: ActPage, case: Case) -> HttpResponse:
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = page.form(*posted, case=case)
    if not form.is_bound or not form.is_valid():
        return _show(request, page, case, form, [])
    try:
        done = page.do(case.application, form, person(request))
    except REFUSALS as refusal:
        return _show(request, page, case, form, reasons_of(refusal))
    messages.success(request, done.said)
    return redirect(done.address or case.application.desk_address())


def _show(request: HttpRequest, page: ActPage, case: Case, form: ActForm | None, reasons: list[str]) -> HttpResponse:
    shown: dict[str, Any] = {"page": page, "application": case.application, "form": form, "reasons": reasons}
    status = 422 if reasons or (form is not None and form.errors) else 200
    return render(request, "applications/act.html", shown, status=status)
