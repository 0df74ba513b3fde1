"""The sample subject is installed for the tests only, so that review needs no app to its right.

Wagtail's apps cannot be set up twice in a process, so the app is added to the registry instead of overriding the setting.
"""

import pytest
from django.apps import apps
from django.apps.config import AppConfig

from .story import Story


def _install(name: str) -> None:
    config = AppConfig.create(name)
    if config.label not in apps.app_configs:
        config.apps = apps
        apps.app_configs[config.label] = config
        config.import_models()
        apps.clear_cache()


_install("gongkai.review.tests.sample")


@pytest.fixture
def story(town) -> Story:
    return Story(town)
