"""What a composed letter says, as one text, and cases in which every kind of letter has its place."""

from __future__ import annotations

import io
from datetime import date

from pypdf import PdfWriter

from gongkai.applications import acts
from gongkai.applications.case import Case
from gongkai.applications.composing import compose
from gongkai.applications.models import CaseRules, Consultation, Decision
from gongkai.applications.tests import cases
from gongkai.law.letters import LetterKind

RECEIVED = date(2026, 3, 2)
TODAY = date(2026, 3, 5)
ASKS = ("023-00000001", "示例路1号")
OPTIONAL = "可以自收到本决定之日起60日内向重庆市渝中区人民政府申请行政复议，也可以自收到本决定之日起6个月内向重庆市渝中区人民法院提起行政诉讼"
ACCOUNT = "缴至渝中区财政局非税收入专户，账号0000，附言写明申请编号"

GIVEN = {
    "reasons": "具体理由如此。",
    "how_to_obtain": "随本答复书提供复印件一份",
    "other_agency": "重庆市渝中区住房和城乡建设委员会",
    "other_agency_contact": "023-00000009",
    "forbidding_law": "《不动产登记暂行条例》第二十七条",
}


def composed(town, application, kind, *, on=TODAY, terms=None, consultation=None, decision=None):
    case = Case(cases.fresh(application), on, town.liwen)
    return compose(case, kind, terms=terms or {}, consultation=consultation, decision=decision)


def words(content) -> str:
    """Return everything that the letter says."""
    lines = [content["office"], content["title"], content["addressee"], content["body"], *content["enclosures"]]
    return "\n".join([*lines, content["remedy"], content["contact"], content["note"]])


def asked(application, kind="THIRD_PARTY", **facts) -> Consultation:
    """Return a consultation that is set down but not sent."""
    given = {
        "name": "李四" if kind == "THIRD_PARTY" else "重庆市渝中区民政局",
        "contact": "重庆市渝中区示例路10号",
        "content": "您户的补偿协议中的金额" if kind == "THIRD_PARTY" else "某某路房屋征收补偿协议",
        "concern": "个人隐私" if kind == "THIRD_PARTY" else "请核对共同制作的内容",
    }
    return Consultation.objects.create(application=application, kind=kind, **given | facts)


def decided(town, application, outcome: str, **facts) -> Decision:
    """Return a decision put on record without asking whether it may be taken."""
    return Decision.objects.create(application=application, outcome=outcome, by=town.liwen, **GIVEN | facts)


def charging(town) -> None:
    CaseRules.objects.filter(office=town.chaotianmen).update(charges_fees=True, fee_account=ACCOUNT)


def charged(town, application, *, on=TODAY, delivered=None):
    """Send a fee notice for twelve items."""
    charging(town)
    cases.sent(town, application, LetterKind.FEE_NOTICE, on, terms={"basis": "ITEMS", "quantity": 12})
    if delivered:
        acts.record_fee_delivery(application, on=delivered, by=town.liwen, at=cases.noon(delivered))
    return cases.fresh(application)


def pages(count: int) -> bytes:
    """Return a PDF of so many empty pages."""
    writer, out = PdfWriter(), io.BytesIO()
    for _ in range(count):
        writer.add_blank_page(595, 842)
    writer.write(out)
    return out.getvalue()
