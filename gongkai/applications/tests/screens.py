"""Where the cases of the screens' tests stand: one application in every state, as it reads on 10 March 2026."""

from __future__ import annotations

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.applications import acts
from gongkai.applications.models import Application, CaseRules, FileKind
from gongkai.applications.tests import cases
from gongkai.law.letters import LetterKind

TODAY = date(2026, 3, 10)
RECEIVED = date(2026, 3, 2)
SENT = date(2026, 3, 5)


def go(client, town, who, address, **post):
    """Ask for the address as this person, or post to it."""
    client.force_login(getattr(town, who))
    return client.post(address, post) if post else client.get(address)


def page(answer) -> str:
    return answer.content.decode()


def submitted(town) -> Application:
    return cases.submitted(town, date(2026, 3, 6))


def received(town) -> Application:
    return cases.received(town, RECEIVED)


def asked_to_correct(town) -> Application:
    return cases.corrected(town, received(town), asked=SENT, until=date(2026, 3, 26))


def asked_for_reasons(town) -> Application:
    application = received(town)
    terms = {"what": "请说明一年内提出多件申请的理由。", "until": "2026-03-20"}
    cases.sent(town, application, LetterKind.REASONS_NOTICE, SENT, terms=terms)
    return cases.fresh(application)


def with_reasons(town) -> Application:
    application = asked_for_reasons(town)
    acts.take_reasons(
        application, on=date(2026, 3, 9), text="研究需要。", by=town.liwen, at=cases.noon(date(2026, 3, 9))
    )
    return cases.fresh(application)


def consulting(town, *, delivered: date | None = None) -> Application:
    application = received(town)
    cases.consulted(town, application, sent_on=SENT, delivered=delivered)
    return cases.fresh(application)


def delivered(town) -> Application:
    return consulting(town, delivered=date(2026, 3, 9))


def lapsed(town) -> Application:
    """Consulted so early that 15 working days are over on 10 March: delivered on 4 February."""
    application = cases.received(town, date(2026, 2, 2))
    cases.consulted(town, application, sent_on=date(2026, 2, 3), delivered=date(2026, 2, 4))
    return cases.fresh(application)


def referred(town) -> Application:
    application = received(town)
    terms = {"agency": "重庆市渝中区司法局", "what": "某某路补偿协议", "reasons": "不能确定是否涉密。"}
    cases.sent(town, application, LetterKind.REFERRAL, SENT, terms=terms)
    return cases.fresh(application)


def charging(town) -> None:
    rules = CaseRules.of(town.chaotianmen)
    rules.charges_fees, rules.fee_account = True, "非税收入专户，缴款码0001"
    rules.save()


def charged(town) -> Application:
    charging(town)
    application = received(town)
    cases.sent(town, application, LetterKind.FEE_NOTICE, SENT, terms={"basis": "ITEMS", "quantity": 12})
    return cases.fresh(application)


def decided(town) -> Application:
    application = received(town)
    facts = {"outcome": "GRANTED", "how_to_obtain": "随本答复书提供复印件。"}
    acts.decide(application, by=town.liwen, at=cases.noon(SENT), **facts)
    return cases.fresh(application)


def served(town) -> Application:
    return cases.replied(town, received(town), "GRANTED", on=date(2026, 3, 9))


def proven(town) -> Application:
    application = served(town)
    delivery = application.deliveries.get()
    proof = cases.proof(application, by=town.liwen)
    acts.record_service(delivery, on=TODAY, proof=proof, by=town.liwen, at=cases.noon(TODAY))
    return cases.fresh(application)


def closed(town) -> Application:
    application = proven(town)
    acts.close(application, by=town.zhaomin, at=cases.noon(TODAY))
    return cases.fresh(application)


def withdrawn(town) -> Application:
    application = received(town)
    acts.withdraw(application, on=SENT, by=None, at=cases.noon(SENT))
    return cases.fresh(application)


def ordered_anew(town) -> Application:
    application = closed(town)
    acts.record_remedy(
        application,
        by=town.zhaomin,
        kind="RECONSIDERATION",
        authority="重庆市渝中区人民政府",
        received_on=date(2026, 3, 10),
        ended_on=date(2026, 3, 10),
        result="CORRECTED",
        orders_new_reply=True,
        order_received_on=date(2026, 3, 10),
        order_workdays=10,
        at=cases.noon(TODAY),
    )
    return cases.fresh(application)


def refused_by_third_party(town) -> Application:
    """The third party refused, the office decided to disclose, the reply is signed."""
    application = delivered(town)
    consultation = application.consultations.get()
    given = {"opinion": "REFUSES", "reasons": "涉及隐私。"}
    acts.take_opinion(consultation, on=date(2026, 3, 9), by=town.liwen, at=cases.noon(date(2026, 3, 9)), **given)
    facts = {"outcome": "GRANTED", "how_to_obtain": "随本答复书提供复印件。"}
    acts.decide(application, by=town.liwen, at=cases.noon(TODAY), **facts)
    cases.signed(town, acts.draft(application, LetterKind.REPLY, by=town.liwen, at=cases.noon(TODAY)), TODAY)
    return cases.fresh(application)


def scan(name="扫描件.pdf", data=b"%PDF-1.7 scan") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def source(town, application: Application, data: bytes, name="原件.pdf"):
    upload = SimpleUploadedFile(name, data)
    return acts.add_file(
        application, upload, kind=FileKind.SOURCE, title="补偿协议", by=town.liwen, at=cases.noon(TODAY)
    )
