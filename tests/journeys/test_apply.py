"""A citizen's way on a telephone, 360 pixels wide, with and without scripts: notice → form → receipt → progress → reply."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from gongkai.applications.models import Application, CaseRules
from gongkai.portal.tests.applying import NAME, NUMBER, picture, replied

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def phone(chromium_shell, live_server, request):
    """Return a page of a telephone; `request.param` tells whether scripts run."""
    context = chromium_shell.new_context(
        viewport={"width": 360, "height": 740},
        locale="zh-CN",
        java_script_enabled=request.param,
        base_url=live_server.url,
    )
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


def fill_in(page: Page) -> None:
    upload = picture()
    page.fill("#id_name", NAME)
    page.fill("#id_identity_number", NUMBER)
    page.set_input_files("#id_identity_files", {"name": "id.png", "mimeType": "image/png", "buffer": upload.read()})
    page.fill("#id_phone", "13800001234")
    page.fill("#id_title", "某某路房屋征收补偿方案（示例）")
    page.check("input[name=provide_form][value=ELECTRONIC]")
    page.check("input[name=obtain_way][value=ONLINE]")
    page.check("#id_agrees_to_electronic_service")


@pytest.mark.parametrize("phone", [True, False], ids=["有脚本", "没有脚本"], indirect=True)
def test_a_citizen_files_and_follows_the_application(street, phone):
    phone.goto("/chaotianmen/apply/")
    phone.get_by_role("link", name=re.compile("^公民")).click()
    fill_in(phone)
    phone.get_by_role("button", name="提交申请").click()
    expect(phone.locator(".govuk-error-summary")).to_contain_text("请在核对无误后勾选")
    expect(phone.locator("#id_name")).to_have_value(NAME)

    fill_in(phone)
    phone.check("#id_confirmed")
    phone.get_by_role("button", name="提交申请").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("申请已提交")
    number, code = phone.locator(".gk-receipt dd").all_inner_texts()
    phone.reload()
    assert phone.locator(".gk-receipt dd").first.inner_text() == number
    assert Application.objects.count() == 1

    phone.get_by_role("link", name="查询办理进度").click()
    phone.fill("#id_number", number)
    phone.fill("#id_code", code)
    phone.get_by_role("button", name="查询", exact=True).click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(f"{number}号申请")
    expect(phone.locator("main")).to_contain_text("已提交，等待确认")

    phone.get_by_role("button", name="退出查询").click()
    phone.goto("/chaotianmen/apply/case/")
    expect(phone.locator("main")).to_contain_text("请重新输入编号和查询码")


@pytest.mark.parametrize("phone", [True, False], ids=["有脚本", "没有脚本"], indirect=True)
def test_a_citizen_fetches_the_reply(street, phone):
    CaseRules.objects.create(
        office=street.chaotianmen, court="重庆市渝中区人民法院", filing_address="https://fy.example.gov.cn/"
    )
    application, delivery = replied(street)

    phone.goto("/chaotianmen/apply/status/")
    phone.fill("#id_number", application.number)
    phone.fill("#id_code", application.query_code)
    phone.get_by_role("button", name="查询", exact=True).click()
    phone.get_by_role("link", name=re.compile("答复书|告知书")).click()
    phone.get_by_role("button", name="确认收到并领取").click()
    with phone.expect_download() as saved:
        phone.locator("main ul a").first.click()

    assert saved.value.suggested_filename.endswith(".pdf")
    delivery.refresh_from_db()
    assert delivery.delivered_on is not None
