"""转为主动公开的页面: what was granted becomes a record of the register (《条例》第四十四条)."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.applications import acts
from gongkai.applications.case import Case
from gongkai.applications.states import Act
from gongkai.applications.transitions import TABLE, entitled, refusals
from gongkai.law.attributes import Attribute
from gongkai.office.authority import person
from gongkai.records.determining import DeterminationRefused
from gongkai.records.forms import ProposalForm, RecordForm

from .case_views import REFUSALS, reasons_of
from .doors import NOT_YOURS, visible_application


@require_http_methods(["GET", "POST"])
def proactive_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Register the information; from here on it is determined, compiled and reviewed like any other."""
    application, user = visible_application(request, pk), person(request)
    case = Case.now(application, by=user)
    if not entitled(case, TABLE[Act.MAKE_PROACTIVE]):
        raise PermissionDenied(NOT_YOURS)
    reasons = refusals(case, Act.MAKE_PROACTIVE)
    form = RecordForm(
        request.POST or None, office=application.office, user=user, initial={"title": application.wording().title}
    )
    proposal = ProposalForm(request.POST or None, initial={"attribute": Attribute.PROACTIVE})
    if request.method == "POST" and not reasons and all([form.is_valid(), proposal.is_valid()]):
        try:
            record = acts.make_proactive(application, form.save(commit=False), proposal.proposal(), by=user)
            messages.success(request, f"已登记《{record.title}》，等待审核公开属性。")
            return redirect(record.desk_address())
        except (*REFUSALS, DeterminationRefused) as refusal:
            reasons = reasons_of(refusal)
    shown = {"application": application, "form": form, "proposal": proposal, "reasons": reasons}
    status = 422 if request.method == "POST" else 200
    return render(request, "applications/proactive.html", shown, status=status)
