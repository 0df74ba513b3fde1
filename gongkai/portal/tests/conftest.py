"""The town with its columns, a search index of the test's own, and private storage of its own."""

import pytest

from gongkai.publishing import index
from gongkai.records.tests.stories import open_office


@pytest.fixture
def search_folder(tmp_path, settings):
    settings.SEARCH_DIR = tmp_path / "search"
    index.engine.cache_clear()
    yield settings.SEARCH_DIR
    index.engine.cache_clear()


@pytest.fixture
def private_folder(tmp_path, settings):
    settings.PRIVATE_DIR = tmp_path / "private"
    settings.PRIVATE_DIR.mkdir()
    settings.MEDIA_ROOT = settings.PRIVATE_DIR / "media"
    return settings.PRIVATE_DIR


@pytest.fixture
def street(town, search_folder, private_folder):
    open_office(town)
    return town
