"""The Chinese fonts that papers are set in: without them tests skip and say so, and with CI=true they fail."""

import os

import pytest

from gongkai.papers.typesetting import FAMILIES, installed_families

MISSING = "The Chinese fonts are missing: apt-get install fonts-noto-cjk"
needs_fonts = pytest.mark.usefixtures("chinese_fonts")


@pytest.fixture(scope="session")
def chinese_fonts() -> None:
    if not set(FAMILIES) <= installed_families():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)
