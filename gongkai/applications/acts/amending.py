"""更正期限事件: a day that was entered wrongly is taken back with its reason and entered anew; nothing is overwritten.

What mirrors the day (a letter's dispatch, a consultation's delivery, the day of receipt) moves with it. An entry that
follows a letter can be moved, not taken back: the letter has gone out.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from gongkai.applications.case import Case
from gongkai.applications.models import (
    Application,
    ClockEntry,
    Consultation,
    Delivery,
    Letter,
    LetterState,
    Opinion,
    Wording,
)
from gongkai.applications.reckoning import reckoning_of, standing_entries
from gongkai.applications.states import CONSULTING, State
from gongkai.applications.transitions import ActRefused
from gongkai.law.clock import ClockContradiction, ClockEventKind
from gongkai.law.clock.events import shown
from gongkai.law.letters import LetterKind
from gongkai.office import events
from gongkai.office.models import Role, User

from .consulting import state_while_consulting
from .moving import enter, locked

Kind = ClockEventKind
LETTER_OF: dict[Kind, tuple[LetterKind, ...]] = {
    Kind.CORRECTION_ASKED: (LetterKind.CORRECTION_NOTICE,),
    Kind.REASONS_ASKED: (LetterKind.REASONS_NOTICE,),
    Kind.EXTENDED: (LetterKind.EXTENSION_NOTICE,),
    Kind.DELAYED: (LetterKind.DELAY_NOTICE,),
    Kind.FEE_NOTICED: (LetterKind.FEE_NOTICE,),
    Kind.CONSULTED: (
        LetterKind.THIRD_PARTY_CONSULTATION,
        LetterKind.CO_MAKER_CONSULTATION,
        LetterKind.AGENCY_CONSULTATION,
    ),
    Kind.REPLIED: (LetterKind.REPLY, LetterKind.NO_FURTHER_PROCESSING),
}
"""The letter whose dispatch made the entry."""
BACK_FROM: dict[Kind, frozenset[State]] = {
    Kind.UNREACHABLE: frozenset({State.SUBMITTED}),
    Kind.CORRECTED: frozenset({State.REGISTERED}),
    Kind.REASONS_GIVEN: frozenset({State.DRAFTING}),
    Kind.CONSULTATION_DELIVERED: CONSULTING,
    Kind.CONSULTATION_ANSWERED: CONSULTING | {State.DRAFTING},
    Kind.FEE_DELIVERED: frozenset({State.FEE_PENDING}),
    Kind.FEE_PAID: frozenset({State.DRAFTING}),
}
"""What can be taken back altogether, and while the application stands where."""


def letter_of(entry: ClockEntry, delivery: Delivery) -> bool:
    """Test if the entry was made by this dispatch: the letter does it, went out that day, and asked whom it asked."""
    letter, kind = delivery.letter, Kind(entry.kind)
    return (
        letter.kind in LETTER_OF.get(kind, ())
        and delivery.sent_on == entry.on
        and (kind is not Kind.CONSULTED or letter.consultation_id == entry.consultation_id)
    )


@transaction.atomic
def cancel_entry(entry: ClockEntry, *, reason: str, by: User, at: datetime | None = None) -> Application:
    """Take back an entry of something that did not happen; the deadline is reckoned without it.

    :raises ActRefused: with every reason: also when what remains contradicts itself.
    """
    case, entry = _begin(entry, reason, by=by, at=at)
    kind, application = Kind(entry.kind), case.application
    if kind not in BACK_FROM:
        raise ActRefused(f"“{kind.label}”不能撤销，只能更正日期。")
    if application.state not in BACK_FROM[kind]:
        raise ActRefused(f"“{application.get_state_display()}”的申请不能撤销“{kind.label}”，后面的办理以它为前提。")
    _take_back(case, entry, reason, at)
    _mirror(case, entry, None)
    application.state = _state_without(case, kind)
    _finish(case, entry, at=at, verb="clock_entry_cancelled", data={})
    return application


@transaction.atomic
def correct_entry(entry: ClockEntry, *, on: date, reason: str, by: User, at: datetime | None = None) -> ClockEntry:
    """Put the entry on the day on which it really happened.

    :raises ActRefused: with every reason: also when the day lies in the future or contradicts what is on record.
    """
    case, entry = _begin(entry, reason, by=by, at=at)
    if on == entry.on:
        raise ActRefused(f"登记的日期就是{shown(on)}，不需要更正。")
    if entry.kind == Kind.REACHED:
        raise ActRefused("恢复联系的日期随“收到申请”更正，请更正“收到申请”。")
    both = _with_twin(case, entry)
    for each in both:
        _take_back(case, each, reason, at)
    again = [_enter_anew(case, each, on, at) for each in both][-1]
    _mirror(case, entry, on)
    data = {"before": entry.on.isoformat(), "after": on.isoformat()}
    _finish(case, entry, at=at, verb="clock_entry_corrected", data=data)
    return again


def _begin(entry: ClockEntry, reason: str, *, by: User, at: datetime | None) -> tuple[Case, ClockEntry]:
    case = Case(locked(entry.application), timezone.localdate(at), by)
    standing = standing_entries(case.application).filter(pk=entry.pk).first()
    reasons = [
        "" if by.has_role(Role.DISCLOSURE_OFFICER, case.application.office) else "期限事件由信息公开专员更正。",
        "" if standing else "这一事件已经更正过，请核对现行的期限事件。",
        "" if reason.strip() else "更正日期必须说明理由。",
        "已归档的申请不能更正期限事件。" if case.application.state == State.ARCHIVED else "",
    ]
    if told := [each for each in reasons if each]:
        raise ActRefused(*told)
    return case, standing or entry


def _take_back(case: Case, entry: ClockEntry, reason: str, at: datetime | None) -> None:
    ClockEntry.objects.create(
        application=case.application,
        kind=entry.kind,
        on=entry.on,
        consultation=entry.consultation,
        workdays=entry.workdays,
        until=entry.until,
        cancels=entry,
        reason=reason[:200],
        by=case.by,
        at=at or timezone.now(),
    )


def _with_twin(case: Case, entry: ClockEntry) -> list[ClockEntry]:
    """Return the entry, after the one that contact was restored by the same confirmation."""
    twins = standing_entries(case.application).filter(kind=Kind.REACHED.value, on=entry.on)
    return [*(twins if entry.kind == Kind.RECEIVED else ()), entry]


def _enter_anew(case: Case, entry: ClockEntry, on: date, at: datetime | None) -> ClockEntry:
    return enter(
        case,
        Kind(entry.kind),
        on=on,
        consultation=entry.consultation,
        workdays=entry.workdays,
        until=entry.until,
        at=at,
    )


def _finish(case: Case, entry: ClockEntry, *, verb: str, data: dict[str, str], at: datetime | None) -> None:
    """Reckon anew, note the deadline, and record the act."""
    application = case.application
    try:
        reckoning = reckoning_of(application, today=case.today, calendar=case.calendar)
    except ClockContradiction as contradiction:
        raise ActRefused(str(contradiction)) from contradiction
    application.told_due, application.told_provisional = reckoning.due, reckoning.provisional
    application.save()
    facts = {"entry": entry.pk, "kind": entry.kind, **data}
    events.record(f"applications.{verb}", application, office=application.office, by=case.by, data=facts, at=at)


def _state_without(case: Case, kind: Kind) -> State:
    back = {Kind.CORRECTED: State.CORRECTION_PENDING, Kind.REASONS_GIVEN: State.REASONS_PENDING}
    if kind in {Kind.CONSULTATION_DELIVERED, Kind.CONSULTATION_ANSWERED}:
        return state_while_consulting(case.application) or State.DRAFTING
    if kind is Kind.FEE_PAID:
        return State.FEE_PENDING
    return back.get(kind, State(case.application.state))


# What mirrors the day of an entry


def _mirror(case: Case, entry: ClockEntry, on: date | None) -> None:
    kind = Kind(entry.kind)
    if kind in LETTER_OF and on:
        _move_letter(case, entry, on)
    if kind in MIRRORS:
        MIRRORS[kind](case, entry, on)


def _move_letter(case: Case, entry: ClockEntry, on: date) -> None:
    sent = Letter.objects.filter(application=case.application, kind__in=LETTER_OF[Kind(entry.kind)], sent_on=entry.on)
    if entry.consultation_id:
        sent = sent.filter(consultation=entry.consultation_id)
    for letter in sent.filter(state=LetterState.SENT):
        if letter.signed_on and on < letter.signed_on:
            raise ActRefused(f"发出日期不能早于签发日期（{shown(letter.signed_on)}）。")
        letter.sent_on = on
        _checked(letter)
        for delivery in Delivery.objects.filter(letter=letter):
            delivery.sent_on = on
            _checked(delivery)


def _receipt(case: Case, entry: ClockEntry, on: date | None) -> None:
    if on is None:
        return
    case.application.received_on = on
    case.application.receipt_said = f"更正为{shown(on)}。{case.application.receipt_said}"[:200]
    Wording.objects.filter(application=case.application, number=1).update(received_on=on)


def _correction(case: Case, entry: ClockEntry, on: date | None) -> None:
    wording = case.application.wording()
    wording.received_on = on
    wording.save(update_fields=["received_on"])


def _consultation(field: str) -> Callable[[Case, ClockEntry, date | None], None]:
    def mirror(case: Case, entry: ClockEntry, on: date | None) -> None:
        consultation = entry.consultation
        if consultation is None:
            return
        setattr(consultation, field, on)
        if field == "answered_on" and on is None:
            consultation.opinion = consultation.reasons = ""
        if consultation.opinion == Opinion.SILENT and not _has_lapsed(case, consultation):
            raise ActRefused("这件征求意见已登记逾期未提出意见；按更正后的日期，答复期限尚未届满。")
        _checked(consultation)

    return mirror


def _has_lapsed(case: Case, consultation: Consultation) -> bool:
    due = case.consultation_due(consultation)
    return due is not None and case.today > due.date


def _fee(field: str) -> Callable[[Case, ClockEntry, date | None], None]:
    def mirror(case: Case, entry: ClockEntry, on: date | None) -> None:
        fee = case.fee
        if fee is None:
            return
        setattr(fee, field, on)
        fee.save()

    return mirror


def _end(case: Case, entry: ClockEntry, on: date | None) -> None:
    if case.application.ended_on == entry.on:
        case.application.ended_on = on
    if case.decision and case.decision.sent_on == entry.on:
        case.decision.sent_on = on
        case.decision.save(update_fields=["sent_on"])


def _checked(row: Model) -> None:
    """Save the row if its days still follow each other."""
    try:
        row.validate_constraints()
    except ValidationError as wrong:
        raise ActRefused(*wrong.messages) from wrong
    row.save()


MIRRORS: dict[Kind, Callable[[Case, ClockEntry, date | None], None]] = {
    Kind.RECEIVED: _receipt,
    Kind.CORRECTED: _correction,
    Kind.CONSULTED: _consultation("sent_on"),
    Kind.CONSULTATION_DELIVERED: _consultation("delivered_on"),
    Kind.CONSULTATION_ANSWERED: _consultation("answered_on"),
    Kind.FEE_NOTICED: _fee("noticed_on"),
    Kind.FEE_DELIVERED: _fee("delivered_on"),
    Kind.FEE_PAID: _fee("paid_on"),
    Kind.REPLIED: _end,
    Kind.WITHDRAWN: _end,
}
