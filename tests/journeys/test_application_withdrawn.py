"""A withdrawal by the citizen: the case ends at once, nothing more is offered, and it counts under 其他处理 (三（六）3)."""

import pytest

from tests.journeys.steps import citizen
from tests.journeys.steps.office import Office

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_a_citizen_withdraws_on_the_phone(cases_office, it_is, at_desk, shots):
    phone = at_desk(None, width=citizen.PHONE)
    receipt = citizen.filed(phone, title="某某路道路养护合同（示例）")
    office = Office(at_desk, receipt.number)
    office.does("zhaomin", "确认收到", on="2026-03-02")

    it_is(3, 4)
    citizen.opened(phone, receipt)
    phone.follow("撤回申请")
    assert "请勾选" in phone.press("撤回申请"), "不勾选不撤回"
    phone.fill(confirmed=True)
    told = phone.press("撤回申请")

    assert "您已撤回本件申请" in told
    shots("withdrawn_citizen", phone)
    case = office.case("zhaomin")
    assert "办结" in case
    assert not office.offers("zhaomin", "告知补正")
    assert "“办结”的申请不能办理“告知补正”" in office.refused("zhaomin", "ask-correction")
    shots("withdrawn_case", office["zhaomin"])
