"""收到的年度报告: the files that units hand in. One once collected is kept; a better one is a new version beside it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone

from gongkai.law.report_form import FORM, ReportTables
from gongkai.office.models import Office, User
from gongkai.report.reading import Reading
from gongkai.report.reading.answer import OddCell
from gongkai.report.reading.figures import figures

from .kept_files import KeptFile
from .units import OfDistrict, ReportingUnit


class CollectedReport(KeptFile):
    """One version of the report of a year that was handed in as a file, as it was read: a unit's, or the district's own.

    The file is kept as it came; only the district opens it.
    """

    PURPOSE = "report.collected"

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
