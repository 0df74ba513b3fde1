"""汇总 in a real browser: the district's screens keep the content policy and fit the screen; a file is taken."""

from pathlib import Path

import pytest

from gongkai.office.tests.people import PASSWORD
from gongkai.report import acts
from gongkai.report.tests.test_district import OUTSIDE, YEAR, text

pytestmark = pytest.mark.browser
PLACE = f"/desk/reports/aggregate/{YEAR}/"


@pytest.fixture
def places(transactional_db, street, live_server, published_file: Path) -> list[str]:
    acts.import_report(published_file, office=street.chaotianmen, by=street.liwen)
    acts.add_unit(street.district, name=OUTSIDE, short_name="财政局", by=street.xufeng)
    unit, cell = f"units/o{street.chaotianmen.pk}/", "cells/table3.new.total/"
    return [live_server.url + PLACE + rest for rest in ("", "roster/", unit, cell)]


@pytest.mark.parametrize("width", [1280, 360])
def test_screens_keep_the_policy_and_fit(chromium, places, tmp_path: Path, width: int) -> None:
    file = tmp_path / "财政局.txt"
    file.write_bytes(text(OUTSIDE))
    page = chromium.new_page(viewport={"width": width, "height": 800})
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(places[0])
    page.fill("[name=username]", "xufeng")
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    for place in places:
        page.goto(place)
        page.wait_for_load_state("networkidle")
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wrong.append(f"{place} is wider than {width}")
    page.goto(places[0])
    page.set_input_files("[name=documents]", file)
    page.click("#files button[type=submit]")
    said = page.locator(".report-list tbody tr").inner_text()
    page.context.close()

    assert wrong == []
    assert f"计入{OUTSIDE}。" in said
