"""汇总的屏幕: the district's sum, one unit of it, one cell of it, the files it collects."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from gongkai.law.report_form import Cell, describe
from gongkai.office.authority import NoAuthority
from gongkai.office.models import Office
from gongkai.office.sealed_files import SealBroken
from gongkai.report import acts
from gongkai.report.aggregating import Aggregate, Fate, UnitReport
from gongkai.report.aggregating.adding import change
from gongkai.report.aggregating.letters import letter, needs_letter
from gongkai.report.aggregating.workbook import write_workbook
from gongkai.report.district import as_it_stands
from gongkai.report.district_pages import aggregate_context, changed, unit_line, unit_tables
from gongkai.report.evidence import cell_named
from gongkai.report.layout import printed
from gongkai.report.models import AnnualReport, CollectedReport
from gongkai.report.screens.aggregate_forms import FilesForm
from gongkai.report.screens.cell_links import linked_figure
from gongkai.report.screens.views import StaffRequest

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def latest_view(request: StaffRequest) -> HttpResponse:
    """Lead to the year whose reports are due."""
    return redirect("report_aggregate", timezone.localdate().year - 1)


def aggregate_view(request: StaffRequest, year: int) -> HttpResponse:
    """Show the sum with the state of every unit, and take files that units handed in."""
    district = district_of(request, year)
    today = timezone.localdate()
    form = FilesForm(*((request.POST, request.FILES) if request.method == "POST" else ()), today=today)
    if request.method == "POST" and form.is_valid():
        try:
            fates = _collect(request, district, year, form)
        except NoAuthority as refusal:
            form.add_error(None, str(refusal))
        else:
            return render(
                request, "report/aggregate_collected.html", {**frame(request, district, year), "fates": fates}
            )
    found = as_it_stands(district, year, on=today)
    context = {
        **frame(request, district, year),
        **aggregate_context(
            found, lambda cell, figure: linked_figure(found.sums.total.cells[cell], cell, _address(request, year, cell))
        ),
        "found": found,
        "form": form,
        "years": [year - 1, year + 1] if year < today.year else [year - 1],
        "day": found.deadline,
    }
    return render(request, "report/aggregate.html", context)


def _collect(request: StaffRequest, district: Office, year: int, form: FilesForm) -> list[Fate]:
    given = form.cleaned_data
    return [
        acts.collect_file(
            district,
            name=upload.name or "",
            content=upload.read(),
            year=year,
            received_on=given["received_on"],
            published_on=given["published_on"],
            by=request.user,
        )
        for upload in given["documents"]
    ]


@require_GET
def aggregate_cell_view(request: StaffRequest, year: int, address: str) -> HttpResponse:
    """List the units' figures of which the cell is the sum."""
    district, cell = district_of(request, year), cell_named(address)
    if cell is None:
        raise Http404
    found = as_it_stands(district, year, on=timezone.localdate())
    told = change(cell, found.sums.total, found.before.total)
    context = {
        **frame(request, district, year),
        "described": describe(cell),
        "told": told,
        "changed": changed(told),
        "given": found.sums.given(cell),
        "lines": [_figure(report, cell) for report in found.units],
    }
    return render(request, "report/aggregate_cell.html", context)


def _figure(report: UnitReport, cell: Cell) -> dict[str, Any]:
    told = change(cell, report.tables, report.previous)
    return {"report": report, "now": printed(told.now), "before": printed(told.before), "changed": changed(told)}


@require_GET
def aggregate_unit_view(request: StaffRequest, year: int, key: str) -> HttpResponse:
    """Show one unit's report as the district has it, with what is to be said to the unit."""
    district = district_of(request, year)
    _, report = _unit(district, year, key)
    context = {
        **frame(request, district, year),
        "tables": unit_tables(report, year),
        **unit_line(report),
        "has_letter": needs_letter(report),
        "files": _files(district, year, key),
        "own": _registered(request, year, key),
    }
    return render(request, "report/aggregate_unit.html", context)


@require_GET
@never_cache
def collected_file_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Hand out a file as a unit handed it in, to people of the district."""
    row = get_object_or_404(CollectedReport.objects.visible_to(request.user), pk=pk)
    try:
        return _download(row.data(), "application/octet-stream", row.name)
    except SealBroken as refusal:
        return HttpResponse(str(refusal), status=503, content_type="text/plain; charset=utf-8")


@require_GET
def aggregate_letter_view(request: StaffRequest, year: int, key: str) -> HttpResponse:
    """Hand out the letter that goes back to the unit."""
    found, report = _unit(district_of(request, year), year, key)
    text = letter(report, found, on=timezone.localdate())
    return _download(text.encode(), "text/plain; charset=utf-8", f"退回意见-{report.unit.label}.txt")


@require_GET
def aggregate_workbook_view(request: StaffRequest, year: int) -> HttpResponse:
    """Hand out the aggregate as a workbook."""
    made = BytesIO()
    write_workbook(as_it_stands(district_of(request, year), year, on=timezone.localdate()), made)
    return _download(made.getvalue(), XLSX, f"年报汇总-{year}.xlsx")


def district_of(request: StaffRequest, year: int) -> Office:
    """Return the district that the person supervises, the one named where they supervise several."""
    if not acts.FIRST_YEAR <= year <= timezone.localdate().year:
        raise Http404
    districts = Office.objects.filter(pk__in=request.user.supervised_ids())
    slug = request.GET.get("district")
    district = (districts.filter(slug=slug) if slug else districts).first()
    if district is None:
        raise Http404
    return district


def frame(request: StaffRequest, district: Office, year: int) -> dict[str, Any]:
    """Return what every screen of the aggregate shows around itself."""
    return {
        "district": district,
        "year": year,
        "query": _query(request),
        "header_title": f"{district}{year}年年报汇总",
    }


def _query(request: StaffRequest) -> str:
    slug = request.GET.get("district")
    return f"?district={slug}" if slug else ""


def _address(request: StaffRequest, year: int, cell: Cell) -> str:
    return reverse("report_aggregate_cell", args=[year, ".".join(cell)]) + _query(request)


def _unit(district: Office, year: int, key: str) -> tuple[Aggregate, UnitReport]:
    found = as_it_stands(district, year, on=timezone.localdate())
    report = found.unit(key)
    if report is None:
        raise Http404
    return found, report


def _files(district: Office, year: int, key: str) -> Any:
    of_unit = {"unit__office_id" if key.startswith("o") else "unit_id": int(key[1:])}
    rows = CollectedReport.objects.filter(district=district, year=year, **of_unit)
    return rows.select_related("received_by").defer("text", "tables", "narrative")


def _registered(request: StaffRequest, year: int, key: str) -> AnnualReport | None:
    if not key.startswith("o"):
        return None
    return (
        AnnualReport.objects.visible_to(request.user)
        .filter(office_id=int(key[1:]), year=year)
        .order_by("-version")
        .first()
    )


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=kind,
        headers={
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=name),
            "X-Content-Type-Options": "nosniff",
        },
    )
