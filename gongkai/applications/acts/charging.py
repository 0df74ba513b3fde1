"""收费: what follows a fee notice (国办函〔2020〕109号). The notice itself is a letter."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.applications.case import Case
from gongkai.applications.models import Application, Fee
from gongkai.applications.states import Act, State
from gongkai.applications.transitions import ActRefused
from gongkai.law.clock import ClockEventKind
from gongkai.office.models import User

from .moving import begin, enter, finish


@transaction.atomic
def record_fee_delivery(application: Application, *, on: date, by: User, at: datetime | None = None) -> None:
    """Note the day on which the notice arrived: 20 working days for payment run from the day after."""
    case = begin(application, Act.RECORD_FEE_DELIVERY, by=by, at=at)
    fee = _fee(case)
    if fee.delivered_on:
        raise ActRefused("收费通知书的送达已经登记。")
    fee.delivered_on = on
    fee.save()
    enter(case, ClockEventKind.FEE_DELIVERED, on=on, at=at)
    finish(case, Act.RECORD_FEE_DELIVERY, at=at, data={"fee": fee.pk})


@transaction.atomic
def take_fee(application: Application, *, on: date, voucher: str, by: User, at: datetime | None = None) -> None:
    """Note the payment: the reply period begins anew on the day after it."""
    case = begin(application, Act.TAKE_FEE, by=by, at=at)
    fee = _fee(case)
    fee.paid_on, fee.voucher = on, voucher
    fee.save()
    enter(case, ClockEventKind.FEE_PAID, on=on, at=at)
    finish(case, Act.TAKE_FEE, state=State.DRAFTING, at=at, data={"fee": fee.pk, "amount": fee.amount})


def _fee(case: Case) -> Fee:
    if case.fee is None:
        raise ActRefused("没有收费通知，不能登记。")
    return case.fee
