"""年报数据 in a real browser: the live tables, a cell's rows and a report keep the content policy and fit the screen."""

from datetime import date

import pytest

from gongkai.applications.models import RemedyKind
from gongkai.office.tests.people import PASSWORD
from gongkai.report import acts
from gongkai.report.tests.casebook import Row, dispute, enter

pytestmark = pytest.mark.browser
YEAR = 2026
ROWS = [
    Row("NATURAL_PERSON", date(2025, 12, 20), date(2026, 1, 16), "GRANTED"),
    Row("NATURAL_PERSON", date(2026, 2, 3), date(2026, 3, 3), "PARTIAL"),
    Row("COMPANY", date(2026, 3, 3), date(2026, 3, 30), "REFUSED_INTERNAL_AFFAIRS"),
    Row("LEGAL_SERVICE", date(2026, 4, 1)),
]


@pytest.fixture
def screens(transactional_db, street, live_server) -> tuple[str, list[str]]:
    entered = enter(street.chaotianmen, ROWS)
    dispute(entered[2], RemedyKind.RECONSIDERATION, date(2026, 4, 7))
    report = acts.build_report(YEAR, office=street.chaotianmen, by=street.liwen)
    enter(street.chaotianmen, [Row("NATURAL_PERSON", date(2026, 5, 6))])
    live = f"/desk/reports/live/chaotianmen/{YEAR}/"
    rows = "cells/table3.handled_total.total/"
    figure = f"{live}figures/items.total/"
    return live_server.url, [
        "/desk/reports/",
        live,
        live + rows,
        report.desk_address(),
        report.desk_address() + rows,
        figure,
    ]


@pytest.mark.parametrize("width", [1280, 360])
def test_screens_keep_the_policy_and_fit(chromium, screens, width: int) -> None:
    address, places = screens
    page = chromium.new_page(viewport={"width": width, "height": 800})
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{address}/desk/login/")
    page.fill("[name=username]", "zhaomin")
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    for place in places:
        page.goto(address + place)
        page.wait_for_load_state("networkidle")
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wrong.append(f"{place} is wider than {width}")
    page.goto(address + places[1])
    page.click('[aria-label^="表四“行政复议”行“尚未审结”列：1"]')
    page.wait_for_url("**/cells/table4.reconsideration.pending/")
    rows = page.locator(".report-list tbody tr").count()
    page.goto(address + places[3])
    marked = page.locator("mark").count()
    page.click("[value='renew:all']")
    page.wait_for_load_state("networkidle")
    left = page.locator("mark").count()
    page.context.close()

    assert wrong == []
    assert rows == 1
    assert (marked, left) == (3, 0)
