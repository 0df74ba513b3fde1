"""Two fee cases: one unpaid, which ends after twenty working days, one paid, whose period begins anew (国办函〔2020〕109号)."""

import pytest

from gongkai.papers.tests.fonts import needs_fonts
from tests.journeys.steps import citizen
from tests.journeys.steps.office import LAPSE, REPLY, Office, counted

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True), needs_fonts]


@pytest.fixture
def charged(cases_office, it_is, at_desk):
    """Return the phone, the receipt and the office of an application whose fee notice went out on 9 March."""
    phone = at_desk(None, width=citizen.PHONE)
    receipt = citizen.filed(phone, title="2015年以来全部会议纪要（示例）")
    office = Office(at_desk, receipt.number)
    office.begins("2026-03-02")
    it_is(3, 9)
    office.does("liwen", "通知缴费", basis="PAGES", quantity="230")
    office.signs("收费通知书")
    office.sends("收费通知书", way="POST", tracking_number="EMS0003")
    it_is(3, 10)
    office.does("liwen", "登记收费通知送达", on="2026-03-10")
    return phone, receipt, office


def test_an_unpaid_fee_ends_the_case(charged, it_is, shots):
    phone, receipt, office = charged
    assert "等待您缴费" in citizen.opened(phone, receipt)
    assert citizen.fits(phone)
    shots("e1_citizen_pays", phone)
    it_is(4, 8)
    early = office.decides("OTHER_FEE_UNPAID", reasons="逾期未缴纳信息处理费。")
    assert "缴费期限至2026年4月8日，尚未届满" in early
    it_is(4, 9)
    office.decides("OTHER_FEE_UNPAID", reasons="逾期未缴纳信息处理费。")
    office.signs(LAPSE)
    office.sends(LAPSE, way="DOWNLOAD")
    assert counted(office["zhaomin"], "table3.other_fee_unpaid.natural_person") == [receipt.number]
    shots("e2_unpaid", office["liwen"])


def test_a_paid_fee_begins_the_period_anew(charged, it_is, shots):
    phone, receipt, office = charged
    it_is(3, 16)
    assert "已登记缴费" in office.does("liwen", "登记缴费", on="2026-03-16", voucher="渝财票0001")
    assert "2026年4月14日" in office.case("liwen")
    assert "等待您缴费" not in citizen.opened(phone, receipt)
    assert "本件已经通知过缴费" in office.refused("liwen", "ask-fee")
    shots("e3_paid", office["liwen"])
    office.decides("GRANTED", reasons="依法可以公开。", how_to_obtain="在档案室查阅。")
    office.signs(REPLY)
    office.sends(REPLY, way="DOWNLOAD")
    assert counted(office["zhaomin"], "table3.granted.natural_person") == [receipt.number]
