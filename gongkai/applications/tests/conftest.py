"""Fixtures of the cases: private storage of its own for every test."""

from pathlib import Path

import pytest
import time_machine

from gongkai.applications.models import Application
from gongkai.applications.tests import cases, screens
from gongkai.applications.tests.letters import RECEIVED


@pytest.fixture(autouse=True)
def _private(tmp_path: Path, settings):
    settings.PRIVATE_DIR = tmp_path / "private"
    settings.PRIVATE_DIR.mkdir()
    settings.MEDIA_ROOT = settings.PRIVATE_DIR / "media"


@pytest.fixture
def street(town):
    """The town with its procedures and its court."""
    return cases.open_office(town)


@pytest.fixture
def application(street) -> Application:
    """An application received on 2 March 2026."""
    return cases.received(street, RECEIVED)


@pytest.fixture
def tenth_of_march():
    """Let it be the day of the screens' stories."""
    with time_machine.travel(cases.noon(screens.TODAY), tick=False):
        yield screens.TODAY
