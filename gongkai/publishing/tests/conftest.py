"""An office that publishes into folders of the test's own."""

from pathlib import Path

import pytest
from django.conf import settings as installed

from gongkai.publishing import index
from gongkai.records.tests.stories import open_office


@pytest.fixture
def folders(tmp_path, settings):
    """The public, private and search folders of this test alone."""
    settings.PUBLIC_DIR = tmp_path / "public"
    settings.PRIVATE_DIR = tmp_path / "private"
    settings.SEARCH_DIR = tmp_path / "search"
    settings.MEDIA_ROOT = tmp_path / "private" / "media"
    settings.SITE_URL = "https://www.example.gov.cn"
    for folder in (installed.PUBLIC_DIR, installed.PRIVATE_DIR, installed.SEARCH_DIR):
        folder.mkdir()
    index.engine.cache_clear()
    yield tmp_path
    index.engine.cache_clear()


@pytest.fixture
def public(folders) -> Path:
    return folders / "public"


@pytest.fixture
def street(town, folders):
    """The town with its columns and procedures, and an empty public folder."""
    open_office(town)
    return town
