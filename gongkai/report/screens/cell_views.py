"""年报单元格的屏幕: the rows behind a cell of a report, and the year's tables as they stand at this moment."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from gongkai.law.report_form import PARTS, Cell, describe
from gongkai.office.models import Office, User
from gongkai.report import acts
from gongkai.report.acts.freezing import FREEZERS
from gongkai.report.before import Before, before
from gongkai.report.checking import SEVERITIES
from gongkai.report.collect import Tabled, last_day, tabulate
from gongkai.report.collecting.monthly_notes import spans
from gongkai.report.dates import freeze_day
from gongkai.report.evidence import Evidence, cell_named, from_json, rows_behind
from gongkai.report.freezing import changes
from gongkai.report.layout import layouts, printed
from gongkai.report.models import AnnualReport, Override, Snapshot
from gongkai.report.screens.cell_links import linked_figure
from gongkai.report.screens.cell_rows import CellRows, rows_seen_by
from gongkai.report.screens.doors import office_of_year
from gongkai.report.screens.views import StaffRequest


def report_cell_view(request: StaffRequest, pk: int, address: str) -> HttpResponse:
    """List the rows from which the report counted the cell."""
    visible = AnnualReport.objects.visible_to(request.user).select_related("office")
    report = get_object_or_404(visible, pk=pk)
    cell = _cell(address)
    context = {
        "figure": report.given_tables.cells[cell],
        "back": report.desk_address(),
        "title": str(report),
        "rows": _rows(request, from_json(report.evidence), cell, report.office),
        "overrides": Override.objects.of(report).filter(cell=address),
    }
    return render(request, "report/cell.html", {**context, **_head(cell)})


def live_cell_view(request: StaffRequest, slug: str, year: int, address: str) -> HttpResponse:
    """List the rows that the cell counts at this moment."""
    office, cell = office_of_year(request, slug, year), _cell(address)
    collected = tabulate(office, year, as_of=timezone.now())
    context = {
        "figure": collected.tables.cells[cell],
        "back": reverse("live_report", args=[slug, year]),
        "title": f"{office}{year}年数据",
        "rows": _rows(request, collected.evidence, cell, office),
    }
    return render(request, "report/cell.html", {**context, **_head(cell)})


def live_report_view(request: StaffRequest, slug: str, year: int) -> HttpResponse:
    """Show tables two to four as they stand now, each cell leading to its rows, with what is to be said about them."""
    office, now = office_of_year(request, slug, year), timezone.now()
    collected, last_year = tabulate(office, year, as_of=now), before(office, year)
    laid = layouts(lambda cell: _linked(collected, cell, slug, year), year=year)
    told = acts.findings_of_tables(collected, last_year, office=office, year=year, at=now)
    context = {
        "office": office,
        "year": year,
        "day": last_day(year, now),
        "parts": [(part.heading, laid[part.key]) for part in PARTS if part.key in laid],
        "monthly": reverse("monthly_figures", args=[slug, year]),
        "opening": _opening(office, year, last_year),
        "notes": collected.notes,
        "findings": [(SEVERITIES[finding.severity], finding) for finding in told],
        **_frozen(collected, office, year, request.user, timezone.localdate(now)),
        "header_title": f"{office}{year}年年报数据",
    }
    return render(request, "report/live.html", context)


def _frozen(collected: Tabled, office: Office, year: int, user: User, today: date) -> dict[str, Any]:
    """Return the year as it was frozen and what reads otherwise today, or when it is to be frozen and what it lacks."""
    has_ended, frozen = year < today.year, Snapshot.objects.year_end(office, year)
    may_freeze = has_ended and any(user.has_role(role, office) for role in FREEZERS)
    told = {"has_ended": has_ended, "may_freeze": may_freeze, "frozen": frozen}
    if frozen is not None:
        return {**told, "missing": spans(frozen.content["missing"]), "changes": changes(frozen, collected)}
    freeze_on = freeze_day(office, year)
    return {**told, "freeze_on": freeze_on, "is_over": freeze_on < today, "missing": spans(collected.missing)}


def _opening(office: Office, year: int, last_year: Before) -> str:
    """Return where the opening balance is entered, empty where last year's report says all of it."""
    if last_year.report is not None or year == acts.FIRST_YEAR:
        return ""
    return reverse("opening_balance", args=[office.slug, year - 1])


def _linked(collected: Tabled, cell: Cell, slug: str, year: int) -> Any:
    """Return the figure as a link; one of table two that the register does not know stands alone."""
    if cell.table == "table2" and cell not in collected.evidence:
        return printed(collected.tables.cells[cell])
    address = reverse("live_report_cell", args=[slug, year, ".".join(cell)])
    return linked_figure(collected.tables.cells[cell], cell, address)


def _cell(address: str) -> Cell:
    cell = cell_named(address)
    if cell is None:
        raise Http404
    return cell


def _rows(request: StaffRequest, evidence: Evidence, cell: Cell, office: Office) -> CellRows:
    ids = rows_behind(evidence, cell)
    return rows_seen_by(request.user, cell, ids, office=office, page=request.GET.get("page"))


def _head(cell: Cell) -> dict[str, str]:
    return {"described": describe(cell), "header_title": describe(cell)}
