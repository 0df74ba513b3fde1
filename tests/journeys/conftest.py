"""A street at work: a live server with folders of its own, and a real headless browser in which named people act."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Locator, Page

from gongkai.applications.models import CaseRules
from gongkai.office.tests.people import PASSWORD
from gongkai.publishing import follow, index
from gongkai.records.tests.stories import open_office


@pytest.fixture
def folders(tmp_path: Path, settings) -> Path:
    settings.PUBLIC_DIR, settings.PRIVATE_DIR = tmp_path / "public", tmp_path / "private"
    settings.SEARCH_DIR, settings.MEDIA_ROOT = tmp_path / "search", tmp_path / "private" / "media"
    for name in ("public", "private", "search"):
        (tmp_path / name).mkdir()
    index.engine.cache_clear()
    yield tmp_path
    index.engine.cache_clear()


@pytest.fixture
def street(transactional_db, town, folders):
    """The town with columns and procedures, before anybody has done anything."""
    open_office(town)
    return town


class Desk:
    """A person at the desk (or a citizen before the public pages): what they open, press and read."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base = page, base

    def open(self, address: str) -> str:
        """Open the address and return what stands on the page."""
        self.page.goto(f"{self.base}{address}")
        return self.text

    @property
    def text(self) -> str:
        return self.page.inner_text("body")

    def follow(self, name: str) -> str:
        """Follow the first link of that name."""
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=name, exact=True).first.click()
        return self.text

    def fill(self, **given: object) -> None:
        """Fill in fields by their names: texts, days, choices, ticks (True) and files, whatever each of them is."""
        for name, value in given.items():
            _fill(self.page.locator(f"main [name={name}]"), value)

    def press(self, name: str) -> str:
        """Press the first button of that name and wait for the next page."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).first.click()
        return self.text


def _fill(fields: Locator, value: Any) -> None:
    """Give the field its value as a person would; fields of one name are the choices of one question."""
    kind = fields.first.evaluate("each => each.type")
    if kind in {"radio", "checkbox"}:
        chosen = fields.first if value is True else fields.and_(fields.page.locator(f"[value='{value}']"))
        return chosen.check()
    if kind == "select-one":
        return _choose(fields.first, value)
    return fields.first.set_input_files(value) if kind == "file" else fields.first.fill(str(value))


def _choose(field: Locator, value: str) -> None:
    """Choose by the words with which a choice begins, or by its value."""
    labels = [each for each in field.locator("option").all_inner_texts() if each.startswith(value)]
    field.select_option(**{"label": labels[0]} if labels else {"value": value})


@pytest.fixture
def at_desk(chromium_shell, live_server):
    """Return a function that seats a person at the desk in a window of their own."""
    contexts = []

    def seat(username: str | None, width: int = 1280) -> Desk:
        context = chromium_shell.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
        contexts.append(context)
        context.set_default_timeout(60_000)
        desk = Desk(context.new_page(), live_server.url)
        if username is not None:
            desk.open("/desk/login/")
            desk.page.fill("[name=username]", username)
            desk.page.fill("[name=password]", PASSWORD)
            with desk.page.expect_navigation():
                desk.page.locator("form button[type=submit]").first.click()
        return desk

    yield seat
    for context in contexts:
        context.close()


@pytest.fixture
def worker(street):
    """Return what the worker does between two breaths: files and index catch up with the events."""
    return follow.catch_up


@pytest.fixture
def it_is(settings):
    """Return a function that lets everybody arrive at a day; who has come to the desk stays there through the months."""
    settings.SESSION_COOKIE_AGE = 400 * 24 * 3600
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=timezone.get_default_timezone()), tick=True) as clock:

        def arrive(month: int, day: int) -> date:
            moment = datetime(2026, month, day, 10, tzinfo=timezone.get_default_timezone())
            clock.move_to(moment)
            return moment.date()

        yield arrive


@pytest.fixture
def cases_office(street):
    """The street with its rules for disclosure on request: replies served online name where to file, fees are charged."""
    CaseRules.objects.create(
        office=street.chaotianmen,
        court="重庆市渝中区人民法院",
        filing_address="https://fuyi.example.cn/",
        charges_fees=True,
        fee_account="渝中区财政专户（示例），账号 0000 0000",
    )
    return street


@pytest.fixture
def shots(request):
    """Return a function that keeps a picture of what somebody sees, where GONGKAI_SHOTS names a folder; else does nothing."""
    folder = os.environ.get("GONGKAI_SHOTS")

    def shoot(name: str, desk: Desk) -> None:
        if folder:
            window = desk.page.viewport_size
            height = desk.page.evaluate("Math.max(900, document.querySelector('main').scrollHeight + 80)")
            desk.page.set_viewport_size({"width": window["width"], "height": height})
            desk.page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)
            desk.page.set_viewport_size(window)

    return shoot
