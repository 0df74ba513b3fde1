"""年报的屏幕: the offices' reports, and one report with its tables and its prose to fill in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from gongkai.law.report_form import PARTS, Cell, Part
from gongkai.office.authority import NoAuthority
from gongkai.office.models import Office, Role, User
from gongkai.records.views import writing_offices
from gongkai.report import acts
from gongkai.report.checking import SEVERITIES
from gongkai.report.evidence import Evidence, from_json, rows_behind
from gongkai.report.exporting import EXPORTS
from gongkai.report.layout import Layout, layouts
from gongkai.report.models import AnnualReport, Origin, Override, Snapshot
from gongkai.report.screens.cell_links import field_with_original, field_with_rows
from gongkai.report.screens.forms import BuildForm, ReportForm, cell_name, prose_name
from gongkai.report.screens.narrative_acts import narrate
from gongkai.report.screens.narrative_forms import FollowUpForm
from gongkai.report.screens.narrative_panels import Panel, choices, open_suggestions, panels


class StaffRequest(HttpRequest):
    """A request to the desk, which lets in nobody who is not one of our people."""

    user: User


RECORD = ("office", "department", "publication", "latest_revision")
"""What the screen of a report asks of its record."""
REFUSALS = (acts.ReportRefused, NoAuthority)


def reports_view(request: StaffRequest) -> HttpResponse:
    """List the reports the person may see, and build one for an office for which the person writes."""
    offices = writing_offices(request.user)
    form = BuildForm(request.POST or None, offices=offices, initial={"year": timezone.localdate().year - 1})
    if request.method == "POST" and form.is_valid():
        office = next(office for office in offices if str(office.pk) == form.cleaned_data["office"])
        try:
            report = acts.build_report(form.cleaned_data["year"], office=office, by=request.user)
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"已编制{office}{report.year}年年度报告的初稿，请核对数字、补充文字。")
            return redirect(report.desk_address())
    reports = AnnualReport.objects.visible_to(request.user).select_related("office", "record")
    context = {
        "reports": reports,
        "form": form if offices else None,
        "live": _live_offices(request.user),
        "this_year": timezone.localdate().year,
        "last_year": timezone.localdate().year - 1,
        "header_title": "年度报告",
    }
    return render(request, "report/index.html", context)


def _live_offices(user: User) -> list[Office]:
    return list(Office.objects.visible_to(user).publishing().order_by("name"))


def report_view(request: StaffRequest, pk: int) -> HttpResponse:
    """Show one report with what is to be said about it, and take what the person fills in."""
    related = ("office__parent", *(f"record__{name}" for name in RECORD))
    visible = AnnualReport.objects.visible_to(request.user).select_related(*related)
    report = get_object_or_404(visible, pk=pk)
    judged = acts.judge(report)
    form = ReportForm(request.POST or None, report=report)
    follow_up = FollowUpForm(request.POST or None, report=report, previous=judged.previous if judged.sources else None)
    if request.method == "POST" and all([form.is_valid(), follow_up.is_valid()]):
        try:
            _revise(report, form, follow_up, request)
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            _narrate(report, request)
            return redirect(report.desk_address())
    return render(request, "report/edit.html", _context(report, judged, form, follow_up, request))


def _narrate(report: AnnualReport, request: StaffRequest) -> None:
    """Do what a button beside the prose asks for, after everything on the page has been saved."""
    try:
        done = narrate(report, request.POST, by=request.user)
    except REFUSALS as refusal:
        messages.warning(request, f"已保存。{refusal}")
    else:
        messages.success(request, f"已保存，信息的正文已按表格和文字重新生成。{done}")


def _revise(report: AnnualReport, form: ReportForm, follow_up: FollowUpForm, request: StaffRequest) -> None:
    acts.revise(
        report,
        tables=form.tables(),
        narrative=form.narrative(),
        signed_date=form.cleaned_data["signed_date"],
        override_reason=form.cleaned_data["override_reason"],
        answers=follow_up.answers(),
        by=request.user,
        seen=form.cleaned_data["seen"],
    )


def _context(
    report: AnnualReport, judged: acts.Judged, form: ReportForm, follow_up: FollowUpForm, request: StaffRequest
) -> dict[str, Any]:
    locked = _lock_told(report, request)
    for field in [*form.fields.values(), *follow_up.fields.values()]:
        field.disabled = bool(locked)
    behind, overrides = from_json(report.evidence), judged.overrides
    laid = layouts(lambda cell: _shown(form, report, behind, overrides, cell), year=report.year)
    under = panels(report, judged.sources, judged.previous) if judged.sources else {}
    return {
        "report": report,
        "exports": EXPORTS.values(),
        "form": form,
        "parts": [_part(form, part, laid, under) for part in PARTS],
        "problems": [error for each in (form, follow_up) for errors in each.errors.values() for error in errors],
        "findings": [(SEVERITIES[finding.severity], finding) for finding in judged.findings],
        "renewable": sum(panel.renewable for panel in under.values()),
        "source_choices": choices(judged.sources),
        "follow_ups": follow_up.asked(),
        "suggestions": open_suggestions(report, judged.sources) if judged.sources else [],
        "locked": locked,
        "is_drawn": report.is_drawn(),
        "enclosed": report.enclosed(),
        **_versions(report, request.user),
        "is_counted": report.origin == Origin.BUILT,
        "overrides": overrides.values(),
        "header_title": str(report),
    }


def _versions(report: AnnualReport, user: User) -> dict[str, Any]:
    """Return the report's versions with what was frozen of the year, and what this person may do about them."""
    versions = list(AnnualReport.objects.filter(office=report.office, year=report.year).order_by("version"))
    return {
        "versions": versions,
        "snapshots": Snapshot.objects.filter(office=report.office, year=report.year).order_by("at", "id"),
        "returned": report.returns.select_related("by"),
        "may_correct": versions[-1] == report and report.was_published and report.record.may_edit(user),
        "may_send_back": not report.was_published and user.has_role(Role.DISTRICT_SUPERVISOR, report.office.district),
    }


def _lock_told(report: AnnualReport, request: StaffRequest) -> str:
    try:
        acts.refuse_locked(report, report.record, request.user)
    except REFUSALS as refusal:
        return str(refusal)
    return ""


def _shown(
    form: ReportForm, report: AnnualReport, behind: Evidence, overrides: Mapping[Cell, Override], cell: Cell
) -> Any:
    """Return the cell's field; in a report drawn up from the register with what was counted, and the way to its rows."""
    field: Any = form[cell_name(cell)]
    if cell in overrides:
        field = field_with_original(field, overrides[cell])
    if report.origin != Origin.BUILT or (cell.table == "table2" and cell not in behind):
        return field
    return field_with_rows(field, cell, report, count=len(rows_behind(behind, cell)))


def _part(form: ReportForm, part: Part, laid: Mapping[str, Layout], under: Mapping[str, Panel]) -> dict[str, Any]:
    keys = () if part.key in laid else (part.key, *(section.key for section in part.sections))
    return {
        "key": part.key,
        "heading": part.heading,
        "table": laid.get(part.key),
        "places": [(form[prose_name(key)], under.get(key)) for key in keys],
    }
