"""The desk's pages name static files, which tests do not collect first, and keep figures for ten minutes."""

import pytest
from django.core.cache import cache

PLAIN = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


@pytest.fixture(autouse=True)
def plain_static(settings):
    settings.STORAGES = {**settings.STORAGES, "staticfiles": PLAIN}


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
