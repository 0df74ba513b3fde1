"""Applications in the town, told step by step: what every test of the casework starts from. All names are invented.

张三 asks 朝天门街道 for the relocation agreements of a street. 赵敏 (disclosure officer) registers, 李文 of 平安法治办 handles,
王芳, 赵敏 and 陈刚 sign.
"""

from __future__ import annotations

import itertools
from datetime import date, datetime

from django.utils import timezone

from gongkai.applications import acts
from gongkai.applications.acts.receiving import Filing
from gongkai.applications.acts.sending import Dispatch
from gongkai.applications.filing import keep_bytes
from gongkai.applications.models import (
    Applicant,
    ApplicantKind,
    Application,
    CaseRules,
    DeliveryWay,
    FileKind,
    IdentityType,
    Letter,
    ObtainWay,
    ProvideForm,
    Wording,
)
from gongkai.law.letters import LetterKind
from gongkai.law.receipt import Arrival, Channel
from gongkai.review import actions as review
from gongkai.review.answers import Answers
from gongkai.review.shipping import ship_procedures

ID_NUMBER = "500103199001010019"
_submissions = itertools.count(1)


def noon(day: date) -> datetime:
    """Return noon of the day in China."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=timezone.get_default_timezone())


def open_office(town):
    ship_procedures(town.chaotianmen)
    CaseRules.objects.create(office=town.chaotianmen, court="重庆市渝中区人民法院")
    return town


def applicant(name="张三", number=ID_NUMBER, kind=ApplicantKind.NATURAL_PERSON, **more) -> Applicant:
    facts = {"phone": "13800001234", "address": "重庆市渝中区示例路9号3幢5-1", "email": "zhangsan@example.com"}
    identity = IdentityType.ID_CARD if kind == ApplicantKind.NATURAL_PERSON else IdentityType.CREDIT_CODE
    return Applicant(kind=kind, name=name, identity_type=identity, identity_number=number, **facts | more)


def filing(who: Applicant | None = None, *, title="某某路房屋征收补偿协议", **more) -> Filing:
    return Filing(
        applicant=who or applicant(),
        wording=Wording(title=title, description="2024年至2025年签订的全部协议"),
        **{"provide_form": ProvideForm.PAPER, "obtain_way": ObtainWay.POST} | more,
    )


def submitted(town, on: date, **more) -> Application:
    """Return an application filed on the web on the day, not confirmed yet."""
    given = filing(more.pop("who", None), **more)
    return acts.submit(given, office=town.chaotianmen, submission=f"form-{next(_submissions)}", at=noon(on))


def received(town, on: date, **more) -> Application:
    """Return an application confirmed on the day and given to 李文."""
    application = submitted(town, on, **more)
    acts.confirm(application, on=on, by=town.zhaomin, at=noon(on))
    acts.assign(application, department=town.safety, handler=town.liwen, by=town.zhaomin, at=noon(on))
    return fresh(application)


def taken_in(town, channel: Channel, on: date, **days) -> Application:
    who = days.pop("who", None)
    return acts.take_in(
        filing(who), Arrival(channel=channel, **days), office=town.chaotianmen, by=town.zhaomin, at=noon(on)
    )


def fresh(application: Application) -> Application:
    return Application.objects.get(pk=application.pk)


def signed(town, letter: Letter, on: date) -> Letter:
    """Send the letter through its three stages on the day."""
    agreed(town, acts.release_to_review(letter, by=town.liwen, at=noon(on)), on)
    return Letter.objects.get(pk=letter.pk)


def agreed(town, round, on: date) -> None:
    """Let whoever may sign each open stage of the round agree to it."""
    for person in (town.wangfang, town.zhaomin, town.chengang):
        round.refresh_from_db()
        stage = round.open_stages()[0]
        review.agree(round, by=person, stage=stage, answers=Answers.all_well(stage), at=noon(on))


def posted(on: date) -> Dispatch:
    return Dispatch(way=DeliveryWay.POST, on=on, tracking_number="EMS0001", recipient="张三")


def sent(town, application, kind: LetterKind, on: date, *, dispatch: Dispatch | None = None, enclosing=(), **more):
    """Draft, sign and post a letter on one day, or send it as `dispatch` says."""
    letter = acts.draft(application, kind, by=town.liwen, at=noon(on), **more)
    letter.enclosures.set(enclosing)
    return acts.send(signed(town, letter, on), dispatch or posted(on), by=town.liwen, at=noon(on))


def corrected(town, application, *, asked: date, until: date, returned: date | None = None) -> Application:
    sent(
        town,
        application,
        LetterKind.CORRECTION_NOTICE,
        asked,
        terms={"what": "请写明签约年份。", "until": until.isoformat()},
    )
    if returned:
        wording = Wording(title="某某路房屋征收补偿协议", description="2024年签订的协议")
        acts.take_correction(application, wording, on=returned, by=None, at=noon(returned))
    return fresh(application)


def consulted(town, application, *, sent_on: date, kind="THIRD_PARTY", delivered: date | None = None):
    """Ask a third party by letter."""
    consultation = acts.open_consultation(
        application,
        kind=kind,
        name="李四",
        contact="重庆市渝中区示例路10号",
        content="您户的补偿协议中的金额",
        concern="个人隐私",
        by=town.liwen,
        at=noon(sent_on),
    )
    letter_kind = {
        "THIRD_PARTY": LetterKind.THIRD_PARTY_CONSULTATION,
        "CO_MAKER": LetterKind.CO_MAKER_CONSULTATION,
        "AGENCY": LetterKind.AGENCY_CONSULTATION,
    }[kind]
    sent(town, application, letter_kind, sent_on, consultation=consultation)
    consultation.refresh_from_db()
    if delivered:
        acts.record_consultation_delivery(consultation, on=delivered, by=town.liwen, at=noon(delivered))
        consultation.refresh_from_db()
    return consultation


def extended(town, application, *, on: date, workdays: int = 20) -> Application:
    sent(town, application, LetterKind.EXTENSION_NOTICE, on, terms={"workdays": workdays, "reasons": "协议数量较多。"})
    return fresh(application)


def replied(town, application, outcome: str, *, on: date, **given) -> Application:
    """Decide, sign and post the reply on one day."""
    facts = {"reasons": "依法办理。", "how_to_obtain": "随本答复书提供复印件。"} | given
    acts.decide(application, by=town.liwen, at=noon(on), outcome=outcome, **facts)
    lapsed = outcome in {"OTHER_NOT_CORRECTED", "OTHER_FEE_UNPAID"}
    sent(town, application, LetterKind.NO_FURTHER_PROCESSING if lapsed else LetterKind.REPLY, on)
    return fresh(application)


def proof(application, *, by):
    """Return a proof of service on file."""
    return keep_bytes(b"%PDF-1.7 proof", name="送达回证.pdf", kind=FileKind.SERVICE, application=application, by=by)


def closed(town, application, *, served: date, on: date) -> Application:
    """Prove the service of the reply, and close."""
    delivery = application.deliveries.filter(letter__decision__isnull=False).last()
    acts.record_service(
        delivery, on=served, proof=proof(application, by=town.zhaomin), by=town.zhaomin, at=noon(served)
    )
    acts.close(application, by=town.zhaomin, at=noon(on))
    return fresh(application)
