"""One headless Chromium for every test that needs a real browser (Playwright starts once in a process)."""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

WHOLE = ("chromium", "chromium-browser")
SHELL = ("chromium-headless-shell", *WHOLE)
MISSING = "Chromium is missing: apt-get install chromium chromium-headless-shell"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium_of():
    """Return a function that starts the first of these that is installed, once.

    Without any the tests skip and say so, and with CI=true they fail.
    """
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop lives in this thread; the ORM does not use it
    with sync_playwright() as playwright:
        started = {}

        def start(*names):
            place = next((found for name in names if (found := shutil.which(name))), None)
            if place is None:
                (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)
            if place not in started:
                started[place] = playwright.chromium.launch(executable_path=place, args=FLAGS)
            return started[place]

        yield start
        for browser in started.values():
            browser.close()


@pytest.fixture(scope="session")
def chromium(chromium_of):
    """The browser that people have: it shows and prints as theirs does."""
    return chromium_of(*WHOLE)


@pytest.fixture(scope="session")
def chromium_shell(chromium_of):
    """Chromium without windows and menus: half of the processor time, for journeys that click through many pages."""
    return chromium_of(*SHELL)
