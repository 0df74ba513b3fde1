"""An office that is open for business, seen without the public site."""

import pytest

from gongkai.records import pages
from gongkai.records.tests.stories import PlainSite, open_office


@pytest.fixture
def street(town, monkeypatch):
    """The town with its columns and procedures."""
    monkeypatch.setattr(pages, "_site", [PlainSite()])
    open_office(town)
    return town
