"""An office that is open for business, and its reports, seen without the public site."""

from pathlib import Path

import pytest

from gongkai.applications.tests import cases
from gongkai.records import pages
from gongkai.records.tests.stories import PlainSite, open_office
from gongkai.report.tests import reports

SHORT = "朝天门街道"
FULL = "重庆市渝中区人民政府朝天门街道办事处"


@pytest.fixture
def street(town, monkeypatch):
    """The town with its columns and procedures."""
    monkeypatch.setattr(pages, "_site", [PlainSite()])
    open_office(town)
    cases.open_office(town)
    return town


@pytest.fixture
def published_file(tmp_path: Path) -> Path:
    """An invented report of 朝天门街道 for 2024, as somebody copied it out of a page."""
    file = tmp_path / "2024年报.txt"
    file.write_text(reports.whole_text(reports.example_tables()).replace(reports.OFFICE, FULL), "utf-8")
    return file


@pytest.fixture
def desk(client, settings):
    """A browser at the desk; static files keep their plain names, since nothing was collected."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    return client
