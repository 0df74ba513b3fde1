"""The sample subject is installed for the tests only, so that review needs no app to its right.

Wagtail's apps cannot be set up twice in a process, so the app is added to the registry instead of overriding the setting.
"""

import pytest
from django.apps import apps
from django.apps.config import AppConfig
from django.db import connection

from .sample.models import Announcement
from .story import Story


def _install(name: str) -> None:
    config = AppConfig.create(name)
    if config.label not in apps.app_configs:
        config.apps = apps
        apps.app_configs[config.label] = config
        config.import_models()
        apps.clear_cache()


_install("gongkai.review.tests.sample")


@pytest.fixture(scope="session", autouse=True)
def _sample_table(django_db_setup, django_db_blocker):
    """A database kept from an earlier run (--reuse-db) may lack the table."""
    with django_db_blocker.unblock():
        if Announcement._meta.db_table in connection.introspection.table_names():
            return
        with connection.schema_editor() as editor:
            editor.create_model(Announcement)


@pytest.fixture
def story(town) -> Story:
    return Story(town)
