"""The desk's pages name static files; tests do not collect them first."""

import pytest

PLAIN = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


@pytest.fixture(autouse=True)
def plain_static(settings):
    settings.STORAGES = {**settings.STORAGES, "staticfiles": PLAIN}
