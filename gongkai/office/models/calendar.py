"""节假日安排: the notices that an office enters beside the shipped ones, so that the next year needs no programmer."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from .offices import Office
from .people import User

ENTERED_ALREADY = "该年度的安排已经录入，请修改原有的一条。"


class HolidayNotice(models.Model):
    """One yearly notice on holidays and swap days (放假调休). It applies to one office, or to all where none is named.

    `off` and `work` are lists of ISO dates: days off, and weekend days worked.
    """

    year = models.PositiveSmallIntegerField("年份")
    number = models.CharField("文号", max_length=60, help_text="如：国办发明电〔2024〕12号。")
    office = models.ForeignKey(
        Office,
        verbose_name="适用机构",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        help_text="留空适用于全部机构。",
    )
    off = models.JSONField("放假日期", default=list)
    work = models.JSONField("调休上班日期", default=list, blank=True)
    entered_by = models.ForeignKey(User, verbose_name="录入人", null=True, on_delete=models.PROTECT, editable=False)
    entered_at = models.DateTimeField("录入时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "节假日安排"
        ordering = ["-year", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "office"],
                name="holiday_notice_once_per_year_and_office",
                violation_error_message=ENTERED_ALREADY,
            ),
            models.UniqueConstraint(
                fields=["year"],
                condition=models.Q(office__isnull=True),
                name="holiday_notice_for_all_once_per_year",
                violation_error_message=ENTERED_ALREADY,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}年（{self.number}）"

    def clean(self) -> None:
        off, work = set(self._dates("off")), set(self._dates("work"))
        if not off:
            raise ValidationError({"off": "请至少填写一个放假日期。"})
        if both := off & work:
            raise ValidationError({"work": f"{min(both):%Y-%m-%d} 既放假又上班，请核对通知原文。"})
        if on_weekdays := [day for day in work if day.weekday() < 5]:
            raise ValidationError({"work": f"{min(on_weekdays):%Y-%m-%d} 本是周一至周五，不属于调休上班，请核对。"})

    def _dates(self, field: str) -> list[date]:
        days = [_date(field, text) for text in getattr(self, field)]
        if stray := [day for day in days if abs(day.year - self.year) > 1]:
            raise ValidationError({field: f"{stray[0]:%Y-%m-%d} 不在 {self.year} 年前后，请核对年份。"})
        return days


def _date(field: str, text: Any) -> date:
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError) as wrong:
        raise ValidationError({field: f"“{text}”不是有效日期，请写成 2027-01-01 的样式。"}) from wrong
