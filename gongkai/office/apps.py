from importlib import import_module

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "gongkai.office"
    verbose_name = "机构"

    def ready(self) -> None:
        import_module("gongkai.office.attempts").connect()
