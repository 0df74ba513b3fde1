"""Letters of a consultation: each side reads what concerns it, and nobody reads who the other is: 《条例》第三十二条."""

from datetime import date

import pytest

from gongkai.applications import acts
from gongkai.applications.tests import cases
from gongkai.applications.tests.letters import ASKS, asked, charging, composed, words
from gongkai.law.letters import LetterKind

pytestmark = pytest.mark.django_db

UNTIL = {"what": "请写明签约年份和所需份数", "until": "2026-03-26"}
COMMON = ("2026年3月2日收到", "编号为2026-0001", "“《某某路房屋征收补偿协议》；2024年至2025年签订的全部协议”")


@pytest.fixture
def street(town):
    town = cases.open_office(town)
    charging(town)
    return town


CONSULTATIONS = {
    "征求第三方意见书": (
        LetterKind.THIRD_PARTY_CONSULTATION,
        "THIRD_PARTY",
        (
            "李四",
            "“您户的补偿协议中的金额”",
            "个人隐私",
            "第三十二条",
            "收到本意见书之日起15个工作日",
            "说明理由",
            "决定是否公开",
        ),
    ),
    "征求意见书": (
        LetterKind.CO_MAKER_CONSULTATION,
        "CO_MAKER",
        (
            "重庆市渝中区民政局",
            "“某某路房屋征收补偿协议”",
            "第三十四条",
            "收到本意见书之日起15个工作日",
            "视为同意公开",
        ),
    ),
    "协办函": (
        LetterKind.AGENCY_CONSULTATION,
        "AGENCY",
        ("重庆市渝中区民政局", "请核对共同制作的内容。", "第三十三条第三款", "收到本函之日起15个工作日"),
    ),
}


@pytest.mark.parametrize(("kind", "whom", "said"), CONSULTATIONS.values(), ids=CONSULTATIONS)
def test_whoever_is_consulted_reads_everything_but_who_applied(street, application, kind, whom, said):
    content = composed(street, application, kind, consultation=asked(application, whom))

    text = words(content)
    assert [each for each in (*said, *ASKS, "2026-0001", "征求意见确认函") if each not in text] == []
    assert [each for each in ("张三", cases.ID_NUMBER, "13800001234", "示例路9号", "zhangsan") if each in text] == []
    assert content["remedy"] == ""


def test_the_applicant_reads_that_a_third_party_is_consulted_but_not_who(street, application):
    consultation = cases.consulted(street, application, sent_on=date(2026, 3, 6))

    content = composed(
        street, application, LetterKind.CONSULTATION_NOTICE, on=date(2026, 3, 6), consultation=consultation
    )

    text = words(content)
    assert "已于2026年3月6日书面征求第三方的意见" in text
    assert "不计算在答复期限内" in text
    assert "第三十三条第三款" in text
    assert "李四" not in text
    assert "个人隐私" not in text


def test_the_applicant_reads_which_agency_is_consulted(street, application):
    content = composed(street, application, LetterKind.CONSULTATION_NOTICE, consultation=asked(application, "CO_MAKER"))

    assert "现书面征求共同制作机关重庆市渝中区民政局的意见" in content["body"]


def test_an_overruled_third_party_reads_what_is_disclosed_and_why_and_its_remedies(street, application):
    consultation = cases.consulted(street, application, sent_on=date(2026, 3, 6), delivered=date(2026, 3, 9))
    acts.take_opinion(
        consultation,
        on=date(2026, 3, 20),
        opinion="REFUSES",
        reasons="不愿公开。",
        by=street.liwen,
        at=cases.noon(date(2026, 3, 20)),
    )
    consultation.refresh_from_db()

    content = composed(
        street,
        application,
        LetterKind.DISCLOSURE_NOTICE,
        on=date(2026, 3, 23),
        consultation=consultation,
        terms={"reasons": "补偿标准关系到全体被征收人"},
    )

    text = words(content)
    for said in (
        "2026年3月20日，您（单位）答复不同意公开。",
        "您户的补偿协议中的金额。",
        "补偿标准关系到全体被征收人。",
        "第三十二条",
        "重庆市渝中区人民政府申请行政复议",
        "重庆市渝中区人民法院提起行政诉讼",
    ):
        assert said in text
    assert "张三" not in text
    assert content["remedy_version"] == "2025-06-01"
