"""A citizen before the public pages of 朝天门街道, on a phone: files, keeps number and code, answers, withdraws, fetches."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.portal.tests.applying import NAME, NUMBER, picture
from tests.journeys.conftest import Desk

START = "/chaotianmen/apply/"
STATUS = "/chaotianmen/apply/status/"
PHONE = 360


@dataclass(frozen=True)
class Receipt:
    """The number and the query code that a citizen keeps."""

    number: str
    code: str


def filed(phone: Desk, *, title: str, **more: str) -> Receipt:
    """Go from the notice to the form, fill it in, send it and keep what the receipt shows."""
    phone.open(START)
    phone.follow("公民 在线填写申请表")
    page = phone.page
    given = {"name": NAME, "identity_number": NUMBER, "phone": "13800001234", "title": title} | more
    for name, value in given.items():
        page.fill(f"[name={name}]", value)
    scan = picture()
    page.set_input_files("[name=identity_files]", {"name": scan.name, "mimeType": "image/png", "buffer": scan.read()})
    page.check("[name=provide_form][value=ELECTRONIC]")
    page.check("[name=obtain_way][value=ONLINE]")
    page.check("[name=agrees_to_electronic_service]")
    page.check("[name=confirmed]")
    phone.press("提交申请")
    number, code = (each.inner_text().strip() for each in page.locator(".gk-receipt dd").all())
    return Receipt(number, code)


def opened(phone: Desk, receipt: Receipt) -> str:
    """Ask for the application with number and code, as copied from the receipt."""
    return asked(phone, receipt.number, receipt.code)


def asked(phone: Desk, number: str, code: str) -> str:
    phone.open(STATUS)
    phone.page.fill("[name=number]", number)
    phone.page.fill("[name=code]", code)
    return phone.press("查询")


def fits(phone: Desk) -> bool:
    """Test if the page can be read without moving it sideways."""
    return phone.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
