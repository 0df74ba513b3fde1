"""名册的屏幕: the district's units with their years, and what became of whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from gongkai.office.authority import NoAuthority
from gongkai.office.models import Office
from gongkai.report import acts
from gongkai.report.aggregating import Roster
from gongkai.report.district import roster_of
from gongkai.report.models import Succession
from gongkai.report.screens.aggregate_forms import SuccessionForm, UnitForm, YearsForm
from gongkai.report.screens.aggregate_views import district_of, frame
from gongkai.report.screens.views import StaffRequest

Given = dict[str, Any]
Keep = Callable[[StaffRequest, Office, Given], str]
HEADINGS = {"unit": "增加填报单位", "years": "起止年度", "succession": "登记承继关系"}
BUTTONS = {"unit": "增加", "years": "保存年度", "succession": "登记"}


def roster_view(request: StaffRequest, year: int) -> HttpResponse:
    """Show the roster of the year, and change it by one of its forms."""
    district = district_of(request, year)
    roster = roster_of(district)
    forms_by_act = _forms(request, roster)
    form = forms_by_act.get(request.POST.get("act", ""))
    if form is not None and form.is_valid():
        try:
            told = KEEP[request.POST["act"]](request, district, form.cleaned_data)
        except (acts.RosterRefused, NoAuthority) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, told)
            return redirect(request.get_full_path())
    context = {
        **frame(request, district, year),
        "units": [(unit, roster.reports_of(unit, year)) for unit in roster.units.values()],
        "successions": Succession.objects.filter(district=district).select_related("predecessor", "successor"),
        "forms": [(act, HEADINGS[act], BUTTONS[act], form) for act, form in forms_by_act.items()],
    }
    return render(request, "report/roster.html", context)


@require_POST
def strike_view(request: StaffRequest, year: int, pk: int) -> HttpResponse:
    """Take back a succession that was noted wrongly."""
    district_of(request, year)
    row = get_object_or_404(Succession.objects.visible_to(request.user).select_related("district"), pk=pk)
    try:
        acts.strike_succession(row, by=request.user)
    except NoAuthority as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"已删除：{row}。")
    return redirect("report_roster", year)


def _forms(request: StaffRequest, roster: Roster) -> dict[str, forms.Form]:
    """Return the three forms, that which was sent with what it brings."""
    sent = request.POST.get("act")
    units = list(roster.units.values())
    return {
        "unit": UnitForm(request.POST if sent == "unit" else None, prefix="unit"),
        "years": YearsForm(request.POST if sent == "years" else None, prefix="years", units=units),
        "succession": SuccessionForm(request.POST if sent == "succession" else None, prefix="succession", units=units),
    }


def _keep_unit(request: StaffRequest, district: Office, given: Given) -> str:
    unit = acts.add_unit(district, by=request.user, **given)
    return f"已把{unit.name}列入名册。"


def _keep_years(request: StaffRequest, district: Office, given: Given) -> str:
    years = {"from_year": given["from_year"], "to_year": given["to_year"]}
    unit = acts.set_years(district, given["unit"], by=request.user, **years)
    return f"已保存{unit.name}的起止年度。"


def _keep_succession(request: StaffRequest, district: Office, given: Given) -> str:
    row = acts.note_succession(district, by=request.user, **given)
    return f"已登记：{row}。"


KEEP: dict[str, Keep] = {"unit": _keep_unit, "years": _keep_years, "succession": _keep_succession}
