"""更正期限事件的页面: the officer moves a wrong day, or takes back what did not happen; both with the reason."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongkai.applications import acts
from gongkai.applications.acts.amending import BACK_FROM
from gongkai.applications.models import ClockEntry
from gongkai.applications.reckoning import standing_entries
from gongkai.applications.settled import settled_year, unsettled
from gongkai.law.clock import ClockEventKind
from gongkai.office.authority import person
from gongkai.office.models import Role, User

from .case_views import REFUSALS, reasons_of
from .doors import visible_application
from .fields import later_day_field

WHAT_TO_DO = "请在年度报告中核对差异，需要时重新冻结，已经公布的作出更正。"


class EntryForm(forms.Form):
    on = later_day_field("正确的日期", required=False)
    reason = forms.CharField(label="更正的理由", max_length=200, help_text="写明怎样登记错的、以什么材料为准。")


@require_http_methods(["GET", "POST"])
@never_cache
def entry_view(request: HttpRequest, pk: int, entry_pk: int) -> HttpResponse:
    """Correct one standing entry; without a day it is taken back."""
    application = visible_application(request, pk)
    user = person(request)
    if not user.has_role(Role.DISCLOSURE_OFFICER, application.office):
        raise PermissionDenied("期限事件由信息公开专员更正。")
    entry = get_object_or_404(standing_entries(application), pk=entry_pk)
    form, reasons = EntryForm(request.POST or None), []
    if request.method == "POST" and form.is_valid():
        try:
            counted = unsettled(entry, on=form.cleaned_data["on"] or entry.on)
            messages.success(request, _amend(entry, form, user))
            for each in counted:
                messages.warning(request, f"{each}，其中仍按原来的日期统计。{WHAT_TO_DO}")
            return redirect(application.desk_address())
        except REFUSALS as refusal:
            reasons = reasons_of(refusal)
    shown = {
        "application": application,
        "entry": entry,
        "form": form,
        "reasons": reasons,
        "settled": [f"{each}。改到别的年份的，{WHAT_TO_DO}" for each in settled_year(entry)],
        "may_go": ClockEventKind(entry.kind) in BACK_FROM,
    }
    return render(request, "applications/entry.html", shown, status=422 if request.method == "POST" else 200)


def _amend(entry: ClockEntry, form: EntryForm, by: User) -> str:
    given = form.cleaned_data
    if given["on"] is None:
        acts.cancel_entry(entry, reason=given["reason"], by=by)
        return f"已撤销“{entry.get_kind_display()}”，期限已重新推算。"
    acts.correct_entry(entry, on=given["on"], reason=given["reason"], by=by)
    return f"已更正“{entry.get_kind_display()}”的日期，期限已重新推算。"
