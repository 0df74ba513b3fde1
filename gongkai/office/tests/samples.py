"""Sample apps: models that belong to one folder's tests alone, so that it needs no app to its right.

Wagtail's apps cannot be set up twice in a process, so the app is added to the registry instead of overriding the setting.
"""

from django.apps import apps
from django.apps.config import AppConfig


def install(name: str) -> None:
    config = AppConfig.create(name)
    if config.label not in apps.app_configs:
        config.apps = apps
        apps.app_configs[config.label] = config
        config.import_models()
        apps.clear_cache()
