"""拟定答复: the seven questions one after the other, then the draft of the decision. What they preselect the clerk may change."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.applications import acts
from gongkai.applications.case import Case
from gongkai.applications.models import Application
from gongkai.applications.states import Act
from gongkai.applications.transitions import TABLE, entitled, refusals
from gongkai.law.letters import LetterKind
from gongkai.law.outcomes import Outcome, OutcomeNotKnown, outcome
from gongkai.law.steps import Answer, AnswerNotOffered, Step, Walk, steps, walk
from gongkai.office.authority import person

from .case_views import REFUSALS, reasons_of
from .decide_forms import DecisionForm, OutcomeForm, as_drafted
from .doing import draft_reply
from .doors import NOT_YOURS, visible_application

ACT_BEFORE = {
    LetterKind.CORRECTION_NOTICE: "ask-correction",
    LetterKind.REASONS_NOTICE: "ask-reasons",
    LetterKind.THIRD_PARTY_CONSULTATION: "consult",
    LetterKind.CO_MAKER_CONSULTATION: "consult",
    LetterKind.AGENCY_CONSULTATION: "consult",
    LetterKind.REFERRAL: "refer-up",
    LetterKind.FEE_NOTICE: "ask-fee",
}
"""Where the letter is drafted that a step asks for first."""


@dataclass(frozen=True)
class Taken:
    """An answered step, and the answers before it, to go back to."""

    step: Step
    answer: Answer
    before: list[str]


def _case(request: HttpRequest, pk: int) -> Case:
    """Return the case for whoever decides in it.

    :raises PermissionDenied: for whoever only sees it.
    """
    case = Case.now(visible_application(request, pk), by=person(request))
    if not entitled(case, TABLE[Act.DECIDE]):
        raise PermissionDenied(NOT_YOURS)
    return case


@require_GET
@never_cache
def steps_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the next of the seven questions; the answers so far stand in the address and tell nothing of anybody."""
    case = _case(request, pk)
    given = request.GET.getlist("taken")
    try:
        place = walk(given)
    except AnswerNotOffered as refusal:
        messages.error(request, str(refusal))
        return redirect("application_decide", pk=pk)
    return render(request, "applications/decide.html", _asked(case, place, given))


def _asked(case: Case, place: Walk, given: list[str]) -> dict[str, object]:
    pk, letter = case.application.pk, place.letter
    return {
        "application": case.application,
        "place": place,
        "given": given,
        "taken": _taken(given),
        "letter": letter,
        "letter_address": reverse("application_act", args=[pk, ACT_BEFORE[letter]]) if letter else "",
        "outcomes": OutcomeForm(initial={"outcome": place.outcome.code if place.outcome else _drafted(case)}),
        "number_of_steps": len(steps()),
        "reasons": refusals(case, Act.DECIDE),
    }


def _drafted(case: Case) -> str:
    return case.decision.outcome if case.decision else ""


def _taken(given: list[str]) -> list[Taken]:
    found = []
    for n, key in enumerate(given):
        step = walk(given[:n]).step
        if step is not None:
            found.append(Taken(step, step.answer(key), given[:n]))
    return found


@require_http_methods(["GET", "POST"])
@never_cache
def decision_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the draft of the decision, and draft the reply at once where that is asked for."""
    case = _case(request, pk)
    chosen = _chosen(request, case)
    if chosen is None:
        messages.error(request, "请先选择办理结果。")
        return redirect("application_decide", pk=pk)
    form = DecisionForm(request.POST or None, case=case, chosen=chosen, initial=as_drafted(case.decision))
    reasons = refusals(case, Act.DECIDE)
    if request.method == "POST" and form.is_valid() and not reasons:
        try:
            return _decide(request, case.application, form)
        except REFUSALS as refusal:
            reasons = reasons_of(refusal)
    shown = {
        "application": case.application,
        "case": case,
        "form": form,
        "chosen": chosen,
        "reasons": reasons,
        "outcomes": OutcomeForm(initial={"outcome": chosen.code}),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "applications/decision.html", shown, status=status)


def _chosen(request: HttpRequest, case: Case) -> Outcome | None:
    code = request.POST.get("outcome") or request.GET.get("outcome") or _drafted(case)
    try:
        return outcome(code)
    except OutcomeNotKnown:
        return None


@transaction.atomic
def _decide(request: HttpRequest, application: Application, form: DecisionForm) -> HttpResponse:
    by = person(request)
    acts.decide(application, by=by, **form.given())
    if request.POST.get("then") != "draft":
        messages.success(request, f"已拟定为“{form.chosen.label}”。")
        return redirect(application.desk_address())
    letter = draft_reply(application, by)
    messages.success(request, f"已拟定为“{form.chosen.label}”，并拟写{letter.get_kind_display()}，请核对后送审签。")
    return redirect(letter.desk_address())
