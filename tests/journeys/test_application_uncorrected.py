"""An application that stays uncorrected: the period given in the notice must be over before it lapses (《条例》第三十条)."""

import pytest

from gongkai.papers.tests.fonts import needs_fonts
from tests.journeys.steps import citizen
from tests.journeys.steps.office import LAPSE, Office, counted, scan

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True), needs_fonts]
GIVEN_UP = {"facts": "申请人逾期没有补正。", "reasons": "无正当理由逾期不补正。"}


def test_an_uncorrected_application_lapses_after_its_period(cases_office, it_is, at_desk, shots):
    phone = at_desk(None, width=citizen.PHONE)
    receipt = citizen.filed(phone, title="相关材料")
    office = Office(at_desk, receipt.number)
    office.begins("2026-03-02")

    it_is(3, 5)
    office.does("liwen", "告知补正", what="请写明需要什么材料。", until="2026-03-26")
    office.signs("补正告知书")
    office.sends("补正告知书", way="DOWNLOAD")
    it_is(3, 6)
    citizen.opened(phone, receipt)
    phone.page.get_by_role("link", name="补正告知书").first.click()
    phone.press("确认收到并领取")

    it_is(3, 26)
    assert "补正期限至2026年3月26日，尚未届满" in office.decides("OTHER_NOT_CORRECTED", **GIVEN_UP)
    shots("c1_too_early", office["liwen"])

    it_is(3, 27)
    office.decides("OTHER_NOT_CORRECTED", **GIVEN_UP)
    office.signs(LAPSE)
    office.sends(LAPSE, way="POST", tracking_number="EMS0002")
    it_is(3, 30)
    assert "答复尚未登记送达" in office.refused("zhaomin", "close"), "补正告知书送达不等于答复送达"
    office.does("liwen", "登记送达结果", delivery=f"{LAPSE}，", on="2026-03-30", proof=scan("签收"))
    office.does("zhaomin", "办结")

    assert "逾期不补正" in citizen.opened(phone, receipt)
    shots("c2_citizen", phone)
    assert counted(office["zhaomin"], "table3.other_not_corrected.natural_person") == [receipt.number]
