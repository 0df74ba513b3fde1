"""人工改数: a cell that a person made to read otherwise than the register counts, with the reason; lifted ones are kept."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from gongkai.law.report_form import Cell, describe
from gongkai.office.models import AppendOnly, Post, User
from gongkai.office.models.events import AppendOnlyQuerySet

from .annual_reports import AnnualReport


class OverrideQuerySet(AppendOnlyQuerySet):
    def of(self, report: AnnualReport) -> OverrideQuerySet:
        """Return all that was changed by hand in the report and in the versions before it, oldest first."""
        year = {"report__office": report.office_id, "report__year": report.year}
        return (
            self.filter(**year, report__version__lte=report.version)
            .select_related("by", "post__department", "post__office")
            .order_by("id")
        )

    def standing(self, report: AnnualReport) -> dict[Cell, Override]:
        """Return the last change of each cell that still reads otherwise than counted."""
        last = {each.address: each for each in self.of(report)}
        return {each.address: each for each in last.values() if not each.lifted}


class Override(AppendOnly):
    """One change of one cell. `original` is what was counted; an empty figure is a cell not given."""

    report = models.ForeignKey(
        AnnualReport, verbose_name="年度报告", on_delete=models.PROTECT, related_name="overrides"
    )
    cell = models.CharField("单元格", max_length=80)
    original = models.CharField("登记统计", max_length=20, blank=True)
    before = models.CharField("改动前", max_length=20, blank=True)
    value = models.CharField("改为", max_length=20, blank=True)
    lifted = models.BooleanField("恢复登记统计", default=False)
    reason = models.CharField("理由", max_length=300, blank=True)
    by = models.ForeignKey(User, verbose_name="人员", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, verbose_name="岗位", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("时间")

    objects = OverrideQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = verbose_name_plural = "人工改数"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lifted=True) | ~Q(reason=""),
                name="override_is_explained",
                violation_error_message="人工改数须写明理由。",
            ),
            models.CheckConstraint(
                condition=Q(lifted=False) | Q(value=models.F("original")),
                name="override_is_lifted_by_the_original",
                violation_error_message="改回登记统计数，才算恢复。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.described}：{self.original or '未填'}→{self.value or '未填'}"

    @property
    def address(self) -> Cell:
        return Cell(*self.cell.split("."))

    @property
    def described(self) -> str:
        return describe(self.address)
