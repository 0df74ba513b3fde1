"""The town with its columns, and a search index of the test's own."""

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
def street(town, search_folder):
    open_office(town)
    return town
