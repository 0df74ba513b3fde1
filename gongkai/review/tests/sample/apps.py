from django.apps import AppConfig


class SampleConfig(AppConfig):
    name = "gongkai.review.tests.sample"
    label = "review_sample"
    verbose_name = "审校样例"
