"""年报工作安排: the dates that a district sets for a year's reports, and the reports that it sends back."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

from gongkai.office.models import AppendOnly, Office, Post, User

from .annual_reports import AnnualReport


class Campaign(models.Model):
    """The dates of one year's reports in a district; a district that sets none works by the shipped ones."""

    district = models.ForeignKey(Office, verbose_name="区县", on_delete=models.PROTECT, related_name="campaigns")
    year = models.PositiveSmallIntegerField("年度")
    freeze_on = models.DateField(
        "数据冻结日", help_text="当日24时冻结上年数据。12月的许可、处罚、强制、收费应在此前登记；初稿按冻结的数据编制。"
    )
    draft_due = models.DateField("初稿截止")
    check_due = models.DateField("区县审核截止")
    publish_due = models.DateField("公布截止")
    district_due = models.DateField("区县年报公布截止")
    note = models.CharField("工作要求", max_length=500, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "年报工作安排"
        constraints = [
            models.UniqueConstraint(fields=["district", "year"], name="campaign_once_per_district_and_year"),
            models.CheckConstraint(
                condition=models.Q(
                    freeze_on__lte=models.F("draft_due"),
                    draft_due__lte=models.F("check_due"),
                    check_due__lte=models.F("publish_due"),
                ),
                name="campaign_in_order",
                violation_error_message="日期的先后应当是：数据冻结、初稿、区县审核、公布。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.district}{self.year}年年报工作安排"

    def clean(self) -> None:
        if self.freeze_on and self.freeze_on.year <= self.year:
            raise ValidationError({"freeze_on": f"{self.year}年结束后才能冻结数据，请填{self.year + 1}年的日期。"})


class ReportReturn(AppendOnly):
    """退回修改: what the district asks an office to change in a report that is not public yet."""

    report = models.ForeignKey(AnnualReport, verbose_name="年度报告", on_delete=models.PROTECT, related_name="returns")
    reason = models.TextField("修改意见")
    by = models.ForeignKey(User, verbose_name="人员", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, verbose_name="岗位", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "年报退回"
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.report}退回修改"

    @property
    def is_answered(self) -> bool:
        """Tell if the office has saved the report since."""
        return self.report.updated_at > self.at
