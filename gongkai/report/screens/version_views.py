"""年报的版本与冻结: the buttons that correct a public report, send one back to its office, and freeze a year anew."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from gongkai.office.models import Office
from gongkai.papers.typesetting import FontsMissing
from gongkai.report import acts
from gongkai.report.models import AnnualReport
from gongkai.report.screens.views import REFUSALS, StaffRequest


@require_POST
def correct_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Open the next version of a public report."""
    report = get_object_or_404(AnnualReport.objects.visible_to(request.user), pk=pk)
    try:
        corrected = acts.correct(report, explanation=request.POST.get("explanation", ""), by=request.user)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
        return redirect(report.desk_address())
    messages.success(request, f"已另立第{corrected.version}版。公众仍看到原版，新版审校并发布后替换；各版都保存。")
    return redirect(corrected.desk_address())


@require_POST
def recount_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Take the report's counted figures anew."""
    report = get_object_or_404(AnnualReport.objects.visible_to(request.user), pk=pk)
    try:
        changed = acts.recount(report, by=request.user)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    else:
        told = f"{len(changed)}格有变动" if changed else "没有变动"
        messages.success(request, f"已重新统计，{told}。正文没有改动，请核对标出的数字。")
    return redirect(report.desk_address())


@require_POST
def enclose_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Attach the report's exports to its record."""
    report = get_object_or_404(AnnualReport.objects.visible_to(request.user), pk=pk)
    try:
        acts.enclose_exports(report, by=request.user)
    except (*REFUSALS, FontsMissing) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "已生成附件，随报告一同审校、公布。再改动报告的，保存后请重新生成。")
    return redirect(report.desk_address())


@require_POST
def send_back_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask the office to change its report."""
    report = get_object_or_404(AnnualReport.objects.visible_to(request.user), pk=pk)
    try:
        acts.send_back(report, reason=request.POST.get("reason", ""), by=request.user)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"已退回{report.office}修改，该机构的待办中会看到您的意见。")
    return redirect(report.desk_address())


@require_POST
def freeze_again_view(request: StaffRequest, slug: str, year: int) -> HttpResponse:
    """Take the figures of an ended year once more."""
    office = get_object_or_404(Office.objects.visible_to(request.user).publishing(), slug=slug)
    try:
        frozen = acts.freeze_again(office, year, reason=request.POST.get("reason", ""), by=request.user)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    else:
        kept = "，此前冻结的数据仍然保存" if frozen.number > 1 else ""
        messages.success(
            request, f"已冻结{year}年数据（第{frozen.number}次）{kept}。初稿编制在此之前的，请在年度报告页面重新统计。"
        )
    return redirect(reverse("live_report", args=[slug, year]))
