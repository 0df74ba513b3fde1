"""按月登记的屏幕: a year's months on one page, a month's entry, and the pages of ledgers that were uploaded."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.office.access import note
from gongkai.office.models import Office
from gongkai.records.uploads import UploadRefused
from gongkai.records.views import writing_offices
from gongkai.report import acts
from gongkai.report.collecting.monthly_notes import spans
from gongkai.report.freezing import awaited
from gongkai.report.models import LedgerFile, MonthlyItem, Snapshot
from gongkai.report.screens.doors import office_of_year
from gongkai.report.screens.monthly_board import Board, board
from gongkai.report.screens.monthly_forms import MonthForm
from gongkai.report.screens.views import REFUSALS, StaffRequest


@require_http_methods(["GET", "POST"])
def monthly_view(request: StaffRequest, slug: str, year: int) -> HttpResponse:
    """Show the year's months, and take the entry of the month that `?month=` names."""
    office = office_of_year(request, slug, year)
    shown = board(office, year, today=timezone.localdate())
    writes = office in writing_offices(request.user)
    month = _month(request, shown, writes=writes)
    form = _form(request, shown, month, office=office, year=year) if month else None
    if request.method == "POST" and month and form and form.is_valid():
        try:
            figures = acts.enter_month(
                office, year, month, entry=form.entry(), by=request.user, seen=form.cleaned_data["seen"]
            )
        except (*REFUSALS, UploadRefused) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"已登记{year}年{month}月的{len(figures)}项数字。")
            _tell_frozen(request, office, year)
            return redirect("monthly_figures", slug=slug, year=year)
    context = _context(office, year, shown, month, form if writes else None)
    problems = [error for errors in form.errors.values() for error in errors] if form else []
    status = 422 if problems else 200
    return render(request, "report/monthly.html", {**context, "problems": problems}, status=status)


def _tell_frozen(request: StaffRequest, office: Office, year: int) -> None:
    """Say that a report starts with what was frozen, so that a later entry does not reach it by itself."""
    if Snapshot.objects.year_end(office, year):
        messages.warning(
            request,
            f"{year}年的数据已经冻结，这次登记没有计入。年度报告公布之前，请信息公开专员在“即时数据”页重新冻结；"
            "已经编制初稿的，在年度报告页面改数并写明理由。",
        )


def _month(request: StaffRequest, shown: Board, *, writes: bool) -> int | None:
    """Return the month asked for, else the first one missing for those who enter it."""
    asked = request.GET.get("month")
    if asked is None:
        return shown.first_open if writes else None
    if not asked.isascii() or not asked.isdecimal() or not 1 <= int(asked) <= 12:
        raise Http404
    return int(asked)


def _form(request: StaffRequest, shown: Board, month: int, *, office: Office, year: int) -> MonthForm:
    before = shown.history[month]
    return MonthForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()),
        initial={"seen": len(before)},
        asks_fees=bool(shown.line(month).fees_yuan),
        asks_reason=bool(before) or acts.is_settled(office, year),
    )


def _context(office: Office, year: int, shown: Board, month: int | None, form: MonthForm | None) -> dict[str, Any]:
    line, today = shown.line(month) if month else None, timezone.localdate()
    return {
        "office": office,
        "year": year,
        "years": [each for each in (year - 1, year + 1) if acts.FIRST_YEAR <= each <= today.year],
        "items": [f"{item.label}（{item.unit}）" for item in MonthlyItem],
        "lines": shown.lines,
        "missing": spans(shown.missing),
        "freeze_on": awaited(office, year, today=today),
        "month": month,
        "line": line,
        "form": form if line and line.has_ended else None,
        "fields": list(zip(form.figure_fields(), line.figures, strict=True)) if form and line else [],
        "history": shown.history[month] if month else [],
        "action": f"{reverse('monthly_figures', args=[office.slug, year])}?month={month}",
        "header_title": f"{office}{year}年按月登记",
    }


@require_GET
@never_cache
def ledger_file_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Hand out an uploaded page to people of its office; who took it is on record."""
    file = get_object_or_404(LedgerFile.objects.visible_to(request.user).select_related("office"), pk=pk)
    note(request.user, file, "下载台账材料", office=file.office)
    answer = HttpResponse(file.data(), content_type="application/octet-stream")
    suffix = file.name.rpartition(".")[2].lower()
    answer["Content-Disposition"] = f'attachment; filename="ledger-{file.pk}.{suffix}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
