"""审校流程的屏幕: which procedures there are, which one is in use, and editing, which saves a new version."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.office.models import Office, Role, User

from . import configuring
from .configuring import MayNotConfigure, configuring_post
from .models import Procedure
from .procedure_forms import PREFIX, ProcedureForm, StageFormSet, extra_names, initial_of, with_extra
from .refusals import ReviewRefused
from .screens import DeskRequest
from .shipping import ship_procedures

CONFIGURING_ROLES = (Role.DISCLOSURE_OFFICER, Role.DISTRICT_SUPERVISOR)


def configures(user: User) -> bool:
    """Return whether the person decides on procedures anywhere."""
    return any(post.role in CONFIGURING_ROLES for post in user.active_posts(timezone.localdate()))


@require_GET
def procedures_view(request: DeskRequest) -> HttpResponse:
    """Show the latest version of every procedure that the person sees, in use first."""
    if not configures(request.user):
        raise PermissionDenied
    ship_procedures(None)
    found = Procedure.objects.visible_to(request.user).select_related("office__parent", "made_by")
    found = found.prefetch_related("stages__department")
    latest: dict[tuple[Any, ...], Procedure] = {}
    for procedure in found.order_by("office__order", "office_id", "content_class", "version"):
        latest[(procedure.office_id, procedure.content_class, procedure.name)] = procedure
    rows = [{"procedure": each, "may": _may(request.user, each.office)} for each in latest.values()]
    offices = [
        office
        for office in Office.objects.visible_to(request.user).publishing().select_related("parent")
        if _may(request.user, office)
    ]
    return render(request, "review/procedures.html", {"rows": rows, "offices": offices})


@require_http_methods(["GET", "POST"])
def edit_view(request: DeskRequest, pk: int) -> HttpResponse:
    """Edit the stages; saving makes a new version, running rounds keep theirs."""
    procedure = _procedure(request, pk)
    if not _may(request.user, procedure.office):
        raise PermissionDenied
    if request.method == "POST":
        return _take(request, procedure)
    facts = {"name": procedure.name, "content_class": procedure.content_class}
    initial = initial_of(procedure.stages.all())
    stages = StageFormSet(initial=initial, prefix=PREFIX, form_kwargs={"office": procedure.office})
    return _show(request, procedure, ProcedureForm(initial=facts, kept=procedure.content_class), stages)


@require_POST
def use_view(request: DeskRequest, pk: int) -> HttpResponse:
    """Put the procedure in use."""
    procedure = _procedure(request, pk)
    return _answer(
        request, lambda: configuring.put_in_use(procedure, by=request.user), "已启用{}，此后送审的按此办理。"
    )


@require_POST
def adopt_view(request: DeskRequest, pk: int) -> HttpResponse:
    """Copy a procedure that serves all into one office."""
    procedure = _procedure(request, pk)
    offices = Office.objects.visible_to(request.user)
    office = get_object_or_404(
        offices, pk=request.POST.get("office") if request.POST.get("office", "").isdigit() else 0
    )
    return _answer(
        request,
        lambda: configuring.adopt(procedure, office=office, by=request.user),
        "已复制为本机关的{}，可编辑后启用。",
    )


def _take(request: DeskRequest, procedure: Procedure) -> HttpResponse:
    if (added := request.POST.get("add")) in extra_names():
        grown = with_extra(request.POST, added)
        grown_stages = StageFormSet(grown, prefix=PREFIX, form_kwargs={"office": procedure.office})
        return _show(request, procedure, ProcedureForm(grown, kept=procedure.content_class), grown_stages)
    form = ProcedureForm(request.POST, kept=procedure.content_class)
    stages: Any = StageFormSet(request.POST, prefix=PREFIX, form_kwargs={"office": procedure.office})
    if not (form.is_valid() and stages.is_valid()):
        return _show(request, procedure, form, stages, status=422)
    try:
        new = configuring.revise(procedure, stages=stages.ordered_rows(), by=request.user, **form.cleaned_data)
    except ReviewRefused as refusal:
        messages.error(request, str(refusal))
        return _show(request, procedure, form, stages, status=422)
    messages.success(request, f"已保存为{new}。" + ("" if new.is_active else "尚未启用。"))
    return redirect("review_procedures")


def _answer(request: DeskRequest, act: Any, said: str) -> HttpResponse:
    try:
        messages.success(request, said.format(act()))
    except ReviewRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("review_procedures")


def _procedure(request: DeskRequest, pk: int) -> Procedure:
    return get_object_or_404(Procedure.objects.visible_to(request.user).select_related("office__parent"), pk=pk)


def _may(user: User, office: Office | None) -> bool:
    try:
        configuring_post(user, office)
    except MayNotConfigure:
        return False
    return True


def _show(
    request: DeskRequest, procedure: Procedure, form: ProcedureForm, stages: Any, status: int = 200
) -> HttpResponse:
    shown = {"procedure": procedure, "form": form, "stages": stages, "extras": extra_names()}
    return render(request, "review/procedure.html", shown, status=status)
