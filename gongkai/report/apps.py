from django.apps import AppConfig


class ReportConfig(AppConfig):
    name = "gongkai.report"
    verbose_name = "年度报告"
