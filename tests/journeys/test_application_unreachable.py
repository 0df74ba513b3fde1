"""An applicant whom nobody reaches: three attempts on different days before the case may end (国办公开办函〔2015〕207号)."""

import pytest

from gongkai.papers.tests.fonts import needs_fonts
from tests.journeys.steps import citizen
from tests.journeys.steps.office import ENDING, Office, counted

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True), needs_fonts]


def test_an_applicant_out_of_reach(cases_office, it_is, at_desk, shots):
    phone = at_desk(None, width=citizen.PHONE)
    receipt = citizen.filed(phone, title="某某路亮化工程合同（示例）")
    office = Office(at_desk, receipt.number)
    office.assigns()
    for day in (3, 4):
        it_is(3, day)
        tried(office, f"2026-03-{day:02}")
    office.case("liwen")
    assert not office.offers("liwen", "拟定答复")
    assert "确认无法联系须有3个不同日期的联系记录，现有2个。" in office["liwen"].open(f"{office.address}decide/")
    shots("d1_two_attempts", office["liwen"])

    it_is(3, 5)
    tried(office, "2026-03-05")
    office.decides("OTHER", reasons="经三次联系均未能与申请人确认收到申请。")
    office.signs(ENDING)
    office.sends(ENDING, way="PUBLIC_NOTICE")

    assert "已答复" in citizen.opened(phone, receipt)
    shots("d2_citizen", phone)
    assert counted(office["zhaomin"], "table3.other.natural_person") == [receipt.number]


def tried(office, on):
    told = office.does("zhaomin", "记录联系不上", on=on, text="拨打申请表上的电话，无人接听。")
    assert "已记录联系不上" in told
