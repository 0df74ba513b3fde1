"""工作台 in a real browser: under the strict content policy nothing is refused, nothing comes from outside, all fits."""

import pytest

from gongkai.office.tests.people import PASSWORD
from gongkai.records import pages
from gongkai.records.tests import stories

SCREENS = ["/desk/", "/desk/records/", "/desk/records/edit/{record}/", "/desk/account/", "/desk/nowhere/"]

pytestmark = pytest.mark.browser


@pytest.fixture
def work(transactional_db, town, live_server, monkeypatch):
    """A street with one draft; the addresses of the screens, and of the server."""
    monkeypatch.setattr(pages, "_site", [stories.PlainSite()])
    stories.open_office(town)
    record = stories.determined(town)
    stories.in_review(town)
    return live_server.url, [screen.format(record=record.pk) for screen in SCREENS]


def watch(page, address: str) -> list[str]:
    """Return a list that will hold everything that goes wrong on the page."""
    wrong: list[str] = []
    page.on(
        "console", lambda said: wrong.append(said.text) if said.type == "error" and "404" not in said.text else None
    )
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith((address, "data:")) else wrong.append(asked.url))
    return wrong


@pytest.mark.parametrize("width", [1280, 360])
def test_screens_keep_the_policy_and_fit(chromium, work, width):
    address, screens = work
    page = chromium.new_page(viewport={"width": width, "height": 800})
    wrong = watch(page, address)
    page.goto(f"{address}/desk/login/")
    page.fill("[name=username]", "liwen")
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    for screen in screens:
        page.goto(address + screen)
        page.wait_for_load_state("networkidle")
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wrong.append(f"{screen} is wider than {width}")
    title = page.title()
    page.context.close()

    assert wrong == []
    assert title == "没有找到该页面 - 公开工作台"
