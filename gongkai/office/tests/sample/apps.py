from django.apps import AppConfig


class SampleConfig(AppConfig):
    name = "gongkai.office.tests.sample"
    label = "office_sample"
    verbose_name = "加密样例"
