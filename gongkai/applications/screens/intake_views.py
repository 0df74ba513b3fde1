"""登记收到的申请: one screen for paper, mail, word of mouth and fax; earlier applications of the same person come first."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongkai.applications import acts
from gongkai.applications.models import Application
from gongkai.applications.repeats import likeness
from gongkai.applications.transitions import INTAKE
from gongkai.law.receipt import ReceiptDayNotKnown, receipt
from gongkai.office.authority import person
from gongkai.office.models import Office, User

from .case_views import REFUSALS, reasons_of
from .intake_forms import ApplicantForm, ArrivalForm, RequestForm, earlier_of


@dataclass(frozen=True)
class Earlier:
    """An earlier application of the same person, and how like it is to the new one in hundredths."""

    application: Application
    percent: int

    @property
    def wanted(self) -> str:
        return [*self.application.wordings.all()][-1].said


def taking_in(user: User) -> list[Office]:
    """Return the offices for which the person takes in applications, in the order of their posts."""
    return list(dict.fromkeys(post.office for post in user.active_posts() if post.role in INTAKE))


def _office(request: HttpRequest) -> tuple[Office, list[Office]]:
    offices = taking_in(person(request))
    if not offices:
        raise PermissionDenied("您没有登记申请的岗位。此事由信息公开专员或者拟稿人办理。")
    wanted = request.GET.get("office", "")
    return next((office for office in offices if office.slug == wanted), offices[0]), offices


@require_http_methods(["GET", "POST"])
@never_cache
def add_view(request: HttpRequest) -> HttpResponse:
    """Show and take the intake form.

    Whoever asked before is shown before a new case is opened; the clerk then says that it is a new one.
    """
    office, offices = _office(request)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    arrival, who, wanted = ArrivalForm(data), ApplicantForm(data), RequestForm(data, files)
    shown = {"office": office, "offices": offices, "arrival": arrival, "who": who, "wanted": wanted, "reasons": []}
    if request.method != "POST":
        return render(request, "applications/intake.html", shown)
    is_valid = all([arrival.is_valid(), who.is_valid(), wanted.is_valid()])
    shown["earlier"] = earlier = _earlier(who, wanted, office, person(request))
    shown["looked"] = request.POST.get("do") == "look"
    if is_valid and not shown["looked"] and (not earlier or request.POST.get("is_new") == "yes"):
        try:
            return _take_in(request, office, arrival, who, wanted)
        except REFUSALS as refusal:
            shown["reasons"] = reasons_of(refusal)
    return render(request, "applications/intake.html", shown, status=200 if shown["looked"] else 422)


def _earlier(who: ApplicantForm, wanted: RequestForm, office: Office, user: User) -> list[Earlier]:
    found = earlier_of(who.identity_key(), office, seen_by=user)
    words = {name: wanted.cleaned_data.get(name) or "" for name in ("title", "document_number", "description")}
    asked = "".join(words.values())
    rows = [Earlier(each, likeness(asked, [*each.wordings.all()][-1])) for each in found]
    return sorted(rows, key=lambda each: -each.percent)


def _take_in(
    request: HttpRequest, office: Office, arrival: ArrivalForm, who: ApplicantForm, wanted: RequestForm
) -> HttpResponse:
    filing = wanted.filing(who.save(commit=False))
    application = acts.take_in(
        filing,
        arrival.arrival(),
        office=office,
        by=person(request),
        posted_on=arrival.cleaned_data["posted_on"],
        submission=arrival.cleaned_data["submission"] or None,
    )
    messages.success(request, f"已登记为{application.number}号申请，{application.receipt_said or '等待与申请人确认。'}")
    if warning := _warning(arrival):
        messages.warning(request, warning)
    if Application.objects.visible_to(person(request)).filter(pk=application.pk).exists():
        return redirect(application.desk_address())
    return redirect("wagtailadmin_home")


def _warning(arrival: ArrivalForm) -> str:
    try:
        return receipt(arrival.arrival()).warning
    except ReceiptDayNotKnown:
        return ""
