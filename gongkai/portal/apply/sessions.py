"""会话: what this browser may see: the receipts of what it filed, and the one application that it opened with a code."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpRequest

from gongkai.applications.models import Application
from gongkai.office.models import Office

FILED = "apply.filed"
OPENED = "apply.opened"
RECEIPT_SHOWN_FOR = timedelta(hours=2)
OPEN_FOR = timedelta(minutes=30)
MOST_RECEIPTS = 10


def keep_receipt(request: HttpRequest, application: Application, at: datetime) -> None:
    """Let this browser see the receipt of what it has just filed."""
    request.session.cycle_key()
    kept = [*request.session.get(FILED, []), [application.submission, at.timestamp()]]
    request.session[FILED] = kept[-MOST_RECEIPTS:]


def filed_here(request: HttpRequest, submission: str, office: Office, at: datetime) -> Application | None:
    """Return what this browser filed with the office under the number, not long ago."""
    moments = dict(request.session.get(FILED, []))
    if submission not in moments or at.timestamp() - moments[submission] > RECEIPT_SHOWN_FOR.total_seconds():
        return None
    return Application.objects.select_related("applicant").filter(submission=submission, office=office).first()


def open_case(request: HttpRequest, application: Application, at: datetime) -> None:
    """Let this browser see the application, and no other, for half an hour after each look."""
    request.session.cycle_key()
    request.session[OPENED] = [application.pk, at.timestamp()]


def opened_here(request: HttpRequest, office: Office, at: datetime) -> Application | None:
    """Return the application of the office that this browser opened; None when it did not, or too long ago."""
    opened = request.session.get(OPENED)
    if not opened or at.timestamp() - opened[1] > OPEN_FOR.total_seconds():
        return None
    found = Application.objects.select_related("applicant", "office__parent").filter(pk=opened[0], office=office)
    application = found.first()
    if application:
        request.session[OPENED] = [application.pk, at.timestamp()]
    return application


def leave(request: HttpRequest) -> None:
    """Forget everything that this browser might see, as one does at a shared computer."""
    for kept in (FILED, OPENED):
        request.session.pop(kept, None)
