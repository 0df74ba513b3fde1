"""拟办: search records, notes of contact, and the draft of the decision."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.applications.models import Application, ContactNote, Decision, SearchRecord
from gongkai.applications.outcome_guards import objections
from gongkai.applications.states import Act, State
from gongkai.applications.transitions import ActRefused
from gongkai.office.models import User

from .moving import begin, finish, locked, require_past


@transaction.atomic
def record_search(
    application: Application,
    *,
    places: str,
    keywords: str,
    searched_on: date,
    result: str,
    by: User,
    at: datetime | None = None,
) -> SearchRecord:
    """Put a search on record: whoever answers "not held" has to prove that it was looked for."""
    case = begin(application, Act.SEARCH, by=by, at=at)
    require_past(searched_on, today=case.today, of="检索日期")
    row = SearchRecord.objects.create(
        application=case.application,
        places=places,
        keywords=keywords,
        searched_on=searched_on,
        result=result,
        by=by,
        at=at or timezone.now(),
    )
    finish(case, Act.SEARCH, at=at, data={"search": row.pk})
    return row


@transaction.atomic
def log_contact(application: Application, *, on: date, text: str, by: User, at: datetime | None = None) -> ContactNote:
    """Note a call, a visit or a message; it moves nothing, and whoever sees the case may add one."""
    require_past(on, today=timezone.localdate(at))
    application = locked(application)
    return ContactNote.objects.create(application=application, on=on, text=text, by=by, at=at or timezone.now())


@transaction.atomic
def decide(application: Application, *, by: User, at: datetime | None = None, **given: Any) -> Decision:
    """Draft the decision (outcome, grounds, reasons), or change the draft of this round.

    `given` are fields of `Decision`, and `repeats` for the earlier application that this one repeats.

    :raises ActRefused: with every reason against the outcome.
    """
    case = begin(application, Act.DECIDE, by=by, at=at)
    application = case.application
    if "repeats" in given:
        application.repeats = _same_applicants(application, given.pop("repeats"))
    decision = case.decision or Decision(application=application, round=case.round)
    for field, value in given.items():
        setattr(decision, field, value)
    decision.by, decision.at = by, at or timezone.now()
    if reasons := objections(case, decision):
        raise ActRefused(*reasons)
    decision.save()
    state = State.DRAFTING if application.state == State.REGISTERED else None
    finish(case, Act.DECIDE, state=state, at=at, data={"outcome": decision.outcome, "round": decision.round})
    return decision


def _same_applicants(application: Application, earlier: Application | None) -> Application | None:
    if earlier is None:
        return None
    keys = {application.applicant.identity_key, earlier.applicant.identity_key}
    if len(keys) != 1 or "" in keys or earlier.office_id != application.office_id:
        raise ActRefused("所选的前次申请不是同一申请人向本机关提出的。")
    return earlier
