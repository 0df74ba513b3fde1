from importlib import import_module

from django.apps import AppConfig


class ReportConfig(AppConfig):
    name = "gongkai.report"
    verbose_name = "年度报告"

    def ready(self) -> None:
        for name in ("freezing", "settling", "workplace"):
            import_module(f"gongkai.report.{name}").connect()
