"""填报单位: who reports to a district, what became of whom, and the reports that units hand in as files.

A district that enters nothing has its offices of the register as units. A file once collected is kept; a better one is a
new version beside it.
"""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models
from django.utils import timezone

from gongkai.law.report_form import FORM, ReportTables
from gongkai.office.models import Office, User
from gongkai.report.reading import Reading
from gongkai.report.reading.answer import OddCell
from gongkai.report.reading.figures import figures

_Row = TypeVar("_Row", bound=models.Model)


class OfDistrict(models.QuerySet[_Row]):
    """Rows that are the district's own affair."""

    def visible_to(self, user: User) -> OfDistrict[_Row]:
        """Return the rows of the districts that the user supervises; nobody else sees them."""
        return self.filter(district_id__in=user.supervised_ids())


class ReportingUnit(models.Model):
    """One unit of the district: an office of the register, or one that uses other software."""

    district = models.ForeignKey(Office, verbose_name="区县", on_delete=models.PROTECT, related_name="reporting_units")
    name = models.CharField("单位全称", max_length=100)
    short_name = models.CharField("简称", max_length=30, blank=True)
    office = models.OneToOneField(
        Office,
        verbose_name="系统内的机构",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reporting_unit",
        help_text="在本系统编制年报的机构；其他单位留空。",
    )
    from_year = models.PositiveSmallIntegerField(
        "起报年度", null=True, blank=True, help_text="新设单位填首个年度，其他留空。"
    )
    to_year = models.PositiveSmallIntegerField(
        "止报年度", null=True, blank=True, help_text="撤销的单位填最后一个年度，其他留空。"
    )

    objects = OfDistrict["ReportingUnit"].as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "填报单位"
        ordering = ["district", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "name"],
                name="reporting_unit_named_once_per_district",
                violation_error_message="名册中已有这个单位。",
            ),
            models.CheckConstraint(
                condition=models.Q(from_year__isnull=True)
                | models.Q(to_year__isnull=True)
                | models.Q(to_year__gte=models.F("from_year")),
                name="reporting_unit_ends_after_it_begins",
                violation_error_message="止报年度不能早于起报年度。",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Keep the unit: past years are summed with it."""
        raise UnitNotDeletable("填报单位不能删除。不再填报的，请填写止报年度。")


class UnitNotDeletable(Exception):
    """A unit that reported once stays in the years of its reports."""


class Succession(models.Model):
    """承继: from a year on one unit reports what another did, or a part of it."""

    district = models.ForeignKey(Office, verbose_name="区县", on_delete=models.PROTECT, related_name="+")
    predecessor = models.ForeignKey(
        ReportingUnit, verbose_name="原单位", on_delete=models.PROTECT, related_name="successions"
    )
    successor = models.ForeignKey(
        ReportingUnit, verbose_name="承继单位", on_delete=models.PROTECT, related_name="origins"
    )
    year = models.PositiveSmallIntegerField("年度", help_text="自这一年度起由承继单位填报。")
    continues = models.BooleanField("原单位继续填报", default=False, help_text="只划出一部分的勾选。")
    transferred = models.PositiveIntegerField(
        "移交结转件数", null=True, blank=True, help_text="分立、部分划出时填写，用来核对上年结转。"
    )
    note = models.CharField("说明", max_length=200, blank=True)

    objects = OfDistrict["Succession"].as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "承继关系"
        ordering = ["district", "year", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor", "year"],
                name="succession_once_per_year",
                violation_error_message="这一承继关系已经登记。",
            ),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")),
                name="succession_between_two_units",
                violation_error_message="原单位和承继单位不能相同。",
            ),
        ]

    def __str__(self) -> str:
        what = "部分划入" if self.continues else "由"
        tail = "" if self.continues else "承继"
        return f"{self.year}年起{self.predecessor}{what}{self.successor}{tail}"


class CollectedReport(models.Model):
    """One version of the report of a year that was handed in as a file, as it was read: a unit's, or the district's own."""

    district = models.ForeignKey(Office, verbose_name="区县", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        ReportingUnit,
        verbose_name="填报单位",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reports",
        help_text="区级自己的报告留空。",
    )
    year = models.PositiveSmallIntegerField("年度")
    version = models.PositiveSmallIntegerField("版本", default=1)
    name = models.CharField("文件名", max_length=200)
    sha256 = models.CharField("文件摘要", max_length=64)
    tables = models.JSONField("法定表格")
    narrative = models.JSONField("正文", default=dict)
    odd_cells = models.JSONField("写法不合要求的单元格", default=list)
    missing = models.JSONField("原文未提供", default=list)
    notes = models.JSONField("读取说明", default=list)
    text = models.TextField("原文", blank=True)
    office_read = models.CharField("原文机关名称", max_length=200, blank=True)
    form = models.CharField("表式", max_length=8, blank=True)
    signed_date = models.DateField("落款日期", null=True, blank=True)
    published_on = models.DateField("公布日期", null=True, blank=True)
    received_on = models.DateField("收到日期")
    received_by = models.ForeignKey(User, verbose_name="经手人", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField("登记时间", default=timezone.now, editable=False)

    objects = OfDistrict["CollectedReport"].as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "收到的年度报告"
        ordering = ["district", "year", "unit", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "version"],
                name="collected_report_once_per_version",
                violation_error_message="该单位这一版报告已经登记。",
            ),
            models.UniqueConstraint(
                fields=["district", "year", "version"],
                condition=models.Q(unit__isnull=True),
                name="districts_own_report_once_per_version",
                violation_error_message="区级报告的这一版已经登记。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit or self.district}{self.year}年（{self.name}）"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write once: a better file is another version."""
        if not self._state.adding:
            raise CollectedReportStays("收到的年度报告不能改动，请上传新的文件作为新版本。")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise CollectedReportStays("收到的年度报告不能删除，请上传新的文件作为新版本。")

    @classmethod
    def of(cls, reading: Reading, **facts: Any) -> CollectedReport:
        """Return an unsaved row with what was read."""
        return cls(
            tables=reading.tables.as_json(),
            narrative=dict(reading.narrative),
            odd_cells=[[cell.where, cell.text] for cell in reading.odd_cells],
            missing=list(reading.missing_in_words),
            notes=list(reading.notes),
            text=reading.text,
            office_read=(reading.office or "")[:200],
            form=reading.form or "",
            signed_date=reading.signed_date,
            **facts,
        )

    @property
    def reading(self) -> Reading:
        """The report as it was read from the file."""
        return Reading(
            office=self.office_read or None,
            year=self.year,
            form=self.form or FORM,
            tables=ReportTables.from_json(self.tables),
            narrative=self.narrative,
            figures=figures(self.text or "\n".join(self.narrative.values()), year=self.year),
            signed_date=self.signed_date,
            odd_cells=tuple(OddCell(*cell) for cell in self.odd_cells),
            notes=tuple(self.notes),
            text=self.text,
        )


class CollectedReportStays(Exception):
    """A file that was collected is kept as it came."""
