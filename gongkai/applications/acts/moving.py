"""动作的共同骨架: the row is locked, the table is asked, the clock is entered, the event recorded, the deadline noted."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from gongkai.applications.case import Case
from gongkai.applications.models import Application, ClockEntry, Consultation, Letter
from gongkai.applications.reckoning import reckoning_of
from gongkai.applications.states import Act, State
from gongkai.applications.transitions import ActRefused, check
from gongkai.law.clock import ClockContradiction, ClockEventKind
from gongkai.law.clock.events import shown
from gongkai.office import events
from gongkai.office.models import User

UNCONFIRMED = "申请人无法联系，未能确认收到日期，按提交日期统计。"
WITHDRAWN_UNCONFIRMED = "申请人在确认收到前撤回，按提交日期统计。"
UNCONFIRMED_RECEIPTS = frozenset({UNCONFIRMED, WITHDRAWN_UNCONFIRMED})
"""Days of receipt that nobody confirmed: the statistics need one, the applicant is not told that it was."""


def locked(application: Application) -> Application:
    """Return the row, locked until the transaction ends: two people at one case take turns."""
    rows = Application.objects.select_for_update(of=("self",)).select_related("office__parent", "applicant")
    return rows.get(pk=application.pk)


def begin(application: Application, act: Act, *, by: User | None, at: datetime | None) -> Case:
    """Return the case under lock, if the table allows the act.

    :raises ActRefused: with every reason.
    """
    case = Case(locked(application), timezone.localdate(at), by)
    check(case, act)
    return case


def begin_sending(letter: Letter, act: Act, *, on: date, by: User, at: datetime | None) -> Case:
    """Return the case under lock, if the table allowed the act on the day on which the letter goes out.

    :raises ActRefused: with every reason.
    """
    entered_on = timezone.localdate(at)
    require_past(on, today=entered_on, of="发出日期")
    if letter.application is None:
        raise ActRefused("更正答复请在更正申请中登记告知。")
    case = Case(locked(letter.application), on, by, entered_on=entered_on, sending=letter)
    check(case, act)
    return case


def require_past(on: date, *, today: date, of: str = "日期") -> None:
    """Refuse a day that has not come yet.

    :raises ActRefused: when the day lies after today.
    """
    if on > today:
        raise ActRefused(f"{of}{shown(on)}晚于今天，请核对。")


def enter(
    case: Case,
    kind: ClockEventKind,
    *,
    on: date,
    consultation: Consultation | None = None,
    workdays: int | None = None,
    until: date | None = None,
    at: datetime | None = None,
) -> ClockEntry:
    """Put a dated event on record, if the clock can run with it.

    :raises ActRefused: when the day lies in the future, or contradicts what is on record.
    """
    require_past(on, today=case.entered_on or case.today)
    entry = ClockEntry.objects.create(
        application=case.application,
        kind=kind.value,
        on=on,
        consultation=consultation,
        workdays=workdays,
        until=until,
        by=case.by,
        at=at or timezone.now(),
    )
    try:
        reckoning_of(case.application, today=case.today, calendar=case.calendar)
    except ClockContradiction as contradiction:
        raise ActRefused(str(contradiction)) from contradiction
    return entry


def receive_unconfirmed(case: Case, why: str, *, at: datetime | None = None) -> None:
    """Let an application that ends before its receipt was confirmed count by the day of its submission."""
    application = case.application
    if application.received_on is not None:
        return
    application.received_on, application.receipt_said = timezone.localdate(application.submitted_at), why
    enter(case, ClockEventKind.RECEIVED, on=application.received_on, at=at)


def finish(
    case: Case,
    act: Act,
    *,
    state: State | None = None,
    at: datetime | None = None,
    data: dict[str, Any] | None = None,
) -> None:
    """Take up the state, note the deadline as it stands now, and record the act."""
    application = case.application
    if state is not None:
        application.state = state
    reckoning = reckoning_of(application, today=case.today, calendar=case.calendar)
    application.told_due, application.told_provisional = reckoning.due, reckoning.provisional
    application.save()
    office, verb = application.office, f"applications.{act.value.lower()}"
    events.record(verb, application, office=office, by=case.by, data=data or {}, at=at)
