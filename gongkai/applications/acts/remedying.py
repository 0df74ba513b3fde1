"""复议与诉讼的登记: what is entered of reconsiderations and lawsuits, each change an event."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from gongkai.applications.models import Application, Remedy
from gongkai.applications.transitions import ActRefused
from gongkai.office import events
from gongkai.office.authority import post_for
from gongkai.office.models import Role, User

KEEPERS = (Role.DISCLOSURE_OFFICER, Role.LEGAL_REVIEWER)
PAST = ("received_on", "answered_on", "ended_on", "order_received_on", "fulfilled_on")
"""Days of what has happened.  The others are days until which something is to be done."""


@transaction.atomic
def record_remedy(application: Application, *, by: User, at: datetime | None = None, **given: Any) -> Remedy:
    """Enter a reconsideration or lawsuit over an application that was answered, or not answered in time.

    :raises ActRefused: when the facts contradict each other.
    """
    remedy = Remedy(application=application, office=application.office)
    return _save(remedy, given, verb="applications.remedy_recorded", by=by, at=at)


@transaction.atomic
def update_remedy(remedy: Remedy, *, by: User, at: datetime | None = None, **given: Any) -> Remedy:
    """Enter what became of it: answer, result, order, fulfilment."""
    remedy = Remedy.objects.select_for_update(of=("self",)).get(pk=remedy.pk)
    return _save(remedy, given, verb="applications.remedy_updated", by=by, at=at)


def _save(remedy: Remedy, given: dict[str, Any], *, verb: str, by: User, at: datetime | None) -> Remedy:
    post = post_for(by, KEEPERS, remedy.office, to_do="登记复议诉讼")
    for field, value in given.items():
        setattr(remedy, field, value)
    today = timezone.localdate(at)
    if later := [_called(name) for name in PAST if (getattr(remedy, name) or today) > today]:
        raise ActRefused(f"{'、'.join(later)}晚于今天，请核对。")
    if remedy.follows and remedy.follows.application_id != remedy.application_id:
        raise ActRefused("前置的复议不属于本件申请。")
    try:
        remedy.full_clean()
    except ValidationError as wrong:
        raise ActRefused(*wrong.messages) from wrong
    remedy.save()
    data = {"kind": remedy.kind, "result": remedy.result}
    events.record(verb, remedy, office=remedy.office, by=by, post=post, data=data, at=at)
    return remedy


def _called(name: str) -> str:
    field: Any = Remedy._meta.get_field(name)
    return str(field.verbose_name)
