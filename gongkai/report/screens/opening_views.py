"""期初数的屏幕: how the last year before this system ended, entered by hand where its report was not imported."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.law.report_form import Cell, ReportTables, column_label, row_of
from gongkai.office.models import Office
from gongkai.records.views import writing_offices
from gongkai.report import acts
from gongkai.report.acts.opening import DISPUTES, IN_FORCE, KINDS
from gongkai.report.layout import printed
from gongkai.report.models import AnnualReport, OpeningBalance
from gongkai.report.screens.doors import office_of_year
from gongkai.report.screens.forms import cell_name
from gongkai.report.screens.opening_forms import OpeningForm
from gongkai.report.screens.views import REFUSALS, StaffRequest

HEADINGS = {
    KINDS: "结转下年度继续办理的政府信息公开申请（表三第四项，按申请人类型）",
    IN_FORCE: "年末现行有效件数（表二）",
    DISPUTES: "年末尚未审结的行政复议、行政诉讼（表四）",
}


@require_http_methods(["GET", "POST"])
def opening_view(request: StaffRequest, slug: str, year: int) -> HttpResponse:
    """Show what the year carried over, and take it where no report of the year is registered."""
    office = office_of_year(request, slug, year)
    report, last = AnnualReport.objects.of(office, year), OpeningBalance.objects.of(office, year)
    form = _form(request, last)
    if request.method == "POST" and form.is_valid():
        try:
            _open(form, office, year, request)
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"已登记{office}{year}年末的期初数。")
            return redirect("opening_balance", slug=slug, year=year)
    problems = [error for errors in form.errors.values() for error in errors]
    may_enter = report is None and office in writing_offices(request.user)
    context = {
        "office": office,
        "year": year,
        "next_year": year + 1,
        "report": report,
        "form": form if may_enter else None,
        "last": last,
        "groups": _groups(form, _given(report, last), is_form=may_enter),
        "history": OpeningBalance.objects.filter(office=office, year=year).select_related("by").order_by("-version"),
        "problems": problems,
        "header_title": f"{office}{year}年末期初数",
    }
    return render(request, "report/opening.html", context, status=422 if problems else 200)


def _form(request: HttpRequest, last: OpeningBalance | None) -> OpeningForm:
    return OpeningForm(
        request.POST or None,
        given=_given(None, last),
        asks_reason=last is not None,
        initial={"seen": last.version if last else 0, "source": last.source if last else ""},
    )


def _given(report: AnnualReport | None, last: OpeningBalance | None) -> ReportTables:
    source = report or last
    return source.given_tables if source else ReportTables()


def _open(form: OpeningForm, office: Office, year: int, request: StaffRequest) -> None:
    acts.open_balance(
        office,
        year,
        figures=form.figures(),
        source=form.cleaned_data["source"],
        reason=form.cleaned_data.get("reason", ""),
        by=request.user,
        seen=form.cleaned_data["seen"],
    )


def _groups(form: OpeningForm, given: ReportTables, *, is_form: bool) -> list[dict[str, Any]]:
    """Return the figures under their headings, each with its label, as a field or as it stands."""
    return [
        {
            "heading": heading,
            "lines": [
                {
                    "label": _label(cell),
                    "field": form[cell_name(cell)],
                    "figure": form[cell_name(cell)] if is_form else printed(given.cells[cell]) or "未填",
                }
                for cell in cells
            ],
        }
        for cells, heading in HEADINGS.items()
    ]


def _label(cell: Cell) -> str:
    return column_label(cell) if cell.table == "table3" else row_of(cell.table, cell.row).full_label
