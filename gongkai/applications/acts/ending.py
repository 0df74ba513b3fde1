"""办结: proof of service, closing, the archive, withdrawal, and beginning anew by order of an authority or a court."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gongkai.applications.models import Application, CaseFile, Delivery, Letter, LetterState
from gongkai.applications.states import Act, State
from gongkai.applications.transitions import ActRefused
from gongkai.law.attributes import Attribute
from gongkai.law.clock import ClockEventKind
from gongkai.law.clock.events import shown
from gongkai.office.models import User
from gongkai.records.determining import Proposal
from gongkai.records.models import Record
from gongkai.records.registering import register

from .moving import WITHDRAWN_UNCONFIRMED, begin, enter, finish, receive_unconfirmed, require_past


@transaction.atomic
def record_service(
    delivery: Delivery,
    *,
    on: date,
    proof: CaseFile | None = None,
    witness: str = "",
    refusal_note: str = "",
    by: User | None,
    at: datetime | None = None,
) -> Delivery:
    """Note the day on which the letter arrived, with its proof; `by` None when the applicant fetched it himself."""
    if proof and proof.application_id != delivery.application_id:
        raise ActRefused("送达证明不属于本件申请。")
    case = begin(delivery.application, Act.RECORD_SERVICE, by=by, at=at)
    delivery = Delivery.objects.get(pk=delivery.pk)
    require_past(on, today=case.today, of="送达日期")
    if on < delivery.sent_on:
        raise ActRefused("送达日期不能早于发出日期。")
    delivery.delivered_on, delivery.proof = on, proof or delivery.proof
    delivery.witness, delivery.refusal_note = witness, refusal_note
    delivery.save()
    finish(case, Act.RECORD_SERVICE, at=at, data={"delivery": delivery.pk, "on": on.isoformat()})
    return delivery


@transaction.atomic
def close(application: Application, *, by: User, at: datetime | None = None) -> None:
    """Close the case when everything is served and proven (第四十五条)."""
    case = begin(application, Act.CLOSE, by=by, at=at)
    case.application.closed_at = at or timezone.now()
    finish(case, Act.CLOSE, state=State.CLOSED, at=at)


@transaction.atomic
def archive(application: Application, *, by: User, at: datetime | None = None) -> None:
    """File the case; its package can be taken from then on, and the terms of retention run."""
    case = begin(application, Act.ARCHIVE, by=by, at=at)
    case.application.archived_at = at or timezone.now()
    finish(case, Act.ARCHIVE, state=State.ARCHIVED, at=at)


@transaction.atomic
def withdraw(application: Application, *, on: date, by: User | None, at: datetime | None = None) -> Application:
    """Take the applicant's withdrawal: the case ends as 其他 (table three, 三（六）3); letters on their way are given up."""
    case = begin(application, Act.WITHDRAW, by=by, at=at)
    application = case.application
    if running := [each for each in case.letters if each.state == LetterState.IN_REVIEW]:
        if by is None:  # what is being signed, and how the office takes it back, is not yet the applicant's affair
            raise ActRefused("文书正在审签，须由机关先行停止。")
        raise ActRefused(f"{running[0].get_kind_display()}正在审签，请先撤回送审，再登记申请人撤回。")
    if application.received_on and on < application.received_on:
        raise ActRefused(f"撤回日期早于收到申请的日期（{shown(application.received_on)}），请核对。")
    receive_unconfirmed(case, WITHDRAWN_UNCONFIRMED, at=at)
    Letter.objects.filter(application=application, state__in=(LetterState.DRAFT, LetterState.SIGNED)).update(
        state=LetterState.VOIDED
    )
    application.outcome, application.ended_on = application.outcome or "OTHER", application.ended_on or on
    application.closed_at = at or timezone.now()
    enter(case, ClockEventKind.WITHDRAWN, on=on, at=at)
    finish(case, Act.WITHDRAW, state=State.CLOSED, at=at, data={"on": on.isoformat()})
    return application


@transaction.atomic
def reopen(application: Application, *, by: User, at: datetime | None = None) -> Application:
    """Begin anew as the authority or the court ordered: a new clock with the period of the order.

    :raises ActRefused: with every reason; also when the order names no period.
    """
    case = begin(application, Act.REOPEN, by=by, at=at)
    orders = case.application.remedies.filter(orders_new_reply=True, order_received_on__isnull=False)
    order = orders.order_by("order_received_on", "id")[case.round - 1]
    if order.order_workdays is None and order.order_until is None:
        raise ActRefused("请先在复议诉讼中填写责令重新答复的期限。")
    enter(
        case,
        ClockEventKind.ORDERED,
        on=order.order_received_on,  # type: ignore[arg-type]
        workdays=order.order_workdays,
        until=order.order_until,
        at=at,
    )
    case.application.closed_at = None
    finish(case, Act.REOPEN, state=State.REGISTERED, at=at, data={"remedy": order.pk})
    return case.application


@transaction.atomic
def make_proactive(
    application: Application, record: Record, proposal: Proposal, *, by: User, at: datetime | None = None
) -> Record:
    """Register what was granted as information to be published unasked (第四十四条); from here on it is a record."""
    case = begin(application, Act.MAKE_PROACTIVE, by=by, at=at)
    if proposal.attribute != Attribute.PROACTIVE:
        raise ActRefused("转为主动公开的信息，公开属性应为“主动公开”。")
    case.application.record = register(record, proposal, by=by, at=at)
    finish(case, Act.MAKE_PROACTIVE, at=at, data={"record": case.application.record.pk})
    return case.application.record
