"""办理经过: each happening stands in it once, whoever and whatever left a trace of it."""

from datetime import date

import pytest

from gongkai.applications import acts
from gongkai.applications.screens.timeline import timeline
from gongkai.applications.tests import cases
from gongkai.applications.tests.cases import noon

pytestmark = pytest.mark.django_db
SECOND, FOURTH, FIFTH, NINTH, TENTH, TWELFTH = (date(2026, 3, n) for n in (2, 4, 5, 9, 10, 12))


def lines(application):
    letters = list(application.letters.order_by("id"))
    found = timeline(cases.fresh(application), letters)
    return [f"{each.on:%m-%d} {each.tag} {each.what}" + (f"：{each.detail}" if each.detail else "") for each in found]


def test_each_happening_is_told_once(street):
    application = cases.corrected(
        street, cases.received(street, SECOND), asked=FOURTH, until=date(2026, 3, 25), returned=FIFTH
    )
    consultation = cases.consulted(street, application, sent_on=NINTH, delivered=TENTH)
    acts.take_opinion(consultation, on=TWELFTH, opinion="AGREES", reasons="", by=street.liwen, at=noon(TWELFTH))

    told = [line for line in lines(application) if "拟写文书" not in line]

    correction, consulting = (each.number for each in application.letters.order_by("id"))
    assert told == [
        "03-02 操作 提交申请",
        "03-02 操作 交办",
        "03-02 期限 收到申请",
        f"03-04 文书 签发补正告知书：{correction}",
        "03-04 期限 告知补正：发出补正告知书（邮寄送达 EMS0001），至2026年3月25日（星期三）",
        "03-05 期限 收到补正",
        f"03-09 文书 签发征求第三方意见书：{consulting}",
        "03-09 操作 征求意见",
        "03-09 期限 征求意见：发出征求第三方意见书（邮寄送达 EMS0001）",
        "03-10 期限 征求意见书送达",
        "03-12 期限 收到意见",
    ]


def test_an_attempt_in_vain_is_told_by_its_note(street):
    application = cases.submitted(street, SECOND)
    acts.mark_unreachable(application, on=FOURTH, text="电话无人接听。", by=street.zhaomin, at=noon(FOURTH))

    assert lines(application) == ["03-02 操作 提交申请", "03-04 联系 未联系上：电话无人接听。"]
