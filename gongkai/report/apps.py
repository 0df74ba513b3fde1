from importlib import import_module

from django.apps import AppConfig


class ReportConfig(AppConfig):
    name = "gongkai.report"
    verbose_name = "年度报告"

    def ready(self) -> None:
        import_module("gongkai.report.freezing").connect()
