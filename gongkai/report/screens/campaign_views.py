"""年报进度的屏幕: the dates of the year's reports and where each office stands; the district sets the dates."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from gongkai.office.models import Office, Role, User
from gongkai.report import acts
from gongkai.report.acts.scheduling import DATES
from gongkai.report.campaign import Progress, Standing, progress
from gongkai.report.dates import campaign_of
from gongkai.report.models import Campaign
from gongkai.report.screens.views import REFUSALS, StaffRequest


class CampaignForm(forms.ModelForm):
    """The dates and what the district asks for this year."""

    class Meta:
        model = Campaign
        fields = (*DATES, "note")
        widgets = {name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d") for name in DATES} | {
            "note": forms.Textarea(attrs={"rows": 3})
        }


def campaign_view(request: StaffRequest, year: int) -> HttpResponse:
    """Show where the reports of the year stand in every district of which the person sees an office."""
    if not acts.FIRST_YEAR <= year < timezone.localdate().year:
        raise Http404
    form = None
    own = _supervised(request.user)
    if own:
        form = CampaignForm(request.POST or None, instance=campaign_of(own, year))
        if request.method == "POST" and form.is_valid() and _saved(form, own, request):
            return redirect(reverse("report_campaign", args=[year]))
    context = {
        "year": year,
        "districts": [_rows(district, offices, year) for district, offices in _by_district(request.user).items()],
        "form": form,
        "header_title": f"{year}年年报进度",
    }
    return render(request, "report/campaign.html", context)


def _saved(form: CampaignForm, district: Office, request: StaffRequest) -> bool:
    try:
        acts.set_dates(form.save(commit=False), by=request.user)
    except REFUSALS as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, f"已保存{district}{form.instance.year}年年报工作安排，各机构的待办随之更新。")
    return True


def _supervised(user: User) -> Office | None:
    """Return the district for which the person sets the dates; None for everybody else."""
    posts = (post for post in user.active_posts() if post.role == Role.DISTRICT_SUPERVISOR)
    return next((post.office for post in posts), None)


def _by_district(user: User) -> dict[Office, list[Office]]:
    found: dict[Office, list[Office]] = {}
    for office in Office.objects.visible_to(user).publishing().select_related("parent").order_by("name"):
        found.setdefault(office.district, []).append(office)
    return found


def _rows(district: Office, offices: list[Office], year: int) -> dict[str, Any]:
    campaign = campaign_of(district, year)
    rows = progress(offices, campaign, on=timezone.localdate())
    return {"district": district, "campaign": campaign, "rows": rows, "counted": _counted(rows)}


def _counted(rows: list[Progress]) -> list[tuple[str, int]]:
    """Return how many reports stand where, in the order of the work; what nobody is at is left out."""
    names = [row.standing.value for row in rows]
    return [(each.value, names.count(each.value)) for each in Standing if each.value in names]
