"""A street at work: a live server with folders of its own, and a real headless browser in which named people act."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

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

    def press(self, name: str) -> str:
        """Press the first button of that name and wait for the next page."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).first.click()
        return self.text


@pytest.fixture
def at_desk(chromium, live_server):
    """Return a function that seats a person at the desk in a window of their own."""
    contexts = []

    def seat(username: str | None, width: int = 1280) -> Desk:
        context = chromium.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
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
