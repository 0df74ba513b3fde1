"""复议诉讼的页面: the list with the answers that are due, and the form of one reconsideration or lawsuit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.applications import acts
from gongkai.applications.acts.remedying import KEEPERS
from gongkai.applications.filing import keep_upload
from gongkai.applications.models import Application, CaseFile, FileKind, Remedy, RemedyKind
from gongkai.applications.queues import light_of
from gongkai.applications.states import ENDED
from gongkai.law.timeliness import Light
from gongkai.law.workdays import WorkCalendar
from gongkai.office.authority import person
from gongkai.office.calendar import work_calendars
from gongkai.office.models import Role, User

from .act_forms import scan_field
from .case_views import REFUSALS, reasons_of
from .doors import visible_application
from .fields import day_input
from .sections import enter, query_without, sections

PER_PAGE = 50
DAYS = ("received_on", "answer_due", "answered_on", "ended_on", "order_received_on", "order_until", "fulfilled_on")


class RemedyForm(forms.ModelForm):
    """What is known of it by now; the rest is entered when it comes."""

    scan = scan_field("决定书、判决书")

    class Meta:
        model = Remedy
        fields = [
            "kind",
            "follows",
            "authority",
            "number",
            "received_on",
            "answer_due",
            "answered_on",
            "ended_on",
            "result",
            "orders_new_reply",
            "order_received_on",
            "order_workdays",
            "order_until",
            "fulfilled_on",
        ]
        widgets = {name: day_input() for name in DAYS}
        help_texts = {
            "follows": "复议后起诉的填写。",
            "orders_new_reply": "责令重新答复的，填写收到日期和期限后，在办件页面办理“依复议或判决重新办理”。",
            "order_workdays": "与下一项填写其一。",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        before = Remedy.objects.filter(
            application=self.instance.application_id, kind=RemedyKind.RECONSIDERATION
        ).exclude(pk=self.instance.pk)
        self.fields["follows"].queryset = before  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class StandingForm(forms.Form):
    standing = forms.ChoiceField(
        label="情况",
        required=False,
        choices=[("", "全部"), ("OPEN", "尚未审结"), ("ANSWER", "待答复"), ("ORDER", "责令重新答复未履行")],
    )


@dataclass(frozen=True)
class Row:
    """One remedy with the light of what the office has to do next; `reopens` where the person may begin anew."""

    remedy: Remedy
    light: Light | None
    ordered_until: date | None
    reopens: bool


@require_GET
@never_cache
def remedies_view(request: HttpRequest) -> HttpResponse:
    """Show the reconsiderations and lawsuits of what the person may see, the latest first."""
    user, form = enter(request, "application_remedies"), StandingForm(request.GET)
    page = Paginator(_filtered(form, user), PER_PAGE).get_page(request.GET.get("page"))
    found, today = list(page.object_list), timezone.localdate()
    calendars = work_calendars({each.office_id for each in found})
    context = {
        "sections": sections(user),
        "section": "application_remedies",
        "form": form,
        "rows": [_row(each, calendars[each.office_id], today, user) for each in found],
        "page": page,
        "query": query_without(request, "page"),
        "keeps": any(post.role in KEEPERS for post in user.active_posts()),
    }
    return render(request, "applications/remedies.html", context)


def _filtered(form: StandingForm, user: User) -> Any:
    rows = Remedy.objects.visible_to(user).select_related("office", "application__applicant")
    standing = form.cleaned_data["standing"] if form.is_valid() else ""
    return {
        "": rows,
        "OPEN": rows.filter(ended_on=None),
        "ANSWER": rows.filter(ended_on=None, answered_on=None, answer_due__isnull=False).order_by("answer_due", "id"),
        "ORDER": rows.filter(orders_new_reply=True, fulfilled_on=None),
    }[standing]


def _row(remedy: Remedy, calendar: WorkCalendar, today: date, user: User) -> Row:
    waits = remedy.answer_due if remedy.answered_on is None and remedy.ended_on is None else None
    is_ordered = remedy.orders_new_reply and remedy.order_received_on is not None and remedy.fulfilled_on is None
    officer = user.has_role(Role.DISCLOSURE_OFFICER, remedy.office)
    return Row(
        remedy,
        light_of(waits, calendar=calendar, today=today) if waits else None,
        _ordered_until(remedy, calendar) if is_ordered else None,
        is_ordered and officer and remedy.application.state in ENDED,
    )


def _ordered_until(remedy: Remedy, calendar: WorkCalendar) -> date | None:
    if remedy.order_workdays and remedy.order_received_on:
        return calendar.after(remedy.order_received_on, remedy.order_workdays).date
    return remedy.order_until


@require_GET
def find_view(request: HttpRequest) -> HttpResponse:
    """Lead from the number of an application to the form of a new remedy."""
    user, number = enter(request, "application_remedies"), request.GET.get("number", "").strip()
    found = Application.objects.visible_to(user).filter(number=number).first()
    if found is None:
        messages.error(request, f"没有查到编号为“{number[:20]}”的申请。")
        return redirect("application_remedies")
    return redirect("application_remedy_add", pk=found.pk)


@require_http_methods(["GET", "POST"])
@never_cache
def add_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a new reconsideration or lawsuit over an application."""
    application = visible_application(request, pk)
    return _ask(request, Remedy(application=application, office=application.office))


@require_http_methods(["GET", "POST"])
@never_cache
def edit_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Take what became of it."""
    rows = Remedy.objects.visible_to(person(request)).select_related("application__applicant", "office", "decision")
    return _ask(request, get_object_or_404(rows, pk=pk))


def _ask(request: HttpRequest, remedy: Remedy) -> HttpResponse:
    user, reasons = person(request), list[str]()
    if not any(user.has_role(role, remedy.office) for role in KEEPERS):
        names = "、".join(role.label for role in KEEPERS)
        raise PermissionDenied(f"您没有可以登记复议诉讼的岗位。此事由{names}办理。")
    application = remedy.application
    form = RemedyForm(*((request.POST, request.FILES) if request.method == "POST" else ()), instance=remedy)
    if form.is_bound and form.is_valid():
        try:
            _keep(remedy, form.given(), form.cleaned_data["scan"], by=user)
            messages.success(request, "复议诉讼已登记。")
            return redirect("application_remedies")
        except REFUSALS as refusal:
            reasons = reasons_of(refusal)
    context = {
        "title": "更新复议诉讼" if remedy.pk else "登记复议诉讼",
        "subject": application,
        "about": f"{application.applicant.masked_name}，{application.get_state_display()}",
        "form": form,
        "reasons": reasons,
        "button": "保存",
        "back": reverse("application_remedies"),
        "back_label": "返回复议诉讼",
    }
    return render(request, "applications/desk_form.html", context, status=422 if form.is_bound else 200)


@transaction.atomic
def _keep(remedy: Remedy, given: dict[str, Any], scan: UploadedFile | None, *, by: User) -> Remedy:
    if scan:
        given["decision"] = _paper(remedy.application, scan, by)
    if remedy.pk:
        return acts.update_remedy(remedy, by=by, **given)
    return acts.record_remedy(remedy.application, by=by, **given)


def _paper(application: Application, scan: UploadedFile, by: User) -> CaseFile:
    return keep_upload(scan, kind=FileKind.EVIDENCE, application=application, by=by, title="复议诉讼文书")
