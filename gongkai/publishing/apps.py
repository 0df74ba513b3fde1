from importlib import import_module

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "gongkai.publishing"
    verbose_name = "编撰发布"

    def ready(self) -> None:
        import_module("gongkai.publishing.previewing").connect()
