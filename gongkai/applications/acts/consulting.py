"""征求意见: third parties and other agencies (第三十二条、第三十四条); several at once, each with its own days."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.applications.case import Case
from gongkai.applications.models import Application, Consultation, Opinion
from gongkai.applications.states import Act, State
from gongkai.applications.transitions import ActRefused
from gongkai.law.clock import ClockEventKind
from gongkai.law.clock.events import shown
from gongkai.office.models import User

from .moving import begin, enter, finish


@transaction.atomic
def open_consultation(
    application: Application,
    *,
    kind: str,
    name: str,
    contact: str,
    content: str,
    concern: str,
    by: User,
    at: datetime | None = None,
) -> Consultation:
    """Set down whom the office will ask about what; the period is suspended from the day on which the letter goes out."""
    case = begin(application, Act.CONSULT, by=by, at=at)
    consultation = Consultation.objects.create(
        application=case.application, kind=kind, name=name, contact=contact, content=content, concern=concern
    )
    finish(case, Act.CONSULT, at=at, data={"consultation": consultation.pk, "kind": kind})
    return consultation


@transaction.atomic
def record_consultation_delivery(consultation: Consultation, *, on: date, by: User, at: datetime | None = None) -> None:
    """Note the day on which the letter arrived: 15 working days run from it."""
    case, consultation = _open(consultation, Act.RECORD_CONSULTATION_DELIVERY, by=by, at=at)
    if consultation.delivered_on:
        raise ActRefused(f"已经登记{shown(consultation.delivered_on)}送达。")
    enter(case, ClockEventKind.CONSULTATION_DELIVERED, on=on, consultation=consultation, at=at)
    consultation.delivered_on = on
    consultation.save()
    finish(case, Act.RECORD_CONSULTATION_DELIVERY, at=at, data={"consultation": consultation.pk})


@transaction.atomic
def take_opinion(
    consultation: Consultation, *, on: date, opinion: str, reasons: str, by: User, at: datetime | None = None
) -> None:
    """Take the opinion; the suspension ends on the day on which it came in.

    :raises ActRefused: also when a third party refuses without a reason (第三十二条: 有合理理由).
    """
    case, consultation = _open(consultation, Act.TAKE_OPINION, by=by, at=at)
    if opinion == Opinion.SILENT:
        raise ActRefused("逾期未提出意见的，请在期满后办理“逾期未提出意见”。")
    enter(case, ClockEventKind.CONSULTATION_ANSWERED, on=on, consultation=consultation, at=at)
    consultation.answered_on, consultation.opinion, consultation.reasons = on, opinion, reasons
    consultation.save()
    finish(case, Act.TAKE_OPINION, state=_state_after(case), at=at, data={"consultation": consultation.pk})


@transaction.atomic
def lapse_consultation(consultation: Consultation, *, by: User, at: datetime | None = None) -> None:
    """Note that 15 working days passed without an answer: third parties leave the decision to the office, co-makers agree."""
    case, consultation = _open(consultation, Act.LAPSE_CONSULTATION, by=by, at=at)
    due = case.consultation_due(consultation)
    if due is None:
        raise ActRefused("征求意见书尚未登记送达，15个工作日的期限没有起算。")
    if case.today <= due.date:
        raise ActRefused(f"答复期限至{shown(due.date)}，尚未届满。")
    consultation.opinion = Opinion.SILENT
    consultation.save()
    finish(case, Act.LAPSE_CONSULTATION, state=_state_after(case), at=at, data={"consultation": consultation.pk})


def state_while_consulting(application: Application) -> State | None:
    """Return the state that the open consultations make, None where none is open."""
    still = [each for each in application.consultations.all() if each.is_open]
    if not still:
        return None
    return State.CONSULTING_THIRD_PARTY if any(each.is_private_party for each in still) else State.CONSULTING_AGENCY


def _state_after(case: Case) -> State:
    return state_while_consulting(case.application) or State.DRAFTING


def _open(consultation: Consultation, act: Act, *, by: User, at: datetime | None) -> tuple[Case, Consultation]:
    case = begin(consultation.application, act, by=by, at=at)
    consultation = Consultation.objects.get(pk=consultation.pk)
    consultation.application = case.application
    if consultation.sent_on is None:
        raise ActRefused("征求意见书尚未发出。")
    if not consultation.is_open:
        raise ActRefused(f"这件征求意见已经办结：{consultation.get_opinion_display()}。")
    return case, consultation
