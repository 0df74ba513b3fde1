"""审校的屏幕: read, call one act, answer. Every answer is decided by the acts, whatever the form offered."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.papers.review_sheet import review_sheet
from gongkai.papers.typesetting import FontsMissing

from . import actions, screens
from .forms import LedgerFilter, ReviewForm
from .models import Opinion, Round, RoundStage, Verdict
from .refusals import ReviewRefused
from .screens import DeskRequest
from .sheet import sheet_of

PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox allow-same-origin"
)
"""The frozen page is shown as it will look, and can do nothing: no script, no form, no way out of its frame."""


@require_http_methods(["GET", "POST"])
def round_view(request: DeskRequest, pk: int) -> HttpResponse:
    """Show the review screen, or take the verdict that was posted on it."""
    round = screens.round_for(request.user, pk)
    shown = screens.context(round, request.user)
    if request.method == "POST":
        return _take_verdict(request, round, shown)
    return _show(request, round, shown, None)


@require_POST
def withdraw_view(request: DeskRequest, pk: int) -> HttpResponse:
    round = screens.round_for(request.user, pk)
    try:
        actions.withdraw(round, by=request.user, reason=request.POST.get("reason", ""))
    except ReviewRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "已撤回送审。")
    return redirect("review_round", pk=pk)


@require_GET
def page_view(request: DeskRequest, pk: int) -> HttpResponse:
    """Answer the page frozen in the round, under a policy that lets it do nothing."""
    round = screens.round_for(request.user, pk)
    return HttpResponse(screens.opened(round, to=request.user).render, headers={"Content-Security-Policy": PAGE_POLICY})


@require_GET
def sheet_view(request: DeskRequest, pk: int) -> HttpResponse:
    """Answer the 审校单 as PDF."""
    round = screens.round_for(request.user, pk)
    try:
        paper = review_sheet(sheet_of(round))
    except FontsMissing as refusal:
        messages.error(request, str(refusal))
        return redirect("review_round", pk=pk)
    disposition = {"Content-Disposition": f'inline; filename="review-{round.pk}.pdf"'}
    return HttpResponse(paper, content_type="application/pdf", headers=disposition)


@require_GET
def ledger_view(request: DeskRequest) -> HttpResponse:
    """Show the 审校台账: the rounds of the offices that the person sees, newest first."""
    chosen = LedgerFilter(request.GET, user=request.user)
    rounds = Round.objects.visible_to(request.user).filter(**chosen.conditions())
    rounds = rounds.select_related("office", "author")
    opinions = Opinion.objects.select_related("stage", "target")
    rounds = rounds.prefetch_related("stages", Prefetch("opinions", opinions))
    page = Paginator(rounds, 30).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    return render(request, "review/ledger.html", {"filter": chosen, "page": page, "query": kept.urlencode()})


def _take_verdict(request: DeskRequest, round: Round, shown: dict[str, Any]) -> HttpResponse:
    stage = _stage_posted(request, round)
    form = ReviewForm(request.POST, round=round, for_stage=stage)
    if not form.is_valid():
        return _show(request, round, shown, form)
    try:
        opinion = _act(request, round, form)
    except ReviewRefused as refusal:
        messages.error(request, str(refusal))
        form.add_error(None, str(refusal))
        fresh = screens.round_for(request.user, round.pk)
        return _show(request, fresh, screens.context(fresh, request.user), form)
    messages.success(request, _said(opinion))
    return redirect("review_round", pk=round.pk)


def _act(request: DeskRequest, round: Round, form: ReviewForm) -> Opinion:
    given = form.cleaned_data
    act: dict[str, Any] = {"by": request.user, "stage": given["stage"], "answers": form.answers()}
    if given["verdict"] == Verdict.AGREE:
        return actions.agree(round, **act)
    if given["verdict"] == Verdict.RETURN_TO_AUTHOR:
        return actions.return_to_author(round, **act)
    return actions.return_to_stage(round, target=given.get("target") or 0, **act)


def _stage_posted(request: DeskRequest, round: Round) -> RoundStage:
    """Return the stage that the form was made for; a strange number falls to the first and is refused by the act."""
    stages = list(round.stages.all())
    return next((stage for stage in stages if str(stage.pk) == request.POST.get("stage")), stages[0])


def _said(opinion: Opinion) -> str:
    if opinion.verdict == Verdict.AGREE:
        return f"已同意“{opinion.stage.name}”。"
    where = f"“{opinion.target.name}”" if opinion.target else "拟稿人"
    return f"已退回{where}。"


def _show(request: DeskRequest, round: Round, shown: dict[str, Any], form: ReviewForm | None) -> HttpResponse:
    stage = shown["stage"]
    if form is None and stage is not None:
        form = ReviewForm(round=round, for_stage=stage)
    status = 422 if request.method == "POST" else 200
    return render(request, "review/round.html", shown | {"form": form if stage else None}, status=status)
