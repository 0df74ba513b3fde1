"""印制表单: 登记表、回执、卷内目录、呈批单、送达回证 as PDF, made from what is on record. They name people: each is on record."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_GET

from gongkai.applications import composing
from gongkai.applications.models import Application
from gongkai.applications.transitions import ActRefused
from gongkai.office.access import note
from gongkai.papers.form import Form, form_pdf
from gongkai.papers.typesetting import FontsMissing

from . import printing
from .doors import require_office, visible_application, visible_letter

OF_CASE: dict[str, tuple[str, Callable[[Application], Form]]] = {
    "registration": ("申请登记表", composing.registration_form),
    "submission-receipt": ("提交回执", composing.submission_receipt),
    "registration-receipt": ("登记回执", composing.registration_receipt),
    "file-list": ("卷内目录", composing.file_list),
}


@require_GET
def case_form_view(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Answer a form of the case."""
    application = visible_application(request, pk)
    if slug not in OF_CASE:
        raise Http404
    label, make = OF_CASE[slug]
    return _printed(request, application, label, lambda: make(application), name=f"{slug}-{application.number}")


@require_GET
def service_record_view(request: HttpRequest, pk: int, delivery_pk: int) -> HttpResponse:
    """Answer the 送达回证 of one delivery of the case."""
    application = visible_application(request, pk)
    delivery = get_object_or_404(application.deliveries.select_related("letter__office", "application"), pk=delivery_pk)
    return _printed(
        request, application, "送达回证", lambda: composing.service_record(delivery), name=f"service-{delivery.pk}"
    )


@require_GET
def approval_slip_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer the 审查呈批单 of a letter of a case."""
    letter = visible_letter(request, pk)
    if letter.application is None:
        raise Http404
    application = letter.application
    return _printed(
        request, application, "审查呈批单", lambda: composing.approval_slip(letter), name=f"approval-{letter.pk}"
    )


def _printed(
    request: HttpRequest, application: Application, label: str, make: Callable[[], Form], *, name: str
) -> HttpResponse:
    user = require_office(request, application)
    try:
        paper = form_pdf(make(), at=timezone.now())
    except (ActRefused, FontsMissing) as refusal:
        messages.error(request, str(refusal))
        return redirect(application.desk_address())
    note(user, application, f"印制{label}", office=application.office)
    return printing.answer(paper, name=f"{name}.pdf", media_type=printing.PDF, shown=True)
