"""年报冻结: the figures of a year as they stood at its end, and a report as it stood when it became public.

Nothing here changes: a second look at the year, or a corrected report, stands beside the first.
"""

from __future__ import annotations

from django.db import models

from gongkai.law.report_form import ReportTables
from gongkai.office.models import AppendOnly, Office, Post, User
from gongkai.office.models.events import AppendOnlyQuerySet
from gongkai.review.subjects import hash_of

from .annual_reports import AnnualReport


class Occasion(models.TextChoices):
    """When the figures were taken."""

    YEAR_END = "YEAR_END", "年末冻结"
    PUBLISHED = "PUBLISHED", "公布"


class SnapshotQuerySet(AppendOnlyQuerySet):
    def visible_to(self, user: User) -> SnapshotQuerySet:
        return self.filter(office__in=Office.objects.visible_to(user))

    def year_end(self, office: Office, year: int) -> Snapshot | None:
        """Return the figures on which the office's report of the year rests: the last taken; None before any was."""
        return self.filter(office=office, year=year, occasion=Occasion.YEAR_END).order_by("number").last()


class Snapshot(AppendOnly):
    """What stood at one moment. `digest` covers everything that the snapshot holds of the figures and the prose."""

    office = models.ForeignKey(Office, verbose_name="机构", on_delete=models.PROTECT, related_name="snapshots")
    year = models.PositiveSmallIntegerField("年度")
    occasion = models.CharField("时机", max_length=10, choices=Occasion.choices)
    number = models.PositiveSmallIntegerField("序号")
    report = models.ForeignKey(
        AnnualReport, verbose_name="年度报告", null=True, on_delete=models.PROTECT, related_name="snapshots"
    )
    content = models.JSONField("内容", help_text="表格、数据依据、正文。")
    digest = models.CharField("摘要", max_length=64)
    reason = models.CharField("重新冻结的理由", max_length=300, blank=True)
    by = models.ForeignKey(User, verbose_name="人员", null=True, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, verbose_name="岗位", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")

    objects = SnapshotQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = verbose_name_plural = "年报冻结"
        ordering = ["office", "year", "occasion", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year", "occasion", "number"], name="snapshot_once_per_occasion_and_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.office}{self.year}年{self.get_occasion_display()}（{self.number}）"

    @property
    def tables(self) -> ReportTables:
        return ReportTables.from_json(self.content["tables"])

    @property
    def is_whole(self) -> bool:
        """Tell if the content is still what was taken."""
        return self.digest == hash_of(self.content)
