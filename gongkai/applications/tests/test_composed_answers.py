"""The answer to a request for correction of a record about oneself: 《条例》第四十一条."""

from datetime import date

import pytest

from gongkai.applications import acts
from gongkai.applications.composing import compose_rectification
from gongkai.applications.tests import cases
from gongkai.applications.tests.letters import OPTIONAL, RECEIVED, words
from gongkai.applications.transitions import ActRefused

pytestmark = pytest.mark.django_db


# The answer to a request for correction


RECTIFICATIONS = {
    "已更正": ("CORRECTED", "", "已经对上述记录予以更正"),
    "已转送": ("FORWARDED", "重庆市渝中区民政局", "已经将您的更正申请转送有权更正的重庆市渝中区民政局处理"),
    "告知提出": ("DIRECTED", "重庆市渝中区民政局", "请您向有权更正的重庆市渝中区民政局提出"),
    "不予更正": ("REFUSED", "", "本机关决定不予更正"),
}


def rectification(street, **facts):
    row = acts.take_rectification(
        cases.applicant(),
        office=street.chaotianmen,
        subject="低保台账中家庭人口记为2人",
        evidence="户口簿",
        received_on=RECEIVED,
        files=[],
        by=street.zhaomin,
        at=cases.noon(RECEIVED),
    )
    for field, value in facts.items():
        setattr(row, field, value)
    return row


@pytest.mark.parametrize(("result", "agency", "said"), RECTIFICATIONS.values(), ids=RECTIFICATIONS)
def test_a_request_for_correction_is_answered(street, result, agency, said):
    row = rectification(street, finding="台账登记有误", other_agency=agency)

    content = compose_rectification(row, result=result, on=date(2026, 3, 10))

    text = words(content)
    for each in (
        said,
        "2026年3月2日收到",
        "更2026-001",
        "“低保台账中家庭人口记为2人”",
        "台账登记有误。",
        "第四十一条",
        OPTIONAL,
    ):
        assert each in text
    assert content["contact"] == "联系人：赵敏，联系电话：023-00000001"


@pytest.mark.parametrize(
    ("result", "facts", "said"),
    [
        ("CORRECTED", {}, "核查情况"),
        ("FORWARDED", {"finding": "属实"}, "有权更正的机关"),
        ("", {"finding": "属实"}, "处理结果"),
    ],
    ids=["核查情况", "机关", "结果"],
)
def test_an_answer_without_its_facts_is_not_drafted(street, result, facts, said):
    with pytest.raises(ActRefused, match=said):
        compose_rectification(rectification(street, **facts), result=result)
