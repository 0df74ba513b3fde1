"""发出文书: the letter goes out, and with it the act it serves is done. The day of dispatch is the clock's day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from gongkai.applications.case import Case
from gongkai.applications.composing import letter_paper
from gongkai.applications.filing import keep_bytes
from gongkai.applications.mailing import mail_delivery
from gongkai.applications.models import Application, Delivery, Fee, FileKind, Letter, LetterState
from gongkai.applications.models.deliveries import ELECTRONIC, ONLINE, DeliveryWay
from gongkai.applications.release import unproven
from gongkai.applications.states import Act, State
from gongkai.applications.transitions import ActRefused
from gongkai.law.clock import ClockEventKind
from gongkai.law.fees import fee_for_items, fee_for_pages
from gongkai.law.letters import LetterKind
from gongkai.office.models import User
from gongkai.papers.letter import letter_pdf

from .consulting import state_while_consulting
from .moving import UNCONFIRMED, begin_sending, enter, finish, receive_unconfirmed
from .writing import ACT_OF


@dataclass(frozen=True, kw_only=True)
class Dispatch:
    """How a letter is sent, on which day, and what proves it."""

    way: DeliveryWay | str
    on: date
    tracking_number: str = ""
    recipient: str = ""


@transaction.atomic
def send(letter: Letter, dispatch: Dispatch, *, by: User, at: datetime | None = None) -> Delivery:
    """Send a signed letter with what is enclosed, and do the act that it serves.

    :raises ActRefused: with every reason: not signed, act no longer lawful, no consent to electronic service,
        enclosures that do not belong to the case.
    """
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    act = Act.SEND_REPLY if letter.is_reply else ACT_OF[letter.kind]
    case = begin_sending(letter, act, on=dispatch.on, by=by, at=at)
    letter.application = case.application
    if reasons := _objections(letter, dispatch, case):
        raise ActRefused(*reasons)
    delivery = _deliver(letter, case.application, dispatch, by=by, at=at)
    state = DOES[act](case, letter, dispatch, at)
    finish(
        case, act, state=state, at=at, data={"letter": letter.pk, "way": dispatch.way, "on": dispatch.on.isoformat()}
    )
    return delivery


def _objections(letter: Letter, dispatch: Dispatch, case: Case) -> list[str]:
    """Return every reason why this letter cannot go out this way."""
    enclosures, application = list(letter.enclosures.all()), case.application
    foreign = [each for each in enclosures if each.application_id != application.pk or not each.may_be_sent]
    to_applicant = letter.law.addressee == "APPLICANT"
    reasons = [
        "" if letter.state == LetterState.SIGNED else f"文书{letter.get_state_display()}，签发后才能发出。",
        "" if letter.signed_on and dispatch.on >= letter.signed_on else "发出日期不能早于签发日期。",
        f"“{foreign[0].title}”不是本件可以提供的材料，不能发出。" if foreign else "",
        _electronic(dispatch, case) if to_applicant else "",
        "请填写邮件号。" if dispatch.way == DeliveryWay.POST and not dispatch.tracking_number else "",
        _online_filing(letter, dispatch, case),
        *unproven(enclosures),
    ]
    return [reason for reason in reasons if reason]


def _electronic(dispatch: Dispatch, case: Case) -> str:
    """民事诉讼法第九十条 by analogy: electronic service needs consent; mail needs an address and a configured server."""
    if dispatch.way not in ELECTRONIC:
        return ""
    if not case.application.agrees_to_electronic_service:
        return "申请人没有同意电子送达，请改用邮寄或者直接送达。"
    if dispatch.way != DeliveryWay.EMAIL:
        return ""
    if not settings.EMAIL_CONFIGURED:
        return "本系统没有设置邮件服务器，不能用电子邮件送达。"
    return "" if case.application.applicant.email else "申请人没有留电子邮箱。"


def _online_filing(letter: Letter, dispatch: Dispatch, case: Case) -> str:
    """行政复议法第二十二条第二款: served online, the letter names where to file for reconsideration online."""
    if dispatch.way not in ONLINE or not letter.remedy_version or case.rules.filing_address:
        return ""
    return "网上送达的决定须同时告知网上申请行政复议的途径，请先在“依申请公开设置”中填写网址并重新拟稿。"


def _deliver(
    letter: Letter, application: Application, dispatch: Dispatch, *, by: User, at: datetime | None
) -> Delivery:
    """Keep the very paper that goes out, and note how it goes."""
    letter.state, letter.sent_on = LetterState.SENT, dispatch.on
    paper = letter_pdf(letter_paper(letter), at=at or timezone.now())
    name = f"{letter.number or letter.get_kind_display()}.pdf"
    letter.paper = keep_bytes(
        paper,
        name=name,
        kind=FileKind.LETTER,
        application=application,
        by=by,
        title=letter.get_kind_display(),
        at=at,
    )
    letter.save()
    delivery = Delivery.objects.create(
        application=application,
        letter=letter,
        way=dispatch.way,
        tracking_number=dispatch.tracking_number,
        recipient=dispatch.recipient,
        sent_on=dispatch.on,
        delivered_on=dispatch.on if dispatch.way == DeliveryWay.ON_SITE else None,
        by=by,
        at=at or timezone.now(),
    )
    delivery.enclosures.set(letter.enclosures.all())
    if dispatch.way == DeliveryWay.EMAIL:
        transaction.on_commit(partial(mail_delivery, delivery))
    return delivery


def _ask_correction(case: Case, letter: Letter, dispatch: Dispatch, at: datetime | None) -> State:
    enter(case, ClockEventKind.CORRECTION_ASKED, on=dispatch.on, until=_until(letter), at=at)
    return State.CORRECTION_PENDING


def _ask_reasons(case: Case, letter: Letter, dispatch: Dispatch, at: datetime | None) -> State:
    enter(case, ClockEventKind.REASONS_ASKED, on=dispatch.on, until=_until(letter), at=at)
    return State.REASONS_PENDING


def _extend(case: Case, letter: Letter, dispatch: Dispatch, at: datetime | None) -> None:
    enter(case, ClockEventKind.EXTENDED, on=dispatch.on, workdays=int(letter.terms["workdays"]), at=at)


def _delay(case: Case, letter: Letter, dispatch: Dispatch, at: datetime | None) -> None:
    enter(case, ClockEventKind.DELAYED, on=dispatch.on, until=_until(letter), at=at)


def _consult(case: Case, letter: Letter, dispatch: Dispatch, at: datetime | None) -> State | None:
    consultation = letter.consultation
    if consultation is None or letter.kind == LetterKind.CONSULTATION_NOTICE:
        return None
    consultation.sent_on = dispatch.on
    consultation.save()
    enter(case, ClockEventKind.CONSULTED, on=dispatch.on, consultation=consultation, at=at)
    return state_while_consulting(case.application)


def _ask_fee(case: Case, letter: Letter, dispatch: Dispatch, at: datetime | None) -> State:
    basis, quantity = letter.terms["basis"], int(letter.terms["quantity"])
    amount = fee_for_items(quantity) if basis == "ITEMS" else fee_for_pages(quantity)
    Fee.objects.create(
        application=case.application, basis=basis, quantity=quantity, amount=amount, noticed_on=dispatch.on
    )
    enter(case, ClockEventKind.FEE_NOTICED, on=dispatch.on, at=at)
    return State.FEE_PENDING


def _refer_up(case: Case, letter: Letter, dispatch: Dispatch, at: datetime | None) -> State:
    return State.REFERRED_UP


def _tell_third_party(case: Case, letter: Letter, dispatch: Dispatch, at: datetime | None) -> None:
    if letter.consultation:
        letter.consultation.told_on = dispatch.on
        letter.consultation.save()


def _reply(case: Case, letter: Letter, dispatch: Dispatch, at: datetime | None) -> State:
    """Stop the clock. The first reply counts in table three; a reply ordered later changes nothing of that."""
    application, decision = case.application, letter.decision
    if decision is None:
        raise ActRefused("这份文书没有拟办意见，不能作为答复发出。")
    receive_unconfirmed(case, UNCONFIRMED, at=at)
    decision.sent_on = dispatch.on
    decision.save()
    application.outcome = application.outcome or decision.outcome
    application.ended_on = application.ended_on or dispatch.on
    enter(case, ClockEventKind.REPLIED, on=dispatch.on, at=at)
    return State.SERVED


def _until(letter: Letter) -> date:
    return date.fromisoformat(letter.terms["until"])


DOES: dict[Act, Callable[[Case, Letter, Dispatch, datetime | None], State | None]] = {
    Act.ASK_CORRECTION: _ask_correction,
    Act.ASK_REASONS: _ask_reasons,
    Act.EXTEND: _extend,
    Act.DELAY: _delay,
    Act.CONSULT: _consult,
    Act.ASK_FEE: _ask_fee,
    Act.REFER_UP: _refer_up,
    Act.TELL_THIRD_PARTY: _tell_third_party,
    Act.SEND_REPLY: _reply,
    Act.CONFIRM_WITHDRAWAL: lambda case, letter, dispatch, at: None,
}
"""What the dispatch of a letter does to its case, by the act that the letter serves."""
